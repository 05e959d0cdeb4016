"""Lists of a district's own offices, by their heading or title: there an agency's bare name is its branch and not the
agency."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from danhba.identify import result
from danhba.identify.match import Matcher
from danhba.identify.result import Match
from danhba.model.table import TableRow
from danhba.vietnamese.text import fold, visible

_DISTRICT = r"(?:huyen|thi xa|thanh pho|quan|tp|tx)\b"
# What lies in, belongs to or is led by a district: cơ quan đóng trên địa bàn huyện, phòng ban thuộc huyện.
_OF_A_DISTRICT = re.compile(
    r"\b(?:thuoc|cua|dia ban|dong (?:tai|o)|(?:nganh doc|chi nhanh)(?: o| tai)?|cap)(?: ubnd| cap)?\s+"
    rf"{_DISTRICT}|\b(?:phong|ban|co quan|don vi|nganh|doan the|nganh doc)\s+{_DISTRICT}"
)
_OFFICES = re.compile(r"\b(?:phong|ban|co quan|don vi|nganh|doan the|chi nhanh)\b(?! nhan dan)")
_OF_THE_PROVINCE = re.compile(
    r"\bso,? ?(?:va )?ban\b|\bcac so\b|\b(?:cap|thuoc|cua|dia ban) (?:ubnd )?tinh\b|\bdia phuong\b"
)
# Names that only the province's body bears, or that say whose they are.
_OF_ITSELF = re.compile(r"^(?:so|cuc)\b|\btinh\b")


@lru_cache(maxsize=8192)
def lists_offices(text: str) -> bool:
    """Tell whether a heading or title is of a district's own offices."""
    bare = fold(visible(text))
    offices = _OFFICES.search(bare.replace("dia ban", " "))
    return bool(offices and _OF_A_DISTRICT.search(bare)) and not _OF_THE_PROVINCE.search(bare)


class Branches:
    """Follows the headings of one table. titles: the lines above it."""

    def __init__(self, matcher: Matcher, titles: Iterable[str]) -> None:
        self._matcher = matcher
        self._title = any(lists_offices(line) for line in titles)
        self._heading = False
        self._tier = ""

    def heed(self, at: TableRow, name: str) -> None:
        """Take a line as the heading of those below it, where it may be one."""
        if at.tier != self._tier:
            self._tier, self._heading = at.tier, False
        if at.labelled and not at.phones:
            self._heading = lists_offices(name)

    def answer(self, match: Match, name: str, sender: str) -> Match:
        """Return a match, or the question whether the agency is meant: its bare name stands among a district's offices.
        sender: the unit that sent the file, '' unknown."""
        unit = match.unit
        if unit is None or unit.code == sender or not (self._heading or self._title):
            return match
        bare = fold(visible(name)).strip()
        if not self._matcher.tiers.is_agency(unit) or _OF_ITSELF.search(bare):
            return match
        return result.proposed((unit,))
