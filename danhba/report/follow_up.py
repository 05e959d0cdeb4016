"""What the report to the Chairman says beyond tonight: errors that stand, calls that were made, what changed since the
report before. Pure: each figure can be counted again from ton-dong.csv, kiem-tra.csv and theo-ngay.csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from danhba.registry import Registry
from danhba.report.by_day import Days, report_before
from danhba.report.shares import share
from danhba.report.standing_errors import longest, of_ages
from schemas.calls import MISSED, Outcome

_LONGEST = 10  # units whose errors stand longest that are told by name


def follow_up(
    standing: Sequence[Mapping[str, str]],
    days: Days,
    calls: Sequence[Mapping[str, str]],
    registry: Registry,
    as_of: dt.datetime,
    counts: Sequence[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """Return what the document adds to the summary. standing, calls: lines of ton-dong.csv and kiem-tra.csv;
    counts: of so-lieu.csv."""
    before = report_before(days, as_of, registry.report_form.days)
    now = days[max(days)] if days else {}
    then = days.get(before, {})
    words = {"with_number": "đơn vị có số công bố", "errors": "lỗi đang mở", "verified": "số đã gọi đúng đơn vị"}
    made = [line for line in calls if line["last_outcome"]]
    outcomes = [line["last_outcome"] for line in made]
    return {
        "longest": longest(standing, _LONGEST),
        "ages": of_ages(standing),
        "before": before,
        "met_before": {d.id: then.get(f"demand:{d.id}") for d in registry.demands},
        "changed": [
            {"words": told, "before": then[figure], "now": now[figure]}
            for figure, told in words.items()
            if figure in then and figure in now and then[figure] != now[figure]
        ],
        "counts": _newest_month(counts),
        "calls": {
            "made": len(made),
            "answered": sum(o == Outcome.HERE for o in outcomes),
            "not_answered": sum(o in MISSED for o in outcomes),
            "elsewhere": sum(o in (Outcome.OTHER_BODY, Outcome.SENT_ON) for o in outcomes),
        },
    }


def _newest_month(counts: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Return what all units counted in the newest month of which one has counts; {} where none has."""
    if not counts:
        return {}
    month = max(line["month"] for line in counts)
    of_month = [line for line in counts if line["month"] == month]
    sums = {name: sum(int(line[name]) for line in of_month) for name in ("received", "in_time", "late", "open_overdue")}
    due = sums["in_time"] + sums["late"] + sums["open_overdue"]
    return {"month": month, "units": len(of_month), **sums, "share": share(sums["in_time"], due) if due else ""}
