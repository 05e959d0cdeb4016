"""What is reported of one submission: its lines of findings.csv, its page, its marked copy. Pure, so that workers can
do it.

`task_of` gathers what is needed as bytes, `report_of` makes the report of them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from danhba.identify.mark import Mark, without_mark
from danhba.model.finding import Finding, error_codes, unpack_findings
from danhba.model.grid import ReadError
from danhba.model.packed_json import unpack
from danhba.model.rows import Rows
from danhba.model.submission import Submission
from danhba.output.cells import csv_lines
from danhba.read import kind_of, read_grids
from danhba.read.in_file import Content
from danhba.registry import Registry
from danhba.report.for_unit import own_grids, own_lines, own_name, own_rows, places_of
from danhba.report.lines import finding_line
from danhba.report.marked_copy import marked_copy
from danhba.report.own_look import own_look
from danhba.report.submission_page import submission_page
from danhba.resolve.outcome import Resolution
from danhba.resolve.remarks import superseded_by
from danhba.resolve.taken_back import effects_of
from danhba.vietnamese.text import one_line
from schemas.catalogue import CATALOGUE, words
from schemas.tables import FINDING_COLUMNS

_PIECE, _AT_ONCE = 1000, 1 << 20  # lines that are packed, bytes that are unpacked at a time

# (row, unit code, name of the newer file, whether the number could be published)
Past = tuple[int, str, str, bool]


@dataclass(frozen=True, slots=True)
class Report:
    """Lines of findings.csv, phieu-ra-soat.html, phieu-ra-soat.xlsx (empty where nothing is to be marked)."""

    lines: Lines
    page: bytes
    copy: bytes


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of findings.csv, packed: of one file they may be tens of megabytes, and much alike. length: bytes."""

    length: int
    packed: bytes

    @staticmethod
    def of(lines: Sequence[dict[str, str]]) -> Lines:
        """Pack lines."""
        packer, length, pieces = zlib.compressobj(1), 0, []
        for start in range(0, len(lines), _PIECE):
            piece = csv_lines(lines[start : start + _PIECE], FINDING_COLUMNS)
            length += len(piece)
            pieces.append(packer.compress(piece))
        return Lines(length, b"".join([*pieces, packer.flush()]))

    def pieces(self) -> Iterator[bytes]:
        """Yield the lines, some at a time."""
        unpacker = zlib.decompressobj()
        left = self.packed
        while left or not unpacker.eof:
            yield unpacker.decompress(left, _AT_ONCE)
            left = unpacker.unconsumed_tail


def replaced_rows(submission: Submission, resolution: Resolution) -> list[Past]:
    """Return the rows of a submission that newer ones replaced, in the order of the rows."""
    numbers = submission.rows.numbers
    decided = {(i, u): n for i, u, n in resolution.decided.get(submission.id, ())}
    names = dict[str, str]()
    out = []
    for index, unit, newer in superseded_by(submission, resolution):
        if (submission.id, index) in resolution.doubted:
            continue  # told as a warning
        name = names.get(newer.id) or names.setdefault(newer.id, newer.file)
        out.append((index, unit, name, (numbers[index] or decided.get((index, unit), "")) != ""))
    return out


def open_findings(submission: Submission, resolution: Resolution, replaced: set[int]) -> Iterator[Finding]:
    """Yield what is still open of one submission besides replaced rows: its own findings less what a newer return
    answered, and the cross ones."""
    cross = resolution.findings.get(submission.id, [])
    if submission.id in resolution.replaced:
        yield from (f for f in cross if f.code in ("file_duplicate", "unit_superseded"))
        yield from submission.noted
        return
    closed = resolution.closed.get(submission.id, set())
    for f in submission.findings:
        if (
            (f.sheet, f.cell) not in closed and replaced.isdisjoint(f.rows)
            if f.cell
            else f.code != "submitter_unknown" or submission.id not in resolution.senders
        ):
            yield f
    yield from submission.noted
    yield from cross


def basis_of(submission: Submission, resolution: Resolution) -> str:
    """Return a mark of what a report depends on besides its reading and what superseded its rows; '' where nothing else
    is known of it."""
    cross = [*resolution.findings.get(submission.id, ()), *submission.noted]
    told = (
        [(f.code, f.severity, f.sheet, f.cell, f.raw, f.unit_code, f.params) for f in cross],
        submission.id in resolution.replaced,
        sorted(resolution.closed.get(submission.id, ())),
        resolution.decided.get(submission.id, ()),
        "archive_damaged" in error_codes(submission.findings),  # which an archive that is mended takes away
        submission.passing,
        "phone_withdrawn" in error_codes(submission.findings),  # which the mail around the file may say
        effects_of(submission),
    )
    if not any(told):
        return ""
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_NON_STR_KEYS, default=str)).hexdigest()[:16]


def task_of(
    submission: Submission,
    evidence: Sequence[str],
    found: bytes,
    lines: Sequence[dict[str, str]],
    past: Sequence[Past],
    as_of: dt.datetime,
    mark: Mark | None = None,
    within: Sequence[str] = (),
    until: str = "",
) -> bytes:
    """Return as bytes what `report_of` needs besides the rows.

    found: the open findings, packed; lines: more of them, as lines of findings.csv; mark: the sender's, for a marked
    copy; within: of a report that leaves the office, the unit that it is for and those below it; until: by when it asks
    for an answer, in words.
    """
    told = {name: getattr(submission, name) for name in _TOLD}
    head = orjson.dumps(
        {
            "submission": told,
            "evidence": evidence,
            "lines": lines,
            "past": past,
            "as_of": as_of.isoformat(),
            "mark": mark,
            "within": within,
            "until": until,
        }
    )
    return head + b"\n" + found


_TOLD = ("id", "source_file", "sha256", "received_at", "changed_at", "submitter", "evidence", "decisions", "calls")


def to_mend(submission: Submission, at_a_cell: bool) -> bool:
    """Tell whether a marked copy helps: an error stands at a cell (at_a_cell) of a file that holds rows of ours. Of a
    sheet that is no form of ours no copy is made: nobody knows whose names stand in it."""
    return at_a_cell and not submission.by_reviewer and len(submission.rows) > 0


def report_of(task: bytes, rows: bytes, data: bytes, registry: Registry) -> Report:
    """Return the report. rows: the packed rows; data: the file's bytes, of which a marked copy is made where there are
    any."""
    head, _, found = task.partition(b"\n")
    told: dict[str, Any] = orjson.loads(head)
    submission = Submission(rows=Rows(unpack(rows) if rows else None), findings=[], **told["submission"])
    as_of = dt.datetime.fromisoformat(told["as_of"])
    own = [*told["lines"], *(finding_line(f, registry, submission) for f in unpack_findings(found))]
    past = told["past"]
    lines = own + _superseded(submission, past, registry)
    copy = b""
    came_as = submission.source_file
    within, places = told["within"], places_of(registry) if told["within"] else None
    ours = set(submission.rows.columns.get("sheet", ())) if data else set[str]()
    if places is not None:
        submission.rows = own_rows(submission.rows, within, places)
        submission.source_file = own_name(submission.source_file, places)
        lines = own_lines(lines, within, places)
    if data:
        try:
            grids = [g for g in without_mark(read_grids(data, kind_of(data), came_as)) if g.name in ours]
            if places is not None:
                grids = own_grids(grids, submission.rows, lines, places)
            mark = tuple(told["mark"]) if told["mark"] else None
            if any(line["severity"] == "error" and line["sheet"] in {g.name for g in grids} for line in lines):
                copy = marked_copy(grids, lines, mark, as_of, own_look(data))
        except ReadError:
            pass  # the finding of the file says what is wrong
    newer = past[-1][2] if past else ""
    page = submission_page(submission, told["evidence"], lines, registry, as_of, copy != b"", newer, told["until"])
    return Report(Lines.of(lines), page, copy)


def _superseded(submission: Submission, past: Sequence[Past], registry: Registry) -> list[dict[str, str]]:
    """Return the lines of replaced rows."""
    if not past:
        return []
    columns = submission.rows.columns
    code = "unit_superseded"
    severity = CATALOGUE[code].severity.value
    common = {"source_file": submission.source_file, "submission": submission.id, "received_at": submission.received_at}
    out = []
    for index, unit, newer, ok in past:
        raw, cell, extension = columns["phone_raw"][index], columns["phone_cell"][index], columns["extension"][index]
        shown = columns["display"][index] if ok else raw or "(trống)"
        if ok and extension:
            shown = f"{shown}, máy lẻ {extension}"
        told: dict[str, object] = {"cell": cell, "number": shown, "unit": registry.full_name(unit), "winner": newer}
        message, hint = words(code, told, examples=registry.examples)
        name = registry.by_code[unit].name if unit in registry.by_code else ""
        out.append(
            {
                "code": code, "severity": severity, "unit_code": unit, "unit_name": name,
                "sheet": columns["sheet"][index], "cell": cell,
                "raw": one_line(raw), "message": message, "hint": hint, **common,
            }
        )  # fmt: skip
    return out


# What a worker makes a report of: the task, the packed rows, the file's content where it is to be marked.
Task = tuple[bytes, bytes, Content]
