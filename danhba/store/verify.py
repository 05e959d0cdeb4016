"""verify: everything that lasts, read and compared: archive, ledger, journal, publications. A line for everything that
does not agree."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import orjson
import sqlalchemy as sa

from danhba.publish.publication import whole
from danhba.settings import Settings
from danhba.store.damaged import ArchiveDamagedError
from danhba.store.journal import CALL, DECISION, FETCHED, PUBLICATION, RECEIPT, RUN, SENDING, TELLING, JournalError
from danhba.store.keys import FILE, KEY, KeyFileError, load_key, name_of
from danhba.store.ledger import Ledger, open_ledger
from danhba.store.ledger_error import LedgerError
from danhba.store.ledger_seal import broken_seal
from danhba.store.ledger_tables import (
    CALLS,
    DECISIONS,
    FETCHED_MAILS,
    METADATA,
    PUBLICATIONS,
    READINGS,
    RUNS,
    SENDINGS,
    STATE,
    TELLINGS,
    row_digest,
)
from danhba.store.open_archive import open_archive
from danhba.store.readings import load
from danhba.store.received_so_far import is_older

_OLD_KEY = "lấy lại từ bản sao lưu, không thì biểu mẫu có dấu máy và quyet-dinh.xlsx đã phát sẽ bị từ chối"
_REBUILD = "dựng lại bằng: danhba rebuild"


def verify(settings: Settings) -> Iterator[str]:
    """Yield a line for everything that is not as it was written. Nobody writes meanwhile. Raises OSError."""
    archive = open_archive(settings.var, settings.archive)
    seen: set[str] = set()
    for name in archive.names():
        try:
            archive.check(name)
            seen.add(name)
        except ArchiveDamagedError as error:
            yield str(error.strerror)
    try:
        yield from _file(settings)
        ledger = open_ledger(settings.ledger, settings.var)
    except LedgerError as error:
        yield str(error)
        yield from _publications(settings, {}, [])
        return
    published: list[str] = []
    manifests: dict[str, str] = {}
    try:
        yield from _rows(ledger)
        yield from _key(settings, ledger)
        receipts = ledger.receipts.all()
        if older := is_older(settings.var, len(receipts)):
            yield older
        published, manifests = ledger.publications(), ledger.manifests()
        for receipt in receipts:
            if receipt.sha256 not in seen and not archive.removed(receipt.sha256):
                yield f"sổ ghi nhận: “{receipt.source_file}” ({receipt.id}) không còn nguyên trong kho lưu trữ"
        known = {r.sha256 for r in receipts}
        for name in sorted(seen - known):
            yield f"kho lưu trữ: tệp {name[:12]} không có trong sổ ghi nhận"
        yield from _journal(ledger)
    except Exception as error:  # a damaged page can look like anything
        yield str(error) if isinstance(error, LedgerError) else f"sổ ghi nhận: {type(error).__name__}; {_REBUILD}"
    finally:
        ledger.close()
    yield from _publications(settings, manifests, published)


def _key(settings: Settings, ledger: Ledger) -> Iterator[str]:
    """The signing key, against the name of the one that the last run used."""
    known = ledger.state(KEY)
    try:
        key = load_key(settings.var)
    except KeyFileError as error:
        yield str(error).rstrip(".")
        return
    if key is None and (known or ledger.last_run() is not None):
        yield f"khóa ký “{settings.var / FILE}” không còn; {_OLD_KEY}"
    elif key is not None and known and known.get("name") != name_of(key):
        yield f"khóa ký “{settings.var / FILE}” không phải khóa mà lần chạy trước dùng; {_OLD_KEY}"


def _file(settings: Settings) -> Iterator[str]:
    """The database's own file, where there is one: its seal, and what SQLite says of itself."""
    if not settings.ledger.startswith("sqlite:///"):
        return
    file = Path(settings.ledger.removeprefix("sqlite:///"))
    if not file.exists():
        return
    if broken_seal(file):
        yield f"sổ ghi nhận: tệp {file.name} đã bị thay đổi từ lần chạy trước; {_REBUILD}"
    try:
        connection = sqlite3.connect(file)
        try:
            for (line,) in connection.execute("PRAGMA integrity_check(20)"):
                if line != "ok":
                    yield f"sổ ghi nhận: {str(line).splitlines()[0]}; {_REBUILD}"
        finally:
            connection.close()
    except Exception as error:  # what SQLite says of a damaged file is sometimes no text
        yield f"sổ ghi nhận: {error if isinstance(error, sqlite3.Error) else type(error).__name__}; {_REBUILD}"


def _rows(ledger: Ledger) -> Iterator[str]:
    """Every row against its digest; every reading and state unpacked. A damaged reading is made again by the next
    run."""
    with ledger.database.engine.connect().execution_options(yield_per=200) as connection:
        for table in METADATA.tables.values():
            for row in connection.execute(sa.select(table)).mappings():
                name = next(iter(row.values()))
                if row["digest"] and row["digest"] != row_digest(table, row):
                    yield f"sổ ghi nhận: bảng {table.name}, dòng {name!r} đã bị thay đổi; {_remedy(table)}"
                    continue
                try:
                    if table is READINGS:
                        kept = load(row["payload"])
                        list(kept.findings)
                        _ = kept.rows.columns
                    elif table is STATE:
                        orjson.loads(row["value"])
                    elif table is RUNS:
                        orjson.loads(row["summary"])
                except Exception as error:  # whatever it is, it cannot be unpacked
                    yield (
                        f"sổ ghi nhận: bảng {table.name}, dòng {name!r} không mở được ({type(error).__name__}); "
                        f"{_remedy(table)}"
                    )


def _remedy(table: sa.Table) -> str:
    return "lần chạy sau tự đọc lại" if table in (READINGS, STATE) else _REBUILD


def _journal(ledger: Ledger) -> Iterator[str]:
    """The journal's lines, and that they and the ledger say the same."""
    journal = ledger.writes.journal
    if journal is None or not journal.exists():
        if ledger.counts()[0]:
            yield "nhật ký nhận không còn; lần chạy sau chép lại từ sổ ghi nhận"
        return
    try:
        damaged = journal.damaged()
        for number in damaged[:20]:
            yield f"nhật ký nhận: dòng {number} đã bị thay đổi; chép lại từ sổ ghi nhận bằng: danhba rebuild"
        if damaged:
            return
        entries, end = journal.entries()
    except JournalError as error:
        yield str(error)
        return
    if end != ledger.writes.mark:
        yield "nhật ký nhận kết thúc ở chỗ khác với sổ ghi nhận; lần chạy sau làm cho khớp"
    here = {r.id: {f: getattr(r, f) for f in r.__slots__} for r in ledger.receipts.all()}
    there = {e.values["id"]: e.values for e in entries if e.kind == RECEIPT}
    for name in sorted(here.keys() | there.keys()):
        if here.get(name) != there.get(name):
            yield f"nhật ký nhận và sổ ghi nhận nói khác nhau về lần nhận {name}; {_REBUILD}"
    with ledger.database.engine.connect() as connection:
        for kind, table in _COUNTED:
            written = [e.values.get("id", n) for n, e in enumerate(entries) if e.kind == kind]
            count = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            if len(set(written)) != count:
                yield f"nhật ký nhận có {len(set(written))} dòng “{kind}”, sổ ghi nhận có {count}; {_REBUILD}"


_COUNTED = (
    (DECISION, DECISIONS),
    (PUBLICATION, PUBLICATIONS),
    (RUN, RUNS),
    (TELLING, TELLINGS),
    (SENDING, SENDINGS),
    (FETCHED, FETCHED_MAILS),
    (CALL, CALLS),
)


def _publications(settings: Settings, manifests: dict[str, str], published: list[str]) -> Iterator[str]:
    root = settings.outbox / "publications"
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith("."):
            for name in _wrong(folder, manifests.get(folder.name, "")):
                yield f"bản công bố {folder.name}: {name} thiếu hoặc đã bị thay đổi"
    current = settings.outbox / "current"
    if not published:
        return
    shown = _id_of(current)
    if not shown:
        yield "bản đang công bố: “current” không dẫn tới bản nào"
    elif shown != published[-1]:
        newest = published[-1]
        yield f"bản đang công bố: “current” dẫn tới {shown}, không phải bản mới nhất {newest}; chạy lại: danhba run"


def _id_of(folder: Path) -> str:
    """Return which publication a folder holds, '' for none."""
    try:
        return str(json.loads((folder / "manifest.json").read_bytes()).get("id", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _wrong(folder: Path, manifest: str) -> list[str]:
    """Return the names of what is not as it was published. manifest: its SHA-256, '' where none was written down."""
    out = whole(folder)
    if "manifest.json" in out:
        return out
    data = (folder / "manifest.json").read_bytes()
    told = json.loads(data)
    # One that was published before hashes were written down is at least written as all of them are.
    as_written = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    if (
        (hashlib.sha256(data).hexdigest() != manifest)
        if manifest
        else (data != as_written or told.get("id") != folder.name)
    ):
        out.append("manifest.json")
    strange = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {
        *told["files"],
        "manifest.json",
    }
    return out + sorted(strange)
