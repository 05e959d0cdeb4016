"""The first schema: receipts, readings, runs, publications, state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("source_file", sa.Text, nullable=False),
        sa.Column("raw_name", sa.LargeBinary, nullable=False),
        sa.Column("received_at", sa.String(20), nullable=False, index=True),
        sa.Column("changed_at", sa.String(30), nullable=False),
        sa.Column("container", sa.String(64), nullable=False, server_default=""),
        sa.Column("claim", sa.String(64), nullable=False, server_default="", index=True),
        sa.Column("members", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "readings",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("as_of", sa.String(20), nullable=False),
        sa.Column("finished_at", sa.String(20), nullable=False),
        sa.Column("summary", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("as_of", sa.String(20), nullable=False),
    )
    op.create_table(
        "state",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
