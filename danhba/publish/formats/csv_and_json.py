"""The directory for machines: danh-ba.csv, danh-ba.json, thay-doi.csv."""

from __future__ import annotations

import orjson

from danhba.output.cells import csv_bytes
from danhba.publish.edition import Edition
from danhba.vietnamese.dates import utc
from schemas.tables import CHANGE_COLUMNS, DIRECTORY_COLUMNS


def render_csv(edition: Edition) -> bytes:
    """Return danh-ba.csv."""
    return edition.csv


def render_json(edition: Edition) -> bytes:
    """Return danh-ba.json: the same entries with null for what is absent, and what they are true of."""
    entries = [{c: entry[c] or None for c in DIRECTORY_COLUMNS} for entry in edition.entries]
    document = {
        "publication": edition.id,
        "as_of": utc(edition.as_of),
        "province": edition.registry.name,
        "registry": edition.registry.path.name,
        "letter": " ".join(edition.registry.letter.split()),
        "count": len(entries),
        "entries": entries,
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def render_changes(edition: Edition) -> bytes:
    """Return thay-doi.csv: what differs from the publication before."""
    return csv_bytes(CHANGE_COLUMNS, edition.changes)
