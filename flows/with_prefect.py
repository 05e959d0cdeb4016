"""The job with Prefect watching, and what becomes of the run when Prefect fails.

Prefect never decides what was done: our lock decides who may run, our ledger what has happened, our return value the
exit status. A server that does not start or dies in mid-run costs nothing but its record; no step is done twice
(`flows/job.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from danhba.run.context import RunContext
from danhba.run.read import look_early
from danhba.run.summary import Outcome
from flows.consolidate import consolidate, each_plainly, plainly
from flows.job import CURRENT, Job
from flows.watcher import Watcher


def run_watched(context: RunContext, watcher: Watcher, warn: Callable[[str], None]) -> Outcome:
    """Run the job as a Prefect flow; without Prefect, and with one warning line, when its server fails.

    Raises what a step of ours raises, as itself.
    """
    job = Job(context)
    try:
        if watcher.failure is not None:
            raise watcher.failure
        with _ours(job):
            look_early(context)  # the server is starting: what the first step needs is made ready meanwhile
        _call_flow(job)
    except BaseException as error:
        if job.error is not None:
            raise job.error from None
        if not isinstance(error, Exception):
            raise
        job.lost = error
    if job.lost is not None:
        _note_failure(context, job.lost)
    if job.outcome is not None:
        if job.lost is not None:
            warn("Bản công bố đã xong; Prefect không ghi lại được lần chạy này.")
        return job.outcome
    assert job.lost is not None
    assert not job.begun  # a flow whose steps have begun ends with their outcome or their error
    warn(
        f"Không dùng được Prefect ({type(job.lost).__name__}); các bước vẫn chạy, chỉ không có trang theo dõi "
        f"của Prefect."
    )
    return consolidate(context, plainly, each_plainly)


@contextmanager
def _ours(job: Job) -> Iterator[None]:
    """Keep what is raised inside as ours."""
    try:
        yield
    except BaseException as error:
        job.error = error
        raise


def _call_flow(job: Job) -> None:
    from prefect import tags
    from prefect.task_runners import ThreadPoolTaskRunner

    from flows.nightly import nightly

    _quiet()
    runner: Any = ThreadPoolTaskRunner(max_workers=job.context.settings.processes)
    flow: Any = nightly  # a flow, which its decorator hides from the type checker
    token = CURRENT.set(job)
    try:
        with tags("danhba"):
            flow.with_options(task_runner=runner)(as_of=job.context.settings.as_of, reread=job.context.reread)
    finally:
        CURRENT.reset(token)
        _send_the_rest()


def _send_the_rest() -> None:
    """Give the server what still waits to be sent to it, for it may end with this run."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all(timeout=5)
    APILogWorker.drain_all(timeout=5)


def _quiet() -> None:
    """Keep Prefect's log lines off the operator's screen: they go to the run's page; the screen shows our lines
    only."""
    import prefect.logging.configuration as configuration

    logging.raiseExceptions = False  # a log line that cannot be written or sent is no line for the operator's screen
    configuration.setup_logging()
    for name in ("prefect", "prefect.flow_runs", "prefect.task_runs", "prefect.server", "httpx"):
        logger = logging.getLogger(name)
        logger.handlers = [
            h for h in logger.handlers if "Console" not in type(h).__name__ and type(h) is not logging.StreamHandler
        ]
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


def _note_failure(context: RunContext, error: BaseException) -> None:
    """Write the reason where a developer looks for it; the operator got one line."""
    import traceback

    try:
        with (context.settings.var / "prefect-error.log").open("a", encoding="utf-8") as log:
            log.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        pass
