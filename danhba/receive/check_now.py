"""Files checked now: nothing received, nothing kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from danhba.model.finding import Finding
from danhba.model.grid import ReadError
from danhba.model.submission import Reading, Source, Submission
from danhba.read import Kind, kind_of
from danhba.read.container import members
from danhba.registry import Registry
from danhba.report.lines import finding_line
from danhba.resolve.resolve import resolve
from danhba.review.read_workbook import KIND as DECISIONS
from danhba.settings import Settings
from danhba.vietnamese.dates import utc
from danhba.workers.isolated import read_isolated


def look_at(
    sources: Sequence[tuple[str, str, bytes, float]], settings: Settings, registry: Registry
) -> list[tuple[Submission, Reading, list[dict[str, str]]]]:
    """Read files that are not received: (name, folder, bytes, time of change) each; return what each says and its findings' lines."""
    opened = [
        (Source(name, content, folder), changed)
        for path, folder, data, changed in sources
        for name, content in _opened(path, data)
    ]
    readings = read_isolated(settings, [source for source, _ in opened])
    received = utc(settings.now())
    submissions = [_submission(i, r, received, opened[i][1]) for i, r in enumerate(readings)]
    resolution = resolve(submissions, registry)
    out = []
    for submission, reading in zip(submissions, readings, strict=True):
        found = [
            *reading.findings,
            *(f for f in resolution.findings.get(submission.id, []) if f.code not in _NOT_FOR_ONE_LOOK),
        ]
        out.append((submission, reading, [finding_line(f, registry, submission) for f in sorted(found, key=_place)]))
    return out


# About what has been received: a look at files receives nothing.
_NOT_FOR_ONE_LOOK = frozenset({"unit_superseded", "received_out_of_order", "evidence_only"})


def _opened(name: str, data: bytes) -> list[tuple[str, bytes]]:
    try:
        kind = kind_of(data)
        if kind in (Kind.ZIP, Kind.MAIL):
            return members(data, kind, name)
    except ReadError:
        pass  # reading it says what is wrong
    return [(name, data)]


def _submission(number: int, reading: Reading, received: str, changed: float) -> Submission:
    for finding in reading.findings:
        if not finding.cell and not finding.unit_code and finding.code != "submitter_unknown":
            finding.unit_code = reading.submitter.unit_code
    return Submission(
        id=f"check-{number:05d}",
        source_file=reading.source_file,
        sha256=reading.sha256,
        received_at=received,
        changed_at=dt.datetime.fromtimestamp(changed, dt.UTC).isoformat(),
        submitter=reading.submitter.unit_code,
        rows=reading.rows,
        findings=reading.findings,
        evidence=bool(reading.evidence_kind),
        decisions=len(reading.answers) if reading.kind == DECISIONS else -1,
    )


def _place(finding: Finding) -> tuple[str, int, str]:
    digits = "".join(c for c in finding.cell if c.isdigit())
    return (finding.sheet, int(digits or 0), finding.cell)
