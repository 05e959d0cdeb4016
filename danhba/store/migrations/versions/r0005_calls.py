"""Calls to published numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("units", sa.Text, nullable=False),
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
