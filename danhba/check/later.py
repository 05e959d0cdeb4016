"""A list of a later time than the registry in force: its units may bear the names of today's and be others. Its rows
wait.

By the date of its title, or by names in it that only came with the next registry. Old names are known: lists of before
the campaign are asked about by their day alone (dated_before.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from danhba.check.row_line import Row
from danhba.identify.match import Matcher
from danhba.model.submission import Evidence
from danhba.registry import Registry
from danhba.vietnamese.dated import days_in
from danhba.vietnamese.text import one_line

_ENOUGH = 2  # such names in a list: one may be a slip


def dated_later(lines: Iterable[str], registry: Registry) -> list[Evidence]:
    """Return the first date above the tables that lies after the registry's last day, as evidence that names nobody."""
    if registry.valid_to is None:
        return []
    for line in lines:
        for day in days_in(line):
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
