"""The numbers that runs of digits make."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danhba.phones.facts import AREA_CODE, NO_NUMBER, WRONG_LENGTH
from danhba.phones.numbering_plan import Number, Plan, Refusal
from danhba.phones.phone_reading import uncertain
from danhba.phones.pieces import Group, as_written, joined, pieces_of, runs_of_digits

NOT_DIGITS = re.compile(r"\D+", re.ASCII)
_DASH = re.compile(r"-")
_APART = re.compile(r"\s-|-\s")
_SHORTENED = 4  # digits at most of a tail that stands for a second number: 0277 3851 234 - 235


@dataclass(frozen=True, slots=True)
class Found:
    """What runs of digits make. numbers: in order; refusal: why not; several: they are not one number; shown: the
    numbers and what is too short or long for one, in order, as a message names them."""

    numbers: list[Number]
    refusal: Refusal | None = None
    several: bool = False
    shown: tuple[str, ...] = ()


def find_numbers(groups: list[Group], plan: Plan) -> Found:
    """Divide runs of digits into numbers.

    A number stands in one piece (`pieces`), from its beginning on. A run that is a number by itself is never joined to
    the next across a dash; runs that are not are joined as far as they make one number.
    """
    if len(groups) > 40:
        return Found([], Refusal(NO_NUMBER, {"detail": "ô có quá nhiều nhóm chữ số"}))
    numbers: list[Number] = []
    shown: list[str] = []
    unclear: Refusal | None = None
    rests: list[tuple[int, str]] = []  # (how many numbers stand before it, its digits)
    for piece in pieces_of(groups, plan):
        found, rest = _numbers_of(piece, plan)
        for number, *others in found:
            unclear = unclear or (uncertain(number, others) if others else None)
            numbers.append(number)
            shown.append(number.display)
        if rest:
            rests.append((len(numbers), joined(rest)))
            if len(joined(rest)) > _SHORTENED:
                shown.append(as_written(rest))
    several = len({n.e164 for n in numbers}) > 1
    # A number with a digit missing beside one that is right is its own; a short tail stands for a second.
    beside = bool(numbers) and all(before or len(digits) > _SHORTENED for before, digits in rests)
    if several or (rests and beside):
        return Found(numbers, None, True, tuple(dict.fromkeys(shown)))
    if rests:
        return Found([], _refusal_of(groups, plan))
    return Found(numbers, unclear)


def numbers_in_text(text: str, plan: Plan) -> list[Number]:
    """Return every number that a text of digits and signs may hold, each reading of an unclear one."""
    groups = list(runs_of_digits(text))
    if not groups or len(groups) > 40:
        return []
    found = (number for piece in pieces_of(groups, plan) for number in _numbers_of(piece, plan)[0])
    return [number for readings in found for number in readings]


def _numbers_of(piece: list[Group], plan: Plan) -> tuple[list[tuple[Number, ...]], list[Group]]:
    """Return (what each of its numbers may be, what is left) of one piece; no number where it is not certain at which
    group each of several begins."""
    found: list[tuple[Number, ...]] = []
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(piece):
        size, numbers = _longest_number(piece, at, plan)
        if size == 0:
            break
        found.append(numbers)
        spans.append((at, at + size))
        at += size
    if any(end < len(piece) and not _ends_for_certain(piece[start:end], piece[end], plan) for start, end in spans):
        return [], piece
    return found, piece[at:]


def _ends_for_certain(own: list[Group], behind: Group, plan: Plan) -> bool:
    """Tell whether a number of a piece ends before a group: it is written as one, or parted by a dash from what is one,
    or by a dash with blanks, with none between its own groups: 0277 3845 222 - 3845 333."""
    if len(own) == 1 or (len(own) == 2 and plan.is_area_code(own[0].digits)):
        return True
    apart = _DASH if isinstance(plan.read(behind.digits), tuple) else _APART
    return apart.search(behind.gap) is not None and not any(apart.search(g.gap) for g in own[1:])


def _longest_number(groups: list[Group], at: int, plan: Plan) -> tuple[int, tuple[Number, ...]]:
    """Return (how many runs, the number they make) from position at of a piece; (0, ()) when none make one."""
    best: tuple[int, tuple[Number, ...]] = (0, ())
    digits = ""
    for size in range(1, len(groups) - at + 1):
        group = groups[at + size - 1]
        if best[0] and (_DASH.search(group.gap) or (_is_whole(digits, best[1]) and len(group.digits) >= 9)):
            break  # what stands before is one already, and another begins
        digits += group.digits
        if len(digits) > 15:
            break
        found = plan.read(digits, groups[at].plus)
        if isinstance(found, tuple):
            best = (size, found)
    return best


def _is_whole(digits: str, numbers: tuple[Number, ...]) -> bool:
    return digits.startswith("0") or AREA_CODE in numbers[0].repairs or len(digits) >= 9


def _refusal_of(groups: list[Group], plan: Plan) -> Refusal:
    longest = max(pieces_of(groups, plan), key=lambda piece: len(joined(piece)))
    for part in (longest, [max(groups, key=lambda g: len(g.digits))]):
        found = plan.read(joined(part)[:40], part[0].plus)
        if isinstance(found, Refusal):
            return found
    return Refusal(WRONG_LENGTH, {"count": "nhiều", "expected": "không rõ số nào"})
