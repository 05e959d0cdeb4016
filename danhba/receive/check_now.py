"""Files checked now: nothing received, nothing kept."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from danhba.calls.columns import KIND as CALLS
from danhba.check.mail_words import heed_mails
from danhba.model.finding import Finding
from danhba.model.submission import Reading, Submission
from danhba.receive.receipts import believable
from danhba.registry import Registry
from danhba.report.lines import finding_line
from danhba.resolve.resolve import resolve
from danhba.review.accept import refusal, told_of
from danhba.review.read_workbook import KIND as DECISIONS
from danhba.review.seal import Seal
from danhba.review.sent_list import KIND as SENT
from danhba.settings import Settings
from danhba.store.keys import KeyFileError, load_key
from danhba.vietnamese.dates import utc
from danhba.workers.isolated import read_isolated
from danhba.workers.probe import BrokenReaderError, probe_files
from schemas.catalogue import CATALOGUE


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file to be looked at: where it lies, the name and folder it came with, its time of change in ns.

    reviewers: whether it lies in the reviewers' folder; None where it lies in no place that files are received from.
    """

    path: str
    name: str
    folder: str
    changed_ns: int
    reviewers: bool | None = None


def look_at(
    files: Sequence[Dropped], settings: Settings, registry: Registry
) -> list[tuple[Submission, Reading, list[dict[str, str]]]]:
    """Read files that are not received; return what each says and its findings' lines, several of a container.

    Raises OSError; BrokenReaderError where a file reads as spoilt and good files do too.
    """
    with tempfile.TemporaryDirectory(prefix="danhba-") as folder:
        read = read_isolated(settings, [(f.path, f.name, f.folder) for f in files], folder)
        if any(f.code == "file_corrupt" for part in read for reading in part for f in reading.findings):
            _must_read(settings)
    for part in read:
        heed_mails(part, registry)
    now = settings.now()
    found = [
        (reading, believable(file.changed_ns, now)) for file, part in zip(files, read, strict=True) for reading in part
    ]
    for file, part in zip(files, read, strict=True):
        for reading in part:
            _refuse_decisions(file, reading, settings)
    submissions = [_submission(i, reading, utc(now), changed) for i, (reading, changed) in enumerate(found)]
    resolution = resolve(submissions, registry)
    out = []
    for submission, (reading, _) in zip(submissions, found, strict=True):
        findings = [
            *reading.findings,
            *(f for f in resolution.findings.get(submission.id, []) if f.code not in _NOT_FOR_ONE_LOOK),
        ]
        out.append((submission, reading, [finding_line(f, registry, submission) for f in sorted(findings, key=_place)]))
    return out


def _must_read(settings: Settings) -> None:
    """Make sure that it is the file and not the reader that is broken. Raises BrokenReaderError, OSError."""
    with tempfile.TemporaryDirectory(prefix="danhba-") as folder:
        places = []
        for name, data in probe_files():
            place = Path(folder, name)
            place.write_bytes(data)
            places.append((str(place), name, ""))
        read = read_isolated(settings, places, folder)
    if failed := [name for (_, name, _), part in zip(places, read, strict=True) if not any(r.rows for r in part)]:
        raise BrokenReaderError(failed)


_UNSIGNED = {DECISIONS: "decision_unsigned", CALLS: "call_unsigned", SENT: "sent_unsigned"}


def _refuse_decisions(file: Dropped, reading: Reading, settings: Settings) -> None:
    """Say at once of a workbook of decisions, calls or sent packages that the next run will refuse it, and where it
    belongs."""
    if reading.kind not in _UNSIGNED or file.reviewers is None:
        return
    try:
        key = load_key(settings.var)
    except KeyFileError:
        key = None
    seals = [Seal(content, signature) for content, signature in reading.seals] if key else []
    why = refusal(seals, key or b"", file.reviewers, "!/" in reading.source_file)
    if why:
        place = f"Tệp “{reading.source_file}”"
        folder, kind = str(settings.reviewers), reading.kind
        params = told_of(place, len(reading.seals), why, folder, kind == CALLS, kind == SENT)
        reading.answers, reading.calls = [], []
        code = _UNSIGNED[kind]
        reading.findings = [Finding(code, CATALOGUE[code].severity.value, params=params)]


# About what has been received: a look at files receives nothing.
_NOT_FOR_ONE_LOOK = frozenset({"unit_superseded", "received_out_of_order", "evidence_only"})


def _submission(number: int, reading: Reading, received: str, changed: dt.datetime) -> Submission:
    for finding in reading.findings:
        if not finding.cell and not finding.unit_code and finding.code != "submitter_unknown":
            finding.unit_code = reading.submitter.unit_code
    return Submission(
        id=f"check-{number:05d}",
        source_file=reading.source_file,
        sha256=reading.sha256,
        received_at=received,
        changed_at=changed.isoformat(),
        submitter=reading.submitter.unit_code,
        rows=reading.rows,
        findings=reading.findings,
        evidence=bool(reading.evidence_kind),
        decisions=len(reading.answers) if reading.kind == DECISIONS else -1,
        calls=len(reading.calls) if reading.kind == CALLS else -1,
        sent=len(reading.answers) if reading.kind == SENT else -1,
    )


def _place(finding: Finding) -> tuple[str, int, str]:
    digits = "".join(c for c in finding.cell if c.isdigit())
    return (finding.sheet, int(digits or 0), finding.cell)
