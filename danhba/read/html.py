"""HTML tables, as web portals save them under the name .xls. Each table is a grid named like a Word table: Bảng 1."""

from __future__ import annotations

import lxml.etree
import lxml.html

from danhba.model.grid import Cell, Grid, Merge, ReadError
from danhba.read.delimited import decode


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return every table that holds no other table, in page order."""
    del stem
    declared = data[:2048].lower()
    text = data.decode("cp1258", "replace") if b"charset=windows-1258" in declared else decode(data)
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    try:
        page = lxml.html.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise ReadError("file_corrupt", "trang HTML không đọc được") from error
    out = []
    for table in page.iter("table"):
        if next(table.iterdescendants("table"), None) is None:
            out.append(_grid(table, f"Bảng {len(out) + 1}"))
    if not out:
        raise ReadError("table_missing", "trang HTML không có bảng nào")
    return out


def _grid(table: lxml.html.HtmlElement, name: str) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    covered: set[tuple[int, int]] = set()
    merges: list[Merge] = []
    height = width = 0
    for r, line in enumerate(table.iter("tr")):
        c = 0
        for cell in line:
            if cell.tag not in ("td", "th"):
                continue
            while (r, c) in covered:
                c += 1
            down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            cells[r, c] = _text(cell)
            if down > 1 or across > 1:
                merges.append((r, c, r + down - 1, c + across - 1))
                covered.update((r + i, c + j) for i in range(down) for j in range(across))
            c += across
            width = max(width, c)
        height = r + 1
    rows = [[cells.get((r, c)) for c in range(width)] for r in range(height)]
    return Grid(name, rows, 0, 0, merges)


def _span(value: str | None) -> int:
    return min(int(value), 200) if value and value.isdigit() and int(value) > 0 else 1


def _text(cell: lxml.html.HtmlElement) -> Cell:
    for br in cell.iter("br"):
        br.tail = "\n" + (br.tail or "")
    lines = (" ".join(line.replace("\xa0", " ").split()) for line in str(cell.text_content()).split("\n"))
    text = "\n".join(line for line in lines if line)
    return text or None
