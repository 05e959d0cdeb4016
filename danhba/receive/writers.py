"""Who has a file open for writing: asked of the kernel by a lease; where a file system has none, of /proc."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys

_WRITES = os.O_WRONLY | os.O_RDWR


class Writers:
    """Tells whether another process has a file open for writing, as far as this system can tell. Make one a run."""

    def __init__(self) -> None:
        self._open: set[tuple[int, int]] | None = None  # (device, inode), looked up in /proc when first needed

    def open_for_writing(self, handle: int, told: os.stat_result) -> bool:
        """Tell it of an open file (read-only) and its stat."""
        if sys.platform != "linux":
            return False  # two looks and the look after the copy remain
        import fcntl

        try:
            # Should its sender open it while we hold the lease, the kernel tells us so by a signal: one that is
            # ignored.
            fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError as error:
            if error.errno == errno.EAGAIN:
                return True
            # Another owner's file, or a file system without leases.
            return (told.st_dev, told.st_ino) in self._seen()
        return False

    def _seen(self) -> set[tuple[int, int]]:
        if self._open is None:
            self._open = _open_files()
        return self._open


def _open_files() -> set[tuple[int, int]]:
    """Return the files that processes we may look at have open for writing; empty where there is no /proc."""
    out: set[tuple[int, int]] = set()
    me = os.getpid()
    with contextlib.suppress(OSError):
        for process in os.listdir("/proc"):
            if not process.isdigit() or int(process) == me:
                continue
            with contextlib.suppress(OSError):
                for handle in os.listdir(f"/proc/{process}/fd"):
                    with contextlib.suppress(OSError, ValueError, IndexError):
                        with open(f"/proc/{process}/fdinfo/{handle}", encoding="ascii") as info:
                            flags = next(int(line.split()[1], 8) for line in info if line.startswith("flags:"))
                        if flags & _WRITES:
                            told = os.stat(f"/proc/{process}/fd/{handle}")
                            out.add((told.st_dev, told.st_ino))
    return out
