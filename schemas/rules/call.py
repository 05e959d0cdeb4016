"""Rules about calls to published numbers: what they show of a number, and what is wrong in the workbook that brings
them."""

from __future__ import annotations

from schemas.rule import PointsAt, Rule, Severity
from schemas.rules.shared import PERSONAL_DATA

BY_CALLS = "Công văn ngày 04/9/2021, mục 2 và 3: trực đường dây nóng 24/24 giờ, không để người dân gọi lòng vòng"
_LIST = "Quy trình gọi kiểm tra: mỗi cuộc gọi có người gọi, giờ gọi và một kết quả trong danh sách"
_SENT = "Quy trình gửi gói cho đơn vị: mỗi gói tự gửi có giờ gửi và người gửi"

RULES: tuple[Rule, ...] = (
    Rule(
        code="call_unanswered",
        severity=Severity.WARNING,
        points_at=PointsAt.PHONE,
        title="Gọi kiểm tra nhiều buổi, không ai trả lời",
        message=(
            "Ô {cell} ghi {number} cho {unit}; gọi kiểm tra {count} lần ở {bands} đều không có người trả lời: {calls}."
        ),
        hint="Bố trí người trực 24/24 giờ tại số này; nếu số đã đổi hoặc ghi sai, gửi lại biểu mẫu với số đang trực,"
        " ví dụ: {phone_ok}.",
        source=BY_CALLS,
    ),
    Rule(
        code="call_night_unanswered",
        severity=Severity.WARNING,
        points_at=PointsAt.PHONE,
        title="Gọi kiểm tra ban đêm, không ai trả lời",
        message="Ô {cell} ghi {number} cho {unit}; gọi kiểm tra {count} đêm khác nhau (22:00–06:00) đều không có người "
        "trả"
        " lời: {calls}.",
        hint="Bố trí người trực cả ban đêm, hoặc chuyển cuộc gọi ban đêm tới máy của người trực; nếu số đã đổi, gửi lại"
        " biểu mẫu với số trực 24/24 giờ, ví dụ: {phone_ok}.",
        source=BY_CALLS,
    ),
    Rule(
        code="call_wrong_body",
        severity=Severity.WARNING,
        points_at=PointsAt.PHONE,
        title="Gọi kiểm tra, nơi khác trả lời",
        message="Ô {cell} ghi {number} cho {unit}; khi gọi kiểm tra ({calls}) người trả lời không phải của {unit}.",
        hint="Kiểm tra lại từng chữ số; nếu ghi sai, gửi lại biểu mẫu với số của chính đơn vị, ví dụ: "
        "{phone_ok}; nếu số đúng, nhắc người trực xưng tên đơn vị khi nghe máy.",
        source=BY_CALLS,
    ),
    Rule(
        code="call_sent_on",
        severity=Severity.WARNING,
        points_at=PointsAt.PHONE,
        title="Gọi kiểm tra, bị chỉ sang số khác",
        message="Ô {cell} ghi {number} cho {unit}; khi gọi kiểm tra ({calls}) người nghe bảo gọi sang số khác.",
        hint="Người nghe máy phải tiếp nhận, không chỉ người dân gọi số khác; nếu số kia mới là số trực, gửi lại biểu "
        "mẫu với"
        " số đó, ví dụ: {phone_ok}.",
        source=BY_CALLS,
    ),
    Rule(
        code="call_invalid",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Dòng gọi kiểm tra chưa dùng được",
        message="Ô {cell} ghi “{raw}” nhưng {why}. Cuộc gọi ở dòng này chưa được tính.",
        hint="{todo}",
        source=_LIST,
    ),
    Rule(
        code="call_unsigned",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Bảng gọi kiểm tra không phải của người được giao gọi",
        message="{place} ghi {raw} nhưng {why}. Không cuộc gọi nào ở đó được tính.",
        hint="{todo}",
        source=_LIST,
    ),
    Rule(
        code="sent_invalid",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Dòng gói đã tự gửi chưa dùng được",
        message="Ô {cell} ghi “{raw}” nhưng {why}. Gói ở dòng này chưa được ghi là đã gửi.",
        hint="{todo}",
        source=_SENT,
    ),
    Rule(
        code="sent_unsigned",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Danh sách gói đã gửi không phải của người duyệt",
        message="{place} ghi {raw} nhưng {why}. Không gói nào ở đó được ghi là đã gửi.",
        hint="{todo}",
        source=_SENT,
    ),
    Rule(
        code="call_person_named",
        severity=Severity.WARNING,
        points_at=PointsAt.CELL,
        title="Ô chỉ ghi chức danh có chữ khác, đã bỏ",
        message="Ô {cell} (“{column}”) có chữ không phải chức danh, có thể là tên người; chữ đó không được giữ lại. "
        "Cuộc "
        "gọi"
        " vẫn được tính.",
        hint="Chỉ ghi chức danh hoặc bộ phận của người nghe máy, không ghi tên, ví dụ: Trực ban.",
        example="Trực ban",
        source=PERSONAL_DATA,
    ),
    Rule(
        code="call_lapsed",
        severity=Severity.INFO,
        points_at=PointsAt.CELL,
        title="Cuộc gọi về một số không còn công bố",
        message="Ô {cell}: {what} về số {number} không tính cho bản đang công bố, vì số này không có, hoặc không còn, "
        "là "
        "số"
        " công bố của {unit}.",
        hint="Không phải làm gì: số mới, nếu có, nằm trong goi-thu.xlsx của đêm nay.",
        source=_LIST,
    ),
)
