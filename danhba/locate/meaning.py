"""What the words over a column of numbers mean: the unit's hotline, its office, or somebody's or something's else.

A column belongs to the hotline only by its own words and those it stands under. Source: design.md, "What a column is"; the words are the
form's (schemas/forms/hotline.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from danhba.vietnamese.text import fold, visible
from schemas.forms.hotline import HOTLINE_WORDS, LIST_TITLE, OFFICE_WORDS, OTHER_LIST, OTHER_MEANINGS, WITH_FAX

HOTLINE, PHONE, OFFICE, OTHER = 3, 2, 1, 0  # how sure it is that a column is the hotline's; OTHER never is

_HOTLINE, _OFFICE, _WITH_FAX = re.compile(HOTLINE_WORDS), re.compile(OFFICE_WORDS), re.compile(WITH_FAX)
_OTHERS = [(name, re.compile(words)) for name, words in OTHER_MEANINGS]
_LIST_TITLE, _OTHER_LIST = re.compile(LIST_TITLE), re.compile(OTHER_LIST)


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> tuple[int, str]:
    """Return (rank, which other meaning or '') of one heading's words."""
    bare = " ".join(fold(visible(heading)).replace("_", " ").split()).strip(" .:;*")
    for name, words in _OTHERS:
        found = words.search(bare)
        if found and not (found[0] == "fax" and _WITH_FAX.search(bare)):
            return OTHER, name
    if _HOTLINE.search(bare):
        return HOTLINE, ""
    return (OFFICE if _OFFICE.search(bare) else PHONE), ""


def meaning_under(headings: Iterable[str]) -> tuple[int, str]:
    """Return what a column means that stands under several headings: each of them may take it away, one makes it the hotline's."""
    ranks = []
    for heading in headings:
        rank, other = meaning_of(heading)
        if rank == OTHER:
            return OTHER, other
        ranks.append(rank)
    return (HOTLINE if HOTLINE in ranks else OFFICE if OFFICE in ranks else PHONE), ""


def names_another_list(title: str) -> bool:
    """Tell whether a table's title says that its numbers are another list's."""
    bare = " ".join(fold(visible(title)).split())
    return bool(_LIST_TITLE.search(bare) and _OTHER_LIST.search(bare) and not _HOTLINE.search(bare))
