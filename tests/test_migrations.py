"""The ledger's schema: from the first released one to today's, data kept; the tables are those that the code declares."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from danhba.store.ledger import Ledger
from danhba.store.ledger_error import LedgerError
from danhba.store.ledger_tables import METADATA, SCHEMA

# What the first version made, without a record of migrations.
FIRST = """
CREATE TABLE receipts (id VARCHAR(64) NOT NULL PRIMARY KEY, sha256 VARCHAR(64) NOT NULL, size BIGINT NOT NULL, source_file TEXT NOT NULL,
 raw_name BLOB NOT NULL, received_at VARCHAR(20) NOT NULL, changed_at VARCHAR(30) NOT NULL, container VARCHAR(64) DEFAULT '' NOT NULL,
 claim VARCHAR(64) DEFAULT '' NOT NULL, members INTEGER DEFAULT '0' NOT NULL);
CREATE INDEX ix_receipts_sha256 ON receipts (sha256);
CREATE INDEX ix_receipts_received_at ON receipts (received_at);
CREATE INDEX ix_receipts_claim ON receipts (claim);
CREATE TABLE readings ("key" VARCHAR(64) NOT NULL PRIMARY KEY, sha256 VARCHAR(64) NOT NULL, payload BLOB NOT NULL);
CREATE TABLE runs (id INTEGER NOT NULL PRIMARY KEY, as_of VARCHAR(20) NOT NULL, finished_at VARCHAR(20) NOT NULL, summary BLOB NOT NULL);
CREATE TABLE publications (id VARCHAR(64) NOT NULL PRIMARY KEY, content VARCHAR(64) NOT NULL, as_of VARCHAR(20) NOT NULL);
CREATE TABLE state (name VARCHAR(64) NOT NULL PRIMARY KEY, value BLOB NOT NULL);
INSERT INTO receipts VALUES ('r1', 'aa', 3, 'a.xlsx', x'61', '2021-09-05T01:00:00Z', '2021-09-05T00:00:00.000000Z', '', 'c', 0);
INSERT INTO state VALUES ('schema_version', x'31');
"""


def _declared(engine: sa.Engine) -> dict[str, list[tuple[str, bool]]]:
    inspector = sa.inspect(engine)
    return {t: [(c["name"], c["nullable"]) for c in inspector.get_columns(t)] for t in METADATA.tables}


def test_a_ledger_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        for statement in FIRST.strip().split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement.rstrip(";"))
    ledger = Ledger(url)
    assert [r.source_file for r in ledger.receipts.all()] == ["a.xlsx"]
    assert ledger.decisions() == []
    ledger.close()
    fresh = Ledger(f"sqlite:///{tmp_path / 'fresh.db'}")
    assert _declared(engine) == _declared(fresh.database.engine)
    with fresh.database.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == SCHEMA
    fresh.close()


def test_migrations_make_what_the_code_declares(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'a.db'}")
    plain = sa.create_engine(f"sqlite:///{tmp_path / 'b.db'}")
    METADATA.create_all(plain)
    assert _declared(ledger.database.engine) == _declared(plain)
    ledger.close()


def test_a_ledger_of_a_newer_program_is_refused_unchanged(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    ledger = Ledger(url)
    with ledger.database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0099'"))
    ledger.close()
    with pytest.raises(LedgerError, match="đời 0099"):
        Ledger(url)


def test_a_migration_that_is_cut_short_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    made = op.create_table

    def cut(name: str, *columns: object, **options: object) -> object:
        if name == "decisions":
            raise OSError(28, "No space left on device")
        return made(name, *columns, **options)

    with monkeypatch.context() as patch:
        patch.setattr(op, "create_table", cut)
        with pytest.raises(LedgerError, match="No space left"):
            Ledger(url)
    assert sa.inspect(sa.create_engine(url)).get_table_names() == []
    Ledger(url).close()


def test_a_ledger_that_fails_says_so_in_one_line(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    with ledger.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE receipts")
    with pytest.raises(LedgerError, match="Sổ ghi nhận không dùng được: no such table: receipts"):
        ledger.receipts.all()
    ledger.close()
