"""The shell's report step: write everything that lands in outbox/reports and outbox/review. Only what changed is written again."""

from __future__ import annotations

from dataclasses import asdict

from danhba.assemble import Assembled
from danhba.house import CannotRun, House
from danhba.publish.publication import Published
from danhba.receive import Received
from danhba.report.everyone import write_everyone
from danhba.report.night import compare
from danhba.report.pages import index_page
from danhba.report.plan import AHEAD, STATE, Plan, planned
from danhba.report.progress import progress_document, progress_page, summary
from danhba.report.questions import review_workbook
from danhba.report.tables import progress_table
from danhba.resolve import Resolution
from danhba.safe import csv_bytes, write_whole
from danhba.steps import Told
from schemas.columns import PROGRESS_COLUMNS


def report_all(
    house: House, assembled: Assembled, resolution: Resolution, plan: Plan | None, published: Published, received: Received
) -> Told:
    """Write findings, progress, questions, a page and a marked copy a submission, and the index. Raises CannotRun.

    plan: what `plan_reports` returned, None when it could not plan yet.
    """
    registry, outbox, as_of = house.registry, house.settings.outbox, house.as_of
    questions = resolution.book.questions
    reports = outbox / "reports"
    try:
        if plan is None:
            plan = planned(house, assembled, resolution)
        plan.begin(house, AHEAD)
        write_whole(outbox / "review" / "quyet-dinh.xlsx", review_workbook(questions, registry.name, as_of))
        reported = write_everyone(house, plan, resolution.unit_findings, reports)
        findings = plan.tally.lines
        progress = progress_table(assembled.submissions, resolution, findings, registry)
        night = compare(house.ledger.state("night"), findings, progress, as_of)
        write_whole(reports / "tien-do.csv", csv_bytes(PROGRESS_COLUMNS, progress))
        told = summary(progress, findings, night, registry, as_of)
        write_whole(reports / "tien-do.html", progress_page(told, night, registry, as_of, published.id))
        write_whole(reports / "bao-cao.docx", progress_document(told, registry, as_of))
        page = index_page(assembled, plan.tally, progress, received, registry, as_of, published, night, questions)
        write_whole(reports / "index.html", page)
    except OSError as error:
        raise CannotRun(f"Không ghi được báo cáo vào “{outbox}”: {error.strerror or error}.") from error
    return Told(findings, {"night": night.keep, "questions": [asdict(q) for q in questions], STATE: reported})
