"""A sample inbox: files with the times at which they were last changed, and how it is laid down on a disk."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sample:
    """The sample of one registry.

    registry: the name of the folder that it speaks of; as_of: the time of its run; day: from when the minutes of its
    files count; files: makes (path below the inbox, bytes, minutes).
    """

    registry: str
    as_of: str
    day: dt.datetime
    files: Callable[[], Iterable[tuple[str, bytes, int]]]

    def build(self, inbox: Path) -> int:
        """Write the sample anew; return how many files it has. What lay there before is removed: it is the demo's
        own."""
        for old in (inbox, inbox.parent / "outbox", inbox.parent / "var"):
            shutil.rmtree(old, ignore_errors=True)
        count = 0
        for path, data, minutes in self.files():
            target = inbox / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            moment = (self.day + dt.timedelta(minutes=minutes)).timestamp()
            os.utime(target, (moment, moment))
            count += 1
        (inbox / "~$phu-luc.xlsx").write_bytes(b"office")
        return count
