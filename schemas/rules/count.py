"""Rules about a month's counts: they balance, and they begin where the month before ended."""

from __future__ import annotations

from schemas.facts import SOUND, CountFacts, Facts
from schemas.rule import PointsAt, Rule, Severity

_SOURCE = "Công văn ngày 04/9/2021, mục 2 và 3: ghi chép vào Sổ theo dõi, xử lý kịp thời; biểu số liệu tháng"

RULES: tuple[Rule, ...] = (
    Rule(
        code="count_balance",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Số liệu tháng không khớp",
        message="{unit}, {month}: kỳ trước chuyển sang (ô {carried_cell}: {carried}) + tiếp nhận (ô {cell}: {raw}) ="
        " {brought}, nhưng đúng hạn ({in_time_cell}: {in_time}) + trễ hạn ({late_cell}: {late}) + đang xử lý trong hạn"
        " ({open_in_time_cell}: {open_in_time}) + đang xử lý quá hạn ({open_overdue_cell}: {open_overdue}) ="
        " {accounted}, lệch {off}. Số liệu của dòng này chưa được dùng.",
        hint="Đếm lại trong sổ theo dõi rồi sửa ô sai để hai vế bằng nhau, ví dụ: 3 + 12 = 10 + 1 + 3 + 1.",
        example="12",
        source=_SOURCE,
        check=lambda row: row.counted.brought == row.counted.accounted,
        passes=(SOUND, Facts(counted=CountFacts(brought=15, accounted=15))),
        fails=(Facts(counted=CountFacts(brought=15, accounted=14)), Facts(counted=CountFacts(brought=0, accounted=1))),
    ),
    Rule(
        code="count_carried_over",
        severity=Severity.WARNING,
        points_at=PointsAt.CELL,
        title="Số chuyển sang khác số còn lại của tháng trước",
        message="{unit}, {month}: ô {cell} ghi kỳ trước chuyển sang {raw}, nhưng cuối {month_before} ({where}) còn"
        " {left} đang xử lý.",
        hint="Ghi đúng số còn lại cuối tháng trước, ví dụ: {left}; nếu số của tháng trước sai thì gửi lại số liệu tháng"
        " đó.",
        example="3",
        source=_SOURCE,
        check=lambda row: (row.counted.left_before < 0) | (row.counted.carried == row.counted.left_before),
        passes=(SOUND, Facts(counted=CountFacts(carried=3, left_before=3)), Facts(counted=CountFacts(carried=3))),
        fails=(Facts(counted=CountFacts(carried=3, left_before=4)), Facts(counted=CountFacts(left_before=1))),
    ),
    Rule(
        code="count_month",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Không rõ số liệu của tháng nào",
        message="{place} {stands}; không biết chắc số liệu ở các dòng này của tháng nào nên chưa dùng.",
        hint="Ghi một tháng và năm ở tiêu đề, hoặc ở cột THÁNG của từng dòng, ví dụ: Tháng 9/2021.",
        example="Tháng 9/2021",
        source=_SOURCE,
        check=lambda row: row.counted.months == 1,
        passes=(SOUND, Facts(counted=CountFacts(months=1))),
        fails=(Facts(counted=CountFacts(months=0)), Facts(counted=CountFacts(months=2))),
    ),
    Rule(
        code="count_ahead",
        severity=Severity.WARNING,
        points_at=PointsAt.CELL,
        title="Số liệu của một tháng chưa hết",
        message="{unit}: số liệu {month} (ô {cell}) đã gửi trước khi tháng đó hết.",
        hint="Gửi lại số liệu đủ tháng sau ngày cuối tháng, ví dụ: số liệu tháng 9/2021 gửi từ ngày 01/10/2021.",
        source=_SOURCE,
    ),
    Rule(
        code="count_ambiguous",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Bảng số liệu có thể hiểu theo hai cách",
        message="Ô {cell}: {detail}; hệ thống không tự chọn nên số liệu này chưa được dùng.",
        hint="{todo}",
        source=_SOURCE,
    ),
    Rule(
        code="counts_received",
        severity=Severity.INFO,
        points_at=PointsAt.FILE,
        title="Đã nhận số liệu tháng",
        message="Tệp “{file}”: {detail}.",
        hint="Không phải làm gì.",
        source=_SOURCE,
    ),
)
