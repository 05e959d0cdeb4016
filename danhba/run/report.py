"""Reporting, as the flow calls it."""

from __future__ import annotations

from danhba.model.submission import Received
from danhba.publish.publication import Published
from danhba.report.inputs import Inputs
from danhba.report.which_changed import Plan, plan_reports
from danhba.report.write import Told, write_reports
from danhba.resolve.outcome import Assembled, Resolution
from danhba.run.calls import shares, write_calls
from danhba.run.context import RunContext
from danhba.run.lock import CannotRun
from danhba.vietnamese.system_errors import system_words


def inputs_of(context: RunContext) -> Inputs:
    """Return what reports are made with."""
    settings = context.settings
    return Inputs(
        context.registry, context.archive, context.pool, settings.outbox, context.as_of, context.signing_key,
        settings.reviewers.name,
        context.ledger.state, context.progress, shares(context),
    )  # fmt: skip


def plan_all(context: RunContext, assembled: Assembled, resolution: Resolution) -> Plan | None:
    """Plan the reports and have workers begin; None where that cannot be done yet, and the report step says why."""
    return plan_reports(inputs_of(context), assembled, resolution)


def report_all(
    context: RunContext,
    assembled: Assembled,
    resolution: Resolution,
    plan: Plan | None,
    published: Published,
    received: Received,
) -> Told:
    """Write everything that people read. Raises CannotRun."""
    try:
        write_calls(context)
        return write_reports(inputs_of(context), assembled, resolution, plan, published, received)
    except OSError as error:
        outbox = context.settings.outbox
        raise CannotRun(f"Không ghi được báo cáo vào “{outbox}”: {system_words(error)}.") from error
