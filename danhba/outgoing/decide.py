"""Whom to tell what, and who is told already: the one place that decides it. Pure: facts and what was told go in,
tellings come out.

A unit is told of what is open once. After that it hears again when something new is open, when a reminder's day comes,
or when the number published of it changes. Once nothing is open its matter is closed, and whatever opens later begins
anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from danhba.model.telling import ARRIVED, BELOW, CLOSED, FINDINGS, MISSING, NUMBER, Sending, Telling
from danhba.outgoing.facts import UnitFacts
from danhba.outgoing.reminders import Rules
from danhba.vietnamese.dates import VIETNAM, utc
from schemas.situations import Act

_MISSING, _BELOW = (
    "m",
    "b",
)  # marks of what is asked for by day only: a return that has not come, communes that are not done
_NOTICE = 30  # days that the notice of a changed number lies ready, where nobody says that it was sent


@dataclass(frozen=True, slots=True)
class Told:
    """What comes of a night: new tellings, the telling whose package is to lie ready by unit, and the day on which one
    is due next."""

    new: list[Telling] = field(default_factory=list)
    ready: dict[str, Telling] = field(default_factory=dict)
    next_day: dt.date | None = None


def current_of(tellings: Iterable[Telling]) -> dict[str, list[Telling]]:
    """Return what each unit was told of its matter, oldest first; nothing of what was closed."""
    out: dict[str, list[Telling]] = {}
    for telling in tellings:
        if telling.matter == CLOSED:
            out.pop(telling.unit_code, None)
        else:
            out.setdefault(telling.unit_code, []).append(telling)
    return out


def states_of(sendings: Iterable[Sending]) -> dict[str, str]:
    """Return the newest state of sending by telling."""
    return {s.telling: s.state for s in sendings}


def what_to_tell(
    facts: Sequence[UnitFacts], told: Sequence[Telling], sent: Mapping[str, str], rules: Rules, as_of: dt.datetime
) -> Told:
    """Decide for every unit. told: everything so far, oldest first; sent: as `states_of` returns it."""
    before = current_of(told)
    today = as_of.astimezone(VIETNAM).date()
    out = Told()
    days: list[dt.date] = []
    for unit in facts:
        telling, standing = _decide(unit, before.get(unit.code, []), rules, as_of)
        if telling is not None:
            out.new.append(telling)
        if standing and sent.get(standing[-1].name) not in ARRIVED:
            out.ready[unit.code] = standing[-1]
            if standing[-1].matter == NUMBER:
                days.append(_day(standing[-1]) + dt.timedelta(days=_NOTICE + 1))
        days += _days(unit, standing, rules)
    gone = before.keys() - {unit.code for unit in facts}  # left the registry
    out.new.extend(_closed(code, before[code][-1], as_of) for code in sorted(gone))
    return Told(out.new, out.ready, min((day for day in days if day > today), default=None))


def _decide(
    unit: UnitFacts, before: list[Telling], rules: Rules, as_of: dt.datetime
) -> tuple[Telling | None, list[Telling]]:
    """Return the new telling, if there is one, and all tellings of the matter with it; none once nothing is open."""
    today = as_of.astimezone(VIETNAM).date()
    marks = frozenset[str]().union(*(t.marks for t in before)) if before else frozenset[str]()
    found = {mark_of(line): line["severity"] for line in unit.lines}
    slow = slow_marks(unit)
    number = _number_mark(unit)
    if any(number in t.marks and _day(t) == today for t in before):
        number = ""  # a run that was cut off has told it
    noticed = [t for t in before if t.matter == NUMBER and (today - _day(t)).days <= _NOTICE]
    if not (found or slow or number or noticed):
        return (_closed(unit.code, before[-1], as_of), []) if before else (None, [])
    is_open = bool(slow) or "error" in found.values()
    matter, reminder = "", 0
    if found.keys() - marks:
        matter = FINDINGS
    elif number:
        matter = NUMBER
    elif slow - marks and (rules.first is None or today >= rules.first):
        matter, reminder = MISSING if _MISSING in slow else BELOW, 1
    elif is_open and before and rules.due(_day(before[0]), _day(before[-1]), today):
        matter, reminder = _matter_again(found, slow), before[-1].reminder + 1
    if not matter:
        return None, before
    keys = sorted({*found, *slow, *([number] if number else ())} | (marks if before else set()))
    new = Telling(
        _name(unit.code, matter, reminder, as_of, keys),
        unit.code,
        matter,
        reminder,
        utc(as_of),
        rules.answer_by(today).isoformat() if is_open else "",
        unit.errors,
        unit.warnings,
        " ".join(keys),
    )
    return new, [*before, new]


def _matter_again(found: Mapping[str, str], slow: frozenset[str]) -> str:
    if "error" in found.values():
        return FINDINGS
    return MISSING if _MISSING in slow else BELOW


def _closed(code: str, last: Telling, as_of: dt.datetime) -> Telling:
    return Telling(_name(code, CLOSED, 0, as_of, [last.name]), code, CLOSED, 0, utc(as_of))


def _days(unit: UnitFacts, standing: Sequence[Telling], rules: Rules) -> list[dt.date]:
    """Return the days on which this unit may have to be told though nothing new comes in."""
    slow = slow_marks(unit)
    out = []
    if rules.first and slow and not any(slow & t.marks for t in standing):
        out.append(rules.first)
    if standing and (slow or unit.errors):
        day = rules.next(_day(standing[0]), _day(standing[-1]))
        out += [day] if day else []
    return out


def slow_marks(unit: UnitFacts) -> frozenset[str]:
    """Return what is asked of a unit by day only: its own return, the communes that a district waits for."""
    out = {_MISSING} if unit.act is Act.REMIND else set[str]()
    return frozenset(out | ({_BELOW} if any(b.open for b in unit.below) else set()))


def mark_of(line: Mapping[str, str]) -> str:
    """Return what makes two findings of two nights the same to the unit: the same thing in the same place of the same
    bytes."""
    told = (line["code"], line["unit_code"], line["sha256"], line["sheet"], line["cell"], line["raw"])
    return hashlib.sha256("\x1f".join(told).encode("utf-8", "replace")).hexdigest()[:10]


def _number_mark(unit: UnitFacts) -> str:
    """Return the mark of a published number that became another or was withdrawn since the last run; '' of any
    other."""
    if not unit.number_before or unit.number_before == unit.number:
        return ""
    return "n" + hashlib.sha256(f"{unit.number_before}\x1f{unit.number}".encode()).hexdigest()[:9]


def _name(code: str, matter: str, reminder: int, as_of: dt.datetime, keys: Sequence[str]) -> str:
    told = "\x1f".join((code, matter, str(reminder), utc(as_of), *keys))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _day(telling: Telling) -> dt.date:
    return dt.datetime.fromisoformat(telling.told_at).astimezone(VIETNAM).date()
