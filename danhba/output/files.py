"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
from pathlib import Path

FOR_EVERYBODY = 0o644  # what is published and reported may be read by all, whatever the umask of who runs it


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, that everybody may look into."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


def write_whole(path: Path, data: bytes) -> bool:
    """Write a file so that readers see the old bytes or the new; return whether it changed."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except FileNotFoundError:
        make_folder(path.parent)
    write_new(path, data)
    return True


def write_new(path: Path, data: bytes, ours_alone: bool = False) -> None:
    """Write a file into a folder that is there, so that readers see the old bytes or the new. By descriptors: a
    national night writes thousands.

    ours_alone: nobody else may read it, whatever the folder and the umask.
    """
    temporary = os.path.join(path.parent, f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        handle = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600 if ours_alone else 0o666
        )
        try:
            if not ours_alone and os.stat(path.parent).st_mode & 0o005:  # not in var/, which is ours alone
                os.fchmod(handle, FOR_EVERYBODY)
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def sync_folder(path: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def swap_folder(new: Path, target: Path) -> None:
    """Put a whole folder in the place of another at once, on Linux without a moment between; the other is removed.
    Raises OSError."""
    old = target.with_name(f".{target.name}.{secrets.token_hex(4)}.old")
    if not target.exists():
        new.replace(target)
    elif _exchange(new, target):
        new.replace(old)
    else:
        target.replace(old)
        new.replace(target)
    sync_folder(target.parent)
    if old.is_symlink():
        old.unlink(missing_ok=True)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names at once; False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    at_cwd, exchange = -100, 2
    return call(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange) == 0
