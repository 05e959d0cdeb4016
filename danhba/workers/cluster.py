"""Reading on a Dask cluster, by address: bytes and registry travel with the task, no shared disk is needed.

Same face as ReadingPool. A worker that dies costs nothing: its tasks are done again elsewhere. A batch that kills
worker after worker is read once more, file by file.
"""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pebble import ProcessPool

from danhba.check.unreadable import unreadable
from danhba.model.begun import Begun, Passing
from danhba.read.in_file import Content, Head, InFile, bytes_of, source_of
from danhba.read.limits import Limits, set_limits
from danhba.registry import Registry, load_registry
from danhba.store.readings import dump
from danhba.workers.containers import Opened, begin_opening, end_opening
from danhba.workers.jobs import _start

if TYPE_CHECKING:
    from danhba.identify.mark import Marks
    from danhba.report.submission import Report, Task

_log = logging.getLogger(__name__)
_READERS: dict[str, Any] = {}
_REGISTRIES: dict[str, Registry] = {}


def pack(registry: Path) -> tuple[str, dict[str, bytes]]:
    """Return a registry as (name of its folder, file name → bytes), the numbering plan with it."""
    files = {p.name: p.read_bytes() for p in sorted(registry.iterdir()) if p.suffix in (".csv", ".toml")}
    plan = registry.parent / "numbering-plan-vn.csv"
    if plan.name not in files and plan.exists():
        files[plan.name] = plan.read_bytes()
    return registry.name, files


def _registry(packed: tuple[str, dict[str, bytes]], digest: str) -> Registry:
    """Return a registry on a cluster's worker, unpacked once."""
    registry = _REGISTRIES.get(digest)
    if registry is None:
        name, files = packed
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / name
            folder.mkdir()
            for file, data in files.items():
                (folder / file).write_bytes(data)
            registry = _REGISTRIES[digest] = load_registry(folder)
    return registry


def read_there(
    packed: tuple[str, dict[str, bytes]],
    digest: str,
    limits: Limits,
    batch: list[tuple[str, Content]],
    marks: Marks | None = None,
) -> list[bytes]:
    """Read a batch on a cluster's worker; its reader is made once for each registry."""
    from danhba.check.reader import Reader

    set_limits(limits)
    known = f"{digest} {marks.name if marks else ''}"
    reader = _READERS.get(known)
    if reader is None:
        reader = _READERS[known] = Reader(_registry(packed, digest), marks=marks)
    return [dump(reading) for reading in reader.read([source_of(name, content) for name, content in batch])]


def report_there(packed: tuple[str, dict[str, bytes]], digest: str, limits: Limits, batch: list[Task]) -> list[Report]:
    """Make the reports of submissions on a cluster's worker."""
    from danhba.report.submission import report_of

    set_limits(limits)
    registry = _registry(packed, digest)
    return [report_of(task, rows, bytes_of(data), registry) for task, rows, data in batch]


def _there(content: Content) -> Content:
    """Return a content as it travels: no other machine sees our files."""
    if not isinstance(content, InFile):
        return content
    source = source_of("", content)
    return source.data if source.whole else Head(source.data, source.size, source.sha256)


class ClusterPool:
    """Batches of (source_file, bytes) to kept readings on a Dask cluster."""

    def __init__(
        self,
        address: str,
        registry: Path,
        file_seconds: float,
        limits: Limits = Limits(),
        marks: Marks | None = None,
        memory_mb: int = 2048,
    ) -> None:
        """Raises OSError when the scheduler does not answer."""
        from distributed import Client

        self._openers: ProcessPool | None = None
        self._registry, self._memory_mb = str(registry), memory_mb
        self.file_seconds, self._limits = file_seconds, limits
        self._client = Client(address, timeout="30s", set_as_default=False)
        self._digest = load_registry(registry).digest
        self._packed = self._client.scatter(pack(registry), broadcast=True, hash=False)
        self._marks = self._client.scatter(marks, broadcast=True, hash=False) if marks else None

    def __enter__(self) -> ClusterPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._openers is not None:
            self._openers.stop()
            self._openers.join()
        self._client.close()

    def wake(self) -> None:
        """Nothing to do: the cluster is awake."""

    def rest(self) -> None:
        """Nothing to do: the cluster is not ours to put to rest."""

    def begin(self, batch: Sequence[tuple[str, Content]]) -> Begun:
        """Hand a batch to the cluster without waiting for it. Raises OSError when a content cannot be read here."""
        sent = [(name, _there(content)) for name, content in batch]
        future = self._client.submit(
            read_there, self._packed, self._digest, self._limits, sent, self._marks, pure=False, retries=2
        )
        return Begun(list(batch), self._client, future)

    def end(self, begun: Begun) -> list[bytes]:
        """Wait for a batch; return a payload for every file of it."""
        batch = begun.batch
        try:
            payloads: list[bytes] = begun.future.result(timeout=2 * self.file_seconds + len(batch))
            return payloads
        except Exception as error:
            begun.future.cancel(force=True)
            if len(batch) == 1:
                _log.warning("reading %r failed", batch[0][0], exc_info=error)
                return [Passing(dump(unreadable(batch[0], error, self.file_seconds)))]
            alone = [self.begin([item]) for item in batch]
            return [payload for one in alone for payload in self.end(one)]

    def read(self, batch: Sequence[tuple[str, Content]]) -> list[bytes]:
        """Return a payload for every file of a batch, in order."""
        return self.end(self.begin(batch)) if batch else []

    def begin_opening(self, content: Content, name: str, folder: str) -> Begun:
        """Have a container opened, by a process of this machine: what is inside is archived from here."""
        if self._openers is None:
            context = multiprocessing.get_context("forkserver")
            arguments = [self._registry, self._memory_mb, self._limits, False]
            self._openers = ProcessPool(max_workers=1, initializer=_start, initargs=arguments, context=context)
        begun = begin_opening(self._openers, content, name, folder, self.file_seconds)
        return Begun([name], self._openers, begun)

    def end_opening(self, begun: Begun) -> Opened:
        """Wait for a container. Raises OSError when the folder could not be written."""
        return end_opening(begun.future, begun.batch[0], self.file_seconds)

    def begin_reports(self, batch: Sequence[Task]) -> Begun:
        """Have reports made, without waiting for them."""
        sent = [(told, rows, _there(data)) for told, rows, data in batch]
        future = self._client.submit(
            report_there, self._packed, self._digest, self._limits, sent, pure=False, retries=2
        )
        return Begun(list(batch), self._client, future)

    def reports(self, begun: Begun) -> list[Report | None]:
        """Return the reports of a batch; None where none could be made there."""
        try:
            made: list[Report | None] = begun.future.result(timeout=self.file_seconds + len(begun.batch))
            return made
        except Exception as error:
            _log.warning("reports failed", exc_info=error)
            return [None] * len(begun.batch)
