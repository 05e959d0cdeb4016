"""Whether somebody is to be told something though nothing came in, and by which rules: asked by a night with nothing new."""

from __future__ import annotations

import datetime as dt
from typing import Any

from danhba.outgoing.reminders import Rules
from danhba.run.context import House
from danhba.settings import OUTGOING
from danhba.vietnamese.dates import VIETNAM

STATE = "outgoing"
TABLE = "gui-don-vi.csv"


def rules_of(house: House) -> Rules:
    """Return when units are reminded."""
    settings, deadline = house.settings, house.registry.deadline
    return Rules(
        deadline.astimezone(VIETNAM).date() if deadline else None,
        settings.remind_before_days,
        tuple(settings.remind_after_days),
        settings.answer_days,
    )


def is_due(house: House) -> bool:
    """Tell whether somebody is to be told something tonight though nothing came in: a reminder's day has come, a package was taken away."""
    settings = house.settings
    if not settings.tell_units:
        return False
    known: dict[str, Any] = house.ledger.state(STATE) or {}
    today = house.as_of.astimezone(VIETNAM).date()
    day = known.get("next", "")
    return (bool(day) and today >= dt.date.fromisoformat(day)) or not (settings.outbox / OUTGOING / TABLE).exists()


def mark_of_rules(house: House) -> tuple[object, ...]:
    """Return what else decides who is told what: the settings, and how much was sent since."""
    s = house.settings
    return (
        s.tell_units,
        s.remind_before_days,
        tuple(s.remind_after_days),
        s.answer_days,
        s.smtp_from,
        house.ledger.sending_count(),
    )
