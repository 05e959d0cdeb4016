"""The ledger: what was received, what reading found, what was published. SQLAlchemy Core; SQLite (WAL) or any URL.

State and effect go into one transaction. What could not be worked out again from the archive stands in the journal
before it stands here: a line of the journal that is not here yet is caught up with, never the other way round.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from danhba.model.call import Call
from danhba.model.order import claim_number
from danhba.model.submission import Receipt
from danhba.model.telling import Fetched, Sending, Telling
from danhba.review.questions import Decision
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
from danhba.store.ledger_seal import put_seal, seal_of
from danhba.store.ledger_tables import (
    CALLS,
    DECISIONS,
    FETCHED_MAILS,
    METADATA,
    PUBLICATIONS,
    READINGS,
    RECEIPTS,
    RUNS,
    SCHEMA,
    SENDINGS,
    STATE,
    TELLINGS,
    row_digest,
    with_digest,
)
from danhba.vietnamese.system_errors import system_words

__all__ = ["METADATA", "SCHEMA", "Ledger", "LedgerError", "open_ledger"]
_BEFORE_MIGRATIONS = "0000"


class LedgerError(Exception):
    """The ledger cannot be used; the text is one clear line in Vietnamese."""


_LOST = (
    "Sổ ghi nhận trống hoặc cũ hơn nhật ký và kho lưu trữ bên cạnh: sổ đã bị mất. Dựng lại bằng: danhba rebuild "
    "(chưa mất gì, lần chạy này chưa nhận gì)."
)
_OF_VERSION_2 = (TELLING, SENDING, FETCHED, CALL)
_JOURNALED = "journal"  # state: up to where in the journal everything stands here


class Ledger:
    """One ledger by URL. Every method is one transaction. journal: where lines are written before they are written
    here."""

    def __init__(self, url: str, journal: Journal | None = None) -> None:
        self.url = url
        self.journal = journal
        self._unsealed = False
        try:
            if url.startswith("sqlite:///"):
                Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            self.engine = sa.create_engine(url)
            event.listen(self.engine, "handle_error", _in_one_line)
            if self.engine.dialect.name == "sqlite":
                event.listen(self.engine, "connect", _sqlite_settings)
                event.listen(self.engine, "commit", self._unseal)
            self._bring_up_to_date()
        except (SQLAlchemyError, OSError, ImportError) as error:
            why = _first_line(error)
            raise LedgerError(f"Không mở được sổ ghi nhận ({_masked(url)}): {why}. {_what_to_do(why)}") from error

    def _bring_up_to_date(self) -> None:
        """Run the migrations that this ledger lacks. A ledger of a newer program is refused, unchanged."""
        version = self._version()
        if version == SCHEMA:
            return
        if version > SCHEMA:
            raise LedgerError(
                f"Sổ ghi nhận có cấu trúc đời {version}, chương trình này chỉ biết đến đời {SCHEMA}: dùng bản "
                f"danhba mới hơn."
            )
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.set_main_option("path_separator", "os")
        with self.engine.begin() as connection:
            if self.engine.dialect.name == "sqlite":  # whose driver would otherwise make table by table lasting
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            if version == _BEFORE_MIGRATIONS:  # made by a first version that kept no record of it
                command.stamp(config, "0001")
            command.upgrade(config, "head")

    def _version(self) -> str:
        """Return the newest migration that was run, '' for an empty database."""
        with self.engine.connect() as connection:
            tables = sa.inspect(connection).get_table_names()
            if "alembic_version" in tables:
                return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "")
            return _BEFORE_MIGRATIONS if "receipts" in tables else ""

    @property
    def file(self) -> Path | None:
        """The database's file; None where a server keeps it."""
        return Path(self.url.removeprefix("sqlite:///")) if self.url.startswith("sqlite:///") else None

    def _unseal(self, connection: sa.Connection) -> None:
        """What is about to be written is not what the seal was put on."""
        del connection
        if not self._unsealed and self.file is not None:
            seal_of(self.file).unlink(missing_ok=True)
            self._unsealed = True

    def close(self, seal: bool = False) -> None:
        """Let go of the connections. seal: nobody else writes now; leave the hash of the whole file, by which `verify`
        knows it again."""
        self.engine.dispose()
        if seal and self._unsealed and self.file is not None:
            # A disk that is full now costs the seal, not the night that is done.
            with contextlib.suppress(OSError), self.journal.held() if self.journal else contextlib.nullcontext():
                put_seal(self.file)

    def _sync(self, connection: sa.Connection, level: str) -> None:
        """Say how lasting the transaction to come must be. Other databases sync every one."""
        if self.engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA synchronous={level}")

    # --- the journal ----------------------------------------------------------------------------------------------

    def catch_up(self, claimed: Collection[str], archived: Callable[[], bool]) -> None:
        """Bring the ledger to where the journal ends: what an interrupted run had written there counts as received.

        claimed: the claim folders that still hold files; archived: whether the archive holds any. Raises LedgerError
        when the ledger is empty and what is beside it is not: it was lost, and a night would begin from nothing.
        """
        if self.journal is None:
            return
        with self._of_the_journal(), self.journal.held():
            if self.mark is None and not self.counts()[0]:
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

    def mend_journal(self) -> None:
        """Write a damaged journal anew from what stands here, which is everything. Raises LedgerError when it is
        not."""
        assert self.journal is not None
        with self._of_the_journal(), self.journal.held():
            self._must_hold_all_of(self.journal)
            end = self.journal.write_anew(self._as_journal())
            with self.engine.begin() as connection:
                self._put_mark(connection, end)

    def clear(self) -> None:
        """Forget everything: the journal is about to be replayed."""
        with self.engine.begin() as connection:
            for table in METADATA.tables.values():
                connection.execute(sa.delete(table))

    def _caught_up(self, journal: Journal) -> Mark:
        """Write what only the journal has; return where it ends. A journal that lacks what stands here is written anew
        from here."""
        mark = self.mark
        tail = journal.tail(mark) if mark is not None and journal.exists() else None
        if tail is None:
            self._must_hold_all_of(journal)
            end = journal.write_anew(self._as_journal())
            with self.engine.begin() as connection:
                self._put_mark(connection, end)
            return end
        if tail[0]:
            self._replay(*tail)
        return tail[1]

    def _must_hold_all_of(self, journal: Journal) -> None:
        """Raise LedgerError when the journal has receipts that are not here: the ledger is lost, or older than it."""
        told = {e.values["id"] for e in journal.readable() if e.kind == RECEIPT} if journal.exists() else set()
        if told - self.receipt_ids(told):
            raise LedgerError(_LOST)

    def _replay(self, entries: Sequence[Entry], end: Mark) -> None:
        with self.engine.begin() as connection:
            self._sync(connection, "FULL")
            known = {row[0] for row in connection.execute(sa.select(RECEIPTS.c.id))}
            for entry in entries:
                if entry.kind != RECEIPT or entry.values["id"] not in known:
                    _put(connection, entry.kind, entry.values)
            self._put_mark(connection, end)

    def _as_journal(self) -> Iterator[list[tuple[str, dict[str, Any]]]]:
        """Yield everything that stands here as transactions of a journal."""
        by_claim: dict[str, list[Receipt]] = {}
        for receipt in self.receipts():
            by_claim.setdefault(receipt.claim, []).append(receipt)
        for claim in sorted(by_claim, key=lambda c: (claim_number(c), by_claim[c][0].received_at, c)):
            yield [(RECEIPT, _receipt_values(r)) for r in by_claim[claim]]
        with self.engine.connect() as connection:
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
        held = self.state("held")
        if held:
            yield [(HELD, {"value": held})]

    @property
    def mark(self) -> Mark | None:
        """Up to where in the journal everything stands here; None in a ledger without one."""
        told = self.state(_JOURNALED)
        return Mark(*told) if told else None

    def _put_mark(self, connection: sa.Connection, mark: Mark) -> None:
        _put_state(connection, _JOURNALED, [mark.seq, mark.size])

    @contextlib.contextmanager
    def _written(self, batch: Sequence[tuple[str, dict[str, Any]]]) -> Iterator[sa.Connection]:
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
            connection = held.enter_context(self.engine.begin())
            self._sync(connection, "FULL")
            for kind, values in batch:
                _put(connection, kind, values)
            if end is not None:
                self._put_mark(connection, end)
            yield connection

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

    # --- receipts -------------------------------------------------------------------------------------------------

    def add_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Write a batch of receipts down, all of it or nothing."""
        if receipts:
            with self._written([(RECEIPT, _receipt_values(r)) for r in receipts]):
                pass

    def receipt_ids(self, ids: Iterable[str]) -> set[str]:
        """Return which of these ids are taken."""
        wanted = list(ids)
        found: set[str] = set()
        with self.engine.connect() as connection:
            for i in range(0, len(wanted), 500):
                query = sa.select(RECEIPTS.c.id).where(RECEIPTS.c.id.in_(wanted[i : i + 500]))
                found.update(row[0] for row in connection.execute(query))
        return found

    def claimed(self, claims: set[str]) -> set[tuple[str, bytes, str]]:
        """Return (claim, raw name, sha256) of the receipts of these claims: what an interrupted run had written
        down."""
        columns = RECEIPTS.c
        query = sa.select(columns.claim, columns.raw_name, columns.sha256).where(columns.claim.in_(claims))
        with self.engine.connect() as connection:
            return {(row[0], bytes(row[1]), row[2]) for row in connection.execute(query)}

    def receipts(self) -> list[Receipt]:
        """Return every receipt, oldest first. A container opened on a later night than it was received counts its
        members too."""
        columns = RECEIPTS.c
        query = sa.select(RECEIPTS).order_by(columns.received_at, columns.changed_at, columns.source_file, columns.id)
        found = [Receipt(**row) for row in self._believed(RECEIPTS, query)]
        inside = Counter(r.container for r in found if r.container)
        return [replace(r, members=inside[r.id]) if not r.members and r.id in inside else r for r in found]

    def claims(self) -> set[str]:
        """Return the names of the claims that receipts came through."""
        with self.engine.connect() as connection:
            return {row[0] for row in connection.execute(sa.select(RECEIPTS.c.claim).distinct())}

    def _believed(self, table: sa.Table, query: sa.Select[Any]) -> Iterator[dict[str, Any]]:
        """Yield rows without id number and digest. Raises LedgerError at one that is not as it was written."""
        numbered = isinstance(table.c.get("id", table.c[0]).type, sa.Integer)
        with self.engine.connect() as connection:
            for found in connection.execute(query).mappings():
                row = dict(found)
                if row.pop("digest") != row_digest(table, row):
                    raise LedgerError(
                        f"Sổ ghi nhận hỏng (bảng {table.name}); dựng lại bằng: danhba rebuild. Kho lưu trữ và "
                        f"nhật ký còn nguyên."
                    )
                if numbered:
                    del row["id"]
                yield row

    # --- readings -------------------------------------------------------------------------------------------------

    def reading_keys(self) -> set[str]:
        """Return the keys under which readings are kept."""
        with self.engine.connect() as connection:
            return {row[0] for row in connection.execute(sa.select(READINGS.c.key))}

    def add_readings(self, readings: Sequence[tuple[str, str, bytes]]) -> None:
        """Keep readings as (key, sha256, payload); a key that is there already stays as it is."""
        if not readings:
            return
        with self.engine.begin() as connection:
            self._sync(connection, "NORMAL")  # what a power cut takes is read again
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

    def readings_of(self, contents: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (sha256, payload) of all kept readings of contents, whatever the rules and names they were read
        under."""
        columns = READINGS.c
        wanted = sorted(contents)
        with self.engine.connect() as connection:
            for part in (wanted[i : i + 500] for i in range(0, len(wanted), 500)):
                query = sa.select(columns.sha256, columns.payload).where(columns.sha256.in_(part))
                yield from ((sha256, payload) for sha256, payload in connection.execute(query))

    def forget_readings(self, keys: Iterable[str] | None = None) -> None:
        """Drop kept readings, all of them where no keys are given: the next run makes them again from the archive."""
        with self.engine.begin() as connection:
            if keys is None:
                connection.execute(sa.delete(READINGS))
            for key in keys or ():
                connection.execute(sa.delete(READINGS).where(READINGS.c.key == key))

    def forget_content(self, sha256: str, but: Collection[str]) -> None:
        """Drop what was read of a content, but for the readings under some keys."""
        with self.engine.begin() as connection:
            rows = sa.delete(READINGS).where(READINGS.c.sha256 == sha256)
            connection.execute(rows.where(READINGS.c.key.not_in(list(but))))

    def readings(self, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (key, payload) of these keys: one by one, for together they are as large as all that was ever sent.

        One that is not as it was written is left out and taken off: the file is read again.
        """
        wanted = set(keys)
        query = sa.select(READINGS)
        if len(wanted) <= 400:
            query = query.where(READINGS.c.key.in_(wanted))
        damaged = []
        with self.engine.connect().execution_options(yield_per=200) as connection:
            for row in connection.execute(query).mappings():
                if row["key"] in wanted:
                    # Without a digest: kept by a version that wrote none.
                    if row["digest"] and row["digest"] != row_digest(READINGS, row):
                        damaged.append(row["key"])
                    else:
                        yield row["key"], row["payload"]
        if damaged:
            with self.engine.begin() as connection:
                connection.execute(sa.delete(READINGS).where(READINGS.c.key.in_(damaged)))

    def former_readings(self, sha256: str) -> list[bytes]:
        """Return what was ever read of a content, under whatever rules and name."""
        with self.engine.connect() as connection:
            rows = connection.execute(sa.select(READINGS).where(READINGS.c.sha256 == sha256)).mappings()
            return [r["payload"] for r in rows if not r["digest"] or r["digest"] == row_digest(READINGS, r)]

    # --- decisions from the command line (those of workbooks are readings) ------------------------------------------

    def add_decision(self, decision: Decision) -> None:
        """Write a decision down; the next run applies it."""
        names = [c.name for c in DECISIONS.c if c.name not in ("id", "digest", "after_claim")]
        newest = max(map(claim_number, self.claims()), default=0)
        with self._written([(DECISION, {**{n: getattr(decision, n) for n in names}, "after_claim": newest})]):
            pass

    def decisions(self) -> list[Decision]:
        """Return the decisions taken on the command line, oldest first."""
        return [Decision(**row) for row in self._believed(DECISIONS, sa.select(DECISIONS).order_by(DECISIONS.c.id))]

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
        with self._written([*((TELLING, _values_of(t)) for t in tellings), (RUN, told)]) as connection:
            for name, value in (state or {}).items():
                _put_state(connection, name, value)

    def last_run(self) -> tuple[str, str, dict[str, Any]] | None:
        """Return (as of, finished at, summary) of the newest run."""
        query = sa.select(RUNS.c.as_of, RUNS.c.finished_at, RUNS.c.summary).order_by(RUNS.c.id.desc()).limit(1)
        with self.engine.connect() as connection:
            row = connection.execute(query).first()
        return (row[0], row[1], orjson.loads(row[2])) if row else None

    def add_publication(self, publication: str, content: str, as_of: str, manifest: str = "") -> None:
        """Write down a publication that is whole; the same id again changes nothing. manifest: SHA-256 of its
        manifest.json."""
        with self.engine.connect() as connection:
            known = connection.execute(sa.select(PUBLICATIONS.c.id).where(PUBLICATIONS.c.id == publication)).first()
        if known is None:
            told = {"id": publication, "content": content, "as_of": as_of, "manifest": manifest}
            with self._written([(PUBLICATION, told)]):
                pass

    # --- calls to published numbers -------------------------------------------------------------------------------

    def add_calls(self, calls: Sequence[Call]) -> None:
        """Write down what was called, all of it or nothing, lasting before this returns."""
        if calls:
            with self._written([(CALL, {**_values_of(c), "units": " ".join(c.units)}) for c in calls]):
                pass

    def calls(self) -> list[Call]:
        """Return every line about a call that was ever accepted, in the order in which they came."""
        rows = self._believed(CALLS, sa.select(CALLS).order_by(CALLS.c.id))
        return [Call(**{**row, "units": tuple(row["units"].split())}) for row in rows]

    # --- what units were told, what was sent, what was fetched ------------------------------------------------------

    def tellings(self) -> list[Telling]:
        """Return what units were told, oldest first."""
        return [Telling(**row) for row in self._believed(TELLINGS, sa.select(TELLINGS).order_by(TELLINGS.c.id))]

    def add_sendings(self, sendings: Sequence[Sending]) -> None:
        """Write steps of sending down, lasting before this returns."""
        if sendings:
            with self._written([(SENDING, _values_of(s)) for s in sendings]):
                pass

    def sendings(self) -> list[Sending]:
        """Return every step of sending, oldest first."""
        return [Sending(**row) for row in self._believed(SENDINGS, sa.select(SENDINGS).order_by(SENDINGS.c.id))]

    def add_fetched(self, mails: Sequence[Fetched]) -> None:
        """Write down that mails were taken, lasting before this returns."""
        if mails:
            with self._written([(FETCHED, _values_of(m)) for m in mails]):
                pass

    def fetched(self) -> list[Fetched]:
        """Return every mail that was taken, oldest first."""
        query = sa.select(FETCHED_MAILS).order_by(FETCHED_MAILS.c.id)
        return [Fetched(**row) for row in self._believed(FETCHED_MAILS, query)]

    def sending_count(self) -> int:
        """Return how many steps of sending were written down: it grows whenever something is sent."""
        with self.engine.connect() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(SENDINGS)).scalar_one())

    # --- what the next run compares itself with ---------------------------------------------------------------------

    def counts(self) -> tuple[int, str, int]:
        """Return (receipts, the last one's time, decisions): what grows whenever something comes in."""
        with self.engine.connect() as connection:
            receipts, last = connection.execute(
                sa.select(sa.func.count(), sa.func.max(RECEIPTS.c.received_at)).select_from(RECEIPTS)
            ).one()
            decisions = connection.execute(sa.select(sa.func.count()).select_from(DECISIONS)).scalar_one()
        return int(receipts), str(last or ""), int(decisions)

    def publications(self) -> list[str]:
        """Return the ids of what was published, oldest first."""
        with self.engine.connect() as connection:
            return [
                row[0]
                for row in connection.execute(
                    sa.select(PUBLICATIONS.c.id).order_by(PUBLICATIONS.c.as_of, PUBLICATIONS.c.id)
                )
            ]

    def manifests(self) -> dict[str, str]:
        """Return the SHA-256 of the manifest of every publication, where it was written down."""
        with self.engine.connect() as connection:
            return {r[0]: r[1] for r in connection.execute(sa.select(PUBLICATIONS.c.id, PUBLICATIONS.c.manifest))}

    def state(self, name: str) -> Any:
        """Return a named value, None when it was never set, or is no longer as it was: it is worked out again."""
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(STATE).where(STATE.c.name == name)).mappings().first()
        if row is None or (row["digest"] and row["digest"] != row_digest(STATE, row)):
            return None
        return orjson.loads(row["value"])

    def set_state(self, name: str, value: Any) -> None:
        """Set a named value. What is held for confirmation stands in the journal too."""
        if name == HELD:
            with self._written([(HELD, {"value": value})]):
                return
        with self.engine.begin() as connection:
            _put_state(connection, name, value)


def open_ledger(url: str, var: Path) -> Ledger:
    """Return the ledger by URL with the journal in var/. Raises LedgerError."""
    return Ledger(url, Journal(var / "journal.jsonl"))


_TABLES = {
    RECEIPT: RECEIPTS,
    DECISION: DECISIONS,
    PUBLICATION: PUBLICATIONS,
    TELLING: TELLINGS,
    SENDING: SENDINGS,
    FETCHED: FETCHED_MAILS,
    CALL: CALLS,
}


def _values_of(told: Telling | Sending | Fetched | Call) -> dict[str, Any]:
    return {name: getattr(told, name) for name in told.__slots__}


def _receipt_values(receipt: Receipt) -> dict[str, Any]:
    return {f: getattr(receipt, f) for f in Receipt.__slots__}


def _put(connection: sa.Connection, kind: str, values: dict[str, Any]) -> None:
    """Write what a line of the journal says. A kind that this program does not know was refused with the journal's
    version."""
    if kind == HELD:
        _put_state(connection, HELD, values["value"])
    elif kind == RUN:
        row = {**values, "summary": orjson.dumps(values["summary"])}
        connection.execute(sa.insert(RUNS).values(**with_digest(RUNS, row)))
    else:
        table = _TABLES[kind]
        if kind == PUBLICATION:
            connection.execute(sa.delete(table).where(table.c.id == values["id"]))
        connection.execute(sa.insert(table), [with_digest(table, values)])


def _put_state(connection: sa.Connection, name: str, value: Any) -> None:
    connection.execute(sa.delete(STATE).where(STATE.c.name == name))
    connection.execute(sa.insert(STATE).values(**with_digest(STATE, {"name": name, "value": orjson.dumps(value)})))


def _sqlite_settings(connection: Any, record: Any) -> None:
    del record
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def _in_one_line(context: sa.engine.ExceptionContext) -> None:
    """Whatever a database says of a full disk, a lock or a lost connection reaches the operator as one line."""
    if context.sqlalchemy_exception is not None:
        why = _first_line(context.original_exception)
        raise LedgerError(f"Sổ ghi nhận không dùng được: {why}. {_what_to_do(why)}") from context.original_exception


def _what_to_do(why: str) -> str:
    if any(
        word in why for word in ("malformed", "not a database", "corrupt", "decode", "no such table", "no such column")
    ):
        return "Dựng lại bằng: danhba rebuild (kho lưu trữ và nhật ký còn đủ)."
    return "Chưa mất gì; chạy lại sau."


def _masked(url: str) -> str:
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "URL không đúng"


def _first_line(error: BaseException) -> str:
    original = getattr(error, "orig", None) or error
    return (str(original).splitlines() or ["không rõ lý do"])[0].rstrip(".")
