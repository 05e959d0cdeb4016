"""The steps as Prefect shows them: one task each, named for a newcomer, telling in the run's log what it did.

A task gets its step as an `Once`, which Prefect does not look into: the context inside holds locks and connections.
Nothing is cached, persisted or retried by Prefect; our ledger knows what is done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from prefect import Task, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from danhba.model.submission import Received
from danhba.publish.publication import Published
from danhba.report.write import Told
from danhba.resolve.outcome import Assembled, Resolution
from danhba.run.context import Batch, RunContext
from danhba.run.nothing_new import same_again
from danhba.run.read import read_batches, receive_all
from danhba.run.summary import Outcome
from flows.consolidate import publish_step, resolve_step
from flows.job import Job, Once

P = ParamSpec("P")
T = TypeVar("T")
_TAGS = ["danhba"]


@task(name="receive", tags=_TAGS, persist_result=False, retries=0, cache_policy=NO_CACHE)
def receive(step: Once[Received]) -> Received:
    """Claim, archive and write down what lies in the inbox."""
    received = step.do()
    say = get_run_logger()
    say.info("Nhận %d tệp mới, %d tệp còn đang chép để lần sau.", len(received.receipts), len(received.waiting))
    return received


@task(
    name="read batch",
    task_run_name="read batch {part}",
    tags=_TAGS,
    persist_result=False,
    retries=0,
    cache_policy=NO_CACHE,
)
def read_batch(step: Once[int], part: int, parts: int) -> int:
    """Have worker processes read some of the files, under limits, and keep what they found."""
    files = step.do()
    get_run_logger().info("Đọc phần %d trên %d: %d tệp.", part, parts, files)
    return files


@task(name="resolve", tags=_TAGS, persist_result=False, retries=0, cache_policy=NO_CACHE)
def resolve(step: Once[tuple[Assembled, Resolution]]) -> tuple[Assembled, Resolution]:
    """Choose one number a unit over all submissions and decisions."""
    assembled, resolution = step.do()
    say = get_run_logger()
    say.info("Xét %d tệp đã gửi: chọn được số cho %d đơn vị.", len(assembled.submissions), len(resolution.entries))
    return assembled, resolution


@task(name="publish", tags=_TAGS, persist_result=False, retries=0, cache_policy=NO_CACHE)
def publish(step: Once[Published]) -> Published:
    """Publish the directory, if it differs from what is published."""
    published = step.do()
    say = get_run_logger()
    if published.held:
        say.warning("Bản công bố mới đang bị giữ lại: %s.", published.held)
    elif published.new:
        say.info("Công bố %d số: bản %s.", published.entries, published.id)
    else:
        say.info("Danh bạ không đổi; bản hiện hành %s.", published.id)
    return published


@task(name="report", tags=_TAGS, persist_result=False, retries=0, cache_policy=NO_CACHE)
def report(step: Once[Told]) -> Told:
    """Write findings, progress, questions and a page a submission."""
    told = step.do()
    errors, warnings = told.totals["error"], told.totals["warning"]
    get_run_logger().info("Viết báo cáo: %d lỗi trên %d điểm.", errors, errors + warnings)
    return told


@task(name="tell units", tags=_TAGS, persist_result=False, retries=0, cache_policy=NO_CACHE)
def tell(step: Once[int]) -> int:
    """Write a package for every unit concerned: its report, a form, a draft mail."""
    packages = step.do()
    get_run_logger().info("Soạn %d gói mới gửi đơn vị.", packages)
    return packages


@task(name="nothing new", tags=_TAGS, persist_result=False, retries=0, cache_policy=NO_CACHE)
def nothing_new(step: Once[Outcome]) -> Outcome:
    """Say that everything is as the last run left it."""
    outcome = step.do()
    get_run_logger().info("Không có gì mới; bản hiện hành %s.", outcome.publication)
    return outcome


_TASKS: dict[Callable[..., Any], Task[..., Any]] = {
    receive_all: receive,
    resolve_step: resolve,
    publish_step: publish,
    same_again: nothing_new,
}


def task_of(step: Callable[..., Any]) -> Task[..., Any]:
    """Return the task that shows a step. Told by name where its module is not to be loaded for nothing."""
    return _TASKS.get(step) or (tell if step.__name__ == "tell_units" else report)


class AsTasks:
    """Calls steps as tasks of one job; once Prefect fails, the rest of the steps go on without it."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def one(
        self, step: Callable[Concatenate[RunContext, P], T], context: RunContext, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call one step. Raises what the step raises, as itself."""
        once: Once[T] = Once(lambda: step(context, *args, **kwargs))
        if self._job.lost is not None:
            return once.do()
        try:
            return task_of(step)(once)
        except BaseException as failure:
            return self._after(once, failure)

    def each(
        self, step: Callable[[RunContext, list[Batch]], T], context: RunContext, parts: list[list[Batch]], /
    ) -> list[T]:
        """Call a step for every part, as many at once as the flow's task runner allows."""
        assert step is read_batches
        work: list[Once[T]] = [Once(partial(step, context, part)) for part in parts]
        futures: list[Any] = []
        done: list[T] = []
        for i, once in enumerate(work):
            if self._job.lost is None:
                try:
                    futures.append(read_batch.submit(once, i + 1, len(parts)))  # type: ignore[arg-type]
                except Exception as failure:
                    self._job.lost = failure
        for i, once in enumerate(work):
            try:
                done.append(futures[i].result() if i < len(futures) else once.do())
            except BaseException as failure:
                done.append(self._after(once, failure))
            context.progress("đọc", len(done), len(parts))
        return done

    def _after(self, once: Once[T], failure: BaseException) -> T:
        from prefect.flow_engine import FlowRunTimeoutError

        if once.error is None and isinstance(failure, FlowRunTimeoutError):
            raise failure
        if once.error is None:
            self._job.lost = failure
        return once.after(failure)
