"""The database of the ledger: opened by URL, brought up to date, sealed; rows count only as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from danhba.store.ledger_error import LedgerError, first_line, in_one_line, what_to_do
from danhba.store.ledger_seal import put_seal, seal_of
from danhba.store.ledger_tables import METADATA, SCHEMA, STATE, row_digest

_BEFORE_MIGRATIONS = "0000"


class Database:
    """One database by URL."""

    def __init__(self, url: str) -> None:
        """Open it, and make it what this program knows. Raises LedgerError."""
        self.url = url
        self._unsealed = False
        try:
            if url.startswith("sqlite:///"):
                Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            self.engine = sa.create_engine(url)
            event.listen(self.engine, "handle_error", in_one_line)
            if self.engine.dialect.name == "sqlite":
                event.listen(self.engine, "connect", _sqlite_settings)
                event.listen(self.engine, "commit", self._unseal)
            self._bring_up_to_date()
        except (SQLAlchemyError, OSError, ImportError) as error:
            why = first_line(error)
            raise LedgerError(f"Không mở được sổ ghi nhận ({_masked(url)}): {why}. {what_to_do(why)}") from error

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

    @property
    def unsealed(self) -> bool:
        """Whether a file was written to since its seal was put on."""
        return self._unsealed and self.file is not None

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def seal(self) -> None:
        """Put the seal on the file, which nobody has open. Raises OSError."""
        if self.file is not None:
            put_seal(self.file)

    def sync(self, connection: sa.Connection, level: str) -> None:
        """Say how lasting the transaction to come must be. Other databases sync every one."""
        if self.engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA synchronous={level}")

    def clear(self) -> None:
        """Forget everything: the journal is about to be replayed."""
        with self.engine.begin() as connection:
            for table in METADATA.tables.values():
                connection.execute(sa.delete(table))

    def believed(self, table: sa.Table, query: sa.Select[Any]) -> Iterator[dict[str, Any]]:
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

    def state(self, name: str) -> Any:
        """Return a named value, None when it was never set, or is no longer as it was: it is worked out again."""
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(STATE).where(STATE.c.name == name)).mappings().first()
        if row is None or (row["digest"] and row["digest"] != row_digest(STATE, row)):
            return None
        return orjson.loads(row["value"])


def _sqlite_settings(connection: Any, record: Any) -> None:
    del record
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def _masked(url: str) -> str:
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "URL không đúng"
