"""One sheet of an .xlsx as it looks: rows and columns that are hidden, cells that do not show what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from danhba.model.grid import Cell, Grid, Place, Unseen, cell_text
from danhba.read import beside
from danhba.read.colours import WHITE
from danhba.read.ink import Look, crossed_out, crossed_rows, is_number, parted, why_unseen
from danhba.read.number_format import hides_number, shown, shown_text
from danhba.read.word_names import attribute, local
from danhba.read.workbook_beside import place_of, tree_of
from danhba.read.workbook_cells import Cells
from danhba.read.workbook_formulas import result_of
from danhba.read.workbook_shapes import Area
from danhba.read.workbook_styles import Looks, Rich, is_on, number_of, rich_text

if TYPE_CHECKING:
    import lxml.etree

_RULE = re.compile(
    rb"<(?:\w+:)?conditionalFormatting\s[^<>]*?sqref=\"([^\"]*)\"[^<>]*>(.*?)</(?:\w+:)?conditionalFormatting>", re.S
)
_LAST_COLUMN = 200  # as far right as a number is looked for
_RULE_STYLE = re.compile(rb"dxfId=\"(\d{1,6})\"")


@dataclass(slots=True)
class Sheet:
    """One sheet while its looks are laid over its values. comments, links: by the cell that they are about."""

    grid: Grid
    looks: Looks
    comments: dict[Place, str]
    links: dict[Place, str]
    shapes: Sequence[Area] = ()
    cells: Cells = field(init=False)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    crossed: set[Place] = field(default_factory=set)  # filled cells that a line crosses

    def __post_init__(self) -> None:
        grid = self.grid
        self.cells = Cells([list(row) for row in grid.rows], grid.top, grid.left, dict(grid.unseen))

    def read(self, content: bytes) -> Grid:
        """Return the sheet as it looks."""
        tree = tree_of(content)
        if tree is None:
            return self.grid
        r = -1
        for element in tree.iter():
            name = local(element)
            if name == "col":
                self._column(element)
            elif name == "row":
                number = number_of(element, "r")
                r = number - 1 if number else r + 1
                if is_on(element, "hidden") or _zero(element, "ht", r"[01](?:\.\d*)?"):
                    self.hidden_rows.add(r)
                c = -1
                for cell in element:
                    if local(cell) == "c":
                        place = place_of(attribute(cell, "r") or "") or (r, c + 1)
                        c = place[1]
                        self._cell(place, cell)
        self._cross_out()
        self._rules(content)
        for area in self.shapes:
            self._drawn_over(area)
        for place, address in self.links.items():
            self.cells.set(place, beside.with_link(self.cells.value(place), address))
        for place, text in self.comments.items():
            self.cells.comment(place, text)
        return replace(
            self.grid, top=self.cells.top, left=self.cells.left, rows=self.cells.rows, unseen=self.cells.unseen,
            hidden_rows=frozenset(self.hidden_rows), hidden_columns=frozenset(self.hidden_columns),
        )  # fmt: skip

    def _column(self, element: lxml.etree._Element) -> None:
        if is_on(element, "hidden") or _zero(element, "width"):
            first, last = number_of(element, "min"), number_of(element, "max")
            self.hidden_columns.update(range(max(first - 1, 0), min(last, 16_384)))

    def _cell(self, place: Place, cell: lxml.etree._Element) -> None:
        value = self.cells.value(place)
        style = number_of(cell, "s")
        formula = next((e for e in cell if local(e) == "f"), None)
        if value is None and attribute(cell, "t") == "e":
            fault = next((e.text or "" for e in cell if local(e) == "v"), "")
            self.cells.unseen[place] = Unseen("error", fault.strip() or "#N/A")
            return
        if value is None and formula is not None:
            self._formula(place, formula)
            return
        if value is None:
            return
        if style in self.looks.crossed:
            self.crossed.add(place)
        if rich := self._rich(cell):
            self._show_pieces(place, style, rich)
        elif style in self.looks.struck:
            self.cells.hide(place, "struck", cell_text(value), None)
        elif style in self.looks.tiny:
            self.cells.hide(place, "tiny", cell_text(value), None)
        elif style in self.looks.white and is_number(cell_text(value)):
            self.cells.hide(place, "hidden_text", cell_text(value), None)
        elif style in self.looks.formats and isinstance(value, int | float) and not isinstance(value, bool):
            text = shown(float(value), self.looks.formats[style])
            self._show(place, value, text)
        elif style in self.looks.formats and isinstance(value, str):
            self._show(place, value, shown_text(value, self.looks.formats[style]))

    def _formula(self, place: Place, formula: lxml.etree._Element) -> None:
        """Put the result of a formula that was never worked out in its place; where it has none, say so."""
        text = (formula.text or "").strip()
        value = result_of(text, place, self.cells.value)
        if value is not None and self.cells.set(place, value):
            return
        self.cells.unseen[place] = Unseen("formula", f"={text or '…'}")

    def _cross_out(self) -> None:
        top, left = self.cells.top, self.cells.left
        rows = crossed_rows(self.crossed, self.grid.merges)
        for (i, j), hidden in crossed_out(self.cells.rows, (r - top for r in rows)).items():
            self.cells.unseen[top + i, left + j] = hidden

    def _rich(self, cell: lxml.etree._Element) -> Rich:
        kind = attribute(cell, "t")
        if kind == "s" and self.looks.strings:
            value = next((e.text or "" for e in cell if local(e) == "v"), "")
            return self.looks.strings.get(int(value), []) if value.strip().isdigit() else []
        if kind == "inlineStr":
            return next((rich_text(e, self.looks.theme) for e in cell if local(e) == "is"), [])
        return []

    def _show_pieces(self, place: Place, style: int, rich: Rich) -> None:
        """Put what the eye sees of a string of several fonts in its cell's place."""
        own, ground = self.looks.fonts.get(style, Look()), self.looks.grounds.get(style, WHITE)
        shows, hidden = parted((text, why_unseen(text, look or own, ground)) for text, look in rich)
        self.cells.set(place, shows or None)
        if hidden is not None:
            self.cells.unseen[place] = hidden

    def _show(self, place: Place, value: Cell, text: str | None) -> None:
        """Put what a format shows in a cell's place, '' for nothing, None for the value itself."""
        if text is not None and hides_number(cell_text(value), text):
            self.cells.hide(place, "format", cell_text(value), text or None)
        elif text is not None:
            self.cells.set(place, text)

    def _drawn_over(self, area: Area) -> None:
        """Mark the numbers of the rows that a line crosses, and those that a box covers."""
        left, right = (0, _LAST_COLUMN) if area.line and area.right > area.left else (area.left, area.right)
        for place in list(self.cells.within((area.top, left), (area.bottom, right))):
            value = self.cells.value(place)
            if is_number(cell_text(value)):
                self.cells.set(place, beside.in_doubt(value, beside.DRAWN_OVER))

    def _rules(self, content: bytes) -> None:
        """Mark numbers that a conditional format may hide or strike: whether its condition holds is not worked out."""
        if not self.looks.hiding_rules or b"onditionalFormatting" not in content:
            return
        for ranges, rules in _RULE.findall(content):
            if self.looks.hiding_rules.isdisjoint(int(n) for n in _RULE_STYLE.findall(rules)):
                continue
            for reference in ranges.decode("ascii", "replace").split():
                first, _, last = reference.partition(":")
                start, end = place_of(first), place_of(last or first)
                if start is None or end is None:
                    continue
                for place in self.cells.within(start, end):
                    value = self.cells.value(place)
                    if is_number(cell_text(value)):
                        self.cells.set(place, beside.in_doubt(value))


def _zero(element: lxml.etree._Element, name: str, small: str = r"0(?:\.0*)?") -> bool:
    value = attribute(element, name)
    return value is not None and bool(re.fullmatch(small, value))
