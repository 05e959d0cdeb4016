"""A row between identify and validate: its values as a line of text, and its facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from danhba.check.values import Value
from danhba.identify.result import Match
from danhba.model.finding import MOST_TEXT
from danhba.model.grid import cell_text
from danhba.model.table import TableRow
from danhba.phones.phone_reading import PhoneReading
from danhba.registry import Unit
from schemas.facts import SOUND, DocumentFacts, Facts, NameFacts, NoteFacts, PhoneFacts, SenderFacts, UnitFacts, flat


@dataclass(slots=True)
class Row:
    """A row between identify and validate: its cells, what they were read as, and the details for messages."""

    at: TableRow
    name_raw: str
    match: Match
    phone: PhoneReading
    note: str
    note_facts: NoteFacts = SOUND.note
    sender: SenderFacts = SOUND.sender
    changed_cell: str = ""  # where a tracked change touches the row, '' where none does
    changes: list[str] = field(default_factory=list[str])  # what they are, in words
    doubt: str = ""  # the two readings of a layout that admits two
    values: tuple[Value, ...] = ()  # dates, counts and texts, where the form has such columns
    why: str = ""  # what makes it admit two, where it is not two columns that name a unit
    may_mean: tuple[str, ...] = ()  # the units of those readings: what a reviewer may choose
    own: tuple[Unit, ...] = ()  # the sender's own units whose names come near, where the name is another's
    alone: bool = False  # its heading is not known: the other rows do not say which district it lies in

    @property
    def unit(self) -> str:
        """The code of the row's unit, '' while it is in doubt."""
        return self.match.unit.code if self.match.unit else ""


NO_NUMBER = PhoneReading("")  # of a row of a form without phone numbers: nothing is said of it

TEXT = MOST_TEXT  # characters of a cell that are kept


def phones_raw(row: Row) -> str:
    """Return what stood in the phone cells of a row, as far as anyone reads it."""
    phones = row.at.phones if row.phone is not NO_NUMBER else ()
    return (row.phone.raw if len(phones) < 2 else " / ".join(cell_text(p)[:TEXT] for p in phones[:TEXT]))[:TEXT]


def line(row: Row) -> tuple[str, ...]:
    """Return the values of ROW_COLUMNS, all text."""
    at, number = row.at, row.phone.number
    return (
        at.sheet, str(at.row), at.tier, row.unit, row.name_raw[:TEXT], at.name_cell, phones_raw(row), at.phone_cell,
        number.e164 if number else "", number.extension if number else "", number.kind if number else "",
        row.note[:TEXT], at.note_cell,
    )  # fmt: skip


def facts(row: Row) -> tuple[bool | int | str, ...]:
    """Return what the rules are checked on: the values of FACT_COLUMNS."""
    unit = row.match.unit
    return _flat(
        row.match.facts,
        unit.tier if unit else "",
        row.at.tier,
        row.sender,
        row.phone.facts,
        row.note_facts,
        len(row.changes),
    )


@lru_cache(maxsize=4096)  # rows that are alike share their facts
def _flat(
    name: NameFacts, tier: str, section: str, sender: SenderFacts, phone: PhoneFacts, note: NoteFacts, changes: int
) -> tuple[bool | int | str, ...]:
    return flat(Facts(name, UnitFacts(tier, section), sender, phone, note, DocumentFacts(changes)))
