"""Reading in other processes, with limits: a file that hangs, crashes or eats memory costs one finding, not the run.

The pool is made by forkserver (fork inside a running flow hangs) before any task starts. A batch that fails is read
once more, file by file: whatever spoiled it costs the others no more than its own time limit twice.
"""

from __future__ import annotations

import datetime as dt
import logging
import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pebble import ProcessPool

from danhba.check.unreadable import unreadable
from danhba.model.begun import Begun, Passing
from danhba.read.in_file import Content
from danhba.read.limits import Limits
from danhba.store.readings import dump
from danhba.workers.containers import Opened, begin_opening, end_opening
from danhba.workers.jobs import _start, _warm_up, give_back, read_here, render_here, report_here

if TYPE_CHECKING:
    from danhba.identify.mark import Marks
    from danhba.report.submission import Report, Task

_log = logging.getLogger(__name__)


def _new_pool(
    registry: str, processes: int, memory_mb: int, limits: Limits, marks: Marks | None, reads: bool
) -> ProcessPool:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["danhba.workers.preload"])
    arguments = [registry, memory_mb, limits, reads, marks]
    return ProcessPool(max_workers=processes, max_tasks=0, initializer=_start, initargs=arguments, context=context)


class ReadingPool:
    """Worker processes that read batches of (source_file, bytes) into kept readings, in order."""

    def __init__(
        self,
        registry: Path,
        processes: int,
        file_seconds: float,
        memory_mb: int,
        call: Callable[[list[tuple[str, Content]]], list[bytes]] = read_here,
        limits: Limits = Limits(),
        marks: Marks | None = None,
    ) -> None:
        self.file_seconds = file_seconds
        self._call = call
        self._start_pool = partial(_new_pool, str(registry), processes, memory_mb, limits, marks, True)
        self._start_reporters = partial(_new_pool, str(registry), processes, memory_mb, limits, None, False)
        self._lock = threading.Lock()
        self._leaving: threading.Thread | None = None
        self._waking: threading.Thread | None = None
        self._processes = processes
        self._pool = self._start_pool()

    def wake(self) -> None:
        """Start the workers, who otherwise start on their first task, and let them make what is made on first use.
        Returns at once."""
        self._waking = threading.Thread(target=self._wake, daemon=True)
        self._waking.start()

    def _wake(self) -> None:
        try:
            for _ in range(self._processes):
                self._pool.schedule(_warm_up)
        except Exception as error:  # they are started anew when there is something to read
            _log.warning("the workers were not woken", exc_info=error)

    def _awake(self) -> None:
        """Wait until waking is over: a pool must not be closed while it starts."""
        if self._waking is not None:
            self._waking.join()
            self._waking = None

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._awake()
        if kind is None:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()
        if self._leaving is not None:
            self._leaving.join()

    def rest(self) -> None:
        """Let the workers go once everything is read: their memory is wanted for what follows."""
        self._awake()
        with self._lock:
            old, self._pool = (
                self._pool,
                self._start_reporters(),
            )  # who start no process before they are asked for something
        old.close()
        self._leaving = threading.Thread(target=old.join, daemon=True)  # what follows does not wait for them
        self._leaving.start()
        give_back()

    def begin_render(self, names: Sequence[str], entries: list[dict[str, str]], as_of: dt.datetime) -> Begun:
        """Have some formats of an edition made, without waiting for them."""
        pool = self._pool
        return Begun(list(names), pool, pool.schedule(render_here, args=[names, entries, as_of], timeout=600))

    def begin_reports(self, batch: Sequence[Task]) -> Begun:
        """Have reports made without waiting for them."""
        pool = self._pool
        return Begun(
            list(batch), pool, pool.schedule(report_here, args=[list(batch)], timeout=self.file_seconds + len(batch))
        )

    def reports(self, begun: Begun) -> list[Report | None]:
        """Return the reports of a batch; None where the file stopped whoever would mark it."""
        try:
            made: list[Report | None] = begun.future.result()
            return made
        except Exception as error:  # the report is whole without its copy
            _log.warning("a report failed", exc_info=error)
            if len(begun.batch) == 1:
                return [None]
            parts = [self.begin_reports([task]) for task in begun.batch]
            return [made for part in parts for made in self.reports(part)]

    def begin(self, batch: Sequence[tuple[str, Content]]) -> Begun:
        """Hand a batch to the workers without waiting for it."""
        pool = self._pool
        # Many files share the time limit of one: they take milliseconds each.
        try:
            return Begun(list(batch), pool, pool.schedule(self._call, args=[list(batch)], timeout=self.file_seconds))
        except Exception:  # no worker is left: `end` starts anew
            return Begun(list(batch), pool, None)

    def end(self, begun: Begun) -> list[bytes]:
        """Wait for a batch; return a payload for every file of it. One that cannot be read has a finding that says
        so."""
        for attempt in (1, 2):
            try:
                if begun.future is None:
                    raise BrokenProcessPool
                payloads: list[bytes] = begun.future.result()
                return payloads
            except BrokenProcessPool:  # no worker is left: start anew, once
                if attempt == 2:
                    raise
                self._renew(begun.pool)
                begun = self.begin(begun.batch)
            except Exception as error:  # whatever a file does to its reader, it costs this file one finding
                batch = begun.batch
                if len(batch) == 1:
                    _log.warning("reading %r failed", batch[0][0], exc_info=error)
                    return [Passing(dump(unreadable(batch[0], error, self.file_seconds)))]
                # Each on its own clock: to halve would give the file that spoils them its time limit again and again.
                alone = [self.begin([item]) for item in batch]
                return [payload for one in alone for payload in self.end(one)]
        raise AssertionError

    def read(self, batch: Sequence[tuple[str, Content]]) -> list[bytes]:
        """Return a payload for every file of a batch, in order."""
        return self.end(self.begin(batch)) if batch else []

    def begin_opening(self, content: Content, name: str, folder: str) -> Begun:
        """Have a container opened into a folder, without waiting for it."""
        pool = self._pool
        try:
            return Begun([(name, content, folder)], pool, begin_opening(pool, content, name, folder, self.file_seconds))
        except OSError:
            raise
        except Exception:  # no worker is left: `end_opening` starts anew
            return Begun([(name, content, folder)], pool, None)

    def end_opening(self, begun: Begun) -> Opened:
        """Wait for a container. Raises OSError when the folder could not be written."""
        name, content, folder = begun.batch[0]
        for attempt in (1, 2):
            try:
                if begun.future is None:
                    raise BrokenProcessPool
                return end_opening(begun.future, name, self.file_seconds)
            except BrokenProcessPool:
                if attempt == 2:
                    raise
                self._renew(begun.pool)
                begun = self.begin_opening(content, name, f"{folder}-2")
        raise AssertionError

    def _renew(self, broken: ProcessPool) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = self._start_pool()
