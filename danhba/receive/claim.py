"""Claiming: a file leaves the inbox by a rename, and is let go of when it is written down."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import fnmatch
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


def _claim(inbox: Path, batch: Path, path: str, made: set[str]) -> bool:
    """Rename a file into the claim folder, keeping its path; copy it where the two lie on different disks. made: folders made so far."""
    target = os.path.join(batch, path)
    folder = os.path.dirname(target)
    if folder not in made:
        os.makedirs(folder, exist_ok=True)
        made.add(folder)
    source = os.path.join(inbox, path)
    try:
        os.rename(source, target)
    except FileNotFoundError:
        return True  # its sender took it away again: nothing is waiting
    except PermissionError:
        return False  # open elsewhere: next time
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return _claim_by_copy(source, target)
    return True


def _claim_by_copy(source: str, target: str) -> bool:
    before = os.stat(source)
    # Named like litter until whole, so that a copy cut short is not taken for a claimed file.
    partial = os.path.join(os.path.dirname(target), f"~{secrets.token_hex(8)}.tmp")
    shutil.copy2(source, partial)
    with open(partial, "rb+") as file:
        os.fsync(file.fileno())
    after = os.stat(source)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        os.unlink(partial)
        return False
    os.replace(partial, target)
    os.unlink(source)
    return True


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claimed file: where it lies, its path as it was dropped, when and by which claim."""

    full: str
    path: str
    when: dt.datetime
    claim: str


def _claimed(claim: Path) -> Iterator[Claimed]:
    """Yield everything claimed, oldest claim first."""
    for batch in sorted(os.listdir(claim)):
        try:
            when = dt.datetime.strptime(batch.split("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
        except ValueError:
            continue
        root = os.path.join(claim, batch)
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                full = os.path.join(folder, name)
                if fnmatch.fnmatchcase(name, "~*.tmp"):
                    os.unlink(full)  # a copy cut short: the original still lies in the inbox
                    continue
                yield Claimed(full, os.path.relpath(full, root), when, batch)


def _remove_empty(root: Path) -> None:
    for folder, _, _ in os.walk(root, topdown=False):
        if folder != str(root):
            with contextlib.suppress(OSError):
                os.rmdir(folder)
