"""Telling units, as the flow calls it: after publication and reports, for the units concerned only.

Packages are written before the ledger says so, in the transaction that ends the night: a run that is killed between tells
the same units the same again, once, under the next night's time; nobody counts for told who was not.
"""

from __future__ import annotations

from typing import Any

from danhba.outgoing.addresses import proposals, write_proposals
from danhba.outgoing.decide import states_of, what_to_tell
from danhba.outgoing.facts import Numbers
from danhba.outgoing.gather import facts_of, numbers_of
from danhba.outgoing.write import write_packages
from danhba.publish.publication import published_entries
from danhba.read.mail_sender import sender_of_mail
from danhba.report.write import Told
from danhba.resolve.outcome import Assembled, Resolution
from danhba.run.context import House
from danhba.run.due import STATE, rules_of
from danhba.run.lock import CannotRun
from danhba.run.report import inputs_of
from danhba.settings import OUTGOING
from danhba.store.damaged import ArchiveDamagedError
from danhba.vietnamese.system_errors import system_words


def tell_units(house: House, assembled: Assembled, resolution: Resolution, told: Told) -> int:
    """Write what units are to be told; return how many packages are new. Raises CannotRun, LedgerError."""
    if not house.settings.tell_units:
        return 0
    known: dict[str, Any] = house.ledger.state(STATE) or {}
    entries = {e["unit_code"]: e for e in published_entries(house.settings.outbox)}
    numbers = Numbers(numbers_of(entries.values()), known.get("numbers"))
    facts = facts_of(
        assembled.submissions, resolution.senders, told.situation_of, told.findings, numbers, house.registry
    )
    sent = states_of(house.ledger.sendings())
    decided = what_to_tell(facts, house.ledger.tellings(), sent, rules_of(house), house.as_of)
    ready = [(unit, decided.ready[unit.code]) for unit in facts if unit.code in decided.ready]
    mails = _senders(house, known.get("mails", {}))
    try:
        packages = write_packages(ready, entries, house.settings.smtp_from, known.get("packages", {}), inputs_of(house))
        receipts = {r.id: r for r in house.receipts}
        write_proposals(proposals(assembled.submissions, receipts, mails, house.registry), house.settings.outbox)
    except OSError as error:
        place = house.settings.outbox / OUTGOING
        raise CannotRun(f"Không ghi được gói gửi đơn vị vào “{place}”: {system_words(error)}.") from error
    house.tellings = decided.new
    house.outgoing = {
        "packages": packages,
        "numbers": dict(numbers.now),
        "next": decided.next_day.isoformat() if decided.next_day else "",
        "mails": mails,
    }
    return sum(t.name in {ready_one.name for _, ready_one in ready} for t in decided.new)


def _senders(house: House, known: dict[str, str]) -> dict[str, str]:
    """Return whom mails say they are from, by the receipt's id; of each mail the archive is asked once."""
    inside = {r.container for r in house.receipts if r.container}
    out = {}
    for receipt in house.receipts:
        if receipt.id not in inside:
            continue
        if (told := known.get(receipt.id)) is None:
            try:
                told = sender_of_mail(house.archive.get(receipt.sha256))
            except (OSError, ArchiveDamagedError):
                continue
        out[receipt.id] = told
    return out
