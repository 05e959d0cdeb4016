"""Is a line under a heading of its unit's own district? What stands alone above it, and what ends that."""

from __future__ import annotations

import re
from bisect import bisect_left

from danhba.audit import words
from danhba.audit.claim import ClaimedLine
from danhba.audit.nested import districts_above
from danhba.audit.sheet import Sheet
from danhba.audit.sheet_facts import Headings
from danhba.audit.texts import plain_text
from danhba.audit.tiers import Tiers
from danhba.audit.unit_names import UnitNames
from danhba.registry import Registry
from danhba.vietnamese.text import visible

_LETTERED = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|[*+-])[.)]?")


class DistrictHeadings:
    """Reads the headings of sheets against one registry."""

    def __init__(self, registry: Registry, names: UnitNames, tiers: Tiers) -> None:
        self._registry = registry
        self._names = names
        self._tiers = tiers

    def against(self, line: ClaimedLine) -> str:
        """Say it when the heading above is another place's, or nobody says which of two namesakes it is."""
        sheet, row, unit, sender = line.sheet, line.row, line.unit, line.claim.sender
        if not self._tiers.lies_in_a_district(unit):
            return ""
        above = self._names.over(unit.code)
        for _, text in line.spoken:
            if self._names.says_one_of(text, above):
                return ""
            if any(self._names.shortens(text, code) for code in above):
                return ""
        heading, ended = self._last_heading(sheet, row)
        if not heading:
            heading = self._heading_of_table(sheet)
        if heading and not ended:
            if above.isdisjoint(heading):
                return f"thấy dòng này nằm dưới tiêu đề của “{self._registry.full_name(min(heading))}”"
            return ""
        if self._names.is_shared(unit.code) and not any(
            self._names.says_which(unit.code, text) for _, text in line.spoken
        ):
            nested = districts_above(sheet, row, self._names, self._tiers)
            if nested and above.isdisjoint(nested):
                return f"thấy dòng này nằm dưới “{self._registry.full_name(min(nested))}”"
            known = bool(nested) or (bool(sender) and any(self._registry.is_within(sender, code) for code in above))
            known = known or (not heading and any(not above.isdisjoint(c) for c in self._names.named(sheet.name)))
            if not known and (heading or not any(not above.isdisjoint(c) for c in self._letterhead(sheet, row))):
                return f"không thấy chỗ nào nêu “{unit.name}” này thuộc đơn vị cấp trên nào"
        return ""

    def former(self, sheet: Sheet, row: int) -> str:
        """Return the heading, title or sheet's name that says in which former district a line lies; '' for none."""
        if not self._names.has_former:
            return ""
        headings = self._headings(sheet)
        last = bisect_left(headings.rows, row) - 1
        if last >= 0 and headings.areas[last]:
            return headings.areas[last]
        if len(sheet.heading) < 60 and self._names.former_area(sheet.heading):
            return sheet.heading
        return sheet.name if self._names.former_area(sheet.name) else ""

    def _headings(self, sheet: Sheet) -> Headings:
        """Return the lines of words without a number that stand alone, and the districts in force behind each."""
        if sheet.headings is None:
            out = sheet.headings = Headings()
            found, at_row, ended = frozenset[str](), -1, False
            area = base = ""
            of_districts = set[int]()
            for row in range(sheet.last + 1):
                filled = sheet.filled(row)
                numbered = sheet.numbered(row)
                if (numbered or len(filled) > 2) and not (filled and isinstance(filled[0], str)):
                    continue
                lettered = isinstance(filled[0], str) and _LETTERED.fullmatch(filled[0].strip()) if filled else None
                said = [v for v in filled if isinstance(v, str)]
                if not said or ((len(filled) > 2 or numbered) and not lettered):
                    continue  # a district's heading may carry the district's own number: II | Huyện … | 0277 …
                if all(len(v) < 3 for v in said):
                    continue
                places = tuple(c for v in said for c in (*self._names.named(v), self._names.whole(v)) if c)
                districts = [c for c in places if self._tiers.districts.issuperset(c)]
                if districts and any(words.TOTAL.match(visible(v)) for v in said):
                    ended = True  # “Cộng huyện Lấp Vò: 2 xã” closes its block and heads none
                elif districts:
                    found, at_row, ended = frozenset[str]().union(*districts), row, False
                    of_districts.add(row)
                elif any(words.SECTION.search(plain_text(v)) for v in said):
                    found, ended = frozenset[str](), False
                else:
                    ended = ended or (not places and not sheet.heads_a_table(row))
                if self._names.has_former:
                    # Below a table's head another heading ends what the one before it said; what the titles say stays.
                    spoken = next((v for v in said if self._names.former_area(v)), "")
                    inside = sheet.head_above(row) >= 0
                    area = spoken or (base if inside else area)
                    base = base if inside else area
                out.areas.append(area)
                out.rows.append(row)
                out.places.append(places)
                out.after.append((found, at_row, ended))
            out.again, out.blank = sheet.breaks(of_districts)
        return sheet.headings

    def _heading_of_table(self, sheet: Sheet) -> frozenset[str]:
        """Return the districts that the line right above a document's table names, and nothing else: a heading."""
        if not sheet.heading or len(sheet.heading) > 60:
            return frozenset()
        text = words.NUMBERING.sub("", sheet.heading, count=1).strip(" :.-*+")
        named = [c for c in (*self._names.named(text), self._names.whole(text)) if c]
        districts = [c for c in named if self._tiers.districts.issuperset(c)]
        return frozenset[str]().union(*districts)

    def _last_heading(self, sheet: Sheet, row: int) -> tuple[frozenset[str], bool]:
        """Return the districts that the last heading above a line names, and whether something has ended it since."""
        headings = sheet.headings or self._headings(sheet)
        last = bisect_left(headings.rows, row) - 1
        if last < 0:
            return frozenset(), False
        found, at_row, ended = headings.after[last]
        if found and not ended:
            ended = _between(headings.again, at_row + 1, row) or _between(headings.blank, at_row + 2, row)
        return found, ended

    def _letterhead(self, sheet: Sheet, row: int) -> list[frozenset[str]]:
        """Return the places named above the head of the table that a line stands in."""
        headings = self._headings(sheet)
        before = bisect_left(headings.rows, max(sheet.head_above(row), 0))
        return [c for places in headings.places[:before] for c in places]


def _between(rows: list[int], first: int, last: int) -> bool:
    """Tell whether one of the rows, which are in order, is among those from the first to the last."""
    at = bisect_left(rows, first)
    return at < len(rows) and rows[at] <= last
