"""Alembic's entry: the connection is handed over by danhba.store.ledger."""

from __future__ import annotations

from alembic import context

from danhba.store.ledger_tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
