"""rebuild: the ledger made anew from the journal and what stands in outbox/; the next run reads the archive again.

The new ledger is made beside the old one and put in its place whole; the old one is kept. Killed at any point, it is
begun again.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from danhba.publish.publication import current
from danhba.registry import RegistryError, load_registry
from danhba.report.remembered import from_reports
from danhba.report.since_last_run import key_of
from danhba.run.context import FROM_BEFORE
from danhba.run.lock import CannotRun
from danhba.settings import Settings
from danhba.store.damaged import ArchiveDamagedError
from danhba.store.journal import DECISION, RECEIPT, RUN, Entry, Journal, JournalError
from danhba.store.ledger import Ledger, open_ledger
from danhba.store.ledger_error import LedgerError
from danhba.store.ledger_seal import seal_of
from danhba.store.open_archive import open_archive
from danhba.store.received_so_far import note_received
from danhba.store.sealed import ContentRemovedError
from danhba.vietnamese.dates import VIETNAM

_DAYS = 60


@dataclass(slots=True)
class Rebuilt:
    """What was made anew, and what of it the archive lacks: the names that files came with."""

    receipts: int = 0
    decisions: int = 0
    runs: int = 0
    lacking: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)  # for good, for they held personal data
    unknown: int = 0  # contents of the archive of which no receipt tells


def rebuild(settings: Settings) -> Rebuilt:
    """Make the ledger anew, under the lock on var/. Raises CannotRun, LedgerError, OSError; the old ledger is then
    where it was."""
    journal = Journal(settings.var / "journal.jsonl")
    if not journal.exists():
        raise CannotRun(
            f"Không có nhật ký nhận “{journal.path}” nên không dựng lại được; khôi phục bản sao lưu: "
            "danhba restore TỆP.tar (vào thư mục trống)."
        )
    try:
        damaged = journal.damaged()
    except JournalError as error:
        raise CannotRun(str(error)) from error
    if damaged:
        _mend_the_journal(settings)
    if settings.ledger.startswith("sqlite:///"):
        entries = _in_a_new_file(settings, Path(settings.ledger.removeprefix("sqlite:///")))
    else:
        ledger = open_ledger(settings.ledger, settings.var)
        try:
            from_before = ledger.state(FROM_BEFORE)
            ledger.database.clear()
            entries = _fill(ledger, settings)
            if from_before:
                ledger.set_state(FROM_BEFORE, from_before)
        finally:
            ledger.close()
    note_received(settings.var, len({e.values["id"] for e in entries if e.kind == RECEIPT}))
    return _compared(settings, entries)


def _mend_the_journal(settings: Settings) -> None:
    """Write a journal with damaged lines anew from the ledger, where that is whole. Raises LedgerError where it is
    not."""
    ledger = open_ledger(settings.ledger, settings.var)
    try:
        ledger.writes.mend()
    except LedgerError as error:
        raise CannotRun(
            "Nhật ký nhận và sổ ghi nhận đều hỏng: không bên nào dựng lại được bên kia; khôi phục bản sao lưu: "
            "danhba restore TỆP.tar"
            f" (vào thư mục trống). {error}"
        ) from error
    finally:
        ledger.close()


def _in_a_new_file(settings: Settings, file: Path) -> list[Entry]:
    new = file.with_name(f"{file.name}.rebuild")
    for left in (new, *_beside(new)):
        left.unlink(missing_ok=True)
    from_before = _from_before(file)
    ledger = open_ledger(f"sqlite:///{new}", settings.var)
    entries = _fill(ledger, settings)
    if from_before:
        ledger.set_state(FROM_BEFORE, from_before)
    ledger.close(seal=True)
    when = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}"
    for old in (file, *_beside(file)):
        if old.exists():
            os.replace(old, old.with_name(f"{old.name}.{when}.old"))
    os.replace(new, file)
    os.replace(seal_of(new), seal_of(file))
    for left in _beside(new):
        left.unlink(missing_ok=True)
    return entries


def _from_before(file: Path) -> list[str]:
    """Return what the old ledger says of receipts from before workbooks were signed, [] where it cannot be read: the
    journal does not tell."""
    if not file.exists():
        return []
    try:
        old = Ledger(f"sqlite:///{file}")
        try:
            return list(old.state(FROM_BEFORE) or [])
        finally:
            old.close()
    except (LedgerError, SQLAlchemyError, ValueError):
        return []


def _beside(file: Path) -> list[Path]:
    return [*(file.with_name(file.name + end) for end in ("-wal", "-shm")), seal_of(file)]


def _fill(ledger: Ledger, settings: Settings) -> list[Entry]:
    entries = ledger.writes.replay_all()
    night = _night(settings.outbox / "reports", [e.values for e in entries if e.kind == RUN], _campaign(settings))
    if night:
        ledger.set_state("night", night)
    return entries


def _compared(settings: Settings, entries: list[Entry]) -> Rebuilt:
    out = Rebuilt(decisions=sum(e.kind == DECISION for e in entries), runs=sum(e.kind == RUN for e in entries))
    archive = open_archive(settings.var, settings.archive)
    known: set[str] = set()
    for entry in entries:
        if entry.kind == RECEIPT:
            out.receipts += 1
            sha256 = entry.values["sha256"]
            if sha256 not in known:
                known.add(sha256)
                try:
                    archive.check(sha256)
                except ContentRemovedError:
                    out.removed.append(entry.values["source_file"])
                except ArchiveDamagedError:
                    out.lacking.append(entry.values["source_file"])
    out.unknown = len(set(archive.names()) - known)
    return out


def _campaign(settings: Settings) -> str:
    """Return the later campaign in which the last directory was published, '' for the registry's own or any that is not
    in force any more."""
    now = current(settings.outbox)
    try:
        registry = load_registry(settings.registry)
    except RegistryError:
        return ""
    return registry.campaign if now is not None and now.get("registry") == registry.digest else ""


def _night(reports: Path, runs: list[dict[str, Any]], campaign: str) -> dict[str, Any]:
    """Return what the last run told, as far as its reports and the journal still tell it: the next one says what is new
    since then."""
    if not runs:
        return {}
    try:
        findings = _table(reports / "findings.csv")
        progress = _table(reports / "tien-do.csv")
        told = from_reports(
            *(_table(p) if p.exists() else [] for p in (reports / "ton-dong.csv", reports / "theo-ngay.csv"))
        )
    except (OSError, ValueError, KeyError, csv.Error):
        return {}
    days: dict[str, dict[str, int]] = {}
    for run in runs:
        day = dt.datetime.fromisoformat(run["as_of"]).astimezone(VIETNAM).date().isoformat()
        days[day] = dict(sorted((run["summary"].get("states") or {}).items()))
    return {
        "as_of": runs[-1]["as_of"],
        "findings": {
            key_of(line): [line["code"], line["unit_name"] or line["unit_code"], line["source_file"]]
            for line in findings
            if line["severity"] != "info"
        },
        "states": {line["unit_code"]: line["state"] for line in progress},
        "history": dict(sorted(days.items())[-_DAYS:]),
        **told,
        **({"campaign": campaign} if campaign else {}),
    }


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{k: _as_meant(v) for k, v in line.items()} for line in csv.DictReader(file)]


def _as_meant(text: str) -> str:
    """Return a cell's text without the mark that keeps a spreadsheet from computing it."""
    return text[1:] if text[:1] == "'" and text[1:].lstrip(" \u00a0")[:1] in "=+-@\uff1d\uff0b\uff0d\uff20" else text
