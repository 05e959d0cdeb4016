"""The frame around a sheet that was published on the web or copied with it: the letters of its columns above, the
numbers of its rows at the left. They are no cells of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from danhba.model.grid import Cell, Grid, cell_text, column_letters


def without_frame(grid: Grid) -> Grid:
    """Return a grid without the frame that stands in its first row and column; a grid without one as it is. Places stay
    what they were."""
    rows = grid.rows
    if len(rows) < 3 or not _are_letters(rows[0]) or not _count(rows[1:]):
        return grid
    if any(first_row == grid.top or first_column == grid.left for first_row, first_column, *_ in grid.merges):
        return grid
    return replace(grid, rows=[row[1:] for row in rows[1:]], top=grid.top + 1, left=grid.left + 1)


def _are_letters(row: Sequence[Cell]) -> bool:
    """Tell whether a row is an empty corner and A, B, C … over every column."""
    return len(row) > 2 and row[0] in (None, "") and [*row[1:]] == [column_letters(c) for c in range(len(row) - 1)]


def _count(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether every row begins with its number, counted up: hidden rows are left out of what is published, and an
    empty line stands where the sheet was frozen."""
    last = 0
    for row in rows:
        text = cell_text(row[0]).strip() if row else ""
        if not text and all(value in (None, "") for value in row):
            continue
        if not text.isascii() or not text.isdigit() or int(text) <= last:
            return False
        last = int(text)
    return last > 0
