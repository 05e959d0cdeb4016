"""The nightly deployment: `python -m flows.nightly` serves it, one run at a time; a missed night is caught up at the start."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.schedules import Cron
from prefect.task_runners import ThreadPoolTaskRunner

from danhba.run.context import open_house
from danhba.run.lock import CannotRun
from danhba.run.logs import set_up
from danhba.settings import Settings, load_settings
from flows.artifacts import leave_artifacts
from flows.consolidate import consolidate
from flows.schedule import missed
from flows.with_prefect import as_task, each_as_task


def settings() -> Settings:
    """Return the settings that the schedule was started with."""
    config = os.environ.get("DANHBA_CONFIG")
    return load_settings(Path(config) if config else None)


@flow(
    name="danhba-nightly",
    timeout_seconds=6 * 3600,
    persist_result=False,
    task_runner=ThreadPoolTaskRunner(max_workers=4),  # type: ignore[arg-type]
)
def nightly() -> str:
    """Run the job once; late runs that find nothing new end in seconds."""
    with open_house(settings(), lambda step, done, total: None) as house:
        outcome = consolidate(house, as_task, each_as_task)
        leave_artifacts(outcome, house)
        return outcome.publication


def main() -> None:
    """Serve until told to stop."""
    made = settings()
    set_up(made.var)
    served: Any = nightly  # a flow, which its decorator hides from the type checker
    deployment: Any = served.to_deployment(
        name="hang-dem", schedule=Cron(made.cron, timezone="Asia/Ho_Chi_Minh"), concurrency_limit=1
    )
    if made.ledger_url or (made.var / "ledger.db").exists():
        if missed(made):
            from flows.run import run

            try:
                run(made, lambda step, done, total: None, lambda line: None, watched=False)
            except CannotRun as error:
                logging.getLogger("danhba.schedule").warning("the missed night was not caught up: %s", error)
    from prefect import serve

    serve(deployment, pause_on_shutdown=False, limit=1, print_starting_message=False)


if __name__ == "__main__":
    main()
