"""One form found in a sheet, and its lines as read."""

from __future__ import annotations

from dataclasses import dataclass, field

from danhba.model.grid import Cell


@dataclass(slots=True)
class TableRow:
    """One table line as read, before cleaning. Addresses are as the spreadsheet shows them; `row` is 1-based."""

    sheet: str
    row: int
    tier: str
    stt: str
    name: Cell
    name_cell: str
    phones: list[Cell]
    phone_cell: str
    note: Cell
    note_cell: str
    district: str = ""  # the text of a district column, where the table has one
    maybe_heading: bool = False  # has no number and no running number: a district's heading, or a unit without a phone
    continues: bool = False  # stands without a running number below a row that has one
    after_footer: bool = False
    phone_cells: list[str] = field(default_factory=list)  # every cell that `phones` was made of
    names: list[tuple[str, str]] = field(
        default_factory=list
    )  # (text, cell) of further columns that could name the unit
    starts_anew: bool = (
        False  # the count starts again, or a blank block stands above: no heading above speaks for this line
    )
    values: tuple[tuple[str, Cell, str], ...] = ()  # (field, value, cell) of dates, counts, texts
    worded: bool = False  # the heading of its section says the tier in words, and not by its letter alone
    labelled: bool = False  # stands like a heading: a letter or Roman number, or one text over the width of the table


@dataclass(slots=True)
class Table:
    """One form found in a sheet: where its header is, which column holds which field, and its lines in sheet order."""

    sheet: str
    header_rows: tuple[int, int]  # first and last header row, 1-based
    header_cell: str
    columns: dict[str, list[str]]  # field → column letters
    rows: list[TableRow]
    has_section: bool
    skipped: list[tuple[int, str]] = field(default_factory=list)  # (row, role) of lines that are not data
    change: tuple[str, ...] = ()  # the heads of two columns of numbers: those published, those proposed instead
    hours: dict[str, str] = field(default_factory=dict)  # column letters → heading that says when it is answered
    unclear: str = ""  # why its numbers may be another list's, '' where its head and titles are understood
    others: dict[str, str] = field(
        default_factory=dict
    )  # column letters → heading of columns of numbers with another meaning


@dataclass(slots=True)
class Outline:
    """One sheet: its header rows (1-based, (0, 0) when none), its first cell, its titles, and what its other lines
    are."""

    sheet: str
    header_rows: tuple[int, int] = (0, 0)
    header_cell: str = ""
    titles: list[str] = field(default_factory=list)
    lines: list[tuple[int, str, str]] = field(
        default_factory=list
    )  # (row, role, text): section, footer, total, note, column_numbers
    data_rows: int = 0
