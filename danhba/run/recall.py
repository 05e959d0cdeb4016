"""What earlier runs received and read, recalled from the ledger."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from danhba.model.finding import Finding, Findings, pack_findings
from danhba.model.order import in_order
from danhba.model.rows import Rows
from danhba.model.submission import Receipt, Submitter
from danhba.run.context import RunContext
from danhba.store.readings import Kept, load
from danhba.vietnamese.dates import utc
from schemas.catalogue import CATALOGUE
from schemas.tables import KEPT_COLUMNS


def recall(context: RunContext) -> None:
    """Load every receipt of the ledger, oldest first, and what was read of them, once a run."""
    if not context.recalled:
        context.recalled = True
        begins = context.registry.begins
        since = utc(begins) if begins else ""  # of a later campaign: what came before belongs to the one before
        context.receipts = in_order([r for r in context.ledger.receipts.all() if r.received_at >= since])
        context.known = readings_of(context, context.receipts)


def readings_of(context: RunContext, receipts: Iterable[Receipt]) -> dict[str, Kept]:
    """Return the kept readings of receipts that are not yet recalled, by key."""
    wanted = {context.key(r) for r in receipts if not r.members} - context.known.keys()
    return {key: load(payload) for key, payload in context.ledger.readings.of_keys(wanted)} if wanted else {}


def read_again(context: RunContext) -> None:
    """Have this run read everything again from the archive: what was read before is forgotten."""
    context.ledger.readings.forget()
    context.reread = True
    context.stopped.readings.clear()
    for container in context.stopped.containers.values():
        container.nights = 0


def damaged_reading(context: RunContext, receipt: Receipt) -> Kept:
    """Return what stands for the reading of a file whose archived bytes are spoilt: one finding, and no number.

    What an earlier version read of it while it was whole still tells for which units it spoke: they are in error, so
    that an older number of theirs is published as kept, not as if nothing newer had come.
    """
    former = next(filter(None, map(_loaded, context.ledger.readings.ever_of(receipt.sha256))), None)
    rows, submitter = Rows(), Submitter()
    if former is not None and all(unit in context.registry.by_code for unit in former.rows.units if unit):
        submitter = former.submitter
        columns = former.rows.columns
        count = len(former.rows)
        kept = {name: list(columns.get(name, [""] * count)) for name in KEPT_COLUMNS} if count else {}
        for name in _OF_A_NUMBER & kept.keys():
            kept[name] = [""] * count
        if kept:
            kept["errors"] = [_DAMAGED] * count
        rows = Rows(kept)
    told: dict[str, object] = {"file": receipt.source_file.rsplit("/", 1)[-1]}
    finding = Finding(_DAMAGED, CATALOGUE[_DAMAGED].severity.value, unit_code=submitter.unit_code, params=told)
    return Kept("", "", submitter, rows, Findings(pack_findings([finding]), 1, [_DAMAGED], False), [], [])


_DAMAGED = "archive_damaged"
_OF_A_NUMBER = frozenset({"phone_e164", "extension", "phone_kind", "display", "ok", "note_public"})


def _loaded(payload: bytes) -> Kept | None:
    try:
        former = load(payload)
        former.rows.column("unit_code")
    except (ValueError, KeyError, TypeError, zlib.error):
        return None  # kept in another form, by another version
    return former
