"""Shifts of a roster with the days across and the hours at the left."""

from __future__ import annotations

from danhba.duty.cells import NOBODY, ends, merged_above, stands
from danhba.duty.days import Period, bare, days_of
from danhba.duty.roster import Found, Shift
from danhba.duty.times import spans_of
from danhba.model.grid import Cell, cell_text
from schemas.forms.roster import TITLE_OK


def shifts_across(found: Found, period: Period, around: bool) -> list[Shift]:
    """Return the shifts of a sheet with days across. around: its words say that it is the whole day."""
    grid = found.grid
    head = grid.rows[found.head]
    left = min(found.across)
    above = merged_above(grid)
    out: list[Shift] = []
    timed = False
    unit_before: tuple[Cell, int, int] | None = None
    unclear: list[Shift] = []  # without hours
    for r in range(found.head + 1, len(grid.rows)):
        row = grid.rows[r]
        if ends(row):
            break
        label: list[tuple[int, int]] | None = None
        for c in range(left):
            value = row[c] if c < len(row) else None
            if value is None and (up := above.get((r, c))) is not None and up[0] > found.head:
                value = grid.rows[up[0]][up[1]]
            if c == found.columns.get("unit") and value is not None and cell_text(value).strip():
                unit_before = (value, r, c)
            elif label is None and (told := spans_of(value)) is not None:
                label = told
        for c in found.across:
            value = row[c] if c < len(row) else None
            if value is None and (up := above.get((r, c))) is not None and up[0] > found.head:
                value = grid.rows[up[0]][up[1]]
            if value is None or NOBODY.fullmatch(bare(value)):
                continue
            own = spans_of(value)
            hours = own or label
            timed = timed or hours is not None
            days = days_of(head[c], period)
            unit = unit_before or (None, 0, 0)
            shift = Shift(
                None if days is None else [d.toordinal() for d in days],
                hours or [(0, 1440)],
                found.address(found.head, c),
                found.address(r, c),
                "" if days is not None else stands(head[c]),
                unit[0],
                found.address(unit[1], unit[2]) if unit_before else "",
            )
            (out if hours is not None else unclear).append(shift)
    if not timed and unclear:
        if not around:
            found.doubts.append(
                (
                    found.address(found.head, max(left - 1, 0)),
                    "bảng không ghi giờ trực, có thể là trực cả ngày đêm hoặc chỉ trong giờ hành chính",
                    f"Ghi giờ ở cột bên trái, ví dụ: 7h00 - 17h00; hoặc ghi ở tiêu đề: {TITLE_OK}.",
                )
            )
            return []
        return unclear
    return out  # a line without hours beside lines with: who leads, who stands by
