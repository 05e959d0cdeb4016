"""Bringing readings together and resolving, as the flow calls them."""

from __future__ import annotations

from functools import partial

from danhba.calls.accept import new_calls
from danhba.calls.counted import counted
from danhba.publish.gate import refused_entries
from danhba.read.mail_sender import sender_of_mail
from danhba.resolve.assemble import ReviewOffice, assemble
from danhba.resolve.outcome import Assembled, Resolution
from danhba.resolve.resolve import resolve
from danhba.resolve.withhold import withhold
from danhba.run.context import House
from danhba.run.recall import readings_of, recall


def assemble_all(house: House) -> Assembled:
    """Bring every reading together with its newest receipt."""
    recall(house)
    house.known.update(readings_of(house, [r for r in house.receipts if not r.members]))
    kept, house.known = house.known, {}
    office = ReviewOffice(house.signing_key, house.settings.reviewers.name, partial(_mail_from, house), house.unsealed)
    return assemble(house.receipts, lambda r: kept[house.key(r)], house.ledger.decisions(), house.registry, office)


def _mail_from(house: House, receipt_id: str) -> str:
    """Return whom an archived mail says it is from, '' where it cannot be told."""
    mail = next((r for r in house.receipts if r.id == receipt_id), None)
    try:
        return sender_of_mail(house.archive.get(mail.sha256)) if mail is not None else ""
    except OSError:
        return ""  # what became of it is told elsewhere


def resolve_all(house: House, assembled: Assembled) -> Resolution:
    """Keep what was called, choose one number a unit; what the gate does not let pass is withheld before anyone publishes it."""
    house.ledger.add_calls(new_calls(assembled.calls, known := house.ledger.calls()))
    house.calls = counted(house.ledger.calls() if assembled.calls else known)
    resolution = resolve(
        assembled.submissions, house.registry, assembled.decisions, house.calls, assembled.calls, house.as_of
    )
    states = {code: standing.state for code, standing in resolution.standings.items()}
    withhold(resolution, refused_entries(resolution.entries, house.registry, states), house.registry)
    return resolution
