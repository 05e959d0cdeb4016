"""The lines of one table to rows: each identified in order, with the district of the heading above as context.

Context ends where it is not understood: at a line like a heading that names no district, where the count starts again,
after a blank block. A layout that admits two readings is not read: the rows concerned are withheld with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from danhba.check.areas import Areas, doubted
from danhba.check.findings import short
from danhba.check.notes import heed_note, note_facts
from danhba.check.numbers_apart import TWO_NUMBERS, WHY, numbers_apart
from danhba.check.other_half import OtherHalf
from danhba.check.row_line import NO_NUMBER, Row
from danhba.check.unit_columns import settle_unit_columns
from danhba.check.values import read_value
from danhba.identify import result
from danhba.identify.former_places import DISTRICT_TYPES, SOMEWHERE, Area
from danhba.identify.match import Matcher
from danhba.identify.result import Match, Scope
from danhba.identify.sender import Witness
from danhba.locate.phone_like import holds_a_number
from danhba.model.grid import cell_text
from danhba.model.submission import Evidence
from danhba.model.table import Table, TableRow
from danhba.phones.cell import read_phone
from danhba.phones.numbering_plan import Plan
from danhba.phones.phone_reading import PhoneReading
from danhba.phones.words import hours_said
from danhba.registry import Unit
from danhba.vietnamese.encodings import NAMES, decodings
from danhba.vietnamese.names import split_type, tidy, tokens_of
from danhba.vietnamese.text import fold, one_line, visible
from schemas.forms.form import Form

_DISTRICT_WORDS = re.compile(r"(?:huyen|thi xa|thanh pho|quan|tp|tx|h|khu vuc|dia ban|cum)\b")
_OPEN_END = re.compile(r"[,(\-–—/&]\s*$|\b(?:và|thuộc|của|xã|phường|thị trấn|huyện|thị xã|thành phố)\s*$", re.I)
_BULLET = re.compile(r"\s*[-+*•–·]\s+")
_SECTION_LETTER = re.compile(r"[A-H][.)]?")
_OPEN_START = re.compile(r"^\s*[(\-–—,/&a-zà-ỹđ]")


_GOES_ON = "dòng này có thể là phần tiếp của tên ở dòng trên"


@dataclass(slots=True)
class Above:
    """What stands above a line: the district of its heading, and whether a heading that was not understood cuts it
    off."""

    district: str = ""
    area: Area = ()  # the former districts of its heading
    barred: bool = (
        False  # a place stands there that nobody knows: not even the sender's district speaks for what follows
    )
    cut: bool = False  # some heading, count or block ended a context: the other rows do not speak for this one

    def end(self, barred: bool = False) -> None:
        self.cut = self.cut or bool(self.district) or barred
        self.district, self.area = "", ()
        self.barred = self.barred or barred


class RowReader:
    """Reads the lines of tables of one form against one registry."""

    def __init__(self, matcher: Matcher, witness: Witness, plan: Plan, form: Form) -> None:
        self.matcher, self.witness, self.plan, self.form = matcher, witness, plan, form
        self.areas = Areas(matcher, form)
        self._other_half = OtherHalf(matcher.registry)
        self._begins_a_title = re.compile((form.numbers and form.numbers.begins_a_title) or "(?!)")
        self._of_another_list = form.numbers.or_another if form.numbers else ""
        self._has_phone, self._values = form.has("phone"), {c.field: c for c in form.values}
        # "Xã Tân Mỹ: ĐT 0277 3845 112": a name and its number in one cell.
        label = rf"(?:(?:{form.numbers.label})\s*[:.]?\s*)*" if form.numbers else ""
        self._name_and_number = re.compile(
            r"(?P<name>\D*[^\W\d_](?:\s*\d{1,2}(?=\s*[-–—:,;(]))?[^\w]*?)[\s:,;(\-–—]+"
            + label
            + r"(?P<number>\+?\(?\d[\d .()\-]{4,}\d)\s*\)?\s*",
            re.I,
        )

    def rows_of(self, table: Table, district: str, sender: str = "", base: Area = (), hint: Area = ()) -> list[Row]:
        """Identify the lines of one table in order. district: the sender's, for names that stand under no heading.

        sender: who sent it, as folder, mark or letterhead say: "UBND huyện" is that district itself. base, hint: the
        former districts that the table's titles and sheet speak of, and those that the file's name does.
        """
        district = district or self._district_of_sheet(table.sheet)
        doubts = settle_unit_columns(table, self.matcher)
        apart = numbers_apart(table.rows, self._may_head) if self._has_phone else {}
        rows: list[Row] = []
        certain: list[bool] = []  # of each row, whether something beside the name says which unit it is
        above = Above()
        tier = ""
        previous: TableRow | None = None
        for at in table.rows:
            if at.tier != tier:
                tier, above = at.tier, Above()
            if at.starts_anew:
                above.cut = above.cut or bool(rows)
                above.end()
            name = cell_text(at.name) if at.name is not None else ""
            heads = at.labelled and bool(self._former_heading(name))
            area = () if heads else self.areas.of_row(at.district, above.area, above.barred, base)
            if at.continues and previous is not None and at.row == previous.row + 1 and rows:
                if self._continue(rows[-1], at, name, above.district or district, area):
                    previous = at
                    continue
            near = above.district or ("" if above.barred else district)
            if at.district:
                near = self._district_of(at.district, near)
            scope = Scope(tier, near, at.worded, sender if near == district and not above.barred else "", area)
            if at.maybe_heading and self._is_heading(at, name, tier, above):
                table.skipped.append((at.row, "district"))
                continue
            if at.maybe_heading and not at.phones and at.phone_cell == at.name_cell:
                above.end(self.names_a_place(name))
                table.skipped.append((at.row, "aside"))
                continue
            match = self.matcher.match(name, scope)
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
                    above.end(self.names_a_place(name))
                table.skipped.append((at.row, "aside" if at.after_footer else "note"))
                continue
            if match.unit is None and (self._heads_a_section(at, name) or self._names_a_list(at, name)):
                above.end()
                table.skipped.append((at.row, "aside"))
                continue
            row = self._row(at, name, match, scope)
            told = match.facts.former or (area and area != SOMEWHERE)
            certain.append(bool(told) or (sender != "" and match.unit is not None and match.unit.code == sender))
            row.doubt = apart.get(at.row) or doubts.get(at.row, "")
            row.why = WHY if at.row in apart else ""
            if table.change and at.phones and not row.doubt:
                row.doubt, row.why = self._both_numbers(at, table), TWO_NUMBERS
            if table.hours:
                self._heed_hours(row, table)
            if table.unclear and at.phones and not row.doubt:
                row.doubt, row.why = self._of_another_list, table.unclear
            if at.continues and not row.doubt and rows and previous is not None and at.row == previous.row + 1:
                row.doubt = self._may_go_on(rows[-1], at, name)
                row.why = row.doubt and _GOES_ON
            if row.doubt:
                goes_on = [f"{rows[-1].name_raw}, {name}"] if row.why == _GOES_ON else []
                row.may_mean = self._units_of([name, *goes_on, *(text for text, _ in at.names)], scope)
            row.alone = above.cut
            self._goes_on(at, row, name, above)
            rows.append(row)
            previous = at
        for row, sure in zip(rows, certain, strict=True):
            self._other_half.heed(row, sure)
        return rows

    def _above_a_bullet(self, rows: Sequence[Row], match: Match) -> Unit | None:
        """Return the place whose body a line behind a dash is, of the last line without one: "- Công an" below "UBND
        huyện Lấp Vò"; None where the line may be a place by itself, or stands below an agency."""
        if any(not self.matcher.is_agency(unit) for unit in match.candidates):
            return None
        above = next((row for row in reversed(rows) if not _BULLET.match(row.name_raw)), None)
        unit = above.match.unit if above is not None else None
        return None if unit is None or self.matcher.is_agency(unit) else unit

    def _both_numbers(self, at: TableRow, table: Table) -> str:
        """Return both readings of a line with a number that stands published and one proposed instead."""
        letters = table.columns["phone"]
        texts = {cell.rstrip("0123456789"): cell_text(p) for cell, p in zip(at.phone_cells, at.phones, strict=False)}
        shown = [
            f"số ở cột “{head}”: {one_line(texts[letter]) if letter in texts else '(để trống)'}"
            for letter, head in zip(letters, table.change, strict=False)
        ]
        return " hoặc ".join(shown)

    def _heed_hours(self, row: Row, table: Table) -> None:
        """Say of a number that it is answered at the hours its heading says; a number in two such columns is answered
        at both."""
        number = row.phone.number
        letters = {cell.rstrip("0123456789") for cell in row.at.phone_cells}
        if number is None or len(letters) != 1 or not (head := table.hours.get(letter := letters.pop(), "")):
            return
        others = [told for other, told in table.hours.items() if other != letter]
        if others and hours_said(head) != "office":
            row.why = f"cột “{one_line(others[0])}” để trống, số chỉ ghi ở cột “{head}”"
            row.doubt = "số gọi được mọi lúc hoặc chỉ là số của giờ ấy, còn thiếu số của giờ kia"
            return
        if row.phone.hours:
            return
        shown = f"{short(row.phone.raw)}” dưới tiêu đề “{head}"
        facts = row.phone.facts._replace(hours_limited=True)
        row.phone = replace(row.phone, hours=hours_said(head), facts=facts, detail={**row.phone.detail, "raw": shown})

    def _may_head(self, at: TableRow) -> bool:
        """Tell whether a line without a number heads those below it: a label, or a district's name."""
        name = cell_text(at.name)
        return at.labelled or bool(self._former_heading(name) or self._district_named(name))

    def _is_heading(self, at: TableRow, name: str, tier: str, above: Above) -> bool:
        """Take a district's heading as context; tell whether the line is one."""
        if not self.matcher.is_commune(tier) and (tier or at.stt.isdigit()):
            return False
        match = self.matcher.certain_or_decoded(name, Scope())
        if area := self._former_heading(name):
            above.area, above.barred = area, False
            return True
        if match is None:
            lines = self.form.lines
            named = self.matcher.district_heading(name, lines.before_a_district, lines.behind_a_district)
            if named:
                above.district, above.barred = named, False
            return bool(named)
        units = (match.unit,) if match.unit else match.candidates
        districts = [u for u in units if self.matcher.is_district(u)]
        if len(districts) != 1 or (match.unit is None and not match.is_ambiguous):
            return False
        above.district, above.barred = districts[0].code, False
        return True

    def _former_heading(self, name: str) -> Area:
        """Return the former districts that a line names as a heading does; () where it is none."""
        return self.matcher.former_heading(name, self.form.lines.before_a_district)

    def heading(self, text: str) -> Above:
        """Return what a line says of the lines below it, read as a heading of a table's communes."""
        above = Above()
        at = TableRow("", 0, "", "", text, "", [], "", None, "", maybe_heading=True, labelled=True)
        self._is_heading(at, text, "", above)
        return above

    def _heads_a_section(self, at: TableRow, name: str) -> bool:
        """Tell whether a line heads a section of other bodies than the form's: D | CÔNG AN CẤP XÃ."""
        return bool(
            at.labelled
            and not at.phones
            and not at.names
            and _SECTION_LETTER.fullmatch(at.stt)
            and visible(name).isupper()
        )

    def _names_a_list(self, at: TableRow, name: str) -> bool:
        """Tell whether a line without number and STT names the list below it: it is no unit without a phone."""
        if at.phones or at.stt or at.names or holds_a_number(name):
            return False
        return self._begins_a_title.match(fold(visible(name))) is not None

    def _goes_on(self, at: TableRow, row: Row, name: str, above: Above) -> None:
        """Let a line that was read change what stands above the next one."""
        unit = row.match.unit
        if unit is None and at.labelled and (area := self._former_heading(name)):
            above.area, above.barred = area, False  # a heading that carries the former district's own number
            return
        if unit is not None and self.matcher.is_district(unit):
            if at.phones and at.labelled and self.matcher.is_commune(at.tier):
                above.district, above.barred = unit.code, False  # a heading that carries the district's own number
            elif not at.tier or self.matcher.is_commune(at.tier):
                above.end()
        elif unit is None:
            place = bool(_DISTRICT_WORDS.match(fold(visible(name)).strip()))
            if place or at.labelled or (at.maybe_heading and not at.phones):
                above.end(place or self.names_a_place(name))

    def names_a_place(self, name: str) -> bool:
        """Tell whether a line speaks of some place: "Khu vực Thanh Bình", "Huyện Thanh Bìnhh"."""
        bare = fold(visible(name)).strip(" .-*()0123456789")
        if _DISTRICT_WORDS.search(bare):
            return True
        return any(f" {core} " in f" {bare} " for core in self.matcher.district_cores)

    def _says_no_number(self, at: TableRow) -> bool:
        """Tell whether a line has nothing in its number's column; below a signature: no digit there, and no word of a
        missing number."""
        if not at.phones or not at.after_footer or at.stt:
            return not at.phones
        texts = [p for p in at.phones if isinstance(p, str) and not any(c.isdigit() for c in p)]
        return len(texts) == len(at.phones) and all(not read_phone(t, self.plan).facts.blank for t in texts)

    def _is_remark(self, at: TableRow, name: str) -> bool:
        return at.continues and (len(name) > 60 or name.lstrip()[:1] in "(*-+")

    def _row(self, at: TableRow, name: str, match: Match, scope: Scope) -> Row:
        if not at.phones and self._has_phone and holds_a_number(name):
            name, match = self._number_in_name(at, name, match, scope)
        note = one_line(cell_text(at.note)) if at.note is not None else ""
        row = Row(at, name.strip(), match, self._phone(at.phones, name, match), note)
        if at.values:
            row.values = tuple(read_value(self._values[name], cell, value) for name, value, cell in at.values)
        if note and match.facts.encoding:
            # The font that the name of this row was typed in is the font of its note.
            row.note = note = next(
                (one_line(d) for e, d in decodings(cell_text(at.note)) if NAMES[e] == match.detail["encoding"]), note
            )
        if note:
            self._heed(row, at.note)
        return row

    def _number_in_name(self, at: TableRow, name: str, match: Match, scope: Scope) -> tuple[str, Match]:
        """Read "Xã Tân Mỹ: 0277 3845 112" in the name's cell, where the number's is empty."""
        found = self._name_and_number.fullmatch(visible(name).strip())
        if found is None:
            return name, match
        alone = self.matcher.match(found["name"].strip(), scope)
        if alone.unit is None:
            return name, match
        at.phones, at.phone_cell, at.phone_cells = [found["number"]], at.name_cell, [at.name_cell]
        return found["name"].strip(), alone

    def _heed(self, row: Row, value: object) -> None:
        """Say what the row's note, read from a cell's value, holds, and let the number wait that it speaks against."""
        row.note_facts = note_facts(value, row.note, row.phone, self.plan)
        row.phone = heed_note(row.phone, row.note, self.plan, deadline=self.matcher.registry.deadline)

    def _phone(self, phones: list[object], name: str, match: Match) -> PhoneReading:
        if not self._has_phone:
            return NO_NUMBER
        plan = self.matcher.registry.plan_of(match.unit.code) if match.unit else self.plan
        if not phones:
            return read_phone(None, plan)
        if len(phones) == 1:
            return read_phone(phones[0], plan, name)
        return read_phone("\n".join(cell_text(p) for p in phones), plan, name)

    def _continue(self, row: Row, at: TableRow, name: str, district: str, area: Area) -> bool:
        """Join a line without a running number to the record above it, where the two make one; tell whether they did.

        A name that is a unit by itself never continues another, unless the writing says so: "Xã Tân Mỹ," over "huyện
        Lấp Vò".
        """
        if at.names and at.names != row.at.names:
            return False
        scope = Scope(at.tier, self._district_of(row.at.district, district), at.worded, area=area)
        if name.strip():
            if at.phones and row.at.phones:
                return False
            alone = self.matcher.certain_or_decoded(name, scope)
            if alone is not None and not (
                _OPEN_END.search(row.name_raw) or (not at.phones and _OPEN_START.match(visible(name)))
            ):
                return False
            if holds_a_number(name):
                return False
            joined = self.matcher.certain_or_decoded(f"{row.name_raw} {name}", scope)
            if joined is None or joined.unit is None:
                return False
            if row.match.unit is not None and row.match.unit != joined.unit:
                if not row.doubt:  # "Xã Tân Hội" over "Trung, huyện Cao Lãnh": two units, by where the name ends
                    whole = f"{row.name_raw} {name}"
                    row.doubt = f"“{one_line(row.name_raw)}” hoặc “{one_line(whole)}”"
                    row.why = "dòng dưới có thể là phần tiếp của tên ở dòng này"
                    row.may_mean = self._units_of([row.name_raw, whole], scope)
                return False
            row.match, row.name_raw = joined, f"{row.name_raw} {name}".strip()
        if at.phones:
            if not row.at.phones:
                row.at.phone_cell = at.phone_cell
            row.at.phones = [*row.at.phones, *at.phones]
            row.phone = self._phone(row.at.phones, row.name_raw, row.match)
            if at.values:  # the line above holds none: it has nothing in these columns
                row.values = tuple(read_value(self._values[f], cell, value) for f, value, cell in at.values)
        more = one_line(cell_text(at.note)) if at.note is not None else ""
        if more and more != row.note:
            # A note below belongs to the record as well: it may say that the number was cut off.
            row.at.note_cell = row.at.note_cell if row.note else at.note_cell
            row.note = f"{row.note}; {more}" if row.note else more
        if row.note and (at.phones or more):
            self._heed(row, row.note)
        return True

    def _may_go_on(self, row: Row, at: TableRow, name: str) -> str:
        """Return both readings of a line with a number that is a unit by itself or the end of the name above, which has
        none: "Xã Tân Mỹ" over "huyện Lấp Vò"; '' where it has one reading."""
        if not at.continues or not at.phones or row.at.phones:
            return ""
        if not _OPEN_END.search(row.name_raw):
            joined = self.matcher.certain_or_decoded(f"{row.name_raw}, {name}", Scope(at.tier))
            if joined is None or joined.unit is None or not _OPEN_START.match(visible(name)):
                return ""
        return f"“{one_line(row.name_raw)}, {one_line(name)}” hoặc “{one_line(name)}”"

    def _units_of(self, names: list[str], scope: Scope) -> tuple[str, ...]:
        """Return the codes of the units that any of the names may be, each once."""
        found = [self.matcher.certain_or_decoded(name, scope) for name in names if name.strip()]
        return tuple(dict.fromkeys(u.code for m in found if m for u in ((m.unit,) if m.unit else m.candidates)))

    def _district_of(self, text: str, near: str) -> str:
        """Return the district that a district column's text names; the one near by where the text may mean it; ''
        otherwise."""
        if not text:
            return near
        named = self._district_named(text)
        if named or not near:
            return named
        core = self.matcher.district_core(near)
        return near if any(core in fold(visible(t)) for t in (text, *(d for _, d in decodings(text)))) else ""

    def _district_of_sheet(self, name: str) -> str:
        """Return the district that a sheet is named after, with its type word: TP Sa Đéc; '' for none."""
        return self._district_named(name) if split_type(tokens_of(tidy(name)))[0] in DISTRICT_TYPES else ""

    def _district_named(self, text: str) -> str:
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
            if row.match.is_ambiguous and not row.alone:
                row.match = self.matcher.match(row.name_raw, Scope(row.at.tier, district, row.at.worded))
