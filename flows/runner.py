"""The runner of the nightly deployment: `python -m flows.runner`, one run at a time; a missed night is caught up at the
start.

It runs the flow that it has imported itself, and nothing else: entry point, pull steps, storage and job variables that
somebody may have written into the deployment over the API are not looked at. What the API can give a run is its two
parameters.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from pathlib import Path

from danhba.nights.note import reason_of
from danhba.nights.troubles import ZONE
from danhba.run.lock import CannotRun
from danhba.run.logs import set_up
from danhba.settings import Settings, load_settings
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
    if made.ledger_url or (made.var / "ledger.db").exists():
        catch_up(made)
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
        raise


def catch_up(made: Settings) -> None:
    """Run the night that was missed while the machine was away, without Prefect."""
    if not missed(made):
        return
    from flows.run import run

    try:
        run(made, lambda step, done, total: None, lambda line: None, watched=False)
    except CannotRun as error:
        _log.warning("the missed night was not caught up: %s", error)


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
    runner.add_flow(
        nightly.nightly,
        name=DEPLOYMENT,
        schedule=Cron(made.cron, timezone=ZONE),
        concurrency_limit=1,
        tags=["danhba"],
        description=nightly.DESCRIPTION,
    )
    asyncio.run(runner.start())


if __name__ == "__main__":
    _whole()
