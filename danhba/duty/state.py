"""Until when each unit is on duty, by the rosters of all submissions. Pure."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from danhba.model.stated import Stated
from danhba.model.submission import Submission
from danhba.registry import Registry
from schemas.forms.roster import ROSTER_FORM


@dataclass(frozen=True, slots=True)
class Duty:
    """One unit's duty. until: the last day (yyyy-mm-dd) up to which its rosters leave no hour uncovered, '' none.

    rosters: those that hold, by their first day, each with the submission that brought it.
    """

    unit_code: str
    until: str
    rosters: tuple[tuple[Stated, Submission], ...]


def duty_by_unit(submissions: Iterable[Submission], registry: Registry) -> dict[str, Duty]:
    """Return the duty of each unit that has a roster: a unit's own word before that of who stands above it, then the
    newest; an older roster holds for the days that no newer one speaks of."""
    told: dict[str, list[tuple[tuple[int, int, int], Stated, Submission]]] = defaultdict(list)
    for submission in submissions:
        for number, stated in enumerate(submission.stated):
            if stated.form == ROSTER_FORM.name and stated.unit_code in registry.by_code:
                rank = (submission.weight(stated.unit_code), submission.order, -number)
                told[stated.unit_code].append((rank, stated, submission))
    out = {}
    for unit, rosters in sorted(told.items()):
        held: list[tuple[Stated, Submission]] = []
        for _, stated, submission in sorted(rosters, key=lambda t: t[0], reverse=True):
            if all(stated.last < other.first or stated.first > other.last for other, _ in held):
                held.append((stated, submission))
        held.sort(key=lambda t: t[0].first)
        out[unit] = Duty(unit, max(stated.values["until"] for stated, _ in held), tuple(held))
    return out


def number_mark(unit_code: str, number: str) -> str:
    """Return what is kept of a number on a roster: enough to know it again, and not the number of who is on duty.

    Two bytes: of a longer mark the one number could be found by trying them all; 15,000 numbers share this one. One
    other number in 65,536 is taken for the hotline, which costs a warning.
    """
    return hashlib.blake2b(f"{unit_code} {number}".encode(), digest_size=2).hexdigest()
