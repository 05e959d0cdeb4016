"""Titles of lists of numbers that are out of use, between tables or on another sheet: what they say ends with their
own list.

“CÁC SỐ NGƯNG SỬ DỤNG” right above a table's head, parted by an empty line from whatever stands above, speaks of that
table. It speaks of the form's line all the same where its list holds the line's number, or names the unit without one.
"""

from __future__ import annotations

from danhba.audit import words
from danhba.audit.claim import ClaimedLine
from danhba.audit.meaning import is_list_title
from danhba.audit.sheet import Sheet
from danhba.audit.texts import digits_of, plain_text
from danhba.audit.unit_names import UnitNames

_TO_ITS_HEAD = 3  # lines from a title's to the head of its table


def is_of_its_own_list(line: ClaimedLine, names: UnitNames, sheet: Sheet, at: int, text: str) -> bool:
    """Tell whether a line of words is but the title of a table that the claimed line does not stand in.

    sheet: where the words stand, at: their row.
    """
    if sheet is line.sheet and line.row > at:
        return False
    if not is_list_title(text) or words.POINTS_ABOVE.search(plain_text(text)) or len(sheet.filled(at)) > 1:
        return False
    head = next((r for r in range(at + 1, at + 1 + _TO_ITS_HEAD) if len(sheet.filled(r)) > 1), -1)
    if head < 0 or not sheet.heads_a_table(head) or sheet.filled(at - 1):
        return False
    own = digits_of(line.shown)[-7:]
    for row in range(head + 1, sheet.last + 1):
        if any(own in digits_of(str(value)) for value in sheet.filled(row)):
            return False
        if not sheet.numbered(row) and any(names.stands(line.unit.code, said) for _, said in sheet.line(row)):
            return False
    return any(sheet.numbered(row) for row in range(head + 1, sheet.last + 1))
