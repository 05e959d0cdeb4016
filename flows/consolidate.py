"""The nightly job: what lies in the inbox becomes a published directory and readable reports.

The order of the steps, written once: how a step is called, with Prefect or without, is passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from danhba.run.context import House
from danhba.run.nothing_new import nothing_new, remember, same_again
from danhba.run.publish import publish_all
from danhba.run.read import end_reading, read_batches, receive_all, unread
from danhba.run.resolve import assemble_all, resolve_all
from danhba.run.summary import Clock, Outcome, outcome_of

Call = Callable[..., Any]


def consolidate(house: House, do: Call, do_each: Call) -> Outcome:
    """Run the nightly job once. `do` calls one step, `do_each` one step for every part of a list."""
    received = do(receive_all, house)
    clock = Clock(received.began)
    if nothing_new(house, received):
        outcome = do(same_again, house, received)
        do(remember, house, outcome)
        return outcome
    with clock.of("reading"):
        read = do_each(read_batches, house, unread(house))
    end_reading(house, house.read + sum(read))
    assembled = do(assemble_all, house)
    resolution = do(resolve_all, house, assembled)
    # Loaded here: a night with nothing new does without them.
    from danhba.run.report import plan_all, report_all

    plan = do(plan_all, house, assembled, resolution)
    published = do(publish_all, house, resolution)
    clock.stop("work")
    told = do(report_all, house, assembled, resolution, plan, published, received)
    clock.stop("whole")
    outcome = outcome_of(received, house.read + sum(read), assembled, resolution, published, told)
    outcome.seconds = clock.seconds
    do(remember, house, outcome)
    return outcome


def plainly(step: Call, *args: Any) -> Any:
    """Call a step without Prefect."""
    return step(*args)


def each_plainly(step: Call, house: House, batches: list[Any]) -> list[Any]:
    """Call a step for every part, as many at once as there are reading processes."""
    done: list[Any] = []
    with ThreadPoolExecutor(house.settings.processes) as threads:
        for result in threads.map(lambda batch: step(house, batch), batches):
            done.append(result)
            house.progress("đọc", len(done), len(batches))
    return done
