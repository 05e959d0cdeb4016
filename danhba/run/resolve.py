"""Bringing readings together and resolving, as the flow calls them."""

from __future__ import annotations

from danhba.calls.accept import new_calls
from danhba.calls.counted import counted
from danhba.publish.gate import refused_entries
from danhba.resolve.assemble import ReviewOffice, assemble
from danhba.resolve.counted import heed_counts
from danhba.resolve.on_duty import heed_duty
from danhba.resolve.outcome import Assembled, Resolution
from danhba.resolve.resolve import resolve
from danhba.resolve.withhold import withhold
from danhba.review.questions import Decision
from danhba.run.addresses import ask_about_addresses
from danhba.run.context import RunContext
from danhba.run.personal import seal_personal
from danhba.run.recall import readings_of, recall
from danhba.run.sent import heed_sent
from danhba.vietnamese.dates import utc


def assemble_all(context: RunContext) -> Assembled:
    """Bring every reading together with its newest receipt."""
    recall(context)
    context.known.update(readings_of(context, [r for r in context.receipts if not r.members]))
    kept, context.known = context.known, {}
    seal_personal(context, lambda r: kept[context.key(r)])
    heads = context.heads_of_mails()
    office = ReviewOffice(
        context.signing_key, context.settings.reviewers.name, heads.sender, context.unsealed, heads.subject
    )
    return assemble(context.receipts, lambda r: kept[context.key(r)], decisions_of(context), context.registry, office)


def decisions_of(context: RunContext) -> list[Decision]:
    """Return the decisions given by command in this campaign. Raises LedgerError."""
    begins = context.registry.begins
    since = utc(begins) if begins else ""
    return [d for d in context.ledger.decisions() if d.decided_at >= since]


def resolve_all(context: RunContext, assembled: Assembled) -> Resolution:
    """Keep what was called, choose one number a unit; what the gate does not let pass is withheld before anyone
    publishes it."""
    context.ledger.add_calls(new_calls(assembled.calls, known := context.ledger.calls()))
    context.calls = counted(context.ledger.calls() if assembled.calls else known)
    resolution = resolve(
        assembled.submissions,
        context.registry,
        assembled.decisions,
        context.calls,
        assembled.calls,
        context.as_of,
        assembled.carried,
    )
    heed_counts(resolution, assembled.submissions, context.registry)
    heed_duty(resolution, assembled.submissions, context.registry)
    states = {code: standing.state for code, standing in resolution.standings.items()}
    withhold(resolution, refused_entries(resolution.entries, context.registry, states), context.registry)
    ask_about_addresses(context, assembled, resolution)
    heed_sent(context, assembled, resolution)
    return resolution
