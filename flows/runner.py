"""The runner of the nightly deployment: `python -m flows.runner`, one run at a time; at its start a missed night is
caught up, and what was killed is told to Prefect.

It runs the flow that it has imported itself, and nothing else: entry point, pull steps, storage and job variables that
somebody may have written into the deployment over the API are not looked at. What the API can give a run is its two
parameters.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import os
import sys
from pathlib import Path
from typing import cast
from uuid import UUID

from danhba.nights.note import is_running, reason_of
from danhba.nights.services import note_stopped
from danhba.nights.troubles import ZONE, last_due
from danhba.run.logs import set_up
from danhba.settings import Settings, load_settings
from danhba.store.ledger_error import LedgerError
from flows.environment import prepare
from flows.password import auth_is_set
from flows.schedule import missed
from flows.server import go_with_parent

DEPLOYMENT = "hang-dem"
_BEFORE = ("danhba-nightly/hang-dem",)  # what the deployment was called by earlier versions
_log = logging.getLogger("danhba.schedule")


def main() -> None:
    """Serve until told to stop, or until the schedule that started this is gone."""
    if "--alone" not in sys.argv:
        go_with_parent()
    config = os.environ.get("DANHBA_CONFIG")
    made = load_settings(Path(config) if config else None)
    made.var.mkdir(parents=True, exist_ok=True)
    prepare(made.var, once=False)
    if auth_is_set(made):
        os.environ.setdefault("PREFECT_API_AUTH_STRING", auth_is_set(made))  # before Prefect is imported
    set_up(made.var)
    forget_earlier_names()
    serve(made)


def _whole() -> None:
    """Serve; what ends it stands in danhba.log too, for prefect-runner.log is read by developers."""
    try:
        main()
    except Exception as error:
        _log.error(
            "the runner crashed", extra={"kind": type(error).__name__, "reason": reason_of(error)}, exc_info=error
        )
        if "--alone" in sys.argv:  # else the schedule that started this notes it
            config = os.environ.get("DANHBA_CONFIG")
            with contextlib.suppress(Exception):
                var = load_settings(Path(config) if config else None).var
                note_stopped(var, "trình chạy theo lịch", 1, dt.datetime.now(dt.UTC))
        raise


def catch_up(made: Settings, deployment: UUID) -> None:
    """Ask Prefect for the night that was missed while the machine was away, as a run like any other, unless one
    waits already."""
    try:
        if not missed(made):
            return
    except (LedgerError, OSError) as error:  # which the next run says, and the check
        _log.warning("whether a night was missed is not known", extra={"reason": reason_of(error)})
        return
    from prefect import get_client
    from prefect.client.schemas import filters
    from prefect.client.schemas.objects import StateType
    from prefect.states import Scheduled

    now = dt.datetime.now(dt.UTC)
    due = last_due(made.cron, now)
    open_states = filters.FlowRunFilterState(
        type=filters.FlowRunFilterStateType(any_=[StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING])
    )
    with get_client(sync_client=True) as client:
        of_ours = filters.FlowRunFilterDeploymentId(any_=[deployment])
        runs = client.read_flow_runs(flow_run_filter=filters.FlowRunFilter(deployment_id=of_ours, state=open_states))
        waiting = [r for r in runs if r.expected_start_time is None or r.expected_start_time <= now]
        if not waiting:
            client.create_flow_run_from_deployment(
                deployment, state=Scheduled(scheduled_time=due), tags=["danhba", "bu"]
            )
            _log.info("a missed night is caught up", extra={"due": due.isoformat()})


def bury(made: Settings, deployment: UUID) -> None:
    """Tell Prefect of runs that were killed with their runner: for it they go on for ever, and hold the place of the
    next."""
    try:
        if is_running(made.var):
            return  # of another runner
    except OSError:  # which the run says, and the check
        return
    from prefect import get_client
    from prefect.client.schemas import filters
    from prefect.client.schemas.objects import StateType
    from prefect.states import Crashed

    with get_client(sync_client=True) as client:
        # What another runner is about to begin is pending too.
        dead = [StateType.RUNNING] if "--alone" in sys.argv else [StateType.RUNNING, StateType.PENDING]
        running = filters.FlowRunFilterState(type=filters.FlowRunFilterStateType(any_=dead))
        of_ours = filters.FlowRunFilterDeploymentId(any_=[deployment])
        for run in client.read_flow_runs(flow_run_filter=filters.FlowRunFilter(deployment_id=of_ours, state=running)):
            client.set_flow_run_state(run.id, Crashed(message="Tiến trình của lần chạy này đã dừng."), force=True)
            _log.warning("a run was killed with its runner", extra={"run": str(run.id)})


def forget_earlier_names() -> None:
    """Take away deployments of earlier versions: their schedule would go on making runs that nobody runs."""
    from prefect import get_client

    with get_client(sync_client=True) as client:
        for name in _BEFORE:
            with contextlib.suppress(Exception):
                client.delete_deployment(client.read_deployment_by_name(name).id)


def serve(made: Settings) -> None:
    """Make the deployment and run what is due, one at a time."""
    from prefect.runner import Runner
    from prefect.schedules import Cron

    from flows import nightly

    runner = Runner(name="danhba", pause_on_shutdown=False, limit=1)
    made_by = runner.add_flow(
        nightly.nightly,
        name=DEPLOYMENT,
        schedule=Cron(made.cron, timezone=ZONE),
        concurrency_limit=1,
        tags=["danhba"],
        description=nightly.DESCRIPTION,
    )
    deployment = cast(UUID, made_by)  # there is no loop here that it could be awaited in
    bury(made, deployment)
    if made.ledger_url.get_secret_value() or (made.var / "ledger.db").exists():
        catch_up(made, deployment)
    asyncio.run(runner.start())


if __name__ == "__main__":
    _whole()
