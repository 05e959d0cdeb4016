"""The readings that are kept in the ledger: what was read once of a content, under the key of rules and names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import sqlalchemy as sa

from danhba.store.ledger_database import Database
from danhba.store.ledger_tables import READINGS, row_digest, with_digest


class KeptReadings:
    """Readings by key; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keys(self) -> set[str]:
        """Return the keys under which readings are kept."""
        with self._database.engine.connect() as connection:
            return {row[0] for row in connection.execute(sa.select(READINGS.c.key))}

    def add(self, readings: Sequence[tuple[str, str, bytes]]) -> None:
        """Keep readings as (key, sha256, payload); a key that is there already stays as it is."""
        if not readings:
            return
        with self._database.engine.begin() as connection:
            self._database.sync(connection, "NORMAL")  # what a power cut takes is read again
            known = set()
            keys = [k for k, _, _ in readings]
            for i in range(0, len(keys), 500):
                query = sa.select(READINGS.c.key).where(READINGS.c.key.in_(keys[i : i + 500]))
                known.update(row[0] for row in connection.execute(query))
            rows = {
                k: with_digest(READINGS, {"key": k, "sha256": s, "payload": p})
                for k, s, p in readings
                if k not in known
            }
            if rows:
                connection.execute(sa.insert(READINGS), list(rows.values()))

    def of_keys(self, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (key, payload) of these keys: one by one, for together they are as large as all that was ever sent.

        One that is not as it was written is left out and taken off: the file is read again.
        """
        wanted = set(keys)
        query = sa.select(READINGS)
        if len(wanted) <= 400:
            query = query.where(READINGS.c.key.in_(wanted))
        damaged = []
        with self._database.engine.connect().execution_options(yield_per=200) as connection:
            for row in connection.execute(query).mappings():
                if row["key"] in wanted:
                    # Without a digest: kept by a version that wrote none.
                    if row["digest"] and row["digest"] != row_digest(READINGS, row):
                        damaged.append(row["key"])
                    else:
                        yield row["key"], row["payload"]
        if damaged:
            with self._database.engine.begin() as connection:
                connection.execute(sa.delete(READINGS).where(READINGS.c.key.in_(damaged)))

    def of_contents(self, contents: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (sha256, payload) of all kept readings of contents, whatever the rules and names they were read
        under."""
        columns = READINGS.c
        wanted = sorted(contents)
        with self._database.engine.connect() as connection:
            for part in (wanted[i : i + 500] for i in range(0, len(wanted), 500)):
                query = sa.select(columns.sha256, columns.payload).where(columns.sha256.in_(part))
                yield from ((sha256, payload) for sha256, payload in connection.execute(query))

    def ever_of(self, sha256: str) -> list[bytes]:
        """Return what was ever read of a content, under whatever rules and name."""
        with self._database.engine.connect() as connection:
            rows = connection.execute(sa.select(READINGS).where(READINGS.c.sha256 == sha256)).mappings()
            return [r["payload"] for r in rows if not r["digest"] or r["digest"] == row_digest(READINGS, r)]

    def forget(self, keys: Iterable[str] | None = None) -> None:
        """Drop kept readings, all of them where no keys are given: the next run makes them again from the archive."""
        with self._database.engine.begin() as connection:
            if keys is None:
                connection.execute(sa.delete(READINGS))
            for key in keys or ():
                connection.execute(sa.delete(READINGS).where(READINGS.c.key == key))

    def forget_content(self, sha256: str, but: Collection[str]) -> None:
        """Drop what was read of a content, but for the readings under some keys."""
        with self._database.engine.begin() as connection:
            rows = sa.delete(READINGS).where(READINGS.c.sha256 == sha256)
            connection.execute(rows.where(READINGS.c.key.not_in(list(but))))
