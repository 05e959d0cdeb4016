"""Of what time a list says it is: by a title's year, a day line, the text that it was sent with, a name of a file or a
sheet. Text only.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from danhba.vietnamese.text import fold, visible
from schemas.forms import dating_words as words
from schemas.forms.official import PLACE_AND_DATE

_LONGEST = 300  # characters of a line
_DAY = re.compile(
    r"\b(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|\bngay\s+(?P<d2>\d{1,2})\s+thang\s+(?P<m2>\d{1,2})\s+nam\s+(?P<y2>(?:19|20)\d\d)\b"
)
may_be_dated = re.compile(r"(?:19|20)\d\d|qu[yýÝ]", re.I).search  # soon said, and of most texts
_PLACE_AND_DATE = re.compile(PLACE_AND_DATE)
_YEARS = tuple(re.compile(pattern) for pattern in words.YEAR_OF_A_TITLE)
_AS_OF, _SENT_WITH, _OF_LAWS = (re.compile(p) for p in (words.AS_OF, words.SENT_WITH, words.OF_LAWS))
_OF_ANOTHER_TEXT, _OF_A_PROGRAM = re.compile(words.OF_ANOTHER_TEXT), re.compile(words.OF_A_PROGRAM)
_NUMBER_OF_A_TEXT = re.compile(words.NUMBER_OF_A_TEXT)
_NUMBER_IN_A_NAME = re.compile(words.NUMBER_IN_A_NAME)
_IN_A_NAME = re.compile(r"(?<![\d])(?:19|20)\d\d(?!\d)")
_QUARTER, _MONTH, _MONTH_OF_A_NAME = (re.compile(p) for p in (words.QUARTER, words.MONTH, words.MONTH_OF_A_NAME))
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NEAR = 3  # months ahead that a month without a year may mean
_SLACK = dt.timedelta(days=31)  # how long before a document of a campaign may be dated: by a slip, or early


@lru_cache(maxsize=4096)  # titles recur
def days_in(line: str) -> tuple[dt.date, ...]:
    """Return the days that a line gives, in figures or in words, day before month."""
    found = (_parts_of(m) for m in _DAY.finditer(fold(visible(line))))
    return tuple(day for day in (_date(*parts) for parts in found) if day is not None)


def _parts_of(found: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (int(found[a] or found[f"{a}2"]) for a in "ymd")
    return year, month, day


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


class Since(NamedTuple):
    """What a list is measured by. year: in which the campaign asks; day: since when a document may be a return, None
    where nobody knows; asked: the day of a later campaign's letter, None in a first one; forms: days of earlier letters
    whose form may still be filled in."""

    year: int
    day: dt.date | None
    asked: dt.date | None = None
    forms: frozenset[dt.date] = frozenset()


@lru_cache(maxsize=8192)  # the lines of a title are the same in many files
def says_before(line: str, since: Since, is_title: bool) -> bool:
    """Tell whether a line says that its list is of a time before a campaign. is_title: whether the line names the list.

    The year of a title counts by the campaign's, that of what it was sent with by `since.day`, a document's own day by
    the same with a month to spare: in figures it may be typed month first. When the same units are asked again, days,
    months and quarters count by the new letter's day, with that month to spare.
    """
    if len(line) > _LONGEST or not may_be_dated(line):
        return False
    bare = " ".join(fold(visible(line)).split())
    days = list(_DAY.finditer(bare))
    if sent := _SENT_WITH.search(bare):
        own = bare[sent.end() :]
        years = [int(m["y"] or m["y2"]) for m in _DAY.finditer(own)]
        years = years or [int(m["year"]) for pattern in _YEARS for m in pattern.finditer(own)]
        if years and not _OF_LAWS.search(bare):
            if since.asked is not None and (given := [d for d in days_in(own) if d not in since.forms]):
                return max(given) < since.asked - _SLACK
            return since.day is not None and max(years) < since.day.year
        return is_title and _year_before(bare[: sent.start()], since)
    if _PLACE_AND_DATE.fullmatch(bare) and len(days) == 1:
        return _is_before(days[0], since)
    if _OF_ANOTHER_TEXT.search(bare):
        return False
    for found in days:
        if _AS_OF.search(bare[: found.start()]):
            return _is_before(found, since)
    if since.asked is not None:
        for end, at in _periods(bare, since.asked, with_year=not is_title):
            if (is_title or _AS_OF.search(bare[:at])) and end < since.asked - _SLACK:
                return True
    return is_title and _year_before(_NUMBER_OF_A_TEXT.sub(" ", bare), since)


def named_before(name: str, since: Since) -> bool:
    """Tell whether the name of a file or a sheet bears a year before a campaign's, and none of it or later."""
    if since.asked is None and not may_be_dated(name):
        return False
    bare = fold(visible(name)).replace("_", " ")
    if since.asked is not None and not _OF_ANOTHER_TEXT.search(bare):
        ends = [end for end, _ in _periods(bare, since.asked, with_year=False, names=True)]
        ends += [day for day in days_in(name.replace("_", " ")) if not ends]
        if ends and max(ends) < since.asked - _SLACK:
            return True
    bare = _NUMBER_IN_A_NAME.sub(" ", bare)
    years = [int(m[0]) for m in _IN_A_NAME.finditer(bare) if not _OF_A_PROGRAM.search(bare[: m.start()])]
    return bool(years) and max(years) < since.year and not _OF_ANOTHER_TEXT.search(bare)


def _year_before(bare: str, since: Since) -> bool:
    years = [int(m["year"]) for pattern in _YEARS for m in pattern.finditer(bare)]
    return bool(years) and max(years) < since.year


def _periods(bare: str, asked: dt.date, with_year: bool, names: bool = False) -> list[tuple[dt.date, int]]:
    """Return (its last day, where it stands) of every quarter and month of a folded text. One without a year is the
    last that began before a letter of the day `asked`, or one soon after it."""
    out: list[tuple[dt.date, int]] = []
    for found in _QUARTER.finditer(bare):
        if found["y"] or not with_year:
            last = 3 * (_QUARTERS.get(found["q"]) or int(found["q"]))
            out.append((_end_of(int(found["y"]) if found["y"] else _year_of(last - 2, asked), last), found.start()))
    bare = _QUARTER.sub(lambda m: " " * len(m[0]), bare)
    days = [m.span() for m in _DAY.finditer(bare)]
    alone = (m for m in _MONTH.finditer(bare) if not any(at <= m.start() < end for at, end in days))
    out += [(_end_of(int(m["y"]), int(m["m"])), m.start()) for m in alone]
    if names:
        found_alone = ((int(m["m"]), m.start()) for m in _MONTH_OF_A_NAME.finditer(bare))
        out += [(_end_of(_year_of(month, asked), month), at) for month, at in found_alone]
    return out


def _year_of(month: int, asked: dt.date) -> int:
    ahead = (month - asked.month) % 12
    return asked.year + (asked.month + ahead > 12) if ahead <= _NEAR else asked.year - (month > asked.month)


def _end_of(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _is_before(found: re.Match[str], since: Since) -> bool:
    since_when = since.asked or since.day
    if since_when is None:
        return False
    year, month, day = _parts_of(found)
    either = [_date(year, month, day), *([] if found["d2"] else [_date(year, day, month)])]
    days = [one for one in either if one is not None]
    return all(one < since_when - _SLACK for one in days) if days else year < since_when.year
