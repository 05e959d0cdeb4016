"""The receipts that stand in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from danhba.model.submission import Receipt
from danhba.store.ledger_database import Database
from danhba.store.ledger_tables import RECEIPTS


class Receipts:
    """What was received, as written down."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Receipt]:
        """Return every receipt, oldest first. A container opened on a later night than it was received counts its
        members too."""
        columns = RECEIPTS.c
        query = sa.select(RECEIPTS).order_by(columns.received_at, columns.changed_at, columns.source_file, columns.id)
        found = [Receipt(**row) for row in self._database.believed(RECEIPTS, query)]
        inside = Counter(r.container for r in found if r.container)
        return [replace(r, members=inside[r.id]) if not r.members and r.id in inside else r for r in found]

    def taken(self, ids: Iterable[str]) -> set[str]:
        """Return which of these ids are taken."""
        wanted = list(ids)
        found: set[str] = set()
        with self._database.engine.connect() as connection:
            for i in range(0, len(wanted), 500):
                query = sa.select(RECEIPTS.c.id).where(RECEIPTS.c.id.in_(wanted[i : i + 500]))
                found.update(row[0] for row in connection.execute(query))
        return found

    def claimed(self, claims: set[str]) -> set[tuple[str, bytes, str]]:
        """Return (claim, raw name, sha256) of the receipts of these claims: what an interrupted run had written
        down."""
        columns = RECEIPTS.c
        query = sa.select(columns.claim, columns.raw_name, columns.sha256).where(columns.claim.in_(claims))
        with self._database.engine.connect() as connection:
            return {(row[0], bytes(row[1]), row[2]) for row in connection.execute(query)}

    def claims(self) -> set[str]:
        """Return the names of the claims that receipts came through."""
        with self._database.engine.connect() as connection:
            return {row[0] for row in connection.execute(sa.select(RECEIPTS.c.claim).distinct())}

    def count(self) -> int:
        """Return how many there are."""
        with self._database.engine.connect() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(RECEIPTS)).scalar_one())
