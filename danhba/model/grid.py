"""The values that pass between the steps: grids, tables, findings. Small, frozen where it costs nothing, no
behaviour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

Cell: TypeAlias = object  # None, str, int, float, bool, date, datetime, time or timedelta, as the spreadsheet typed it
Merge: TypeAlias = tuple[int, int, int, int]  # first row, first column, last row, last column; 0-based, as in the sheet


Place: TypeAlias = tuple[int, int]  # row and column, 0-based, as in the sheet

DOCUMENT_TEXT = "Văn bản"  # the grid of a document's lines outside its tables

# Why what stands in a file does not stand before the eye, in the words of a finding.
UNSEEN = {
    "struck": "bị gạch ngang",
    "hidden_text": "là chữ ẩn",
    "tiny": "có cỡ chữ nhỏ tới mức mắt không đọc được",
    "crossed": "ở dòng bị gạch chéo",
    "hidden_row": "nằm ở dòng bị ẩn",
    "hidden_column": "nằm ở cột bị ẩn",
    "covered": "bị ô gộp che khuất",
    "format": "không hiện ra do định dạng của ô",
    "error": "là giá trị lỗi của công thức, không phải số",
    "formula": "là công thức chưa có kết quả",
    "quoted": "nằm trong phần thư cũ được trích lại",
    "quoted_alone": "nằm trong phần thư được trích lại, không rõ có phải là số gửi lần này không",
    "placeholder": "là chữ gợi ý của ô nhập liệu",
}


@dataclass(frozen=True, slots=True)
class Unseen:
    """What a cell holds and does not show: a reason (a key of UNSEEN) and the text. It does not speak, and it is
    told."""

    reason: str
    text: str


@dataclass(slots=True)
class Grid:
    """The cells of one sheet. `rows[i][j]` stands at sheet row top + i, column left + j (0-based); None is empty.

    `rows` hold what the eye sees, but for hidden rows and columns, which programs of ours use too: read/seen.py empties
    them. Places are the sheet's.
    """

    name: str
    rows: list[list[Cell]]
    top: int = 0
    left: int = 0
    merges: list[Merge] = field(default_factory=list)
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unseen: dict[Place, Unseen] = field(default_factory=dict)
    changed: dict[Place, str] = field(default_factory=dict)  # cells that a tracked change touches → the text it deletes
    apart: dict[Place, str] = field(
        default_factory=dict
    )  # lines whose columns cannot be told → the line; their cells are empty
    of_file: bool = False  # its name is its file's: nobody named the sheet
    lines_above: int = -1  # of a table in a document: how many lines of its text stand above it; -1: no such table
    heading: str = ""  # of a table in a document: the last line of words above it
    aside: bool = (
        False  # headers and footers of pages, footnotes, text boxes: no letterhead and no form, only accounted for
    )
    _texts: list[str] | None = field(default=None, init=False, repr=False, compare=False)

    def texts(self) -> list[str]:
        """Return the different texts of the cells, each once and in no order; those aside that begin with a digit and
        have no letter. Kept: nobody changes the cells of a grid that has been read, and whoever looks for some word in
        every file asks for them."""
        found = self._texts
        if found is None:
            texts = [v for v in {*chain.from_iterable(self.rows)} if isinstance(v, str)]
            found = self._texts = [t for t in texts if not t[:1].isdigit() or t.lower() != t.upper()]
        return found


class ReadError(Exception):
    """A file that cannot be read: a finding's code and what its message says of it, in Vietnamese."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


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


def cell_text(value: object) -> str:
    """Return a cell's value as it is shown in reports: exact integers, dates as dd/mm/yyyy, no float artefacts."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return repr(value)
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y" if value.time() == dt.time() else "%d/%m/%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value)
