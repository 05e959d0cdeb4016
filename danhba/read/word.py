"""Word tables (.docx): each table is a grid named Bảng 1, Bảng 2; merged cells are read once."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.table import Table

from danhba.model.grid import Cell, Grid, Merge


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return every table of the body; the lines above the first one stand in a grid of their own, named Văn bản."""
    del stem
    document = docx.Document(BytesIO(data))
    out = [_grid(table, f"Bảng {i + 1}") for i, table in enumerate(document.tables)]
    lines = [_line(p.text) for p in document.paragraphs if p.text.strip()][:60]
    if out and lines:
        out.append(Grid("Văn bản", lines, 0, 0))
    return out


def _line(text: str) -> list[Cell]:
    return [text]


def _grid(table: Table, name: str) -> Grid:
    rows: list[list[Cell]] = []
    places: dict[object, list[tuple[int, int]]] = {}  # by the cell's element: a merged cell comes back
    for r, row in enumerate(table.rows):
        line: list[Cell] = [None] * row.grid_cols_before
        for cell in row.cells:
            c = len(line)
            seen = places.setdefault(cell._tc, [])
            line.append((cell.text.strip() or None) if not seen else None)
            seen.append((r, c))
        rows.append(line)
    merges: list[Merge] = []
    for seen in places.values():
        if len(seen) > 1:
            merges.append((seen[0][0], seen[0][1], max(r for r, _ in seen), max(c for _, c in seen)))
    width = max((len(line) for line in rows), default=0)
    return Grid(name, [line + [None] * (width - len(line)) for line in rows], 0, 0, merges)
