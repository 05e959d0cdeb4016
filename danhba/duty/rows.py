"""Shifts of a roster with a row a shift, or a row a day and the hours across."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from danhba.duty.cells import NOBODY, cell_at, ends, filled, heads_a_day, is_somebody, merged_above, stands
from danhba.duty.dated import dated_span
from danhba.duty.days import Period, bare, days_of, looks_like_a_day
from danhba.duty.roster import Found, Shift
from danhba.duty.times import spans_of, time_of
from danhba.model.grid import Cell, cell_text
from schemas.forms.roster import FORWARDED, TITLE_OK

_MOST_DAYS = 400  # of one line
_FORWARDED = re.compile(FORWARDED)


def shifts_by_row(found: Found, period: Period, around: bool, forwarded: bool) -> list[Shift]:
    """Return the shifts of a sheet whose lines are shifts or days. around: its words say that it is the whole day;
    forwarded: its title says that calls are."""
    grid, columns = found.grid, found.columns
    above = merged_above(grid)

    def at(r: int, name: str) -> tuple[Cell, int, int]:
        return cell_at(grid, above, r, columns.get(name, -1), found.last)

    timed = {"from", "to"} <= columns.keys() or "shift" in columns or bool(found.hours)
    if not timed and not around:
        found.doubts.append(
            (
                found.address(found.head, columns.get("day", 0)),
                "bảng không có cột giờ trực, có thể là trực cả ngày đêm hoặc chỉ trong giờ hành chính",
                f"Thêm cột GIỜ TRỰC, hoặc ghi ở tiêu đề, ví dụ: {TITLE_OK}.",
            )
        )
        return []
    who = _who(found)
    out: list[Shift] = []
    day_before: tuple[Cell, int, int] | None = None
    unit_before: tuple[Cell, int, int] | None = None
    for r in range(found.last + 1, len(grid.rows)):
        row = grid.rows[r]
        if not any(v is not None and cell_text(v).strip() for v in row):
            continue
        day, unit = at(r, "day"), at(r, "unit")
        if ends(row) and not (filled(row) > 1 and days_of(day[0], period)):
            break
        if unit[0] is not None and cell_text(unit[0]).strip():
            unit_before = unit
        if found.hours:
            out.extend(_by_the_hours(found, r, day, unit_before or unit, period, forwarded))
            continue
        if "day" not in columns and heads_a_day(row):
            c = next(c for c, v in enumerate(row) if looks_like_a_day(v))
            day_before = (row[c], r, c)
            continue
        hours, where = _hours(found, r, at, around and not timed)
        if (told := dated_span(day[0], period) or dated_span(where[0], period)) is not None:
            day, hours = (dt.date.fromordinal(told[0]), day[1], day[2]), [told[1:]]
        blank = day[0] is None or not cell_text(day[0]).strip()
        if blank and hours is None and stands(where[0]) == "để trống":
            continue  # somebody else on the same shift, a remark
        if blank and day_before is not None:
            day = day_before
        elif filled(row) < 2:
            continue  # a heading over the width
        day_before = day
        days = days_of(day[0], period)
        if days and "last_day" in columns:
            until = days_of(at(r, "last_day")[0], period)
            length = (until[0] - days[0]).days if until else -1
            days = [days[0] + dt.timedelta(n) for n in range(length + 1)] if 0 <= length <= _MOST_DAYS else None
        if who and not any(is_somebody(cell_at(grid, above, r, c, found.last)[0]) for c in who):
            continue  # a shift that nobody is named for, as on a blank form: the gap tells it
        note = " ".join(bare(v) for v in (at(r, "note")[0], at(r, "number")[0]) if v is not None)
        number = at(r, "number")
        bad = day if days is None else where
        out.append(
            Shift(
                None if days is None else [d.toordinal() for d in days],
                hours,
                found.address(day[1], day[2]),
                found.address(where[1], where[2]),
                "" if days is not None and hours is not None else stands(bad[0]),
                (unit_before or unit)[0],
                found.address(*(unit_before or unit)[1:]) if "unit" in columns else "",
                number[0],
                found.address(number[1], number[2]) if "number" in columns else "",
                forwarded or _FORWARDED.search(note) is not None,
            )
        )
    return out


def _who(found: Found) -> list[int]:
    """Return the columns that say who is on duty: all but those that say when, where, and what besides; the number
    where no post is asked for."""
    named = {
        c for name, c in found.columns.items() if name not in ("post", *([] if "post" in found.columns else ["number"]))
    }
    heads = [found.grid.rows[r] for r in range(found.head, found.last + 1)]
    width = max(map(len, heads))
    return [c for c in range(width) if c not in named and any(c < len(h) and cell_text(h[c]).strip() for h in heads)]


def _by_the_hours(
    found: Found, r: int, day: tuple[Cell, int, int], unit: tuple[Cell, int, int], period: Period, forwarded: bool
) -> list[Shift]:
    """Return the shifts of a line that is a day: one in each column of hours where somebody stands."""
    row, days = found.grid.rows[r], days_of(day[0], period)
    if not looks_like_a_day(day[0]) and days is None:
        return []  # a heading, a signature
    told = [
        Shift(
            None if days is None else [d.toordinal() for d in days],
            spans,
            found.address(day[1], day[2]),
            found.address(r, c),
            "" if days is not None else stands(day[0]),
            unit[0],
            found.address(unit[1], unit[2]) if "unit" in found.columns else "",
            forwarded=forwarded,
        )
        for c, spans in found.hours.items()
        if c < len(row) and row[c] is not None and not NOBODY.fullmatch(bare(row[c]))
    ]
    return told if days is not None else told[:1]  # a day that is not understood is told once


def _hours(
    found: Found, r: int, at: Callable[[int, str], tuple[Cell, int, int]], whole: bool
) -> tuple[list[tuple[int, int]] | None, tuple[Cell, int, int]]:
    """Return the hours of a line, and the cell that says them."""
    if whole:
        return [(0, 1440)], at(r, "day")
    if {"from", "to"} <= found.columns.keys():
        start, end = at(r, "from"), at(r, "to")
        first, last = time_of(start[0]), time_of(end[0])
        if first is not None and last is not None:
            return [(first, last if last > first else last + 1440)], start
        if (told := spans_of(start[0])) is not None and (end[0] is None or not cell_text(end[0]).strip()):
            return told, start
        return None, end if first is not None else start
    cell = at(r, "shift")
    return spans_of(cell[0]), cell
