"""prune, verify, backup and restore: what keeps an installation in order. The archive is
never thinned out but for personal data (run/personal.py)."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import tarfile
from pathlib import Path

from danhba.publish.publication import current
from danhba.settings import OUTGOING, PREVIEWS, Settings
from danhba.store.keys import FILE as KEY_FILE
from danhba.store.ledger import open_ledger
from danhba.store.verify import verify

__all__ = ["HousekeepingError", "backup", "prune", "restore", "verify"]


# What in var/ cannot be worked out again, beside the ledger: also what was claimed or set aside and lies nowhere else.
_FILES = ("journal.jsonl", KEY_FILE)
_TREES = ("archive", "claim", "quarantine")


class HousekeepingError(Exception):
    """It cannot be done; the text is one clear line in Vietnamese."""


def prune(settings: Settings, keep: int, days: int = 0) -> tuple[list[str], list[str]]:
    """Remove all but the newest publications, and reports that no page leads to any more; return both lists of names.

    Such are the reports of submissions that the ledger does not know, and of those whose same bytes were received again
    since.
    days: where given, what was published longer ago goes too, and the ledgers that `rebuild` put aside longer ago.

    What `current` leads to, the newest and what waits to be confirmed always stays.
    """
    ledger = open_ledger(settings.ledger, settings.var)
    try:
        held = (ledger.state("held") or {}).get("id", "")
        known = {r.id for r in ledger.receipts.all()}
        reported = (ledger.state("reported") or {}).get("spans")
        known &= set(reported) if reported else known
        ready = {package[1] for package in ((ledger.state("outgoing") or {}).get("packages") or {}).values()}
    finally:
        ledger.close()
    publications = settings.outbox / "publications"
    link = settings.outbox / "current"
    now = os.path.basename(os.readlink(link)) if link.is_symlink() else str((current(settings.outbox) or {}).get("id"))
    names = (
        sorted((p.name for p in publications.iterdir() if p.is_dir()), reverse=True) if publications.is_dir() else []
    )
    oldest = f"{settings.now() - dt.timedelta(days=days):%Y%m%dT%H%M%SZ}" if days else ""
    stay = {*names[:1], *(n for n in names[: max(keep, 1)] if n >= oldest), now, held}
    gone = [n for n in names if n not in stay]
    for name in gone:
        shutil.rmtree(publications / name)
    for old in settings.var.glob("*.old") if days else ():  # ledger.db.20260101T000000Z.old
        if old.name.split(".")[-2] < oldest:
            old.unlink()
    reports = settings.outbox / "reports"
    orphans = (
        [p.name for p in reports.iterdir() if p.is_dir() and p.name not in known and p.name != PREVIEWS]
        if reports.is_dir()
        else []
    )
    for name in orphans:
        shutil.rmtree(reports / name)
    left = _packages_left(settings, ready)
    for path in left:
        shutil.rmtree(path)
    return gone, orphans + [path.name for path in left]


def _packages_left(settings: Settings, ready: set[str]) -> list[Path]:
    """Return what an interrupted run left of packages, and folders among them that no run knows."""
    root = settings.outbox / OUTGOING
    strange = [p for p in root.iterdir() if p.is_dir() and p.name not in ready] if root.is_dir() and ready else []
    return [*settings.outbox.glob(f".{OUTGOING}.*"), *strange]


def backup(settings: Settings, target: Path) -> int:
    """Write ledger, journal, key, archive, claims and publications into one .tar; return the number of files. Raises
    HousekeepingError, OSError."""
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
            for file in _FILES:  # without the key, questions and forms that are out would count for forged
                if (settings.var / file).exists():
                    tar.add(settings.var / file, f"var/{file}")
            trees = [(settings.var / name, f"var/{name}") for name in _TREES]
            for root, name in (*trees, (settings.outbox, "outbox")):
                for found in sorted(root.rglob("*")) if root.exists() else ():
                    relative = found.relative_to(root)
                    ours = name == "outbox" or name == "var/archive"  # a sender's file may be called anything
                    if ours and (relative.parts[0] == "tmp" or relative.name.startswith(".")):
                        continue
                    if (found.is_file() or found.is_symlink()) and not any(p.is_symlink() for p in found.parents):
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
    if not settings.ledger.startswith("sqlite"):
        raise HousekeepingError(
            "Sổ ghi nhận ở máy chủ cơ sở dữ liệu: sao lưu bằng công cụ của máy chủ đó (pg_dump), xem "
            "docs/operations.md."
        )
    return Path(settings.ledger.removeprefix("sqlite:///"))
