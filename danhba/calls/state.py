"""What a number is after the calls about it: verified by a person of its unit, or with a fault. From values to
values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danhba.model.call import Call
from danhba.vietnamese.dates import VIETNAM, utc
from schemas.calls import Band, CallState, Outcome

_BANDS = 3  # in so many parts of the day, the night among them, nobody answered: a fault
_NIGHTS = 2  # on so many nights nobody answered, whoever does by day: a fault
_DENIALS = {Outcome.OTHER_BODY: CallState.WRONG_BODY, Outcome.SENT_ON: CallState.SENT_ON}


@dataclass(frozen=True, slots=True)
class CallRules:
    """How long a verification holds, and how calls are spread. valid, ahead, night_again, mended: days.

    ahead: so long before it expires a verification is due again; night_again: from a night without
    an answer to the next one, where the unit answers by day; mended: the time that a unit has to mend a fault; month:
    calls made in 30 days at most; drawn: numbers drawn for a re-check in a week.
    """

    valid: int = 90
    ahead: int = 21
    night_again: int = 7
    mended: int = 30
    month: int = 120
    drawn: int = 2


@dataclass(frozen=True, slots=True)
class NumberState:
    """What calls show of one number of one unit.

    made: how many; last: the last; verified: the one that verifies it, None where none does or later ones say
    otherwise; fault: a state of FAULT_RULES or None, because of which calls it stands; missed: calls since the last one
    that was answered; nights: those at night since the last one answered at night, one a night; reported: that it is
    wrong, as long as no call has told.
    """

    made: int = 0
    last: Call | None = None
    verified: Call | None = None
    fault: CallState | None = None
    because: tuple[Call, ...] = ()
    missed: tuple[Call, ...] = ()
    nights: tuple[Call, ...] = ()
    reported: Call | None = None

    def verified_on(self, day: dt.date, rules: CallRules) -> bool:
        """Tell whether on a day people may be told that the number was checked."""
        return (
            self.verified is not None
            and self.reported is None
            and day <= self.verified.day + dt.timedelta(days=rules.valid)
        )

    def state(self, day: dt.date, rules: CallRules) -> CallState:
        """Return what the number is on a day."""
        if self.fault is not None and self.reported is None:
            return self.fault
        if self.reported is not None:
            return CallState.REPORTED
        if self.verified is not None:
            return CallState.VERIFIED if self.verified_on(day, rules) else CallState.EXPIRED
        return CallState.TRYING if self.made else CallState.NEVER


def state_of(calls: Iterable[Call], at: dt.datetime) -> NumberState:
    """Return what the calls about one number of one unit show at a time. calls: oldest first; later ones than `at` are
    not known yet."""
    until = utc(at)
    made, last, verified, denied, reported = 0, None, None, None, None
    missed: list[Call] = []
    nights: list[Call] = []
    for call in calls:
        if call.called_at > until:
            break
        if call.outcome == Outcome.REPORTED:
            reported = call
            continue
        made, last = made + 1, call
        if call.missed:
            missed.append(call)
            if call.band is Band.NIGHT and all(call.night != c.night for c in nights):
                nights.append(call)
            if unanswered(missed):
                verified = reported = None
            continue
        missed, reported = [], None
        verified, denied = (call, None) if call.outcome == Outcome.HERE else (None, call)
        if call.band is Band.NIGHT:
            nights = []
    fault, because = _fault(denied, missed, nights)
    return NumberState(made, last, verified, fault, because, tuple(missed), tuple(nights), reported)


def _fault(denied: Call | None, missed: list[Call], nights: list[Call]) -> tuple[CallState | None, tuple[Call, ...]]:
    if denied is not None:
        return _DENIALS[Outcome(denied.outcome)], (denied,)
    if unanswered(missed):
        return CallState.UNANSWERED, tuple(missed)
    if len(nights) >= _NIGHTS:
        return CallState.NIGHT_UNANSWERED, tuple(nights)
    return None, ()


def unanswered(missed: Sequence[Call]) -> bool:
    """Tell whether missed calls make a fault: three of them in three parts of the day, one at night."""
    bands = {call.band for call in missed}
    return len(bands) >= _BANDS and Band.NIGHT in bands


def day_of(at: dt.datetime) -> dt.date:
    """Return the day in Vietnam."""
    return at.astimezone(VIETNAM).date()
