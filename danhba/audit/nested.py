"""Below which line does a counted or dashed line stand: 2.1 below 2; “- Xã Tân Mỹ” below the counted line above?"""

from __future__ import annotations

import re

from danhba.audit.sheet import Sheet
from danhba.audit.tiers import Tiers
from danhba.audit.unit_names import UnitNames
from danhba.model.grid import cell_text

_COUNT = re.compile(r"(\d{1,2})\.(\d{1,2})\.?")
_DASH = re.compile(r"\s*[-+*\u2022\u2013\u00b7]\s*[^\W\d_]")
_MOST = 60  # lines below one district


def districts_above(sheet: Sheet, row: int, names: UnitNames, tiers: Tiers) -> frozenset[str]:
    """Return the districts named by the line that a line stands below, by its number or its dash; none where the lines
    between do not count on, or that line names no single district."""
    first = _first(sheet, row)
    found = _COUNT.fullmatch(first)
    if found is not None:
        head, due = found[1], int(found[2])
        if due == 1 and _first(sheet, row - 1) == f"{head}.9":
            due = 10  # as a spreadsheet shows 1.10
        for at in range(row - 1, max(-1, row - _MOST), -1):
            due -= 1
            above = _first(sheet, at)
            if not due:
                return _named(sheet, at, names, tiers) if above.rstrip(".") == head else frozenset()
            between = _COUNT.fullmatch(above)
            if between is None or between[1] != head or int(between[2]) not in (due, due / 10):
                return frozenset()
    elif _DASH.match(first):
        for at in range(row - 1, max(-1, row - _MOST), -1):
            above = _first(sheet, at)
            if not _DASH.match(above):
                return _named(sheet, at, names, tiers) if above.rstrip(".").isdigit() else frozenset()
    return frozenset()


def _first(sheet: Sheet, row: int) -> str:
    filled = sheet.filled(row)
    return cell_text(filled[0]).strip() if filled else ""


def _named(sheet: Sheet, row: int, names: UnitNames, tiers: Tiers) -> frozenset[str]:
    said = [text for _, text in sheet.line(row)]
    places = [codes for text in said for codes in (*names.named(text), names.whole(text)) if codes]
    return places[0] if len({*places}) == 1 and tiers.districts.issuperset(places[0]) else frozenset()
