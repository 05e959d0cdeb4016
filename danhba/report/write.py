"""The shell's report step: write everything that lands in outbox/reports and outbox/review. Only what changed is
written again."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from danhba.counts.months import count_lines
from danhba.model.submission import Received
from danhba.output.cells import csv_bytes
from danhba.output.files import write_whole
from danhba.output.valid_tables import check_lines
from danhba.publish.publication import Published
from danhba.report.by_day import day_lines, figures_of, with_today
from danhba.report.findings_csv import write_everyone
from danhba.report.follow_up import follow_up
from danhba.report.index_page import index_page
from danhba.report.inputs import Inputs
from danhba.report.not_taken import quarantine_findings
from danhba.report.progress_document import progress_document
from danhba.report.progress_page import progress_page, summary
from danhba.report.progress_table import progress_table
from danhba.report.since_last_run import compare
from danhba.report.standing_errors import standing_errors
from danhba.report.which_changed import AHEAD, STATE, Plan, planned
from danhba.resolve.demands import demand_answers, demand_lines
from danhba.resolve.outcome import Assembled, Resolution
from danhba.resolve.situation import situations
from danhba.review.write_workbook import review_workbook
from danhba.vietnamese.dates import VIETNAM
from schemas.demands import COUNTS as COUNTED_MONTHS
from schemas.demands import ROSTER
from schemas.situations import Situation
from schemas.tables import (
    COUNT_COLUMNS,
    COUNTS,
    DAYS,
    DEMAND_COLUMNS,
    DEMANDS,
    PROGRESS,
    PROGRESS_COLUMNS,
    STANDING,
)


def write_reports(
    inputs: Inputs,
    assembled: Assembled,
    resolution: Resolution,
    plan: Plan | None,
    published: Published,
    received: Received,
) -> Told:
    """Write findings, progress, questions, a page and a marked copy a submission, and the index. Raises OSError.

    plan: what `plan_reports` returned, None when it could not plan yet.
    """
    registry, outbox, as_of = inputs.registry, inputs.outbox, inputs.as_of
    questions = resolution.book.questions
    reports = outbox / "reports"
    if plan is None:
        plan = planned(inputs, assembled, resolution)
    plan.begin(inputs, AHEAD)
    asked = review_workbook(questions, registry.name, as_of, inputs.signing_key, inputs.reviewers)
    write_whole(outbox / "review" / "quyet-dinh.xlsx", asked)
    without_file = [*resolution.unit_findings, *quarantine_findings(received.quarantined)]
    reported = write_everyone(inputs, plan, without_file, reports)
    findings = plan.tally.lines
    situation = situations(assembled.submissions, resolution, registry)
    counts, duty = resolution.counts, resolution.duty
    today_is = as_of.astimezone(VIETNAM).date().isoformat()
    held = {
        COUNTED_MONTHS: {unit: count.submission for (unit, _), count in counts.items()},
        ROSTER: {unit: one.rosters[-1][1] for unit, one in duty.items() if one.until >= today_is},
    }
    answers = demand_answers(assembled.submissions, resolution, situation, registry, held)
    demands = demand_lines(answers, registry)
    until = {unit: one.until for unit, one in duty.items()}
    months = dict(iter(counts))  # the newest of each comes last
    progress = progress_table(
        assembled.submissions, resolution, situation, plan.tally.by_unit, registry, answers, until, months
    )
    before = inputs.remembered("night") or {}
    if before.get("campaign", "") != registry.campaign:
        before = {}  # a later campaign begins with figures of its own
    night = compare(before or None, findings, progress, as_of)
    if registry.campaign:
        night.keep["campaign"] = registry.campaign
    check_lines(PROGRESS, progress)
    write_whole(reports / "tien-do.csv", csv_bytes(PROGRESS_COLUMNS, progress))
    if demands:
        check_lines(DEMANDS, demands)
        write_whole(reports / "yeu-cau.csv", csv_bytes(DEMAND_COLUMNS, demands))
    else:
        (reports / "yeu-cau.csv").unlink(missing_ok=True)
    counted = count_lines(counts, registry)
    check_lines(COUNTS, counted)
    write_whole(reports / "so-lieu.csv", csv_bytes(COUNT_COLUMNS, counted))
    standing, night.keep["standing"] = standing_errors(before.get("standing"), plan.tally.standing, registry, as_of)
    verified = inputs.checked[-1].verified if inputs.checked else 0
    today = figures_of(progress, demands, plan.tally.totals["error"], verified)
    days = night.keep["days"] = with_today(before.get("days"), today, as_of)
    for table, lines in ((STANDING, standing), (DAYS, day_lines(days))):
        check_lines(table, lines)
        write_whole(outbox / table.path, csv_bytes(table.columns, lines))
    calls = _lines(reports / "kiem-tra.csv") if inputs.checked else []
    more = follow_up(standing, days, calls, registry, as_of, counted)
    told = summary(progress, findings, plan.tally, night, registry, as_of, inputs.checked, demands) | more
    write_whole(reports / "tien-do.html", progress_page(told, night, registry, as_of, published.id))
    write_whole(reports / "bao-cao.docx", progress_document(told, registry, as_of))
    copies = {s.id for s in assembled.submissions if (reports / s.id / "phieu-ra-soat.xlsx").exists()}
    page = index_page(
        assembled,
        plan.tally,
        progress,
        received,
        registry,
        as_of,
        published,
        night,
        resolution.book,
        inputs.reviewers,
        copies,
        plan.uncopied,
    )
    write_whole(reports / "index.html", page)
    return Told(
        findings,
        plan.tally.totals,
        Counter(s.value for s in situation.values()),
        situation,
        {"night": night.keep, "questions": [asdict(q) for q in questions], STATE: reported},
    )


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class Told:
    """What the reports told: errors and warnings (lines of findings.csv, of one file the first of every kind), how many
    findings of every severity and units in every situation there are, and what the next run compares itself with.
    """

    findings: list[dict[str, str]]
    totals: Counter[str]
    situations: Counter[str]
    situation_of: Mapping[str, Situation]  # by unit code
    state: dict[str, Any]
