"""The values that pass between the steps: grids, tables, findings. Small, frozen where it costs nothing, no behaviour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

Cell: TypeAlias = object  # None, str, int, float, bool, date, datetime, time or timedelta, as the spreadsheet typed it
Merge: TypeAlias = tuple[int, int, int, int]  # first row, first column, last row, last column; 0-based, as in the sheet


@dataclass(slots=True)
class Grid:
    """The cells of one sheet. `rows[i][j]` stands at sheet row top + i, column left + j (0-based); None is empty."""

    name: str
    rows: list[list[Cell]]
    top: int = 0
    left: int = 0
    merges: list[Merge] = field(default_factory=list)
    visible: bool = True


class ReadError(Exception):
    """A file that cannot be read: a finding's code and what its message says of it, in Vietnamese."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


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


@dataclass(slots=True)
class Finding:
    """One thing wrong or notable, with its place. `params` feed the message; the texts are made when it is reported.

    rows: which rows of the file have the cell, counted from 0; known once the reading is kept.
    """

    code: str
    severity: str
    sheet: str = ""
    cell: str = ""
    raw: str = ""
    unit_code: str = ""
    params: dict[str, object] = field(default_factory=dict)
    rows: Sequence[int] = ()


@lru_cache(maxsize=1024)
def column_letters(index: int) -> str:
    """Return the letters of a 0-based column: 0 is A, 27 is AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the address of a 0-based cell as the spreadsheet shows it: (11, 2) is C12."""
    return f"{column_letters(column)}{row + 1}"
