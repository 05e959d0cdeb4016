"""The nightly job once, watched over by Prefect; where its server cannot start, the same steps run without it and one line says so.

The result and the exit status come from our own return value.
"""

from __future__ import annotations

from collections.abc import Callable

from danhba.run.context import Progress, open_house
from danhba.run.summary import Outcome
from danhba.settings import Settings
from flows.consolidate import consolidate, each_plainly, plainly


def run(settings: Settings, progress: Progress, warn: Callable[[str], None], watched: bool = True) -> Outcome:
    """Run the job once under the lock on var/, watched over by Prefect if it can be."""
    with open_house(settings, progress) as house:
        if watched:
            from flows.with_prefect import run_watched

            return run_watched(house, warn)
        return consolidate(house, plainly, each_plainly)
