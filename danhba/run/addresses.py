"""Addresses that mails come from, as the flow asks about them: before the questions are written."""

from __future__ import annotations

from danhba.outgoing.addresses import Addresses, ask_about, proposals
from danhba.resolve.outcome import Assembled, Resolution
from danhba.resolve.resolve import tell_lapsed_decisions
from danhba.run.context import RunContext


def ask_about_addresses(context: RunContext, assembled: Assembled, resolution: Resolution) -> None:
    """Ask the reviewer about addresses that the registry does not have, where units are told anything at all; keep
    what was accepted for their packages. Raises LedgerError."""
    if not context.settings.tell_units:
        return
    senders = _senders(context)
    proposed = proposals(assembled.submissions, {r.id: r for r in context.receipts}, senders, context.registry)
    book = resolution.book
    ours = (context.settings.smtp_from, context.settings.imap_user, context.registry.report_email)
    before = len(book.lapsed)
    accepted = ask_about(proposed, ours, context.registry, book)
    tell_lapsed_decisions(book.lapsed[before:], resolution)
    context.addresses = Addresses(proposed, accepted)


def _senders(context: RunContext) -> dict[str, str]:
    """Return whom mails say they are from, by the receipt's id."""
    inside = {r.container for r in context.receipts if r.container}
    heads = context.heads_of_mails()
    return {r.id: heads.sender(r.id) for r in context.receipts if r.id in inside}
