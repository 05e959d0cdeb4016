"""A real run that is killed, or whose disk fails, at a chosen step: every change of the file system and every ledger commit is one.

Used by harness.py in a forked child. Steps are counted in the process of the run; workers only read.
"""

from __future__ import annotations

import builtins
import errno
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

_CALLS = ("rename", "replace", "unlink", "mkdir", "rmdir", "symlink", "fsync", "write", "truncate")


class Trap:
    """Counts steps below a folder; at step `at` it kills the process (or raises ENOSPC), before or after the step's effect."""

    def __init__(self, root: Path, at: int = 0, after: bool = False, fail: bool = False) -> None:
        self.root, self.at, self.after, self.fail = str(root), at, after, fail
        self.count = 0
        self.names: list[str] = []
        self._lock = threading.Lock()
        self._pid = os.getpid()

    def step(self, name: str, effect: Callable[[], Any]) -> Any:
        """Do one step, or die at it."""
        if os.getpid() != self._pid:
            return effect()
        with self._lock:
            self.count += 1
            mine = self.count
            self.names.append(name)
        if mine == self.at and not self.after:
            self._end()
        result = effect()
        if mine == self.at and self.after:
            self._end()
        return result

    def _end(self) -> None:
        if self.fail:
            raise OSError(errno.ENOSPC, "No space left on device")
        os.kill(self._pid, signal.SIGKILL)

    def _ours(self, *paths: Any) -> bool:
        return any(isinstance(p, str | bytes | os.PathLike) and self.root in os.fsdecode(os.fspath(p)) for p in paths)

    def set(self) -> None:
        """Put the trap around the calls that change files, and around ledger commits."""
        for name in _CALLS:
            original = getattr(os, name)

            def guarded(*args: Any, _name: str = name, _original: Any = original, **kwargs: Any) -> Any:
                if _name in ("fsync", "write") or self._ours(*args[:2]):
                    return self.step(f"os.{_name}", lambda: _original(*args, **kwargs))
                return _original(*args, **kwargs)

            setattr(os, name, guarded)
        opened = builtins.open

        def open_(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            if any(c in mode for c in "wxa+") and self._ours(file):
                return self.step("open", lambda: opened(file, mode, *args, **kwargs))
            return opened(file, mode, *args, **kwargs)

        builtins.open = open_  # type: ignore[assignment]
        import io

        io.open = open_  # type: ignore[assignment]
        import sqlalchemy as sa

        commit = sa.engine.default.DefaultDialect.do_commit

        def do_commit(dialect: Any, connection: Any) -> None:
            self.step("commit", lambda: commit(dialect, connection))

        sa.engine.default.DefaultDialect.do_commit = do_commit  # type: ignore[method-assign]
