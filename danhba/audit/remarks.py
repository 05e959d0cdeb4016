"""Do words outside the rows take a number back: a mark explained there, the unit or number named, all numbers?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from danhba.audit import words
from danhba.audit.claim import ClaimedLine
from danhba.audit.lists_to_go import is_of_its_own_list
from danhba.audit.same_line import speaks_against
from danhba.audit.sheet import Sheet
from danhba.audit.sheet_facts import Remarks
from danhba.audit.texts import digits_of, plain_text
from danhba.audit.unit_names import UnitNames
from danhba.model.grid import cell_text

_MARK_AT_END = re.compile(r"([(\[]?[*\d]{1,3}[)\]]|\*+)\s*$")
_RAISED_MARK = re.compile(r"[(\[]?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})[)\]]?")


class FileRemarks:
    """Reads the remarks of a file's sheets."""

    def __init__(self, names: UnitNames) -> None:
        self._names = names

    def against(self, line: ClaimedLine) -> str:
        """Say it when words outside the rows speak against the number: a mark explained there, the unit named there, or
        all numbers."""
        sheet, row = line.sheet, line.row
        if not self.are_in_file(sheet):
            return ""
        for other in sheet.file.values():
            remarks = self._remarks(other)
            same = (t for t in remarks.numbers if digits_of(line.shown)[-7:] in digits_of(t[1]))
            for at, text in (*remarks.all_numbers[:2], *remarks.units.get(line.unit.code, ())[:2], *same):
                if (other is sheet and at == row) or _heads_another_table(sheet, text):
                    continue
                if not is_of_its_own_list(line, self._names, other, at, text):
                    return f"thấy trong tệp ghi “{text}”"
        remarks = self._remarks(sheet)
        if remarks.lines:
            filled = sheet.filled(row)
            own = (cell_text(filled[0]).strip(" .)(") if filled else "", str(row + 1))
            if told := next((text for n, (at, text) in remarks.lines if at != row and n in own), ""):
                return f"thấy trong tệp ghi “{told}”"
        if remarks.marks or remarks.starred:
            for own in (line.shown, *(text for _, text in line.cells), sheet.text(row, sheet.left)):
                end = _MARK_AT_END.search(_plain_marks(own))
                said = [
                    *remarks.marks.get(end[1].strip("()[]") if end else "", ())[:2],
                    *(remarks.starred[:2] if "*" in own else ()),
                ]
                if told := next((text for at, text in said if at != row), ""):
                    return f"thấy dấu “{end[1] if end else '*'}” ở dòng này, chú thích: “{told}”"
        return ""

    def are_in_file(self, sheet: Sheet) -> bool:
        """Tell whether any sheet of the file holds a remark."""
        if sheet.remarked is None:
            remarked = False
            for other in sheet.file.values():
                told = self._remarks(other)
                remarked = remarked or bool(
                    told.all_numbers or told.units or told.marks or told.starred or told.numbers or told.lines
                )
            for other in sheet.file.values():
                other.remarked = remarked
        return bool(sheet.remarked)

    def _remarks(self, sheet: Sheet) -> Remarks:
        """Return the lines of words that stand alone and call something old, replaced or mistaken."""
        if sheet.remarks is None:
            out = sheet.remarks = Remarks()
            for row, filled in sheet.short_lines():
                for text in filled:
                    if not isinstance(text, str) or len(text) <= 12 or not _is_remark(text):
                        continue
                    told, bare = (row, text), _said_against(text)
                    if mark := words.MARK.match(_plain_marks(text)):
                        out.marks.setdefault(mark[0].strip("()[]"), []).append(told)
                    if words.MARKED.search(bare):
                        out.starred.append(told)
                    if words.ALL_NUMBERS.search(bare):
                        out.all_numbers.append(told)
                    elif (
                        (not mark or _is_a_bullet(sheet, mark[0]))
                        and sheet.head_above(row) >= 0
                        and _points_at_rows(bare)
                    ):
                        # It points at rows by their numbers, or by their place or look: whichever they are.
                        counted = {n for m in words.BY_COUNT.finditer(bare) for n in words.COUNT.findall(m[0])}
                        out.lines.extend((n, told) for n in counted)
                        if not counted:
                            out.all_numbers.append(told)
                    if len(digits_of(text)) > 6:
                        out.numbers.append(told)
                    for code in {c for codes in self._names.named(text) for c in codes}:
                        out.units.setdefault(code, []).append(told)
        return sheet.remarks


def _is_a_bullet(sheet: Sheet, mark: str) -> bool:
    """Tell whether a remark's asterisks explain no mark: no line with a number bears any."""
    if mark.strip("*"):
        return False
    lines = (sheet.line(row) for row in range(sheet.last + 1) if sheet.numbered(row))
    return not any(text.rstrip(" )]").endswith("*") for line in lines for _, text in line)


def _heads_another_table(sheet: Sheet, text: str) -> bool:
    """Tell whether a line of a document is the heading of other tables, and this one has a heading of its own kind:
    what the first says ends there."""
    kinds = [(_numbering(t), t.rstrip().endswith(":")) for t in (text, sheet.heading)]
    if sheet.heading == text or kinds[0] != kinds[1]:
        return False
    firsts = [plain_text(t).split()[:1] if len(t) <= 60 else [t] for t in (text, sheet.heading)]
    if kinds[0] == ("", False) and firsts[0] != firsts[1]:
        return False
    return any(other.heading == text for other in sheet.file.values())


@lru_cache(maxsize=4096)
def _is_remark(text: str) -> bool:
    """Tell whether a line says old, replaced or mistaken."""
    bare = _said_against(text)
    if words.MARK.match(text.strip()) and speaks_against(text):
        return True
    return any(p.search(bare) for p in (words.OTHER_STATE, words.REPLACED, words.CORRECTION, words.OF_ROWS))


@lru_cache(maxsize=4096)
def _said_against(text: str) -> str:
    """Return the plain words of a line without what it says in favour of its numbers."""
    return words.REMARK_HARMLESS.sub(" ", plain_text(text))


def _points_at_rows(bare: str) -> bool:
    """Tell whether a remark takes back rows that it names by their place or look, without a number or name."""
    said = words.OTHER_STATE.search(bare) or words.OF_ROWS.search(bare)
    return len(digits_of(bare)) <= 6 and bool(said and words.POINTING.search(bare))


def _plain_marks(text: str) -> str:
    """Return a text with raised digits as a mark in brackets: ² is (2)."""
    text = text.strip()
    if text.isascii():
        return text
    return _RAISED_MARK.sub(lambda m: f"({unicodedata.normalize('NFKC', m[1])})", text)


def _numbering(heading: str) -> str:
    """Return the kind of number that a heading begins with: digits, a letter; '' for none."""
    found = words.NUMBERING.match(heading)
    return "" if found is None else "1" if found[1].isdigit() else "I" if found[1].isupper() else "a"
