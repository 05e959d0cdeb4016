"""Steps read to validate for a batch of files: bytes in, readings out. Pure: bytes, names, registry and rules decide
all.

A reading holds what one file says: who sent it, its rows, its findings. It is what the ledger keeps, what a worker
sends back, and what `danhba check` prints.
"""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from danhba.audit import Auditor
from danhba.calls.columns import KIND as CALLS
from danhba.calls.moments import moment
from danhba.calls.read_workbook import Called, find_calls
from danhba.check.between_tables import Between, read_between
from danhba.check.citizens import CODE as CITIZENS
from danhba.check.citizens import lists_of_citizens, told_of
from danhba.check.counts_form import CountsForm
from danhba.check.evidence import from_the_top, head_of_page, is_letterhead, proof_of
from danhba.check.examples import example_numbers, heed_examples
from danhba.check.findings import audit_finding, doubt_finding, file_finding, place, row_finding
from danhba.check.later import dated_later, names_of_later
from danhba.check.mail_words import hear
from danhba.check.notes import public_note
from danhba.check.numbers_apart import SAID_INSTEAD
from danhba.check.order_signs import correction, saved_at
from danhba.check.other_forms import Claimed, FormReader, OtherForms
from danhba.check.outside import Sweep
from danhba.check.remarks import heed_remarks
from danhba.check.roster_form import RosterForm
from danhba.check.row_line import TEXT, Row, facts, line
from danhba.check.rows import RowReader
from danhba.check.taken_back import hear_letter, told_as_taken_back
from danhba.check.unreadable import UNOPENED
from danhba.check.unseen import mark_changed, tell_changes, tell_unseen
from danhba.check.validate import failures
from danhba.check.values import Value
from danhba.check.withdrawn import heed_comments, heed_lines, heed_names, heed_tabs
from danhba.check.wrong_form import no_form
from danhba.identify.former_places import Area
from danhba.identify.mark import Marks, read_mark, without_mark
from danhba.identify.match import Matcher
from danhba.identify.sender import Witness, evidence_words
from danhba.locate.lines import Located, Locator
from danhba.locate.outline import outline
from danhba.model.finding import Finding, bounded
from danhba.model.grid import Grid, ReadError
from danhba.model.rows import Rows
from danhba.model.submission import Evidence, Reading, Source, stem_of
from danhba.model.table import Table
from danhba.read import EVIDENCE, Kind, kind_of, read_grids
from danhba.read.container import look_inside
from danhba.read.limits import limits_in_force
from danhba.read.pdf import Signer, first_page, signers
from danhba.read.seen import as_seen
from danhba.registry import Registry, Unit
from danhba.review.read_workbook import KIND as DECISIONS
from danhba.review.read_workbook import Answered, find_answers
from danhba.review.sent_list import KIND as SENT
from danhba.review.sent_list import SentList, find_sent
from schemas.catalogue import BLOCKING, CATALOGUE
from schemas.evidence import EVIDENCE_WORDS, EvidenceKind
from schemas.facts import SOUND, SenderFacts, flat
from schemas.forms.form import Form
from schemas.forms.hotline import HOTLINE_FORM
from schemas.rule import Severity
from schemas.tables import KEPT_COLUMNS, ROW_COLUMNS

# The forms beside the hotline's, in the order in which they look at a sheet.
_OTHER_FORMS: tuple[FormReader, ...] = (RosterForm(), CountsForm())
_MESSAGE = 60  # lines of a text file that may be a message
_OUTLINES = 10  # sheets of another form that are outlined


class Reader:
    """Reads batches of files against one registry and one form. Make one a process: it keeps what it has learned."""

    def __init__(self, registry: Registry, form: Form = HOTLINE_FORM, marks: Marks | None = None) -> None:
        self.registry = registry
        self.marks = marks
        self.form = form
        self._kept = (*KEPT_COLUMNS, *(c.field for c in form.values))
        self.matcher = Matcher(registry)
        self.auditor = Auditor(registry)
        self.witness = Witness(self.matcher)
        self.locator = Locator(form, registry.sections, registry.name, registry.spoken_names)
        self.rows = RowReader(self.matcher, self.witness, registry.plan, form)
        self.others = OtherForms(_OTHER_FORMS if form is HOTLINE_FORM else (), registry, self.matcher, self.witness)
        self.sweep = Sweep(self.witness, registry, registry.plan, form) if form.numbers else None

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
        checked: list[tuple[bool | int | str, ...]] = []
        owners: list[tuple[Reading, Row]] = []
        of_values: list[tuple[int, Value]] = []  # lines of facts behind those of the rows: whose row, which cell
        ends: list[int] = []
        for source in sources:
            reading, rows = self._read_one(source)
            readings.append(reading)
            for row in rows:
                lines.append(line(row))
                checked.append(facts(row))
                owners.append((reading, row))
            ends.append(len(lines))
        self.others.judge()
        for index, (_, row) in enumerate(owners):
            of_values.extend((index, value) for value in row.values)
        checked.extend(flat(SOUND._replace(value=value.facts)) for _, value in of_values)
        columns = dict(zip(ROW_COLUMNS, map(list, zip(*lines, strict=True)), strict=True)) if lines else {}
        errors = [""] * len(lines)
        for line_of_facts, code, severity in failures(self.form, checked):
            index, value = line_of_facts, None
            if line_of_facts >= len(owners):
                index, value = of_values[line_of_facts - len(owners)]
            reading, row = owners[index]
            if code in SAID_INSTEAD.get(row.why, ()):
                continue
            if code == "phone_missing" and _is_told_as_hidden(reading, row):
                errors[index] = f"{errors[index]} {code}".lstrip()
                continue  # what stands in the cell and does not show has been told: it is not empty
            finding = row_finding(code, severity, reading, row, self.registry, value)
            reading.findings.append(finding)
            if severity is Severity.ERROR:
                errors[index] = f"{errors[index]} {code}".lstrip()
        for index, (reading, row) in enumerate(owners):
            if row.doubt:
                reading.findings.append(doubt_finding(row, self.registry))
                errors[index] = f"{errors[index]} layout_ambiguous".lstrip()
        if lines:
            columns["display"] = [r.phone.number.display if r.phone.number else "" for _, r in owners]
            for index in self._second_reading(readings, ends, columns, errors):
                errors[index] = "audit_disagrees"
            columns["errors"] = errors
            columns["ok"] = [
                "1" if unit and (number or self.form.numbers is None) and not error else ""
                for unit, number, error in zip(columns["unit_code"], columns["phone_e164"], errors, strict=True)
            ]
            for column in self.form.values:
                columns[column.field] = [_text(row, column.field) for _, row in owners]
            columns["former"] = [_former(r) for _, r in owners]
            columns["note_public"] = [public_note(r.note, r.note_facts, r.phone)[:TEXT] for _, r in owners]
        first = 0
        for reading, end in zip(readings, ends, strict=True):
            if len(reading.findings) > limits_in_force().findings:
                _refuse_whole(reading)
            elif end > first:
                reading.rows = Rows({name: columns[name][first:end] for name in self._kept})
            first = end
            for finding in reading.findings:
                bounded(finding)
            if len(reading.findings) > 1:
                reading.findings.sort(key=place)
        return readings

    def _second_reading(
        self, readings: list[Reading], ends: list[int], columns: dict[str, list[str]], errors: list[str]
    ) -> set[int]:
        """Read every row that would be published once more; return those of which the second reading says otherwise."""
        out: set[int] = set()
        first = 0
        for reading, end in zip(readings, ends, strict=True):
            rows = [i for i in range(first, end) if not errors[i] and columns["unit_code"][i]]
            first, grids, reading.grids = end, reading.grids, []
            if self.form.numbers is None:
                continue
            for index, said in self.auditor.against_rows(grids, reading.submitter, columns, rows):
                out.add(index)
                reading.findings.append(audit_finding(said, index, columns, self.registry))
        return out

    # --- one file -------------------------------------------------------------------------------------------------

    def _read_one(self, source: Source) -> tuple[Reading, list[Row]]:
        reading = Reading(source.source_file, source.sha256 or hashlib.sha256(source.data).hexdigest())
        try:
            kind = kind_of(source.data, size=source.size)
            reading.kind = kind.value
            if kind in (Kind.ZIP, Kind.MAIL):
                look_inside(source.data, kind, source.source_file)  # says why it could not be opened when received
                raise ReadError(*UNOPENED)
            if kind in EVIDENCE and kind is not Kind.WORD:
                reading.evidence_kind = EVIDENCE[kind]
                if kind is Kind.PDF and source.whole:
                    page = first_page(source.data)
                    hear_letter(reading, page, self.registry.plan)
                    return self._evidence(reading, source, page, signers(source.data)), []
                return self._evidence(reading, source), []
            grids = read_grids(source.data, kind, source.source_file)
        except ReadError as error:
            told: dict[str, object] = {"detail": error.detail}
            if error.code == "table_missing":
                told |= {"nearest": error.args[0] + ".", **self.form.words}
            file_finding(reading, error.code, None, **told)
            reading.submitter = self.witness.decide(self._before_rows(source, ()))
            return reading, []
        if kind is Kind.MAIL_BODY:
            hear(reading, source.data, self.form)
        marked = read_mark(grids, self.registry, self.marks)
        grids = reading.grids = without_mark(grids)
        if (answered := find_answers(grids)) is not None:
            reading.answers = answered.answers
            return self._of_reviewers(reading, source, DECISIONS, answered), []
        if (called := find_calls(grids, self.registry.plan)) is not None:
            reading.calls = called.calls
            return self._of_reviewers(reading, source, CALLS, called), []
        if (sent := find_sent(grids, moment)) is not None:
            reading.answers = sent.answers
            return self._of_reviewers(reading, source, SENT, sent), []
        listed = lists_of_citizens(grids)  # hidden rows and sheets too
        if listed:
            private = {found.sheet for found in listed}
            refused = told_of(listed, grids, source.source_file.rsplit("/", 1)[-1])
            grids = reading.grids = [grid for grid in grids if grid.name not in private]
            seen = as_seen(grids)
            ours = any(found.tables for found in map(self.locator.locate, seen))
            if not ours and not self.others.claim([grid for grid in seen if grid.visible], source.stem):
                return self._of_citizens(reading, source, refused, [n for f in listed for n in f.above]), []
            reading.findings.extend(refused)
        grids = as_seen(grids)
        claimed = self.others.claim([grid for grid in grids if grid.visible], source.stem)
        if claimed:
            theirs = {c.grid.name for c in claimed}
            grids = reading.grids = [grid for grid in grids if grid.name not in theirs]
            if not any(found.tables for found in map(self.locator.locate, grids)):
                return self._of_other_forms(reading, source, claimed, marked.unit_code), []
        located = self._locate(reading, grids, kind)
        between = read_between(located, grids, self.rows)
        letterhead = [*head_of_page(grids), *(line for found in located for line in found.letterhead)]
        if kind is Kind.WORD and not any(found.tables for found in located) and not reading.findings:
            self._tell(reading, grids, [])
            reading.evidence_kind = EVIDENCE[kind]
            hear_letter(reading, from_the_top(grids, whole=True), self.registry.plan)
            self._evidence(reading, source, from_the_top(grids))
            self._sweep(reading, grids, located, [])
            return reading, []
        if marked.code:
            file_finding(reading, marked.code, detail=marked.detail)
        evidence = self._before_rows(source, letterhead, marked.unit_code)
        reading.saved_at = saved_at(source.data, kind)
        reading.correction = correction(source.stem, (line for found in located for line in found.lines))
        tables = [table for found in located for table in found.tables]
        reading.tables = tables
        if not tables:
            self._tell(reading, grids, [])
            if kind is not Kind.MAIL_BODY:
                hear_letter(reading, from_the_top(grids, whole=True), self.registry.plan)
            reading.submitter = self.witness.decide(evidence)
            self._sweep(reading, grids, located, [])
            return reading, []
        most = limits_in_force().rows
        if sum(len(table.rows) for table in tables) > most:
            file_finding(reading, "file_too_large", detail=f"bảng có hơn {most} dòng")
            reading.tables = []
            reading.submitter = self.witness.decide(evidence)
            return reading, []
        areas = [self.rows.areas.of_table(found, table.sheet) for found in located for table in found.tables]
        for index, table in enumerate(tables):
            if areas and (over := between.above.get(table.sheet)):
                areas[index] = self.rows.areas.of_row("", over.area, over.barred, areas[index])
        lines = [line for found in located for line in found.lines]
        evidence += dated_later(lines, self.registry)
        hint = self.rows.areas.of_names(source.stem, source.folder)
        rows = self._identify(reading, tables, evidence, areas, hint, between)
        if examples := example_numbers((line for found in located for line in found.lines), self.registry.plan):
            for row in rows:
                row.phone = heed_examples(row.phone, examples)
        heed_names(source, rows)
        heed_tabs(rows, lambda tab: bool(self.rows.areas.of_names(tab)))
        heed_comments(rows, grids, self.registry)
        heed_lines(rows, grids, located, reading.saved_at, between.spans)
        # What a mail says in its own words is heard of all that came with it.
        around = [grid for grid in grids if not grid.aside] if kind is Kind.MAIL_BODY else grids
        heed_remarks(rows, around, tables, self.witness.named_in)
        self._tell(reading, grids, rows)
        self._sweep(reading, grids, located, rows)
        if not rows:
            file_finding(reading, "form_empty")
        if claimed:
            above = [n for found in located for n in found.lines] + [n for c in claimed for n in c.found.titles]
            self.others.read(reading, source.stem, above, claimed)
        return reading, rows

    def _of_reviewers(
        self, reading: Reading, source: Source, kind: str, found: Answered | Called | SentList
    ) -> Reading:
        """Take what a workbook of ours holds; whether it is accepted is told by `danhba.review.accept`."""
        reading.kind = kind
        reading.seals = [(s.content, s.signature) for s in found.seals]
        reading.findings.extend(found.findings)
        reading.submitter = self.witness.decide(self._before_rows(source, ()))
        return reading

    def _of_other_forms(self, reading: Reading, source: Source, claimed: Sequence[Claimed], marked: str) -> Reading:
        """Read a file that holds other forms and none of ours: evidence of what the letter asks besides."""
        above = [n for g in reading.grids for n in self.locator.locate(g).lines]
        above += [n for c in claimed for n in c.found.titles]
        evidence = self._before_rows(source, above, marked)
        reading.submitter = self.witness.decide(evidence)
        reading.evidence_kind = ", ".join(dict.fromkeys(c.reader.called for c in claimed))
        reading.grids = []
        if not reading.submitter.unit_code:
            detail = "; ".join(evidence_words(e, self.registry) for e in evidence) or "không có dấu hiệu nào"
            file_finding(reading, "submitter_unknown", Severity.ERROR, detail=detail)
        self.others.read(reading, source.stem, above, claimed)
        return reading

    def _tell(self, reading: Reading, grids: list[Grid], rows: list[Row]) -> None:
        """Tell what the file holds and does not show, and what tracked changes touch."""
        tell_unseen(reading, grids, rows, self.registry)
        outside = mark_changed(rows, reading.tables, grids)
        if outside:
            tell_changes(reading, outside, letter=not reading.tables)

    def _sweep(self, reading: Reading, grids: list[Grid], located: list[Located], rows: list[Row]) -> None:
        """Tell of every number that no row holds; a finding that refuses the whole file says it of all its cells."""
        refused = {f.code for f in reading.findings if f.code in BLOCKING and f.code != CITIZENS}
        if self.sweep is None or (refused and not (refused == {"table_missing"} and _is_a_message(reading, grids))):
            return
        sender = reading.submitter.unit_code
        found = self.sweep.findings(grids, located, rows, sender, reading.source_file)
        reading.findings.extend(told_as_taken_back(found, reading.said, self.registry.plan) if not rows else found)

    def _before_rows(self, source: Source, letterhead: Iterable[str], marked: str = "") -> list[Evidence]:
        return self.witness.before_rows(source.folder, source.stem, letterhead, marked)

    def _of_citizens(self, reading: Reading, source: Source, refused: list[Finding], above: list[str]) -> Reading:
        """Refuse a file that lists citizens and holds no form of ours: of its letterhead the unit is kept, no line."""
        said = self._before_rows(source, above)
        names = self.registry.full_name
        reading.submitter = self.witness.decide(
            [replace(e, text=names(e.unit_code) if e.unit_code else "…") if e.kind == "letterhead" else e for e in said]
        )
        reading.grids, reading.findings = [], refused
        return reading

    def _evidence(
        self, reading: Reading, source: Source, lines: Sequence[str] = (), signed: Sequence[Signer] = ()
    ) -> Reading:
        """Take a file for a supporting document: whose it is, what it proves. lines: its first page; signed: by
        whom."""
        by, told = self._signed_by(signed)
        reading.submitter = self.witness.decide([*self._before_rows(source, ()), *by])
        code = reading.submitter.unit_code
        names = self._names_of(code)
        who = self.registry.full_name(code) if code else "đơn vị chưa rõ"
        *around, own = source.source_file.split("!/")
        folders = [*reversed(own.split("/")[:-1]), *(f for c in reversed(around) for f in _folders(c))]
        mail = " ".join(stem_of(c) for c in around if c.lower().endswith(".eml"))
        reading.proof = proof_of(stem_of(own), folders, lines, names, mail)
        kinds = "; ".join(EVIDENCE_WORDS[EvidenceKind(k)] for k in reading.proof.sure)
        detail = "; ".join([f"{reading.evidence_kind}{f' ({kinds})' if kinds else ''}", *told])
        file_finding(reading, "evidence_received", detail=detail, submitter=who)
        return reading

    def _signed_by(self, signed: Sequence[Signer]) -> tuple[list[Evidence], list[str]]:
        """Return the units that signatures name, as evidence where nothing was altered since, and what is said of them:
        never a person's name."""
        evidence: list[Evidence] = []
        told: list[str] = []
        for signer in signed:
            named = [e for e in self.witness.before_rows("", "", signer.names) if e.unit_code]
            unit = self.witness.decide(named).unit_code
            whose = self.registry.full_name(unit) if unit else "người hoặc cơ quan không có trong danh mục"
            if not signer.intact:
                told.append(f"chữ ký số ghi của {whose} không còn khớp với nội dung tệp")
                continue
            later = "" if signer.whole else ", tệp có phần thêm sau khi ký"
            told.append(f"ký số bởi {whose}, phần đã ký còn nguyên vẹn{later} (chưa đối chiếu nơi cấp chứng thư)")
            if unit and signer.whole:
                evidence.append(Evidence("signature", whose, unit))
        return evidence, told

    def _names_of(self, code: str) -> list[str]:
        """Return the names of a unit and of those above it, which say nothing of what a document is."""
        unit, above = self.registry.by_code.get(code), self.registry.parent_of(code)
        return [u.name for u in (unit, above) if u is not None]

    # --- locate ---------------------------------------------------------------------------------------------------

    def _locate(self, reading: Reading, grids: list[Grid], kind: Kind) -> list[Located]:
        """Return what each grid holds; hidden sheets only where no visible one holds the form."""
        visible = [self.locator.locate(g) for g in grids if g.visible and not g.aside]
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
        if kind is Kind.MAIL_BODY:
            return visible  # a mail's own words need not be a form; a number in them is accounted for by itself
        heads = [f for f in visible if f.nearest and not (f.grid is not None and is_letterhead(f.grid))]
        if kind is not Kind.WORD or heads:
            no_form(reading, visible + [found for _, found in hidden], grids, self.locator)
            reading.outlines = [outline(g, self.locator) for g in grids[:_OUTLINES]]
        return visible

    # --- identify -------------------------------------------------------------------------------------------------

    def _identify(
        self,
        reading: Reading,
        tables: list[Table],
        evidence: list[Evidence],
        areas: Sequence[Area] = (),
        hint: Area = (),
        between: Between | None = None,
    ) -> list[Row]:
        first = self.witness.decide(evidence)
        district = self.witness.district_in_context(first.unit_code)
        told = any(e.kind in ("folder", "mark", "letterhead") and e.unit_code == first.unit_code for e in evidence)
        sender = first.unit_code if told else ""
        rows: list[Row] = []
        for index, table in enumerate(tables):
            area, near, own = areas[index] if areas else (), district, sender
            if between is not None and (above := between.above.get(table.sheet)):
                near = above.district  # "UBND huyện" below another district's heading is not the sender
                own = sender if near == district else ""
            rows.extend(self.rows.rows_of(table, near, own, area, hint))
        evidence = [*evidence, *names_of_later(rows, self.matcher)]
        said = self.witness.of_rows(r.match.unit.code for r in rows if r.match.unit)
        if said is not None and not evidence:
            self.rows.settle_by_siblings(rows, said)
        everything = [said] if said is not None and not evidence else evidence
        reading.submitter = submitter = self.witness.decide(everything)
        if not submitter.unit_code and rows:
            detail = (
                "; ".join(evidence_words(e, self.registry) for e in everything)
                if everything
                else "không có dấu hiệu nào"
            )
            file_finding(
                reading,
                "submitter_unknown",
                Severity.ERROR if submitter.contradicted else None,
                detail=("các dấu hiệu không khớp nhau: " if len(everything) > 1 else "") + detail,
            )
        office = self.registry.province_office
        known = bool(submitter.unit_code)
        senders = {above: SenderFacts(known, above) for above in (False, True)}
        for row in rows:
            unit = row.match.unit
            if unit is None:
                if known and row.match.is_ambiguous:
                    row.own = self._own_near(row, submitter.unit_code, row.match.candidates)
                continue
            within = known and self.registry.is_within(unit.code, submitter.unit_code)
            row.sender = senders[within or submitter.unit_code == office]
            if known and not row.sender.above:
                row.own = self._own_near(row, submitter.unit_code, (unit,))
        for table in tables:
            count = sum(1 for r in rows if r.at in table.rows and not r.at.tier) if not table.has_section else 0
            if count:
                finding = Finding(
                    "section_missing", CATALOGUE["section_missing"].severity.value, table.sheet, table.header_cell
                )
                finding.params = {"count": count, "cell": table.header_cell}
                reading.findings.append(finding)
        return rows

    def _own_near(self, row: Row, sender: str, meant: Sequence[Unit]) -> tuple[Unit, ...]:
        """Return the sender's own units whose names come near a name that means none of them."""
        if any(self.registry.is_within(unit.code, sender) for unit in meant):
            return ()
        return self.matcher.near_below(row.name_raw, sender)


def _folders(container: str) -> list[str]:
    """Return the names of an archive and of the folders it lay in, the innermost first; a mail's own name is its
    subject's."""
    *folders, own = container.split("/")
    return [*([] if own.lower().endswith(".eml") else [stem_of(own)]), *reversed(folders)]


def _is_a_message(reading: Reading, grids: Sequence[Grid]) -> bool:
    """Tell whether a text file is a few lines that somebody wrote: its numbers are told as those of a mail's words."""
    plain = reading.kind == Kind.TEXT.value and sum(len(g.rows) for g in grids) <= _MESSAGE
    return plain and all(sum(v is not None for v in row) <= 1 for g in grids for row in g.rows)


def _is_told_as_hidden(reading: Reading, row: Row) -> bool:
    place = row.at.sheet, row.at.phone_cell
    told = Severity.ERROR.value
    return any((f.sheet, f.cell) == place and f.code == "row_hidden" and f.severity == told for f in reading.findings)


def _refuse_whole(reading: Reading) -> None:
    """Refuse a file of which more would have to be told than anybody reads; nothing of it is published."""
    most = limits_in_force().findings
    often = Counter(finding.code for finding in reading.findings).most_common(1)[0][0]
    reading.findings, reading.tables = [], []
    title = CATALOGUE[often].title
    file_finding(reading, "file_too_large", detail=f"có hơn {most} chỗ phải xem lại, phần lớn là “{title}”")


def _text(row: Row, name: str) -> str:
    """Return what a row's value of that field says, '' where it says nothing that can be read."""
    return next((v.text[:TEXT] for v in row.values if v.column.field == name), "")


def _former(row: Row) -> str:
    """Return the name of no unit of today under which a row stands, as a message says it; '' where it is today's."""
    return str(row.match.detail.get("detail", "")) if row.match.unit and row.match.facts.former else ""
