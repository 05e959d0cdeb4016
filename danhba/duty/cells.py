"""Cells of a roster: what stands below a merged one, whether somebody stands there, where the roster ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danhba.duty.days import bare, looks_like_a_day
from danhba.model.grid import Cell, Grid, cell_text
from danhba.vietnamese.persons import names_a_person
from danhba.vietnamese.text import one_line, visible
from schemas.forms.official import OFFICIAL_LINES

_SHOWN = 40  # letters of a cell that a message shows
_PLACE, _FOOTER = re.compile(OFFICIAL_LINES.place_and_date), re.compile(OFFICIAL_LINES.footer)
NOBODY = re.compile(r"[\s\-–—.…_/*]*|nghi|khong|trong|0")


def ends(row: Sequence[Cell]) -> bool:
    """Tell whether a line is the place and date or the signature below a roster."""
    said = [v for v in row if v is not None and cell_text(v).strip()]
    texts = [bare(v) for v in said if isinstance(v, str)]
    return len(texts) == len(said) <= 2 and any(_PLACE.fullmatch(t) or _FOOTER.fullmatch(t) for t in texts)


def filled(row: Sequence[Cell]) -> int:
    """Return how many cells of a line are filled."""
    return sum(v is not None and cell_text(v).strip() != "" for v in row)


def heads_a_day(row: Sequence[Cell]) -> bool:
    """Tell whether a day stands alone on a line of its own."""
    return filled(row) == 1 and any(looks_like_a_day(v) for v in row)


def merged_above(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for cells that a merged range covers downwards, where its value stands."""
    out: dict[tuple[int, int], tuple[int, int]] = {}
    for r1, c1, r2, c2 in grid.merges:
        if r2 > r1 and r2 - r1 < 2000 and c2 - c1 < 4:
            for r in range(r1 + 1, r2 + 1):
                out[r - grid.top, c1 - grid.left] = (r1 - grid.top, c1 - grid.left)
    return out


def cell_at(
    grid: Grid, above: dict[tuple[int, int], tuple[int, int]], r: int, c: int, head: int
) -> tuple[Cell, int, int]:
    """Return the value of a cell below the heads, a merged range's where one covers it, and where that stands."""
    row = grid.rows[r]
    value = row[c] if 0 <= c < len(row) else None
    if value is None and (up := above.get((r, c))) is not None and up[0] > head:
        return grid.rows[up[0]][up[1]], up[0], up[1]
    return value, r, c


def is_somebody(value: Cell) -> bool:
    """Tell whether somebody stands in a cell."""
    return value is not None and NOBODY.fullmatch(bare(value)) is None


def stands(value: Cell) -> str:
    """Say what stands in a cell, as far as it names nobody."""
    text = one_line(cell_text(value)) if value is not None else ""
    if not text.strip():
        return "để trống"
    return "ghi chữ khác" if len(text) > _SHOWN or names_a_person(visible(text)) else f"ghi “{text}”"
