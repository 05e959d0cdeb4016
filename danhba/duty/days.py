"""Days as rosters write them: dates, weekdays with a day, stretches of days, the period of a title. Pure.

A day without a year takes it from the title's period; one that its weekday speaks against is none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from danhba.model.grid import Cell, cell_text
from danhba.vietnamese.text import fold, visible

DATE = (  # folded text: groups day, month, year
    r"(3[01]|[12]\d|0?[1-9])(?:\s*[/.\-]\s*|\s+thang\s+)(1[0-2]|0?[1-9])(?!\d)"
    r"(?:(?:\s*[/.\-]\s*|\s+nam\s+)(20\d\d|\d\d(?!\d)))?"
)
_DAY = re.compile(rf"(?<!\d){DATE}(?![\d/])", re.ASCII)
_TO = r"\s*(?:-|–|—|den|toi)\s*(?:het\s+)?(?:thu \w+,?\s*)?(?:ngay\s+)?"
_STRETCH = re.compile(rf"(?<!\d){DATE}{_TO}{DATE}(?![\d/])", re.ASCII)
_SHORT = re.compile(rf"(?<![\d/])(\d{{1,2}}){_TO}{DATE}(?![\d/])", re.ASCII)
_MONTH = re.compile(r"thang\s*(1[0-2]|0?[1-9])\s*(?:[/.\-]|nam)\s*(20\d\d)\b", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(20[2-4]\d)(?!\d)")
_WEEKDAY = re.compile(r"\b(?:thu\s*(2|3|4|5|6|7|hai|ba|tu|nam|sau|bay)|(chu nhat|cn)|t([2-7]))\b")
_NUMBER = {"2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4, "7": 5, "bay": 5}
_AROUND_THE_CLOCK = re.compile(r"24\s*/\s*(?:24|7)(?!\s*/)")
_MOST = 400  # days of one stretch
_SIGNED = re.compile(r"^.{0,60}\bngay\b[\s.…_\d]{0,14}\bthang\b[\s.…_\d]{0,14}\bnam\b.*$")


@dataclass(frozen=True, slots=True)
class Period:
    """What titles say of the time that a roster is of. first, last: None where they do not; year: 0 unknown."""

    first: dt.date | None = None
    last: dt.date | None = None
    year: int = 0
    doubtful: bool = False  # they name several


def bare(value: Cell) -> str:
    """Return a cell's text folded on one line."""
    return _bare(value if isinstance(value, str) else cell_text(value))


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    return " ".join(fold(visible(text)).split())


def period_of(titles: Iterable[str]) -> Period:
    """Return the period that titles speak of; a stretch of days before a whole month. The place and date of a
    signature say nothing."""
    texts = [
        t for t in (bare(title) for title in titles) if len(t) < 300 and (not _SIGNED.match(t) or _STRETCH.search(t))
    ]
    years = {int(y) for t in texts for y in _YEAR.findall(t)}
    year = years.pop() if len(years) == 1 else 0
    stretches = {s for t in texts if (s := _stretch(t, year)) is not None}
    if not stretches:
        months = {(int(y), int(m)) for t in texts for m, y in _MONTH.findall(t)}
        stretches = {(dt.date(y, m, 1), dt.date(y, m, calendar.monthrange(y, m)[1])) for y, m in months}
    if len(stretches) == 1:
        first, last = stretches.pop()
        return Period(first, last, last.year)
    return Period(year=year, doubtful=len(stretches) > 1)


def _stretch(text: str, year: int) -> tuple[dt.date, dt.date] | None:
    if found := _STRETCH.search(text):
        d1, m1, y1, d2, m2, y2 = found.groups()
        last_year = _year(y2) or year or _year(y1)
        last = _date(last_year, int(m2), int(d2))
        first = _date(_year(y1) or (last_year - (int(m1) > int(m2))), int(m1), int(d1))
    elif found := _SHORT.search(text):
        d1, d2, m2, y2 = found.groups()
        last = _date(_year(y2) or year, int(m2), int(d2))
        first = _date(_year(y2) or year, int(m2), int(d1))
    else:
        return None
    return (first, last) if first and last and 0 <= (last - first).days <= _MOST else None


def _year(text: str | None) -> int:
    return 0 if not text else int(text) if len(text) == 4 else 2000 + int(text)


def date_of(found: tuple[str, str, str | None], year: int) -> dt.date | None:
    """Return the day that DATE's groups say, in a year where they say none; None where there is no such day."""
    day, month, said = found
    return _date(_year(said) or year, int(month), int(day))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year else None
    except ValueError:
        return None


def days_of(value: Cell, period: Period) -> list[dt.date] | None:
    """Return the days that a cell names, None where it names none for certain."""
    if isinstance(value, dt.datetime):
        return [value.date()]
    if isinstance(value, dt.date):
        return [value]
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _of_month(int(value), period) if float(value).is_integer() else None
    text = bare(value)
    if len(text) > 80:
        return None
    if (stretch := _stretch(text, period.year)) is not None:
        first, last = stretch
        return [first + dt.timedelta(n) for n in range((last - first).days + 1)]
    weekday = _weekday(text)
    found = _DAY.findall(text)
    if len(found) == 1:
        day, month, year = found[0]
        date = _date(_year(year) or period.year, int(month), int(day))
        return [date] if date and weekday in (-1, date.weekday()) else None
    if found:
        return None
    alone = re.fullmatch(r"(?:ngay\s*)?(\d{1,2})", text)
    if alone:
        return _of_month(int(alone[1]), period)
    if weekday >= 0 and period.first and period.last and (period.last - period.first).days < 7:
        week = [period.first + dt.timedelta(n) for n in range((period.last - period.first).days + 1)]
        return [d for d in week if d.weekday() == weekday] or None
    return None


def looks_like_a_day(value: Cell) -> bool:
    """Tell whether a cell stands for a day, whether or not it can be understood."""
    if isinstance(value, str):
        return len(value) < 60 and _says_a_day(value)
    return isinstance(value, dt.date)  # a datetime is one


@lru_cache(maxsize=8192)
def _says_a_day(text: str) -> bool:
    told = _AROUND_THE_CLOCK.sub(" ", bare(text))
    return _DAY.search(told) is not None or _weekday(told) >= 0


def says_a_date(value: Cell) -> bool:
    """Tell whether a cell says a day by its date, and not by the day of the week alone."""
    if isinstance(value, dt.datetime | dt.date):
        return True
    return isinstance(value, str) and len(value) < 60 and _DAY.search(bare(value)) is not None


def _weekday(text: str) -> int:
    found = _WEEKDAY.findall(text)
    if len(found) != 1:
        return -1
    word, sunday, short = found[0]
    return 6 if sunday else _NUMBER[word or short]


def _of_month(day: int, period: Period) -> list[dt.date] | None:
    if (
        period.first is None
        or period.last is None
        or (period.first.year, period.first.month)
        != (
            period.last.year,
            period.last.month,
        )
    ):
        return None
    date = _date(period.first.year, period.first.month, day)
    return [date] if date else None
