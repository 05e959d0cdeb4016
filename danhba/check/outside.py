"""Conservation: every cell with a phone-like value ends as a row, or as a finding at its place.

One sweep over all grids of a file, whatever they are (sheets, tables, paragraphs, the words of a mail), after its rows
are known: what holds a number and was read by no row is told. An error where a unit is named beside it, a warning
elsewhere, one info a file for the sender's own contact in letterhead, signature or a contact line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from danhba.check.findings import short
from danhba.check.findings_list import is_findings_list
from danhba.check.row_line import Row
from danhba.identify.result import Scope
from danhba.identify.sender import Witness
from danhba.locate.contact import without_contact
from danhba.locate.lines import Located
from danhba.locate.phone_like import may_hold_digits, phone_like
from danhba.model.finding import Finding
from danhba.model.grid import Cell, Grid, cell_text, column_letters
from danhba.model.table import Table
from danhba.phones.numbering_plan import Plan
from danhba.read.limits import limits_in_force
from danhba.registry import Registry, Unit
from danhba.vietnamese.persons import quotable
from danhba.vietnamese.text import fold, one_line, visible
from danhba.vietnamese.withdrawal import sentences
from schemas.forms.form import Form
from schemas.rule import Severity

_CONTACT = "số liên hệ của nơi gửi ở tiêu đề, chữ ký hoặc dòng liên hệ"
_LETTERS, _SENTENCE = re.compile(r"[^\W\d_]+"), 8  # words of a sentence at least
_IN_WORDS = "số nêu trong lời thư, không nằm trong biểu mẫu"
_NUMBER = re.compile(r"\(?\+?\d[\d .()\-\u00a0]{2,}\d")
_HOLDS_NUMBER = re.compile(r"\d[\d .()\-\u00a0]{2,}\d").search  # quicker: begins with a digit


@dataclass(slots=True)
class _Sheet:
    """What is known of one grid: its tables, and for each line (row as the sheet counts it) what became of it."""

    grid: Grid
    tables: list[Table]
    rows: dict[int, list[Row]] = field(default_factory=dict[int, list[Row]])
    taken: set[str] = field(default_factory=set[str])  # cells that rows were made of
    top: int = 0  # the first header's row
    footer: int = 1_000_000  # the first line of the signature below the last table
    foreign: Sequence[tuple[int, int]] = ()  # lines of another list
    contacts: frozenset[str] = frozenset()  # cells of a letterhead with its sender's contact
    rows_in_file: bool = False
    ours: bool = False  # the list of what to mend that a marked copy carries
    _line: int = -1  # whose words are kept
    _words: Sequence[tuple[int, str]] = ()

    def words_of(self, i: int) -> Sequence[tuple[int, str]]:
        """Return (column, text) of the cells with letters of a line, counted from 0; asked for one line after the
        other."""
        if i != self._line:
            cells = enumerate(self.grid.rows[i])
            self._line, self._words = i, [(c, v) for c, v in cells if isinstance(v, str) and any(map(str.isalpha, v))]
        return self._words


@lru_cache(maxsize=16384)
def _may_hold_digits(text: str) -> bool:
    """Kept: names, notes and titles are the same in many files."""
    return may_hold_digits(text) is not None


class Sweep:
    """Looks over whole files against one registry."""

    def __init__(self, witness: Witness, registry: Registry, plan: Plan, form: Form) -> None:
        self.witness, self.matcher, self.registry, self.plan = witness, witness.matcher, registry, plan
        words = form.numbers
        assert words is not None, "only a form with a column of numbers accounts for numbers"
        self._words, self._own = words, re.compile(words.own)
        self._contact, self._not_a_phone = re.compile(form.lines.contact), re.compile(words.not_a_phone)
        self._label_before = re.compile(rf"(?:[\s:.,;(\-–—|]|{words.label}|di động|số máy|là|liên hệ|của|trực)+$", re.I)
        self._line: list[Cell] | None = None
        self._named: list[tuple[int, tuple[Unit, ...], str]] = []
        self._names = "\n".join(fold(unit.name) for unit in registry.units)

    def findings(
        self, grids: Iterable[Grid], located: Sequence[Located], rows: Sequence[Row], sender: str, file: str
    ) -> list[Finding]:
        """Return a finding for each cell that holds a number of which nothing is said.

        located: what was located, in any order, by the name of its grid; sender: the submitter's unit code or ''.
        """
        by_sheet: dict[str, list[Row]] = {}
        for row in rows:
            by_sheet.setdefault(row.at.sheet, []).append(row)
        numbers: set[tuple[str, str]] | None = None
        contacts: list[tuple[Finding, str]] = []
        out: list[Finding] = []
        known: dict[str, set[str]] = {}
        most = limits_in_force().findings
        for grid in grids:
            own = by_sheet.get(grid.name, [])
            sheet = self._sheet(grid, located, own) if own else None
            taken = sheet.taken if sheet else frozenset[str]()
            quiet = {text for text in grid.texts() if not _may_hold_digits(text)}
            letters = [column_letters(grid.left + j) for j in range(max(map(len, grid.rows), default=0))]
            for i, line in enumerate(grid.rows):
                number = grid.top + i + 1
                for j, value in enumerate(line):
                    kind = value.__class__
                    if kind is str:
                        if value in quiet:
                            continue
                        if taken and f"{letters[j]}{number}" in taken:
                            continue  # most others, and sooner said than whether they hold digits
                        if not may_hold_digits(value):  # type: ignore[arg-type]
                            continue
                    elif (kind is not float and kind is not int) or -1000 < value < 1000:  # type: ignore[operator]
                        continue
                    if sheet is None:
                        sheet = self._sheet(grid, located, own)
                    cell = f"{letters[j]}{number}"
                    if cell in sheet.taken or not (digits := phone_like(value, beside_words=True)):
                        continue
                    if not known and rows:
                        known = _said(rows)
                    digits = self._unsaid(sheet, i, j, value, digits, known)
                    if not digits:
                        continue
                    if numbers is None:
                        said = ((r.match.unit, r.phone.number) for r in rows)
                        numbers = {(unit.code, number.e164) for unit, number in said if unit and number}
                    self._tell(sheet, i, j, value, digits, cell, numbers, sender, out, contacts)
                    if len(out) > most:
                        return out  # the file is refused whole: whatever else it holds is not gone through
        if contacts:
            # What our own page of a marked copy says of the numbers is no contact of the sender's.
            ours = {grid.name for grid in grids if is_findings_list(grid)}
            contacts = [c for c in contacts if c[0].sheet not in ours] or contacts
            finding, _ = contacts[0]
            what = _CONTACT if all(self._says_contact(c.raw) for c, _ in contacts) else _IN_WORDS
            finding.raw = "; ".join(dict.fromkeys(said for _, said in contacts))
            if finding.sheet in ours:
                what = "số ghi ở trang rà soát mà hệ thống đã gửi đơn vị"
            finding.params = {"file": file.rsplit("/", 1)[-1], "cell": finding.cell, "raw": short(finding.raw, 200)}
            finding.params["what"] = what
            out.append(finding)
        return out

    def _sheet(self, grid: Grid, located: Sequence[Located], rows: Sequence[Row]) -> _Sheet:
        found = [f for f in located if f.grid is grid]
        tables = [t for f in found for t in f.tables]
        sheet = _Sheet(grid, tables, foreign=[span for f in found for span in f.foreign])
        sheet.contacts = frozenset(one_line(text) for f in found for text in f.contacts)
        sheet.rows_in_file = any(f.tables for f in located)
        sheet.ours = is_findings_list(grid)
        if tables:
            sheet.top = min(t.header_rows[0] for t in tables)
            last = max((r.at.row for r in rows), default=sheet.top)
            footers = [n for t in tables for n, role in t.skipped if role == "footer"]
            sheet.footer = next((n for n in sorted(footers) if n > last), sheet.footer)
            for row in rows:
                sheet.rows.setdefault(row.at.row, []).append(row)
                sheet.taken.update(row.at.phone_cells)
                if row.match.unit is None or not _HOLDS_NUMBER(row.name_raw):
                    sheet.taken.add(row.at.name_cell)
                if row.note_facts.other_numbers:
                    sheet.taken.add(row.at.note_cell)
        return sheet

    def _unsaid(
        self, sheet: _Sheet, i: int, j: int, value: Cell, digits: list[str], known: dict[str, set[str]]
    ) -> list[str]:
        """Return those of the digits that may be a number and that no row says already."""
        certain = phone_like(value)
        if not certain:
            # Seven digits, or 1022: a number only where words stand beside it, and no total, count or code.
            if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()) and "1022" not in value:
                return []
            words = sheet.words_of(i)
            if not any(c != j and (isinstance(value, str) or self._units(v)) for c, v in words):
                return []
        for table in sheet.tables:
            if table.header_rows[0] <= sheet.grid.top + i + 1 <= table.header_rows[1]:
                return [d for d in digits if len(d) >= 9]
        if self._not_a_phone.search(self._heading(sheet, j)):
            return []
        own = {_bare(d) for row in sheet.rows.get(sheet.grid.top + i + 1, ()) for d in _digits_of(row)}
        everywhere = known.get("", set())
        beside = bool(self._unit_beside(sheet.grid, i, j, value)[0])
        return [d for d in digits if _bare(d) not in own and (beside or _bare(d) not in everywhere)]

    def _heading(self, sheet: _Sheet, j: int) -> str:
        """Return what heads a column, folded: of the first table, or of the first lines with words. Sentences head
        none."""
        grid = sheet.grid
        if not sheet.tables and (grid.aside or max(map(len, grid.rows), default=0) < 2):
            return ""
        rows = [n - grid.top - 1 for t in sheet.tables[:1] for n in range(t.header_rows[0], t.header_rows[1] + 1)] or [
            0,
            1,
        ]
        texts = [grid.rows[r][j] for r in rows if 0 <= r < len(grid.rows) and j < len(grid.rows[r])]
        return fold(visible(" ".join(t for t in texts if isinstance(t, str))))

    def _tell(
        self,
        sheet: _Sheet,
        i: int,
        j: int,
        value: Cell,
        digits: list[str],
        cell: str,
        numbers: set[tuple[str, str]],
        sender: str,
        out: list[Finding],
        contacts: list[tuple[Finding, str]],
    ) -> None:
        grid, row = sheet.grid, grid_row(sheet.grid, i)
        raw = one_line(cell_text(value))
        rows = sheet.rows.get(row, ())
        said = quotable(visible(raw), self._is_a_unit) if any(c.isalpha() for c in raw) else raw
        units, called = self._unit_beside(grid, i, j, value)
        if rows and not units:
            units = tuple(r.match.unit for r in rows if r.match.unit)
            called = one_line(rows[0].name_raw)
        codes = {u.code for u in units}
        if len(codes) == 1 and all((next(iter(codes)), e164) in numbers for e164 in self._read(digits)):
            return  # the same unit with the same number, said once more
        at = Finding("row_outside_table", Severity.WARNING.value, grid.name, cell, said)
        # What our own report says of the numbers comes back with a marked copy: known, and told once a file.
        if not rows and (sheet.ours or self._is_contact(sheet, row, raw, codes, sender)):
            at.severity = Severity.INFO.value
            contacts.append((at, self._numbers_in(raw)))
            return
        at.params = {"cell": cell, "raw": short(said, 160), "where": self._where(sheet, row, j)}
        foreign = any(first <= row <= last for first, last in sheet.foreign)
        read = [r for r in rows if r.phone.usable]
        if (codes or rows) and not foreign and not read and (grid.visible or not any(c in codes for c, _ in numbers)):
            at.severity = Severity.ERROR.value
            at.params["unit"] = self.registry.full_name(next(iter(codes))) if len(codes) == 1 else f"“{short(called)}”"
            if len(codes) == 1:
                at.unit_code = next(iter(codes))
        out.append(at)

    def _says_contact(self, raw: str) -> bool:
        """Tell whether what stands with a number is no sentence that says it of something: a letterhead, a signature, a
        line of contact."""
        words = len(_LETTERS.findall(raw))
        return words < _SENTENCE or bool(self._contact.search(fold(visible(raw))))

    def _numbers_in(self, raw: str) -> str:
        """Return the numbers in a text of contacts; the digits of days, years and papers are none."""
        found = [m[0].strip(" .-") for m in _NUMBER.finditer(raw) if phone_like(m[0], beside_words=True)]
        return "; ".join(found) or raw

    def _is_a_unit(self, name: str) -> bool:
        return fold(name).strip() in self._names

    def _read(self, digits: Iterable[str]) -> list[str]:
        out: list[str] = []
        for d in digits:
            found = self.plan.read(d)
            out.append(found[0].e164 if isinstance(found, tuple) and len(found) == 1 else d)
        return out

    def _is_contact(self, sheet: _Sheet, row: int, raw: str, codes: set[str], sender: str) -> bool:
        """Tell whether a number is the sender's own: in the letterhead, the signature block or a contact line, and no
        list's."""
        if raw in sheet.contacts and sheet.rows_in_file:
            return True
        bare = fold(visible(raw))
        if self._is_contact_sentence(bare, raw, sender):
            return True
        if not codes and sheet.rows_in_file and not without_contact(raw).strip():
            return True
        if codes and codes != {sender}:
            return False
        if codes and self._own.search(bare):
            return False
        inside = bool(sheet.tables) and sheet.top <= row < sheet.footer
        beside = sheet.grid.aside and not self._own.search(bare)  # a mail may give its number in its own words
        return (bool(sheet.tables) and not inside) or beside or bool(self._contact.search(bare))

    def _is_contact_sentence(self, bare: str, raw: str, sender: str) -> bool:
        """Tell whether all numbers of a running text stand in sentences that say whom to ask, and name no other
        unit."""
        if len(raw) < 30 or not self._contact.search(bare):
            return False
        for sentence in sentences(raw):
            if not phone_like(sentence, beside_words=True):
                continue
            said = fold(visible(sentence))
            named = {c for c in self.witness.named_in(sentence) if c != sender}
            if not self._contact.search(said) or self._own.search(said) or not all(map(self._is_an_office, named)):
                return False
        return True

    def _is_an_office(self, code: str) -> bool:
        return self.matcher.tiers.is_agency(self.registry.by_code[code])

    def _where(self, sheet: _Sheet, row: int, j: int) -> str:
        grid = sheet.grid
        if not grid.visible:
            return f"trên trang tính bị ẩn “{short(grid.name, 40)}”"
        if any(first <= row <= last for first, last in sheet.foreign):
            return "trong một danh sách khác"
        if not sheet.tables:
            return "ở nơi không có dòng tiêu đề của biểu mẫu"
        letters = column_letters(grid.left + j)
        for table in sheet.tables:
            if table.header_rows[1] < row and letters in table.others:
                return f"ở cột “{short(table.others[letters], 60)}”, {self._words.of_another_use}"
        if row in sheet.rows:
            return f"ngoài {self._words.column}"
        return "ngoài các dòng của biểu mẫu"

    def _unit_beside(self, grid: Grid, i: int, j: int, value: Cell) -> tuple[tuple[Unit, ...], str]:
        """Return (the units that a name beside a number may mean, the name): in its own cell, then to the left, then to
        the right."""
        if isinstance(value, str):
            for part in _NUMBER.split(value):
                name = self._label_before.sub("", part).strip(" :;,.-–—()|\n")
                if units := self._units(name):
                    return units, name
            words = " ".join(_NUMBER.sub(" ", value).split())
            if 8 < len(words) < 300 and (codes := self.witness.named_in(words)):
                return tuple(self.registry.by_code[c] for c in codes), words
        named = self._named_cells(grid.rows[i])
        at = bisect_left(named, j, key=lambda found: found[0])
        if at > 0:
            return named[at - 1][1:]
        if at < len(named) and named[at][0] == j:
            at += 1
        return named[at][1:] if at < len(named) else ((), "")

    def _named_cells(self, line: list[Cell]) -> list[tuple[int, tuple[Unit, ...], str]]:
        """Return (column, units, name) of a line's cells that name a unit; kept for the line: it may hold thousands of
        numbers."""
        if self._line is not line:
            self._line, self._named = line, []
            for c, text in enumerate(line):
                if isinstance(text, str) and not _NUMBER.fullmatch(text.strip()) and (units := self._units(text)):
                    self._named.append((c, units, text))
        return self._named

    def _units(self, text: str) -> tuple[Unit, ...]:
        text = text.strip()
        if not 3 <= len(text) <= 120 or not any(c.isalpha() for c in text):
            return ()
        match = self.matcher.match(text, Scope())
        if match.unit is not None:
            return (match.unit,)
        facts = match.facts
        return match.candidates if facts.candidates > 1 or facts.proposals or facts.units > 1 else ()


def grid_row(grid: Grid, i: int) -> int:
    """Return a grid's row as the sheet counts it, from 1."""
    return grid.top + i + 1


def _bare(digits: str) -> str:
    digits = digits.lstrip("0")
    return digits.removeprefix("84") if len(digits) > 10 else digits


def _digits_of(row: Row) -> list[str]:
    return [d for p in row.at.phones for d in phone_like(p, beside_words=True)]


def _said(rows: Sequence[Row]) -> dict[str, set[str]]:
    """Return the digits that the rows of a file say, under ''."""
    return {"": {_bare(d) for row in rows for d in _digits_of(row)}}
