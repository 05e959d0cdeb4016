"""Formulas that were never worked out show their result when the file is opened: plain ones are worked out here."""

from __future__ import annotations

import re
from collections.abc import Callable

from danhba.model.grid import Cell, Place
from danhba.read.workbook_beside import place_of

_SUM = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\s*\+\s*(\d{1,4})")
_ROW = re.compile(r"ROW\(\)\s*(?:([+-])\s*(\d{1,5}))?")
_TEXT = re.compile(r'"((?:[^"]|"")*)"')


def result_of(formula: str, place: Place, value_at: Callable[[Place], Cell]) -> Cell:
    """Return what a formula comes to, None where it is none of the plain ones. value_at: what another cell holds."""
    if found := _SUM.fullmatch(formula):
        above = value_at(place_of(found[1] + found[2]) or (-1, -1))
        if isinstance(above, int | float) and not isinstance(above, bool):
            return float(above) + int(found[3])
    elif found := _ROW.fullmatch(formula):
        return float(place[0] + 1 + int(f"{found[1] or '+'}{found[2] or 0}"))
    elif found := _TEXT.fullmatch(formula):
        return found[1].replace('""', '"')
    return None
