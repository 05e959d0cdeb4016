"""One file read in a process of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence

from pebble import ProcessPool

from danhba.check.unreadable import unreadable
from danhba.identify.mark import Marks, marks_of
from danhba.model.submission import Reading, Source
from danhba.registry import load_registry
from danhba.settings import Settings
from danhba.store.keys import KeyFileError, load_key
from danhba.workers.jobs import _read_whole, _start


def read_isolated(settings: Settings, sources: Sequence[Source]) -> list[Reading]:
    """Read a few files for `danhba check`: in a forked child, so that a file that kills its reader costs one finding.

    Returns whole readings (with tables, for --explain), in order.
    """
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    arguments = [str(settings.registry), settings.worker_memory_mb, settings.limits, True, _marks(settings)]
    with ProcessPool(max_workers=1, initializer=_start, initargs=arguments, context=context) as pool:

        def read(batch: Sequence[Source]) -> list[Reading]:
            future = pool.schedule(_read_whole, args=[list(batch)], timeout=settings.file_seconds + len(batch) / 100)
            try:
                readings: list[Reading] = future.result()
                return readings
            except Exception as error:
                if len(batch) > 1:
                    half = len(batch) // 2
                    return read(batch[:half]) + read(batch[half:])
                return [unreadable((batch[0].source_file, batch[0].data), error, settings.file_seconds)]

        return read(sources) if sources else []


def _marks(settings: Settings) -> Marks | None:
    """Return what tells genuine marks, None where the installation's key is not at hand: then marks are not checked."""
    try:
        key = load_key(settings.var)
    except KeyFileError:
        return None
    return marks_of(key, load_registry(settings.registry)) if key is not None else None
