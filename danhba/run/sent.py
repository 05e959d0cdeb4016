"""Packages that people sent themselves, as the flow writes them down: at most once, when and by whom."""

from __future__ import annotations

from dataclasses import replace

from danhba.outgoing.package import address_of
from danhba.outgoing.sent_by_hand import sent_by_hand
from danhba.resolve.outcome import Assembled, Resolution
from danhba.run.context import RunContext


def heed_sent(context: RunContext, assembled: Assembled, resolution: Resolution) -> None:
    """Write down what accepted workbooks say was sent; tell of lines that cannot be. Raises LedgerError."""
    if not assembled.sent:
        return
    ledger, registry = context.ledger, context.registry
    new, wrong = sent_by_hand(assembled.sent, ledger.tellings(), ledger.sendings())
    for submission, finding in wrong:
        resolution.findings.setdefault(submission, []).append(finding)
    accepted = context.addresses.accepted
    ledger.add_sendings(
        [
            replace(s, address=address_of(s.unit_code, registry, accepted) if s.unit_code in registry.by_code else "")
            for s in new
        ]
    )
