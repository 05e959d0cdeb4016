"""The flow that Prefect knows: `nightly`, deployed by flows/runner.py or `prefect deploy --all`, and called by `danhba
run`."""

# No `from __future__ import annotations` here: Prefect carries the flow to its process by value, and its parameters'
# types must go with it.
import datetime as dt
import os
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from danhba.nights.watched import told_at_the_end
from danhba.run.context import open_run
from danhba.run.recall import read_again
from danhba.settings import Settings, load_settings
from flows import job as jobs  # the module, not its variable: Prefect pickles this flow for its process
from flows.artifacts import leave_artifacts
from flows.consolidate import consolidate
from flows.hooks import tell_after
from flows.tasks import AsTasks

DESCRIPTION = """Mỗi đêm một lần: nhận tệp trong hộp nhận, đọc, kiểm tra, chọn một số cho mỗi đơn vị, công bố danh bạ, \
viết báo cáo.

- `as_of`: giờ nhận của lần chạy; để trống là lúc này.
- `reread`: đọc lại mọi tệp trong kho lưu trữ, kể cả tệp đã đọc."""


def settings() -> Settings:
    """Return the settings that the schedule was started with. Raises SettingsError."""
    config = os.environ.get("DANHBA_CONFIG")
    return load_settings(Path(config) if config else None)


def _run_name() -> str:
    """Return a run's name: the time as of which it runs, in the office's clock."""
    given: Any = (flow_run.parameters or {}).get("as_of")
    moment = dt.datetime.fromisoformat(given) if isinstance(given, str) else given
    office = dt.timezone(dt.timedelta(hours=7))
    return f"danhba {(moment or dt.datetime.now(dt.UTC)).astimezone(office):%Y-%m-%d %H:%M}"


@flow(
    name="nightly",
    description=DESCRIPTION,
    flow_run_name=_run_name,
    timeout_seconds=6 * 3600,
    persist_result=False,
    log_prints=True,
    on_failure=[tell_after],
    on_crashed=[tell_after],
)
def nightly(as_of: dt.datetime | None = None, reread: bool = False) -> str:
    """Run the job once; return the id of the publication that stands.

    as_of: the claim time of the run, now where it is None. reread: read everything again from the archive.
    """
    job = jobs.CURRENT.get()
    if job is not None:
        return _watched(job)
    made = settings()
    if as_of is not None:
        made = type(made).model_validate({**dict(made), "as_of": as_of})
    with told_at_the_end(made), open_run(made, lambda step, done, total: None) as context:
        if reread:
            read_again(context)
        return _watched(jobs.Job(context))


def _watched(job: jobs.Job) -> str:
    """Do the steps as tasks. What a step raises leaves as itself; what Prefect raises costs its record only."""
    job.begun = True
    tasks = AsTasks(job)
    try:
        job.outcome = consolidate(job.context, tasks.one, tasks.each)
    except BaseException as error:
        job.error = error
        raise
    if job.lost is None:
        try:
            leave_artifacts(job.outcome, job.context)
        except Exception as failure:
            job.lost = failure
            get_run_logger().warning("Không ghi được tóm tắt lên trang này: %s.", type(failure).__name__)
    return job.outcome.publication
