"""Does the sheet say what is about to be published? Each claim (unit, number, cells) is looked up again in the sheet
itself.

Looked at: the digits stand in the named cell; the unit's name stands in that line, its merged block or its stated
continuation; whoever else is named there or in the heading above stands above the unit; the words over the number's
column speak of a hotline and of nothing else; nothing there says old, cut off or another's. What the eye does not see
has been taken out of the grid by the readers, so that a claim about it finds no digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from danhba.audit import other_list_beside, same_line, words
from danhba.audit.claim import Claim, ClaimedLine, place_of
from danhba.audit.column_head import ColumnHead
from danhba.audit.digits import Digits, is_number, old_number, without_old_number
from danhba.audit.headings import DistrictHeadings
from danhba.audit.meaning import names_another_list
from danhba.audit.plain_lists import PlainLists
from danhba.audit.remarks import FileRemarks
from danhba.audit.sheet import DITTO, Sheet
from danhba.audit.texts import LETTER, plain_text
from danhba.audit.tiers import Tiers
from danhba.audit.unit_in_line import UnitInLine
from danhba.audit.unit_names import UnitNames
from danhba.audit.weighing_columns import WeighingColumns
from danhba.audit.which_list import WhichList
from danhba.model.grid import Grid
from danhba.model.submission import Submitter
from danhba.registry import Registry, Unit

_KEPT = 1 << 14  # texts, each beside one unit


class _Word(NamedTuple):
    """What a text says of one unit and its number by itself: by these most lines are confirmed, with nothing else to be
    looked at."""

    is_name: bool  # it is the unit's name and nobody else's
    is_quiet: bool  # beside the name: it names nobody else and says nothing against the number
    says_above: bool  # it names what the unit belongs to, where it has to be said
    is_state: bool  # a yes, a no, a cross or “bỏ”: whether it is meant for the number is told by its column's head


class Auditor:
    """Reads claims against the sheets they come from. Make one a process: it keeps the registry's names and the texts
    it has seen."""

    def __init__(self, registry: Registry) -> None:
        self._units = registry.by_code
        self._names = UnitNames(registry)
        self._tiers = Tiers(registry)
        self._digits = Digits(registry)
        plain = PlainLists(self._names.all_forms())
        self._lists = WhichList(registry, self._names, plain)
        self._heads = ColumnHead(self._lists, plain, self._tiers)
        self._weighing = WeighingColumns(registry)
        self._headings = DistrictHeadings(registry, self._names, self._tiers)
        self._unit_in_line = UnitInLine(self._names, self._tiers, self._headings)
        self._remarks = FileRemarks(self._names)
        self._word = lru_cache(_KEPT)(self._of_word)

    def disagreements(self, grids: Iterable[Grid], claims: Sequence[tuple[str, Claim]]) -> list[str]:
        """Return, for every (sheet, claim), what the second reading says against it in Vietnamese; '' where both
        agree."""
        sheets: dict[str, Sheet] = {}
        for grid in grids:
            sheet = Sheet(grid)
            if sheets.setdefault(grid.name, sheet) is sheet:
                sheet.file = sheets
        out: list[str] = []
        for name, claim in claims:
            sheet = sheets.get(name)
            out.append("không còn thấy trang này trong tệp" if sheet is None else self._against(sheet, claim))
        return out

    def against_rows(
        self, grids: Sequence[Grid], submitter: Submitter, columns: Mapping[str, Sequence[str]], rows: Sequence[int]
    ) -> list[tuple[int, str]]:
        """Return (row, what is said against it) of those rows of a reading's columns that the second reading does not
        confirm."""
        sender = submitter.unit_code if any(e.kind != "rows" for e in submitter.evidence) else ""
        wanted = [columns[n] for n in ("sheet", "name_cell", "phone_cell", "unit_code", "phone_e164", "extension")]
        told = zip(*([column[index] for index in rows] for column in wanted), strict=True)
        claims = [
            (sheet, Claim(name_cell, phone_cell, unit, e164, extension, sender))
            for sheet, name_cell, phone_cell, unit, e164, extension in told
        ]
        said = self.disagreements(grids, claims)
        return [(index, text) for index, text in zip(rows, said, strict=True) if text]

    def _against(self, sheet: Sheet, claim: Claim) -> str:
        """Say what speaks against a claim, the first that does, in the order of the questions; '' for nothing."""
        unit = self._units.get(claim.unit_code)
        if unit is None:
            return "không thấy đơn vị này trong danh mục"
        number, name = place_of(claim.phone_cell), place_of(claim.name_cell)
        if name[0] == number[0] and name[1] != number[1] and self._confirms(sheet, claim, unit, number, name[1]):
            return ""
        line = self._line_of(sheet, claim, unit, number, name)
        return (
            self._weighing.against(line)
            or self._digits.against(line)
            or self._lists.against(line)
            or self._unit_in_line.against(line)
            or self._remarks.against(line)
            or same_line.against(line)
            or (self._heads.against(sheet, line.row, number[1], unit) if line.is_apart else "")
        )

    def _confirms(self, sheet: Sheet, claim: Claim, unit: Unit, number: tuple[int, int], name_column: int) -> bool:
        """Tell whether a line plainly says what is claimed: the number's digits and nothing else in its cell, the unit
        and what it belongs to, no text that would have to be weighed, under a head that speaks of the hotline.

        Most lines do, and each text says the same in every file. Whatever is not confirmed here is read in full, with
        the same outcome; it costs a third of that (1.2 of 12.2 million instructions a form of 20 rows).
        """
        row, column = number
        key = (sheet.head_above(row), name_column, column, unit.tier)
        plain = sheet.plain.get(key)
        if plain is None:
            plain = sheet.plain[key] = self._is_plain(sheet, row, column, unit)
        if not plain:
            return False
        titles = self._lists.titles(sheet) if sheet.titles is None else sheet.titles
        if row in titles or not is_number(sheet.text(row, column), claim.e164):
            return False
        code, named, known = claim.unit_code, False, False
        for at, text in sheet.line(row):
            if at == column:
                continue
            word = self._word(code, text if len(text) > DITTO else sheet.as_above(row, at, text))
            if at == name_column:
                if not word.is_name:
                    return False
                named = True
            elif word.is_state or not word.is_quiet:
                return False
            known = known or word.says_above
        return named and known and not (self._names.has_former and self._headings.former(sheet, row))

    def _is_plain(self, sheet: Sheet, row: int, column: int, unit: Unit) -> bool:
        """Tell whether nothing but a line's own words and the titles above it can speak against it: no remark, list
        beside or column that weighs numbers, and a head of the hotline. So it is of all lines under one head."""
        if names_another_list(sheet.name) or self._remarks.are_in_file(sheet) or self._lists.out_of_use(sheet):
            return False
        if sheet.is_side_by_side() or sheet.head_above(row) < 0:
            return False
        return not self._weighing.of_table(sheet, row) and not self._heads.against(sheet, row, column, unit)

    def _of_word(self, code: str, text: str) -> _Word:
        """Return what a text says of the unit of that code."""
        above = self._names.above(code)
        bare = plain_text(text).strip(" .()[]") if len(text) <= 10 else ""
        is_state = bare == "x" or words.is_dropped(bare) or words.COMMENTED_OUT.match(text.strip()) is not None
        if not LETTER.search(text):
            return _Word(False, True, False, is_state)
        return _Word(
            is_name=self._names.stands(code, text) and not self._names.names_another(text, above, False),
            is_quiet=not (
                same_line.speaks_against(text)
                or old_number(text)[0]
                or self._names.names_another(text, above, True)
                or self._unit_in_line.names_a_branch(self._units[code], text)
            ),
            says_above=not self._tiers.lies_in_a_district(self._units[code])
            or self._names.says_one_of(text, self._names.over(code)),
            is_state=is_state,
        )

    def _line_of(
        self, sheet: Sheet, claim: Claim, unit: Unit, number: tuple[int, int], name: tuple[int, int]
    ) -> ClaimedLine:
        """Return the line that a claim's cells point at, with what signs for "as above" repeat."""
        row, column = number
        shown = without_old_number(sheet.text(row, column), claim.e164)
        if name[0] >= 0 and sheet.covers(number, name[0]):
            row = name[0]  # one number merged over the lines of several units: this unit's line counts
        cells = [(c, sheet.as_above(row, c, text)) for c, text in sheet.half(sheet.line(row), row, column)]
        if name[0] != row:
            cells += [cell for cell in sheet.half(sheet.line(name[0]), row, column) if cell not in cells]
        cells = other_list_beside.without_it(sheet, self._names, claim.unit_code, number, cells)
        return ClaimedLine(sheet, claim, unit, number, name, shown, row, cells)
