"""What a head, a title or a sheet's name is about, by its words alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from danhba.audit import words
from danhba.audit.texts import digits_of, plain_text


class Meaning(NamedTuple):
    """What a head or title is about, by its words."""

    is_other: bool  # another hotline, use, owner or state
    hotline: bool
    phone: bool
    other_list: bool
    person: bool


@lru_cache(maxsize=4096)
def meaning_of(bare: str) -> Meaning:
    """Return what a plain text is about."""

    def says(pattern: re.Pattern[str]) -> bool:
        return pattern.search(bare) is not None

    return Meaning(
        is_other=says(words.OTHER_HOTLINE)
        or (says(words.OTHER_USE) and not says(words.PHONE_AND_FAX))
        or says(words.OTHER_OWNER)
        or says(words.OTHER_STATE)
        or says(words.OLD_HEAD)
        or says(words.TO_GO),
        hotline=says(words.HOTLINE),
        phone=says(words.PHONE),
        other_list=says(words.OTHER_LIST),
        person=says(words.PERSON_COLUMN),
    )


@lru_cache(maxsize=4096)
def tiers_of(bare: str) -> frozenset[str]:
    """Return the kinds of units that a plain text speaks of: agency, district, commune."""
    return frozenset(kind for kind, pattern in words.TIERS.items() if pattern.search(bare))


@lru_cache(maxsize=4096)
def names_another_list(sheet: str) -> bool:
    """Tell whether a sheet is named as another list than that of the numbers in use."""
    bare = plain_text(sheet)
    return bool(words.OTHER_SHEET.search(bare) or words.TO_GO.search(bare))


@lru_cache(maxsize=4096)
def is_list_title(text: str) -> bool:
    """Tell whether a line is the title of some list."""
    bare = plain_text(text)
    return bool(words.LIST_TITLE.search(bare)) and not words.NOT_A_TITLE.search(bare)


@lru_cache(maxsize=4096)
def is_title_of_another_list(text: str) -> bool:
    """Tell whether a line is the title of another list than that of the numbers in use."""
    bare = words.WHAT_IT_REPLACES.sub(" ", words.BY_WHOSE_PAPER.sub(" ", plain_text(text)))
    return len(bare) < 140 and bool(words.OTHER_TITLE.search(bare)) and not words.NOT_A_TITLE.search(bare)


def title_holds_a_number(title: str) -> bool:
    """Tell whether a title holds a telephone number; the digits of dates and years are none."""
    return len(digits_of(words.DATE.sub(" ", plain_text(title)))) > 6
