"""What the reports are made with: no run's context, only what they read and where they write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from danhba.calls.shares import Checked
from danhba.model.begun import Begun
from danhba.registry import Registry
from danhba.report.submission import Report, Task
from danhba.store.archive import Contents


class Makers(Protocol):
    """Processes that make reports beside ours."""

    def begin_reports(self, batch: Sequence[Task]) -> Begun:
        """Have reports made without waiting for them."""
        ...

    def reports(self, begun: Begun) -> list[Report | None]:
        """Return the reports of a batch; None where the file stopped whoever would mark it."""
        ...


@dataclass(frozen=True, slots=True)
class Inputs:
    """What reports read and where they write.

    signing_key: the installation's; reviewers: the reviewers' folder, as people are told.
    remembered: what the last run's reports left to compare with, by name; None where there was none.
    """

    registry: Registry
    archive: Contents
    makers: Makers
    outbox: Path
    as_of: dt.datetime
    signing_key: bytes
    reviewers: str
    remembered: Callable[[str], Any]
    progress: Callable[[str, int, int], None] = lambda step, done, total: None
    checked: Sequence[Checked] = ()  # shares verified by calls, the sum as the last; empty while nobody has called
