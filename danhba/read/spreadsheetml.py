"""SpreadsheetML 2003 (.xml, often named .xls): rows and cells may skip by ss:Index, merges are counts of further
cells."""

from __future__ import annotations

import lxml.etree

from danhba.model.grid import Cell, Grid, Merge, ReadError, Unseen, cell_text
from danhba.read.number_format import changes_digits, shown
from danhba.read.safe_xml import parser

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_HTML = "{http://www.w3.org/TR/REC-html40}"
_X = "{urn:schemas-microsoft-com:office:excel}"


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


def _styles(book: lxml.etree._Element) -> dict[str, tuple[bool, str]]:
    """Return each style that strikes its text or has a number format of its own: (struck, format)."""
    out: dict[str, tuple[bool, str]] = {}
    for style in book.iter(f"{_SS}Style"):
        parent = out.get(style.get(f"{_SS}Parent") or "", (False, ""))
        font, number = style.find(f"{_SS}Font"), style.find(f"{_SS}NumberFormat")
        struck = parent[0] if font is None else font.get(f"{_SS}StrikeThrough") == "1"
        code = parent[1] if number is None else number.get(f"{_SS}Format") or ""
        if struck or changes_digits(code or "General"):
            out[style.get(f"{_SS}ID") or ""] = (struck, code)
    return out


def _grid(sheet: lxml.etree._Element, styles: dict[str, tuple[bool, str]]) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    unseen: dict[tuple[int, int], Unseen] = {}
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    column = -1
    for element in sheet.iter(f"{_SS}Column"):
        column = _index(element, column)
        span = _count(element, "Span")
        if element.get(f"{_SS}Hidden") == "1" or element.get(f"{_SS}Width") == "0":
            hidden_columns.update(range(column, column + span + 1))
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
            value = cell.find(f"{_SS}Data")
            cells[r, c] = _value(value) if value is not None else None
            style = styles.get(cell.get(f"{_SS}StyleID") or "")
            partly = "".join(str(t) for s in value.iter(f"{_HTML}S") for t in s.itertext()) if value is not None else ""
            if (style is not None and style[0] and cells[r, c] is not None) or partly.strip():
                whole = cell_text(cells[r, c])
                unseen[r, c] = Unseen("struck", partly if partly.strip() else whole)
                cells[r, c] = whole.replace(partly, "", 1).strip() or None if partly.strip() else None
            elif style is not None and isinstance(number := cells[r, c], float):
                text = shown(number, style[1])
                if text == "":
                    unseen[r, c] = Unseen("format", cell_text(number))
                cells[r, c] = number if text is None else text or None
            across, down = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
            if across or down:
                merges.append((r, c, r + down, c + across))
            c += across
            width = max(width, c + 1)
        height = r + 1
        if height * max(width, 1) > 3_000_000:
            raise ReadError("file_too_large", "bảng tính có quá nhiều ô")
    rows = [[cells.get((i, j)) for j in range(width)] for i in range(height)]
    hidden = sheet.find(f"{_X}WorksheetOptions/{_X}Visible")
    return Grid(
        sheet.get(f"{_SS}Name") or "", rows, 0, 0, merges, hidden is None, frozenset(hidden_rows),
        frozenset(hidden_columns), unseen
    )  # fmt: skip


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
