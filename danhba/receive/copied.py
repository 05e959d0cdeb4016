"""A claimed file is copied into the archive, until a look after the copy finds it as it was before."""

from __future__ import annotations

import io
import os
import time
from dataclasses import dataclass
from typing import Any

from danhba.read.kind import HEAD
from danhba.receive.scan import no_file, why_not
from danhba.store.archive import Contents

_LOOKS_AFTER_COPY = 5
SMALL = 1 << 20  # bytes that are copied through memory


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that is archived: its first bytes (all of a small one), and (size, time of change) as it was copied."""

    sha256: str
    size: int
    seen: tuple[int, int]
    head: bytes

    @property
    def whole(self) -> bool:
        """Whether its first bytes are all of it."""
        return len(self.head) == self.size


class Unreadable(Exception):
    """A claimed file that cannot be read: no error of our own disk."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Reading(io.RawIOBase):
    """A stream whose errors are the file's, not our disk's."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        try:
            data: bytes = self._stream.read(size)
        except OSError as error:
            raise Unreadable(why_not(error)) from error
        return data


def copy_still(full: str, archive: Contents) -> Copied | None:
    """Copy a file until a look after the copy finds it as before; None when its sender goes on writing.

    Raises Unreadable, and OSError of the archive. A large file passes in pieces.
    """
    for attempt in range(_LOOKS_AFTER_COPY):
        try:
            handle = os.open(full, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK)
        except OSError as error:
            raise Unreadable(why_not(error)) from error
        with open(handle, "rb", buffering=0) as file:
            before = os.fstat(handle)
            if words := no_file(before.st_mode):
                raise Unreadable(words)
            stream: Any = _Reading(file)
            if before.st_size <= SMALL:
                head = b"".join(iter(lambda s=stream: s.read(SMALL), b""))
                sha256, size = archive.put_bytes(head)
            else:
                head = stream.read(HEAD)
                file.seek(0)
                sha256, size = archive.put(stream)
            after = os.fstat(handle)
        seen = (after.st_size, after.st_mtime_ns)
        if (before.st_size, before.st_mtime_ns) == seen and size == after.st_size:
            return Copied(sha256, size, seen, head)
        time.sleep(0.05 * (attempt + 1))
    return None
