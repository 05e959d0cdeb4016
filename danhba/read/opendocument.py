"""OpenDocument spreadsheets: .fods read whole, and what an .ods hides or strikes out beside the values that calamine
reads."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.etree

from danhba.model.grid import Cell, Grid, Merge, Place, ReadError, Unseen, cell_text
from danhba.read.beside import dialled_by, with_comment, with_link
from danhba.read.colours import WHITE
from danhba.read.ink import crossed_out, crossed_rows, parted, why_unseen
from danhba.read.limits import limits_in_force
from danhba.read.opendocument_styles import Style, may_hide, styles_of
from danhba.read.safe_xml import parser
from danhba.read.word_names import RAISED, attribute, local
from danhba.read.workbook_beside import OUR_NAME

_BESIDE_VALUES = re.compile(
    rb'visibility="(?:collapse|filter)"|display="(?:none|false)"|min-integer-digits="(?!1")|<number:text>[^<]*\d'
    rb'|<office:annotation|href="tel:'
)
_DIGITS = re.compile(r"\d")
Piece = tuple[str, Style]
_SILENT = frozenset({"annotation", "annotation-end", "tracked-changes", "deletion", "note-citation", "ruby-text"})


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return every sheet of a flat document (.fods) that has cells."""
    del stem
    return [g for g in sheets(data) if g.rows]


def hidden_parts(data: bytes) -> dict[str, Grid]:
    """Return what is to be known of an .ods beside its values, by sheet; {} where its bytes say that nothing is
    hidden."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            content = package.read("content.xml")
            named = package.read("styles.xml") if "styles.xml" in package.namelist() else b""
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return {}
    if not (_BESIDE_VALUES.search(content) or may_hide(content) or may_hide(named)):
        return {}
    return {g.name: g for g in sheets(content, named)}


def sheets(content: bytes, named: bytes = b"") -> list[Grid]:
    """Return every sheet of a document's content, empty ones too. named: the part of its named styles, where that is a
    part of its own."""
    root = _tree(content)
    if root is None:
        raise ReadError("file_corrupt", "tệp XML bị cắt cụt hoặc hỏng")
    styles = styles_of(root, _tree(named))
    out = []
    for body in root.iter():
        if local(body) == "spreadsheet":
            out += [_Sheet(styles).read(table) for table in body if local(table) == "table"]
    return out


def _tree(content: bytes) -> lxml.etree._Element | None:
    try:
        return lxml.etree.fromstring(content.lstrip(b"\x00\r\n\t "), parser()) if content else None
    except lxml.etree.XMLSyntaxError:
        return None


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is read."""

    styles: dict[str, Style]
    crossed: set[Place] = field(default_factory=set)  # filled cells that a line crosses
    cells: dict[Place, Cell] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    unseen: dict[Place, Unseen] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_styles: dict[int, str] = field(default_factory=dict)
    row: int = 0

    def read(self, table: lxml.etree._Element) -> Grid:
        """Return the sheet as a grid."""
        column = 0
        for element in self._inside(table, ("table-column", "table-row")):
            times = _times(
                element, "number-columns-repeated" if local(element) == "table-column" else "number-rows-repeated"
            )
            hidden = attribute(element, "visibility") in ("collapse", "filter")
            if local(element) == "table-column":
                for c in range(column, min(column + times, column + 1024)):
                    if hidden:
                        self.hidden_columns.add(c)
                    self.column_styles[c] = attribute(element, "default-cell-style-name") or ""
                column += times
                continue
            self._row(element, times, hidden)
        height = max((r for r, _ in self.cells), default=-1) + 1
        width = max((c for _, c in self.cells), default=-1) + 1
        if height * width > limits_in_force().cells:
            raise ReadError("file_too_large", "bảng tính có quá nhiều ô")
        rows = [[self.cells.get((r, c)) for c in range(width)] for r in range(height)]
        self.unseen |= crossed_out(rows, crossed_rows(self.crossed, self.merges))
        shown = not self.styles.get(attribute(table, "style-name") or "", Style()).hidden
        return Grid(
            attribute(table, "name") or "", rows, 0, 0, self.merges, shown,
            frozenset(self.hidden_rows), frozenset(self.hidden_columns), self.unseen,
        )  # fmt: skip

    def _inside(self, parent: lxml.etree._Element, wanted: tuple[str, ...]) -> Iterator[lxml.etree._Element]:
        for child in parent:
            name = local(child)
            if name in wanted:
                yield child
            elif name.startswith("table-") and name not in _SILENT:
                yield from self._inside(child, wanted)

    def _row(self, row: lxml.etree._Element, times: int, hidden: bool) -> None:
        found: list[tuple[int, lxml.etree._Element]] = []
        column = 0
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            again = _times(cell, "number-columns-repeated")
            if len(cell) and again <= 1024:
                found += [(column + i, cell) for i in range(again)]
            column += again
        again = min(times, 1000) if found else 0
        if len(self.cells) + again * len(found) > limits_in_force().cells:
            raise ReadError("file_too_large", "bảng tính có quá nhiều ô")
        for r in range(self.row, self.row + again):
            if hidden:
                self.hidden_rows.add(r)
            for c, cell in found:
                if r == self.row:
                    self._cell(r, c, cell)
                    continue
                first = (self.row, c)
                if first in self.cells:
                    self.cells[r, c] = self.cells[first]
                if first in self.crossed:
                    self.crossed.add((r, c))
                if first in self.unseen:
                    self.unseen[r, c] = self.unseen[first]
        self.row += times

    def _cell(self, r: int, c: int, cell: lxml.etree._Element) -> None:
        style = self.styles.get(attribute(cell, "style-name") or self.column_styles.get(c, ""), Style())
        pieces: list[Piece] = []
        for paragraph in cell:
            if local(paragraph) == "p":
                if pieces:
                    pieces.append(("\n", style))
                self._text(paragraph, pieces, style.under(self.styles.get(attribute(paragraph, "style-name") or "")))
        whole = len(pieces) == 1
        said = [
            (text, "struck" if how.hidden else why_unseen(text, how.look, style.ground or WHITE, whole=whole))
            for text, how in pieces
        ]
        words, hidden = parted(said)
        if hidden is not None:
            self.unseen[r, c] = hidden
        if local(cell) == "covered-table-cell":
            if words:
                self.unseen[r, c] = Unseen("covered", words)
            return
        value = _value(cell, words) if words or hidden is None else None
        for note in cell:
            if local(note) == "annotation" and (said := _annotation(note)):
                value = with_comment(value, said)
        if value is not None:
            self.cells[r, c] = value
        down, across = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if value is not None and style.crossed:
            self.crossed.add((r, c))
        if down > 1 or across > 1:
            self.merges.append((r, c, r + min(down, 1000) - 1, c + min(across, 1000) - 1))

    def _text(self, element: lxml.etree._Element, pieces: list[Piece], style: Style) -> None:
        def add(text: str | None) -> None:
            if text:
                pieces.append((text.translate(RAISED) if style.raised else text, style))

        add(element.text)
        for child in element:
            name = local(child)
            if name == "s":
                add(" " * min(_times(child, "c"), 100))
            elif name in ("tab", "line-break"):
                add("\t" if name == "tab" else "\n")
            elif name and name not in _SILENT:
                begun = len(pieces)
                self._text(child, pieces, style.under(self.styles.get(attribute(child, "style-name") or "")))
                if name == "a" and (address := attribute(child, "href")) and dialled_by(address):
                    text = "".join(t for t, _ in pieces[begun:])
                    pieces[begun:] = [(cell_text(with_link(text, address)), style)]
            add(child.tail)


def _annotation(note: lxml.etree._Element) -> str:
    """Return the words of a comment, those of our own marked copies left out."""
    by = next(("".join(str(t) for t in e.itertext()) for e in note if local(e) == "creator"), "")
    words = " ".join("".join(str(t) for t in e.itertext()) for e in note if local(e) in ("p", "list"))
    return "" if by == OUR_NAME else words.strip()


def _value(cell: lxml.etree._Element, words: str) -> Cell:
    """Return a cell's value: the number where the cell shows no other digits than it holds, else the text that it
    shows."""
    kind = attribute(cell, "value-type")
    if kind in ("float", "currency", "percentage"):
        try:
            number = float(attribute(cell, "value") or "")
        except ValueError:
            return words or None
        digits = "".join(_DIGITS.findall(words))
        if number.is_integer() and len(digits) >= 7 and digits != str(abs(int(number))):
            return words
        return number
    if kind == "boolean":
        return attribute(cell, "boolean-value") == "true"
    return words or None


def _times(element: lxml.etree._Element, name: str) -> int:
    value = attribute(element, name) or ""
    return int(value) if value.isdigit() and 0 < len(value) < 8 and int(value) > 0 else 1
