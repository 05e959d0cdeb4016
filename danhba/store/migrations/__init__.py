"""Changes of the ledger's schema, as Alembic migrations: one file a change, run when the ledger is opened."""
