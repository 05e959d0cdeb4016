"""When a call was made, as people write it: 22:30 15/09/2021, 15/9/2021 lúc 7h30 tối, or a date with its time as the
spreadsheet typed it."""

from __future__ import annotations

import datetime as dt
import re

from danhba.vietnamese.dates import VIETNAM, utc
from danhba.vietnamese.text import fold, one_line

_DATE = re.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>\d{4}|\d\d)|(?P<yy>\d{4})-(?P<mm>\d\d)-(?P<dd>\d\d)t?)(?!\d)"
)
_TIME = re.compile(r"(?<!\d)(?P<h>\d{1,2})(?:\s*(?::|h|gio|g)\s*(?P<min>\d\d)?)(?::\d\d)?(?:\s*(?:p|phut))?(?![\w:])")
_YEARS = (2000, 2199)
_BESIDE = re.compile(r"(?:ngay|luc|sang|trua|chieu|toi|dem|[\W_])*")


def moment(value: object) -> str | None:
    """Return a moment in UTC (ISO 8601) of a time in Vietnam; None where no time with its date can be read, or a year
    in which nobody called.

    value: as the spreadsheet typed it. A date without a time is none: the part of the day matters.
    """
    if isinstance(value, dt.datetime):
        return _of_our_time(value) if value.time() != dt.time() else None
    if not isinstance(value, str):
        return None
    text = fold(one_line(value))
    date = _DATE.search(text)
    rest = text[: date.start()] + " " + text[date.end() :] if date else ""
    time = _TIME.search(rest)
    if date is None or time is None or not _BESIDE.fullmatch(rest[: time.start()] + " " + rest[time.end() :]):
        return None
    hour = int(time["h"])
    if (1 <= hour < 12 and re.search(r"chieu|toi", rest)) or (6 <= hour < 12 and "dem" in rest):
        hour += 12
    year = date["y"] or date["yy"]
    try:
        day = dt.date(
            int(year) + (2000 if len(year) == 2 else 0), int(date["m"] or date["mm"]), int(date["d"] or date["dd"])
        )
        return _of_our_time(dt.datetime.combine(day, dt.time(hour, int(time["min"] or 0))))
    except ValueError:
        return None


def _of_our_time(local: dt.datetime) -> str | None:
    """Return a time in Vietnam in UTC; None of a year that is a slip of the keyboard: 0021, 9999."""
    return utc(local.replace(tzinfo=VIETNAM)) if _YEARS[0] <= local.year <= _YEARS[1] else None
