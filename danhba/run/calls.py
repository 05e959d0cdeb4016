"""Calls, as the flow keeps and writes them: what each published number is after them, and tonight's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from danhba.calls.counted import Calls, counted
from danhba.calls.schedule import Standing, made_lately, standings, to_call, tonight
from danhba.calls.shares import Checked, checked_shares
from danhba.calls.table import call_lines, checked_days
from danhba.output.cells import csv_bytes
from danhba.output.files import write_whole
from danhba.publish.publication import published_entries
from danhba.run.context import RunContext
from schemas.tables import CALL_COLUMNS, CALLS

_TABLE = "kiem-tra.csv"


def calls_of(context: RunContext) -> Calls:
    """Return what counts of all calls. Raises LedgerError."""
    if context.calls is None:
        context.calls = counted(context.ledger.calls())
    return context.calls


def _standings(context: RunContext, entries: Sequence[Mapping[str, str]]) -> list[Standing]:
    services = context.registry.shared_services
    return standings(entries, calls_of(context), services, context.as_of, context.settings.call_rules)


def checked(context: RunContext, entries: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return of which units people are told that their number was called and answered, and on which day (ISO)."""
    calls = calls_of(context)
    return checked_days(_standings(context, entries), context.as_of, context.settings.call_rules) if calls.made else {}


def shares(context: RunContext) -> list[Checked]:
    """Return the shares verified by tier; empty while nobody has called."""
    calls = calls_of(context)
    if not calls.made:
        return []
    entries, registry = published_entries(context.settings.outbox), context.registry
    tiers = [(s.tier, f"{s.letter}. {s.title}") for s in registry.sections]
    return checked_shares(entries, calls, registry.shared_services, tiers, context.as_of, context.settings.call_rules)


def write_calls(context: RunContext) -> None:
    """Write reports/kiem-tra.csv and review/goi-thu.xlsx, about the numbers that are published now. Raises OSError."""
    from danhba.calls.write_workbook import call_workbook

    settings, calls, registry = context.settings, calls_of(context), context.registry
    standing = _standings(context, published_entries(settings.outbox))
    lines = call_lines(standing)
    path = settings.outbox / "reports" / _TABLE
    data = csv_bytes(CALL_COLUMNS, lines)
    if not (path.exists() and path.read_bytes() == data):
        from danhba.output.valid_tables import check_lines  # a night with nothing new does without pandas

        check_lines(CALLS, lines)
        write_whole(path, data)
    rules = settings.call_rules
    asked = tonight(to_call(standing, calls, context.as_of, rules), calls, context.as_of, rules, settings.calls_list)
    month = (made_lately(calls, context.as_of), rules.month)
    book = call_workbook(
        asked, registry.full_name, registry.name, context.as_of, context.signing_key, settings.reviewers.name, month
    )
    write_whole(settings.outbox / "review" / "goi-thu.xlsx", book)
