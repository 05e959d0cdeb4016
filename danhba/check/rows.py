"""The lines of one table to rows: each identified in order, with the district of the heading above as context."""

from __future__ import annotations

from danhba.check.notes import heed_note, note_remarks
from danhba.check.row_line import Row
from danhba.identify.match import Matcher
from danhba.identify.result import Match, Scope
from danhba.identify.sender import Witness
from danhba.model.grid import cell_text
from danhba.model.submission import Evidence
from danhba.model.table import Table, TableRow
from danhba.phones.cell import read_phone
from danhba.phones.numbering_plan import Plan
from danhba.phones.phone_reading import PhoneReading
from danhba.vietnamese.encodings import NAMES, decodings
from danhba.vietnamese.text import one_line


class RowReader:
    """Reads the lines of tables against one registry."""

    def __init__(self, matcher: Matcher, witness: Witness, plan: Plan) -> None:
        self.matcher, self.witness, self.plan = matcher, witness, plan

    def rows_of(self, table: Table, district: str) -> list[Row]:
        """Identify the lines of one table in order, districts named in headings as context for what follows."""
        rows: list[Row] = []
        heading = ""
        tier = ""
        previous: TableRow | None = None
        for at in table.rows:
            if at.tier != tier:
                tier, heading = at.tier, ""
            name = cell_text(at.name) if at.name is not None else ""
            if at.continues and previous is not None and at.row == previous.row + 1 and rows:
                if self._continue(rows[-1], at, name, heading or district):
                    previous = at
                    continue
            scope = Scope(tier, self._district_named(at.district) or heading or district)
            if at.maybe_heading:
                match = self.matcher.certain_or_decoded(name, Scope())
                if match is not None and match.unit is None and match.candidates:
                    match = next((Match(u) for u in match.candidates if self.matcher.is_district(u)), match)
                if match is not None and match.unit is not None and self.matcher.is_district(match.unit):
                    if self.matcher.is_commune(tier) or (not tier and not at.stt.isdigit()):
                        heading = match.unit.code
                        table.skipped.append((at.row, "district"))
                        continue
                if at.after_footer or (not at.phones and at.phone_cell == at.name_cell):
                    table.skipped.append((at.row, "aside"))
                    continue
            match = self.matcher.match(name, scope)
            if at.after_footer and match.unit is None:
                table.skipped.append((at.row, "aside"))
                continue
            if (
                at.continues
                and not at.phones
                and match.unit is None
                and (len(name) > 60 or name.lstrip()[:1] in "(*-+")
            ):
                table.skipped.append((at.row, "note"))
                continue
            rows.append(self._row(at, name, match))
            previous = at
        return rows

    def _row(self, at: TableRow, name: str, match: Match) -> Row:
        note = one_line(cell_text(at.note)) if at.note is not None else ""
        row = Row(at, name.strip(), match, self._phone(at.phones, name), note, ())
        if note and "name_decoded" in match.remarks:
            # The font that the name of this row was typed in is the font of its note.
            row.note = note = next(
                (one_line(d) for e, d in decodings(cell_text(at.note)) if NAMES[e] == match.detail["encoding"]), note
            )
        if note:
            self._heed(row, at.note)
        return row

    def _heed(self, row: Row, value: object) -> None:
        """Say what the row's note, read from a cell's value, holds, and let the number wait that it speaks against."""
        row.note_remarks = note_remarks(value, row.note, row.phone, self.plan)
        row.phone = heed_note(row.phone, row.note, self.plan)

    def _phone(self, phones: list[object], unit: str) -> PhoneReading:
        if not phones:
            return read_phone(None, self.plan)
        if len(phones) == 1:
            return read_phone(phones[0], self.plan, unit)
        return read_phone("\n".join(cell_text(p) for p in phones), self.plan, unit)

    def _continue(self, row: Row, at: TableRow, name: str, district: str) -> bool:
        """Join a line without a running number to the record above it, where the two make one; tell whether they did."""
        scope = Scope(at.tier, self._district_named(row.at.district) or district)
        if name.strip():
            if at.phones and row.at.phones:
                return False
            joined = self.matcher.certain_or_decoded(f"{row.name_raw} {name}", scope)
            if joined is None or joined.unit is None:
                return False
            if row.match.unit is not None and row.match.unit != joined.unit:
                return False
            row.match, row.name_raw = joined, f"{row.name_raw} {name}".strip()
        if at.phones:
            if not row.at.phones:
                row.at.phone_cell = at.phone_cell
            row.at.phones = [*row.at.phones, *at.phones]
            row.phone = self._phone(row.at.phones, row.name_raw)
        more = one_line(cell_text(at.note)) if at.note is not None else ""
        if more and more != row.note:
            # A note below belongs to the record as well: it may say that the number was cut off.
            row.at.note_cell = row.at.note_cell if row.note else at.note_cell
            row.note = f"{row.note}; {more}" if row.note else more
        if row.note and (at.phones or more):
            self._heed(row, row.note)
        return True

    def _district_named(self, text: str) -> str:
        if not text:
            return ""
        match = self.matcher.certain_or_decoded(text, Scope())
        if match is None:
            return ""
        units = (match.unit,) if match.unit else match.candidates
        districts = [u for u in units if self.matcher.is_district(u)]
        return districts[0].code if len(districts) == 1 else ""

    def settle_by_siblings(self, rows: list[Row], said: Evidence) -> None:
        """Read an ambiguous name in a list whose other rows, three or more, all lie in one district."""
        district = self.witness.district_in_context(said.unit_code)
        certain = {r.match.unit.code for r in rows if r.match.unit}
        if not district or len(certain) < 3:
            return
        for row in rows:
            if row.match.verdict == "name_ambiguous":
                row.match = self.matcher.match(row.name_raw, Scope(row.at.tier, district))
