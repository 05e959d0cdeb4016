"""The nightly job: what lies in the inbox becomes a published directory and readable reports.

The order of the steps, written once: how a step is called, with Prefect or without, is passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from danhba.publish.publication import Published
from danhba.resolve.outcome import Assembled, Resolution
from danhba.run.context import Batch, House
from danhba.run.mails import fetch_before
from danhba.run.nothing_new import nothing_new, remember, same_again
from danhba.run.publish import publish_all
from danhba.run.read import end_reading, read_batches, receive_all, unread
from danhba.run.resolve import assemble_all, resolve_all
from danhba.run.summary import Clock, Outcome, outcome_of

P = ParamSpec("P")
T = TypeVar("T")


class Do(Protocol):
    """Calls one step."""

    def __call__(
        self, step: Callable[Concatenate[House, P], T], house: House, *args: P.args, **kwargs: P.kwargs
    ) -> T: ...


class DoEach(Protocol):
    """Calls one step for every part of a list, some at the same time; results in the order of the parts."""

    def __call__(
        self, step: Callable[[House, list[Batch]], T], house: House, parts: list[list[Batch]], /
    ) -> list[T]: ...


def consolidate(house: House, do: Do, do_each: DoEach) -> Outcome:
    """Run the nightly job once. `do` calls one step, `do_each` one step for every part of a list."""
    fetch_before(house)
    received = do(receive_all, house)
    clock = Clock(received.began)
    if nothing_new(house, received):
        outcome = do(same_again, house, received)
        outcome.mailbox = house.mailbox
        remember(house, outcome)
        return outcome
    with clock.of("reading"):
        read = do_each(read_batches, house, unread(house))
    end_reading(house, house.read + sum(read))
    assembled, resolution = do(resolve_step, house)
    # Loaded here: a night with nothing new does without them.
    from danhba.run.outgoing import tell_units
    from danhba.run.report import plan_all, report_all

    plan = plan_all(house, assembled, resolution)
    published = do(publish_step, house, resolution)
    clock.stop("work")
    told = do(report_all, house, assembled, resolution, plan, published, received)
    clock.stop("whole")
    packages = do(tell_units, house, assembled, resolution, told)
    clock.stop("told")
    outcome = outcome_of(received, house.read + sum(read), assembled, resolution, published, told)
    outcome.packages, outcome.mailbox = packages, house.mailbox
    outcome.seconds = clock.seconds
    remember(house, outcome)
    return outcome


def resolve_step(house: House) -> tuple[Assembled, Resolution]:
    """Bring every reading and its newest receipt together; choose one number a unit."""
    assembled = assemble_all(house)
    return assembled, resolve_all(house, assembled)


def publish_step(house: House, resolution: Resolution) -> Published:
    """Publish the directory, if it differs from what is published."""
    return publish_all(house, resolution)


def plainly(step: Callable[Concatenate[House, P], T], house: House, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a step without Prefect."""
    return step(house, *args, **kwargs)


def each_plainly(step: Callable[[House, list[Batch]], T], house: House, parts: list[list[Batch]], /) -> list[T]:
    """Call a step for every part, as many at once as there are reading processes."""
    done: list[T] = []
    with ThreadPoolExecutor(house.settings.processes) as threads:
        for result in threads.map(lambda part: step(house, part), parts):
            done.append(result)
            house.progress("đọc", len(done), len(parts))
    return done
