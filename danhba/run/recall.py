"""What earlier runs received and read, recalled from the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from danhba.model.submission import Receipt
from danhba.run.context import House
from danhba.store.readings import Kept, load


def age(receipt: Receipt) -> tuple[str, str, str, str]:
    """Return what receipts are ordered by, oldest first."""
    return (receipt.received_at, receipt.changed_at, receipt.source_file, receipt.id)


def recall(house: House) -> None:
    """Load every receipt of the ledger, oldest first, and what was read of them, once a run."""
    if not house.recalled:
        house.recalled = True
        house.receipts = sorted(house.ledger.receipts(), key=age)
        house.known = readings_of(house, house.receipts)


def readings_of(house: House, receipts: Iterable[Receipt]) -> dict[str, Kept]:
    """Return the kept readings of receipts that are not yet recalled, by key."""
    wanted = {house.key(r) for r in receipts if not r.members} - house.known.keys()
    return {key: load(payload) for key, payload in house.ledger.readings(wanted)} if wanted else {}


def read_again(house: House) -> None:
    """Have this run read everything again from the archive: what was read before is forgotten."""
    house.ledger.forget_readings()
    house.reread = True
