"""Runs of digits in a text, and which of them may stand together: a number is written in one piece.

Digits with blanks, dots and dashes between them are one piece. A word, a comma, a slash, a new line, a bracket begin
another, unless what stands before is only the opening of a number: an area code, a mobile prefix, the country code.
Nothing is ever cut out of the middle of a piece, nor joined over what parts two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danhba.phones.numbering_plan import Plan

_DIGITS = re.compile(r"\d+")
_FIRM = re.compile(r"[^\s.\-_'’·()\[\]{}]|\n")  # whatever people do not write between the groups of one number
_WORD = "|"
_COUNTRY = frozenset({"84", "0084", "840"})
_PARTIAL = 5  # digits that may be a number with some missing


@dataclass(frozen=True, slots=True)
class Group:
    """A run of digits in a cell, with what stands between it and the run before ('' for the first)."""

    digits: str
    plus: bool
    gap: str


def runs_of_digits(bare: str) -> Iterator[Group]:
    """Yield the groups of a text. bare: words are taken away, each leaves a `|`."""
    end = 0
    for m in _DIGITS.finditer(bare):
        gap = bare[end : m.start()]
        plus = gap.rstrip(" (").endswith("+")
        yield Group(m[0], plus, "" if end == 0 else (gap.replace("+", " ") or " "))
        end = m.end()


def joined(groups: Sequence[Group]) -> str:
    return "".join(g.digits for g in groups)


def as_written(piece: Sequence[Group]) -> str:
    """Return a piece as it stands in its cell, blanks and brackets at its ends aside."""
    shown = "".join((g.gap if i else "") + g.digits for i, g in enumerate(piece)).replace("|", " ")
    return ("+" if piece[0].plus else "") + " ".join(shown.split())


def one_over_lines(groups: list[Group], plan: Plan) -> list[Group]:
    """Return the runs of one number that a line break parts (0277 3845 / 804), or the commas of thousands
    (2,773,845,804), as those of one line; others as they are.

    Only where the whole is a number as it stands and, of lines, neither is one, or an ending, by itself.
    """
    if _has_commas_of_thousands(groups):
        whole = plan.read(joined(groups))
        return _on_one_line(groups) if isinstance(whole, tuple) and len(whole) == 1 else groups
    breaks = [i for i, g in enumerate(groups) if "\n" in g.gap]
    if len(breaks) != 1 or groups[breaks[0]].gap.strip() or any(g.gap.strip(" .\n") for g in groups):
        return groups
    halves = [joined(part) for part in (groups[: breaks[0]], groups[breaks[0] :])]
    whole = plan.read("".join(halves), groups[0].plus)
    if not isinstance(whole, tuple) or len(whole) != 1 or whole[0].repairs or min(map(len, halves)) < 3:
        return groups
    if any(isinstance(plan.read(half), tuple) for half in halves):
        return groups
    return _on_one_line(groups)


def _has_commas_of_thousands(groups: Sequence[Group]) -> bool:
    first, *others = groups
    return len(others) > 1 and len(first.digits) < 5 and all(g.gap == "," and len(g.digits) == 3 for g in others)


def _on_one_line(groups: Sequence[Group]) -> list[Group]:
    return [Group(g.digits, g.plus, " " if g.gap else "") for g in groups]


def pieces_of(groups: Sequence[Group], plan: Plan) -> list[list[Group]]:
    """Return the groups of a text, at least one, in the pieces in which they stand."""
    pieces: list[list[Group]] = []
    opened = False  # a bracket stands open that was opened before the piece
    for group in groups:
        piece = pieces[-1] if pieces else []
        if not piece or _parted(piece, group, opened, plan):
            pieces.append([group])
            opened = "(" in group.gap or "[" in group.gap
        else:
            piece.append(group)
    return [part for piece in pieces for part in _at_beginnings(piece, plan)]


def _parted(piece: Sequence[Group], group: Group, opened: bool, plan: Plan) -> bool:
    """Tell whether the signs in front of a group begin another piece than the one before it."""
    before = joined(piece)
    if group.plus:
        return True
    if before in _COUNTRY:
        return False
    firm = _FIRM.search(group.gap) is not None
    area = before.removeprefix("84") if piece[0].plus else before
    if plan.is_area_code(area) or (_WORD not in group.gap and plan.opens_a_number(area)):
        return firm and plan.opens_a_number(group.digits[:4])
    return firm or any(b in group.gap for b in "([{") or (opened and ")" in group.gap)


def _at_beginnings(piece: list[Group], plan: Plan) -> list[list[Group]]:
    """Return a piece in two or more where a group in its midst is written as numbers begin, unless it is one number as
    it stands: 0277 385 0277."""
    if not any(begins_a_number(g, plan) for g in piece[1:]):
        return [piece]
    whole = plan.read(joined(piece), piece[0].plus)
    if isinstance(whole, tuple) and len(whole) == 1 and not whole[0].repairs:
        return [piece]
    parts = [[piece[0]]]
    for group in piece[1:]:
        if len(joined(parts[-1])) >= _PARTIAL and begins_a_number(group, plan):
            parts.append([group])
        else:
            parts[-1].append(group)
    return parts


def begins_a_number(group: Group, plan: Plan) -> bool:
    """Tell whether a group is written as numbers begin: an area code, or four digits and more of a mobile number."""
    return len(group.digits) > 3 and group.digits[0] == "0" and plan.opens_a_number(group.digits[:4])
