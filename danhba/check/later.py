"""A list of a later time than the registry in force: its units may bear the names of today's and be others. Its rows
wait.

By the date of its title, or by names in it that only came with the next registry. A list of an earlier time is read:
old names are known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from danhba.check.row_line import Row
from danhba.identify.match import Matcher
from danhba.model.submission import Evidence
from danhba.registry import Registry
from danhba.vietnamese.text import fold, one_line, visible

_DATE = re.compile(
    r"\b(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>20\d\d)\b"
    r"|\bngay\s+(?P<d2>\d{1,2})\s+thang\s+(?P<m2>\d{1,2})\s+nam\s+(?P<y2>20\d\d)\b"
)
_ENOUGH = 2  # such names in a list: one may be a slip


def dated_later(lines: Iterable[str], registry: Registry) -> list[Evidence]:
    """Return the first date above the tables that lies after the registry's last day, as evidence that names nobody."""
    if registry.valid_to is None:
        return []
    for line in lines:
        for day in _dates_in(line):
            if day > registry.valid_to:
                return [Evidence("period", f"“{one_line(line)[:100]}”; {registry.out_of_force(day)}", "")]
    return []


def names_of_later(rows: Sequence[Row], matcher: Matcher) -> list[Evidence]:
    """Return the names of a list that only a later registry has, as evidence that names nobody: several, or most of a
    short list."""
    if not matcher.registry.later:
        return []
    names = list(
        dict.fromkeys(row.name_raw for row in rows if row.match.unit is None and matcher.is_of_later(row.name_raw))
    )
    if len(names) < _ENOUGH and len(names) * 2 < max(2, len(rows)):
        return []
    told = "”, “".join(one_line(name) for name in names[:3])
    last = matcher.registry.valid_to
    until = f" (đến hết ngày {last:%d/%m/%Y})" if last else ""
    return [Evidence("period", f"“{told}” chỉ có sau khi danh mục đang dùng hết hiệu lực{until}", "")]


@lru_cache(maxsize=4096)  # titles recur
def _dates_in(line: str) -> tuple[dt.date, ...]:
    parts = (("y", "y2"), ("m", "m2"), ("d", "d2"))
    days = (_day(*(found[a] or found[b] for a, b in parts)) for found in _DATE.finditer(fold(visible(line))))
    return tuple(day for day in days if day is not None)


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
