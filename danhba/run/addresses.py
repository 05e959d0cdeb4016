"""Addresses that mails come from, as the flow asks about them: before the questions are written."""

from __future__ import annotations

from typing import Any

from danhba.outgoing.addresses import Addresses, ask_about, proposals
from danhba.read.mail_sender import sender_of_mail
from danhba.resolve.outcome import Assembled, Resolution
from danhba.resolve.resolve import tell_lapsed_decisions
from danhba.run.context import RunContext
from danhba.run.due import STATE
from danhba.store.damaged import ArchiveDamagedError


def ask_about_addresses(context: RunContext, assembled: Assembled, resolution: Resolution) -> None:
    """Ask the reviewer about addresses that the registry does not have, where units are told anything at all; keep
    what was accepted for their packages. Raises LedgerError."""
    if not context.settings.tell_units:
        return
    known: dict[str, Any] = context.ledger.state(STATE) or {}
    senders = _senders(context, known.get("mails", {}))
    proposed = proposals(assembled.submissions, {r.id: r for r in context.receipts}, senders, context.registry)
    book = resolution.book
    ours = (context.settings.smtp_from, context.settings.imap_user, context.registry.report_email)
    before = len(book.lapsed)
    accepted = ask_about(proposed, ours, context.registry, book)
    tell_lapsed_decisions(book.lapsed[before:], resolution)
    context.addresses = Addresses(senders, proposed, accepted)


def _senders(context: RunContext, known: dict[str, str]) -> dict[str, str]:
    """Return whom mails say they are from, by the receipt's id; of each mail the archive is asked once."""
    inside = {r.container for r in context.receipts if r.container}
    out = {}
    for receipt in context.receipts:
        if receipt.id not in inside:
            continue
        if (told := known.get(receipt.id)) is None:
            try:
                told = sender_of_mail(context.archive.get(receipt.sha256))
            except (OSError, ArchiveDamagedError):
                continue
        out[receipt.id] = told
    return out
