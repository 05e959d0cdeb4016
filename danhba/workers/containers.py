"""A container opened by a worker: what was inside, or why it could not be opened, whatever became of the worker."""

from __future__ import annotations

import logging
import os
from concurrent.futures import TimeoutError as PoolTimeout
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from pebble import ProcessExpired, ProcessPool

from danhba.read.container import Member
from danhba.read.in_file import Content
from danhba.workers.jobs import open_here

_log = logging.getLogger(__name__)
_STOPS = "cấu trúc tệp làm dừng trình mở"

# Files inside; or (code, detail, whether its opener was stopped: it may be opened another time); None for what is no
# container.
Opened = list[Member] | tuple[str, str, bool] | None


def begin_opening(pool: ProcessPool, content: Content, name: str, folder: str, seconds: float) -> Any:
    """Have a container opened into a new folder; return a future for `end_opening`. Raises OSError."""
    os.makedirs(folder, mode=0o700)
    return pool.schedule(open_here, args=[content, name, folder], timeout=seconds)


def end_opening(future: Any, name: str, seconds: float) -> Opened:
    """Wait for a container. Raises OSError when the folder could not be written, BrokenProcessPool when no worker is
    left."""
    try:
        found: list[Member] | tuple[str, str] | None = future.result()
    except PoolTimeout:
        return "file_too_large", f"mở quá {seconds:.0f} giây", True
    except ProcessExpired as error:  # an OSError, and yet the file's: it killed its opener
        _log.warning("opening %r failed", name, exc_info=error)
        return "file_corrupt", _STOPS, True
    except (OSError, BrokenProcessPool):
        raise
    except Exception as error:  # whatever a file does to its opener, it costs this file one finding
        _log.warning("opening %r failed", name, exc_info=error)
        if isinstance(error, MemoryError):
            return "file_too_large", "cần quá nhiều bộ nhớ để mở", True
        return "file_corrupt", _STOPS, True
    return (*found, False) if isinstance(found, tuple) else found


def opened(pool: ProcessPool, content: Content, name: str, folder: str, seconds: float) -> Opened:
    """Open a container and wait for it."""
    return end_opening(begin_opening(pool, content, name, folder, seconds), name, seconds)
