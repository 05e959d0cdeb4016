"""What the words over a column of numbers mean: the form's own number, an office's, or somebody's or something's else.

A column belongs to the form only by its own words and those it stands under. Source: design.md, "What a column is"; the
words are the form's (`schemas/forms/`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from danhba.vietnamese.text import as_words, fold, visible
from schemas.forms.form import NumberWords

OWN, PHONE, OFFICE, OTHER = 3, 2, 1, 0  # how sure it is that a column is the form's; OTHER never is
PUBLISHED, PROPOSED = "published", "proposed"  # of two columns of numbers: what stands, what is to stand instead
_NOTHING = re.compile(r"(?!)")  # found nowhere


class Meanings:
    """What headings mean, by the words of one form; None: it has no column of numbers, and no heading means one."""

    def __init__(self, words: NumberWords | None) -> None:
        def pattern(text: str | None) -> re.Pattern[str]:
            return re.compile(text) if text else _NOTHING

        self._own, self._office = pattern(words and words.own), pattern(words and words.office)
        self._own_heading = pattern(words and words.own_heading)
        self._with_fax = pattern(words and words.with_fax)
        self._low, self._high = pattern(words and words.low_column), pattern(words and words.high_column)
        self._list_title, self._other_list = pattern(words and words.list_title), pattern(words and words.other_list)
        self._hours = pattern(words and words.hours)
        self._published, self._proposed = pattern(words and words.published), pattern(words and words.proposed)
        self._others = [(name, re.compile(text)) for name, text in words.others] if words else []
        self._known: dict[str, tuple[int, str]] = {}
        # Titles are the same in many files.
        self.names_another_list = lru_cache(maxsize=4096)(self._names_another_list)

    def of(self, heading: str) -> tuple[int, str]:
        """Return (rank, which other meaning or '') of one heading's words."""
        found = self._known.get(heading)
        if found is None:
            if len(self._known) > 4096:
                self._known.clear()
            found = self._known[heading] = self._of(heading)
        return found

    def _of(self, heading: str) -> tuple[int, str]:
        bare = " ".join(fold(visible(as_words(heading))).split()).strip(" .:;*")
        for name, words in self._others:
            found = words.search(bare)
            if found and not (found[0] == "fax" and self._with_fax.search(bare)):
                return OTHER, name
        if self._own.search(bare):
            return OWN, ""
        return (OFFICE if self._office.search(bare) else PHONE), ""

    def under(self, headings: Iterable[str]) -> tuple[int, str]:
        """Return what a column means that stands under several headings: each of them may take it away, one makes it
        the form's own."""
        ranks = []
        for heading in headings:
            rank, other = self.of(heading)
            if rank == OTHER:
                return OTHER, other
            ranks.append(rank)
        return (OWN if OWN in ranks else OFFICE if OFFICE in ranks else PHONE), ""

    def side_of_a_change(self, heading: str) -> str:
        """Return which numbers a heading speaks of: the PUBLISHED ones, those PROPOSED in their place; '' neither,
        or both."""
        bare = " ".join(fold(visible(heading)).split()).strip(" .:;*")
        published, proposed = self._published.search(bare), self._proposed.search(bare)
        return "" if bool(published) == bool(proposed) else PUBLISHED if published else PROPOSED

    def names_hours(self, heading: str) -> bool:
        """Tell whether a sub-heading says when the number below it is answered."""
        return bool(self._hours.search(fold(visible(heading))))

    def is_of_low(self, headings: Iterable[str]) -> bool:
        """Tell whether a column is the lower tier's own, beside one of the upper tier's."""
        return bool(self._low.search(fold(" ".join(headings))))

    def is_of_high(self, headings: Iterable[str]) -> bool:
        """Tell whether a column is the upper tier's own."""
        return bool(self._high.search(fold(" ".join(headings))))

    def names_own(self, bare: str) -> bool:
        """Tell whether a folded heading names the form's own number, whatever the title above it says."""
        return bool(self._own_heading.search(bare))

    def _names_another_list(self, title: str) -> bool:
        """Tell whether a table's title says that its numbers are another list's."""
        bare = " ".join(fold(visible(title)).split())
        return bool(self._list_title.search(bare) and self._other_list.search(bare) and not self._own.search(bare))
