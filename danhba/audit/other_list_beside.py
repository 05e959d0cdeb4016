"""Another list that stands beside the form: parted by an empty column, under a title and heads of its own.

What it says in a line is not said of the form's number there. It is where its title says another owner, or a list of
something that is no hotline's and names nothing of the form's line; a list of corrections or of numbers that go is
never one.
"""

from __future__ import annotations

from danhba.audit import words
from danhba.audit.meaning import is_list_title, meaning_of
from danhba.audit.sheet import Sheet
from danhba.audit.texts import digits_of, plain_text
from danhba.audit.unit_names import UnitNames

_TITLES = 4  # lines above a head in which the other list's title is looked for
_AGAINST = (words.OTHER_STATE, words.TITLE_TO_GO, words.REPLACED, words.CORRECTION, words.OF_ROWS, words.CHANGED_COLUMN)


def without_it(
    sheet: Sheet, names: UnitNames, unit: str, number: tuple[int, int], cells: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Return (column, text) of a line's cells without those of another list beside the one of the number.

    unit: its code; number: the number's (row, column).
    """
    row, column = number
    head = sheet.head_above(row)
    if head < 0 or len(cells) < 3:
        return cells
    for gap in _gaps(sheet, head):
        outside = [at for at, _ in sheet.line(head) if (at > gap) != (column > gap)]
        if not outside or not _has_a_list(sheet, head, outside):
            continue
        title = _title(sheet, head, gap, column)
        if title and _is_other(sheet, names, unit, number, (gap, title)):
            cells = [cell for cell in cells if (cell[0] > gap) == (column > gap)]
    return cells


def _gaps(sheet: Sheet, head: int) -> list[int]:
    """Return the columns between headed ones in which nothing stands from a head's line on."""
    known = sheet.gaps.get(head)
    if known is None:
        headed = [at for at, _ in sheet.line(head)]
        between = [c for c in range(headed[0] + 1, headed[-1]) if c not in headed] if headed else []
        known = [c for c in between if all(sheet.value(r, c) in (None, "") for r in range(head, sheet.last + 1))]
        sheet.gaps[head] = known
    return known


def _has_a_list(sheet: Sheet, head: int, columns: list[int]) -> bool:
    """Tell whether those columns of a head are a whole list's that is no hotlines': somebody named, and a telephone."""
    heads = [plain_text(sheet.text(head, c)) for c in columns]
    phones = [h for h in heads if words.PHONE.search(h)]
    others = [h for h in heads if not words.PHONE.search(h)]
    against = (*_AGAINST, words.STATE_COLUMN, words.HOTLINE)
    return bool(phones and others) and not any(p.search(h) for h in heads for p in against)


def _title(sheet: Sheet, head: int, gap: int, column: int) -> str:
    """Return the title over the other side of a gap alone, '' for none."""
    for row in range(head - 1, max(-1, head - 1 - _TITLES), -1):
        beyond = [t for c, t in sheet.line(row) if (c > gap) != (column > gap)]
        own = [t for c, t in sheet.line(row) if (c > gap) == (column > gap)]
        if beyond and not set(beyond) & set(own):  # none merged over both
            return beyond[0] if len(beyond) == 1 and is_list_title(beyond[0]) else ""
    return ""


def _is_other(sheet: Sheet, names: UnitNames, unit: str, number: tuple[int, int], titled: tuple[int, str]) -> bool:
    """Tell whether the list of a title beyond a gap speaks of nothing of the form's line."""
    (row, column), (gap, title) = number, titled
    bare = plain_text(title)
    if meaning_of(bare).hotline or any(p.search(bare) for p in _AGAINST):
        return False
    if words.OTHER_OWNER.search(bare) or words.OTHER_BODY.search(bare):
        return True
    own = digits_of(sheet.text(row, column))[-7:]
    beyond = (t for r in range(sheet.last + 1) for c, t in sheet.line(r) if (c > gap) != (column > gap))
    return not any(names.stands(unit, text) or (own and own in digits_of(text)) for text in beyond)
