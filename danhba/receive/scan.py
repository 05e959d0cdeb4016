"""One look at the inbox: what lies there, and what of it is litter."""

from __future__ import annotations

import fnmatch
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

# Left by office programs, systems and browsers; it stays where it is and is only counted.
LITTER = (
    "~$*", ".~lock.*", "thumbs.db", ".ds_store", "._*", "desktop.ini", "*.tmp", "*.part", "*.crdownload", "@eadir", ".gitkeep", "~*.tmp",
)  # fmt: skip


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
    links: int = 0


def is_litter(name: str) -> bool:
    """Tell whether a file is an office leftover by its name."""
    low = name.lower()
    return any(fnmatch.fnmatchcase(low, pattern) for pattern in LITTER)


def look(inbox: Path) -> Inbox:
    """List what lies in the inbox and its sub-folders; symbolic links are not followed. Raises OSError."""
    out = Inbox()
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(os.path.join(inbox, folder)) as entries:
            for entry in entries:
                path = os.path.join(folder, entry.name)
                try:
                    if entry.is_symlink():
                        out.links += 1
                    elif is_litter(entry.name):
                        out.litter += 1
                    elif entry.is_dir(follow_symlinks=False):
                        folders.append(path)
                    elif entry.is_file(follow_symlinks=False):
                        stat = entry.stat(follow_symlinks=False)
                        out.files.append(Found(path, stat.st_size, stat.st_mtime_ns))
                except FileNotFoundError:
                    continue  # its sender took it away again
    out.files.sort(key=lambda f: os.fsencode(f.path))
    return out


def display_name(path: str) -> str:
    """Return a path below the inbox as it is shown and compared: NFC, with /, undecodable bytes replaced."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", text.replace(os.sep, "/"))
