"""Months as offices write them in titles, heads, cells and names of sheets."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from danhba.model.grid import Cell, cell_text
from danhba.vietnamese.text import fold, visible

_MONTH = re.compile(
    r"(?:\bthang|\bky|\bt)\s*[:.]?\s*(?:bao cao\s*)?(1[0-2]|0?[1-9])\s*(?:[/.\-]|nam)\s*(20\d\d)\b", re.ASCII
)
_ALONE = re.compile(r"(?:thang\s*)?(1[0-2]|0?[1-9])\s*[/.\-]\s*(20\d\d)", re.ASCII)
_ISO = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])(?:-\d\d)?", re.ASCII)
_SPAN = re.compile(
    r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](20\d\d))?\s*(?:den|toi|-|–)(?:\s*(?:het\s*)?ngay)?\s*(\d{1,2})[/.\-](\d{1,2})"
    r"[/.\-](20\d\d)",
    re.ASCII,
)
_DAY = re.compile(r"\bngay\b|(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-]20\d\d")


def months_in(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Return the months (yyyy-mm, the text) that titles speak of, each once; a day's date names no month."""
    out: dict[str, str] = {}
    for text in texts:
        for month in _of_text(text):
            out.setdefault(month, text)
    return list(out.items())


def _of_text(text: str) -> list[str]:
    bare = " ".join(fold(visible(text)).split())
    if len(bare) > 300:
        return []
    found = []
    for first_day, first, year, last_day, last, last_year in _SPAN.findall(bare):
        if first == last or int(first) == int(last):
            month = f"{last_year}-{int(last):02d}"
            whole = int(first_day) == 1 and 1 <= int(last) <= 12 and int(last_day) == _days(month)
            if whole and year in ("", last_year):
                found.append(month)
    if found or _DAY.search(bare):
        return found
    return [f"{year}-{int(month):02d}" for month, year in _MONTH.findall(bare)]


def month_of_cell(value: Cell) -> str:
    """Return the month of a cell in a column of months (yyyy-mm), '' for what is none."""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%Y-%m}"
    bare = " ".join(fold(visible(cell_text(value))).split())
    if (found := _ALONE.fullmatch(bare)) or (found := _MONTH.fullmatch(bare)):
        return f"{found[2]}-{int(found[1]):02d}"
    if found := _ISO.fullmatch(bare):
        return f"{found[1]}-{found[2]}"
    return ""


def _days(month: str) -> int:
    return calendar.monthrange(int(month[:4]), int(month[5:]))[1]


def first_and_last(month: str) -> tuple[str, str]:
    """Return the first and the last day of a month (yyyy-mm-dd)."""
    return f"{month}-01", f"{month}-{_days(month):02d}"


def before(month: str) -> str:
    """Return the month before."""
    year, number = int(month[:4]), int(month[5:7])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def words(month: str) -> str:
    """Return a month as people write it: tháng 9/2021."""
    return f"tháng {int(month[5:7])}/{month[:4]}"
