"""The machine mark: a hidden sheet that names the sender of a pre-filled form or a marked copy, signed for one unit and
one campaign.

Who reads a file needs no key: it is given what tells genuine marks (`Marks`), from which none can be made. A mark that
is not genuine is evidence of nothing. A genuine one in another unit's sheet is one kind of evidence against another:
nobody is assumed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from danhba.model.grid import Grid
from danhba.model.signature import sign
from danhba.registry import Registry

SHEET, WORD = "danhba", "danhba-form"
_VERSION = "m1-"
# What stands in the sheet after the word: unit, province, campaign, signature.
Mark = tuple[str, str, str, str]


def campaign_of(letter: str) -> str:
    """Return a short name of the campaign: of the letter that asks for the form."""
    return hashlib.sha256(letter.encode()).hexdigest()[:12]


def mark_of(key: bytes, registry: Registry, unit_code: str, letter: str | None = None) -> Mark:
    """Return the mark of a unit's form. key: the installation's; letter: of another campaign than the registry's."""
    campaign = campaign_of(registry.letter if letter is None else letter)
    signature = _VERSION + sign(key, "mark", (registry.id, campaign, unit_code))[:40]
    return unit_code, registry.id, campaign, signature


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells the genuine marks of a registry's units from others. name: another one for another key."""

    genuine: frozenset[bytes]
    name: str

    def has(self, mark: Mark) -> bool:
        """Tell whether a mark was made here for this campaign."""
        return _trace(mark) in self.genuine


def marks_of(key: bytes, registry: Registry) -> Marks:
    """Return what tells genuine marks, for readers who must not be able to make any."""
    letters = (registry.letter, *registry.earlier)  # a form of an earlier campaign is the unit's own all the same
    traces = frozenset(
        _trace(mark_of(key, registry, unit.code, letter)) for unit in registry.units for letter in letters
    )
    return Marks(traces, sign(key, "marks", ())[:16])


def _trace(mark: Mark) -> bytes:
    return hashlib.sha256("\n".join(mark).encode("utf-8", "replace")).digest()[:16]


def write_mark(book: Any, mark: Mark) -> None:
    """Put a mark into an openpyxl workbook."""
    sheet = book.create_sheet(SHEET)
    sheet.append([WORD, *mark])
    sheet.sheet_state = "veryHidden"


@dataclass(frozen=True, slots=True)
class MarkFound:
    """What a workbook's mark says. unit_code: only of a genuine one; code: of the finding about any other, with its
    detail."""

    unit_code: str = ""
    code: str = ""
    detail: str = ""


def read_mark(grids: Sequence[Grid], registry: Registry, marks: Marks | None) -> MarkFound:
    """Return what the mark among grids says; marks is None where the installation's key is not at hand."""
    for grid in grids:
        if not _is_mark(grid):
            continue
        cells = [_text(v) for v in grid.rows[0][1:5]]
        unit_code, province, campaign, signature = (*cells, "", "", "", "")[:4]
        claimed = registry.full_name(unit_code)[:80] if unit_code else "không đơn vị nào"
        if marks is None:
            return MarkFound(code="mark_not_checked", detail=f"ghi {claimed}")
        if marks.has((unit_code, province, campaign, signature)):
            return MarkFound(unit_code)
        why = "không có chữ ký"
        if signature:
            ours = (province, campaign) == (registry.id, campaign_of(registry.letter))
            why = "chữ ký không đúng" if ours else "của nơi khác hoặc đợt khác"
        return MarkFound(code="mark_forged", detail=f"ghi {claimed}, {why}")
    return MarkFound()


def without_mark(grids: Sequence[Grid]) -> list[Grid]:
    """Return the grids that hold data: a mark is one line, and what stands below one is read."""
    return [g for g in grids if not _is_mark(g) or any(v is not None for row in g.rows[1:] for v in row)]


def _is_mark(grid: Grid) -> bool:
    return bool(grid.name == SHEET and grid.rows and grid.rows[0] and grid.rows[0][0] == WORD)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
