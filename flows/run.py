"""The nightly job once, watched over by Prefect; where its server cannot start, the same steps run without it and one
line says so.

The result and the exit status come from our own return value.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from danhba.nights.watched import told_at_the_end
from danhba.settings import Settings

if TYPE_CHECKING:
    from danhba.run.context import Progress
    from danhba.run.summary import Outcome


def run(
    settings: Settings, progress: Progress, warn: Callable[[str], None], watched: bool = True, reread: bool = False
) -> Outcome:
    """Run the job once under the lock on var/, watched over by Prefect if it can be. reread: everything is read again
    from the archive."""
    with ExitStack() as stack:
        stack.enter_context(told_at_the_end(settings))
        if not watched:
            return _plainly(stack, settings, progress, reread)
        from flows.watcher import Watcher

        # Its server starts first of all, beside everything that we load and wait for.
        watcher = stack.enter_context(Watcher(settings))
        watcher.start()
        from danhba.run.context import open_run
        from danhba.run.recall import read_again
        from flows.with_prefect import run_watched

        context = stack.enter_context(open_run(settings, progress))
        if reread:
            read_again(context)
        return run_watched(context, watcher, warn)


def _plainly(stack: ExitStack, settings: Settings, progress: Progress, reread: bool) -> Outcome:
    from danhba.run.context import open_run
    from danhba.run.recall import read_again
    from flows.consolidate import consolidate, each_plainly, plainly

    context = stack.enter_context(open_run(settings, progress))
    if reread:
        read_again(context)
    return consolidate(context, plainly, each_plainly)
