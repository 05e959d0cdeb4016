"""A digest for every row, the hash of every manifest, and after which claim a decision was taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from danhba.store.ledger_tables import METADATA, row_digest

revision, down_revision = "0003", "0002"

_KEYS = {"receipts": "id", "runs": "id", "publications": "id", "decisions": "id", "state": "name"}


def upgrade() -> None:
    """Add the columns; write the digest of every row down, but of readings: these are made again when rules change."""
    op.add_column("publications", sa.Column("manifest", sa.String(64), nullable=False, server_default=""))
    op.add_column("decisions", sa.Column("after_claim", sa.Integer, nullable=False, server_default="0"))
    connection = op.get_bind()
    for name in ("receipts", "readings", "runs", "publications", "decisions", "state"):
        op.add_column(name, sa.Column("digest", sa.String(16), nullable=False, server_default=""))
    for name, key in _KEYS.items():
        rows = connection.execute(sa.text(f"SELECT * FROM {name}")).mappings().all()
        told = [{"k": row[key], "d": row_digest(METADATA.tables[name], row)} for row in rows]
        if told:
            connection.execute(sa.text(f"UPDATE {name} SET digest = :d WHERE {key} = :k"), told)
