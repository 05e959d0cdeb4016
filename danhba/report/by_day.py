"""theo-ngay.csv: the figures of every day, so that a report can say what changed since the one before. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from danhba.vietnamese.dates import VIETNAM

Days = dict[str, dict[str, int]]  # day (ISO) → figure → value
_KEPT = 60  # days


def figures_of(
    progress: Sequence[Mapping[str, str]], demands: Sequence[Mapping[str, str]], errors: int, verified: int
) -> dict[str, int]:
    """Return the figures of one night. demands: lines of yeu-cau.csv; verified: numbers that calls have shown right."""
    states = Counter(p["state"] for p in progress)
    met = Counter(line["demand"] for line in demands if line["state"] == "met")
    out = {"with_number": states["published"] + states["kept"], "published": states["published"], "errors": errors}
    named = dict.fromkeys(line["demand"] for line in demands)
    return out | {"verified": verified} | {f"demand:{d}": met[d] for d in named}


def with_today(before: Days | None, today: dict[str, int], as_of: dt.datetime) -> Days:
    """Return the days with today's figures; the last run of a day counts."""
    days = {**(before or {}), as_of.astimezone(VIETNAM).date().isoformat(): today}
    return dict(sorted(days.items())[-_KEPT:])


def report_before(days: Days, as_of: dt.datetime, apart: int) -> str:
    """Return the day of the report before: the newest that lies so many days back, else the oldest before today; '' for
    the first."""
    today = as_of.astimezone(VIETNAM).date()
    past = [day for day in days if day < today.isoformat()]
    far = [day for day in past if (today - dt.date.fromisoformat(day)).days >= apart]
    return max(far) if far else min(past, default="")


def day_lines(days: Days) -> list[dict[str, str]]:
    """Return the lines of theo-ngay.csv."""
    return [
        {"day": day, "figure": figure, "value": str(value)}
        for day, figures in days.items()
        for figure, value in figures.items()
    ]
