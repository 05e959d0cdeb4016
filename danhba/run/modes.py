"""Who may read what we write: var/ is ours alone, whatever the umask; what lies in the outbox is for everybody
(output/files.py)."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OURS = 0o077  # bits that nothing in var/ has


@contextmanager
def private(var: Path) -> Iterator[None]:
    """Make var/ ours alone, mend what an earlier version left open, and let everything new be so. Raises OSError."""
    before = os.umask(_OURS)
    try:
        var.mkdir(parents=True, exist_ok=True)
        mend(var)
        yield
    finally:
        os.umask(before)


def mend(var: Path) -> None:
    """Take the rights of others from var/ and all in it. Once var/ itself is closed, only what lies loose in it is
    looked at."""
    told = os.stat(var)
    whole = stat.S_IMODE(told.st_mode) & _OURS != 0
    for folder, _, names in os.walk(var):
        for name in names:
            _close(os.path.join(folder, name))
        if folder != str(var):
            _close(folder)
        elif not whole:
            break
    os.chmod(var, stat.S_IMODE(told.st_mode) & ~_OURS)


def _close(path: str) -> None:
    with contextlib.suppress(OSError):  # somebody else's, or gone
        mode = os.lstat(path).st_mode
        if not stat.S_ISLNK(mode) and stat.S_IMODE(mode) & _OURS:
            os.chmod(path, stat.S_IMODE(mode) & ~_OURS)
