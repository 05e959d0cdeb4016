"""The shifts of a sheet: a row a shift, days across with the hours at the left, or days down with the hours across. A
week a sheet is any of them, once more.

Persons' names are looked at only to see whether somebody stands there. Pure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from danhba.duty.dated import dated_span, says_days_and_hours
from danhba.duty.days import Period, bare, days_of, looks_like_a_day, period_of, says_a_date
from danhba.duty.times import says_whole_day, spans_of, time_of
from danhba.model.grid import Cell, Grid, address, cell_text
from danhba.vietnamese.persons import names_a_person
from danhba.vietnamese.text import one_line, visible
from schemas.forms.official import OFFICIAL_LINES
from schemas.forms.roster import ABOUT, ANOTHER_DUTY, FORWARDED, HOTLINE, LAST_DAY, ON_DUTY, ROSTER_FORM, TITLE_OK

_TOP = 30  # lines among which the heads stand
# dates, numbers of days, hours, side by side at least
_DAYS_ACROSS, _NUMBERS_ACROSS, _HOURS_ACROSS = 2, 4, 2
_MOST_DAYS = 400  # of one line
_SHOWN = 40  # letters of a cell that a message shows
_WORDS = [(c.field, re.compile(p)) for c in ROSTER_FORM.columns for p, _ in c.words]
_ABOUT, _ON_DUTY, _FORWARDED = re.compile(ABOUT), re.compile(ON_DUTY), re.compile(FORWARDED)
_ANOTHER, _HOTLINE, _LAST_DAY = re.compile(ANOTHER_DUTY), re.compile(HOTLINE), re.compile(LAST_DAY)
_PLACE, _FOOTER = re.compile(OFFICIAL_LINES.place_and_date), re.compile(OFFICIAL_LINES.footer)
_NOBODY = re.compile(r"[\s\-–—.…_/*]*|nghi|khong|trong|0")


@dataclass(slots=True)
class Shift:
    """One shift: its days and hours (minutes from midnight), and the cells that say them. days, spans: None where the
    cell is not understood; stands: what it says, as far as it may be told."""

    days: list[int] | None  # ordinals
    spans: list[tuple[int, int]] | None
    day_cell: str
    cell: str
    stands: str = ""
    unit: Cell = None
    unit_cell: str = ""
    number: Cell = None
    number_cell: str = ""
    forwarded: bool = False


@dataclass(slots=True)
class Found:
    """A roster's sheet. across: the columns of days, none for a row a shift; hours: the columns whose head says hours,
    with them, for a row a day; columns: others by field; doubts: (cell, what is in doubt, what to do)."""

    grid: Grid
    head: int
    last: int
    columns: dict[str, int]
    across: list[int] = field(default_factory=list[int])
    hours: dict[int, list[tuple[int, int]]] = field(default_factory=dict[int, list[tuple[int, int]]])
    titles: list[str] = field(default_factory=list[str])
    doubts: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])

    @property
    def period(self) -> Period:
        """What its titles and its name say of its time."""
        own = period_of(self.titles)
        return own if own.first else period_of([self.grid.name]) if not own.doubtful and not own.year else own

    def address(self, r: int, c: int) -> str:
        """Return a cell's address."""
        return address(self.grid.top + r, self.grid.left + c)


@lru_cache(maxsize=8192)
def _field(text: str) -> str:
    told = bare(text).strip(" .:;*()")
    if not told or len(told) > 60:
        return ""
    return next((name for name, words in _WORDS if words.search(told)), "")


@lru_cache(maxsize=8192)
def _is_about(text: str) -> bool:
    return _ABOUT.search(bare(text)) is not None


def find_roster(grid: Grid, around: Sequence[str] = ()) -> Found | None:
    """Return where a sheet's roster stands, None where it is none, or another kind of duty's. around: what the file
    says outside its tables, its name among it."""
    found = _find(grid, any(map(_is_about, around)))
    if found is None:
        return None
    said = [bare(t) for t in (*found.titles, grid.name, *around)]
    return None if any(map(_ANOTHER.search, said)) and not any(map(_HOTLINE.search, said)) else found


def _find(grid: Grid, told: bool) -> Found | None:
    titles: list[str] = []
    about = told or _is_about(grid.name)
    for r, row in enumerate(grid.rows[:_TOP]):
        texts = {c: v for c, v in enumerate(row) if isinstance(v, str) and v.strip()}
        columns: dict[str, int] = {}
        for c, text in texts.items():
            if not looks_like_a_day(text) and (name := _field(text)) and name not in columns:
                columns[name] = c
        if {"unit", "number"} <= columns.keys() and not {"day", "shift"} & columns.keys():
            return None  # a list of units and their numbers
        across = [c for c, v in enumerate(row) if looks_like_a_day(v) and _field(cell_text(v)) != "number"]
        least = _DAYS_ACROSS
        if not across:
            across, least = [c for c, v in enumerate(row) if _day_number(v)], _NUMBERS_ACROSS
        on_duty = any(_ON_DUTY.search(bare(t)) for t in texts.values() if len(t) < 60)
        if len(across) >= least and (about or (on_duty and _labels(grid, r, min(across)))):
            if _over_dates(row, grid.rows[r + 1] if r + 1 < len(grid.rows) else [], across):
                continue  # days of the week over their dates
            left = {n: c for n, c in columns.items() if c < min(across) and n in ("stt", "unit")}
            return Found(grid, r, r, left, sorted(across), titles=titles)
        last = r
        below = grid.rows[r + 1] if r + 1 < len(grid.rows) else []
        for c, v in enumerate(below):  # "Thời gian" over "Từ" and "Đến"
            if isinstance(v, str) and (name := _field(v)) in ("from", "to") and name not in columns:
                columns[name], last = c, r + 1
        if last > r:
            columns.pop("shift", None)
        if "day" in columns and (about or on_duty):
            day = columns["day"]
            under = [] if day < len(below) and looks_like_a_day(below[day]) else below  # else a line of shifts
            own, next_to = (
                {c: s for c, v in enumerate(line) if (s := spans_of(v)) is not None} for line in (row, under)
            )
            if len(hours := own if len(own) >= len(next_to) else next_to) >= _HOURS_ACROSS and min(hours) > day:
                return Found(grid, r, r if hours is own else r + 1, columns, hours=hours, titles=titles)
        if "shift" in columns and "day" not in columns and (about or on_duty) and _dated(grid, r, columns["shift"]):
            return Found(grid, r, r, {**columns, "day": columns["shift"]}, titles=titles)
        if "day" in columns and (until := next((c for c, t in texts.items() if _LAST_DAY.match(bare(t))), -1)) >= 0:
            columns["last_day"] = until
        timed = {"from", "to"} <= columns.keys() or "shift" in columns
        if timed and "day" not in columns and (about or on_duty) and _day_headings(grid, last):
            return Found(grid, r, last, columns, titles=titles)
        # Under a title that says what it is, days and who: hours may stand in the title, or are asked for.
        titled = about and not {"unit", "number"} <= columns.keys()
        if "day" in columns and len(texts) >= 2 and (timed or on_duty or titled) and (about or on_duty):
            return Found(grid, r, last, columns, titles=titles)
        titles.extend(texts.values())
        about = about or any(map(_is_about, texts.values()))
    return None


def _day_number(value: Cell) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return float(value).is_integer() and 1 <= value <= 31
    return isinstance(value, str) and re.fullmatch(r"\s*(?:0?[1-9]|[12]\d|3[01])\s*", value) is not None


def _over_dates(row: Sequence[Cell], below: Sequence[Cell], across: Sequence[int]) -> bool:
    """Tell whether a line of days says no date, and the one below it does in each of the columns."""
    if any(says_a_date(row[c]) or _day_number(row[c]) for c in across):
        return False
    return all(c < len(below) and (says_a_date(below[c]) or _day_number(below[c])) for c in across)


def _day_headings(grid: Grid, head: int) -> bool:
    """Tell whether days stand alone on lines of their own below, over the shifts of each."""
    return any(_heads_a_day(row) for row in grid.rows[head + 1 : head + 3])


def _heads_a_day(row: Sequence[Cell]) -> bool:
    return _filled(row) == 1 and any(looks_like_a_day(v) for v in row)


def _dated(grid: Grid, head: int, column: int) -> bool:
    """Tell whether days and hours stand in one column in the lines below."""
    lines = grid.rows[head + 1 : head + 12]
    return any(column < len(line) and says_days_and_hours(line[column]) for line in lines)


def _labels(grid: Grid, head: int, left: int) -> bool:
    """Tell whether hours stand at the left of several lines below."""
    lines = [row[:left] for row in grid.rows[head + 1 : head + 12]]
    return sum(any(spans_of(v) for v in line) for line in lines) >= 2


def shifts_of(found: Found, period: Period, above: Sequence[str] = ()) -> list[Shift]:
    """Return the shifts of a sheet; what is in doubt goes into found.doubts. period: that of its titles or the file's;
    above: the file's titles."""
    heads = [v for row in found.grid.rows[found.head : found.last + 1] for v in row if isinstance(v, str)]
    around = any(says_whole_day(t) for t in (*found.titles, *heads, *above, found.grid.name))
    forwarded = any(_FORWARDED.search(bare(t)) for t in found.titles)
    return _across(found, period, around) if found.across else _rows(found, period, around, forwarded)


def _ends(row: Sequence[Cell]) -> bool:
    filled = [v for v in row if v is not None and cell_text(v).strip()]
    texts = [bare(v) for v in filled if isinstance(v, str)]
    return len(texts) == len(filled) <= 2 and any(_PLACE.fullmatch(t) or _FOOTER.fullmatch(t) for t in texts)


def _filled(row: Sequence[Cell]) -> int:
    return sum(v is not None and cell_text(v).strip() != "" for v in row)


def _above(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return, for cells that a merged range covers downwards, where its value stands."""
    out: dict[tuple[int, int], tuple[int, int]] = {}
    for r1, c1, r2, c2 in grid.merges:
        if r2 > r1 and r2 - r1 < 2000 and c2 - c1 < 4:
            for r in range(r1 + 1, r2 + 1):
                out[r - grid.top, c1 - grid.left] = (r1 - grid.top, c1 - grid.left)
    return out


def _at(grid: Grid, above: dict[tuple[int, int], tuple[int, int]], r: int, c: int, head: int) -> tuple[Cell, int, int]:
    """Return the value of a cell below the heads, a merged range's where one covers it, and where that stands."""
    row = grid.rows[r]
    value = row[c] if 0 <= c < len(row) else None
    if value is None and (up := above.get((r, c))) is not None and up[0] > head:
        return grid.rows[up[0]][up[1]], up[0], up[1]
    return value, r, c


def _is_somebody(value: Cell) -> bool:
    return value is not None and _NOBODY.fullmatch(bare(value)) is None


def _stands(value: Cell) -> str:
    """Say what stands in a cell, as far as it names nobody."""
    text = one_line(cell_text(value)) if value is not None else ""
    if not text.strip():
        return "để trống"
    return "ghi chữ khác" if len(text) > _SHOWN or names_a_person(visible(text)) else f"ghi “{text}”"


def _rows(found: Found, period: Period, around: bool, forwarded: bool) -> list[Shift]:
    grid, columns = found.grid, found.columns
    above = _above(grid)

    def at(r: int, name: str) -> tuple[Cell, int, int]:
        return _at(grid, above, r, columns.get(name, -1), found.last)

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
        if _ends(row) and not (_filled(row) > 1 and days_of(day[0], period)):
            break
        if unit[0] is not None and cell_text(unit[0]).strip():
            unit_before = unit
        if found.hours:
            out.extend(_by_the_hours(found, r, day, unit_before or unit, period, forwarded))
            continue
        if "day" not in columns and _heads_a_day(row):
            c = next(c for c, v in enumerate(row) if looks_like_a_day(v))
            day_before = (row[c], r, c)
            continue
        hours, where = _hours(found, r, at, around and not timed)
        if (told := dated_span(day[0], period) or dated_span(where[0], period)) is not None:
            day, hours = (dt.date.fromordinal(told[0]), day[1], day[2]), [told[1:]]
        blank = day[0] is None or not cell_text(day[0]).strip()
        if blank and hours is None and _stands(where[0]) == "để trống":
            continue  # somebody else on the same shift, a remark
        if blank and day_before is not None:
            day = day_before
        elif _filled(row) < 2:
            continue  # a heading over the width
        day_before = day
        days = days_of(day[0], period)
        if days and "last_day" in columns:
            until = days_of(at(r, "last_day")[0], period)
            length = (until[0] - days[0]).days if until else -1
            days = [days[0] + dt.timedelta(n) for n in range(length + 1)] if 0 <= length <= _MOST_DAYS else None
        if who and not any(_is_somebody(_at(grid, above, r, c, found.last)[0]) for c in who):
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
                "" if days is not None and hours is not None else _stands(bad[0]),
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
            "" if days is not None else _stands(day[0]),
            unit[0],
            found.address(unit[1], unit[2]) if "unit" in found.columns else "",
            forwarded=forwarded,
        )
        for c, spans in found.hours.items()
        if c < len(row) and row[c] is not None and not _NOBODY.fullmatch(bare(row[c]))
    ]
    return told if days is not None else told[:1]  # a day that is not understood is told once


def _hours(found: Found, r: int, at, whole: bool) -> tuple[list[tuple[int, int]] | None, tuple[Cell, int, int]]:  # type: ignore[no-untyped-def]
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


def _across(found: Found, period: Period, around: bool) -> list[Shift]:
    grid = found.grid
    head = grid.rows[found.head]
    left = min(found.across)
    above = _above(grid)
    out: list[Shift] = []
    timed = False
    unit_before: tuple[Cell, int, int] | None = None
    filled: list[Shift] = []
    for r in range(found.head + 1, len(grid.rows)):
        row = grid.rows[r]
        if _ends(row):
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
            if value is None or _NOBODY.fullmatch(bare(value)):
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
                "" if days is not None else _stands(head[c]),
                unit[0],
                found.address(unit[1], unit[2]) if unit_before else "",
            )
            (out if hours is not None else filled).append(shift)
    if not timed and filled:
        if not around:
            found.doubts.append(
                (
                    found.address(found.head, max(left - 1, 0)),
                    "bảng không ghi giờ trực, có thể là trực cả ngày đêm hoặc chỉ trong giờ hành chính",
                    f"Ghi giờ ở cột bên trái, ví dụ: 7h00 - 17h00; hoặc ghi ở tiêu đề: {TITLE_OK}.",
                )
            )
            return []
        return filled
    return out  # a line without hours beside lines with: who leads, who stands by
