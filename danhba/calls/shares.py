"""Which share of the published numbers stands verified, by tier, and what it was a month ago. From values to values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from danhba.calls.counted import Calls
from danhba.calls.schedule import standings
from danhba.calls.state import CallRules, day_of, state_of
from danhba.model.call import number_of
from schemas.calls import CallState

BEFORE = 30  # days between the figure and the one that it is compared with


@dataclass(frozen=True, slots=True)
class Checked:
    """One tier, or all: how many numbers of it are called at all, how many stand verified now and stood so 30 days ago,
    and how many bear a fault that calls have shown."""

    name: str
    numbers: int
    verified: int
    before: int
    faults: int


def checked_shares(
    entries: Sequence[Mapping[str, str]],
    calls: Calls,
    services: Sequence[str],
    tiers: Sequence[tuple[str, str]],
    at: dt.datetime,
    rules: CallRules,
) -> list[Checked]:
    """Return a line a tier that has numbers, and the sum as the last. tiers: (tier, name); today's numbers are looked
    at on both days."""
    then = at - dt.timedelta(days=BEFORE)
    by_tier: dict[str, list[tuple[bool, bool, bool]]] = {}
    for entry, one in zip(entries, standings(entries, calls, services, at, rules), strict=True):
        if one.state is not CallState.EXCLUDED:
            before = state_of(calls.about(one.unit, number_of(entry)), then)
            told = (
                one.calls.verified_on(day_of(at), rules),
                before.verified_on(day_of(then), rules),
                one.calls.fault is not None,
            )
            by_tier.setdefault(entry["tier"], []).append(told)
    lines = [_line(name, by_tier[tier]) for tier, name in tiers if tier in by_tier]
    return [*lines, _line("Cộng", [told for tier in by_tier.values() for told in tier])]


def _line(name: str, told: Sequence[tuple[bool, bool, bool]]) -> Checked:
    verified, before, faults = (sum(t[column] for t in told) for column in range(3))
    return Checked(name, len(told), verified, before, faults)
