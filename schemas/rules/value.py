"""Rules about cells that hold a date, a count or a text: filled, and what the form asks for."""

from __future__ import annotations

from schemas.facts import Facts, ValueFacts, none_of
from schemas.rule import PointsAt, Rule, Severity

_SOURCE = "Biểu mẫu kèm theo công văn yêu cầu báo cáo"

RULES: tuple[Rule, ...] = (
    Rule(
        code="value_missing",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Ô bắt buộc để trống",
        message="Ô {cell} (cột {column}) để trống; biểu mẫu yêu cầu ghi ở mọi dòng.",
        hint="Ghi {column}, ví dụ: {example}.",
        source=_SOURCE,
        check=lambda row: none_of(row.value.blank),
        passes=(Facts(value=ValueFacts(kind="date")),),
        fails=(Facts(value=ValueFacts(kind="date", blank=True)),),
    ),
    Rule(
        code="value_not_a_date",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Không phải ngày tháng",
        message="Ô {cell} (cột {column}) ghi “{raw}”, không phải một ngày có thật viết theo ngày/tháng/năm.",
        hint="Ghi ngày/tháng/năm, ví dụ: {example}.",
        source=_SOURCE,
        check=lambda row: (row.value.kind != "date") | row.value.fits | row.value.blank,
        passes=(Facts(value=ValueFacts(kind="date")), Facts(value=ValueFacts(kind="count", fits=False))),
        fails=(Facts(value=ValueFacts(kind="date", fits=False)),),
    ),
    Rule(
        code="value_not_a_count",
        severity=Severity.ERROR,
        points_at=PointsAt.CELL,
        title="Không phải số lượng",
        message="Ô {cell} (cột {column}) ghi “{raw}”, không phải một số đếm (0, 1, 2, v.v.).",
        hint="Chỉ ghi chữ số, không ghi đơn vị tính hay chữ kèm theo, ví dụ: {example}.",
        source=_SOURCE,
        check=lambda row: (row.value.kind != "count") | row.value.fits | row.value.blank,
        passes=(Facts(value=ValueFacts(kind="count")), Facts(value=ValueFacts(kind="date", fits=False))),
        fails=(Facts(value=ValueFacts(kind="count", fits=False)),),
    ),
)
