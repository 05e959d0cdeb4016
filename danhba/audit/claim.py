"""A claim: what is about to be published of a sheet, and the line that it points at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from danhba.audit import words
from danhba.audit.sheet import Sheet
from danhba.audit.texts import LETTER, plain_text
from danhba.registry import Unit

NAME_GOES_ON = 2  # lines below its own in which a unit's name may go on
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


class Claim(NamedTuple):
    """What one row is about to publish: its cells as the first reading named them, the unit, the number in E.164 or as
    a short code."""

    name_cell: str
    phone_cell: str
    unit_code: str
    e164: str
    extension: str = ""
    sender: str = ""  # the unit that sent the file, '' unknown


@lru_cache(maxsize=4096)
def place_of(cell: str) -> tuple[int, int]:
    """Return 0-based (row, column) of an address; (-1, -1) where it is none."""
    found = _ADDRESS.fullmatch(cell)
    if not found:
        return -1, -1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def is_address(line: ClaimedLine, column: int, text: str) -> bool:
    """Tell whether a text of a line says where the unit sits, by its column's head or by its own first words."""
    if words.SEAT.match(plain_text(text)):
        return True
    head = line.sheet.head_over(line.row, column)
    return head >= 0 and words.SEAT_HEAD.match(plain_text(line.sheet.text(head, column))) is not None


@dataclass(slots=True)
class ClaimedLine:
    """The line that a claim points at. Cells are (row, column) from 0, (-1, -1) where the claim names none."""

    sheet: Sheet
    claim: Claim
    unit: Unit
    number: tuple[int, int]  # the number's cell
    name: tuple[int, int]  # the name's cell
    shown: str  # what the number's cell says, another number aside that it calls the old one
    row: int  # of the line that counts: the name's, where one number is merged over the lines of several units
    cells: list[tuple[int, str]]  # (column, text) of its words, with those of the name's own line
    spoken: list[tuple[int, str]] = field(init=False)  # those of them that hold letters

    def __post_init__(self) -> None:
        self.spoken = [cell for cell in self.cells if LETTER.search(cell[1])]

    @property
    def is_apart(self) -> bool:
        """Whether the number stands in another cell than the name."""
        return (self.row, self.number[1]) != self.name

    def named(self, name: str) -> ClaimedLine:
        """Return the line with its name as the lines below go on with it."""
        column = self.name[1]
        return replace(self, cells=[*(cell for cell in self.cells if cell[0] != column), (column, name)])
