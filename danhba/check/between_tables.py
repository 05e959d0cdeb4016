"""What stands between the tables of a document: headings of the table below, as in a sheet, and no letterhead.

A letterhead stands above the first table of a form only. A line right above a table that names a district, numbered or
repeated in kind above another table, is that table's context; one of its kind that is not understood ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from danhba.check.headings import Above, Headings
from danhba.locate.lines import Located
from danhba.model.grid import DOCUMENT_TEXT, Grid
from danhba.vietnamese.text import fold, visible

_NUMBERING = re.compile(r"\s*(?:(\d{1,2}|[IVXLC]{1,5}|[A-Ha-h])\s*[.)/:–-]|([-+*•–]))\s*")
_LONGEST = 80  # characters of a heading
_NEAR = 3  # lines above a table in which its heading stands


@dataclass(slots=True)
class Between:
    """above: what the heading of a table says, by the table's sheet; spans: for a line of the text (0-based) that heads
    a table where others have headings of its kind, the sheets that it speaks of; of_tables: lines that are headings of
    tables or stand between them."""

    above: dict[str, Above] = field(default_factory=dict[str, Above])
    spans: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    of_tables: frozenset[str] = frozenset()


def read_between(located: Sequence[Located], grids: Sequence[Grid], headings: Headings) -> Between:
    """Return what stands between a document's tables, and take its headings out of the letterhead."""
    out = Between()
    forms = [f.grid for f in located if f.tables and f.grid is not None and f.grid.lines_above >= 0]
    text = next((g for g in grids if g.name == DOCUMENT_TEXT), None)
    if text is None or not forms:
        return out
    forms.sort(key=lambda grid: grid.lines_above)
    lines = ["\n".join(v for v in row if isinstance(v, str)).strip() for row in text.rows]
    headed = {g.lines_above - 1: _kind(lines[g.lines_above - 1]) for g in forms if 0 < g.lines_above <= len(lines)}
    _spans(out, forms, headed)
    used: set[int] = set()
    first, earlier = 0, None
    for i, grid in enumerate(forms):
        above = None
        for at in range(grid.lines_above - 1, max(first, grid.lines_above - _NEAR) - 1, -1):
            line = lines[at] if at < len(lines) else ""
            alone = not _NUMBERING.match(line) and not any(
                kind == _kind(line) and other != at and headings.read(lines[other]).district
                for other, kind in headed.items()
            )
            if len(line) > _LONGEST or (i == 0 and alone):
                break
            told = headings.read(line)
            if told.district or told.area:
                above = told
                used.add(at)
                break
        if above is None and grid.lines_above == first and i:
            above = earlier  # nothing stands between it and the table before
        elif above is None and i and (earlier is not None or _is_of_a_place(lines[grid.lines_above - 1], headings)):
            above = Above(barred=True)
        if above is not None:
            out.above[grid.name] = above
        first, earlier = grid.lines_above, above
    used.update(range(forms[0].lines_above, min(forms[-1].lines_above, len(lines))))
    above_all = {line for at, line in enumerate(lines[: forms[0].lines_above]) if at not in used}
    out.of_tables = frozenset(lines[at] for at in used) - above_all
    for found in located:
        if found.grid is text:
            found.letterhead = [line for line in found.letterhead if line.strip() not in out.of_tables]
    return out


def _is_of_a_place(line: str, headings: Headings) -> bool:
    """Tell whether a line is numbered as a heading and speaks of some place that nobody knows."""
    return len(line) <= _LONGEST and bool(_NUMBERING.match(line)) and headings.names_a_place(line)


def _spans(out: Between, forms: Sequence[Grid], headed: dict[int, tuple[str, str]]) -> None:
    for i, grid in enumerate(forms):
        at = grid.lines_above - 1
        if (
            at in out.spans
            or at not in headed
            or not any(kind == headed[at] and other != at for other, kind in headed.items())
        ):
            continue
        mine = [grid.name]
        for below in forms[i + 1 :]:
            if below.lines_above - 1 != at and headed.get(below.lines_above - 1) == headed[at]:
                break
            mine.append(below.name)
        out.spans[at] = frozenset(mine)


def _kind(line: str) -> tuple[str, str]:
    """Return what makes headings one of a kind: how they are numbered, or else the word that they begin with."""
    if len(line) > _LONGEST:
        return "long", line
    found = _NUMBERING.match(line)
    if found:
        mark = found[1] or found[2]
        return "1" if mark.isdigit() else "I" if mark.isupper() else mark if not mark.isalpha() else "a", ""
    return "", (fold(visible(line)).split() or [""])[0]
