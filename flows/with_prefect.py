"""The job with Prefect watching: a flow run, a task a step and batch, artifacts; and the same steps when Prefect fails.

Prefect never decides what was done: our lock decides who may run, our ledger what has happened, our return value the exit
status. Steps are safe to run again, so a server that dies in mid-run costs nothing but its record.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from danhba.receive.receive import ReceiveError
from danhba.run.context import House
from danhba.run.lock import CannotRun
from danhba.run.summary import Outcome
from danhba.store.ledger import LedgerError
from flows.consolidate import consolidate, each_plainly, plainly
from flows.environment import prepare

# Ours: they end the run whoever watches it.
_OURS = (CannotRun, ReceiveError, LedgerError)


class _Ours(Exception):
    """One of our own errors on its way through Prefect."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(str(error))
        self.error = error


def run_watched(house: House, warn: Callable[[str], None]) -> Outcome:
    """Run the job as a Prefect flow; without Prefect, and with one warning line, when its server fails."""
    prepare(house.settings.var)
    ended: list[Outcome] = []
    try:
        _look_at_database(house.settings.var / "prefect" / "prefect.db")
        _quiet()
        flow_of(house, ended)()
    except _Ours as error:
        raise error.error from None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        if ended:
            _note_failure(house, error)
            warn("Bản công bố đã xong; Prefect không ghi lại được lần chạy này.")
            return ended[0]
        _note_failure(house, error)
        warn(
            f"Không dùng được Prefect ({type(error).__name__}); các bước vẫn chạy, chỉ không có trang theo dõi của Prefect."
        )
        return consolidate(house, plainly, each_plainly)
    return ended[0]


def _look_at_database(path: Path) -> None:
    """Raise at once where Prefect's server would die and its client wait two minutes for it."""
    if "PREFECT_API_URL" in os.environ or not path.exists():
        return
    connection = sqlite3.connect(path)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


def flow_of(house: House, ended: list[Outcome]) -> Callable[[], None]:
    """Return the flow over one house. The outcome is put into `ended`, so that it stands whatever happens to the server."""
    from prefect import flow
    from prefect.task_runners import ThreadPoolTaskRunner

    runner: Any = ThreadPoolTaskRunner(max_workers=house.settings.processes)

    @flow(name="consolidate", task_runner=runner, timeout_seconds=6 * 3600, persist_result=False, log_prints=False)
    def nightly() -> None:
        outcome = consolidate(house, as_task, each_as_task)
        ended.append(outcome)
        from flows.artifacts import leave_artifacts

        leave_artifacts(outcome, house)

    return nightly


def as_task(step: Callable[..., Any], *args: Any) -> Any:
    """Call a step as a task. The house holds locks and connections: it is closed over, never a parameter that Prefect would inspect."""
    return _task(lambda: _guarded(step, *args), _name(step))()


def each_as_task(step: Callable[..., Any], inside: House, batches: list[Any]) -> list[Any]:
    """Call a step as a task for every part."""
    futures = [
        _task(partial(_guarded, step, inside, batch), f"{_name(step)} {i + 1}").submit()
        for i, batch in enumerate(batches)
    ]
    done = []
    for future in futures:
        done.append(future.result())
        inside.progress("đọc", len(done), len(futures))
    return done


def _task(call: Callable[[], Any], name: str) -> Any:
    """Make a task of a call: nothing cached, nothing persisted, nothing retried; our ledger knows what is done."""
    from prefect import Task
    from prefect.cache_policies import NO_CACHE

    return Task(fn=call, name=name, persist_result=False, retries=0, cache_policy=NO_CACHE, log_prints=False)


def _name(step: Callable[..., Any]) -> str:
    return step.__name__.replace("_", "-")


def _guarded(step: Callable[..., Any], *args: Any) -> Any:
    try:
        return step(*args)
    except _OURS as error:
        raise _Ours(error) from None


def _quiet() -> None:
    """Keep Prefect's and its server's log lines in var/prefect/danhba.log: the operator's screen shows our lines only."""
    import prefect.logging.configuration as configuration

    configuration.setup_logging()
    for name in (
        "prefect",
        "prefect.flow_runs",
        "prefect.task_runs",
        "prefect.server",
        "uvicorn",
        "sqlalchemy",
        "docket",
        "httpx",
    ):
        logger = logging.getLogger(name)
        logger.handlers = [
            h for h in logger.handlers if "Console" not in type(h).__name__ and type(h) is not logging.StreamHandler
        ]
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


def _note_failure(house: House, error: BaseException) -> None:
    """Write the reason where a developer looks for it; the operator got one line."""
    import traceback

    try:
        with (house.settings.var / "prefect-error.log").open("a", encoding="utf-8") as log:
            log.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        pass
