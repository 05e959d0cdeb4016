"""Runs of digits in a text, and the numbers that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from danhba.phones.facts import AREA_CODE, NO_NUMBER, WRONG_LENGTH
from danhba.phones.numbering_plan import Number, Plan, Refusal
from danhba.phones.phone_reading import uncertain

NOT_DIGITS = re.compile(r"\D+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Group:
    """A run of digits in a cell, with what stands between it and the run before ('' for the first)."""

    digits: str
    plus: bool
    gap: str


_DIGITS = re.compile(r"\d+")

_FIRM = re.compile(r"[|\n;/&,]")

_DASH = re.compile(r"-")
_BRACKET = re.compile(r"[(\[{]")


def runs_of_digits(bare: str) -> Iterator[Group]:
    end = 0
    for m in _DIGITS.finditer(bare):
        gap = bare[end : m.start()]
        plus = gap.rstrip(" (").endswith("+")
        yield Group(m[0], plus, "" if end == 0 else (gap.replace("+", " ") or " "))
        end = m.end()


def broken_over_lines(groups: list[Group], plan: Plan) -> list[Group]:
    """Return the runs of one number that a line break parts (0277 3845 / 804) as those of one line; others as they are.

    Only where the whole is a number as it stands and neither line is one, or an ending, by itself.
    """
    breaks = [i for i, g in enumerate(groups) if "\n" in g.gap]
    if len(breaks) != 1 or groups[breaks[0]].gap.strip() or any(g.gap.strip(" .\n") for g in groups):
        return groups
    halves = ["".join(g.digits for g in part) for part in (groups[: breaks[0]], groups[breaks[0] :])]
    whole = plan.read("".join(halves), groups[0].plus)
    if not isinstance(whole, tuple) or len(whole) != 1 or whole[0].repairs or min(map(len, halves)) < 3:
        return groups
    if any(isinstance(plan.read(half), tuple) for half in halves):
        return groups
    return [Group(g.digits, g.plus, " " if g.gap else "") for g in groups]


def find_numbers(groups: list[Group], plan: Plan) -> tuple[list[Number], Refusal | None, bool]:
    """Divide runs of digits into numbers.

    Returns (numbers in order, why not, whether they are several different ones). A run that is a number by itself is
    never joined to the next across a dash, comma, slash or line; runs that are not are joined as far as they make one
    number.
    """
    if len(groups) > 40:
        return [], Refusal(NO_NUMBER, {"detail": "ô có quá nhiều nhóm chữ số"}), False
    numbers: list[Number] = []
    unclear: Refusal | None = None
    rest: list[Group] = []
    at = 0
    while at < len(groups):
        size, found = _longest_number(groups, at, plan)
        if size == 0:
            rest.append(groups[at])
            at += 1
            continue
        number, *others = found
        if others:
            unclear = unclear or uncertain(number, others)
        numbers.append(number)
        at += size
    several = len({n.e164 for n in numbers}) > 1
    if several:
        return numbers, None, True
    if rest and numbers:
        # 02773851234 - 235, 02773851234/5: a tail stands for a second number.
        first = groups.index(rest[0])
        if first > 0 and all(len(g.digits) <= 7 for g in rest):
            return numbers, None, True
        return [], _refusal_of(groups, plan), False
    if rest:
        return [], _refusal_of(groups, plan), False
    return numbers, unclear, False


def _longest_number(groups: list[Group], at: int, plan: Plan) -> tuple[int, tuple[Number, ...]]:
    """Return (how many runs, the number they make) from position at; (0, ()) when none make one."""
    best: tuple[int, tuple[Number, ...]] = (0, ())
    digits = ""
    for size in range(1, len(groups) - at + 1):
        group = groups[at + size - 1]
        if size > 1 and (group.plus or _starts_anew(group, best, digits)):
            break
        digits += group.digits
        if len(digits) > 15:
            break
        found = plan.read(digits, groups[at].plus)
        if isinstance(found, tuple):
            best = (size, found)
    return best


def _starts_anew(group: Group, best: tuple[int, tuple[Number, ...]], digits: str) -> bool:
    """Tell whether a run begins another number: what stands before it is one already, and the gap is more than a
    blank."""
    if len(digits) >= 7 and _BRACKET.search(group.gap):
        return True  # 0277 38512 (34): what stands in brackets behind a number is beside it
    if best[0] == 0:
        # 0912345678 / …: firm separators part even what is no number, unless it is an area code waiting for its number.
        return bool(_FIRM.search(group.gap)) and len(digits) > 6
    whole = digits.startswith("0") or AREA_CODE in best[1][0].repairs or len(digits) >= 9
    if _FIRM.search(group.gap) or _DASH.search(group.gap):
        return True
    return whole and len(group.digits) >= 9


def _refusal_of(groups: list[Group], plan: Plan) -> Refusal:
    found = plan.read("".join(g.digits for g in groups)[:40], groups[0].plus)
    if isinstance(found, Refusal):
        return found
    longest = max(groups, key=lambda g: len(g.digits))
    again = plan.read(longest.digits, longest.plus)
    return (
        again
        if isinstance(again, Refusal)
        else Refusal(WRONG_LENGTH, {"count": "nhiều", "expected": "không rõ số nào"})
    )
