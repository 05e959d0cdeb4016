"""One sheet as the second reading sees it: merged cells resolved, lines that head tables, and what was worked out of it once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from danhba.audit import words
from danhba.audit.unit_names import readings
from danhba.model.grid import Grid, cell_text
from danhba.vietnamese.text import fold, visible

_DIGITS = re.compile(r"\d+")
_RUNNING = re.compile(r"\s*\d{1,4}[.)]?\s*")
_UP = 400  # lines above a number in which its column's head is looked for


@lru_cache(maxsize=16384)
def plain_text(text: str) -> str:
    """Return a text without marks, on one line; where an old font is possible, all its readings behind each other."""
    return " | ".join(" ".join(fold(visible(reading)).split()) for reading in readings(text))


def digits_of(text: str) -> str:
    """Return a text's digits, wide ones as plain ones."""
    return "".join(_DIGITS.findall(text if text.isascii() else unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=16384)
def _heads(text: str) -> bool:
    return bool(words.HEAD.search(plain_text(text)))


@dataclass(slots=True)
class Remarks:
    """Lines of words that stand alone and call something old, replaced or mistaken, by what they speak of; each by its row, the first first."""

    all_numbers: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    units: dict[str, list[tuple[int, str]]] = field(default_factory=dict[str, list[tuple[int, str]]])
    marks: dict[str, list[tuple[int, str]]] = field(
        default_factory=dict[str, list[tuple[int, str]]]
    )  # by the mark that they explain
    starred: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])  # of whatever bears an asterisk


@dataclass(slots=True)
class Headings:
    """Lines of words that stand alone, in order: their rows, the places they name, and the districts in force after each."""

    rows: list[int] = field(default_factory=list[int])
    places: list[tuple[frozenset[str], ...]] = field(default_factory=list[tuple[frozenset[str], ...]])
    after: list[tuple[frozenset[str], int, bool]] = field(
        default_factory=list[tuple[frozenset[str], int, bool]]
    )  # districts, their heading's row, ended
    # The heading of a former district in force after each, '' for none.
    areas: list[str] = field(default_factory=list[str])
    again: list[int] = field(default_factory=list[int])  # lines at which running numbers start again
    blank: list[int] = field(default_factory=list[int])  # lines at which a blank block stands


class Sheet:
    """One grid with its merged cells resolved, and what was worked out of it."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._covers: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in grid.merges:
            if (bottom - top + 1) * (right - left + 1) <= 4096:
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        self._covers[row, column] = (top, left)
        self.last = grid.top + len(grid.rows) - 1
        self._head_lines: dict[int, bool] = {}
        self._above: list[int] = []  # the line that heads a table above each line
        self.side_by_side: bool | None = None  # whether lists stand side by side anywhere
        self.name = grid.name
        self.file: dict[str, Sheet] = {}  # all sheets of the file
        self.left = grid.left
        # The title of another list that each line stands under; empty for none anywhere.
        self.titles: list[str] | None = None
        self.remarks: Remarks | None = None
        self.remarked: bool | None = None  # whether any sheet of the file holds a remark
        self._bounds: dict[int, list[int]] = {}  # where lists that stand side by side begin, by the line of their head
        # (head line, column) → the head's own line, what it says against it
        self.heads: dict[tuple[int, int], tuple[int, str]] = {}
        self.headings: Headings | None = None

    def covers(self, cell: tuple[int, int], row: int) -> bool:
        """Tell whether a merged block that begins at a cell reaches into a line below it."""
        return row != cell[0] and self._covers.get((row, cell[1])) == cell

    def value(self, row: int, column: int) -> object:
        row, column = self._covers.get((row, column), (row, column)) if self._covers else (row, column)
        at, across = row - self._grid.top, column - self._grid.left
        if at < 0 or across < 0 or at >= len(self._grid.rows):
            return None
        line = self._grid.rows[at]
        return line[across] if across < len(line) else None

    def text(self, row: int, column: int) -> str:
        value = self.value(row, column)
        return value if isinstance(value, str) else cell_text(value)

    def line(self, row: int) -> list[tuple[int, str]]:
        """Return (column, text) of the words of a line, merged blocks that reach into it included."""
        at = row - self._grid.top
        if not 0 <= at < len(self._grid.rows):
            return []
        left = self._grid.left
        if not self._covers:
            return [(left + i, v) for i, v in enumerate(self._grid.rows[at]) if isinstance(v, str) and v]
        width = range(left, left + len(self._grid.rows[at]))
        return [(c, v) for c in width if isinstance(v := self.value(row, c), str) and v]

    def under_titles(self, titles: Mapping[int, str]) -> list[str]:
        """Return for every line, by its row, the title that it stands under: of those given, by row, the last one whose list goes on.

        A list ends at a title of hotlines, or at a hotline's head below rows with numbers.
        """
        out, title, numbers = list[str](), "", False
        for row in range(self.last + 1):
            out.append(title)
            if row in titles:
                title, numbers = titles[row], False
            elif title:
                filled = self.filled(row)
                hotline = any(words.HOTLINE.search(plain_text(text)) for _, text in self.line(row))
                if hotline and (len(filled) == 1 or (numbers and self.heads_a_table(row))):
                    title = ""
                numbers = numbers or any(len(digits_of(cell_text(v))) > 6 for v in filled)
        return out

    def half(self, line: list[tuple[int, str]], row: int, column: int) -> list[tuple[int, str]]:
        """Return what of a line stands in the same list as a column, where several stand side by side under heads that repeat."""
        if self.side_by_side is None:
            self.side_by_side = any(len(self._bounds_of(head)) > 1 for head in {*self._heads_above()} if head >= 0)
        if not self.side_by_side or (head := self.head_above(row)) < 0:
            return line
        bounds = self._bounds_of(head)
        if len(bounds) < 2:
            return line
        left = max((b for b in bounds if b <= column), default=0)
        right = min((b for b in bounds if b > column), default=1 << 20)
        return [(c, text) for c, text in line if left <= c < right]

    def _bounds_of(self, head: int) -> list[int]:
        """Return the columns at which the lists under a head begin: where its first words stand again."""
        bounds = self._bounds.get(head)
        if bounds is None:
            heads = [(c, " ".join(text.split()).lower()) for c, text in self.line(head)]
            first = heads[0][1] if heads else ""
            bounds = self._bounds[head] = [c for c, text in heads if text == first]
        return bounds

    def breaks(self, headings: Collection[int]) -> tuple[list[int], list[int]]:
        """Return the lines at which running numbers start again since the last of the headings, and those at which a blank block stands."""
        again, blank, last = list[int](), list[int](), 0
        for row in range(self.last + 1):
            if row in headings:
                last = 0
            filled = self.filled(row)
            if not filled and not self.filled(row - 1):
                blank.append(row)
            first = cell_text(filled[0]).strip().rstrip(".)") if filled else ""
            if first.isdigit() and len(first) < 4:
                if last and int(first) <= min(last, 1):
                    again.append(row)
                last = int(first)
        return again, blank

    def head_above(self, row: int) -> int:
        """Return the nearest line above that heads a table, no further than people look; -1 where there is none."""
        above = self._above or self._heads_above()
        head = above[row] if 0 <= row < len(above) else -1
        return head if row - head < _UP else -1

    def _heads_above(self) -> list[int]:
        """Return, for every line, the nearest line above that heads a table, -1 for none."""
        if not self._above:
            head = -1
            for at in range(self.last + 2):
                self._above.append(head)
                if self.heads_a_table(at):
                    head = at
        return self._above

    def heads_a_table(self, row: int) -> bool:
        """Tell whether a line is made of words, two of which at least head columns, and of no running number and no telephone number."""
        known = self._head_lines.get(row)
        if known is None:
            known = self._may_head(filled := self.filled(row)) and (
                sum(map(_heads, {text for at in (row, row - 1, row + 1) for _, text in self.line(at)})) >= 2
                and any(_heads(str(v)) or words.HEAD_PART.search(plain_text(str(v))) for v in filled)
            )
            self._head_lines[row] = known
        return known

    def _may_head(self, filled: list[object]) -> bool:
        """Tell whether values are words only, none of them a running number or with a telephone number's digits."""
        for value in reversed(filled):  # numbers stand on the right
            if not isinstance(value, str) or _RUNNING.fullmatch(value) or len(digits_of(value)) > 6:
                return False
        return bool(filled)

    def filled(self, row: int) -> list[object]:
        """Return the values of a line."""
        at = row - self._grid.top
        return [v for v in self._grid.rows[at] if v is not None and v != ""] if 0 <= at < len(self._grid.rows) else []
