"""A shift whose cell says both its days and its hours: "Từ 7 giờ ngày 06/9 đến 7 giờ ngày 07/9". Pure."""

from __future__ import annotations

import datetime as dt
import re

from danhba.duty.days import DATE, Period, bare, date_of
from danhba.duty.times import DAY, TIME, minutes_of
from danhba.model.grid import Cell

_LONGEST = 31 * DAY  # minutes of one shift
_ON = r"\s*,?\s*(?:(?:thu \w+|chu nhat),?\s*)?(?:ngay\s+)?"
_TO = r"\s*(?:-|–|—|→|->|den|toi)\s*(?:luc\s+)?"
_HOURS_FIRST = re.compile(rf"(?:tu\s+)?(?:luc\s+)?{TIME}{_ON}{DATE}{_TO}{TIME}{_ON}{DATE}\.?", re.ASCII)
_DAYS_FIRST = re.compile(
    rf"(?:tu\s+)?{_ON}{DATE}\s*[,(]?\s*(?:luc\s+)?{TIME}\)?{_TO}{_ON}{DATE}\s*[,(]?\s*(?:luc\s+)?{TIME}\)?\.?", re.ASCII
)


def says_days_and_hours(value: Cell) -> bool:
    """Tell whether a cell is written so, whether or not its year is known."""
    return isinstance(value, str) and _found(value) is not None


def dated_span(value: Cell, period: Period) -> tuple[int, int, int] | None:
    """Return (the first day's ordinal, start, end in minutes from its midnight), None where the cell says none."""
    found = _found(value) if isinstance(value, str) else None
    if found is None:
        return None
    (h1, m1, d1), (h2, m2, d2) = found
    start, end = minutes_of(h1, m1), minutes_of(h2, m2)
    last = date_of(d2, period.year)
    first = date_of(d1, last.year if last else period.year)
    if start is None or end is None or first is None or last is None:
        return None
    if not d1[2] and last < first:  # over the turn of the year
        first = dt.date(first.year - 1, first.month, first.day)
    end += (last - first).days * DAY
    return (first.toordinal(), start, end) if start < end <= start + _LONGEST else None


_Day = tuple[str, str, str | None]


def _found(text: str) -> tuple[tuple[str, str | None, _Day], tuple[str, str | None, _Day]] | None:
    told = bare(text) if len(text) < 120 else ""
    if hit := _HOURS_FIRST.fullmatch(told):
        h1, m1, a, b, c, h2, m2, d, e, f = hit.groups()
    elif hit := _DAYS_FIRST.fullmatch(told):
        a, b, c, h1, m1, d, e, f, h2, m2 = hit.groups()
    else:
        return None
    return (h1, m1, (a, b, c)), (h2, m2, (d, e, f))
