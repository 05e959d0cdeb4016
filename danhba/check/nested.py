"""Lists whose running numbers or dashes say what stands below what: 1, 1.1, 1.2, 2, 2.1; “1 | Huyện Lấp Vò” over
“- Xã Tân Mỹ”.

The district above is context where every line agrees: the numbers count on without a gap, and each line below a
district may be one of its communes. Where one line does not, none is; and where a line below a district is not
understood, that district's lines have no context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from danhba.identify.match import Matcher
from danhba.identify.result import Scope
from danhba.model.grid import cell_text
from danhba.model.table import TableRow

_COUNT = re.compile(r"(\d{1,2})(?:\.(\d{1,2}))?\.?")
_DASH = re.compile(r"\s*[-+*•–·]\s*(?=[^\W\d_])")


@dataclass(slots=True)
class Nested:
    """What the nesting of a table says, by the row of its lines.

    below: the district that a line stands below, '' where the lines do not agree; heads: lines that are nothing but
    the headings of those below them.
    """

    below: dict[int, str] = field(default_factory=dict[int, str])
    heads: set[int] = field(default_factory=set[int])


_Group = tuple[TableRow, list[TableRow]]  # a line and those below it


def read_nesting(rows: Sequence[TableRow], matcher: Matcher, district_named: Callable[[str], str]) -> Nested:
    """Return what the nesting of a table's lines says. district_named: the one district that a text names, or ''."""
    out = Nested()
    for tier, found in groupby(rows, key=lambda at: at.tier):
        if tier and not matcher.tiers.is_commune(tier):
            continue
        lines = [*found]
        if not any(_DASH.match(cell_text(at.name)) or "." in at.stt.rstrip(".") for at in lines):
            continue
        groups = _by_numbers(lines) or _by_dashes(lines)
        told = [(head, below, district_named(cell_text(head.name))) for head, below in groups if below]
        agreed = [_agree(matcher, below, district) for _, below, district in told]
        whole = bool(told) and None not in agreed
        for (head, below, district), agrees in zip(told, agreed, strict=True):
            if not district:
                continue
            out.below.update((at.row, district if whole and agrees else "") for at in below)
            if whole and agrees and tier and not head.phones and not head.names and head.note is None:
                out.heads.add(head.row)
    return out


def _by_numbers(lines: Sequence[TableRow]) -> list[_Group]:
    """Return the groups of lines that are counted 1, 1.1, 1.2, 2 without a gap; [] where some are not."""
    out: list[_Group] = []
    last = 0
    for at in lines:
        found = _COUNT.fullmatch(at.stt.strip())
        if found is None:
            return []
        number = int(found[1])
        if found[2] is None:
            if out and number != last + 1:
                return []
            out.append((at, []))
            last = number
            continue
        due = len(out[-1][1]) + 1 if out else 0
        # A spreadsheet shows 1.10 as 1.1.
        if number != last or not due or int(found[2]) not in (due, due / 10):
            return []
        out[-1][1].append(at)
    return out


def _by_dashes(lines: Sequence[TableRow]) -> list[_Group]:
    """Return the groups of counted lines with dashed lines below each; [] where any line is neither, or a counted one
    has none below it."""
    out: list[_Group] = []
    for at in lines:
        dashed = _DASH.match(cell_text(at.name)) is not None
        if at.stt.strip(" .").isdigit() and not dashed:
            number = int(at.stt.strip(" ."))
            if out and number != int(out[-1][0].stt.strip(" .")) + 1:
                return []
            out.append((at, []))
        elif dashed and not at.stt and out:
            out[-1][1].append(at)
        else:
            return []
    return out if all(below for _, below in out) else []


def _agree(matcher: Matcher, below: Sequence[TableRow], district: str) -> bool | None:
    """Tell whether all lines below a district may be its communes: False where one is not understood, None where one
    is another's, or no district stands above."""
    if not district:
        return None
    understood = True
    for at in below:
        match = matcher.certain_or_decoded(_DASH.sub("", cell_text(at.name), count=1), Scope())
        units = () if match is None else (match.unit,) if match.unit else match.candidates
        if not units:
            understood = False
        elif not any(u.code != district and matcher.registry.is_within(u.code, district) for u in units):
            return None
    return understood
