"""Where a roster stands in a sheet: under its title, days across, days down with hours across, or a row a shift."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from danhba.duty.cells import heads_a_day
from danhba.duty.dated import says_days_and_hours
from danhba.duty.days import bare, looks_like_a_day, says_a_date
from danhba.duty.roster import Found
from danhba.duty.times import spans_of
from danhba.model.grid import Cell, Grid, cell_text
from schemas.forms.roster import ABOUT, ANOTHER_DUTY, HOTLINE, LAST_DAY, ON_DUTY, ROSTER_FORM

_A_DAY = re.compile(r"\s*(?:0?[1-9]|[12]\d|3[01])\s*")
_TOP = 30  # lines among which the heads stand
# dates, numbers of days, hours, side by side at least
_DAYS_ACROSS, _NUMBERS_ACROSS, _HOURS_ACROSS = 2, 4, 2
_WORDS = [(c.field, re.compile(p)) for c in ROSTER_FORM.columns for p, _ in c.words]
_ABOUT, _ON_DUTY = re.compile(ABOUT), re.compile(ON_DUTY)
_ANOTHER, _HOTLINE, _LAST_DAY = re.compile(ANOTHER_DUTY), re.compile(HOTLINE), re.compile(LAST_DAY)


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
        on_duty = any(map(_is_on_duty, texts.values()))
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


@lru_cache(maxsize=8192)
def _field(text: str) -> str:
    told = bare(text).strip(" .:;*()")
    if not told or len(told) > 60:
        return ""
    return next((name for name, words in _WORDS if words.search(told)), "")


@lru_cache(maxsize=8192)
def _is_about(text: str) -> bool:
    return _ABOUT.search(bare(text)) is not None


@lru_cache(maxsize=8192)
def _is_on_duty(text: str) -> bool:
    return len(text) < 60 and _ON_DUTY.search(bare(text)) is not None


def _day_number(value: Cell) -> bool:
    if value is None or isinstance(value, bool):
        return False
    if isinstance(value, str):
        return _A_DAY.fullmatch(value) is not None
    return isinstance(value, (int, float)) and float(value).is_integer() and 1 <= value <= 31


def _over_dates(row: Sequence[Cell], below: Sequence[Cell], across: Sequence[int]) -> bool:
    """Tell whether a line of days says no date, and the one below it does in each of the columns."""
    if any(says_a_date(row[c]) or _day_number(row[c]) for c in across):
        return False
    return all(c < len(below) and (says_a_date(below[c]) or _day_number(below[c])) for c in across)


def _day_headings(grid: Grid, head: int) -> bool:
    """Tell whether days stand alone on lines of their own below, over the shifts of each."""
    return any(heads_a_day(row) for row in grid.rows[head + 1 : head + 3])


def _dated(grid: Grid, head: int, column: int) -> bool:
    """Tell whether days and hours stand in one column in the lines below."""
    lines = grid.rows[head + 1 : head + 12]
    return any(column < len(line) and says_days_and_hours(line[column]) for line in lines)


def _labels(grid: Grid, head: int, left: int) -> bool:
    """Tell whether hours stand at the left of several lines below."""
    lines = [row[:left] for row in grid.rows[head + 1 : head + 12]]
    return sum(any(spans_of(v) for v in line) for line in lines) >= 2
