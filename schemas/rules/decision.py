"""Rules about a reviewer's decisions."""

from __future__ import annotations

from schemas.rule import PointsAt, Rule, Severity
from schemas.rules.shared import BY_REVIEW, NOTHING_EXAMPLE

RULES: tuple[Rule, ...] = (
    Rule(
        code="decision_applied",
        severity=Severity.INFO,
        points_at=PointsAt.DECISION,
        title="Đã áp dụng quyết định của người duyệt",
        message="{place}; người duyệt đã quyết định: {answer}.",
        hint="Không phải làm gì; muốn đổi, chọn lại hoặc “Thu hồi quyết định” trong quyet-dinh.xlsx.",
        source=BY_REVIEW,
    ),
    Rule(
        code="decision_lapsed",
        severity=Severity.WARNING,
        points_at=PointsAt.DECISION,
        title="Quyết định hết hiệu lực vì số liệu đã đổi",
        message="Ô {cell} đã quyết định: {answer}; dòng mà quyết định này nói tới nay đã khác nên phải hỏi lại.",
        hint="Trả lời lại câu hỏi trong quyet-dinh.xlsx mới nhất, ví dụ: chọn lại số cũ nếu vẫn đúng.",
        source=BY_REVIEW,
    ),
    Rule(
        code="decision_overtaken",
        severity=Severity.ERROR,
        points_at=PointsAt.PHONE,
        title="Số mới khác điều người duyệt đã quyết định",
        message="Ô {cell} ghi {number} cho {unit}; trước đó người duyệt đã quyết định: {answer}. Số mới chưa được công "
        "bố, chờ người duyệt trả lời lại.",
        hint="Người duyệt gọi hỏi {unit} rồi chọn trong quyet-dinh.xlsx, ví dụ: {number}. Số trong ô đúng thì đơn vị "
        "không phải gửi lại.",
        source=BY_REVIEW,
    ),
    Rule(
        code="decision_contradicted",
        severity=Severity.WARNING,
        points_at=PointsAt.DECISION,
        title="Hai người duyệt trả lời khác nhau trong một đêm",
        message="Ô {cell} đã quyết định: {answer}; cùng đêm có câu trả lời khác cho chính câu hỏi này: {others}. Không "
        "câu trả lời nào được áp dụng.",
        hint="Những người duyệt thống nhất rồi một người trả lời lại câu hỏi trong quyet-dinh.xlsx mới nhất, ví dụ: "
        "chọn lại số đúng.",
        source=BY_REVIEW,
    ),
    Rule(
        code="decision_invalid",
        severity=Severity.ERROR,
        points_at=PointsAt.DECISION,
        title="Quyết định không có trong các lựa chọn",
        message="Ô {cell} ghi “{raw}”, không có trong các lựa chọn của câu hỏi này: {choices}.",
        hint="Chọn trong danh sách thả xuống của ô, ví dụ: {choice}. Số chưa đơn vị nào gửi thì đề nghị đơn vị gửi"
        " lại biểu mẫu.",
        example=NOTHING_EXAMPLE,
        source=BY_REVIEW,
    ),
    Rule(
        code="decision_unsigned",
        severity=Severity.ERROR,
        points_at=PointsAt.DECISION,
        title="Quyết định không phải của người duyệt",
        message="{place} ghi {raw} nhưng {why}. Không quyết định nào ở đó được áp dụng.",
        hint="{todo}",
        source=BY_REVIEW,
    ),
)
