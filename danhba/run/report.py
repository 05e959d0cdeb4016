"""Reporting, as the flow calls it."""

from __future__ import annotations

from danhba.model.submission import Received
from danhba.publish.publication import Published
from danhba.report.inputs import Inputs
from danhba.report.which_changed import Plan, plan_reports
from danhba.report.write import Told, write_reports
from danhba.resolve.outcome import Assembled, Resolution
from danhba.run.calls import shares, write_calls
from danhba.run.context import House
from danhba.run.lock import CannotRun
from danhba.vietnamese.system_errors import system_words


def inputs_of(house: House) -> Inputs:
    """Return what reports are made with."""
    settings = house.settings
    return Inputs(
        house.registry, house.archive, house.pool, settings.outbox, house.as_of, house.signing_key, settings.reviewers.name,
        house.ledger.state, house.progress, shares(house),
    )  # fmt: skip


def plan_all(house: House, assembled: Assembled, resolution: Resolution) -> Plan | None:
    """Plan the reports and have workers begin; None where that cannot be done yet, and the report step says why."""
    return plan_reports(inputs_of(house), assembled, resolution)


def report_all(
    house: House,
    assembled: Assembled,
    resolution: Resolution,
    plan: Plan | None,
    published: Published,
    received: Received,
) -> Told:
    """Write everything that people read. Raises CannotRun."""
    try:
        write_calls(house)
        return write_reports(inputs_of(house), assembled, resolution, plan, published, received)
    except OSError as error:
        outbox = house.settings.outbox
        raise CannotRun(f"Không ghi được báo cáo vào “{outbox}”: {system_words(error)}.") from error
