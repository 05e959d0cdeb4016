"""The archive of an installation, by its settings: below var/ or on shared storage, personal data sealed."""

from __future__ import annotations

from pathlib import Path

from danhba.store.archive import Archive
from danhba.store.sealed import SealingArchive


def open_archive(var: Path, url: str = "") -> SealingArchive:
    """Return the archive below var/, or at an fsspec URL. Raises OSError."""
    if not url:
        return SealingArchive(Archive(var / "archive"), var)
    from danhba.store.archive_remote import RemoteArchive

    return SealingArchive(RemoteArchive(url), var)
