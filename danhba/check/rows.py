"""The lines of one table to rows: each identified in order, with the district of the heading above as context.

A layout that admits two readings is not read: the rows concerned are withheld with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from danhba.check.areas import Areas, doubted
from danhba.check.branches import Branches, lists_offices
from danhba.check.continued_names import ContinuedNames
from danhba.check.headings import Above, Headings
from danhba.check.nested import read_nesting
from danhba.check.numbers_apart import TWO_NUMBERS, WHY, numbers_apart
from danhba.check.other_half import OtherHalf
from danhba.check.row_cells import RowCells, both_numbers, heed_hours
from danhba.check.row_line import Row
from danhba.check.slipped import WHY as SLIPPED
from danhba.check.slipped import slipped
from danhba.check.unit_columns import settle_unit_columns
from danhba.identify import result
from danhba.identify.former_places import SOMEWHERE, Area
from danhba.identify.match import Matcher
from danhba.identify.result import Match, Scope
from danhba.identify.sender import Witness
from danhba.locate.about import About
from danhba.model.grid import cell_text
from danhba.model.submission import Evidence
from danhba.model.table import Table, TableRow
from danhba.phones.cell import read_phone
from danhba.phones.numbering_plan import Plan
from danhba.registry import Unit
from danhba.vietnamese.text import one_line
from schemas.forms.form import Form

_BULLET = re.compile(r"\s*[-+*•–·]\s+")
_GOES_ON = "dòng này có thể là phần tiếp của tên ở dòng trên"


class RowReader:
    """Reads the lines of tables of one form against one registry."""

    def __init__(self, matcher: Matcher, witness: Witness, plan: Plan, form: Form, about: About | None = None) -> None:
        self.matcher, self.witness, self.plan, self.form = matcher, witness, plan, form
        self.areas = Areas(matcher, form)
        self._other_half = OtherHalf(matcher.registry)
        self.headings = Headings(matcher, form, about)
        self._cells = RowCells(matcher, plan, form)
        self._continued = ContinuedNames(matcher, self.headings, self._cells)
        self._of_another_list = form.numbers.or_another if form.numbers else ""
        self._of_others = form.numbers.or_of_others if form.numbers else ""
        self._has_phone = form.has("phone")

    def rows_of(
        self,
        table: Table,
        district: str,
        sender: str = "",
        base: Area = (),
        hint: Area = (),
        titles: Sequence[str] = (),
    ) -> list[Row]:
        """Identify the lines of one table in order. district: the sender's, for names that stand under no heading.

        sender: who sent it, as folder, mark or letterhead say: "UBND huyện" is that district itself. base, hint: the
        former districts that the table's titles and sheet speak of, and those that the file's name does. titles: the
        lines above the table.
        """
        district = district or self.headings.district_of_sheet(table.sheet)
        doubts = settle_unit_columns(table, self.matcher)
        apart = numbers_apart(table.rows, self.headings.may_head) if self._has_phone else {}
        moved = slipped(table.rows, self._may_name_a_unit) if self._has_phone else {}
        nested = read_nesting(table.rows, self.matcher, self.headings.district_named)
        rows: list[Row] = []
        certain: list[bool] = []  # of each row, whether something beside the name says which unit it is
        above = Above()
        branches = Branches(self.matcher, titles)
        tier = ""
        previous: TableRow | None = None
        for at in table.rows:
            if at.tier != tier:
                tier, above = at.tier, Above()
            if at.starts_anew:
                above.cut = above.cut or bool(rows)
                above.end()
            name = cell_text(at.name) if at.name is not None else ""
            branches.heed(at, name)
            heads = at.labelled and bool(self.headings.former(name))
            area = () if heads else self.areas.of_row(at.district, above.area, above.barred, base)
            below = nested.below.get(at.row)
            if at.row in nested.heads:
                table.skipped.append((at.row, "district"))
                continue
            goes_on = at.continues and not below and previous is not None and at.row == previous.row + 1
            if goes_on and at.row not in moved and rows:
                if self._continued.join(rows[-1], at, name, above.district or district, area):
                    previous = at
                    continue
            foreign = above.barred or (above.row_of != "" and above.row_of != district)
            near = above.district or ("" if foreign else district)
            if below is not None and near != below:
                near = "" if above.district else below
            if at.district:
                near = self.headings.district_of(at.district, near)
            scope = Scope(tier, near, at.worded, sender if near == district and not above.barred else "", area)
            if at.maybe_heading and self.headings.take(at, name, tier, above):
                above.others = ""
                table.skipped.append((at.row, "district"))
                continue
            if at.maybe_heading and not at.phones and at.phone_cell == at.name_cell:
                above.end(self.headings.names_a_place(name))
                table.skipped.append((at.row, "aside"))
                continue
            match = branches.answer(self.matcher.match(name, scope), name, sender)
            if hint:
                match = doubted(self.matcher, name, match, scope, hint)
            if match.unit is None and _BULLET.match(name) and (of := self._above_a_bullet(rows, match)):
                match = result.other_body((of,))
            if (
                match.unit is None
                and self._says_no_number(at)
                and not at.names
                and ((at.after_footer and not at.stt) or self._is_remark(at, name))
            ):
                if not at.after_footer:
                    above.end(self.headings.names_a_place(name))
                table.skipped.append((at.row, "aside" if at.after_footer else "note"))
                continue
            if match.unit is None and (
                self.headings.heads_a_section(at, name)
                or self.headings.names_a_list(at, name)
                or self.headings.heads_a_group(at, name)
                or (at.labelled and not at.phones and not at.names and lists_offices(name))
            ):
                above.end(self.headings.names_a_place(name))
                of_many = self.headings.heads_a_group(at, name)
                above.others = name if not of_many and self.headings.heads_others(at, name) else ""
                table.skipped.append((at.row, "aside"))
                continue
            if match.unit is None and self.headings.heads_others(at, name):
                above.others = name
            row = self._cells.row(at, name, match, scope)
            told = match.facts.former or (area and area != SOMEWHERE)
            certain.append(bool(told) or (sender != "" and match.unit is not None and match.unit.code == sender))
            row.doubt = apart.get(at.row) or doubts.get(at.row, "")
            row.why = WHY if at.row in apart else ""
            if at.row in moved and not row.doubt:
                row.doubt, row.why = moved[at.row], SLIPPED
            if table.change and at.phones and not row.doubt:
                row.doubt, row.why = both_numbers(at, table), TWO_NUMBERS
            if table.hours:
                heed_hours(row, table)
            if table.unclear and at.phones and not row.doubt:
                row.doubt, row.why = self._of_another_list, table.unclear
            if above.others and at.phones and not row.doubt:
                row.doubt, row.why = (
                    self._of_others,
                    f"đứng dưới tiêu đề “{one_line(above.others)}”, chưa rõ là số của ai",
                )
            if goes_on and not row.doubt and rows:
                row.doubt = self._continued.may_go_on(rows[-1], at, name)
                row.why = row.doubt and _GOES_ON
            if row.doubt:
                joined = [f"{rows[-1].name_raw}, {name}"] if row.why == _GOES_ON else []
                row.may_mean = self._continued.units_of([name, *joined, *(text for text, _ in at.names)], scope)
            row.alone = above.cut or (district != "" and above.row_of not in ("", district))
            self.headings.heed(at, row, name, above)
            rows.append(row)
            previous = at
        for row, sure in zip(rows, certain, strict=True):
            self._other_half.heed(row, sure)
        return rows

    def _may_name_a_unit(self, name: str) -> bool:
        match = self.matcher.match(name, Scope())
        return match.unit is not None or bool(match.candidates)

    def _above_a_bullet(self, rows: Sequence[Row], match: Match) -> Unit | None:
        """Return the place whose body a line behind a dash is, of the last line without one: "- Công an" below "UBND
        huyện Lấp Vò"; None where the line may be a place by itself, or stands below an agency."""
        if any(not self.matcher.tiers.is_agency(unit) for unit in match.candidates):
            return None
        above = next((row for row in reversed(rows) if not _BULLET.match(row.name_raw)), None)
        unit = above.match.unit if above is not None else None
        return None if unit is None or self.matcher.tiers.is_agency(unit) else unit

    def _says_no_number(self, at: TableRow) -> bool:
        """Tell whether a line has nothing in its number's column; below a signature: no digit there, and no word of a
        missing number."""
        if not at.phones or not at.after_footer or at.stt:
            return not at.phones
        texts = [p for p in at.phones if isinstance(p, str) and not any(c.isdigit() for c in p)]
        return len(texts) == len(at.phones) and all(
            self.headings.is_of_a_signature(t) or not read_phone(t, self.plan).facts.blank for t in texts
        )

    def _is_remark(self, at: TableRow, name: str) -> bool:
        """Tell whether a line without a running number has the looks of a remark on those above it."""
        return at.continues and (len(name) > 60 or name.lstrip()[:1] in "(*-+")

    def settle_by_siblings(self, rows: list[Row], said: Evidence) -> None:
        """Read an ambiguous name in a list whose other rows, three or more, all lie in one district."""
        district = self.witness.district_in_context(said.unit_code)
        certain = {r.match.unit.code for r in rows if r.match.unit}
        if not district or len(certain) < 3:
            return
        for row in rows:
            if row.match.is_ambiguous and not row.alone:
                row.match = self.matcher.match(row.name_raw, Scope(row.at.tier, district, row.at.worded))
