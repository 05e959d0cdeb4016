"""Two columns that could name the unit: one reading, or none.

Of two unit columns the lower tier is the unit and the other its context, only where every row agrees; any row that says
otherwise is withheld with both readings shown.
"""

from __future__ import annotations

from danhba.identify.match import Matcher
from danhba.identify.result import Match, Scope
from danhba.model.grid import cell_text
from danhba.model.table import Table, TableRow
from danhba.registry import Unit
from danhba.vietnamese.text import one_line


def settle_unit_columns(table: Table, matcher: Matcher) -> dict[int, str]:
    """Put the unit's column first in every row of a table; return (row number → what the two readings are) of the rows
    in doubt."""
    doubts: dict[int, str] = {}
    several = [at for at in table.rows if at.names]
    if not several:
        return doubts
    below = above = 0  # rows whose further column names what lies below, or above, their first one
    unlike: list[tuple[TableRow, str]] = []
    for at in several:
        first, second = _units(matcher, _text(at)), _units(matcher, at.names[0][0])
        if not first or not second or set(first) & set(second):
            continue
        if any(_within(matcher, s, f) for s in second for f in first):
            below += 1
        elif any(_within(matcher, f, s) for s in second for f in first):
            above += 1
        else:
            unlike.append((at, at.names[0][0]))
    if below and not above:
        for at in several:
            text, cell = at.names[0]
            named, first = _units(matcher, text), _text(at)
            if not named and first.strip():
                continue
            at.names[0] = (first, at.name_cell)
            at.district = at.district or first
            at.name, at.name_cell = text, cell
    elif below:
        unlike = [(at, at.names[0][0]) for at in several]
    elif above:
        for at in several:
            at.district = at.district or at.names[0][0]
    for at, other in unlike:
        doubts[at.row] = f"“{one_line(_text(at))}” hoặc “{one_line(other)}”"
    blank = [at for at in several if not _text(at).strip() and _units(matcher, at.names[0][0])]
    for at in blank:  # only the further column names somebody here
        at.name, at.name_cell = at.names[0]
    return doubts


def _text(at: TableRow) -> str:
    return cell_text(at.name) if at.name is not None else ""


def _units(matcher: Matcher, text: str) -> tuple[Unit, ...]:
    if not text.strip():
        return ()
    match: Match | None = matcher.certain_or_decoded(text, Scope())
    if match is None:
        return ()
    return (match.unit,) if match.unit else match.candidates


def _within(matcher: Matcher, low: Unit, high: Unit) -> bool:
    return low.code != high.code and matcher.registry.is_within(low.code, high.code)
