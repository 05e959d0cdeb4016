"""A column of numbers that may have slipped: a number without a name at one end of a block, a name without a number
before it or behind it. What lies between may be one line off, and looks sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from danhba.locate.phone_like import holds_a_number
from danhba.model.grid import cell_text
from danhba.model.table import TableRow
from danhba.vietnamese.text import one_line

WHY = "cột số có thể đã bị lệch dòng so với cột tên: đầu này có tên mà không có số, đầu kia có số mà không có tên"


def slipped(rows: Sequence[TableRow], names_unit: Callable[[str], bool]) -> dict[int, str]:
    """Return (row number → both readings) of the lines between a name without a number and a number without a name at
    the end of their block, or between such a number at its begin and such a name.

    A block is lines right below each other. names_unit: tells whether the name of a heading that bears a number may be
    a unit's, whose number that is.
    """
    out: dict[int, str] = {}
    if all(row.phones and row.name is not None for row in rows):
        return out  # most tables: nothing is missing
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end].row == rows[end - 1].row + 1 and not _parts(rows[end]):
            end += 1
        block = rows[at:end]
        at = end
        if len(block) < 3:
            continue
        kinds = [_kind(row) for row in block]
        if _is_heading(block, names_unit):
            kinds[0] = "number"
        if "name" not in kinds or "number" not in kinds:
            continue
        first, last = kinds.index("name"), len(kinds) - 1 - kinds[::-1].index("name")
        if kinds[-1] == "number" and "both" in kinds[first:]:
            out |= _readings(block[first:], -1)
        elif kinds[0] == "number" and "both" in kinds[: last + 1]:
            out |= _readings(block[: last + 1], 1)
    return out


def _readings(block: Sequence[TableRow], step: int) -> dict[int, str]:
    """Say of each line whose number it may bear. step: -1 where numbers may have slipped down, 1 where up."""
    out: dict[int, str] = {}
    for i, row in enumerate(block):
        name, number = _name(row), _number(row)
        other = block[i - step] if 0 <= i - step < len(block) else None
        moved = _number(other) if other is not None else ""
        if name and moved:
            here = f"số “{number}” cùng dòng" if number else "không có số"
            out[row.row] = f"“{name}” {here}, hoặc số “{moved}” ở dòng {'dưới' if step < 0 else 'trên'}"
        elif number:
            before = block[i + step] if 0 <= i + step < len(block) else None
            of = f" hoặc là số của “{_name(before)}”" if before is not None and _name(before) else ""
            out[row.row] = f"số “{number}” là của “{name}”{of}" if name else f"số “{number}” không rõ của ai{of}"
    return out


def _is_heading(block: Sequence[TableRow], names_unit: Callable[[str], bool]) -> bool:
    """Tell whether the first line of a block heads the others and bears a number that no unit of its name explains."""
    first = block[0]
    if not (first.labelled and first.phones) or any(row.labelled for row in block[1:]):
        return False
    return not names_unit(_name(first))


def _parts(row: TableRow) -> bool:
    """Tell whether a line begins a new block: a heading."""
    return row.labelled or (row.maybe_heading and not row.phones)


def _kind(row: TableRow) -> str:
    """Return what a line holds: both, name, number or nothing ('')."""
    named = bool(_name(row)) or bool(row.names)
    return ("both" if named else "number") if _number(row) else "name" if named and not row.phones else ""


def _name(row: TableRow) -> str:
    return one_line(cell_text(row.name)) if row.name is not None else ""


def _number(row: TableRow) -> str:
    return next((one_line(cell_text(p)) for p in row.phones if holds_a_number(p)), "")
