"""Of what time a list says it is: by a title's year, a day line, the text that it was sent with, a name of a file or a
sheet. Text only.
"""

from __future__ import annotations

import datetime as dt
import re

from danhba.vietnamese.text import fold, visible
from schemas.forms import dating_words as words
from schemas.forms.official import PLACE_AND_DATE

_LONGEST = 300  # characters of a line
_DAY = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|\bngay\s+(?P<d2>\d{1,2})\s+thang\s+(?P<m2>\d{1,2})\s+nam\s+(?P<y2>(?:19|20)\d\d)\b"
)
_MAY_BE_DATED = re.compile(r"(?:19|20)\d\d")
_PLACE_AND_DATE = re.compile(PLACE_AND_DATE)
_YEARS = tuple(re.compile(pattern) for pattern in words.YEAR_OF_A_TITLE)
_AS_OF, _SENT_WITH, _OF_LAWS = (re.compile(p) for p in (words.AS_OF, words.SENT_WITH, words.OF_LAWS))
_OF_ANOTHER_TEXT, _OF_A_PROGRAM = re.compile(words.OF_ANOTHER_TEXT), re.compile(words.OF_A_PROGRAM)
_NUMBER_OF_A_TEXT = re.compile(words.NUMBER_OF_A_TEXT)
_IN_A_NAME = re.compile(r"(?<![\d])(?:19|20)\d\d(?!\d)")
_NEW_YEAR = (1, 1)
_SLACK = dt.timedelta(days=31)  # how long before its letter a document of a campaign may be dated: by a slip, or early


def says_before(line: str, asked: dt.date, is_title: bool) -> bool:
    """Tell whether a line says that its list is of a time before a campaign.

    asked: the day of the campaign's letter, or the first of its year where that is all that is known: a letter not yet
    dated, whose forms bear any day, so that a title's year alone counts; is_title: whether the line names the list. A
    document's own day counts from a month before the letter on, anything else by its year: a day typed month first may
    be either.
    """
    if len(line) > _LONGEST or not _MAY_BE_DATED.search(line):
        return False
    bare = " ".join(fold(visible(line)).split())
    days = list(_DAY.finditer(bare))
    by_year = (asked.month, asked.day) == _NEW_YEAR
    if by_year and (_SENT_WITH.search(bare) or _PLACE_AND_DATE.fullmatch(bare)):
        return False
    if _PLACE_AND_DATE.fullmatch(bare) and len(days) == 1 and not _SENT_WITH.search(bare):
        return _is_before(days[0], asked)
    without_numbers = _NUMBER_OF_A_TEXT.sub(" ", bare)
    if sent := _SENT_WITH.search(bare):
        own = bare[sent.end() :]
        if _OF_LAWS.search(bare):
            return is_title and _year_before(bare[: sent.start()], asked)
        years = [int(m["y"] or m["y2"]) for m in _DAY.finditer(own)]
        years = years or [int(m["year"]) for pattern in _YEARS for m in pattern.finditer(own)]
        if years:
            return max(years) < asked.year
        return is_title and _year_before(bare[: sent.start()], asked)
    if _OF_ANOTHER_TEXT.search(bare):
        return False
    for found in days:
        if _AS_OF.search(bare[: found.start()]):
            return _is_before(found, asked)
    return is_title and _year_before(without_numbers, asked)


def named_before(name: str, asked: dt.date) -> bool:
    """Tell whether the name of a file or a sheet bears a year before a campaign's, and none of it or later."""
    if not _MAY_BE_DATED.search(name):
        return False
    bare = fold(visible(name))
    years = [
        int(m[0]) for m in _IN_A_NAME.finditer(bare) if not _OF_A_PROGRAM.search(bare[: m.start()].replace("_", " "))
    ]
    return bool(years) and max(years) < asked.year and not _OF_ANOTHER_TEXT.search(bare.replace("_", " "))


def _year_before(bare: str, asked: dt.date) -> bool:
    years = [int(m["year"]) for pattern in _YEARS for m in pattern.finditer(bare)]
    return bool(years) and max(years) < asked.year


def _is_before(found: re.Match[str], asked: dt.date) -> bool:
    day, month, year = (int(found[a] or found[f"{a}2"]) for a in "dmy")
    known = False
    for month_, day_ in ((month, day), (day, month)):
        try:
            if dt.date(year, month_, day_) >= asked - _SLACK:
                return False
            known = True
        except ValueError:
            continue
    return known or year < asked.year
