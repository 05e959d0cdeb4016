"""What shifts leave uncovered, and where they overlap. Minutes from the midnight of the period's first day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from danhba.duty.times import DAY


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of duty, and the cell that says it."""

    start: int
    end: int
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Minutes that nobody is on duty, or that two shifts share, at the cell to mend."""

    start: int
    end: int
    at: Stretch


@dataclass(frozen=True, slots=True)
class Coverage:
    """gaps, overlaps: in order of time; until: the minute up to which there is no gap; end: where the period ends."""

    gaps: tuple[Fault, ...]
    overlaps: tuple[Fault, ...]
    until: int
    end: int


def coverage(stretches: Sequence[Stretch], days: int) -> Coverage:
    """Return how a period of days is covered.

    A roster whose days begin at another hour than midnight (7h00 to 7h00) covers its period when its last shift ends at
    that hour of the next day. Shifts of the same hours are several people on duty; one around the clock overlaps none.
    """
    ordered = sorted(set(stretches), key=lambda s: (s.start, s.end, s.sheet, s.cell))
    begin, end = 0, days * DAY
    first = ordered[0].start
    if 0 < first < DAY and max(s.end for s in ordered) >= end + first:
        begin, end = first, end + first
    gaps: list[Fault] = []
    overlaps: list[Fault] = []
    reached, last = begin, ordered[0]
    longest: Stretch | None = None
    for stretch in ordered:
        if stretch.start > reached and reached < end:
            gaps.append(Fault(reached, min(stretch.start, end), last))
        if stretch.end > reached:
            reached, last = stretch.end, stretch
        if stretch.end - stretch.start >= DAY:
            continue
        if longest and stretch.start < longest.end and (stretch.start, stretch.end) != (longest.start, longest.end):
            overlaps.append(Fault(stretch.start, min(stretch.end, longest.end), stretch))
        if longest is None or stretch.end > longest.end:
            longest = stretch
    if reached < end:
        gaps.append(Fault(reached, end, last))
    return Coverage(tuple(gaps), tuple(overlaps), gaps[0].start if gaps else end, end)
