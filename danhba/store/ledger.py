"""The ledger: what was received, what reading found, what was published. SQLAlchemy Core; SQLite (WAL) or any URL.

State and effect go into one transaction. The ledger can be rebuilt from the archive and the receipts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from danhba.model.submission import Receipt
from danhba.review.questions import Decision

SCHEMA = "0002"  # the newest migration; danhba/migrations makes and changes the tables

_BEFORE_MIGRATIONS = "0000"

METADATA = sa.MetaData()

RECEIPTS = sa.Table(
    "receipts",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("source_file", sa.Text, nullable=False),  # NFC, with / between folders
    sa.Column("raw_name", sa.LargeBinary, nullable=False),  # the bytes of the name it came with
    sa.Column("received_at", sa.String(20), nullable=False, index=True),
    sa.Column("changed_at", sa.String(30), nullable=False),
    sa.Column("container", sa.String(64), nullable=False, server_default=""),  # receipt of the .zip or .eml around it
    sa.Column(
        "claim", sa.String(64), nullable=False, server_default="", index=True
    ),  # the claim folder it came through
    sa.Column(
        "members", sa.Integer, nullable=False, server_default="0"
    ),  # files inside, for a container that was opened
)
READINGS = sa.Table(
    "readings",
    METADATA,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),
)
RUNS = sa.Table(
    "runs",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("as_of", sa.String(20), nullable=False),
    sa.Column("finished_at", sa.String(20), nullable=False),
    sa.Column("summary", sa.LargeBinary, nullable=False),
)
PUBLICATIONS = sa.Table(
    "publications",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("content", sa.String(64), nullable=False),
    sa.Column("as_of", sa.String(20), nullable=False),
)
DECISIONS = sa.Table(
    "decisions",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("question", sa.String(16), nullable=False),
    sa.Column("basis", sa.String(16), nullable=False),
    sa.Column("choice", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_at", sa.String(20), nullable=False),
)
STATE = sa.Table(
    "state",
    METADATA,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)


class LedgerError(Exception):
    """The ledger cannot be used; the text is one clear line in Vietnamese."""


class Ledger:
    """One ledger by URL. Every method is one transaction."""

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            if url.startswith("sqlite:///"):
                Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            self.engine = sa.create_engine(url)
            event.listen(self.engine, "handle_error", _in_one_line)
            if self.engine.dialect.name == "sqlite":
                event.listen(self.engine, "connect", _sqlite_settings)
            self._bring_up_to_date()
        except (SQLAlchemyError, OSError, ImportError) as error:
            raise LedgerError(f"Không mở được sổ ghi nhận ({_masked(url)}): {_first_line(error)}.") from error

    def _bring_up_to_date(self) -> None:
        """Run the migrations that this ledger lacks. A ledger of a newer program is refused, unchanged."""
        version = self._version()
        if version == SCHEMA:
            return
        if version > SCHEMA:
            raise LedgerError(
                f"Sổ ghi nhận có cấu trúc đời {version}, chương trình này chỉ biết đến đời {SCHEMA}: dùng bản danhba mới hơn."
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

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def _sync(self, connection: sa.Connection, level: str) -> None:
        """Say how lasting the transaction to come must be. Other databases sync every one."""
        if self.engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA synchronous={level}")

    # --- receipts -------------------------------------------------------------------------------------------------

    def add_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Write a batch of receipts down."""
        if receipts:
            with self.engine.begin() as connection:
                self._sync(connection, "FULL")
                connection.execute(
                    sa.insert(RECEIPTS), [{f: getattr(r, f) for f in Receipt.__slots__} for r in receipts]
                )

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
        """Return (claim, raw name, sha256) of the receipts of these claims: what an interrupted run had written down."""
        columns = RECEIPTS.c
        query = sa.select(columns.claim, columns.raw_name, columns.sha256).where(columns.claim.in_(claims))
        with self.engine.connect() as connection:
            return {(row[0], bytes(row[1]), row[2]) for row in connection.execute(query)}

    def receipts(self) -> list[Receipt]:
        """Return every receipt, oldest first."""
        columns = [getattr(RECEIPTS.c, f) for f in Receipt.__slots__]
        query = sa.select(*columns).order_by(
            RECEIPTS.c.received_at, RECEIPTS.c.changed_at, RECEIPTS.c.source_file, RECEIPTS.c.id
        )
        with self.engine.connect() as connection:
            return [Receipt(*row) for row in connection.execute(query)]

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
            rows = {k: {"key": k, "sha256": s, "payload": p} for k, s, p in readings if k not in known}
            if rows:
                connection.execute(sa.insert(READINGS), list(rows.values()))

    def readings_of(self, contents: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (sha256, payload) of all kept readings of contents, whatever the rules and names they were read under."""
        columns = READINGS.c
        wanted = sorted(contents)
        with self.engine.connect() as connection:
            for part in (wanted[i : i + 500] for i in range(0, len(wanted), 500)):
                query = sa.select(columns.sha256, columns.payload).where(columns.sha256.in_(part))
                yield from ((sha256, payload) for sha256, payload in connection.execute(query))

    def forget_readings(self) -> None:
        """Drop every kept reading: the next run makes them again from the archive."""
        with self.engine.begin() as connection:
            connection.execute(sa.delete(READINGS))

    def readings(self, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (key, payload) of these keys: one by one, for together they are as large as all that was ever sent."""
        wanted = set(keys)
        query = sa.select(READINGS.c.key, READINGS.c.payload)
        if len(wanted) <= 400:
            query = query.where(READINGS.c.key.in_(wanted))
        with self.engine.connect().execution_options(yield_per=200) as connection:
            for key, payload in connection.execute(query):
                if key in wanted:
                    yield key, payload

    # --- decisions from the command line (those of workbooks are readings) ------------------------------------------

    def add_decision(self, decision: Decision) -> None:
        """Write a decision down; the next run applies it."""
        with self.engine.begin() as connection:
            self._sync(connection, "FULL")
            values = {c.name: getattr(decision, c.name) for c in DECISIONS.c if c.name != "id"}
            connection.execute(sa.insert(DECISIONS).values(**values))

    def decisions(self) -> list[Decision]:
        """Return the decisions taken on the command line, oldest first."""
        columns = [c for c in DECISIONS.c if c.name != "id"]
        with self.engine.connect() as connection:
            return [Decision(*row) for row in connection.execute(sa.select(*columns).order_by(DECISIONS.c.id))]

    # --- runs, publications, state --------------------------------------------------------------------------------

    def add_run(
        self, as_of: str, finished_at: str, summary: dict[str, Any], state: dict[str, Any] | None = None
    ) -> None:
        """Write down that a run ended, with its figures and the named values it leaves, in one transaction."""
        with self.engine.begin() as connection:
            for name, value in (state or {}).items():
                connection.execute(sa.delete(STATE).where(STATE.c.name == name))
                connection.execute(sa.insert(STATE).values(name=name, value=orjson.dumps(value)))
            connection.execute(
                sa.insert(RUNS).values(as_of=as_of, finished_at=finished_at, summary=orjson.dumps(summary))
            )

    def last_run(self) -> tuple[str, str, dict[str, Any]] | None:
        """Return (as of, finished at, summary) of the newest run."""
        query = sa.select(RUNS.c.as_of, RUNS.c.finished_at, RUNS.c.summary).order_by(RUNS.c.id.desc()).limit(1)
        with self.engine.connect() as connection:
            row = connection.execute(query).first()
        return (row[0], row[1], orjson.loads(row[2])) if row else None

    def add_publication(self, publication: str, content: str, as_of: str) -> None:
        """Write down a publication that is whole; the same id again changes nothing."""
        with self.engine.begin() as connection:
            if connection.execute(sa.select(PUBLICATIONS.c.id).where(PUBLICATIONS.c.id == publication)).first() is None:
                connection.execute(sa.insert(PUBLICATIONS).values(id=publication, content=content, as_of=as_of))

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

    def state(self, name: str) -> Any:
        """Return a named value, None when it was never set."""
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(STATE.c.value).where(STATE.c.name == name)).first()
        return orjson.loads(row[0]) if row else None

    def set_state(self, name: str, value: Any) -> None:
        """Set a named value."""
        with self.engine.begin() as connection:
            connection.execute(sa.delete(STATE).where(STATE.c.name == name))
            connection.execute(sa.insert(STATE).values(name=name, value=orjson.dumps(value)))


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
        raise LedgerError(
            f"Sổ ghi nhận không dùng được: {why}. Chưa mất gì; chạy lại sau."
        ) from context.original_exception


def _masked(url: str) -> str:
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "URL không đúng"


def _first_line(error: BaseException) -> str:
    original = getattr(error, "orig", None) or error
    return (str(original).splitlines() or ["không rõ lý do"])[0].rstrip(".")
