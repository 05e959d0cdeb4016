"""Which numbers are to be called next, why, and in which part of the day. From values to values: the same day gives the
same list.

A month has few calls, so none is made that another one can stand for. A number is tried at night first: who answers
then is on duty around the clock, and one call has told both. A number that was missed is tried again in another part of
the day, before new ones, so that what is dead is named soon. A verification is due again three weeks before it expires,
the oldest first, which spreads the second round as the first one was spread. What is left goes to numbers drawn by the
date. Decision 0095.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from danhba.calls.counted import Calls
from danhba.calls.state import CallRules, NumberState, day_of, state_of
from danhba.model.call import number_of
from danhba.vietnamese.dates import VIETNAM
from schemas.calls import Band, CallState, Why

_MONTH = 30  # days over which calls are counted
_SERVICES = frozenset({"short"})  # kinds of numbers that are no unit's own telephone


@dataclass(frozen=True, slots=True)
class Standing:
    """One published number of one unit, what calls show of it, and from which day it is to be called again (None:
    never)."""

    unit: str
    number: str
    shown: str  # as it is printed
    state: CallState
    calls: NumberState
    due: dt.date | None
    place: int  # in the directory


@dataclass(frozen=True, slots=True)
class ToCall:
    """One line of tonight's list: a number, the units that publish it, why now, in which part of the day it is best
    tried, the last call."""

    number: str
    shown: str
    units: tuple[str, ...]
    why: Why
    band: Band
    due: dt.date
    calls: NumberState


def standings(
    entries: Sequence[Mapping[str, str]], calls: Calls, services: Sequence[str], at: dt.datetime, rules: CallRules
) -> list[Standing]:
    """Return every published number after its calls, in the order of the directory.

    entries: lines of the directory; services: bare codes that the province shares, which nobody calls to check a unit.
    """
    out = []
    day = day_of(at)
    for place, entry in enumerate(entries):
        unit, number = entry["unit_code"], number_of(entry)
        shown = entry["phone"] + (f" máy lẻ {entry['extension']}" if entry["extension"] else "")
        if (
            entry["phone_kind"] in _SERVICES
            or entry["phone_e164"] in services
            or not entry["phone_e164"].startswith("+")
        ):
            out.append(Standing(unit, number, shown, CallState.EXCLUDED, NumberState(), None, place))
            continue
        told = state_of(calls.about(unit, number), at)
        out.append(
            Standing(unit, number, shown, told.state(day, rules), told, _due(told, _since(entry, day), rules), place)
        )
    return out


def _since(entry: Mapping[str, str], day: dt.date) -> dt.date:
    """Return the day on which a number was received, from which it may be called: the same every night."""
    if received := entry.get("received_at"):
        return min(day, day_of(dt.datetime.fromisoformat(received)))
    return day


def _due(told: NumberState, since: dt.date, rules: CallRules) -> dt.date:
    """Return the day from which a number is to be called."""
    if told.reported is not None:
        return told.reported.day
    if told.last is None:
        return since
    if told.fault is not None:
        return told.last.day + dt.timedelta(days=rules.mended)
    if told.verified is None or told.missed:
        return told.last.day
    due = told.verified.day + dt.timedelta(days=rules.valid - rules.ahead)
    if told.nights:
        due = min(due, told.nights[-1].day + dt.timedelta(days=rules.night_again))
    return due


def to_call(standing: Sequence[Standing], calls: Calls, at: dt.datetime, rules: CallRules) -> list[ToCall]:
    """Return everything that is to be called on a day, in the order of its urgency; a number that several units publish
    once."""
    day = day_of(at)
    drawn = _drawn(standing, calls, at, rules)
    by_number: dict[str, list[Standing]] = {}
    for one in standing:
        if one.due is not None:
            by_number.setdefault(one.number, []).append(one)
    lines: list[tuple[tuple[int, dt.date, int], ToCall]] = []
    for number, units in by_number.items():
        due = [one for one in units if one.due is not None and one.due <= day]
        if not due and number not in drawn:
            continue
        ranked = sorted((_rank(one, calls), one) for one in due) if due else []
        rank, why, first = (*ranked[0][0][:2], ranked[0][1]) if ranked else (_LAST, Why.DRAWN, units[0])
        told = first.calls
        line = ToCall(
            number, first.shown, tuple(one.unit for one in units), Why(why), _band(told), first.due or day, told
        )
        lines.append(((rank, line.due if why != Why.NEW else day, first.place), line))
    return [line for _, line in sorted(lines, key=lambda told: told[0])]


_LAST = 6


def _rank(one: Standing, calls: Calls) -> tuple[int, Why, int]:
    told = one.calls
    if told.reported is not None:
        return (0, Why.REPORTED, one.place)
    if told.missed and told.fault is None and told.verified is None:
        return (1, Why.DUE, one.place)
    if told.last is None:
        changed = bool(calls.numbers.get(one.unit, set()) - {one.number})
        return (2, Why.CHANGED, one.place) if changed else (4, Why.NEW, one.place)
    if told.nights and told.fault is None:
        return (3, Why.DUE, one.place)
    return (5, Why.DUE, one.place)


def _band(told: NumberState) -> Band:
    """Return the part of the day that tells most: one in which the number was not missed yet, the night first."""
    mended = told.fault in (CallState.UNANSWERED, CallState.NIGHT_UNANSWERED) and told.reported is None
    if mended or (told.nights and not told.missed):
        return Band.NIGHT  # who answers then has mended it, or is on duty at night after all
    tried = {call.band for call in told.missed}
    return next((band for band in Band if band not in tried), Band.NIGHT)


def _drawn(standing: Sequence[Standing], calls: Calls, at: dt.datetime, rules: CallRules) -> set[str]:
    """Return the numbers drawn this week among those verified before it, less those called since. The week's Monday is
    the seed."""
    day = day_of(at)
    monday = day - dt.timedelta(days=day.weekday())
    before = dt.datetime.combine(monday, dt.time(), VIETNAM) - dt.timedelta(seconds=1)
    eligible: dict[str, bool] = {}
    for one in standing:
        if one.due is not None:
            sound = (
                state_of(calls.about(one.unit, one.number), before).state(day_of(before), rules) is CallState.VERIFIED
            )
            eligible[one.number] = eligible.get(one.number, True) and sound
    ordered = sorted((n for n, sound in eligible.items() if sound), key=lambda n: _lot(monday, n))
    since = {call.number for call in calls.made if call.day >= monday}
    return {n for n in ordered[: rules.drawn] if n not in since}


def _lot(monday: dt.date, number: str) -> str:
    return hashlib.sha256(f"{monday.isoformat()} {number}".encode()).hexdigest()


def made_lately(calls: Calls, at: dt.datetime) -> int:
    """Return how many calls were made in the last 30 days."""
    day = day_of(at)
    return sum(day - dt.timedelta(days=_MONTH) < call.day <= day for call in calls.made)


def tonight(lines: Iterable[ToCall], calls: Calls, at: dt.datetime, rules: CallRules, most: int) -> list[ToCall]:
    """Return the first lines, as many as are asked for and the month has calls left for; what was reported wrong is
    called in any case."""
    ordered = list(lines)
    urgent = sum(line.why is Why.REPORTED for line in ordered)
    left = max(0, rules.month - made_lately(calls, at))
    return ordered[: max(min(most, left), min(most, urgent))]
