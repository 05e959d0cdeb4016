"""Sheets of the forms beside the hotline's: which sheets of a file are theirs, what they state, what is wrong in them.

Each form has a reader of its own (`check/counts_form.py` …): it claims sheets, and makes lines of facts, findings and
statements of them. All lines of a batch are checked in one pass a form; a statement that a line in error belongs to is
not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from danhba.check.findings import row_finding, short, value_words
from danhba.check.row_line import Row
from danhba.check.row_line import facts as facts_of_row
from danhba.check.rows import RowReader
from danhba.check.validate import failures
from danhba.check.values import Value
from danhba.identify.match import Matcher
from danhba.identify.sender import Witness
from danhba.model.finding import Finding
from danhba.model.grid import Grid
from danhba.model.stated import Stated
from danhba.model.submission import Reading
from danhba.model.table import Table, TableRow
from danhba.registry import Registry
from schemas.catalogue import CATALOGUE
from schemas.facts import SOUND, Facts, SenderFacts, flat
from schemas.forms.form import Form

_TEXT_LINES = 25  # of a text that may be its title
_RAW = 200  # characters of a cell that a finding keeps


@dataclass(slots=True)
class Line:
    """One line of facts. statement: the number of the statement it belongs to; finding: made of (code, severity) where
    a rule is broken."""

    facts: tuple[bool | int | str, ...]
    statement: int
    finding: Callable[[str, str], Finding]


@dataclass(slots=True)
class Taken:
    """What the sheets of one form in one file say. stated: by number; those of lines in error are dropped."""

    form: Form
    lines: list[Line] = field(default_factory=list[Line])
    findings: list[Finding] = field(default_factory=list[Finding])
    stated: dict[int, Stated] = field(default_factory=dict[int, Stated])
    dropped: set[int] = field(default_factory=set[int])  # for what no rule over facts says

    def told(self, code: str, sheet: str, cell: str, raw: str = "", unit: str = "", **params: object) -> None:
        """Add a finding at a cell."""
        self.findings.append(finding_at(code, sheet, cell, raw, unit, **params))


@dataclass(slots=True)
class File:
    """What a form's reader knows of the file: its name, where it was read, who sent it, and how units are found."""

    reading: Reading
    stem: str
    above: Sequence[str]  # what stands over its tables, on sheets of no form too: its titles
    registry: Registry
    matcher: Matcher
    rows_of: Callable[[Table], list[Row]]

    @property
    def name(self) -> str:
        """Its own name, without folders."""
        return self.reading.source_file.rsplit("/", 1)[-1]


class Found(Protocol):
    """What a form's reader found in a sheet."""

    titles: list[str]  # what stands over it


class FormReader(Protocol):
    """Reads the sheets of one form."""

    form: Form
    called: str  # what such a file is called among supporting documents

    def find(self, grid: Grid, around: Sequence[str]) -> Found | None:
        """Return what stands in a sheet of this form, None where it is no such sheet. around: the file's own name, and
        its lines outside tables."""
        ...

    def read(self, found: Sequence[tuple[Grid, Any]], file: File) -> Taken:
        """Return what its sheets say."""
        ...

    def received(self, stated: Sequence[Stated], file: File) -> Finding | None:
        """Return the finding that says what was taken in."""
        ...


@dataclass(frozen=True, slots=True)
class Claimed:
    """A sheet that a form's reader claims."""

    reader: FormReader
    grid: Grid
    found: Found


class OtherForms:
    """All forms beside the hotline's, against one registry."""

    def __init__(self, readers: Sequence[FormReader], registry: Registry, matcher: Matcher, witness: Witness) -> None:
        self.readers, self.registry, self.matcher, self.witness = readers, registry, matcher, witness
        plan = registry.plan
        self._rows = {r.form.name: RowReader(matcher, witness, plan, r.form) for r in readers}
        self._pending: list[tuple[File, FormReader, Taken]] = []

    def claim(self, grids: Sequence[Grid], stem: str) -> list[Claimed]:
        """Return the sheets that are another form's, by the first reader that knows them. stem: the file's name."""
        out: list[Claimed] = []
        around = [stem, *_lines_of(grids)]
        for grid in grids:
            for reader in self.readers:
                found = None if grid.aside else reader.find(grid, around)
                if found is not None:
                    out.append(Claimed(reader, grid, found))
                    break
        return out

    def read(self, reading: Reading, stem: str, above: Sequence[str], claimed: Sequence[Claimed]) -> None:
        """Read the claimed sheets of one file; what they state is known once `judge` has run."""
        for reader in self.readers:
            own = [(c.grid, c.found) for c in claimed if c.reader is reader]
            if own:
                file = File(reading, stem, above, self.registry, self.matcher, self._rows_of(reading, reader.form))
                self._pending.append((file, reader, reader.read(own, file)))

    def _rows_of(self, reading: Reading, form: Form) -> Callable[[Table], list[Row]]:
        def rows_of(table: Table) -> list[Row]:
            sender = reading.submitter.unit_code
            rows = self._rows[form.name].rows_of(table, self.witness.district_in_context(sender), sender)
            office = self.registry.province_office
            for row in rows:
                if (unit := row.match.unit) is not None:
                    above = sender == office or self.registry.is_within(unit.code, sender)
                    row.sender = SenderFacts(bool(sender), above)
            return rows

        return rows_of

    def judge(self) -> None:
        """Check all lines of the batch in one pass a form; keep the statements without an error."""
        pending, self._pending = self._pending, []
        for reader in self.readers:
            own = [(file, taken) for file, r, taken in pending if r is reader]
            lines = [(file, taken, line) for file, taken in own for line in taken.lines]
            for failure in failures(reader.form, [line.facts for _, _, line in lines]) if lines else ():
                file, taken, line = lines[failure.row]
                finding = line.finding(failure.code, failure.severity.value)
                taken.findings.append(finding)
                if finding.severity == "error":
                    taken.dropped.add(line.statement)
            for file, taken in own:
                kept = [stated for number, stated in taken.stated.items() if number not in taken.dropped]
                file.reading.stated.extend(kept)
                file.reading.findings.extend(taken.findings)
                if kept and (said := reader.received(kept, file)) is not None:
                    file.reading.findings.append(said)


def _lines_of(grids: Sequence[Grid]) -> list[str]:
    """Return the first lines of text that stand beside a document's tables."""
    texts = [g for g in grids if all(len(row) <= 1 for row in g.rows)] if len(grids) > 1 else []
    return [v for g in texts for row in g.rows[:_TEXT_LINES] for v in row if isinstance(v, str)]


def finding_at(code: str, sheet: str, cell: str, raw: str = "", unit: str = "", **params: object) -> Finding:
    """Return a finding at a cell, of the code's usual severity."""
    return _finding(code, CATALOGUE[code].severity.value, sheet, cell, raw, unit, params)


def _finding(
    code: str, severity: str, sheet: str, cell: str, raw: str, unit: str, params: dict[str, object]
) -> Finding:
    told: dict[str, object] = {"cell": cell, "raw": short(raw), **params}
    return Finding(code, severity, sheet, cell, raw[:_RAW], unit, told)


def fact_line(
    facts: Facts, statement: int, sheet: str, cell: str, raw: str, unit: str, params: dict[str, object]
) -> Line:
    """Return a line of facts whose finding stands at a cell. params: of its words."""

    return Line(flat(facts), statement, lambda code, severity: _finding(code, severity, sheet, cell, raw, unit, params))


def row_line(row: Row, statement: int, file: File) -> Line:
    """Return the line of facts of a row's name and sender."""

    def finding(code: str, severity: str) -> Finding:
        return row_finding(code, severity, file.reading, row, file.registry)

    return Line(facts_of_row(row), statement, finding)


def value_line(value: Value, at: TableRow, unit: str, statement: int) -> Line:
    """Return the line of facts of one value."""

    def finding(code: str, severity: str) -> Finding:
        return Finding(code, severity, at.sheet, value.cell, value.raw[:_RAW], unit, value_words(value))

    return Line(flat(SOUND._replace(value=value.facts)), statement, finding)
