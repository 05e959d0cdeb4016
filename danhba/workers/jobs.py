"""What a worker process does."""

from __future__ import annotations

import contextlib
import ctypes
import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from danhba.model.grid import ReadError
from danhba.read.container import Member, unpack
from danhba.read.in_file import Content, bytes_of, source_of
from danhba.read.kind import Kind, kind_of
from danhba.read.limits import Limits, set_limits
from danhba.registry import Registry, load_registry
from danhba.store.readings import dump

if TYPE_CHECKING:
    from danhba.check.reader import Reader
    from danhba.identify.mark import Marks
    from danhba.model.submission import Reading
    from danhba.report.submission import Report, Task

_READER: Reader | None = None
_REGISTRY: Registry | None = None


def _start(registry: str, memory_mb: int, limits: Limits, reads: bool = True, marks: Marks | None = None) -> None:
    """Prepare a worker: its registry, its reader if it reads returns, and a limit on its memory.

    What a dying reader prints is for nobody's screen.
    """
    global _READER, _REGISTRY
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    set_limits(limits)
    _REGISTRY = load_registry(Path(registry))
    if reads:
        from danhba.check.reader import Reader

        _READER = Reader(_REGISTRY, marks=marks)
    try:
        import resource

        limit = memory_mb << 20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ImportError, ValueError, OSError):
        pass  # not on this system: the time limit remains


def read_here(batch: list[tuple[str, Content]]) -> list[bytes]:
    """Read a batch in this worker."""
    assert _READER is not None
    return [dump(reading) for reading in _READER.read([source_of(name, content) for name, content in batch])]


def open_here(content: Content, name: str, folder: str) -> list[Member] | tuple[str, str] | None:
    """Write what is inside a container into a folder; None for what is none, (code, detail) for one that cannot be
    opened.

    Raises OSError when the folder cannot be written.
    """
    source = source_of(name, content)
    try:
        kind = kind_of(source.data, size=source.size)
        return unpack(source.data, kind, name, folder) if kind in (Kind.ZIP, Kind.MAIL) else None
    except ReadError as error:
        return error.code, error.detail


def report_here(batch: list[Task]) -> list[Report]:
    """Make the reports of submissions in this worker."""
    from danhba.report.submission import report_of

    assert _REGISTRY is not None
    return [report_of(task, rows, bytes_of(data), _REGISTRY) for task, rows, data in batch]


def render_here(names: Sequence[str], entries: list[dict[str, str]], as_of: dt.datetime) -> list[bytes]:
    """Make some formats of an edition in this worker."""
    from danhba.publish.edition import Edition
    from danhba.publish.formats import FORMATS

    assert _REGISTRY is not None
    edition = Edition(entries, _REGISTRY, as_of)
    return [FORMATS[name](edition) for name in names]


def give_back() -> None:
    """Return freed memory to the system: after thousands of files much of it is held for nothing."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _warm_up() -> None:
    """Read a form of two rows, so that what is made on first use is made before the first real file comes."""
    assert _REGISTRY is not None
    names = ([u.name for u in _REGISTRY.units] * 2)[
        :2
    ]  # known ones: what finds misspelt names is dear and not always needed
    phone = _REGISTRY.examples.phone_ok
    rows = "".join(f'{i},"{name}",{phone},\n' for i, name in enumerate(names, start=1))
    read_here([("a.csv", f"STT,Tên cơ quan,Số điện thoại,Ghi chú\n{rows}".encode())])


def _read_whole(batch: list[tuple[str, Content, str]]) -> list[Reading]:
    assert _READER is not None
    return _READER.read([source_of(*item) for item in batch])
