"""One file: bytes to a reading with its findings, and the rows that are still to be validated.

What a file holds is asked in order: may it be opened, is it a workbook of ours, does it list citizens, another form,
our form, or is it a supporting document?
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from danhba.calls.columns import KIND as CALLS
from danhba.calls.moments import moment
from danhba.calls.read_workbook import Called, find_calls
from danhba.check.beside_columns import heed_columns
from danhba.check.between_tables import Between, read_between
from danhba.check.citizens import CODE as CITIZENS
from danhba.check.citizens import lists_of_citizens, told_of
from danhba.check.dated_before import heed_dates
from danhba.check.evidence import from_the_top, head_of_page, is_letterhead
from danhba.check.examples import example_numbers, heed_examples
from danhba.check.findings import file_finding
from danhba.check.findings_list import is_findings_list
from danhba.check.later import dated_later
from danhba.check.mail_words import hear
from danhba.check.messages import dropped, is_of_words, lines_of_text
from danhba.check.numbers_in_names import numbers_in_names
from danhba.check.order_signs import correction, saved_at
from danhba.check.other_forms import Claimed, FormReader, OtherForms
from danhba.check.outside import Sweep
from danhba.check.remarks import heed_notes_of_others, heed_remarks
from danhba.check.row_line import Row
from danhba.check.rows import RowReader
from danhba.check.sheet_senders import SheetSenders, senders_of_sheets
from danhba.check.supporting_documents import SupportingDocuments
from danhba.check.taken_back import told_as_taken_back
from danhba.check.unreadable import UNOPENED
from danhba.check.unseen import mark_changed, tell_changes, tell_unseen
from danhba.check.whose_rows import PlacedTable, WhoseRows
from danhba.check.withdrawn import heed_comments, heed_lines, heed_names, heed_tabs, said_of_before
from danhba.check.words_alone import hear_words, is_a_message, tell_words
from danhba.check.wrong_form import no_form
from danhba.identify.mark import MarkFound, Marks, read_mark, without_mark
from danhba.identify.match import Matcher
from danhba.identify.sender import Witness, evidence_words
from danhba.locate.about import of_others
from danhba.locate.lines import Located, Locator
from danhba.locate.outline import outline
from danhba.model.finding import Finding
from danhba.model.grid import DOCUMENT_TEXT, Grid, ReadError, cell_text
from danhba.model.submission import Evidence, Reading, Source, stem_of
from danhba.model.table import Table
from danhba.read import EVIDENCE, Kind, kind_of, read_grids
from danhba.read.container import look_inside
from danhba.read.limits import limits_in_force
from danhba.read.mail import brings_lists, words_of_body
from danhba.read.old_word import holds_a_list
from danhba.read.pdf import first_page, signers
from danhba.read.seen import as_seen
from danhba.registry import Registry
from danhba.review.read_workbook import KIND as DECISIONS
from danhba.review.read_workbook import Answered, find_answers
from danhba.review.sent_list import KIND as SENT
from danhba.review.sent_list import SentList, find_sent
from schemas.catalogue import BLOCKING, CATALOGUE
from schemas.forms.form import Form
from schemas.rule import Severity

_OUTLINES = 10  # sheets of another form that are outlined


class FileReader:
    """Reads files against one registry and one form. others: the forms beside it; their readings are judged later."""

    def __init__(self, registry: Registry, form: Form, marks: Marks | None, others: Sequence[FormReader]) -> None:
        self.registry, self.form, self.marks = registry, form, marks
        self.matcher = Matcher(registry)
        self.witness = Witness(self.matcher)
        self.locator = Locator(form, registry.sections, registry.name, registry.spoken_names)
        self._of_numbers = re.compile(form.numbers.own) if form.numbers else None
        self.others = OtherForms(others, registry, self.matcher, self.witness)
        self._rows = RowReader(self.matcher, self.witness, registry.plan, form, self.locator.headers.about)
        self._whose = WhoseRows(self.matcher, self.witness, self._rows)
        self._supporting = SupportingDocuments(registry, self.witness)
        self._outside = Sweep(self.witness, registry, registry.plan, form) if form.numbers else None

    def read(self, source: Source) -> tuple[Reading, list[Row]]:
        """Return what a file says, and its rows, which are still to be validated."""
        reading = Reading(source.source_file, source.sha256 or hashlib.sha256(source.data).hexdigest())
        try:
            kind = kind_of(source.data, size=source.size)
            reading.kind = kind.value
            if kind in (Kind.ZIP, Kind.MAIL):
                look_inside(source.data, kind, source.source_file)  # says why it could not be opened when received
                raise ReadError(*UNOPENED)
            if (
                kind is Kind.OLD_WORD
                and source.whole
                and self._of_numbers
                and holds_a_list(source.data, self._of_numbers)
            ):
                raise ReadError("file_unsupported", "văn bản Word đời cũ (.doc, .rtf, .odt) có bảng số điện thoại")
            if kind in EVIDENCE and kind is not Kind.WORD:
                reading.evidence_kind = EVIDENCE[kind]
                if kind is Kind.PDF and source.whole:
                    page = first_page(source.data)
                    self._supporting.take(reading, source, page, signers(source.data))
                    hear_words(reading, page, self.registry)
                    return reading, []
                return self._supporting.take(reading, source), []
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
        if self._is_of_reviewers(reading, source, grids):
            return reading, []
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
        return reading, self._of_our_form(reading, source, kind, grids, claimed, marked)

    def _of_our_form(
        self,
        reading: Reading,
        source: Source,
        kind: Kind,
        grids: list[Grid],
        claimed: Sequence[Claimed],
        marked: MarkFound,
    ) -> list[Row]:
        """Read the tables of our form to rows, with what is said around them; a file without any is a supporting
        document, a mail's words, or no form. claimed: its sheets of other forms."""
        located = self._locate(reading, grids, kind)
        between = read_between(located, grids, self._rows.headings)
        letterhead = [line for line in head_of_page(grids) if line.strip() not in between.of_tables]
        letterhead += [line for found in located for line in found.letterhead]
        if kind is Kind.WORD and not any(found.tables for found in located) and not reading.findings:
            self._tell(reading, grids, [])
            reading.evidence_kind = EVIDENCE[kind]
            self._supporting.take(reading, source, from_the_top(grids))
            hear_words(reading, from_the_top(grids, whole=True), self.registry)
            self._sweep(reading, grids, located, [])
            return []
        if marked.code:
            file_finding(reading, marked.code, detail=marked.detail)
        evidence = self._before_rows(source, letterhead, marked.unit_code)
        apart = SheetSenders()
        if kind in (Kind.WORKBOOK, Kind.OLE_WORKBOOK):
            apart = senders_of_sheets(located, evidence, self.witness, self.registry)
        if apart.by_sheet:
            evidence = apart.evidence(evidence, self.registry)
        reading.saved_at = saved_at(source.data, kind)
        reading.correction = correction(source.stem, (line for found in located for line in found.lines))
        tables = [table for found in located for table in found.tables]
        reading.tables = tables
        if not tables:
            self._tell(reading, grids, [])
            reading.submitter = self.witness.decide(evidence)
            if kind is Kind.MAIL_BODY:
                words = words_of_body(source.data)
                tell_words(reading, words, self.registry, brings_lists(source.data), mail=source.data)
            else:
                pages = lines_of_text(source.data, source.stem) if kind is Kind.TEXT else grids
                hear_words(reading, from_the_top(pages, whole=True), self.registry, is_of_words(pages))
            self._sweep(reading, grids, located, [])
            return []
        most = limits_in_force().rows
        if sum(len(table.rows) for table in tables) > most:
            file_finding(reading, "file_too_large", detail=f"bảng có hơn {most} dòng")
            reading.tables = []
            reading.submitter = self.witness.decide(evidence)
            return []
        self._heed_around(tables, grids, source)
        placed = [self._placed(found, table, between) for found in located for table in found.tables]
        lines = [line for found in located for line in found.lines]
        evidence += dated_later(lines, self.registry)
        hint = self._rows.areas.of_names(source.stem, source.folder)
        rows = self._whose.identify(reading, placed, evidence, hint, apart.by_sheet)
        if examples := example_numbers((line for found in located for line in found.lines), self.registry.plan):
            for row in rows:
                row.phone = heed_examples(row.phone, examples)
        heed_names(source, rows)
        if kind is not Kind.MAIL_BODY:
            heed_dates(rows, located, source, self.registry, self.locator.names_a_list, self.locator.form.issued)
        heed_tabs(rows, lambda tab: bool(self._rows.areas.of_names(tab)))
        heed_comments(rows, grids, self.registry)
        heed_columns(rows, grids, tables, self.registry)
        # What a mail says in its own words is heard of all that came with it.
        around = [grid for grid in grids if not grid.aside] if kind is Kind.MAIL_BODY else grids
        own = words_of_body(source.data) if kind is Kind.MAIL_BODY else None
        heed_lines(rows, grids, located, reading.saved_at, between.spans, own)
        if rows:
            parts = ((), ()) if kind is Kind.MAIL_BODY else (grids, located)  # a mail's words are heard by `hear`
            reading.said += said_of_before(source, *parts)
            reading.said += dropped(rows)
        heed_notes_of_others(rows, self.witness.named_in)
        heed_remarks(rows, around, tables, self.witness.named_in, own, self._rows.headings.is_former)
        self._tell(reading, grids, rows)
        self._sweep(reading, grids, located, rows)
        if not rows:
            file_finding(reading, "form_empty")
        if claimed:
            above = [n for found in located for n in found.lines] + [n for c in claimed for n in c.found.titles]
            self.others.read(reading, source.stem, above, claimed)
        return rows

    def _heed_around(self, tables: Iterable[Table], grids: Iterable[Grid], source: Source) -> None:
        """Say of every table why its numbers may be another body's, where the printed head, a text box or the file's
        name does."""
        about = self.locator.headers.about
        aside = (grid for grid in grids if grid.aside and grid.name != DOCUMENT_TEXT)
        lines = [cell_text(v) for grid in aside for row in grid.rows for v in row if v is not None]
        stems = [stem_of(part) for part in source.source_file.split("!/")]
        if about is not None and (others := about.around_the_sheets(lines, stems)):
            for table in tables:
                table.unclear = table.unclear or of_others(others)

    def _placed(self, found: Located, table: Table, between: Between) -> PlacedTable:
        """Return a table with what stands around it."""
        area, above = self._rows.areas.of_table(found, table.sheet), between.above.get(table.sheet)
        if above is not None:
            area = self._rows.areas.of_row("", above.area, above.barred, area)
        return PlacedTable(table, area, above, found.lines)

    def _is_of_reviewers(self, reading: Reading, source: Source, grids: list[Grid]) -> bool:
        """Take what a workbook of ours holds, and tell whether the file is one; `danhba.review.accept` tells whether it
        is accepted."""
        found: Answered | Called | SentList | None
        if (found := find_answers(grids)) is not None:
            reading.kind, reading.answers = DECISIONS, found.answers
        elif (found := find_calls(grids, self.registry.plan)) is not None:
            reading.kind, reading.calls = CALLS, found.calls
        elif (found := find_sent(grids, moment)) is not None:
            reading.kind, reading.answers = SENT, found.answers
        else:
            return False
        reading.seals = [(s.content, s.signature) for s in found.seals]
        reading.findings.extend(found.findings)
        reading.submitter = self.witness.decide(self._before_rows(source, ()))
        return True

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
        if self._outside is None or (refused and not (refused == {"table_missing"} and is_a_message(reading, grids))):
            return
        sender = reading.submitter.unit_code
        reading.findings.extend(numbers_in_names(reading.source_file, grids, rows, self.registry.plan))
        found = self._outside.findings(grids, located, rows, sender, reading.source_file)
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

    def _locate(self, reading: Reading, grids: list[Grid], kind: Kind) -> list[Located]:
        """Return what each grid holds; hidden sheets only where no visible one holds the form."""
        visible = [self.locator.locate(g) for g in grids if g.visible and not g.aside and not is_findings_list(g)]
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
