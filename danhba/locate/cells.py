"""Cells of a row as locate looks at them: texts, numbers, running numbers, merged ranges."""

from __future__ import annotations

import re

from danhba.model.grid import Cell, Grid
from danhba.vietnamese.text import fold, visible

_NUMBERS = frozenset({int, float})
DIGIT = re.compile(r"\d")
_DATE = re.compile(r"(?:\d{1,2}\s*[/.-]\s*){1,2}(?:19|20)\d\d(?!\d)|(?<=năm )(?:19|20)\d\d(?!\d)")


def bare_text(text: str) -> str:
    return " ".join(fold(visible(text)).split()).strip(" :;*")


def undated(text: str) -> str:
    """Return a text without its dates and years."""
    return _DATE.sub(" ", text) if DIGIT.search(text) else text


def texts_of(row: list[Cell]) -> dict[int, str]:
    return {c: v for c, v in enumerate(row) if v.__class__ is str and v}  # type: ignore[misc]


def has_numbers(row: list[Cell]) -> bool:
    return not _NUMBERS.isdisjoint(map(type, row))


def stt_text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()


def covered_cells(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for cells below the first of a merged range of one column, where the range's value stands."""
    out: dict[tuple[int, int], tuple[int, int]] = {}
    for r1, c1, r2, c2 in grid.merges:
        if r2 > r1 and r2 - r1 < 2000 and c2 - c1 < 4:
            for r in range(r1 + 1, r2 + 1):
                for c in range(c1, c2 + 1):
                    out[r - grid.top, c - grid.left] = (r1 - grid.top, c1 - grid.left)
    return out


def value_at(grid: Grid, place: tuple[int, int]) -> Cell:
    r, c = place
    return grid.rows[r][c] if 0 <= r < len(grid.rows) and 0 <= c < len(grid.rows[r]) else None
