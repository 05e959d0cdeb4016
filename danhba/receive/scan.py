"""One look at the inbox: what lies there, what of it is litter, and what cannot be taken. Nothing is opened."""

from __future__ import annotations

import errno
import fnmatch
import os
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from danhba.model.submission import Left
from danhba.receive.held import HIDDEN
from danhba.vietnamese.system_errors import system_words

# Left by office programs, systems and browsers; it stays where it is and is only counted.
LITTER = (
    "~$*", ".~lock.*", "thumbs.db", ".ds_store", "._*", "desktop.ini", "*.tmp", "*.part", "*.crdownload", "@eadir",
    ".gitkeep", "~*.tmp",
)  # fmt: skip

_SHOWN = 160  # characters of a name in a line for people
_KINDS = (
    (stat.S_ISLNK, "liên kết, không phải tệp"),
    (stat.S_ISFIFO, "ống dẫn (FIFO), không phải tệp"),
    (stat.S_ISSOCK, "cổng giao tiếp (socket), không phải tệp"),
    (stat.S_ISCHR, "thiết bị, không phải tệp"),
    (stat.S_ISBLK, "thiết bị, không phải tệp"),
    (stat.S_ISDIR, "thư mục, không phải tệp"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file seen in the inbox: its path below it, as the system names it, and what two looks compare."""

    path: str
    size: int
    changed_ns: int


@dataclass(slots=True)
class Inbox:
    """One look at the inbox."""

    files: list[Found] = field(default_factory=list)
    litter: int = 0
    left: list[Left] = field(default_factory=list)  # no files, or out of reach


def is_litter(name: str) -> bool:
    """Tell whether a file is an office leftover by its name."""
    low = name.lower()
    return any(fnmatch.fnmatchcase(low, pattern) for pattern in LITTER)


def look(inbox: Path, held: frozenset[str] = frozenset()) -> Inbox:
    """List what lies in the inbox and its sub-folders; symbolic links are not followed.

    held: what we hold there ourselves (`Held.on_other_disks`); anything else by that folder's name was dropped, as
    anywhere.
    What cannot be looked at is in `left`, with the reason. Raises OSError when the inbox itself cannot be read.
    """
    out = Inbox()
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(os.path.join(inbox, folder)) as entries:
                for entry in entries:
                    _see(entry, os.path.join(folder, entry.name), out, folders, held)
        except OSError as error:
            if not folder:
                raise
            if not isinstance(error, FileNotFoundError):
                out.left.append(Left(shown(folder), f"thư mục, {why_not(error)}"))
    out.files.sort(key=lambda f: os.fsencode(f.path))
    out.left.sort(key=lambda left: left.name)
    return out


def _see(entry: os.DirEntry[str], path: str, out: Inbox, folders: list[str], held: frozenset[str]) -> None:
    try:
        if held and path.startswith(HIDDEN) and os.path.abspath(entry.path) in held:
            return
        if is_litter(entry.name):
            out.litter += 1
        elif entry.is_dir(follow_symlinks=False):
            folders.append(path)
        elif entry.is_file(follow_symlinks=False):
            told = entry.stat(follow_symlinks=False)
            out.files.append(Found(path, told.st_size, told.st_mtime_ns))
        else:
            mode = entry.stat(follow_symlinks=False).st_mode
            out.left.append(Left(shown(path), no_file(mode)))
    except FileNotFoundError:
        return  # its sender took it away again
    except OSError as error:
        out.left.append(Left(shown(path), why_not(error)))


def no_file(mode: int) -> str:
    """Return what something is that is no file, '' for a file."""
    if stat.S_ISREG(mode):
        return ""
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "không phải tệp")


def why_not(error: OSError) -> str:
    """Say why something cannot be read or taken."""
    return {
        errno.EACCES: "không có quyền đọc",
        errno.EPERM: "không có quyền chuyển đi",
        errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.ENAMETOOLONG: "đường dẫn quá dài",
        errno.EIO: "ổ đĩa đọc lỗi",
        errno.ELOOP: "liên kết, không phải tệp",
        errno.ENXIO: "không phải tệp",
        errno.ENOENT: "không có tệp này",
    }.get(error.errno or 0, system_words(error))


def display_name(path: str) -> str:
    """Return a path below the inbox as it is shown and compared: NFC, with /, undecodable bytes replaced."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", text.replace(os.sep, "/"))


def shown(path: str) -> str:
    """Return a path for a line that people read: on one line, not longer than a line."""
    name = "".join(c if c.isprintable() else "\ufffd" for c in display_name(path))
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN // 2]}…{name[-_SHOWN // 2 :]}"
