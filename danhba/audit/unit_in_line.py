"""Is a line the unit's: does its name stand there, and does whoever else is named there stand above it?"""

from __future__ import annotations

import re

from danhba.audit import words
from danhba.audit.claim import NAME_GOES_ON, ClaimedLine, is_address
from danhba.audit.headings import DistrictHeadings
from danhba.audit.meaning import tiers_of
from danhba.audit.sheet import Sheet
from danhba.audit.texts import digits_of, is_odd, plain_text
from danhba.audit.tiers import Tiers
from danhba.audit.unit_names import UnitNames
from danhba.model.grid import cell_text
from danhba.registry import Unit

_OPEN_END = re.compile(r"[,(/&+\u2013\u2014-]\s*$|\b(?:và|thuộc|của|xã|phường|huyện|thị trấn|thành phố)\s*$", re.I)
_OPEN_START = re.compile(r"\s*[(,/&\u2013\u2014-]|\s*[a-zà-ỹđ]")


class UnitInLine:
    """Looks for units in their lines."""

    def __init__(self, names: UnitNames, tiers: Tiers, headings: DistrictHeadings) -> None:
        self._names = names
        self._tiers = tiers
        self._headings = headings
        cores = "|".join(re.escape(name) for name in names.bare_districts) or "(?!)"
        self._at_a_place = re.compile(words.AT_A_PLACE.replace("{place}", f"(?:{cores})"))

    def against(self, line: ClaimedLine) -> str:
        """Say what speaks against the unit: in its line, or in its line with the lines below that its name goes on
        in."""
        sheet, name = line.sheet, line.name
        former = self._headings.former(sheet, line.row)
        said = text = ""
        for more in range(NAME_GOES_ON + 1):
            if more:
                # The number may stand in the name's last line.
                alone = name[0] + more > line.row
                text = self._continuation(
                    sheet, name[0] + more, name[1], sheet.text(*name) if more == 1 else text, alone
                )
                if not text:
                    break
                line = line.named(text)
            against = (
                self._name(line, former)
                or self._others(line)
                or (self._own_line(line) if name[0] + more < line.row or not more else "")
                or self._headings.against(line)
            )
            if not against:
                return ""
            said = said or against
        return said

    def _continuation(self, sheet: Sheet, row: int, column: int, name: str, alone: bool) -> str:
        """Return the name above a line with what the line adds to it: words in the name's column (alone: and nothing
        else there), of a name that is not yet whole; '' where it does not go on."""
        text = sheet.value(row, column)
        if not name or not isinstance(text, str) or not text or len(digits_of(text)) > 6:
            return ""
        filled = sheet.filled(row)
        if (alone and len(filled) != 1) or cell_text(filled[0]).strip(" .)").isdigit():
            return ""
        is_open = bool(_OPEN_END.search(name) or _OPEN_START.match(text)) or not (
            self._names.named(name) or self._names.whole(name)
        )
        return f"{name} {text}" if is_open else ""

    def _name(self, line: ClaimedLine, heading: str) -> str:
        """Say it when the unit's name does not stand in its line. heading: of a former district, '' for none."""
        unit, name = line.unit, line.name
        named = ""
        if name[0] >= 0:
            named = next((text for column, text in line.cells if column == name[1]), "")
        if heading and self._tiers.kind_of(unit) == "commune":
            if unit.code not in self._names.former_area(heading):
                return f"thấy dòng này nằm dưới “{heading}”, nơi không có {unit.name}"
            if named and self._names.is_of_today_elsewhere(named, unit.code, heading):
                return f"thấy “{named}” nằm dưới “{heading}”, mà nay tên này là của đơn vị ở nơi khác"
            if named and self._names.stands(unit.code, f"{named}, {heading}"):
                return ""
        elif named and self._names.stands(unit.code, named):
            return ""
        if line.claim.sender == unit.code and self._names.is_committee_of(unit, named):
            return ""  # "UBND huyện" in that district's own return
        whole = " ".join(text for _, text in line.cells)
        if self._names.stands(unit.code, f"{whole}, {heading}" if heading else whole):
            return ""
        return f"không thấy tên “{unit.name}” trong dòng này (ô {'' if not named else 'ghi “' + named + '”'})"

    def _others(self, line: ClaimedLine) -> str:
        """Say who else is named in the line without standing above the unit."""
        unit, name_column = line.unit, line.name[1]
        above = self._names.above(unit.code)
        for column, text in line.spoken:
            if column != name_column and self.names_a_branch(unit, text):
                return f"thấy cùng dòng ghi “{text}”, có thể là số của một chi nhánh"
            if self._names.names_another(text, above, column != name_column):
                beside = column != name_column
                if beside and (
                    self._is_its_former_district(line, column, text)
                    or self._is_of_before(line, column)
                    or (is_address(line, column, text) and self._lies_inside(line.unit, text))
                ):
                    continue
                if not (is_odd(text) and self._names.stands(unit.code, text)):
                    return f"thấy cùng dòng còn nêu đơn vị khác: “{text}”"
                # an old font: of its readings one is the unit's
        return ""

    def _lies_inside(self, unit: Unit, text: str) -> bool:
        """Tell whether all places that an address names lie in the unit or above it: a district's town. An agency sits
        anywhere in its province."""
        bare = plain_text(text)
        head = words.SEAT.match(bare)
        rest = self._names.without_places(bare[head.end() :] if head else bare, text)  # thị trấn Tràm Chim is no trạm
        if words.NOT_A_SEAT.search(rest) or words.OTHER_BODY.search(rest):
            return False
        if self._tiers.kind_of(unit) == "agency":
            return True
        above = self._names.above(unit.code)
        whole = self._names.whole(text)
        return all(
            not above.isdisjoint(codes) or any(unit.code in self._names.above(code) for code in codes)
            for codes in (*self._names.named(text), *([whole] if whole else []))
        )

    def _is_its_former_district(self, line: ClaimedLine, column: int, text: str) -> bool:
        """Tell whether a text under a head that speaks of districts is a former one in which the unit lies: there a
        bare name is the district's, though a commune of today bears it."""
        if not self._names.has_former or line.unit.code not in self._names.former_area(text):
            return False
        head = line.sheet.head_over(line.row, column)
        return head >= 0 and "district" in tiers_of(plain_text(line.sheet.text(head, column)))

    def _is_of_before(self, line: ClaimedLine, column: int) -> bool:
        """Tell whether a column holds the names of before, by its head, and the line's own name stands in another."""
        heads = [line.sheet.head_over(line.row, at) for at in (column, line.name[1])]
        before, own = (plain_text(line.sheet.text(at, c)) for at, c in zip(heads, (column, line.name[1]), strict=True))
        return min(heads) >= 0 and bool(words.NAMES_OF_BEFORE.search(before)) and not words.NAMES_OF_BEFORE.search(own)

    def names_a_branch(self, unit: Unit, text: str) -> bool:
        """Tell whether words beside an agency's name speak of its branch in some place: chi nhánh Lai Vung."""
        if self._tiers.kind_of(unit) in ("district", "commune"):
            return False
        bare = plain_text(text)
        return bool(words.BRANCH.search(bare) or self._at_a_place.search(bare)) and bare not in plain_text(unit.name)

    def _own_line(self, line: ClaimedLine) -> str:
        """Say it when the number stands in a line that is another unit's by itself, and the name was taken from a
        neighbour."""
        unit = line.unit
        if line.name[0] == line.row:
            return ""
        for _, text in line.sheet.line(line.row):
            named = self._names.named(text)
            if len(named) == 1 and unit.code not in named[0] and not self._names.stands(unit.code, text):
                return f"thấy dòng có số này nêu “{text}”"
        return ""
