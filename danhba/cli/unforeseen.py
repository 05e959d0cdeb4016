"""What nobody foresaw: one line on the screen, an entry in the log with the file at hand, exit status 3."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import sys
import threading
import traceback
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from danhba.model.at_hand import file_at_hand
from danhba.vietnamese.system_errors import system_words

COULD_NOT_RUN = 3
log_folder = Path("var")  # of the settings in force, once they are read


def any_screen() -> None:
    """Let a screen that cannot show a letter show the letter without its marks: PYTHONIOENCODING=ascii, names of bad
    bytes.

    What fails beside the work, in a thread or while something is put away, goes to the log only.
    """
    codecs.register_error("danhba-plain", _plain)
    sys.unraisablehook = lambda told: _aside(told.exc_value)
    threading.excepthook = lambda told: _aside(told.exc_value)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(errors="danhba-plain")


_SIGNS = {
    "đ": "d",
    "Đ": "D",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "…": "...",
    "·": "-",
    "→": "->",
}


def _plain(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return what a screen without a letter shows for it: “Thiếu” is read as “Thieu”, not as “Thi?u”. Used as an error
    handler of codecs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = unicodedata.normalize("NFD", error.object[error.start : error.end])
    shown = (_SIGNS.get(c, c if c.isascii() else "?") for c in text if not unicodedata.combining(c))
    return "".join(shown), error.end


def _aside(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, SystemExit):
        _write_down(error, file_at_hand())


def log_into(folder: Path) -> None:
    """Say where the log lies."""
    global log_folder
    log_folder = folder


def told_in_one_line(error: BaseException) -> int:
    """Say in one line what went wrong, with the file at hand, and write it down for who looks into it; return the exit
    status."""
    at = file_at_hand()
    what = _words(error)
    where = _write_down(error, at)
    file = f" khi đang xử lý “{one_line(at)}”" if at else ""
    log = f" Chi tiết: {where}." if where else ""
    with contextlib.suppress(OSError, ValueError):
        print(f"danhba: không chạy được{file}: {what}.{log}", file=sys.stderr, flush=True)
    return COULD_NOT_RUN


def _words(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "máy hết bộ nhớ"
    if isinstance(error, OSError):
        name = f" (“{one_line(str(error.filename))}”)" if error.filename else ""
        return one_line(f"{system_words(error)}{name}")
    return one_line(f"lỗi ngoài dự kiến {type(error).__name__}: {error}")


def one_line(text: str) -> str:
    """Return a text on one line of at most 300 characters, without a dot at its end."""
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:300].rstrip(".") or "không rõ lý do"


def _write_down(error: BaseException, at: str) -> str:
    """Add an entry to danhba.log; return where it is, '' where nothing can be written. A look at files makes no
    folder."""
    path = log_folder / "danhba.log"
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "level": "error",
        "logger": "danhba.cli",
        "message": "unforeseen",
        "error": type(error).__name__,
        "file": at,
        # Where it happened, not what the cells held: a message may quote them.
        "trace": [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)[-12:]],
    }
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return ""
    try:
        os.write(handle, (json.dumps(entry) + "\n").encode("ascii", "replace"))
    except OSError:
        return ""
    finally:
        os.close(handle)
    return str(path)
