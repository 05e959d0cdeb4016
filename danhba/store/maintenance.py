"""prune, verify, backup and restore: what keeps an installation in order. The archive is never thinned out."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from pathlib import Path

from danhba.publish.publication import whole
from danhba.settings import PREVIEWS, Settings
from danhba.store.archive import open_archive
from danhba.store.keys import FILE as KEY_FILE
from danhba.store.ledger import Ledger


class HousekeepingError(Exception):
    """It cannot be done; the text is one clear line in Vietnamese."""


def prune(settings: Settings, keep: int) -> tuple[list[str], list[str]]:
    """Remove all but the newest publications, and reports of submissions that the ledger does not know; return both lists of names.

    What `current` leads to and what waits to be confirmed always stays.
    """
    ledger = Ledger(settings.ledger)
    try:
        held = (ledger.state("held") or {}).get("id", "")
        known = {r.id for r in ledger.receipts()}
    finally:
        ledger.close()
    publications = settings.outbox / "publications"
    now = (
        os.path.basename(os.readlink(settings.outbox / "current")) if (settings.outbox / "current").is_symlink() else ""
    )
    names = (
        sorted((p.name for p in publications.iterdir() if p.is_dir()), reverse=True) if publications.is_dir() else []
    )
    stay = {*names[: max(keep, 1)], now, held}
    gone = [n for n in names if n not in stay]
    for name in gone:
        shutil.rmtree(publications / name)
    reports = settings.outbox / "reports"
    orphans = (
        [p.name for p in reports.iterdir() if p.is_dir() and p.name not in known and p.name != PREVIEWS]
        if reports.is_dir()
        else []
    )
    for name in orphans:
        shutil.rmtree(reports / name)
    return gone, orphans


def verify(settings: Settings) -> Iterator[str]:
    """Rehash the archive, the ledger's receipts and the publications; yield a line for everything that does not agree."""
    archive = open_archive(settings.var, settings.archive_url)
    seen: set[str] = set()
    for name in archive.names():
        digest = hashlib.sha256()
        with archive.open(name) as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
        if digest.hexdigest() != name:
            yield f"kho lưu trữ: tệp {name[:12]} đã bị thay đổi"
        else:
            seen.add(name)
    ledger = Ledger(settings.ledger)
    try:
        receipts = ledger.receipts()
        published = ledger.publications()
    finally:
        ledger.close()
    for receipt in receipts:
        if receipt.sha256 not in seen:
            yield f"sổ ghi nhận: “{receipt.source_file}” ({receipt.id}) không còn nguyên trong kho lưu trữ"
    known = {r.sha256 for r in receipts}
    for name in sorted(seen - known):
        yield f"kho lưu trữ: tệp {name[:12]} không có trong sổ ghi nhận"
    publications = settings.outbox / "publications"
    for folder in sorted(publications.iterdir()) if publications.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith("."):
            for name in whole(folder):
                yield f"bản công bố {folder.name}: {name} thiếu hoặc đã bị thay đổi"
    current = settings.outbox / "current"
    if published and not (current / "manifest.json").exists():
        yield "bản đang công bố: “current” không dẫn tới bản nào"


def backup(settings: Settings, target: Path) -> int:
    """Write ledger, archive and publications into one .tar; return the number of files. Raises HousekeepingError, OSError."""
    path = _sqlite(settings)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.tmp")
    copy = target.with_name(f".{target.name}.ledger.tmp")
    count = 0
    try:
        source = sqlite3.connect(path)
        try:
            into = sqlite3.connect(copy)
            source.backup(into)
            into.close()
        finally:
            source.close()
        with tarfile.open(temporary, "w") as tar:
            tar.add(copy, "var/ledger.db")
            if (
                settings.var / KEY_FILE
            ).exists():  # without it, questions and forms that are out would count for forged
                tar.add(settings.var / KEY_FILE, f"var/{KEY_FILE}")
            for root, name in ((settings.var / "archive", "var/archive"), (settings.outbox, "outbox")):
                for found in sorted(root.rglob("*")) if root.exists() else ():
                    relative = found.relative_to(root)
                    if (
                        relative.parts[0] != "tmp"
                        and not relative.name.startswith(".")
                        and (found.is_file() or found.is_symlink())
                    ):
                        if not any(p.is_symlink() for p in found.parents):
                            tar.add(found, f"{name}/{relative.as_posix()}", recursive=False)
                            count += 1
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        for left in (temporary, copy):
            left.unlink(missing_ok=True)
    return count


def restore(settings: Settings, source: Path) -> int:
    """Bring a backup back into empty folders; return the number of files. Raises HousekeepingError, OSError."""
    path = _sqlite(settings)
    if path.exists() or (settings.outbox / "publications").exists():
        raise HousekeepingError(
            f"“{settings.var}” hoặc “{settings.outbox}” đã có dữ liệu; khôi phục vào thư mục trống."
        )
    count = 0
    try:
        with tarfile.open(source) as tar:
            for member in tar:
                room, _, rest = member.name.partition("/")
                root = {"var": settings.var, "outbox": settings.outbox}.get(room)
                if root is None or not rest or ".." in member.name.split("/") or member.name.startswith("/"):
                    raise HousekeepingError(f"Tệp sao lưu “{source}” có mục lạ “{member.name}”.")
                member.name = rest
                root.mkdir(parents=True, exist_ok=True)
                tar.extract(member, root, filter="data")
                count += 1
    except tarfile.TarError as error:
        raise HousekeepingError(f"Không đọc được tệp sao lưu “{source}”: {error}.") from error
    return count


def _sqlite(settings: Settings) -> Path:
    if settings.ledger_url and not settings.ledger_url.startswith("sqlite"):
        raise HousekeepingError(
            "Sổ ghi nhận ở máy chủ cơ sở dữ liệu: sao lưu bằng công cụ của máy chủ đó (pg_dump), xem docs/operations.md."
        )
    return Path(settings.ledger.removeprefix("sqlite:///"))
