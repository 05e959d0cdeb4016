"""The note of the run that goes on and of the last one that failed: var/last-run.json, written by the run itself.

A run holds var/run.alive while it lives; the system lets go of it when the process dies, however it dies. So a note
that says “running” with nobody holding the lock tells of a run that was cut off. Nothing here needs Prefect or the
ledger.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from danhba.nights.troubles import Failure
from danhba.output.files import write_new
from danhba.settings import Settings
from danhba.store.archive_remote import without_secrets
from danhba.vietnamese.dates import utc
from danhba.vietnamese.system_errors import system_words

_NOTE, _ALIVE = "last-run.json", "run.alive"
_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())  # before the log is set up nothing goes to the screen
CUT_OFF = "tiến trình bị dừng, hết bộ nhớ hoặc máy tắt"


@contextmanager
def noted(settings: Settings) -> Iterator[None]:
    """Note that a run begins, and how it ended. A note that cannot be written never hinders the run."""
    var = settings.var
    lock = FileLock(var / _ALIVE, timeout=10, mode=0o600)
    if not _taken(lock, var):
        yield
        return
    before = _read(var)
    began = dt.datetime.now(dt.UTC)
    failed = _failure_of(before) if before.get("state") == "running" else None
    told: dict[str, Any] = {"state": "running", "began": utc(began), "last_failed": before.get("last_failed")}
    if failed is not None:
        told["last_failed"] = _as_json(failed)
    _write(var, told)
    try:
        yield
    except BaseException as error:
        last = Failure(began, reason_of(error))
        _write(var, {**told, "state": "failed", "last_failed": _as_json(last)})
        _log.error("run failed", extra={"reason": last.reason, "kind": type(error).__name__})
        raise
    else:
        _write(var, {**told, "state": "done"})
    finally:
        lock.release()


def _taken(lock: FileLock, var: Path) -> bool:
    """Take the lock, which a look by `is_running` holds for a moment. False: another run goes on, as the lock on var/
    will say."""
    try:
        var.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire()
    except (OSError, Timeout):
        return False
    return True


def is_running(var: Path) -> bool:
    """Tell whether a run goes on. Raises OSError when var/ cannot be written to."""
    if not (var / _ALIVE).exists():
        return False
    try:
        with FileLock(var / _ALIVE, timeout=0, mode=0o600):
            return False
    except Timeout:
        return True


def how_it_went(var: Path) -> tuple[dt.datetime | None, Failure | None]:
    """Return (since when a run goes on, how the last run failed): both None where all went well."""
    running = is_running(var)
    note = _read(var)
    if running:
        return (_time(note.get("began")) if note.get("state") == "running" else None), None
    if note.get("state") == "running":
        return None, _failure_of(note)
    return None, _from_json(note.get("last_failed")) if note.get("state") == "failed" else None


def last_failed(var: Path) -> Failure | None:
    """Return the last run that failed, whatever came after it."""
    _, now = how_it_went(var)
    return now or _from_json(_read(var).get("last_failed"))


def reason_of(error: BaseException) -> str:
    """Return in one line why a run failed. What an unforeseen error says may quote a cell: its kind is told only."""
    from danhba.receive.receive_error import ReceiveError
    from danhba.registry import RegistryError
    from danhba.run.lock import CannotRun
    from danhba.settings import SettingsError
    from danhba.store.ledger_error import LedgerError

    if isinstance(error, CannotRun | ReceiveError | RegistryError | LedgerError | SettingsError):
        words = str(error)
    elif isinstance(error, MemoryError):
        words = "máy hết bộ nhớ"
    elif isinstance(error, OSError):
        words = system_words(error)
    elif isinstance(error, KeyboardInterrupt):
        words = "có người dừng"
    else:
        words = f"lỗi ngoài dự kiến {type(error).__name__}, chi tiết trong danhba.log"
    return " ".join(without_secrets(words).split())[:300].rstrip(".") or "không rõ lý do"


def _failure_of(note: dict[str, Any]) -> Failure | None:
    began = _time(note.get("began"))
    return Failure(began, CUT_OFF, killed=True) if began else None


def _as_json(failure: Failure) -> dict[str, Any]:
    return {"began": utc(failure.began), "reason": failure.reason, "killed": failure.killed}


def _from_json(told: Any) -> Failure | None:
    began = _time(told.get("began")) if isinstance(told, dict) else None
    return Failure(began, str(told.get("reason")), bool(told.get("killed"))) if began else None


def _time(told: Any) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(str(told)).astimezone(dt.UTC)
    except ValueError:
        return None


def _read(var: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        told = json.loads((var / _NOTE).read_text(encoding="utf-8"))
        if isinstance(told, dict):
            return told
    return {}


def _write(var: Path, told: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        write_new(var / _NOTE, json.dumps(told, ensure_ascii=False).encode(), ours_alone=True)
