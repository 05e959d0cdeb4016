"""Files that hold personal data, as the flow keeps them: sealed once they are read, and gone for good when an operator
says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from danhba.check.citizens import CODE
from danhba.model.finding import Finding
from danhba.model.submission import Reading, Receipt, Submitter
from danhba.publish.publication import published_entries
from danhba.run.context import RunContext
from danhba.settings import Settings
from danhba.store.ledger import open_ledger
from danhba.store.open_archive import open_archive
from danhba.store.readings import Kept, dump
from danhba.store.sealed import ContentRemovedError
from danhba.vietnamese.dates import clock, utc
from schemas.rule import Severity


def seal_personal(context: RunContext, kept_of: Callable[[Receipt], Kept]) -> None:
    """Seal every file that was refused for its citizens' data, and the mails and archives that brought it. What earlier
    rules read of it is forgotten. Raises OSError."""
    by_id = {r.id: r for r in context.receipts}
    for receipt in context.receipts:
        if receipt.members:
            continue
        kept = kept_of(receipt)
        if CODE not in kept.findings.errors:
            continue
        around: Receipt | None = receipt
        while around is not None:
            if context.archive.seal(around.sha256, kept.submitter.unit_code):
                keys = {context.key(r) for r in context.receipts if r.sha256 == around.sha256}
                context.ledger.readings.forget_content(around.sha256, keys)
            around = by_id.get(around.container)


def removed_reading(receipt: Receipt, error: ContentRemovedError) -> bytes:
    """Return what is kept as the reading of a file that was removed for good."""
    reading = Reading(receipt.source_file, receipt.sha256, submitter=Submitter(error.unit_code))
    params: dict[str, object] = {"file": receipt.source_file.rsplit("/", 1)[-1], "when": clock(error.when)}
    reading.findings.append(Finding(CODE, Severity.WARNING.value, unit_code=error.unit_code, params=params))
    return dump(reading)


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed for good: names that files came under; and what stays, for a published number rests on it."""

    gone: list[str]
    stay: list[str]


def remove_personal(settings: Settings) -> Removed:
    """Remove every sealed content for good, but for those that a published number rests on. Under the lock on var/.
    Raises LedgerError, OSError."""
    archive = open_archive(settings.var, settings.archive)
    ledger = open_ledger(settings.ledger, settings.var)
    try:
        receipts = ledger.receipts.all()
        wanted = {e["submission"] for e in published_entries(settings.outbox)}
        stay = {r.sha256 for r in receipts if r.id in wanted and r.sha256 in archive.sealed}
        gone = set(archive.forget(lambda sha256: sha256 not in stay, utc(settings.now())))
        for sha256 in gone:
            ledger.readings.forget_content(sha256, ())
        if gone:
            ledger.set_state("fingerprint", "")  # the next night tells it
    finally:
        ledger.close(seal=True)
    return Removed(_names(receipts, gone), _names(receipts, stay))


def _names(receipts: Iterable[Receipt], contents: Iterable[str]) -> list[str]:
    names: Mapping[str, str] = {r.sha256: r.source_file for r in receipts}
    return sorted(names.get(sha256, sha256[:12]) for sha256 in contents)
