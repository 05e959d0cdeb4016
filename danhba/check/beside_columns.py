"""Columns beside the form's own whose heads ask about the number: its state, its kind, whose it is, where it stands, up
to when it holds, whose code stands there, or anything for yes or no. What their answers leave in doubt waits.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from danhba.check.findings import short
from danhba.check.notes import heed_note
from danhba.check.own_names import names_above, names_of, own_names
from danhba.check.row_line import Row
from danhba.locate.cells import covered_cells, value_at
from danhba.locate.phone_like import holds_a_number
from danhba.model.grid import Grid, cell_text, column_letters
from danhba.model.table import Table, TableRow
from danhba.phones.column_answers import day_said, end_said, is_tick, leaves_it, yes_or_no
from danhba.phones.column_heads import ASKS, OPINION, also_of_the_one_above, asked_by, is_of_the_number, is_question
from danhba.phones.facts import WORDS_UNKNOWN
from danhba.phones.phone_reading import not_in_use, options_of
from danhba.registry import Registry
from danhba.vietnamese.text import one_line

_DITTO = re.compile(r"[\"'”“″〃`´]+|n\.?/?t\.?|như trên|nhu tren", re.I)
_OWN_FIELDS = ("stt", "unit", "phone", "note", "district", "area", "extension")
_LONGEST_TEXT = 200  # characters of an answer that a message quotes


def heed_columns(rows: Sequence[Row], grids: Sequence[Grid], tables: Sequence[Table], registry: Registry) -> None:
    """Let the rows wait of which a column beside the form's own says what is not understood as plain: of their number,
    or that their unit is another by its code."""
    sheets = {grid.name: grid for grid in reversed(grids)}
    asking: dict[int, list[_Column]] = {}  # by line; most tables have no such column
    for table in tables if rows else ():
        grid = sheets.get(table.sheet)
        if grid is not None and table.rows and (columns := list(_columns(table, grid, tables))):
            asking.update((id(at), columns) for at in table.rows)
    for row in rows if asking else ():
        for column in asking.get(id(row.at), ()):
            column.heed(row, registry)


class _Column:
    """One column of a table that asks about its numbers."""

    def __init__(
        self,
        grid: Grid,
        covered: Mapping[tuple[int, int], tuple[int, int]],
        at: int,
        head: str,
        asked: str,
        lines: Sequence[TableRow],
    ) -> None:
        self._grid, self._covered, self._at, self._head, self._asked = grid, covered, at, head, asked
        self._lines = lines

    @cached_property
    def _said(self) -> Counter[str]:
        """How often an answer of the table is a tick, “yes”, “no” or, under '', anything else."""
        texts = [self._answer(line) for line in self._lines]
        return Counter("tick" if is_tick(text) else yes_or_no(text) for text in texts if text)

    def heed(self, row: Row, registry: Registry) -> None:
        if self._asked == "code":
            self._heed_code(row, registry)
            return
        number = row.phone.usable
        answer = self._answer(row.at)
        unticked = not answer and self._asked == "state" and {*self._said} == {"tick"}
        if number is None or not (answer or unticked):
            return
        where, deadline = f"cột “{short(self._head, 60)}”", registry.deadline.date() if registry.deadline else None
        said = short(answer, _LONGEST_TEXT) or "(để trống)"
        if self._asked in (ASKS, OPINION) and not (self._asked == ASKS and yes_or_no(answer)):
            own = own_names(row.match.unit, registry)
            row.phone = heed_note(row.phone, answer, registry.plan, where, registry.deadline, own)
            return
        if (ended := self._ended(answer, deadline)) is True:
            row.phone = not_in_use(row.phone, where, (said,), number)
        elif unticked or ended is None or not self._is_plain(answer, row, registry, deadline):
            told = {"words": f"{where}: {said}", "number": number.display, "choice": number.display}
            detail: dict[str, object] = {**told, "options": options_of([number])}
            row.phone = replace(row.phone, number=None, facts=WORDS_UNKNOWN, detail=detail)

    def _ended(self, answer: str, deadline: dt.date | None) -> bool | None:
        """Tell whether an answer names an end that lies behind: True; no end: False; one still to come, or to be
        compared with no day: None."""
        end = day_said(answer) if self._asked == "until" else end_said(answer) if self._asked == "period" else None
        if end is None:
            return False
        return True if deadline is not None and end < deadline else None

    def _is_plain(self, answer: str, row: Row, registry: Registry, deadline: dt.date | None) -> bool:
        if self._asked == "period":
            return True
        if self._asked == ASKS:  # nobody knows whether yes is the good answer: of the number's own matters it is asked
            of_yes = self._said["yes"] + self._said["tick"]
            return yes_or_no(answer) == "yes" and not is_of_the_number(self._head) and of_yes > self._said["no"]
        if self._asked == "from":
            day = day_said(answer, last=False)
            return day is None or deadline is None or day <= deadline
        unit = row.match.unit
        if unit is None:
            return leaves_it(self._asked, answer)
        above = names_above(unit, registry)
        if self._asked == "owner" and also_of_the_one_above(self._head):
            return leaves_it("owner", answer, [*names_of(unit), *above]) or leaves_it(
                "owner", answer, names_of(unit), above
            )
        return leaves_it(self._asked, answer, names_of(unit), above, wide=unit.parent == "" or row.at.tier != "C")

    def _heed_code(self, row: Row, registry: Registry) -> None:
        code, unit = self._answer(row.at).strip(" .'"), row.match.unit
        other = registry.by_code.get(code) or registry.by_code.get(code.lstrip("0"))
        if unit is None or other is None or row.doubt or registry.is_within(unit.code, other.code):
            return
        named, coded = registry.full_name(unit.code), registry.full_name(other.code)
        row.doubt = f"“{one_line(row.name_raw)}” ({named}) hoặc {coded}, đơn vị có mã {code}"
        row.why = f"tên ở ô này và mã ở cột “{short(self._head, 60)}” là của hai đơn vị khác nhau"
        row.may_mean = (unit.code, other.code)

    def _answer(self, line: TableRow) -> str:
        """Return what the column says in a line; of a sign for “as above”, what that line says."""
        at = line.row - 1 - self._grid.top
        for r in range(at, max(-1, at - 400), -1):
            place = (r, self._at)
            text = one_line(cell_text(value_at(self._grid, self._covered.get(place, place))))
            if not _DITTO.fullmatch(text.strip()):
                return text
        return ""


def _columns(table: Table, grid: Grid, tables: Iterable[Table]) -> Iterable[_Column]:
    """Yield the columns of a table that ask about its numbers. A table's columns end where the next begins that stands
    beside it."""
    first, last = (n - 1 - grid.top for n in table.header_rows)
    own = {letters for name in _OWN_FIELDS for letters in table.columns.get(name, ())}
    starts = sorted(
        min(_index(letters) for found in other.columns.values() for letters in found)
        for other in tables
        if other.sheet == table.sheet and other.header_rows == table.header_rows
    )
    start = min(_index(letters) for found in table.columns.values() for letters in found)
    left = 0 if start == starts[0] else start - grid.left
    right = next((s - grid.left for s in starts if s > start), 1 << 20)
    covered = covered_cells(grid)
    over = {
        (r - grid.top, c - grid.left): (m[0] - grid.top, m[1] - grid.left)
        for m in grid.merges
        if first <= m[0] - grid.top <= last and m[3] - m[1] < 60
        for r in range(m[0], min(m[2], grid.top + last) + 1)
        for c in range(m[1], m[3] + 1)
    }
    width = max((len(grid.rows[r]) for r in range(first, min(last + 1, len(grid.rows)))), default=0)
    for c in range(left, min(right, width)):
        if column_letters(grid.left + c) in own:
            continue
        heads = [value_at(grid, over.get((r, c), (r, c))) for r in range(first, last + 1)]
        head = " ".join(dict.fromkeys(one_line(h) for h in heads if isinstance(h, str) and h.strip()))
        lowest = next((one_line(h) for h in reversed(heads) if isinstance(h, str) and h.strip()), "")
        asked = asked_by(head, lowest) if head else ""
        if asked == ASKS and not is_question(head) and column_letters(grid.left + c) in table.others:
            asked = OPINION  # of a number beside it: “không có” there is nothing said of this one
        if not asked or _holds_numbers(table, grid, c):
            continue
        yield _Column(grid, covered, c, head, asked, table.rows)


def _holds_numbers(table: Table, grid: Grid, column: int) -> bool:
    """Tell whether a column is one of telephone numbers: what its head asks is asked of those."""
    return column_letters(grid.left + column) in table.others and any(
        holds_a_number(value_at(grid, (at.row - 1 - grid.top, column))) for at in table.rows
    )


def _index(letters: str) -> int:
    out = 0
    for letter in letters:
        out = out * 26 + ord(letter) - 64
    return out - 1
