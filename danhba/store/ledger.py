"""The ledger: what was received, what reading found, what was published. SQLAlchemy Core; SQLite (WAL) or any URL.

State and effect go into one transaction. What could not be worked out again from the archive stands in the journal
before it stands here: a line of the journal that is not here yet is caught up with, never the other way round.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa

from danhba.model.call import Call
from danhba.model.order import claim_number
from danhba.model.submission import Receipt
from danhba.model.telling import Fetched, Sending, Telling
from danhba.review.questions import Decision
from danhba.store.journal import CALL, DECISION, FETCHED, HELD, PUBLICATION, RECEIPT, RUN, SENDING, TELLING, Journal
from danhba.store.ledger_database import Database
from danhba.store.ledger_lines import put_state, values_of
from danhba.store.ledger_readings import KeptReadings
from danhba.store.ledger_receipts import Receipts
from danhba.store.ledger_tables import CALLS, DECISIONS, FETCHED_MAILS, PUBLICATIONS, RECEIPTS, RUNS, SENDINGS, TELLINGS
from danhba.store.ledger_writes import JournaledWrites


class Ledger:
    """One ledger by URL. Every method is one transaction. journal: where lines are written before they are written
    here. receipts, readings: what stands here of them."""

    def __init__(self, url: str, journal: Journal | None = None) -> None:
        self.database = Database(url)
        self.receipts = Receipts(self.database)
        self.readings = KeptReadings(self.database)
        self.writes = JournaledWrites(self.database, self.receipts, journal)

    def close(self, seal: bool = False) -> None:
        """Let go of the connections. seal: nobody else writes now; leave the hash of the whole file, by which `verify`
        knows it again."""
        self.database.close()
        if seal and self.database.unsealed:
            journal = self.writes.journal
            # A disk that is full now costs the seal, not the night that is done.
            with contextlib.suppress(OSError), journal.held() if journal else contextlib.nullcontext():
                self.database.seal()

    def add_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Write a batch of receipts down, all of it or nothing."""
        if receipts:
            with self.writes.written([(RECEIPT, values_of(r)) for r in receipts]):
                pass

    # --- decisions from the command line (those of workbooks are readings) ------------------------------------------

    def add_decision(self, decision: Decision) -> None:
        """Write a decision down; the next run applies it."""
        names = [c.name for c in DECISIONS.c if c.name not in ("id", "digest", "after_claim")]
        newest = max(map(claim_number, self.receipts.claims()), default=0)
        with self.writes.written([(DECISION, {**{n: getattr(decision, n) for n in names}, "after_claim": newest})]):
            pass

    def decisions(self) -> list[Decision]:
        """Return the decisions taken on the command line, oldest first."""
        return [
            Decision(**row) for row in self.database.believed(DECISIONS, sa.select(DECISIONS).order_by(DECISIONS.c.id))
        ]

    # --- runs, publications, state --------------------------------------------------------------------------------

    def add_run(
        self,
        as_of: str,
        finished_at: str,
        summary: dict[str, Any],
        state: dict[str, Any] | None = None,
        tellings: Sequence[Telling] = (),
    ) -> None:
        """Write down that a run ended, with its figures, the named values it leaves and what it told units, in one
        transaction."""
        told = {"as_of": as_of, "finished_at": finished_at, "summary": summary}
        with self.writes.written([*((TELLING, values_of(t)) for t in tellings), (RUN, told)]) as connection:
            for name, value in (state or {}).items():
                put_state(connection, name, value)

    def last_run(self) -> tuple[str, str, dict[str, Any]] | None:
        """Return (as of, finished at, summary) of the newest run."""
        query = sa.select(RUNS.c.as_of, RUNS.c.finished_at, RUNS.c.summary).order_by(RUNS.c.id.desc()).limit(1)
        with self.database.engine.connect() as connection:
            row = connection.execute(query).first()
        return (row[0], row[1], orjson.loads(row[2])) if row else None

    def add_publication(self, publication: str, content: str, as_of: str, manifest: str = "") -> None:
        """Write down a publication that is whole; the same id again changes nothing. manifest: SHA-256 of its
        manifest.json."""
        with self.database.engine.connect() as connection:
            known = connection.execute(sa.select(PUBLICATIONS.c.id).where(PUBLICATIONS.c.id == publication)).first()
        if known is None:
            told = {"id": publication, "content": content, "as_of": as_of, "manifest": manifest}
            with self.writes.written([(PUBLICATION, told)]):
                pass

    # --- calls to published numbers -------------------------------------------------------------------------------

    def add_calls(self, calls: Sequence[Call]) -> None:
        """Write down what was called, all of it or nothing, lasting before this returns."""
        if calls:
            with self.writes.written([(CALL, {**values_of(c), "units": " ".join(c.units)}) for c in calls]):
                pass

    def calls(self) -> list[Call]:
        """Return every line about a call that was ever accepted, in the order in which they came."""
        rows = self.database.believed(CALLS, sa.select(CALLS).order_by(CALLS.c.id))
        return [Call(**{**row, "units": tuple(row["units"].split())}) for row in rows]

    # --- what units were told, what was sent, what was fetched ------------------------------------------------------

    def tellings(self) -> list[Telling]:
        """Return what units were told, oldest first."""
        return [Telling(**row) for row in self.database.believed(TELLINGS, sa.select(TELLINGS).order_by(TELLINGS.c.id))]

    def add_sendings(self, sendings: Sequence[Sending]) -> None:
        """Write steps of sending down, lasting before this returns."""
        if sendings:
            with self.writes.written([(SENDING, values_of(s)) for s in sendings]):
                pass

    def sendings(self) -> list[Sending]:
        """Return every step of sending, oldest first."""
        return [Sending(**row) for row in self.database.believed(SENDINGS, sa.select(SENDINGS).order_by(SENDINGS.c.id))]

    def add_fetched(self, mails: Sequence[Fetched]) -> None:
        """Write down that mails were taken, lasting before this returns."""
        if mails:
            with self.writes.written([(FETCHED, values_of(m)) for m in mails]):
                pass

    def fetched(self) -> list[Fetched]:
        """Return every mail that was taken, oldest first."""
        query = sa.select(FETCHED_MAILS).order_by(FETCHED_MAILS.c.id)
        return [Fetched(**row) for row in self.database.believed(FETCHED_MAILS, query)]

    def sending_count(self) -> int:
        """Return how many steps of sending were written down: it grows whenever something is sent."""
        with self.database.engine.connect() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(SENDINGS)).scalar_one())

    # --- what the next run compares itself with ---------------------------------------------------------------------

    def counts(self) -> tuple[int, str, int]:
        """Return (receipts, the last one's time, decisions): what grows whenever something comes in."""
        with self.database.engine.connect() as connection:
            receipts, last = connection.execute(
                sa.select(sa.func.count(), sa.func.max(RECEIPTS.c.received_at)).select_from(RECEIPTS)
            ).one()
            decisions = connection.execute(sa.select(sa.func.count()).select_from(DECISIONS)).scalar_one()
        return int(receipts), str(last or ""), int(decisions)

    def publications(self) -> list[str]:
        """Return the ids of what was published, oldest first."""
        with self.database.engine.connect() as connection:
            return [
                row[0]
                for row in connection.execute(
                    sa.select(PUBLICATIONS.c.id).order_by(PUBLICATIONS.c.as_of, PUBLICATIONS.c.id)
                )
            ]

    def manifests(self) -> dict[str, str]:
        """Return the SHA-256 of the manifest of every publication, where it was written down."""
        with self.database.engine.connect() as connection:
            return {r[0]: r[1] for r in connection.execute(sa.select(PUBLICATIONS.c.id, PUBLICATIONS.c.manifest))}

    def state(self, name: str) -> Any:
        """Return a named value, None when it was never set, or is no longer as it was: it is worked out again."""
        return self.database.state(name)

    def set_state(self, name: str, value: Any) -> None:
        """Set a named value. What is held for confirmation stands in the journal too."""
        if name == HELD:
            with self.writes.written([(HELD, {"value": value})]):
                return
        with self.database.engine.begin() as connection:
            put_state(connection, name, value)


def open_ledger(url: str, var: Path) -> Ledger:
    """Return the ledger by URL with the journal in var/. Raises LedgerError."""
    return Ledger(url, Journal(var / "journal.jsonl"))
