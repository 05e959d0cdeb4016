"""The shell's report step: write everything that lands in outbox/reports and outbox/review. Only what changed is written again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import orjson

from danhba.publish.publication import Published
from danhba.receive import Received
from danhba.report.night import compare
from danhba.report.pages import index_page, submission_page
from danhba.report.progress import progress_document, progress_page, summary
from danhba.report.questions import review_workbook
from danhba.report.tables import findings_table, progress_table
from danhba.resolve import Resolution, Submission
from danhba.safe import csv_bytes, write_whole
from danhba.steps import Assembled, CannotRun, House, Told
from schemas.rows import FINDING_COLUMNS, PROGRESS_COLUMNS

_COPIES = 100  # marked copies made by one task


def report_all(house: House, assembled: Assembled, resolution: Resolution, published: Published, received: Received) -> Told:
    """Write findings, progress, questions, a page and a marked copy a submission, and the index. Raises CannotRun."""
    registry, outbox, as_of = house.registry, house.settings.outbox, house.as_of
    findings = findings_table(assembled.submissions, resolution, registry)
    progress = progress_table(assembled.submissions, resolution, findings, registry)
    night = compare(house.ledger.state("night"), findings, progress, as_of)
    questions = resolution.book.questions
    reports = outbox / "reports"
    try:
        write_whole(outbox / "review" / "quyet-dinh.xlsx", review_workbook(questions, registry.name, as_of))
        write_whole(reports / "findings.csv", csv_bytes(FINDING_COLUMNS, findings))
        write_whole(reports / "tien-do.csv", csv_bytes(PROGRESS_COLUMNS, progress))
        digests = _submission_pages(house, assembled, findings, reports)
        told = summary(progress, findings, night, registry, as_of)
        write_whole(reports / "tien-do.html", progress_page(told, night, registry, as_of, published.id))
        write_whole(reports / "bao-cao.docx", progress_document(told, registry, as_of))
        page = index_page(
            assembled.submissions,
            assembled.opened,
            assembled.repeated,
            findings,
            progress,
            {r.id for r in received.receipts},
            received.waiting,
            registry,
            as_of,
            published,
            night,
            questions,
        )
        write_whole(reports / "index.html", page)
    except OSError as error:
        raise CannotRun(f"Không ghi được báo cáo vào “{outbox}”: {error.strerror or error}.") from error
    return Told(findings, {"night": night.keep, "questions": [asdict(q) for q in questions], "report_digests": digests})


def _submission_pages(house: House, assembled: Assembled, findings: Sequence[dict[str, str]], reports: Path) -> dict[str, str]:
    """Write the page of every submission whose content changed since it was last written, marked copies first; return the digests."""
    lines: dict[str, list[dict[str, str]]] = {}
    for line in findings:
        lines.setdefault(line["submission"], []).append(line)
    known = house.ledger.state("report_digests") or {}
    digests: dict[str, str] = {}
    existing = {e.name for e in os.scandir(reports) if e.is_dir()} if reports.exists() else set()
    stale = []
    for submission in assembled.submissions:
        told = orjson.dumps([submission.id, submission.submitter, lines.get(submission.id), assembled.evidence[submission.id]])
        digest = digests[submission.id] = hashlib.sha256(told).hexdigest()[:16]
        if known.get(submission.id) != digest or submission.id not in existing:
            stale.append(submission)
    copied = _marked_copies(house, [s for s in stale if _to_mend(s, lines.get(s.id, ()))], lines, reports)
    for done, submission in enumerate(stale, start=1):
        mine = lines.get(submission.id, [])
        copy = submission.id in copied
        page = submission_page(submission, assembled.evidence[submission.id], mine, house.registry, house.as_of, copy)
        write_whole(reports / submission.id / "phieu-ra-soat.html", page)
        if not copy:
            (reports / submission.id / "phieu-ra-soat.xlsx").unlink(missing_ok=True)
        if done % 200 == 0 or done == len(stale):
            house.progress("báo cáo", done, len(stale))
    return digests


def _to_mend(submission: Submission, lines: Sequence[dict[str, str]]) -> bool:
    """Tell whether a marked copy helps: an error stands at a cell of the unit's own sheet."""
    return submission.decisions < 0 and any(line["severity"] == "error" and line["cell"] for line in lines)


def _marked_copies(house: House, submissions: Sequence[Submission], lines: dict[str, list[dict[str, str]]], reports: Path) -> set[str]:
    """Write the marked copies of submissions; return the ids of those that could be made."""
    made: set[str] = set()
    for start in range(0, len(submissions), _COPIES):
        part = submissions[start : start + _COPIES]
        jobs = []
        for submission in part:
            job = {
                "source_file": submission.source_file,
                "lines": lines[submission.id],
                "sender": submission.submitter,
                "registry": house.registry.path.name,
                "as_of": house.as_of.isoformat(),
            }
            jobs.append((orjson.dumps(job).decode(), house.archive.get(submission.sha256)))
        for submission, copy in zip(part, house.pool.mark(jobs), strict=True):
            if copy:
                write_whole(reports / submission.id / "phieu-ra-soat.xlsx", copy)
                made.add(submission.id)
    return made
