"""The machine mark: a hidden sheet that names the sender of a pre-filled form or a marked copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from danhba.model.grid import Grid

SHEET, WORD = "danhba", "danhba-form"


def write_mark(book: Any, unit_code: str, registry: str) -> None:
    """Put the mark into an openpyxl workbook."""
    sheet = book.create_sheet(SHEET)
    sheet.append([WORD, unit_code, registry])
    sheet.sheet_state = "veryHidden"


def read_mark(grids: Sequence[Grid], registry: str) -> str:
    """Return the unit that a mark names, '' when there is none or it was made for another registry."""
    for grid in grids:
        if grid.name == SHEET and grid.rows and len(grid.rows[0]) >= 3 and grid.rows[0][0] == WORD:
            code, made_for = grid.rows[0][1], grid.rows[0][2]
            if made_for == registry:
                return str(int(code)) if isinstance(code, float) and code.is_integer() else str(code)
    return ""


def without_mark(grids: Sequence[Grid]) -> list[Grid]:
    """Return the grids that hold data."""
    return [g for g in grids if not (g.name == SHEET and g.rows and g.rows[0] and g.rows[0][0] == WORD)]
