"""A few files read in a process of their own."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence

from pebble import ProcessPool

from danhba.check.unreadable import refused, unreadable
from danhba.identify.mark import Marks, marks_of
from danhba.model.at_hand import take_up
from danhba.model.submission import Reading
from danhba.read.in_file import InFile
from danhba.registry import load_registry
from danhba.settings import Settings
from danhba.store.keys import KeyFileError, load_key
from danhba.workers.containers import opened
from danhba.workers.jobs import _read_whole, _start

_FILES = 300
_BYTES = 96 << 20


def read_isolated(settings: Settings, names: Sequence[tuple[str, str, str]], folder: str) -> list[list[Reading]]:
    """Read a few files (path, name, the folder it lies in) for `danhba check`: in a forked child, so that a file that
    kills its reader costs one finding. Containers are opened there too, into `folder`.

    Returns the readings of each file (whole, with tables, for --explain): several of a container, else one. Raises
    OSError.
    """
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    forked = context.get_start_method() == "fork"
    memory = settings.worker_memory_mb + (_held_mb() if forked else 0)
    arguments = [str(settings.registry), memory, settings.limits, True, _marks(settings)]
    with ProcessPool(max_workers=1, initializer=_start, initargs=arguments, context=context) as pool:
        items: list[tuple[str, InFile, str]] = []
        owners: list[int] = []
        out: list[list[Reading]] = [[] for _ in names]
        for number, (path, name, lies_in) in enumerate(names):
            take_up(name)
            content = InFile(path, os.path.getsize(path))
            found = opened(pool, content, name, os.path.join(folder, str(number)), settings.file_seconds)
            if isinstance(found, tuple) and found[2]:  # who killed whoever opened it is not tried again
                out[number].append(refused(name, content, found[0], found[1]))
                continue
            inside = (
                [(m.name, InFile(m.path, m.size, m.sha256), lies_in) for m in found] if isinstance(found, list) else []
            )
            items += inside or [(name, content, lies_in)]
            owners += [number] * (len(inside) or 1)
        for start, end in _parts(items):
            take_up(items[start][0])
            for owner, reading in zip(
                owners[start:end], _read(pool, items[start:end], settings.file_seconds), strict=True
            ):
                out[owner].append(reading)
        take_up("")
        return out


def _held_mb() -> int:
    """Return what this process holds of its address space, in MB: a forked child begins with all of it, and none of it
    is the file's. Whoever runs for weeks beside a server's threads holds more than a reader is given.
    """
    try:
        with open("/proc/self/statm", encoding="ascii") as f:
            return int(f.read().split()[0]) * os.sysconf("SC_PAGE_SIZE") >> 20
    except (OSError, ValueError):
        return 0  # not Linux: its limit on address space binds nothing there


def _marks(settings: Settings) -> Marks | None:
    """Return what tells genuine marks, None where the installation's key is not at hand: then marks are not checked."""
    try:
        key = load_key(settings.var)
    except KeyFileError:
        return None
    return marks_of(key, load_registry(settings.registry)) if key is not None else None


def _parts(items: list[tuple[str, InFile, str]]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of parts, none of them heavy: whoever reads them holds them together."""
    start = weight = 0
    for end, (_, content, _) in enumerate(items):
        if end > start and (end - start >= _FILES or weight + content.size > _BYTES):
            yield start, end
            start, weight = end, 0
        weight += content.size
    if items:
        yield start, len(items)


def _read(pool: ProcessPool, items: list[tuple[str, InFile, str]], seconds: float) -> list[Reading]:
    """Read the files together; where that fails, one by one, each with the whole time limit."""
    try:
        readings: list[Reading] = pool.schedule(_read_whole, args=[items], timeout=seconds).result()
        return readings
    except Exception as error:
        if len(items) > 1:
            return [reading for item in items for reading in _read(pool, [item], seconds)]
        return [unreadable(items[0][:2], error, seconds)]
