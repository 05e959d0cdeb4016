"""The values of a row that are no names and no numbers to call: dates, counts, texts; what they are and what is wrong
with them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from danhba.model.grid import Cell, cell_text
from danhba.vietnamese.text import fold, one_line, visible
from schemas.facts import ValueFacts
from schemas.forms.form import Column, Kind

_DATE = re.compile(
    r"(?:ngay\s+)?(\d{1,2})(?:\s*[/.\-]\s*|\s+thang\s+)(\d{1,2})(?:\s*[/.\-]\s*|\s+nam\s+)(\d{4})", re.ASCII
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,2}", re.ASCII)
_BLANK = re.compile(r"[\s.…·_\-–—*/]*")
EXAMPLES = {Kind.DATE: "05/09/2021", Kind.COUNT: "12", Kind.TEXT: "Trực ban"}


@dataclass(frozen=True, slots=True)
class Value:
    """One cell of a value: its column, where it stands, what it says (a date as yyyy-mm-dd, a count as digits), its
    facts."""

    column: Column
    cell: str
    raw: str
    text: str
    facts: ValueFacts


def read_value(column: Column, cell: str, value: Cell) -> Value:
    """Return what a cell of a column says. value: as the spreadsheet typed it."""
    raw = one_line(cell_text(value)) if value is not None else ""
    blank = _BLANK.fullmatch(visible(raw)) is not None
    text: str | None = ""
    if not blank:
        if column.kind is Kind.DATE:
            text = _date(value, raw)
        elif column.kind is Kind.COUNT:
            text = _count(value, raw)
        else:
            text = raw
    return Value(
        column, cell, raw, text or "", ValueFacts(column.kind.value, blank and column.required, text is not None)
    )


def _date(value: Cell, raw: str) -> str | None:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    bare = fold(visible(raw)).strip()
    if found := _ISO.fullmatch(bare):
        year, month, day = found.groups()
    elif found := _DATE.fullmatch(bare):
        day, month, year = found.groups()
    else:
        return None
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:  # 31/02/2021
        return None


def _count(value: Cell, raw: str) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(int(value)) if 0 <= value < 1e9 and float(value).is_integer() else None
    bare = visible(raw).strip()
    return re.sub(r"[. ]", "", bare) if _COUNT.fullmatch(bare) else None
