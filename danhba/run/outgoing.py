"""Telling units, as the flow calls it: after publication and reports, for the units concerned only.

Packages are written before the ledger says so, in the transaction that ends the night: a run that is killed between
tells the same units the same again, once, under the next night's time; nobody counts for told who was not.
"""

from __future__ import annotations

from typing import Any

from danhba.model.telling import Telling
from danhba.outgoing.addresses import remembered, write_proposals
from danhba.outgoing.decide import states_of, what_to_tell
from danhba.outgoing.facts import Numbers
from danhba.outgoing.gather import facts_of, numbers_of
from danhba.outgoing.package import address_of
from danhba.outgoing.sent_workbook import sent_workbook
from danhba.outgoing.words import REASONS
from danhba.outgoing.write import write_packages
from danhba.output.files import write_whole
from danhba.publish.publication import published_entries
from danhba.report.write import Told
from danhba.resolve.outcome import Assembled, Resolution
from danhba.review.sent_list import FILE
from danhba.run.context import RunContext
from danhba.run.due import STATE, rules_of
from danhba.run.lock import CannotRun
from danhba.run.report import inputs_of
from danhba.settings import OUTGOING
from danhba.vietnamese.dates import utc
from danhba.vietnamese.system_errors import system_words


def _write_sent_list(context: RunContext, ready: list[Telling]) -> None:
    """Write review/da-gui.xlsx, in which people say which packages they sent themselves. Raises OSError."""
    registry, settings = context.registry, context.settings
    path = settings.outbox / "review" / FILE
    if not ready and not path.exists():
        return
    lines = [
        (
            telling.name,
            registry.full_name(telling.unit_code),
            REASONS[telling.matter] + (f" (nhắc lần {telling.reminder})" if telling.reminder else ""),
            address_of(telling.unit_code, registry, context.addresses.accepted),
        )
        for telling in ready
    ]
    folder = settings.reviewers.name
    write_whole(path, sent_workbook(lines, registry.name, context.as_of, context.signing_key, folder))


def tell_units(context: RunContext, assembled: Assembled, resolution: Resolution, told: Told) -> int:
    """Write what units are to be told; return how many packages are new. Raises CannotRun, LedgerError."""
    if not context.settings.tell_units:
        return 0
    known: dict[str, Any] = context.ledger.state(STATE) or {}
    entries = {e["unit_code"]: e for e in published_entries(context.settings.outbox)}
    numbers = Numbers(numbers_of(entries.values()), known.get("numbers"))
    facts = facts_of(
        assembled.submissions, resolution.senders, told.situation_of, told.findings, numbers, context.registry
    )
    sent = states_of(context.ledger.sendings())
    begins = context.registry.begins
    since = utc(begins) if begins else ""
    tellings = [t for t in context.ledger.tellings() if t.told_at >= since]
    decided = what_to_tell(facts, tellings, sent, rules_of(context), context.as_of)
    ready = [(unit, decided.ready[unit.code]) for unit in facts if unit.code in decided.ready]
    try:
        packages = write_packages(
            ready,
            entries,
            context.settings.smtp_from,
            known.get("packages", {}),
            inputs_of(context),
            context.addresses.accepted,
        )
        write_proposals(context.addresses.proposed, context.settings.outbox)
        _write_sent_list(context, [telling for _, telling in ready])
    except OSError as error:
        place = context.settings.outbox / OUTGOING
        raise CannotRun(f"Không ghi được gói gửi đơn vị vào “{place}”: {system_words(error)}.") from error
    context.tellings = decided.new
    context.outgoing = {
        "packages": packages,
        "numbers": dict(numbers.now),
        "next": decided.next_day.isoformat() if decided.next_day else "",
        "addresses": remembered(context.addresses.accepted, context.registry),
    }
    return sum(t.name in {ready_one.name for _, ready_one in ready} for t in decided.new)
