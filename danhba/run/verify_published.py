"""`danhba verify --published`: every entry of the current publication is read a second time, anew, from the archived
bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from danhba.audit import Auditor, Claim
from danhba.model.grid import ReadError
from danhba.model.submission import Receipt
from danhba.publish.publication import published_entries
from danhba.read import kind_of, read_grids
from danhba.registry import load_registry
from danhba.settings import Settings
from danhba.store.archive import Contents
from danhba.store.ledger import Ledger
from danhba.store.open_archive import open_archive
from danhba.store.readings import Kept, load


def verify_published(settings: Settings) -> Iterator[str]:
    """Yield a line for every published number that the archived file does not bear out. Raises RegistryError,
    LedgerError, OSError."""
    registry = load_registry(settings.registry)
    archive = open_archive(settings.var, settings.archive)
    ledger = Ledger(settings.ledger)
    try:
        receipts = {r.id: r for r in ledger.receipts.all()}
        of_file: dict[str, list[dict[str, str]]] = defaultdict(list)
        for entry in published_entries(settings.outbox):
            of_file[entry["submission"]].append(entry)
        contents = {r.sha256: r.id for s in of_file if (r := receipts.get(s))}
        kept: dict[str, list[Kept]] = defaultdict(list)
        for sha256, payload in ledger.readings.of_contents(contents):
            kept[sha256].append(load(payload))
    finally:
        ledger.close()
    auditor = Auditor(registry)
    for submission, entries in sorted(of_file.items()):
        receipt = receipts.get(submission)
        yield from _of_file(auditor, archive, receipt, kept.get(receipt.sha256, []) if receipt else [], entries)


def _of_file(
    auditor: Auditor,
    archive: Contents,
    receipt: Receipt | None,
    kept: list[Kept],
    entries: list[dict[str, str]],
) -> Iterator[str]:
    if receipt is None or not kept:
        for entry in entries:
            yield f"{_named(entry)}: không còn lần đọc nào của tệp “{entry['source_file']}” trong sổ ghi nhận"
        return
    name_cells = {(r["sheet"], r["phone_cell"], r["unit_code"]): r["name_cell"] for k in kept for r in k.rows}
    told = [k.submitter for k in kept if any(e.kind != "rows" for e in k.submitter.evidence)]
    sender = told[-1].unit_code if told else ""
    claims = []
    for entry in entries:
        sheet, cell, unit = entry["source_sheet"], entry["source_cell"], entry["unit_code"]
        name_cell = name_cells.get((sheet, cell, unit), "")
        claims.append((sheet, Claim(name_cell, cell, unit, entry["phone_e164"], entry["extension"], sender)))
    try:
        data = archive.get(receipt.sha256)
        grids = read_grids(data, kind_of(data), receipt.source_file)
    except (ReadError, OSError) as error:
        for entry in entries:
            yield f"{_named(entry)}: không đọc lại được tệp “{receipt.source_file}” ({error})"
        return
    for entry, said in zip(entries, auditor.disagreements(grids, claims), strict=True):
        if said:
            yield f"{_named(entry)} ({receipt.source_file}, ô {entry['source_cell']}): lần đọc kiểm tra {said}"


def _named(entry: dict[str, str]) -> str:
    return f"{entry['name']} {entry['phone']}"
