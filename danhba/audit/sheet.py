"""One sheet as the second reading sees it: merged cells resolved, lines that head tables, and what was worked out of it
once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from danhba.audit import words
from danhba.audit.sheet_facts import Headings, Remarks, WeighingColumn
from danhba.audit.texts import holds_a_number, plain_text
from danhba.model.grid import Grid, cell_text

_RUNNING = re.compile(r"\s*\d{1,4}[.)]?\s*")
_UP = 400  # lines above a number in which its column's head is looked for
DITTO = 14  # characters of the longest sign for "as above"


class _Sign(NamedTuple):
    """What a text is to a line that may head a table: a running number, words that head a column, those or words below
    such a head."""

    is_running: bool
    heads: bool
    may_head: bool


@lru_cache(maxsize=16384)
def _sign(text: str) -> _Sign:
    bare = plain_text(text)
    heads = bool(words.HEAD.search(bare))
    return _Sign(bool(_RUNNING.fullmatch(text)), heads, heads or bool(words.HEAD_PART.search(bare)))


@lru_cache(maxsize=4096)
def _may_head(texts: tuple[str, ...]) -> bool:
    """Tell whether a line of those texts may head a table."""
    signs = [_sign(text) for text in texts]
    return any(s.may_head for s in signs) and not any(s.is_running for s in signs)


@lru_cache(maxsize=4096)
def _two_heads(own: tuple[str, ...], above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Tell whether two texts at least of a line and its neighbours head columns."""
    return sum(_sign(text).heads for text in {*own, *above, *below}) > 1


@lru_cache(maxsize=4096)
def _is_ditto(text: str) -> bool:
    return words.DITTO.fullmatch(plain_text(text)) is not None


_LABEL = re.compile(r"[IVXL]{1,6}[.)]?|[A-Z][.)]?|\d{1,3}[.)]?")


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    return _LABEL.fullmatch(text.strip()) is not None


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
        self._merged_lines = {row for row, _ in self._covers}
        self.last = grid.top + len(grid.rows) - 1
        self._filled: list[list[object]] = []
        self._numbered: dict[int, bool] = {}
        self._short: list[tuple[int, list[object]]] | None = None
        self._lines: dict[int, list[tuple[int, str]]] = {}
        self._words: dict[int, tuple[str, ...]] = {}  # the texts of a line, numbers aside
        self._head_lines: dict[int, bool] = {}
        self._above: list[int] = []  # the line that heads a table above each line
        self.side_by_side: bool | None = None  # whether lists stand side by side anywhere
        self.name = grid.name
        self.heading = grid.heading
        self.is_of_file = grid.of_file  # nobody named the sheet
        self.file: dict[str, Sheet] = {}  # all sheets of the file
        self.left = grid.left
        self.titles: dict[int, str] | None = None  # the title of another list that a line stands under, by its row
        self.out_of_use: dict[str, str] | None = None  # numbers under titles of lists out of use, of the whole file
        self.remarks: Remarks | None = None
        self.remarked: bool | None = None  # whether any sheet of the file holds a remark
        self._bounds: dict[int, list[int]] = {}  # where lists that stand side by side begin, by the line of their head
        self.heads: dict[tuple[int, int, str], str] = {}  # (head line, column, tier) → what the head says against it
        self.weighing: dict[int, list[WeighingColumn]] = {}  # columns that weigh a table's numbers, by its head's line
        # Whether nothing but a line's own words can speak against it: by its head, name's column, column and tier.
        self.plain: dict[tuple[int, int, int, str], bool] = {}
        self.headings: Headings | None = None
        self.gaps: dict[int, list[int]] = {}  # empty columns that part lists side by side, by their head's line

    def covers(self, cell: tuple[int, int], row: int) -> bool:
        """Tell whether a merged block that begins at a cell reaches into a line below it."""
        return row != cell[0] and self._covers.get((row, cell[1])) == cell

    def value(self, row: int, column: int) -> object:
        if row in self._merged_lines:
            row, column = self._covers.get((row, column), (row, column))
        at, across = row - self._grid.top, column - self._grid.left
        if at < 0 or across < 0 or at >= len(self._grid.rows):
            return None
        line = self._grid.rows[at]
        return line[across] if across < len(line) else None

    def text(self, row: int, column: int) -> str:
        value = self.value(row, column)
        return value if isinstance(value, str) else cell_text(value)

    def as_above(self, row: int, column: int, text: str) -> str:
        """Return a cell's text; of a sign for "as above" what it repeats."""
        for at in range(row - 1, max(-1, row - 200), -1):
            if len(text) > DITTO or not _is_ditto(text):
                break
            text = self.text(at, column)
        return text

    def line(self, row: int) -> list[tuple[int, str]]:
        """Return (column, text) of the words of a line, merged blocks that reach into it included. Nobody changes
        it."""
        found = self._lines.get(row)
        if found is not None:
            return found
        at, left = row - self._grid.top, self._grid.left
        out: list[tuple[int, str]] = []
        if 0 <= at < len(self._grid.rows):
            if row not in self._merged_lines:
                out = [(c, v) for c, v in enumerate(self._grid.rows[at], left) if v.__class__ is str and v]  # type: ignore[misc]
            else:
                width = range(left, left + len(self._grid.rows[at]))
                out = [(c, v) for c in width if isinstance(v := self.value(row, c), str) and v]
        self._lines[row] = out
        return out

    def under_titles(self, titles: Mapping[int, str]) -> dict[int, str]:
        """Return the title that a line stands under, by the line's row: of those given, by row, the last one whose list
        goes on.

        A list ends at a title of hotlines, or at a hotline's head below rows with numbers.
        """
        out, title, numbers = dict[int, str](), "", False
        for row in range(min(titles), self.last + 1):
            if title:
                out[row] = title
            if row in titles:
                title, numbers = titles[row], False
            elif title:
                hotline = any(words.HOTLINE.search(plain_text(text)) for _, text in self.line(row))
                if hotline and (len(self.filled(row)) == 1 or (numbers and self.heads_a_table(row))):
                    title = ""
                numbers = numbers or self.numbered(row)
        return out

    def half(self, line: list[tuple[int, str]], row: int, column: int) -> list[tuple[int, str]]:
        """Return what of a line stands in the same list as a column, where several stand side by side under heads that
        repeat."""
        if not self.is_side_by_side() or (head := self.head_above(row)) < 0:
            return line
        bounds = self._bounds_of(head)
        if len(bounds) < 2:
            return line
        left = max((b for b in bounds if b <= column), default=0)
        right = min((b for b in bounds if b > column), default=1 << 20)
        return [(c, text) for c, text in line if left <= c < right]

    def is_side_by_side(self) -> bool:
        """Tell whether several lists stand side by side anywhere."""
        if self.side_by_side is None:
            self.side_by_side = any(len(self._bounds_of(head)) > 1 for head in {*self._heads_above()} if head >= 0)
        return self.side_by_side

    def _bounds_of(self, head: int) -> list[int]:
        """Return the columns at which the lists under a head begin: where its first words stand again."""
        bounds = self._bounds.get(head)
        if bounds is None:
            heads = [(c, " ".join(text.split()).lower()) for c, text in self.line(head)]
            first = heads[0][1] if heads else ""
            again = [c for c, text in heads if text == first]
            # One cell merged over several columns stands there once.
            bounds = self._bounds[head] = [c for c in again if self._covers.get((head, c), (0, c))[1] == c]
        return bounds

    def breaks(self, headings: Collection[int]) -> tuple[list[int], list[int]]:
        """Return the lines at which running numbers start again since the last of the headings, and those at which a
        blank block stands."""
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

    def head_over(self, row: int, column: int) -> int:
        """Return the nearest line above that heads a table and has words over this column; -1 where there is none."""
        at = self.head_above(row)
        while at >= 0:
            text = self.value(at, column)
            if isinstance(text, str) and text and not holds_a_number(text) and self._says_several_things(at):
                return at
            at = self.head_above(at)
        return -1

    def _says_several_things(self, row: int) -> bool:
        """Tell whether a line says more than one thing, labels aside: a section's name merged over several columns
        heads none of them."""
        return len({text for _, text in self.line(row) if not _is_label(text)}) > 1

    def _heads_above(self) -> list[int]:
        """Return, for every line, the nearest line above that heads a table, -1 for none."""
        if not self._above:
            head, out = -1, [-1] * self._grid.top
            for row, filled in enumerate(self._values(), self._grid.top):
                out.append(head)
                if filled and filled[0].__class__ is str and self.heads_a_table(row):
                    head = row
            self._above = [*out, head]
        return self._above

    def heads_a_table(self, row: int) -> bool:
        """Tell whether a line is made of words, two of which at least head columns, and of no running number and no
        telephone number."""
        known = self._head_lines.get(row)
        if known is None:
            known = self._head_lines[row] = self._heads_a_table(row, self.filled(row))
        return known

    def _heads_a_table(self, row: int, filled: list[object]) -> bool:
        texts: list[str] = []
        for value in filled:
            if not isinstance(value, str):
                return False
            texts.append(value)
        if not _may_head(tuple(texts)) or self.numbered(row):
            return False
        own = self._words_of(row)
        return _two_heads(own, (), ()) or _two_heads(own, self._words_of(row - 1), self._words_of(row + 1))

    def _words_of(self, row: int) -> tuple[str, ...]:
        """Return the texts of a line, numbers aside: they are unlike in every line and head nothing."""
        found = self._words.get(row)
        if found is None:
            found = self._words[row] = tuple([text for _, text in self.line(row) if not text.isdecimal()])
        return found

    def numbered(self, row: int) -> bool:
        """Tell whether a value of a line has the digits of a telephone number."""
        known = self._numbered.get(row)
        if known is None:  # numbers stand on the right
            known = self._numbered[row] = any(map(holds_a_number, reversed(self.filled(row))))
        return known

    def short_lines(self) -> list[tuple[int, list[object]]]:
        """Return (row, values) of the lines with one value or two: titles, headings, remarks. Nobody changes it."""
        if self._short is None:
            self._short = [(row, v) for row, v in enumerate(self._values(), self._grid.top) if 0 < len(v) <= 2]
        return self._short

    def filled(self, row: int) -> list[object]:
        """Return the values of a line. Nobody changes them."""
        at = row - self._grid.top
        values = self._filled or self._values()
        return values[at] if 0 <= at < len(values) else []

    def _values(self) -> list[list[object]]:
        if not self._filled:
            # Whether it is true is asked first: most values are, and to compare a number with a text takes long.
            self._filled = [[v for v in line if v or (v is not None and v != "")] for line in self._grid.rows]
        return self._filled
