"""A line of the journal as a row of the ledger."""

from __future__ import annotations

from typing import Any

import orjson
import sqlalchemy as sa

from danhba.model.call import Call
from danhba.model.submission import Receipt
from danhba.model.telling import Fetched, Sending, Telling
from danhba.store.journal import CALL, DECISION, FETCHED, HELD, PUBLICATION, RECEIPT, RUN, SENDING, TELLING
from danhba.store.ledger_tables import (
    CALLS,
    DECISIONS,
    FETCHED_MAILS,
    PUBLICATIONS,
    RECEIPTS,
    RUNS,
    SENDINGS,
    STATE,
    TELLINGS,
    with_digest,
)

_TABLES = {
    RECEIPT: RECEIPTS,
    DECISION: DECISIONS,
    PUBLICATION: PUBLICATIONS,
    TELLING: TELLINGS,
    SENDING: SENDINGS,
    FETCHED: FETCHED_MAILS,
    CALL: CALLS,
}


def values_of(written: Receipt | Telling | Sending | Fetched | Call) -> dict[str, Any]:
    """Return what is written down, by the names of the columns."""
    return {name: getattr(written, name) for name in written.__slots__}


def put(connection: sa.Connection, kind: str, values: dict[str, Any]) -> None:
    """Write what a line of the journal says. A kind that this program does not know was refused with the journal's
    version."""
    if kind == HELD:
        put_state(connection, HELD, values["value"])
    elif kind == RUN:
        row = {**values, "summary": orjson.dumps(values["summary"])}
        connection.execute(sa.insert(RUNS).values(**with_digest(RUNS, row)))
    else:
        table = _TABLES[kind]
        if kind == PUBLICATION:
            connection.execute(sa.delete(table).where(table.c.id == values["id"]))
        connection.execute(sa.insert(table), [with_digest(table, values)])


def put_state(connection: sa.Connection, name: str, value: Any) -> None:
    """Set a named value."""
    connection.execute(sa.delete(STATE).where(STATE.c.name == name))
    connection.execute(sa.insert(STATE).values(**with_digest(STATE, {"name": name, "value": orjson.dumps(value)})))
