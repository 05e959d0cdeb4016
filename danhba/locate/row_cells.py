"""The cells of one line by the columns of the header above it: running number, name, numbers, note; merged cells looked
up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from danhba.locate.cells import stt_text, value_at
from danhba.locate.headers import Header
from danhba.model.grid import Cell, Grid, address, cell_text
from schemas.forms.form import ROLES

_NOT_DIGITS = re.compile(r"\D+")
_PART = re.compile(r"\(?[\d .-]*\d\)?")
_AREA, _LOCAL, _WHOLE = 4, 7, 11  # digits at most: of the first part, of any part, of the whole
_LEAST = 8  # digits of the whole: fewer are two short numbers


@dataclass(slots=True)
class RowCells:
    """What stands in one line (row and column are indexes into the grid)."""

    stt: Cell = None
    name: Cell = None
    name_at: tuple[int, int] = (0, 0)
    phones: list[Cell] = field(default_factory=list)
    phone_at: tuple[int, int] = (0, 0)
    phone_cells: list[str] = field(default_factory=list)
    note: Cell = None
    district: Cell = None
    values: tuple[tuple[str, Cell, str], ...] = ()  # (field, value, cell) of dates, counts, texts
    names: list[tuple[str, str]] = field(default_factory=list)


class RowCutter:
    """Cuts the lines below one header into cells."""

    def __init__(self, grid: Grid, header: Header, covered: dict[tuple[int, int], tuple[int, int]]) -> None:
        self.grid, self.header, self.covered = grid, header, covered
        columns = header.columns
        self.stt_column = columns.get("stt", [-1])[0]
        self.values = [(name, c[0]) for name, c in columns.items() if name not in ROLES]
        # What a line without them is not: of a form without phone numbers its values tell a line of data from a
        # heading.
        self.units, self.numbers = columns["unit"], columns.get("phone") or [c for _, c in self.values]
        self.note_column = columns.get("note", [-1])[0]
        self.district_column = columns.get("district", [-1])[0]
        self.area_column = columns.get("area", [-1])[0]
        self.extension_column = columns.get("extension", [-1])[0]

    def cut(self, r: int) -> RowCells:
        """Return the cells of row r."""
        row = self.grid.rows[r]
        width = len(row)
        out = RowCells(name_at=(r, self.units[0]), phone_at=(r, self.numbers[0]))
        for c in self.units:
            if c < width and row[c] is not None:
                out.name_at, out.name = (r, c), row[c]
                break
        out.stt = row[self.stt_column] if 0 <= self.stt_column < width else None
        for c in self.numbers:
            if c < width and row[c] is not None:
                if not out.phones:
                    out.phone_at = (r, c)
                out.phones.append(row[c])
                out.phone_cells.append(address(self.grid.top + r, self.grid.left + c))
        out.note = row[self.note_column] if 0 <= self.note_column < width else None
        out.district = row[self.district_column] if 0 <= self.district_column < width else None
        if self.covered:
            self._look_above(r, out)
        if len(out.phones) > 1:
            self._join_parts(out)
        if out.phones and (self.area_column >= 0 or self.extension_column >= 0):
            self._join(r, row, out)
        if self.values:
            out.values = tuple((name, self._value(r, c), self._address(r, c)) for name, c in self.values)
        for c in self.header.names:
            value = self._value(r, c)
            if value is not None and cell_text(value).strip():
                out.names.append((cell_text(value), self._address(r, c)))
        return out

    def _look_above(self, r: int, out: RowCells) -> None:
        last = self.header.last
        if out.name is None and (above := self.covered.get(out.name_at)) is not None and above[0] > last:
            value = value_at(self.grid, above)
            if value is not None:
                out.name, out.name_at = value, above
        if not out.phones and (above := self.covered.get(out.phone_at)) is not None and above[0] > last:
            value = value_at(self.grid, above)
            if value is not None and above[1] == out.phone_at[1]:
                out.phones, out.phone_at = [value], above
                out.phone_cells = [self._address(*above)]
        if out.district is None and self.district_column >= 0:
            out.district = self._value(r, self.district_column)

    def _value(self, r: int, c: int) -> Cell:
        value = value_at(self.grid, (r, c))
        if value is None and (above := self.covered.get((r, c))) is not None and above[0] > self.header.last:
            value = value_at(self.grid, above)
        return value

    def _join_parts(self, out: RowCells) -> None:
        """Put a number together that stands in parts under one head: 0277 | 3836 | 221."""
        texts = [cell_text(p).strip() for p in out.phones]
        if any(not _PART.fullmatch(text) for text in texts):
            return
        sizes = [len(_NOT_DIGITS.sub("", text)) for text in texts]
        if sizes[0] <= _AREA and max(sizes) <= _LOCAL and _LEAST <= sum(sizes) <= _WHOLE:
            out.phones = [" ".join(texts)]

    def _join(self, r: int, row: list[Cell], out: RowCells) -> None:
        """Put an area code and an extension that stand in columns of their own to the number."""
        text = cell_text(out.phones[0]).strip()
        digits = _NOT_DIGITS.sub("", text)
        area = _NOT_DIGITS.sub("", stt_text(self._value(r, self.area_column))) if self.area_column >= 0 else ""
        if area and len(out.phones) == 1 and 6 <= len(digits) <= 8 and not digits.startswith("0"):
            out.phones = [text := f"0{area.lstrip('0')} {text}"]
            out.phone_cells.append(self._address(r, self.area_column))
        extension = (
            _NOT_DIGITS.sub("", stt_text(self._value(r, self.extension_column))) if self.extension_column >= 0 else ""
        )
        if extension and len(out.phones) == 1 and len(digits) >= 6:
            out.phones = [f"{text} máy lẻ {extension}"]

    def _address(self, r: int, c: int) -> str:
        return address(self.grid.top + r, self.grid.left + c)
