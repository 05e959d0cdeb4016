"""Does a line without a running number go on with the record above it? Where it may or may not, both readings are
said."""

from __future__ import annotations

import re

from danhba.check.headings import Headings
from danhba.check.row_cells import RowCells
from danhba.check.row_line import Row
from danhba.identify.former_places import Area
from danhba.identify.match import Matcher
from danhba.identify.result import Scope
from danhba.locate.phone_like import holds_a_number
from danhba.model.table import TableRow
from danhba.vietnamese.text import one_line, visible

_OPEN_END = re.compile(r"[,(\-–—/&]\s*$|\b(?:và|thuộc|của|xã|phường|thị trấn|huyện|thị xã|thành phố)\s*$", re.I)
_OPEN_START = re.compile(r"^\s*[(\-–—,/&a-zà-ỹđ]")


class ContinuedNames:
    """Joins lines to the records above them, of tables of one form, against one registry."""

    def __init__(self, matcher: Matcher, headings: Headings, cells: RowCells) -> None:
        self._matcher, self._headings, self._cells = matcher, headings, cells

    def join(self, row: Row, at: TableRow, name: str, district: str, area: Area) -> bool:
        """Join a line without a running number to the record above it, where the two make one; tell whether they did.

        A name that is a unit by itself never continues another, unless the writing says so: "Xã Tân Mỹ," over "huyện
        Lấp Vò".
        """
        if at.names and at.names != row.at.names:
            return False
        scope = Scope(at.tier, self._headings.district_of(row.at.district, district), at.worded, area=area)
        if name.strip():
            if at.phones and row.at.phones:
                return False
            alone = self._matcher.certain_or_decoded(name, scope)
            if alone is not None and not (
                _OPEN_END.search(row.name_raw) or (not at.phones and _OPEN_START.match(visible(name)))
            ):
                return False
            if holds_a_number(name):
                return False
            joined = self._matcher.certain_or_decoded(f"{row.name_raw} {name}", scope)
            if joined is None or joined.unit is None:
                return False
            if row.match.unit is not None and row.match.unit != joined.unit:
                if not row.doubt:  # "Xã Tân Hội" over "Trung, huyện Cao Lãnh": two units, by where the name ends
                    whole = f"{row.name_raw} {name}"
                    row.doubt = f"“{one_line(row.name_raw)}” hoặc “{one_line(whole)}”"
                    row.why = "dòng dưới có thể là phần tiếp của tên ở dòng này"
                    row.may_mean = self.units_of([row.name_raw, whole], scope)
                return False
            row.match, row.name_raw = joined, f"{row.name_raw} {name}".strip()
        self._cells.join(row, at)
        return True

    def may_go_on(self, row: Row, at: TableRow, name: str) -> str:
        """Return both readings of a line with a number that is a unit by itself or the end of the name above, which has
        none: "Xã Tân Mỹ" over "huyện Lấp Vò"; '' where it has one reading."""
        if not at.continues or not at.phones or row.at.phones:
            return ""
        if not _OPEN_END.search(row.name_raw):
            joined = self._matcher.certain_or_decoded(f"{row.name_raw}, {name}", Scope(at.tier))
            if joined is None or joined.unit is None or not _OPEN_START.match(visible(name)):
                return ""
        return f"“{one_line(row.name_raw)}, {one_line(name)}” hoặc “{one_line(name)}”"

    def units_of(self, names: list[str], scope: Scope) -> tuple[str, ...]:
        """Return the codes of the units that any of the names may be, each once."""
        found = [self._matcher.certain_or_decoded(name, scope) for name in names if name.strip()]
        return tuple(dict.fromkeys(u.code for m in found if m for u in ((m.unit,) if m.unit else m.candidates)))
