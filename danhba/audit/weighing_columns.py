"""Does a column beside the form's own weigh the number: its state, a day, what it became, whose it is by code?"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from danhba.audit import words
from danhba.audit.claim import ClaimedLine
from danhba.audit.sheet import Sheet
from danhba.audit.sheet_facts import WeighingColumn
from danhba.audit.texts import digits_of, plain_text
from danhba.registry import Registry

_DAY = re.compile(r"\D*(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\D*")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_KINDS = (
    ("day", words.DAY_COLUMN),
    ("number", words.CHANGED_COLUMN),
    ("code", words.CODE_COLUMN),
    ("bad", words.BAD_COLUMN),
    ("state", words.STATE_COLUMN),
)


class WeighingColumns:
    """Reads the columns that weigh numbers, against one registry's units and its campaign's deadline."""

    def __init__(self, registry: Registry) -> None:
        self._units = registry.by_code
        self._deadline = registry.deadline

    def against(self, line: ClaimedLine) -> str:
        """Say it when a column beside the form's own speaks against the line: it does not hold, not yet, has become
        another number, or is of another unit by its code."""
        sheet, (row, number_column) = line.sheet, line.number
        known = self.of_table(sheet, row)
        if not known:
            return ""
        own = (line.name[1], number_column)
        inside = {c for c, _ in sheet.half([(c, "") for c, *_ in known], row, number_column)}
        for weighing in known:
            column = weighing.column
            if column in own or column not in inside:
                continue
            text = sheet.text(row, column).strip()
            if self._speaks_against(text, weighing, line):
                return f"thấy cột “{sheet.text(sheet.head_over(row, column), column)}” ghi “{text or '(để trống)'}”"
        return ""

    def of_table(self, sheet: Sheet, row: int) -> list[WeighingColumn]:
        """Return the columns that weigh the numbers of the table that a line stands in."""
        at = sheet.head_above(row)
        known = sheet.weighing.get(at)
        if known is None:
            known = sheet.weighing[at] = _weighing_columns(sheet, row, at) if at >= 0 else []
        return known

    def _speaks_against(self, text: str, weighing: WeighingColumn, line: ClaimedLine) -> bool:
        """Tell whether what stands in such a column speaks against the line."""
        bare = plain_text(text).strip(" .()[]")
        if weighing.kind == "state":
            if not bare:
                return weighing.ticked
            no = len(bare) <= 60 and words.AGAINST.match(bare) is not None
            return no and not (bare in words.NO and words.OPINION.search(weighing.head))
        if weighing.kind == "bad":
            return bare in words.YES
        if weighing.kind == "day":
            return self._is_later(text)
        if weighing.kind == "number":
            digits = digits_of(text)
            return len(digits) >= 7 and line.claim.e164[-7:] not in digits
        return text in self._units and text not in (line.unit.code, line.unit.parent)

    def _is_later(self, text: str) -> bool:
        """Tell whether a text is a day after the campaign's deadline."""
        found = _DAY.fullmatch(text) or _ISO_DAY.match(text)
        if found is None or self._deadline is None:
            return False
        try:
            day = dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return False
        return day > self._deadline.date()


@lru_cache(maxsize=4096)
def _kind_of(head: str) -> str:
    """Return how a column under that head weighs numbers, '' where it does not."""
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), "")


def _weighing_columns(sheet: Sheet, row: int, at: int) -> list[WeighingColumn]:
    """Return the columns under a head that weigh numbers."""
    out: list[WeighingColumn] = []
    columns: set[int] = set()
    above = at
    for _ in range(4):  # a section's line heads a table too
        columns |= {column for column, _ in sheet.line(above)} if above >= 0 else set()
        above = sheet.head_above(above) if above >= 0 else -1
    for column in sorted(columns):
        heads = sheet.head_over(row, column)
        head = plain_text(sheet.text(heads, column)).strip(" .:()") if heads >= 0 else ""
        if not head or len(head) > 60:
            continue
        kind = _kind_of(head)
        if not kind:
            continue
        ticked = False
        if kind == "state":
            below = {plain_text(sheet.text(r, column)).strip() for r in range(at + 1, min(sheet.last + 1, at + 200))}
            ticked = below - {""} == {"x"}
        out.append(WeighingColumn(column, kind, head, ticked))
    return out
