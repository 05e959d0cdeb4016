"""What the rules say of a phone reading: the rule itself is asked, over the reading's facts."""

from __future__ import annotations

from danhba.phones.phone_reading import PhoneReading
from schemas.facts import SOUND
from schemas.rule import Severity
from schemas.rules.phone import RULES


def broken(reading: PhoneReading, severity: Severity) -> tuple[str, ...]:
    """Return the codes of the rules that a reading breaks, of one severity."""
    facts = SOUND._replace(phone=reading.facts)
    return tuple(r.code for r in RULES if r.check is not None and r.severity is severity and not r.check(facts))


def refusal_of(reading: PhoneReading) -> str:
    """Return the code of the error, '' where the number may be published."""
    return next(iter(broken(reading, Severity.ERROR)), "")


def remarks_of(reading: PhoneReading) -> tuple[str, ...]:
    """Return the codes of the warnings."""
    return broken(reading, Severity.WARNING)
