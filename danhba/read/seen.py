"""A grid as the eye sees it: what stands in hidden rows and columns leaves the cells and is kept by the side, to be
told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from danhba.model.grid import Cell, Grid, Place, Unseen, cell_text


def as_seen(grids: Iterable[Grid]) -> list[Grid]:
    """Return the grids without what is hidden in them. A grid that hides nothing is returned as it is."""
    return [_as_seen(g) if g.hidden_rows or g.hidden_columns else g for g in grids]


def _as_seen(grid: Grid) -> Grid:
    shown = _still_shown(grid)
    unseen = dict(grid.unseen)
    rows: list[list[Cell]] = []
    for i, row in enumerate(grid.rows):
        r = grid.top + i
        row_hidden = r in grid.hidden_rows
        line: list[Cell] = []
        for j, value in enumerate(row):
            place = (r, grid.left + j)
            if value is None or not (row_hidden or place[1] in grid.hidden_columns) or place in shown:
                line.append(value)
                continue
            line.append(None)
            reason = "hidden_row" if row_hidden else "hidden_column"
            earlier = unseen.get(place)
            text = cell_text(value)
            unseen[place] = Unseen(reason, f"{earlier.text}\n{text}" if earlier else text)
        rows.append(line)
    return replace(grid, rows=rows, unseen=unseen)


def _still_shown(grid: Grid) -> set[Place]:
    """Return the hidden places whose value is shown all the same: of a merged range, some of which is visible."""
    out: set[Place] = set()
    for r1, c1, r2, c2 in grid.merges:
        if r1 not in grid.hidden_rows and c1 not in grid.hidden_columns:
            continue
        rows = range(r1, min(r2, r1 + 2000) + 1)
        columns = range(c1, min(c2, c1 + 200) + 1)
        if any(r not in grid.hidden_rows for r in rows) and any(c not in grid.hidden_columns for c in columns):
            out.add((r1, c1))
    return out
