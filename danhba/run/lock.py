"""One run at a time: the lock on var/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from filelock import FileLock, Timeout

from danhba.run.modes import private
from danhba.settings import Settings
from danhba.vietnamese.system_errors import system_words


class CannotRun(Exception):
    """The run cannot go on; the text is one clear line in Vietnamese, the exit status 3."""


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Hold the lock on var/: one run at a time. Raises CannotRun when another holds it or the folder cannot be used."""
    closed = ExitStack()
    try:
        closed.enter_context(private(settings.var))
        lock = FileLock(settings.var / "run.lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        closed.close()
        raise CannotRun(f"Một lần chạy khác đang dùng “{settings.var}”; chờ lần đó xong rồi chạy lại.") from error
    except OSError as error:
        closed.close()
        raise CannotRun(f"Không dùng được thư mục “{settings.var}”: {system_words(error)}.") from error
    try:
        yield
    finally:
        lock.release()
        closed.close()
