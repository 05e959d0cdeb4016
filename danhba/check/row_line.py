"""A row between identify and validate, as a line of text columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from danhba.identify.result import Match
from danhba.model.grid import cell_text
from danhba.model.table import TableRow
from danhba.phones.phone_reading import PhoneReading


@dataclass(slots=True)
class Row:
    """A row between identify and validate: its cells, what they were read as, and the details for messages."""

    at: TableRow
    name_raw: str
    match: Match
    phone: PhoneReading
    note: str
    note_remarks: tuple[str, ...]
    tier_mismatch: bool = False
    outside: bool = False
    changed_cell: str = ""  # where a tracked change touches the row, '' where none does
    changes: list[str] = field(default_factory=list)  # what they are, in words
    doubt: str = ""  # the two readings of a layout that admits two
    alone: bool = False  # its heading is not known: the other rows do not say which district it lies in


def _joined(remarks: tuple[str, ...]) -> str:
    return f"|{'|'.join(remarks)}|" if remarks else ""


TEXT = 1000  # characters of a cell that are kept


def phones_raw(row: Row) -> str:
    """Return what stood in the phone cells of a row, as far as anyone reads it."""
    phones = row.at.phones
    return (row.phone.raw if len(phones) < 2 else " / ".join(cell_text(p)[:TEXT] for p in phones[:TEXT]))[:TEXT]


def line(number: int, row: Row) -> tuple[str, ...]:
    """Return the row as validation sees it: the values of ROW_COLUMNS, all text."""
    at, match, phone = row.at, row.match, row.phone
    unit, digits = match.unit, phone.number
    remarks = (*match.remarks, "tier_mismatch") if row.tier_mismatch else match.remarks
    if row.changed_cell:
        remarks = (*remarks, "document_with_changes")
    return (
        str(number), at.sheet, str(at.row), at.tier, unit.code if unit and not match.verdict else "", unit.tier if unit else "",
        "outside_authority" if row.outside else "", row.name_raw[:TEXT], at.name_cell, match.verdict, _joined(remarks),
        phones_raw(row), at.phone_cell, phone.refusal,
        _joined(phone.remarks), digits.e164 if digits else "", digits.extension if digits else "", digits.kind if digits else "",
        row.note[:TEXT], at.note_cell, _joined(row.note_remarks),
    )  # fmt: skip
