"""Tables of a Word document: rows and cells, through content controls and tracked changes around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import lxml.etree

from danhba.model.grid import ReadError
from danhba.read.ink import is_number
from danhba.read.limits import limits_in_force
from danhba.read.marked_tables import MarkedCell, MarkedTable, Text
from danhba.read.word_changes import SILENT, Change, Inside, Placeholders, content_of
from danhba.read.word_names import attribute, local, switched_on
from danhba.read.word_styles import ground_of

PAPER = "FFFFFF"
_WIDEST = 200  # columns that one cell may span


@dataclass(slots=True)
class Ground:
    """The colour behind the text that is being read, '' where it is none that is known."""

    colour: str = PAPER


class Tables:
    """Reads tables. blocks: what reads the paragraphs and tables of a cell; ground: what they stand on."""

    def __init__(
        self,
        blocks: Callable[[lxml.etree._Element, Change], Iterator[Text | MarkedTable]],
        placeholders: Placeholders,
        ground: Ground,
    ) -> None:
        self._blocks, self._placeholders, self._ground = blocks, placeholders, ground
        self._crossed: list[MarkedCell] = []  # filled cells that a line crosses, of the tables that are being read

    def read(self, table: lxml.etree._Element, change: Change) -> MarkedTable:
        """Return a table. Raises ReadError where it has too many cells."""
        out = MarkedTable()
        above: dict[int, MarkedCell] = {}  # cells that may go on below, by column
        before = len(self._crossed)  # a table may stand inside a cell of another
        for row, inner in self._parts(table, "tr", change):
            self._row(row, out, above, inner)
            out.height += 1
            if out.height * max(out.width, 1) > limits_in_force().cells:
                raise ReadError("file_too_large", "bảng có quá nhiều ô")
        rows = {r for cell in self._crossed[before:] for r in range(cell.row, cell.row + cell.down)}
        del self._crossed[before:]
        if rows:
            _cross_out(cell for cell in out.cells if cell.row in rows)
        return out

    def _row(self, row: lxml.etree._Element, out: MarkedTable, above: dict[int, MarkedCell], change: Change) -> None:
        column = 0
        for child in row:
            if local(child) == "trPr":
                for property in child:
                    name = local(property)
                    if name == "gridBefore":
                        column = count_of(property)
                    elif name == "ins":
                        change = Change(True, change.deleted)
                    elif name == "del":
                        change = Change(change.inserted, True)
                    elif name == "hidden" and switched_on(property):
                        out.hidden_rows.add(out.height)
        for cell, inner in self._parts(row, "tc", change):
            around = self._ground.colour
            across, goes_on, inner = self._cell_properties(cell, inner)
            blocks = list(self._blocks(cell, inner))
            self._ground.colour = around
            top = above.get(column)
            if goes_on and top is not None:
                top.down = out.height - top.row + 1
                hidden = MarkedCell(out.height, column, blocks=blocks).text()
                if hidden.words.strip():
                    top.blocks.append(Text(unseen=[("covered", hidden.words)]))
            else:
                made = MarkedCell(out.height, column, 1, across, blocks)
                out.cells.append(made)
                if _has_a_diagonal(cell) and made.text().words.strip():
                    self._crossed.append(made)
                above[column] = made
            column += across
            out.width = max(out.width, column)

    def _cell_properties(self, cell: lxml.etree._Element, change: Change) -> tuple[int, bool, Change]:
        across, goes_on = 1, False
        for child in cell:
            if local(child) == "tcPr":
                for property in child:
                    name = local(property)
                    if name == "gridSpan":
                        across = max(1, count_of(property))
                    elif name == "shd":
                        self._ground.colour = ground_of(property) or self._ground.colour
                    elif name == "vMerge":
                        goes_on = (attribute(property, "val") or "continue") != "restart"
                    elif name == "cellIns":
                        change = Change(True, change.deleted)
                    elif name == "cellDel":
                        change = Change(change.inserted, True)
        return across, goes_on, change

    def _parts(
        self, parent: lxml.etree._Element, wanted: str, change: Change
    ) -> Iterator[tuple[lxml.etree._Element, Change]]:
        """Yield the rows of a table or the cells of a row, through content controls and tracked changes around them."""
        for child in parent:
            name = local(child)
            if name == wanted:
                yield child, change
            elif name and name not in SILENT and name not in ("p", "tbl", "tr", "tc"):
                with Inside(self._placeholders, child, change) as inner:
                    yield from self._parts(content_of(child), wanted, inner)


def _has_a_diagonal(cell: lxml.etree._Element) -> bool:
    """Tell whether a line of its border crosses a cell from corner to corner."""
    borders = (b for child in cell if local(child) == "tcPr" for b in child if local(b) == "tcBorders")
    lines = (line for b in borders for line in b if local(line) in ("tl2br", "tr2bl"))
    return any((attribute(line, "val") or "nil") not in ("nil", "none") for line in lines)


def _cross_out(cells: Iterable[MarkedCell]) -> None:
    """Take the numbers out of a row that a line crosses. A head parted by such a line holds none."""
    for cell in cells:
        for block in cell.blocks:
            if isinstance(block, Text) and is_number(block.words):
                block.unseen.append(("crossed", block.words))
                block.shown = []


def count_of(element: lxml.etree._Element) -> int:
    """Return how many columns an element speaks of."""
    value = attribute(element, "val") or ""
    return min(int(value), _WIDEST) if value.isdigit() else 0
