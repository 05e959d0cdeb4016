"""Hours of duty as offices write them: 7h30 - 11h30, 17h00 hôm trước đến 7h00 hôm sau, 24/24. Minutes from the day's
midnight. Pure."""

from __future__ import annotations

import datetime as dt
import re

from danhba.model.grid import Cell, cell_text
from danhba.vietnamese.text import fold, visible

DAY = 24 * 60
TIME = r"(\d{1,2})\s*(?:gio|h|g|:)\s*(\d{2})?(?:\s*(?:phut|'|p))?(?:\s*sang|\s*chieu|\s*toi|\s*dem)?"
_OTHER_DAY = r"(\s*(?:sang\s+)?(?:ngay\s+)?(?:hom|ngay)\s+(?:truoc|sau)(?:\s+do)?)?"
_SPAN = re.compile(rf"{TIME}{_OTHER_DAY}\s*(?:-|–|—|den|toi|→|->|đến)\s*{TIME}{_OTHER_DAY}", re.ASCII)
_TIME = re.compile(rf"(?:luc\s+)?{TIME}", re.ASCII)
_WHOLE = re.compile(r"24\s*/\s*(?:24|7)|(?:ca|suot|toan) ngay(?: dem)?|ngay va dem|24\s*(?:gio|h)\s*/\s*ngay")
_BARE = re.compile(r"(\d{1,2})(?:[.,](\d{2}))?")
_AROUND = re.compile(
    r"\b(?:tu|ca|truc|buoi|sang|chieu|toi|dem|ngay|gio|so|va|thu|kip|[ivx]{1,3}|\d)\b|[\s:;,.()/+&\-–]"
)


def says_whole_day(text: str) -> bool:
    """Tell whether a text says that somebody is on duty around the clock."""
    return _WHOLE.search(fold(visible(text))) is not None


def spans_of(value: Cell) -> list[tuple[int, int]] | None:
    """Return the (start, end) that a cell names, in minutes from its day's midnight; the end may lie on the next day.

    None where it names none, or where something stands there that is not understood.
    """
    bare = " ".join(fold(visible(cell_text(value))).split()) if value is not None else ""
    if not bare:
        return None
    out = []
    for h1, m1, one, h2, m2, other in _SPAN.findall(bare):
        start, end = minutes_of(h1, m1), minutes_of(h2, m2)
        if start is None or end is None:
            return None
        before, after = "truoc" in one, "sau" in other
        if before and not after:
            start -= DAY
        if after or (end <= start and not before):
            end += DAY
        if not 0 < end - start <= 2 * DAY:
            return None
        out.append((start, end))
    rest = _SPAN.sub(" ", bare)
    if not out and _WHOLE.search(bare):
        out, rest = [(0, DAY)], _WHOLE.sub(" ", bare)
    if not out or any(c.isdigit() for c in _AROUND.sub("", rest)):
        return None
    return out


def time_of(value: Cell) -> int | None:
    """Return the minute of a cell in a column of times, None for what is none."""
    if isinstance(value, dt.datetime):
        return value.hour * 60 + value.minute
    if isinstance(value, dt.time):
        return value.hour * 60 + value.minute
    if isinstance(value, dt.timedelta):
        minutes = value.total_seconds() / 60
        return int(minutes) if minutes.is_integer() and 0 <= minutes <= DAY else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and 0 < value < 1:  # a time without its format
        minutes = round(value * DAY, 4)
        return int(minutes) if minutes.is_integer() else None
    bare = " ".join(fold(visible(cell_text(value))).split()).strip(" .")
    found = _TIME.fullmatch(bare) or _BARE.fullmatch(bare)
    return minutes_of(found[1], found[2]) if found else None


def minutes_of(hour: str, minute: str | None) -> int | None:
    """Return the minute of the day that TIME's groups say, None for no such time."""
    told = int(hour) * 60 + int(minute or 0)
    return told if int(minute or 0) < 60 and told <= DAY else None


def clock(minute: int) -> str:
    """Return a minute of the day as people write it: 7h30."""
    return f"{minute // 60 % 24}h{minute % 60:02d}"
