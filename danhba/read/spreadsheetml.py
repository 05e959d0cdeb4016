"""SpreadsheetML 2003 (.xml, often named .xls): rows and cells may skip by ss:Index, merges are counts of further cells."""

from __future__ import annotations

import lxml.etree

from danhba.model.grid import Cell, Grid, Merge, ReadError

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return every worksheet."""
    del stem
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=True
    )
    try:
        book = lxml.etree.fromstring(data.lstrip(b"\x00\r\n\t "), parser)
    except lxml.etree.XMLSyntaxError as error:
        raise ReadError("file_corrupt", "tệp XML bị cắt cụt hoặc hỏng") from error
    if book is None:
        raise ReadError("file_corrupt", "tệp XML bị cắt cụt hoặc hỏng")
    return [_grid(sheet) for sheet in book.iter(f"{_SS}Worksheet")]


def _grid(sheet: lxml.etree._Element) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    merges: list[Merge] = []
    r = -1
    height = width = 0
    for line in sheet.iter(f"{_SS}Row"):
        r = _index(line, r)
        c = -1
        for cell in line.iter(f"{_SS}Cell"):
            c = _index(cell, c)
            value = cell.find(f"{_SS}Data")
            cells[r, c] = _value(value) if value is not None else None
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
    return Grid(sheet.get(f"{_SS}Name") or "", rows, 0, 0, merges, hidden is None)


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
