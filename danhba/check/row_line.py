"""A row between identify and validate, as a line of text columns."""

from __future__ import annotations

from dataclasses import dataclass

from danhba.identify.result import Match
from danhba.model.table import TableRow
from danhba.phones.phone_reading import PhoneReading


@dataclass(slots=True)
class _Row:
    """A row between identify and validate: its cells, what they were read as, and the details for messages."""

    at: TableRow
    name_raw: str
    match: Match
    phone: PhoneReading
    note: str
    note_remarks: tuple[str, ...]
    tier_mismatch: bool = False
    outside: bool = False


def _joined(remarks: tuple[str, ...]) -> str:
    return f"|{'|'.join(remarks)}|" if remarks else ""
