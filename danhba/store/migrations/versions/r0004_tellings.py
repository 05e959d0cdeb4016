"""What units were told and when, what was sent of it, which mails were fetched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "tellings",
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
    op.create_table(
        "sendings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("telling", sa.String(16), nullable=False, index=True),
        sa.Column("unit_code", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("digest", sa.String(16), nullable=False, server_default=""),
    )
    op.create_table(
        "fetched",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("mailbox", sa.Text, nullable=False),
        sa.Column("validity", sa.String(32), nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(16), nullable=False, server_default=""),
    )
