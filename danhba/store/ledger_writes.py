"""What is written into the ledger, once it stands in the journal; and the ledger brought to where the journal ends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import orjson
import sqlalchemy as sa

from danhba.model.order import claim_number
from danhba.model.submission import Receipt
from danhba.store.journal import (
    CALL,
    DECISION,
    FETCHED,
    HELD,
    PUBLICATION,
    RECEIPT,
    RUN,
    SENDING,
    TELLING,
    VERSION,
    Entry,
    Journal,
    JournalError,
    Mark,
)
from danhba.store.ledger_database import Database
from danhba.store.ledger_error import LedgerError
from danhba.store.ledger_lines import put, put_state, values_of
from danhba.store.ledger_receipts import Receipts
from danhba.store.ledger_tables import (
    CALLS,
    DECISIONS,
    FETCHED_MAILS,
    PUBLICATIONS,
    RECEIPTS,
    RUNS,
    SENDINGS,
    TELLINGS,
)
from danhba.vietnamese.system_errors import system_words

_LOST = (
    "Sổ ghi nhận trống hoặc cũ hơn nhật ký và kho lưu trữ bên cạnh: sổ đã bị mất. Dựng lại bằng: danhba rebuild "
    "(chưa mất gì, lần chạy này chưa nhận gì)."
)
_OF_VERSION_2 = (TELLING, SENDING, FETCHED, CALL)
_JOURNALED = "journal"  # state: up to where in the journal everything stands here


class JournaledWrites:
    """The one way into the ledger for what could not be worked out again. journal: None for a ledger without one."""

    def __init__(self, database: Database, receipts: Receipts, journal: Journal | None) -> None:
        self._database, self._receipts = database, receipts
        self.journal = journal

    def catch_up(self, claimed: Collection[str], archived: Callable[[], bool]) -> None:
        """Bring the ledger to where the journal ends: what an interrupted run had written there counts as received.

        claimed: the claim folders that still hold files; archived: whether the archive holds any. Raises LedgerError
        when the ledger is empty and what is beside it is not: it was lost, and a night would begin from nothing.
        """
        if self.journal is None:
            return
        with self._of_the_journal(), self.journal.held():
            if self.mark is None and not self._receipts.count():
                entries, end = self.journal.entries() if self.journal.exists() else ([], Mark())
                # What the first batch of all left when it was interrupted lies in the claim folder still.
                if any(e.kind != RECEIPT or e.values["claim"] not in claimed for e in entries) or (
                    not self.journal.exists() and archived()
                ):
                    raise LedgerError(_LOST)
                if entries:
                    self._replay(entries, end)
                    return
            self._caught_up(self.journal)

    def replay_all(self) -> list[Entry]:
        """Write the whole journal into this ledger, which is empty; return its entries. Raises LedgerError."""
        assert self.journal is not None
        with self._of_the_journal(), self.journal.held():
            entries, end = self.journal.entries()
            self._replay(entries, end)
        return entries

    def mend(self) -> None:
        """Write a damaged journal anew from what stands here, which is everything. Raises LedgerError when it is
        not."""
        assert self.journal is not None
        with self._of_the_journal(), self.journal.held():
            self._must_hold_all_of(self.journal)
            end = self.journal.write_anew(self._as_journal())
            with self._database.engine.begin() as connection:
                self._put_mark(connection, end)

    @property
    def mark(self) -> Mark | None:
        """Up to where in the journal everything stands here; None in a ledger without one."""
        told = self._database.state(_JOURNALED)
        return Mark(*told) if told else None

    @contextlib.contextmanager
    def written(self, batch: Sequence[tuple[str, dict[str, Any]]]) -> Iterator[sa.Connection]:
        """One lasting transaction that begins with these lines, once they stand in the journal. Raises LedgerError."""
        with contextlib.ExitStack() as held:
            end = None
            if self.journal is not None:
                held.enter_context(self._of_the_journal())
                held.enter_context(self.journal.held())
                after = self._caught_up(self.journal)
                if self.journal.version() < VERSION and any(kind in _OF_VERSION_2 for kind, _ in batch):
                    after = self.journal.write_anew(self._as_journal())  # so that an older program refuses it
                end = self.journal.append(after, batch)
            connection = held.enter_context(self._database.engine.begin())
            self._database.sync(connection, "FULL")
            for kind, values in batch:
                put(connection, kind, values)
            if end is not None:
                self._put_mark(connection, end)
            yield connection

    def _caught_up(self, journal: Journal) -> Mark:
        """Write what only the journal has; return where it ends. A journal that lacks what stands here is written anew
        from here."""
        mark = self.mark
        tail = journal.tail(mark) if mark is not None and journal.exists() else None
        if tail is None:
            self._must_hold_all_of(journal)
            end = journal.write_anew(self._as_journal())
            with self._database.engine.begin() as connection:
                self._put_mark(connection, end)
            return end
        if tail[0]:
            self._replay(*tail)
        return tail[1]

    def _must_hold_all_of(self, journal: Journal) -> None:
        """Raise LedgerError when the journal has receipts that are not here: the ledger is lost, or older than it."""
        told = {e.values["id"] for e in journal.readable() if e.kind == RECEIPT} if journal.exists() else set()
        if told - self._receipts.taken(told):
            raise LedgerError(_LOST)

    def _replay(self, entries: Sequence[Entry], end: Mark) -> None:
        with self._database.engine.begin() as connection:
            self._database.sync(connection, "FULL")
            known = {row[0] for row in connection.execute(sa.select(RECEIPTS.c.id))}
            for entry in entries:
                if entry.kind != RECEIPT or entry.values["id"] not in known:
                    put(connection, entry.kind, entry.values)
            self._put_mark(connection, end)

    def _as_journal(self) -> Iterator[list[tuple[str, dict[str, Any]]]]:
        """Yield everything that stands here as transactions of a journal."""
        by_claim: dict[str, list[Receipt]] = {}
        for receipt in self._receipts.all():
            by_claim.setdefault(receipt.claim, []).append(receipt)
        for claim in sorted(by_claim, key=lambda c: (claim_number(c), by_claim[c][0].received_at, c)):
            yield [(RECEIPT, values_of(r)) for r in by_claim[claim]]
        with self._database.engine.connect() as connection:
            for kind, table, order in (
                (DECISION, DECISIONS, DECISIONS.c.id),
                (PUBLICATION, PUBLICATIONS, PUBLICATIONS.c.as_of),
                (RUN, RUNS, RUNS.c.id),
                (TELLING, TELLINGS, TELLINGS.c.id),
                (SENDING, SENDINGS, SENDINGS.c.id),
                (FETCHED, FETCHED_MAILS, FETCHED_MAILS.c.id),
                (CALL, CALLS, CALLS.c.id),
            ):
                numbered = isinstance(table.c.id.type, sa.Integer)
                names = [c.name for c in table.c if c.name != "digest" and not (c.name == "id" and numbered)]
                for row in connection.execute(sa.select(*(table.c[n] for n in names)).order_by(order)):
                    told = dict(zip(names, row, strict=True))
                    yield [(kind, {**told, "summary": orjson.loads(told["summary"])} if kind == RUN else told)]
        held = self._database.state("held")
        if held:
            yield [(HELD, {"value": held})]

    def _put_mark(self, connection: sa.Connection, mark: Mark) -> None:
        put_state(connection, _JOURNALED, [mark.seq, mark.size])

    @contextlib.contextmanager
    def _of_the_journal(self) -> Iterator[None]:
        try:
            yield
        except JournalError as error:
            raise LedgerError(str(error)) from error
        except OSError as error:
            raise LedgerError(
                f"Không ghi được nhật ký nhận: {system_words(error)}. Chưa mất gì; chạy lại sau."
            ) from error
