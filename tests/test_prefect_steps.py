"""Prefect watches and never decides: no step is done twice, our exceptions leave as themselves, Prefect's cost its record only."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.receive.receive_error import ReceiveError
from danhba.run.context import open_run
from danhba.run.lock import CannotRun
from danhba.run.recall import read_again
from danhba.run.summary import Outcome
from danhba.samples.builder import form, xlsx
from danhba.settings import Settings
from flows import nightly as flow_module
from flows import tasks, template, with_prefect
from flows.job import Job, Once
from flows.watcher import Watcher
from flows.with_prefect import run_watched
from tests.conftest import REGISTRY, Place, table
from tests.examples import share

pytestmark = pytest.mark.xdist_group("prefect")
XA = "Xã Tân Khánh Trung"


class Away(Exception):
    """What Prefect raises when its server is away."""


def _house() -> Any:
    return SimpleNamespace(progress=lambda *_: None, settings=SimpleNamespace(as_of=None, processes=2), reread=False)


# --- without a server: Prefect's calls replaced by ones that fail where they are told to -----------------------------


@given(st.lists(st.sampled_from(["well", "before", "after", "twice"]), min_size=1, max_size=6))
@settings(max_examples=share(60), deadline=None)
def test_every_step_is_done_once_wherever_prefect_fails(ways: list[str]) -> None:
    done: list[int] = []
    todo = iter(ways)

    def task_of(step: Any) -> Callable[[Once[Any]], Any]:
        way = next(todo)

        def call(once: Once[Any]) -> Any:
            if way == "before":
                raise Away
            result = once.do()
            if way == "twice":
                once.do()
            if way == "after":
                raise Away
            return result

        return call

    job = Job(_house())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "task_of", task_of)
        run = tasks.AsTasks(job)
        for i in range(len(ways)):
            assert run.one(lambda context, n: done.append(n) or n, job.context, i) == i  # type: ignore[func-returns-value]
    assert done == list(range(len(ways)))
    assert (job.lost is None) == all(w == "well" for w in ways)


@given(
    st.sampled_from([CannotRun("x"), ReceiveError("x"), OSError(28, "x"), KeyError("x"), MemoryError(), KeyboardInterrupt(), TimeoutError(), Away()]),
    st.booleans(),
)  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_what_a_step_raises_leaves_as_itself(error: BaseException, wrapped: bool) -> None:
    def task_of(step: Any) -> Callable[[Once[Any]], Any]:
        def call(once: Once[Any]) -> Any:
            try:
                return once.do()
            except BaseException as seen:
                raise (RuntimeError("Prefect's words for it") if wrapped else seen) from None

        return call

    def step(context: Any) -> None:
        raise error

    job = Job(_house())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "task_of", task_of)
        with pytest.raises(type(error)) as caught:
            tasks.AsTasks(job).one(step, job.context)
    assert caught.value is error
    assert job.lost is None  # it is no failure of Prefect's


def test_an_interruption_before_a_step_does_not_begin_it() -> None:
    once: Once[None] = Once(lambda: pytest.fail("begun"))
    with pytest.raises(KeyboardInterrupt):
        once.after(KeyboardInterrupt())


# --- with Prefect's own test server ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def harness() -> Iterator[None]:
    """Prefect's test harness, on a database that is migrated already."""
    from prefect.testing import utilities

    made = template.find_template() or template.build_template()
    with pytest.MonkeyPatch.context() as patch:

        def folder() -> str:
            name = tempfile.mkdtemp()
            shutil.copyfile(made, Path(name) / "prefect-test.db")
            return name

        patch.setattr(utilities, "mkdtemp", folder)
        with utilities.prefect_test_harness(server_startup_timeout=150):
            yield


def _watcher(failure: Exception | None = None) -> Watcher:
    watcher = Watcher(Settings())
    watcher.failure = failure
    return watcher


def _runs(name: str) -> list[Any]:
    from prefect import get_client
    from prefect.client.schemas.filters import FlowFilter, FlowFilterName
    from prefect.client.schemas.sorting import FlowRunSort

    with get_client(sync_client=True) as client:
        flows = FlowFilter(name=FlowFilterName(any_=[name]))
        return list(client.read_flow_runs(flow_filter=flows, sort=FlowRunSort.START_TIME_DESC, limit=1))


@pytest.mark.usefixtures("harness")
def test_the_flow_shows_its_steps(place: Place) -> None:
    place.drop("a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})))
    as_of = dt.datetime.fromisoformat("2021-09-06T08:00:00+07:00")
    made = Settings(
        inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, settle=0, workers=1, as_of=as_of
    )
    warned: list[str] = []
    with open_run(made, lambda *_: None) as context:
        outcome = run_watched(context, _watcher(), warned.append)
    assert warned == []
    assert outcome.entries == 1
    assert [r["phone"] for r in table(place.outbox / "current" / "danh-ba.csv")] == ["0277 3851 001"]
    run = _runs("nightly")[0]
    assert run.state.is_completed()
    assert run.name == "danhba 2021-09-06 08:00"
    assert "danhba" in run.tags
    assert run.parameters == {"as_of": "2021-09-06T08:00:00+07:00", "reread": False}
    with open_run(made, lambda *_: None) as context:
        read_again(context)
        again = run_watched(context, _watcher(), warned.append)
    assert (again.received, again.read, again.publication) == (0, 1, outcome.publication)


@pytest.mark.usefixtures("harness")
@pytest.mark.parametrize(
    "error", [CannotRun("một dòng"), KeyError("x"), TimeoutError("x")], ids=lambda e: type(e).__name__
)
def test_our_exception_ends_the_flow_as_itself_and_the_job_is_not_run_again(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    runs: list[int] = []

    def job_of_ours(context: Any, do: Any, do_each: Any) -> Outcome:
        runs.append(1)
        raise error

    monkeypatch.setattr(flow_module, "consolidate", job_of_ours)
    monkeypatch.setattr(with_prefect, "look_early", lambda context: None)
    monkeypatch.setattr(with_prefect, "consolidate", job_of_ours)
    with pytest.raises(type(error)) as caught:
        run_watched(_house(), _watcher(), lambda line: pytest.fail(line))
    assert caught.value is error
    assert runs == [1]
    assert _runs("nightly")[0].state.is_failed()


def test_without_a_server_the_steps_are_done_once_and_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    runs: list[int] = []
    context = _house()
    context.settings.var = tmp_path
    monkeypatch.setattr(with_prefect, "look_early", lambda context: None)
    monkeypatch.setattr(with_prefect, "consolidate", lambda *_: runs.append(1) or "outcome")
    warned: list[str] = []
    assert run_watched(context, _watcher(OSError("no port")), warned.append) == "outcome"
    assert runs == [1]
    assert len(warned) == 1
    assert "no port" in (tmp_path / "prefect-error.log").read_text(encoding="utf-8")
