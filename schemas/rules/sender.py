"""Rules about who sent a file, and for whom they may speak."""

from __future__ import annotations

from schemas.facts import Facts, SenderFacts, none_of
from schemas.rule import PointsAt, Rule, Severity
from schemas.rules.shared import BY_REVIEW, SEND_XLSX

RULES: tuple[Rule, ...] = (
    Rule(
        code="submitter_unknown",
        severity=Severity.WARNING,
        points_at=PointsAt.FILE,
        title="Chưa rõ đơn vị gửi",
        message="Không xác định được đơn vị gửi tệp “{file}”: {detail}.",
        hint="Ghi tên đơn vị gửi ở đầu bảng hoặc ở tên tệp rồi gửi lại, ví dụ tên tệp: {sender_ok} – {file}.",
        other_words=(
            (
                Severity.ERROR,
                (
                    "Không xác định được đơn vị gửi tệp “{file}”: {detail}. Nội dung tệp đã được đọc nhưng chưa được "
                    "công bố, chưa được dùng."
                ),
                "Người duyệt chọn đơn vị gửi, nếu quyet-dinh.xlsx có hỏi; hoặc đơn vị gửi lại tệp với tiêu đề và tên "
                "tệp của chính mình, ví dụ: {committee_ok} – {file}.",
            ),
        ),
    ),
    Rule(
        code="outside_authority",
        severity=Severity.ERROR,
        points_at=PointsAt.NAME,
        title="Ghi thay đơn vị không thuộc quyền",
        message="{submitter} gửi tệp này nhưng ô {cell} ghi số của {unit}, không phải chính mình hay đơn vị trực"
        " thuộc.",
        hint="{own} Xóa dòng này rồi gửi lại, ví dụ: bảng chỉ còn các dòng của {submitter}; {unit} tự gửi số của mình"
        " (hoặc cấp trên trực tiếp gửi thay).",
        check=lambda row: row.sender.above | none_of(row.sender.known),
        passes=(Facts(), Facts(sender=SenderFacts(known=False, above=False))),
        fails=(Facts(sender=SenderFacts(above=False)),),
    ),
    Rule(
        code="mark_forged",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Dấu máy của biểu mẫu không đúng",
        message="Tệp “{file}” mang dấu máy của biểu mẫu điền sẵn ({detail}) nhưng dấu này không do hệ thống tạo ra"
        " cho tệp đó;"
        " không dòng nào được công bố theo dấu này.",
        hint="Dùng biểu mẫu điền sẵn mà Văn phòng gửi cho chính đơn vị, hoặc gửi biểu mẫu thường. " + SEND_XLSX,
        source=BY_REVIEW,
    ),
    Rule(
        code="mark_not_checked",
        severity=Severity.INFO,
        points_at=PointsAt.FILE,
        title="Chưa kiểm tra dấu máy của biểu mẫu",
        message="Tệp “{file}” mang dấu máy của biểu mẫu điền sẵn ({detail}); ở đây không có khóa để kiểm tra nên dấu"
        " này không được tính.",
        hint="Không phải làm gì: dấu được kiểm tra khi tệp được nhận.",
        source=BY_REVIEW,
    ),
)
