"""Why no table of ours was found in a file."""

from __future__ import annotations

from danhba.model.grid import Grid


def _flat(grid: Grid) -> str:
    return " ".join(" ".join(str(v).split()) for row in grid.rows for v in row if v is not None)
