"""The seal on the ledger's file: its hash after the last run, by which `verify` finds what SQLite itself would not
notice."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from danhba.output.files import write_whole


def seal_of(file: Path) -> Path:
    """Return where the seal of a ledger lies. It is taken off before anything is written."""
    return file.with_name(f"{file.name}.sha256")


def put_seal(file: Path) -> None:
    """Bring everything written into the file itself and put the seal on it. Nobody has it open. Raises OSError."""
    try:
        connection = sqlite3.connect(file)
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error:
        return  # the next one who opens it says what is wrong
    if not busy:
        write_whole(seal_of(file), _hash(file))


def broken_seal(file: Path) -> bool:
    """Tell whether a ledger is not the one that was sealed. One that was never sealed, or written to since, has no
    seal."""
    seal = seal_of(file)
    return seal.exists() and seal.read_bytes() != _hash(file)


def _hash(file: Path) -> bytes:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest().encode() + b"\n"
