"""The ledger's tables, and the digest that every row carries: a row that is not as it was written is never believed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

SCHEMA = "0005"  # the newest migration; danhba/store/migrations makes and changes the tables

METADATA = sa.MetaData()

RECEIPTS = sa.Table(
    "receipts",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("source_file", sa.Text, nullable=False),  # NFC, with / between folders
    sa.Column("raw_name", sa.LargeBinary, nullable=False),  # the bytes of the name it came with
    sa.Column("received_at", sa.String(20), nullable=False, index=True),
    sa.Column("changed_at", sa.String(30), nullable=False),
    sa.Column("container", sa.String(64), nullable=False, server_default=""),  # receipt of the .zip or .eml around it
    sa.Column(
        "claim", sa.String(64), nullable=False, server_default="", index=True
    ),  # the claim folder it came through
    sa.Column(
        "members", sa.Integer, nullable=False, server_default="0"
    ),  # files inside, for a container that was opened
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)
READINGS = sa.Table(
    "readings",
    METADATA,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)
RUNS = sa.Table(
    "runs",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("as_of", sa.String(20), nullable=False),
    sa.Column("finished_at", sa.String(20), nullable=False),
    sa.Column("summary", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)
PUBLICATIONS = sa.Table(
    "publications",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("content", sa.String(64), nullable=False),
    sa.Column("as_of", sa.String(20), nullable=False),
    sa.Column("manifest", sa.String(64), nullable=False, server_default=""),  # SHA-256 of its manifest.json
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)
DECISIONS = sa.Table(
    "decisions",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("question", sa.String(16), nullable=False),
    sa.Column("basis", sa.String(16), nullable=False),
    sa.Column("choice", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_at", sa.String(20), nullable=False),
    sa.Column("after_claim", sa.Integer, nullable=False, server_default="0"),  # number of the newest claim then
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)
STATE = sa.Table(
    "state",
    METADATA,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)

TELLINGS = sa.Table(
    "tellings",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("name", sa.String(16), nullable=False),
    sa.Column("unit_code", sa.Text, nullable=False),
    sa.Column("matter", sa.String(16), nullable=False),
    sa.Column("reminder", sa.Integer, nullable=False),
    sa.Column("told_at", sa.String(20), nullable=False),
    sa.Column("answer_by", sa.String(10), nullable=False),
    sa.Column("errors", sa.Integer, nullable=False),
    sa.Column("warnings", sa.Integer, nullable=False),
    sa.Column("keys", sa.Text, nullable=False),
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)
SENDINGS = sa.Table(
    "sendings",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("telling", sa.String(16), nullable=False, index=True),
    sa.Column("unit_code", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("at", sa.String(20), nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)
FETCHED_MAILS = sa.Table(
    "fetched",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("mailbox", sa.Text, nullable=False),
    sa.Column("validity", sa.String(32), nullable=False),
    sa.Column("uid", sa.String(32), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("at", sa.String(20), nullable=False),
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)
CALLS = sa.Table(
    "calls",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("units", sa.Text, nullable=False),  # codes, blanks between
    sa.Column("number", sa.String(32), nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("called_at", sa.String(20), nullable=False),
    sa.Column("caller", sa.Text, nullable=False),
    sa.Column("post", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("received_at", sa.String(20), nullable=False),
    sa.Column("receipt", sa.String(64), nullable=False, index=True),
    sa.Column("sheet", sa.Text, nullable=False),
    sa.Column("cell", sa.String(16), nullable=False),
    sa.Column("digest", sa.String(16), nullable=False, server_default=""),
)


def row_digest(table: sa.Table, values: Mapping[Any, Any]) -> str:
    """Return the digest of a row: of every value that is not its column's default, so that a column added later changes
    none."""
    digest = hashlib.blake2b(digest_size=8)
    for name, default in digested(table.name):
        value = values.get(name, default)
        if value != default:
            data = (
                bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode("utf-8", "surrogatepass")
            )
            digest.update(b"%s %d:" % (name.encode(), len(data)))
            digest.update(data)
    return digest.hexdigest()


def with_digest(table: sa.Table, values: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a row's values with its digest."""
    return {**values, "digest": row_digest(table, values)}


@cache
def digested(table: str) -> tuple[tuple[str, Any], ...]:
    """Return the columns (name, default) that a digest is of: all but itself and a number that the database gives."""
    out = []
    for column in METADATA.tables[table].c:
        if column.name != "digest" and not (column.name == "id" and isinstance(column.type, sa.Integer)):
            told = str(column.server_default.arg) if isinstance(column.server_default, sa.DefaultClause) else None
            out.append((column.name, int(told) if told and isinstance(column.type, sa.Integer) else told))
    return tuple(out)
