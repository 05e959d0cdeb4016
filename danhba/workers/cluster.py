"""Reading on a Dask cluster, by address: bytes and registry travel with the task, no shared disk is needed.

Same face as ReadingPool. A worker that dies costs nothing: its tasks are done again elsewhere. A batch that kills worker after
worker is halved until the file that spoils it stands alone.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from danhba.check.unreadable import unreadable
from danhba.model.begun import Begun
from danhba.read.limits import Limits, set_limits
from danhba.registry import Registry, load_registry
from danhba.report.submission import Task
from danhba.store.readings import dump

if TYPE_CHECKING:
    from danhba.identify.mark import Marks
    from danhba.report.submission import Report

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
    batch: list[tuple[str, bytes]],
    marks: Marks | None = None,
) -> list[bytes]:
    """Read a batch on a cluster's worker; its reader is made once for each registry."""
    from danhba.check.reader import Reader
    from danhba.model.submission import Source

    set_limits(limits)
    known = f"{digest} {marks.name if marks else ''}"
    reader = _READERS.get(known)
    if reader is None:
        reader = _READERS[known] = Reader(_registry(packed, digest), marks=marks)
    return [dump(reading) for reading in reader.read([Source(name, data) for name, data in batch])]


def report_there(packed: tuple[str, dict[str, bytes]], digest: str, limits: Limits, batch: list[Task]) -> list[Report]:
    """Make the reports of submissions on a cluster's worker."""
    from danhba.report.submission import report_of

    set_limits(limits)
    registry = _registry(packed, digest)
    return [report_of(task, rows, data, registry) for task, rows, data in batch]


class ClusterPool:
    """Batches of (source_file, bytes) to kept readings on a Dask cluster."""

    def __init__(
        self,
        address: str,
        registry: Path,
        file_seconds: float,
        limits: Limits = Limits(),
        marks: Marks | None = None,
    ) -> None:
        """Raises OSError when the scheduler does not answer."""
        from distributed import Client

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
        self._client.close()

    def wake(self) -> None:
        """Nothing to do: the cluster is awake."""

    def rest(self) -> None:
        """Nothing to do: the cluster is not ours to put to rest."""

    def begin(self, batch: Sequence[tuple[str, bytes]]) -> Begun:
        """Hand a batch to the cluster without waiting for it."""
        future = self._client.submit(
            read_there, self._packed, self._digest, self._limits, list(batch), self._marks, pure=False, retries=2
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
                return [dump(unreadable(batch[0], error, self.file_seconds))]
            half = len(batch) // 2
            return self.read(batch[:half]) + self.read(batch[half:])

    def read(self, batch: Sequence[tuple[str, bytes]]) -> list[bytes]:
        """Return a payload for every file of a batch, in order."""
        return self.end(self.begin(batch)) if batch else []

    def begin_reports(self, batch: Sequence[Task]) -> Begun:
        """Have reports made, without waiting for them."""
        future = self._client.submit(
            report_there, self._packed, self._digest, self._limits, list(batch), pure=False, retries=2
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
