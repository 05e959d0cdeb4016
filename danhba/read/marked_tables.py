"""Tables of a marked-up text (Word, HTML) made into grids: spans, cells below cells, tables inside cells, text that
does not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from danhba.model.grid import Cell, Grid, Merge, Place, ReadError, Unseen
from danhba.read.limits import limits_in_force

_WIDE = 3  # filled cells in a line that make a table inside a cell a list of its own


@dataclass(slots=True)
class Text:
    """A text in pieces: what shows, what does not (reason, text), whether a tracked change touches it and what that
    deletes."""

    shown: list[str] = field(default_factory=list)
    unseen: list[tuple[str, str]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    changed: bool = False

    def add(self, other: Text, between: str = "\n") -> None:
        """Take in another text below this one."""
        words = "".join(other.shown)
        if words.strip():
            self.shown.append(between + words if self.shown else words)
        self.unseen += other.unseen
        self.deleted += other.deleted
        self.changed = self.changed or other.changed

    @property
    def words(self) -> str:
        """What shows."""
        return "".join(self.shown)


@dataclass(slots=True)
class MarkedCell:
    """One cell: its place in its table (0-based), its spans, and what stands in it from top to bottom."""

    row: int
    column: int
    down: int = 1
    across: int = 1
    blocks: list[Text | MarkedTable] = field(default_factory=list)

    def text(self) -> Text:
        """Return the cell's own text, with that of the tables in it that are no lists of their own."""
        out = Text()
        for block in self.blocks:
            if isinstance(block, Text):
                out.add(block)
            elif not block.apart:
                for line in block.lines():
                    out.add(line)
        return out


@dataclass(slots=True)
class MarkedTable:
    """One table. apart: stands inside a cell and is a list of its own. after_table: nothing stands between it and the
    table before it."""

    cells: list[MarkedCell] = field(default_factory=list)
    height: int = 0
    width: int = 0
    apart: bool = False
    after_table: bool = False
    heading: str = ""  # the last line of words above it, over tables without one of their own
    lines_above: int = -1  # how many lines of the document's text stand above it
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def lines(self) -> list[Text]:
        """Return the table as text: a line a row, its cells side by side."""
        rows: dict[int, Text] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, Text()).add(cell.text(), "\t" if self.width > 1 else "\n")
        return list(rows.values())

    def nested(self) -> list[MarkedTable]:
        """Return the tables inside its cells, in order."""
        return [b for c in self.cells for b in c.blocks if isinstance(b, MarkedTable)]


def grids_of(tables: Sequence[MarkedTable]) -> list[Grid]:
    """Return the grids of tables in order: Bảng 1, Bảng 2. A table that only lays out another one is named Khung 1.

    A table that goes on with the running numbers of the one right above it, without a header of its own, is lines of
    that one.
    """
    out: list[Grid] = []
    numbers = {"Bảng": 0, "Khung": 0}

    def walk(table: MarkedTable) -> None:
        own = _settle_nested(table)
        name = "Khung" if own else "Bảng"
        numbers[name] += 1
        out.append(_grid(table, f"{name} {numbers[name]}"))
        for inner in own:
            walk(inner)

    for table in _joined(tables):
        walk(table)
    return out


def _joined(tables: Sequence[MarkedTable]) -> list[MarkedTable]:
    out: list[MarkedTable] = []
    for table in tables:
        if (
            out
            and table.after_table
            and table.width == out[-1].width
            and _count(table, first=True) == _count(out[-1]) + 1
        ):
            out[-1] = _below(out[-1], table)
        else:
            out.append(table)
    return out


def _count(table: MarkedTable, first: bool = False) -> int:
    """Return the running number of the last line that has one, or of the first line; -1 where there is none."""
    numbers = [
        int(words)
        for cell in table.cells
        if cell.column == 0
        and (not first or cell.row == 0)
        and _RUNNING.fullmatch(words := cell.text().words.strip().rstrip("."))
    ]
    return numbers[-1] if numbers else -1 - first


def _below(above: MarkedTable, table: MarkedTable) -> MarkedTable:
    down = above.height
    return MarkedTable(
        above.cells + [replace(cell, row=cell.row + down) for cell in table.cells],
        down + table.height,
        above.width,
        after_table=above.after_table,
        heading=above.heading,
        lines_above=above.lines_above,
        hidden_rows=above.hidden_rows | {row + down for row in table.hidden_rows},
        hidden_columns=above.hidden_columns & table.hidden_columns,
    )


_RUNNING = re.compile(r"[1-9]\d{0,3}")  # of lines; not of more of them than a table has


def _settle_nested(table: MarkedTable) -> list[MarkedTable]:
    """Mark which tables inside are lists of their own, at any depth of what is not; return them."""
    own: list[MarkedTable] = []
    around = sum(1 for c in table.cells if any(isinstance(b, Text) and b.words.strip() for b in c.blocks))
    for inner in table.nested():
        filled: dict[int, int] = {}
        for cell in inner.cells:
            if cell.text().words.strip():
                filled[cell.row] = filled.get(cell.row, 0) + 1
        wide = sum(1 for n in filled.values() if n >= _WIDE) >= 2
        if wide or sum(filled.values()) > around or any(_holds_a_list(t) for t in inner.nested()):
            inner.apart = True
            own.append(inner)
        else:
            _settle_nested(inner)
    return own


def _holds_a_list(table: MarkedTable) -> bool:
    rows: dict[int, int] = {}
    for cell in table.cells:
        if any(isinstance(b, Text) and b.words.strip() for b in cell.blocks):
            rows[cell.row] = rows.get(cell.row, 0) + 1
    return sum(1 for n in rows.values() if n >= _WIDE) >= 2 or any(_holds_a_list(t) for t in table.nested())


def _grid(table: MarkedTable, name: str) -> Grid:
    if table.height * table.width > limits_in_force().cells:
        raise ReadError("file_too_large", "bảng có quá nhiều ô")
    rows: list[list[Cell]] = [[None] * table.width for _ in range(table.height)]
    merges: list[Merge] = []
    unseen: dict[Place, Unseen] = {}
    changed: dict[Place, str] = {}
    for cell in table.cells:
        text = cell.text()
        place = (cell.row, cell.column)
        words = text.words.strip()
        rows[cell.row][cell.column] = words or None
        if text.unseen:
            unseen[place] = Unseen(text.unseen[0][0], "\n".join(t.strip() for _, t in text.unseen if t.strip()))
        if text.changed:
            changed[place] = "".join(text.deleted).strip()
        if cell.down > 1 or cell.across > 1:
            last = min(cell.row + cell.down, table.height) - 1, min(cell.column + cell.across, table.width) - 1
            if last != place:
                merges.append((*place, *last))
    return Grid(
        name,
        rows,
        merges=merges,
        hidden_rows=frozenset(table.hidden_rows),
        hidden_columns=frozenset(table.hidden_columns),
        unseen={p: u for p, u in unseen.items() if u.text},
        changed=changed,
        heading=table.heading,
        lines_above=table.lines_above,
    )


def is_kept(line: Text) -> bool:
    """Tell whether a line of text has a row in the grid of lines."""
    return bool(line.words.strip() or line.unseen or line.changed)


def lines_grid(name: str, lines: Iterable[Text], *, aside: bool = False) -> Grid | None:
    """Return lines of text as a grid, a line a row and a tab a column; None when nothing stands in them."""
    grid = Grid(name, [], aside=aside)
    for line in lines:
        words = line.words
        if not is_kept(line):
            continue
        place = (len(grid.rows), 0)
        cells = [part.strip() or None for part in words.strip("\t").split("\t")]
        grid.rows.append([*cells])
        hidden = "\n".join(t.strip() for _, t in line.unseen if t.strip())
        if hidden:
            grid.unseen[place] = Unseen(line.unseen[0][0], hidden)
        if line.changed:
            grid.changed[place] = "".join(line.deleted).strip()
    width = max((len(row) for row in grid.rows), default=0)
    for row in grid.rows:
        row += [None] * (width - len(row))
    return grid if grid.rows else None
