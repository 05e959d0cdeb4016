"""The nightly job: what lies in the inbox becomes a published directory and readable reports.

The order of the steps, written once: how a step is called, with Prefect or without, is passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from danhba.run.context import Batch, RunContext
from danhba.run.mails import fetch_before
from danhba.run.nothing_new import nothing_new, remember, same_again
from danhba.run.read import end_reading, read_batches, receive_all, unread
from danhba.run.summary import Clock, Outcome, outcome_of

if TYPE_CHECKING:
    from danhba.publish.publication import Published
    from danhba.resolve.outcome import Assembled, Resolution

P = ParamSpec("P")
T = TypeVar("T")


class Do(Protocol):
    """Calls one step."""

    def __call__(
        self, step: Callable[Concatenate[RunContext, P], T], context: RunContext, *args: P.args, **kwargs: P.kwargs
    ) -> T: ...


class DoEach(Protocol):
    """Calls one step for every part of a list, some at the same time; results in the order of the parts."""

    def __call__(
        self, step: Callable[[RunContext, list[Batch]], T], context: RunContext, parts: list[list[Batch]], /
    ) -> list[T]: ...


def consolidate(context: RunContext, do: Do, do_each: DoEach) -> Outcome:
    """Run the nightly job once. `do` calls one step, `do_each` one step for every part of a list."""
    fetch_before(context)
    received = do(receive_all, context)
    clock = Clock(received.began)
    if nothing_new(context, received):
        outcome = do(same_again, context, received)
        outcome.mailbox = context.mailbox
        remember(context, outcome)
        return outcome
    with clock.of("reading"):
        read = do_each(read_batches, context, unread(context))
    end_reading(context, context.read + sum(read))
    assembled, resolution = do(resolve_step, context)
    # Loaded here: a night with nothing new does without them.
    from danhba.run.outgoing import tell_units
    from danhba.run.report import plan_all, report_all

    plan = plan_all(context, assembled, resolution)
    published = do(publish_step, context, resolution)
    clock.stop("work")
    told = do(report_all, context, assembled, resolution, plan, published, received)
    clock.stop("whole")
    packages = do(tell_units, context, assembled, resolution, told)
    clock.stop("told")
    outcome = outcome_of(received, context.read + sum(read), assembled, resolution, published, told)
    outcome.packages, outcome.mailbox = packages, context.mailbox
    outcome.seconds = clock.seconds
    remember(context, outcome)
    return outcome


def resolve_step(context: RunContext) -> tuple[Assembled, Resolution]:
    """Bring every reading and its newest receipt together; choose one number a unit."""
    from danhba.run.resolve import assemble_all, resolve_all  # a night with nothing new does without them

    assembled = assemble_all(context)
    return assembled, resolve_all(context, assembled)


def publish_step(context: RunContext, resolution: Resolution) -> Published:
    """Publish the directory, if it differs from what is published."""
    from danhba.run.publish import publish_all

    return publish_all(context, resolution)


def plainly(step: Callable[Concatenate[RunContext, P], T], context: RunContext, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a step without Prefect."""
    return step(context, *args, **kwargs)


def each_plainly(
    step: Callable[[RunContext, list[Batch]], T], context: RunContext, parts: list[list[Batch]], /
) -> list[T]:
    """Call a step for every part, as many at once as there are reading processes."""
    done: list[T] = []
    with ThreadPoolExecutor(context.settings.processes) as threads:
        for result in threads.map(lambda part: step(context, part), parts):
            done.append(result)
            context.progress("đọc", len(done), len(parts))
    return done
