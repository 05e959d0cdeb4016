"""Step identify for one file: its tables' lines to rows, who sent them, and what that sender is to each row's unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from danhba.check.findings import file_finding
from danhba.check.headings import Above
from danhba.check.later import names_of_later
from danhba.check.row_line import Row
from danhba.check.rows import RowReader
from danhba.identify.former_places import Area
from danhba.identify.match import Matcher
from danhba.identify.sender import Witness, evidence_words
from danhba.model.finding import Finding
from danhba.model.submission import Evidence, Reading
from danhba.model.table import Table
from danhba.registry import Unit
from schemas.catalogue import CATALOGUE
from schemas.facts import SenderFacts
from schemas.rule import Severity


class PlacedTable(NamedTuple):
    """A table with what stands around it: the former districts that its titles and sheet speak of, and what a heading
    above it says in a document, None for none."""

    table: Table
    area: Area
    above: Above | None
    titles: Sequence[str] = ()  # the lines above it


class WhoseRows:
    """Identifies the rows of files and their senders, against one registry."""

    def __init__(self, matcher: Matcher, witness: Witness, rows: RowReader) -> None:
        self._registry, self._matcher, self._witness, self._rows = matcher.registry, matcher, witness, rows

    def identify(
        self,
        reading: Reading,
        tables: Sequence[PlacedTable],
        evidence: list[Evidence],
        hint: Area,
        by_sheet: Mapping[str, str],
    ) -> list[Row]:
        """Return the rows of a file's tables, and say in its reading who sent it. evidence: what stands before its
        rows; hint: the former districts that its name speaks of; by_sheet: whose letterhead a sheet bears that is
        another's than the other sheets'."""
        first = self._witness.decide(evidence)
        district = self._witness.district_in_context(first.unit_code)
        told = any(e.kind in ("folder", "mark", "letterhead") and e.unit_code == first.unit_code for e in evidence)
        sender = first.unit_code if told else ""
        rows: list[Row] = []
        for table, area, above, titles in tables:
            near, own = district, sender
            if of_sheet := by_sheet.get(table.sheet, ""):
                near, own = self._witness.district_in_context(of_sheet), of_sheet
            if above is not None:
                near = above.district  # "UBND huyện" below another district's heading is not the sender
                own = sender if near == district else ""
            rows.extend(self._rows.rows_of(table, near, own, area, hint, titles))
        self._decide(reading, rows, [*evidence, *names_of_later(rows, self._matcher)])
        sent = reading.submitter.unit_code
        for of_sheet in {by_sheet.get(table.sheet, sent) for table, *_ in tables}:
            self._heed_sender([row for row in rows if by_sheet.get(row.at.sheet, sent) == of_sheet], of_sheet)
        for table, *_ in tables:
            _tell_of_sections(reading, table, rows)
        return rows

    def _decide(self, reading: Reading, rows: list[Row], evidence: list[Evidence]) -> None:
        """Say in a reading who sent it, by the evidence or, where there is none, by its rows."""
        said = self._witness.of_rows(r.match.unit.code for r in rows if r.match.unit)
        if said is not None and not evidence:
            self._rows.settle_by_siblings(rows, said)
        everything = [said] if said is not None and not evidence else evidence
        reading.submitter = submitter = self._witness.decide(everything)
        if not submitter.unit_code and rows:
            detail = (
                "; ".join(evidence_words(e, self._registry) for e in everything)
                if everything
                else "không có dấu hiệu nào"
            )
            file_finding(
                reading,
                "submitter_unknown",
                Severity.ERROR if submitter.contradicted else None,
                detail=("các dấu hiệu không khớp nhau: " if len(everything) > 1 else "") + detail,
            )

    def _heed_sender(self, rows: list[Row], sender: str) -> None:
        """Say of every row what its file's sender, '' unknown, is to its unit."""
        office = self._registry.province_office
        known = bool(sender)
        senders = {above: SenderFacts(known, above) for above in (False, True)}
        for row in rows:
            unit = row.match.unit
            if unit is None:
                if known and row.match.is_ambiguous:
                    row.own = self._own_near(row, sender, row.match.candidates)
                continue
            within = known and self._registry.is_within(unit.code, sender)
            row.sender = senders[within or sender == office]
            if known and not row.sender.above:
                row.own = self._own_near(row, sender, (unit,))

    def _own_near(self, row: Row, sender: str, meant: Sequence[Unit]) -> tuple[Unit, ...]:
        """Return the sender's own units whose names come near a name that means none of them."""
        if any(self._registry.is_within(unit.code, sender) for unit in meant):
            return ()
        return self._matcher.proposals.near_below(row.name_raw, sender)


def _tell_of_sections(reading: Reading, table: Table, rows: list[Row]) -> None:
    """Tell of a table whose rows stand under no section of the form."""
    if table.has_section:
        return
    own = {id(at) for at in table.rows}
    if count := sum(1 for r in rows if not r.at.tier and id(r.at) in own):
        finding = Finding(
            "section_missing", CATALOGUE["section_missing"].severity.value, table.sheet, table.header_cell
        )
        finding.params = {"count": count, "cell": table.header_cell}
        reading.findings.append(finding)
