"""The shell's report step: write everything that lands in outbox/reports and outbox/review. Only what changed is written again."""

from __future__ import annotations

import hashlib
import os
import secrets
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
from danhba.report.tables import each_submission, finding_line, progress_table
from danhba.report.tally import Tally
from danhba.resolve import Resolution, Submission
from danhba.safe import csv_bytes, csv_lines, write_whole
from danhba.steps import Assembled, CannotRun, House, Told
from danhba.workers import Begun
from schemas.rows import FINDING_COLUMNS, PROGRESS_COLUMNS

_Lines = tuple[Submission, list[dict[str, str]]]
_Copies = tuple[list[str], Begun]  # ids of submissions, their copies in the making
_COPIES = 25  # marked copies made by one task
_PAGES = 150  # pages written at a time: their lines are in memory together


def report_all(house: House, assembled: Assembled, resolution: Resolution, published: Published, received: Received) -> Told:
    """Write findings, progress, questions, a page and a marked copy a submission, and the index. Raises CannotRun."""
    registry, outbox, as_of = house.registry, house.settings.outbox, house.as_of
    questions = resolution.book.questions
    reports = outbox / "reports"
    try:
        write_whole(outbox / "review" / "quyet-dinh.xlsx", review_workbook(questions, registry.name, as_of))
        tally, digests = _findings(house, assembled, resolution, reports)
        findings = tally.lines
        progress = progress_table(assembled.submissions, resolution, findings, registry)
        night = compare(house.ledger.state("night"), findings, progress, as_of)
        write_whole(reports / "tien-do.csv", csv_bytes(PROGRESS_COLUMNS, progress))
        told = summary(progress, findings, night, registry, as_of)
        write_whole(reports / "tien-do.html", progress_page(told, night, registry, as_of, published.id))
        write_whole(reports / "bao-cao.docx", progress_document(told, registry, as_of))
        page = index_page(assembled, tally, progress, received, registry, as_of, published, night, questions)
        write_whole(reports / "index.html", page)
    except OSError as error:
        raise CannotRun(f"Không ghi được báo cáo vào “{outbox}”: {error.strerror or error}.") from error
    return Told(findings, {"night": night.keep, "questions": [asdict(q) for q in questions], "report_digests": digests})


def _findings(house: House, assembled: Assembled, resolution: Resolution, reports: Path) -> tuple[Tally, dict[str, str]]:
    """Write findings.csv and the pages whose content changed, submission by submission; return the tally and the digests of the pages."""
    known = house.ledger.state("report_digests") or {}
    digests: dict[str, str] = {}
    existing = {e.name for e in os.scandir(reports) if e.is_dir()} if reports.exists() else set()
    tally = Tally()
    stale: list[_Lines] = []
    waiting: tuple[list[_Lines], list[_Copies]] | None = None
    reports.mkdir(parents=True, exist_ok=True)
    temporary = reports / f".findings.csv.{secrets.token_hex(4)}.tmp"
    total = len(assembled.submissions)
    try:
        with temporary.open("wb") as file:
            file.write(csv_bytes(FINDING_COLUMNS, ()))
            for done, (submission, lines) in enumerate(each_submission(assembled.submissions, resolution, house.registry), start=1):
                file.write(csv_lines(lines, FINDING_COLUMNS))
                tally.add(lines)
                told = orjson.dumps([submission.submitter, lines, assembled.evidence[submission.id]])
                digest = digests[submission.id] = hashlib.sha256(told).hexdigest()[:16]
                if known.get(submission.id) != digest or submission.id not in existing:
                    stale.append((submission, lines))
                if len(stale) >= _PAGES or done == total:
                    begun = _begin_copies(house, stale)  # made while the pages before are written
                    if waiting:
                        _pages(house, assembled, *waiting, reports)
                    waiting, stale = (stale, begun), []
                    house.progress("báo cáo", done, total)
            if waiting:
                _pages(house, assembled, *waiting, reports)
            about_units = [finding_line(f, house.registry) for f in resolution.unit_findings]
            file.write(csv_lines(about_units, FINDING_COLUMNS))
            tally.add(about_units)
        temporary.replace(reports / "findings.csv")
    finally:
        temporary.unlink(missing_ok=True)
    return tally, digests


def _pages(house: House, assembled: Assembled, stale: Sequence[_Lines], begun: Sequence[_Copies], reports: Path) -> None:
    """Write the pages of submissions, and the marked copies that were begun for them."""
    copied: set[str] = set()
    for ids, batch in begun:
        for identity, copy in zip(ids, house.pool.marked(batch), strict=True):
            if copy:
                write_whole(reports / identity / "phieu-ra-soat.xlsx", copy)
                copied.add(identity)
    for submission, lines in stale:
        copy = submission.id in copied
        page = submission_page(submission, assembled.evidence[submission.id], lines, house.registry, house.as_of, copy)
        folder = reports / submission.id
        write_whole(folder / "phieu-ra-soat.html", page)
        if not copy:
            (folder / "phieu-ra-soat.xlsx").unlink(missing_ok=True)


def _to_mend(submission: Submission, lines: Sequence[dict[str, str]]) -> bool:
    """Tell whether a marked copy helps: an error stands at a cell of the unit's own sheet."""
    return submission.decisions < 0 and any(line["severity"] == "error" and line["cell"] for line in lines)


def _begin_copies(house: House, stale: Sequence[_Lines]) -> list[_Copies]:
    """Have the marked copies made of those submissions that have something to mend."""
    marked = [(s, lines) for s, lines in stale if _to_mend(s, lines)]
    out: list[_Copies] = []
    size = min(_COPIES, max(1, -(-len(marked) // house.settings.processes)))
    for start in range(0, len(marked), size):
        jobs = []
        for submission, lines in marked[start : start + size]:
            job = {
                "source_file": submission.source_file,
                "lines": lines,
                "sender": submission.submitter,
                "registry": house.registry.path.name,
                "as_of": house.as_of.isoformat(),
            }
            jobs.append((orjson.dumps(job).decode(), house.archive.get(submission.sha256)))
        out.append(([s.id for s, _ in marked[start : start + size]], house.pool.begin_marking(jobs)))
    return out
