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
from enum import Enum
from pathlib import Path

from danhba.model.submission import Left
from danhba.receive.held import Held
from danhba.receive.scan import no_file, shown, why_not
from danhba.receive.writers import Writers

_NO_LINK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NOT_OURS = (errno.EACCES, errno.EPERM, errno.EROFS)


class Claim(Enum):
    """What became of a file that was to be claimed."""

    TAKEN = "taken"
    GONE = "gone"  # its sender took it away again
    BUSY = "busy"  # its sender still has it open: next time


@dataclass(frozen=True, slots=True)
class Denied(Left):
    """A file that the rights of its folder do not let us take."""


def claim_file(inbox: Path, batch: Path, path: str, made: set[str], writers: Writers, held: Held) -> Claim | Left:
    """Rename a file into the claim folder, keeping its path; copy it where the two lie on different disks.

    made: folders made so far. A file that cannot be read or moved stays where it is: why is returned. Raises OSError
    when our own folder cannot be written.
    """
    source = os.path.join(inbox, path)
    try:
        handle = os.open(source, _NO_LINK)
        try:
            told = os.fstat(handle)
            if words := no_file(told.st_mode):
                return Left(shown(path), words)
            if writers.open_for_writing(handle, told):
                return Claim.BUSY
        finally:
            os.close(handle)
    except FileNotFoundError:
        return Claim.GONE
    except OSError as error:
        return Left(shown(path), why_not(error))
    target = os.path.join(batch, path)
    folder = os.path.dirname(target)
    try:
        if folder not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        os.rename(source, target)
    except FileNotFoundError:
        return Claim.GONE
    except OSError as error:
        if error.errno == errno.EXDEV:
            return _claim_by_copy(inbox, source, target, path, batch.name, held)
        if error.errno == errno.ENAMETOOLONG:
            return Left(shown(path), why_not(error))
        if error.errno in _NOT_OURS and os.access(batch.parent, os.W_OK):
            if os.name == "nt":
                return Claim.BUSY  # open elsewhere
            return Denied(shown(path), _denied(os.path.dirname(source), error))
        if error.errno in (errno.EBUSY, errno.ETXTBSY):
            return Claim.BUSY
        raise
    return Claim.TAKEN


def _denied(folder: str, error: OSError) -> str:
    """Say which right is missing on a folder that files are to be moved out of."""
    if error.errno == errno.EROFS:
        return "thư mục nằm trên ổ đĩa chỉ cho đọc"
    with contextlib.suppress(OSError):
        if os.stat(folder).st_mode & 0o1000:
            return "thư mục có đánh dấu chỉ chủ tệp mới được chuyển tệp đi (sticky)"
    return "không có quyền chuyển tệp ra khỏi thư mục này"


def _claim_by_copy(inbox: Path, source: str, target: str, path: str, batch: str, held: Held) -> Claim | Left:
    """Copy a file from another disk; its original is held there: a sender that has it open writes on into that."""
    if not os.access(os.path.dirname(source), os.W_OK | os.X_OK):
        return Denied(shown(path), "không có quyền chuyển tệp ra khỏi thư mục này")
    # Named like litter until whole, so that a copy cut short is not taken for a claimed file.
    partial = os.path.join(os.path.dirname(target), f"~{secrets.token_hex(8)}.tmp")
    with open(partial, "xb") as out:
        try:
            with open(os.open(source, _NO_LINK), "rb") as file:
                before = os.fstat(file.fileno())
                shutil.copyfileobj(file, out, 1 << 20)
                after = os.fstat(file.fileno())
        except FileNotFoundError:
            os.unlink(partial)
            return Claim.GONE
        out.flush()
        os.fsync(out.fileno())
    os.utime(partial, ns=(before.st_atime_ns, before.st_mtime_ns))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        os.unlink(partial)
        return Claim.BUSY
    os.replace(partial, target)
    try:
        held.hold_copied(source, inbox, batch, path, before)
    except OSError as error:
        if error.errno not in _NOT_OURS:
            raise
        os.unlink(target)
        return Denied(shown(path), _denied(os.path.dirname(source), error))
    return Claim.TAKEN


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claimed file: where it lies, its path as it was dropped, when and by which claim."""

    full: str
    path: str
    when: dt.datetime
    claim: str

    @property
    def key(self) -> str:
        """What tells it from every other claimed file."""
        return f"{self.claim}/{self.path}"


def claimed_files(claim: Path) -> Iterator[Claimed]:
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


def remove_empty(root: Path) -> None:
    """Remove empty folders."""
    for folder, _, _ in os.walk(root, topdown=False):
        if folder != str(root):
            with contextlib.suppress(OSError):
                os.rmdir(folder)
