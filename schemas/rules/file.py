"""Rules about a file as a whole: whether it can be read, and what it is."""

from __future__ import annotations

from schemas.facts import SOUND, DocumentFacts, Facts
from schemas.rule import PointsAt, Rule, Severity
from schemas.rules.shared import COUNTS_TITLE, OWN_READING, PERSONAL_DATA, SEND_XLSX

RULES: tuple[Rule, ...] = (
    Rule(
        code="file_empty",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Tệp rỗng",
        message="Tệp “{file}” không có nội dung ({detail}) nên không đọc được gì.",
        hint="Mở lại tệp gốc, lưu và gửi lại. " + SEND_XLSX,
    ),
    Rule(
        code="file_corrupt",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Tệp hỏng",
        message="Tệp “{file}” bị hỏng hoặc chép chưa xong: {detail}. Tệp đã được lưu trữ nhưng chưa kiểm tra được các"
        " dòng.",
        hint="Mở tệp trên máy của đơn vị; nếu mở được thì dùng “Lưu thành” để lưu bản mới rồi gửi lại. " + SEND_XLSX,
    ),
    Rule(
        code="archive_damaged",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Bản lưu của tệp bị hỏng ở kho của hệ thống",
        message="Bản lưu của tệp “{file}” trong kho của hệ thống bị hỏng hoặc bị mất, không phải lỗi của đơn vị gửi. "
        "Không"
        " dùng dòng nào của bản lưu hỏng; số của các đơn vị trong tệp này chưa được kiểm tra lại.",
        hint="Đơn vị gửi lại đúng tệp đã gửi (không cần sửa gì), hoặc bộ phận vận hành khôi phục tệp từ bản sao lưu; "
        "nhận"
        " lại đúng tệp đó thì kho tự lành. Ví dụ: gửi lại tệp phu-luc-duong-day-nong.xlsx.",
        source=OWN_READING,
    ),
    Rule(
        code="file_encrypted",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Tệp có mật khẩu",
        message="Tệp “{file}” được đặt mật khẩu nên không mở được. Chưa kiểm tra được các dòng.",
        hint="Bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc → xóa mật khẩu), lưu và gửi lại. " + SEND_XLSX,
    ),
    Rule(
        code="file_unsupported",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Loại tệp không đọc được",
        message="Tệp “{file}” là {detail}, không phải bảng tính hay tài liệu chứng minh mà hệ thống đọc được.",
        hint=SEND_XLSX,
    ),
    Rule(
        code="file_too_large",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Tệp quá lớn",
        message="Tệp “{file}” vượt giới hạn đọc ({detail}). Chưa kiểm tra được các dòng.",
        hint="Chỉ giữ lại bảng số điện thoại đường dây nóng, xóa trang tính và hình ảnh thừa rồi gửi lại. " + SEND_XLSX,
    ),
    Rule(
        code="file_duplicate",
        severity=Severity.INFO,
        points_at=PointsAt.FILE,
        title="Tệp đã nhận trước đây",
        message="Tệp “{file}” giống hệt một tệp đã nhận ({detail}). Lần gửi này được ghi nhận là lần mới nhất.",
        hint="Không phải làm gì. Nếu đơn vị muốn sửa số, hãy gửi tệp đã sửa.",
    ),
    Rule(
        code="evidence_received",
        severity=Severity.INFO,
        points_at=PointsAt.FILE,
        title="Đã nhận tài liệu chứng minh",
        message="Tệp “{file}” là {detail}, được ghi nhận là tài liệu chứng minh của {submitter}.",
        hint="Không phải làm gì. Tài liệu chứng minh không thay cho biểu mẫu Excel.",
    ),
    Rule(
        code="evidence_only",
        severity=Severity.WARNING,
        points_at=PointsAt.FILE,
        title="Chỉ có tài liệu chứng minh, chưa có biểu mẫu",
        message="{submitter} mới gửi tài liệu chứng minh “{file}”, chưa gửi biểu mẫu; chưa có số nào được đọc.",
        hint="Điền số điện thoại vào biểu mẫu kèm theo Công văn và gửi thêm. " + SEND_XLSX,
    ),
    Rule(
        code="file_quarantined",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Tệp làm dừng hệ thống",
        message="Tệp “{file}” đã hai lần làm dừng lượt chạy ({detail}) nên được để riêng; chưa kiểm tra được các dòng.",
        hint="Mở tệp trên máy của đơn vị, chép bảng sang một tệp Excel mới, lưu và gửi lại. " + SEND_XLSX,
    ),
    Rule(
        code="personal_data",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Có dữ liệu cá nhân của người dân",
        message="Trang tính “{sheet}” của tệp “{file}” liệt kê người dân ({detail}). Trang này không được đọc tiếp,"
        " không dòng nào được giữ lại hay công bố; tệp được cất riêng, mã hóa, và sẽ được xóa hẳn.",
        hint="Giữ sổ theo dõi tại đơn vị, không gửi sổ. Chỉ gửi số đếm trong tháng theo biểu mẫu “"
        + COUNTS_TITLE
        + "”, ví dụ: kỳ trước chuyển sang 3, tiếp nhận trong kỳ 12, trả lời đúng hạn 10, trả lời trễ hạn 1, đang xử lý"
        " trong hạn 3, đang xử lý quá hạn 1. Biểu mẫu khác trong cùng tệp thì chép sang tệp mới rồi gửi.",
        source=PERSONAL_DATA,
        other_words=(
            (
                Severity.WARNING,
                "Tệp “{file}” liệt kê người dân nên đã bị từ chối; nội dung đã được xóa hẳn khỏi kho lưu trữ ({when}),"
                " không đọc lại được nữa.",
                "Nếu tệp có cả biểu mẫu khác thì gửi lại biểu mẫu đó trong một tệp riêng, không kèm sổ theo dõi, ví dụ:"
                " phu-luc-duong-day-nong.xlsx.",
            ),
        ),
    ),
    Rule(
        code="document_with_changes",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Tài liệu còn dấu sửa đổi chưa chốt",
        message="Tệp “{file}” còn {count} chỗ theo dõi sửa đổi (Track Changes) chưa chốt: {detail}. Các dòng có chỗ sửa"
        " không được công bố.",
        hint="Mở tệp, chọn Xem lại → Chấp nhận tất cả thay đổi, xem lại từng số, lưu và gửi lại, ví dụ:"
        " phu-luc-duong-day-nong.docx.",
        source=OWN_READING,
        other_words=(
            (
                Severity.WARNING,
                "Tệp “{file}” còn {count} chỗ theo dõi sửa đổi (Track Changes) chưa chốt: {detail}. Không chỗ nào nằm"
                " trong"
                " các dòng được đọc.",
                "Lần sau chấp nhận hết thay đổi trước khi gửi (Xem lại → Chấp nhận tất cả thay đổi).",
            ),
        ),
        check=lambda row: row.document.changes == 0,
        passes=(SOUND,),
        fails=(Facts(document=DocumentFacts(changes=1)),),
    ),
    Rule(
        code="mail_withdraws",
        severity=Severity.ERROR,
        points_at=PointsAt.FILE,
        title="Thư thu hồi, hoãn đăng hoặc sửa điều đã gửi",
        message="Thư hoặc công văn (“{file}”) ghi “{words}”; có thể hiểu là nơi gửi thu hồi, chưa cho đăng hoặc sửa số "
        "đã gửi. {effect}.",
        hint="Cán bộ văn phòng đọc thư, gọi hỏi đơn vị. Nơi gửi gửi lại biểu mẫu có số đúng, ví dụ: {phone_ok}, với "
        "lời thư không còn nói thu hồi, dự thảo, chưa đăng.",
        source=OWN_READING,
    ),
    Rule(
        code="message_not_understood",
        severity=Severity.WARNING,
        points_at=PointsAt.FILE,
        title="Lời nhắn cần người đọc",
        message="“{file}” ({who} gửi) có lời mà hệ thống không hiểu chắc: “{words}”. {effect}.",
        hint="Cán bộ văn phòng đọc, làm theo hoặc gọi hỏi nơi gửi. Muốn đổi số thì đơn vị gửi biểu mẫu có số đúng, ví "
        "dụ: {phone_ok}; muốn rút số thì ghi rõ, ví dụ: đề nghị gỡ số {phone_ok}.",
        source=OWN_READING,
        other_words=(
            (
                Severity.INFO,
                "“{file}” ({who} gửi) còn có lời ngoài danh sách: “{words}”. Không câu nào nói về một dòng của danh "
                "sách.",
                "Không phải làm gì.",
            ),
        ),
    ),
    Rule(
        code="attachment_missing",
        severity=Severity.WARNING,
        points_at=PointsAt.FILE,
        title="Thư không có tệp kèm theo",
        message="“{file}” ({who} gửi) ghi “{words}”, nhưng {why}. Chưa nhận được tệp nào từ lần gửi này.",
        hint="Đơn vị gửi lại thư, đính kèm biểu mẫu là tệp Excel (.xlsx), không gửi đường dẫn tới tệp; trước khi gửi "
        "xem lại đã thấy tên tệp trong thư chưa.",
        source=OWN_READING,
    ),
    Rule(
        code="message_noted",
        severity=Severity.INFO,
        points_at=PointsAt.FILE,
        title="Đã nhận lời nhắn",
        message="“{file}” ({who} gửi) ghi: “{words}”. Không số nào đổi vì lời này.",
        hint="Nơi gửi không phải làm gì; nếu là câu hỏi thì cán bộ văn phòng trả lời.",
        source=OWN_READING,
    ),
)
