"""The cells of a line to a row: its name, its number, its note, its other values."""

from __future__ import annotations

import re
from dataclasses import replace

from danhba.check.findings import short
from danhba.check.notes import heed_note, note_facts
from danhba.check.own_names import own_names
from danhba.check.row_line import NO_NUMBER, Row
from danhba.check.values import read_value
from danhba.identify.match import Matcher
from danhba.identify.result import Match, Scope
from danhba.locate.phone_like import holds_a_number
from danhba.model.grid import cell_text
from danhba.model.table import Table, TableRow
from danhba.phones.cell import read_phone
from danhba.phones.hours import hours_said
from danhba.phones.numbering_plan import Plan
from danhba.phones.phone_reading import PhoneReading
from danhba.phones.plain_notes import is_plain
from danhba.vietnamese.encodings import NAMES, decodings
from danhba.vietnamese.text import one_line, visible
from schemas.forms.form import Form


class RowCells:
    """Reads the cells of one form's lines against one registry's numbering plan."""

    def __init__(self, matcher: Matcher, plan: Plan, form: Form) -> None:
        self._matcher, self._plan = matcher, plan
        self._has_phone, self._values = form.has("phone"), {c.field: c for c in form.values}
        # "Xã Tân Mỹ: ĐT 0277 3845 112": a name and its number in one cell.
        label = rf"(?:(?:{form.numbers.label})\s*[:.]?\s*)*" if form.numbers else ""
        self._name_and_number = re.compile(
            r"(?P<name>\D*[^\W\d_](?:\s*\d{1,2}(?=\s*[-–—:,;(]))?[^\w]*?)[\s:,;(\-–—]+"
            + label
            + r"(?P<number>\+?\(?\d[\d .()\-]{4,}\d)\s*\)?\s*",
            re.I,
        )

    def row(self, at: TableRow, name: str, match: Match, scope: Scope) -> Row:
        """Return the row that a line's cells make. match: what its name means."""
        if not at.phones and self._has_phone and holds_a_number(name):
            name, match = self._number_in_name(at, name, match, scope)
        note = one_line(cell_text(at.note)) if at.note is not None else ""
        row = Row(at, name.strip(), match, self._phone(at.phones, name, match), note)
        if at.values:
            row.values = tuple(read_value(self._values[name], cell, value) for name, value, cell in at.values)
        if note and match.facts.encoding and not _of_today(note):
            # The font that the name of this row was typed in is the font of its note.
            row.note = note = next(
                (one_line(d) for e, d in decodings(cell_text(at.note)) if NAMES[e] == match.detail["encoding"]), note
            )
        if note:
            self._heed(row, at.note)
        return row

    def join(self, row: Row, at: TableRow) -> None:
        """Give a row the number, the values and the note of the line below it, which goes on with it."""
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

    def _number_in_name(self, at: TableRow, name: str, match: Match, scope: Scope) -> tuple[str, Match]:
        """Read "Xã Tân Mỹ: 0277 3845 112" in the name's cell, where the number's is empty."""
        found = self._name_and_number.fullmatch(visible(name).strip())
        if found is None:
            return name, match
        alone = self._matcher.match(found["name"].strip(), scope)
        if alone.unit is None:
            return name, match
        at.phones, at.phone_cell, at.phone_cells = [found["number"]], at.name_cell, [at.name_cell]
        return found["name"].strip(), alone

    def _heed(self, row: Row, value: object) -> None:
        """Say what the row's note, read from a cell's value, holds, and let the number wait that it speaks against."""
        row.note_facts = note_facts(value, row.note, row.phone, self._plan)
        registry = self._matcher.registry
        own = own_names(row.match.unit, registry, row.note)
        row.phone = heed_note(row.phone, row.note, self._plan, deadline=registry.deadline, own=own)

    def _phone(self, phones: list[object], name: str, match: Match) -> PhoneReading:
        """Return what a line's cells say of its number, by the area code of its unit."""
        if not self._has_phone:
            return NO_NUMBER
        plan = self._matcher.registry.plan_of(match.unit.code) if match.unit else self._plan
        if not phones:
            return read_phone(None, plan)
        if len(phones) == 1:
            return read_phone(phones[0], plan, name)
        return read_phone("\n".join(cell_text(p) for p in phones), plan, name)


def _of_today(note: str) -> bool:
    """Tell whether a note beside a name in an old font is typed in today's letters all the same: it holds one that no
    old font has, or all its words are understood as they stand."""
    return any("\u1e00" <= c <= "\u1eff" for c in note) or is_plain(note)


def both_numbers(at: TableRow, table: Table) -> str:
    """Return both readings of a line with a number that stands published and one proposed instead."""
    letters = table.columns["phone"]
    texts = {cell.rstrip("0123456789"): cell_text(p) for cell, p in zip(at.phone_cells, at.phones, strict=False)}
    shown = [
        f"số ở cột “{head}”: {one_line(texts[letter]) if letter in texts else '(để trống)'}"
        for letter, head in zip(letters, table.change, strict=False)
    ]
    return " hoặc ".join(shown)


def heed_hours(row: Row, table: Table) -> None:
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
