"""SpreadsheetML 2003 (.xml, often named .xls): rows and cells may skip by ss:Index, merges are counts of further
cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import lxml.etree

from danhba.model.grid import Cell, Grid, Merge, Place, ReadError, Unseen, cell_text
from danhba.read.beside import with_comment
from danhba.read.colours import BLACK, WHITE, Colour
from danhba.read.ink import Look, colour_named, crossed_out, crossed_rows, parted, points, why_unseen
from danhba.read.number_format import changes_digits, shown
from danhba.read.safe_xml import parser
from danhba.read.word_names import RAISED
from danhba.read.workbook_beside import OUR_NAME

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_HTML = "{http://www.w3.org/TR/REC-html40}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_BLACK = Look()


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return every worksheet."""
    del stem
    try:
        book = lxml.etree.fromstring(data.lstrip(b"\x00\r\n\t "), parser(recover=True))
    except lxml.etree.XMLSyntaxError as error:
        raise ReadError("file_corrupt", "tệp XML bị cắt cụt hoặc hỏng") from error
    if book is None:
        raise ReadError("file_corrupt", "tệp XML bị cắt cụt hoặc hỏng")
    styles = _styles(book)
    return [_grid(sheet, styles) for sheet in book.iter(f"{_SS}Worksheet")]


@dataclass(frozen=True, slots=True)
class _Style:
    """How cells of a style look. ground: None where it is no plain colour; code: its number format."""

    look: Look = _BLACK
    ground: Colour | None = WHITE
    crossed: bool = False
    code: str = ""


_PLAIN = _Style()


def _styles(book: lxml.etree._Element) -> dict[str, _Style]:
    """Return the styles by their names, what they take from their parents included."""
    out: dict[str, _Style] = {}
    for style in book.iter(f"{_SS}Style"):
        name = style.get(f"{_SS}ID") or ""
        made = out.get(style.get(f"{_SS}Parent") or "Default", _PLAIN)
        if (font := style.find(f"{_SS}Font")) is not None:
            made = replace(made, look=_look(font, _SS, _BLACK))
        if (ground := style.find(f"{_SS}Interior")) is not None:
            pattern, colour = ground.get(f"{_SS}Pattern") or "None", ground.get(f"{_SS}Color") or ""
            plain = WHITE if pattern == "None" else colour_named(colour) if pattern == "Solid" else None
            made = replace(made, ground=plain)
        if (lines := style.find(f"{_SS}Borders")) is not None:
            drawn = (b for b in lines.iter(f"{_SS}Border") if (b.get(f"{_SS}LineStyle") or "None") != "None")
            made = replace(made, crossed=any((b.get(f"{_SS}Position") or "").startswith("Diagonal") for b in drawn))
        if (number := style.find(f"{_SS}NumberFormat")) is not None:
            made = replace(made, code=number.get(f"{_SS}Format") or "")
        out[name] = made
    return out


def _look(font: lxml.etree._Element, space: str, around: Look) -> Look:
    """Return how letters in a font look. around: what they look like where it says nothing."""
    struck, ink, size = (font.get(f"{space}{name}") for name in ("StrikeThrough", "Color", "Size"))
    return Look(
        struck == "1" or (struck is None and around.struck),
        around.ink if ink is None else BLACK if ink == "Automatic" else colour_named(ink),
        points(f"{size}pt") if size else around.size,
    )


def _pieces(element: lxml.etree._Element, look: Look) -> Iterator[tuple[str, Look]]:
    """Yield the texts of a cell's data with how each looks."""
    if element.text:
        yield element.text, look
    for child in element:
        name = str(child.tag)
        inner = look
        if name in (f"{_HTML}S", f"{_HTML}Del"):
            inner = look._replace(struck=True)
        elif name == f"{_HTML}Font":
            inner = _look(child, _HTML, look)
        raised = name == f"{_HTML}Sup"  # a mark, no digit of the number that it stands at
        yield from ((t.translate(RAISED) if raised else t, how) for t, how in _pieces(child, inner))
        if child.tail:
            yield child.tail, look


def _grid(sheet: lxml.etree._Element, styles: dict[str, _Style]) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    unseen: dict[tuple[int, int], Unseen] = {}
    crossed: set[Place] = set()
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    column_styles: dict[int, str] = {}
    column = -1
    for element in sheet.iter(f"{_SS}Column"):
        column = _index(element, column)
        span = _count(element, "Span")
        if element.get(f"{_SS}Hidden") == "1" or element.get(f"{_SS}Width") == "0":
            hidden_columns.update(range(column, column + span + 1))
        if of_column := str(element.get(f"{_SS}StyleID") or ""):
            column_styles.update(dict.fromkeys(range(column, column + span + 1), of_column))
        column += span
    merges: list[Merge] = []
    r = -1
    height = width = 0
    for line in sheet.iter(f"{_SS}Row"):
        r = _index(line, r)
        if line.get(f"{_SS}Hidden") == "1" or line.get(f"{_SS}Height") == "0":
            hidden_rows.add(r)
        c = -1
        for cell in line.iter(f"{_SS}Cell"):
            c = _index(cell, c)
            across, down = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
            name = cell.get(f"{_SS}StyleID") or line.get(f"{_SS}StyleID") or column_styles.get(c) or "Default"
            style = styles.get(name, _PLAIN)
            cells[r, c], hidden = _shown(cell.find(f"{_SS}Data"), style)
            if (said := cell.find(f"{_SS}Comment")) is not None and said.get(f"{_SS}Author") != OUR_NAME:
                words = " ".join("".join(str(t) for t in said.itertext()).split())
                cells[r, c] = with_comment(cells[r, c], words) if words else cells[r, c]
            if hidden is not None:
                unseen[r, c] = hidden
            if style.crossed and cells[r, c] is not None:
                crossed.add((r, c))
            if across or down:
                merges.append((r, c, r + down, c + across))
            c += across
            width = max(width, c + 1)
        height = r + 1
        if height * max(width, 1) > 3_000_000:
            raise ReadError("file_too_large", "bảng tính có quá nhiều ô")
    rows = [[cells.get((i, j)) for j in range(width)] for i in range(height)]
    unseen |= crossed_out(rows, crossed_rows(crossed, merges))
    hidden_sheet = sheet.find(f"{_X}WorksheetOptions/{_X}Visible")
    return Grid(
        sheet.get(f"{_SS}Name") or "", rows, 0, 0, merges, hidden_sheet is None, frozenset(hidden_rows),
        frozenset(hidden_columns), unseen
    )  # fmt: skip


def _shown(data: lxml.etree._Element | None, style: _Style) -> tuple[Cell, Unseen | None]:
    """Return what shows of a cell's data, and what does not."""
    value = _value(data) if data is not None else None
    if data is None or value is None:
        return value, None
    if style != _PLAIN or len(data):
        pieces = list(_pieces(data, style.look))
        words, hidden = parted(
            (text, why_unseen(text, look, style.ground, whole=len(pieces) == 1)) for text, look in pieces
        )
        if hidden is not None:
            return words or None, hidden
        value = words or None if isinstance(value, str) else value
    if isinstance(value, float) and changes_digits(style.code or "General"):
        text = shown(value, style.code)
        if text is not None:
            return text or None, Unseen("format", cell_text(value)) if text == "" else None
    return value, None


def _index(element: lxml.etree._Element, before: int) -> int:
    value = element.get(f"{_SS}Index")
    return int(value) - 1 if value and value.isdigit() and int(value) > before + 1 else before + 1


def _count(element: lxml.etree._Element, name: str) -> int:
    value = element.get(f"{_SS}{name}")
    return min(int(value), 1000) if value and value.isdigit() else 0


def _value(data: lxml.etree._Element) -> Cell:
    text = "".join(str(t) for t in data.itertext()).strip()
    if not text:
        return None
    if data.get(f"{_SS}Type") == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return text
