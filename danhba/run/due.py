"""Whether somebody is to be told something though nothing came in, and by which rules: asked by a night with nothing
new."""

from __future__ import annotations

import datetime as dt
from typing import Any

from danhba.outgoing.reminders import Rules
from danhba.run.context import RunContext
from danhba.settings import OUTGOING
from danhba.vietnamese.dates import VIETNAM

STATE = "outgoing"
TABLE = "gui-don-vi.csv"


def rules_of(context: RunContext) -> Rules:
    """Return when units are reminded."""
    settings, deadline = context.settings, context.registry.deadline
    return Rules(
        deadline.astimezone(VIETNAM).date() if deadline else None,
        settings.remind_before_days,
        tuple(settings.remind_after_days),
        settings.answer_days,
    )


def is_due(context: RunContext) -> bool:
    """Tell whether somebody is to be told something tonight though nothing came in: a reminder's day has come, a
    package was taken away."""
    settings = context.settings
    if not settings.tell_units:
        return False
    known: dict[str, Any] = context.ledger.state(STATE) or {}
    today = context.as_of.astimezone(VIETNAM).date()
    day = known.get("next", "")
    return (bool(day) and today >= dt.date.fromisoformat(day)) or not (settings.outbox / OUTGOING / TABLE).exists()


def mark_of_rules(context: RunContext) -> tuple[object, ...]:
    """Return what else decides who is told what: the settings, and how much was sent since."""
    s = context.settings
    return (
        s.tell_units,
        s.remind_before_days,
        tuple(s.remind_after_days),
        s.answer_days,
        s.smtp_from,
        context.ledger.sending_count(),
    )
