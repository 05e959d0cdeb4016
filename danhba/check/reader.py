"""Steps read to validate for a batch of files: bytes in, readings out. Pure: bytes, names, registry and rules decide
all.

A reading holds what one file says: who sent it, its rows, its findings. It is what the ledger keeps, what a worker
sends back, and what `danhba check` prints.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Sequence

from danhba.audit import Auditor
from danhba.check.counts_form import CountsForm
from danhba.check.findings import audit_finding, doubt_finding, file_finding, place, row_finding
from danhba.check.notes import public_note
from danhba.check.numbers_apart import SAID_INSTEAD
from danhba.check.one_file import FileReader
from danhba.check.other_forms import FormReader
from danhba.check.roster_form import RosterForm
from danhba.check.row_line import TEXT, Row, facts, line
from danhba.check.validate import failures
from danhba.check.values import Value
from danhba.identify.mark import Marks
from danhba.model.finding import bounded
from danhba.model.rows import Rows
from danhba.model.submission import Reading, Source
from danhba.read.limits import limits_in_force
from danhba.registry import Registry
from schemas.catalogue import CATALOGUE
from schemas.facts import SOUND, flat
from schemas.forms.form import Form
from schemas.forms.hotline import HOTLINE_FORM
from schemas.rule import Severity
from schemas.tables import KEPT_COLUMNS, ROW_COLUMNS

# The forms beside the hotline's, in the order in which they look at a sheet.
_OTHER_FORMS: tuple[FormReader, ...] = (RosterForm(), CountsForm())


class Reader:
    """Reads batches of files against one registry and one form. Make one a process: it keeps what it has learned."""

    def __init__(self, registry: Registry, form: Form = HOTLINE_FORM, marks: Marks | None = None) -> None:
        self.registry = registry
        self.form = form
        self._kept = (*KEPT_COLUMNS, *(c.field for c in form.values))
        self._files = FileReader(registry, form, marks, _OTHER_FORMS if form is HOTLINE_FORM else ())
        self.matcher, self.witness, self.locator = self._files.matcher, self._files.witness, self._files.locator
        self.auditor = Auditor(registry)

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
            reading, rows = self._files.read(source)
            readings.append(reading)
            for row in rows:
                lines.append(line(row))
                checked.append(facts(row))
                owners.append((reading, row))
            ends.append(len(lines))
        self._files.others.judge()
        for index, (_, row) in enumerate(owners):
            of_values.extend((index, value) for value in row.values)
        checked.extend(flat(SOUND._replace(value=value.facts)) for _, value in of_values)
        columns = dict(zip(ROW_COLUMNS, map(list, zip(*lines, strict=True)), strict=True)) if lines else {}
        errors = [""] * len(lines)
        hidden = _Hidden()
        for line_of_facts, code, severity in failures(self.form, checked):
            index, value = line_of_facts, None
            if line_of_facts >= len(owners):
                index, value = of_values[line_of_facts - len(owners)]
            reading, row = owners[index]
            if code in SAID_INSTEAD.get(row.why, ()):
                continue
            if code == "phone_missing" and (row.at.sheet, row.at.phone_cell) in hidden(reading):
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


class _Hidden:
    """Where what does not show is told as an error: (sheet, cell) of each file. Sought once a file, before its rows'
    findings are added."""

    def __init__(self) -> None:
        self._of: dict[int, frozenset[tuple[str, str]]] = {}

    def __call__(self, reading: Reading) -> frozenset[tuple[str, str]]:
        known = self._of.get(id(reading))
        if known is None:
            error = Severity.ERROR.value
            hits = (f for f in reading.findings if f.code == "row_hidden" and f.severity == error)
            known = self._of[id(reading)] = frozenset((f.sheet, f.cell) for f in hits)
        return known


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
