"""Steps read to validate for a batch of files: bytes in, readings out. Pure: bytes, names, registry and rules decide all.

A reading holds what one file says: who sent it, its rows, its findings. It is what the ledger keeps, what a worker sends
back, and what `danhba check` prints.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from danhba.check.findings import _ERROR, _place, _short
from danhba.check.notes import _NOTE_NUMBER, _as_tuple
from danhba.check.row_line import _joined, _Row
from danhba.check.validate import failures
from danhba.check.wrong_form import _flat
from danhba.identify.mark import read_mark, without_mark
from danhba.identify.match import Matcher
from danhba.identify.result import Match, Scope
from danhba.identify.sender import Witness, evidence_words
from danhba.locate.lines import Located, Locator
from danhba.locate.outline import outline
from danhba.model.finding import Finding
from danhba.model.grid import Grid, ReadError, cell_text
from danhba.model.rows import Rows
from danhba.model.submission import Evidence, Reading, Source
from danhba.model.table import Table, TableRow
from danhba.phones.cell import read_phone
from danhba.phones.phone_reading import PhoneReading
from danhba.read import EVIDENCE, Kind, kind_of, read_grids
from danhba.read.container import members
from danhba.registry import Registry
from danhba.review.read_workbook import KIND as DECISIONS
from danhba.review.read_workbook import find_answers
from danhba.vietnamese.encodings import NAMES, decodings
from danhba.vietnamese.persons import names_a_person
from danhba.vietnamese.text import one_line
from schemas.catalogue import CATALOGUE
from schemas.forms.hotline import HOTLINE_FORM, OF_A_TEXT, Form
from schemas.tables import KEPT_COLUMNS, ROW_COLUMNS

_OUTLINES = 10  # sheets of another form that are outlined


class Reader:
    """Reads batches of files against one registry and one form. Make one a process: it keeps what it has learned."""

    def __init__(self, registry: Registry, form: Form = HOTLINE_FORM) -> None:
        self.registry = registry
        self.form = form
        self.matcher = Matcher(registry)
        self.witness = Witness(self.matcher)
        self.locator = Locator(form, registry.sections)
        self.plan = registry.plan

    def read(self, sources: Sequence[Source]) -> list[Reading]:
        """Return one reading a source, in order. Validates all rows of all files in one pass."""
        # A batch makes many small values and no cycles: without the collector's rounds it is read a fifth faster.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self._read_batch(sources)
        finally:
            if collecting:
                gc.enable()

    def _read_batch(self, sources: Sequence[Source]) -> list[Reading]:
        readings: list[Reading] = []
        lines: list[tuple[str, ...]] = []
        owners: list[tuple[Reading, _Row]] = []
        ends: list[int] = []
        for number, source in enumerate(sources):
            reading, rows = self._read_one(source)
            readings.append(reading)
            for row in rows:
                lines.append(self._line(number, row))
                owners.append((reading, row))
            ends.append(len(lines))
        columns = dict(zip(ROW_COLUMNS, map(list, zip(*lines, strict=True)), strict=True)) if lines else {}
        errors: set[int] = set()
        for index, code in failures(columns):
            reading, row = owners[index]
            finding = self._finding(code, reading, row)
            reading.findings.append(finding)
            if finding.severity == _ERROR:
                errors.add(index)
        if lines:
            columns["ok"] = ["" if i in errors or not code else "1" for i, code in enumerate(columns["unit_code"])]
            columns["display"] = [r.phone.number.display if r.phone.number else "" for _, r in owners]
            columns["note_public"] = ["" if r.note_remarks else r.note for _, r in owners]
        first = 0
        for reading, end in zip(readings, ends, strict=True):
            if end > first:
                reading.rows = Rows({name: columns[name][first:end] for name in KEPT_COLUMNS})
            first = end
            if len(reading.findings) > 1:
                reading.findings.sort(key=_place)
        return readings

    # --- one file -------------------------------------------------------------------------------------------------

    def _read_one(self, source: Source) -> tuple[Reading, list[_Row]]:
        reading = Reading(source.source_file, hashlib.sha256(source.data).hexdigest())
        try:
            kind = kind_of(source.data)
            reading.kind = kind.value
            if kind in (Kind.ZIP, Kind.MAIL):
                members(source.data, kind, source.source_file)  # says why it could not be opened when received
                raise ReadError("file_unsupported", "tệp nén nằm trong tệp nén quá sâu")
            if kind in EVIDENCE and kind is not Kind.WORD:
                reading.evidence_kind = EVIDENCE[kind]
                return self._evidence(reading, source), []
            grids = read_grids(source.data, kind, source.source_file)
        except ReadError as error:
            nearest = {"nearest": error.args[0] + "."} if error.code == "table_missing" else {}
            self._file_finding(reading, error.code, detail=error.detail, **nearest)
            reading.submitter = self.witness.decide(self._before_rows(source, ()))
            return reading, []
        marked = read_mark(grids, self.registry.path.name)
        grids = without_mark(grids)
        answered = find_answers(grids)
        if answered is not None:
            reading.kind = DECISIONS
            reading.answers, found = answered
            reading.findings.extend(found)
            return reading, []
        located = self._locate(reading, grids, kind)
        letterhead = [line for found in located for line in found.letterhead]
        if kind is Kind.WORD and not any(found.tables for found in located) and not reading.findings:
            reading.evidence_kind = EVIDENCE[kind]
            return self._evidence(reading, source), []
        evidence = self._before_rows(source, letterhead, marked)
        tables = [table for found in located for table in found.tables]
        reading.tables = tables
        if not tables:
            reading.submitter = self.witness.decide(evidence)
            return reading, []
        rows = self._identify(reading, tables, evidence)
        if not rows:
            self._file_finding(reading, "form_empty")
        return reading, rows

    def _before_rows(self, source: Source, letterhead: Iterable[str], marked: str = "") -> list[Evidence]:
        return self.witness.before_rows(source.folder, source.stem, letterhead, marked)

    def _evidence(self, reading: Reading, source: Source) -> Reading:
        reading.submitter = self.witness.decide(self._before_rows(source, ()))
        code = reading.submitter.unit_code
        who = self.registry.full_name(code) if code else "đơn vị chưa rõ"
        self._file_finding(reading, "evidence_received", detail=reading.evidence_kind, submitter=who)
        return reading

    def _file_finding(self, reading: Reading, code: str, **params: object) -> None:
        name = reading.source_file.rsplit("/", 1)[-1]
        reading.findings.append(Finding(code, CATALOGUE[code].severity.value, params={"file": name, **params}))

    # --- locate ---------------------------------------------------------------------------------------------------

    def _locate(self, reading: Reading, grids: list[Grid], kind: Kind) -> list[Located]:
        """Return what each grid holds; hidden sheets only where no visible one holds the form."""
        visible = [self.locator.locate(g) for g in grids if g.visible]
        if any(found.tables for found in visible):
            return visible
        hidden = [(g, self.locator.locate(g)) for g in grids if not g.visible]
        usable = [(g, found) for g, found in hidden if any(t.rows for t in found.tables)]
        if usable:
            for grid, _ in usable:
                finding = Finding("sheet_hidden", CATALOGUE["sheet_hidden"].severity.value, grid.name)
                finding.params = {"sheet": grid.name}
                reading.findings.append(finding)
            return visible + [found for _, found in usable]
        if kind is not Kind.WORD or any(found.nearest for found in visible):
            self._no_form(reading, visible + [found for _, found in hidden], grids)
            reading.outlines = [outline(g, self.locator) for g in grids[:_OUTLINES]]
        return visible

    def _no_form(self, reading: Reading, located: list[Located], grids: list[Grid]) -> None:
        lines = [line for found in located for line in found.lines]
        other = self._other_form(lines, located)
        best = max((f for f in located if f.nearest), key=lambda f: f.nearest.score if f.nearest else 0, default=None)
        if other:
            self._file_finding(reading, "form_other", other=other)
            return
        if best is not None and best.nearest is not None and self._is_ours(best, lines):
            grid = grids[0]
            for candidate in grids:
                if any(best is f for f in located) and best.nearest_text:
                    grid = candidate if best.nearest_text.split(" | ")[0] in _flat(candidate) else grid
            titles = {c.field: c.title for c in self.form.columns}
            missing = [titles[c.field] for c in self.form.columns if c.required and c.field not in best.nearest.columns]
            found = [titles[f] for f in best.nearest.columns if titles.get(f)]
            finding = Finding("column_missing", _ERROR, grid.name, best.nearest_cell, best.nearest_text)
            finding.params = {"cell": best.nearest_cell, "column": " và ".join(missing), "found": ", ".join(found)}
            reading.findings.append(finding)
            return
        if not any(any(v is not None for v in row) for g in grids for row in g.rows):
            self._file_finding(reading, "file_empty", detail="không có ô nào được điền")
            return
        nearest = "Không dòng nào giống dòng tiêu đề của biểu mẫu."
        if best is not None:
            nearest = f"Dòng giống nhất (từ ô {best.nearest_cell}) ghi: “{_short(best.nearest_text, 160)}”."
        self._file_finding(reading, "table_missing", nearest=nearest)

    def _is_ours(self, found: Located, lines: list[str]) -> bool:
        """Tell whether a header lacking a column is our form's: it has a required column and STT or GHI CHÚ or our title."""
        assert found.nearest is not None
        columns = found.nearest.columns
        if not any(c.field in columns for c in self.form.columns if c.required):
            return False
        title = any("phone" in self.locator.title_fields(line) for line in lines)
        others = sum(f in columns for f in ("stt", "note"))
        return others == 2 or (others == 1 and found.nearest.score >= 18) or title

    def _other_form(self, lines: list[str], located: list[Located]) -> str:
        """Return the name of the form that the lines above and the nearest header speak of, '' when none."""
        bare = [self.locator.bare(line) for line in lines]
        heads = " | ".join(self.locator.bare(f.nearest_text) for f in located if f.nearest)
        ours = any("phone" in self.locator.title_fields(line) for line in lines)
        for other in self.form.others:
            if any(re.search(other.title, line) for line in bare) and (re.search(other.columns, heads) or not ours):
                title = next(line for line, b in zip(lines, bare, strict=True) if re.search(other.title, b))
                return f"{other.name}, tiêu đề “{_short(one_line(title), 120)}”"
        if ours:
            return ""
        for line, b in zip(lines, bare, strict=True):
            if re.search(OF_A_TEXT, b):
                return f"“{_short(self.locator.readable(line), 160)}”"
        return ""

    # --- identify -------------------------------------------------------------------------------------------------

    def _identify(self, reading: Reading, tables: list[Table], evidence: list[Evidence]) -> list[_Row]:
        first = self.witness.decide(evidence)
        district = self.witness.district_in_context(first.unit_code)
        rows: list[_Row] = []
        for table in tables:
            rows.extend(self._rows_of(table, district))
        said = self.witness.of_rows(r.match.unit.code for r in rows if r.match.unit)
        if said is not None and not district:
            self._settle_by_siblings(rows, said)
        everything = [*evidence, said] if said is not None else evidence
        reading.submitter = submitter = self.witness.decide(everything)
        if not submitter.unit_code and rows:
            detail = (
                "; ".join(evidence_words(e, self.registry) for e in everything)
                if everything
                else "không có dấu hiệu nào"
            )
            self._file_finding(
                reading, "submitter_unknown", detail=("các dấu hiệu không khớp nhau: " if everything else "") + detail
            )
        office = self.registry.province_office
        for row in rows:
            unit = row.match.unit
            if unit is None:
                continue
            row.tier_mismatch = bool(row.at.tier) and row.at.tier != unit.tier
            if submitter.unit_code and submitter.unit_code != office:
                row.outside = not self.registry.is_within(unit.code, submitter.unit_code)
        for table in tables:
            count = sum(1 for r in rows if r.at in table.rows and not r.at.tier) if not table.has_section else 0
            if count:
                finding = Finding(
                    "section_missing", CATALOGUE["section_missing"].severity.value, table.sheet, table.header_cell
                )
                finding.params = {"count": count, "cell": table.header_cell}
                reading.findings.append(finding)
        return rows

    def _rows_of(self, table: Table, district: str) -> list[_Row]:
        """Identify the lines of one table in order, districts named in headings as context for what follows."""
        rows: list[_Row] = []
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

    def _row(self, at: TableRow, name: str, match: Match) -> _Row:
        note = one_line(cell_text(at.note)) if at.note is not None else ""
        row = _Row(at, name.strip(), match, self._phone(at.phones), note, ())
        if note and "name_decoded" in match.remarks:
            # The font that the name of this row was typed in is the font of its note.
            row.note = note = next(
                (one_line(d) for e, d in decodings(cell_text(at.note)) if NAMES[e] == match.detail["encoding"]), note
            )
        if note:
            row.note_remarks = self._note_remarks(at.note, note, row.phone)
        return row

    def _phone(self, phones: list[object]) -> PhoneReading:
        if not phones:
            return read_phone(None, self.plan)
        if len(phones) == 1:
            return read_phone(phones[0], self.plan)
        return read_phone("\n".join(cell_text(p) for p in phones), self.plan)

    def _note_remarks(self, value: object, note: str, phone: PhoneReading) -> tuple[str, ...]:
        remarks: tuple[str, ...] = ()
        if len(note) >= 4 and any(c.isdigit() for c in note):
            numbers = {n.e164 for n in self._numbers_in(value, note)}
            if numbers - {phone.number.e164 if phone.number else ""}:
                remarks = ("note_phone",)
        if names_a_person(note):
            remarks = (*remarks, "note_person")
        return remarks

    def _numbers_in(self, value: object, note: str) -> Iterable[Any]:
        if not isinstance(value, str):
            number = read_phone(value, self.plan).number
            return (number,) if number else ()
        found = []
        for m in _NOTE_NUMBER.finditer(note):
            digits = re.sub(r"\D", "", m[0])
            numbers = self.plan.read(digits, m[0].startswith("+"))
            if isinstance(numbers, tuple):
                found.extend(n for n in numbers if n.kind != "emergency")
            elif len(digits) >= 14:  # two numbers run together
                found.extend(
                    n
                    for part in re.findall(r"\d{7,11}", m[0])
                    for n in _as_tuple(self.plan.read(part))
                    if n.kind != "emergency"
                )
        return found

    def _continue(self, row: _Row, at: TableRow, name: str, district: str) -> bool:
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
        elif not at.phones:
            return True
        if at.phones:
            if not row.at.phones:
                row.at.phone_cell = at.phone_cell
            row.at.phones = [*row.at.phones, *at.phones]
            row.phone = self._phone(row.at.phones)
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

    def _settle_by_siblings(self, rows: list[_Row], said: Evidence) -> None:
        """Read an ambiguous name in a list whose other rows, three or more, all lie in one district."""
        district = self.witness.district_in_context(said.unit_code)
        certain = {r.match.unit.code for r in rows if r.match.unit}
        if not district or len(certain) < 3:
            return
        for row in rows:
            if row.match.verdict == "name_ambiguous":
                row.match = self.matcher.match(row.name_raw, Scope(row.at.tier, district))

    # --- validate -------------------------------------------------------------------------------------------------

    def _line(self, number: int, row: _Row) -> tuple[str, ...]:
        """Return the row as validation sees it: the values of ROW_COLUMNS, all text."""
        at, match, phone = row.at, row.match, row.phone
        unit, digits = match.unit, phone.number
        remarks = (*match.remarks, "tier_mismatch") if row.tier_mismatch else match.remarks
        return (
            str(number), at.sheet, str(at.row), at.tier, unit.code if unit and not match.verdict else "", unit.tier if unit else "",
            "outside_authority" if row.outside else "", row.name_raw, at.name_cell, match.verdict, _joined(remarks),
            phone.raw if len(at.phones) < 2 else " / ".join(cell_text(p) for p in at.phones), at.phone_cell, phone.refusal,
            _joined(phone.remarks), digits.e164 if digits else "", digits.extension if digits else "", digits.kind if digits else "",
            row.note, at.note_cell, _joined(row.note_remarks),
        )  # fmt: skip

    def _finding(self, code: str, reading: Reading, row: _Row) -> Finding:
        """Make the finding of a failed check: its place, what stood there, and what its words need."""
        at, match, phone = row.at, row.match, row.phone
        unit = match.unit.code if match.unit and not match.verdict else ""
        severity = CATALOGUE[code].severity.value
        if code == "name_retired" and match.verdict:
            severity = _ERROR
        if code.startswith("phone_"):
            raw = phone.raw if len(at.phones) < 2 else " / ".join(cell_text(p) for p in at.phones)
            params = dict(phone.detail)
            if code == "phone_missing":
                params["stands"] = f"ghi “{_short(raw)}”" if raw else "để trống"
                params["unit"] = (
                    self.registry.full_name(unit) if unit else (one_line(row.name_raw) or "đơn vị ở dòng này")
                )
            return Finding(
                code,
                severity,
                at.sheet,
                at.phone_cell,
                raw,
                unit,
                {"cell": at.phone_cell, "raw": _short(raw), **params},
            )
        if code.startswith("note_"):
            return Finding(
                code, severity, at.sheet, at.note_cell, row.note, unit, {"cell": at.note_cell, "raw": _short(row.note)}
            )
        params = self._name_params(code, reading, row)
        return Finding(code, severity, at.sheet, at.name_cell, row.name_raw, unit, params)

    def _name_params(self, code: str, reading: Reading, row: _Row) -> dict[str, object]:
        match, full = row.match, self.registry.full_name
        params: dict[str, object] = {"cell": row.at.name_cell, "raw": _short(one_line(row.name_raw)), **match.detail}
        names = [full(u.code) for u in match.candidates]
        if match.unit is not None:
            params["unit"] = full(match.unit.code)
        if code == "name_missing":
            params["phone"] = _short(row.phone.raw)
        elif code == "name_unknown":
            params["nearest"] = f"Tên gần nhất: {'; '.join(names)}." if names else "Không có tên nào gần giống."
        elif code in ("name_ambiguous", "name_guessed", "many_units_in_row"):
            params["options"] = [u.code for u in match.candidates]
            params |= {
                "count": len(names),
                "candidates": "; ".join(names[:8]) or "nhiều đơn vị",
                "choice": names[0] if names else "",
            }
        elif code == "name_not_a_unit":
            params["nearest"] = names[0] if names else "đơn vị"
        elif code == "tier_mismatch" and match.unit is not None:
            section, own = self.registry.section_of(row.at.tier), self.registry.section_of(match.unit.tier)
            params["section"] = f"{section.letter} ({section.title})" if section else row.at.tier
            params["tier"] = f"{own.letter} ({own.title})" if own else match.unit.tier
        elif code == "outside_authority":
            params["submitter"] = full(reading.submitter.unit_code)
        return params
