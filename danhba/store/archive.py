"""The archive: received bytes under their SHA-256, never altered, never deleted. Written beside, then named."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol


class Contents(Protocol):
    """What every archive can do, wherever it lies. Errors are OSError."""

    def put(self, stream: BinaryIO) -> tuple[str, int]: ...
    def put_bytes(self, data: bytes) -> tuple[str, int]: ...
    def get(self, sha256: str) -> bytes: ...
    def open(self, sha256: str) -> BinaryIO: ...
    def names(self) -> Iterator[str]: ...
    def sync(self) -> None: ...
    def clear_temporary(self) -> None: ...


def open_archive(var: Path, url: str = "") -> Contents:
    """Return the archive below var/, or at an fsspec URL. Raises OSError."""
    if not url:
        return Archive(var / "archive")
    from danhba.store.archive_remote import RemoteArchive

    return RemoteArchive(url)


class Archive:
    """A content-addressed folder: archive/ab/abcdef….

    `put` is safe at any moment: a name appears only when all its bytes are there. `sync` makes a batch lasting.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._tmp = root / "tmp"
        self._tmp.mkdir(parents=True, exist_ok=True)
        self._folders: set[str] = set()  # those seen: a night names each of them dozens of times

    def path(self, sha256: str) -> Path:
        """Return where a content lies or would lie."""
        return self.root / sha256[:2] / sha256

    def put(self, stream: BinaryIO) -> tuple[str, int]:
        """Copy a stream while hashing it; return (sha256, size in bytes)."""
        digest = hashlib.sha256()
        size = 0
        with self._temporary() as temporary:
            with open(temporary, "wb") as out:
                while chunk := stream.read(1 << 20):
                    digest.update(chunk)
                    out.write(chunk)
                    size += len(chunk)
            name = digest.hexdigest()
            if self._has(name, size):
                os.unlink(temporary)
            else:
                self._name(temporary, name)
        return name, size

    def put_bytes(self, data: bytes) -> tuple[str, int]:
        """Store a content that is in memory already; return (sha256, size)."""
        name = hashlib.sha256(data).hexdigest()
        if not self._has(name, len(data)):
            with self._temporary() as temporary:
                with open(temporary, "xb", buffering=0) as out:
                    view = memoryview(data)
                    while view:
                        view = view[out.write(view) :]
                self._name(temporary, name)
        return name, len(data)

    def _has(self, name: str, size: int) -> bool:
        try:
            return os.stat(os.path.join(self.root, name[:2], name)).st_size == size
        except FileNotFoundError:
            return False

    def _name(self, temporary: str, name: str) -> None:
        folder = os.path.join(self.root, name[:2])
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        os.replace(temporary, os.path.join(folder, name))

    @contextlib.contextmanager
    def _temporary(self) -> Iterator[str]:
        """A path for a copy in the making; what is left of it when that fails is removed."""
        path = os.path.join(self._tmp, secrets.token_hex(8))
        try:
            yield path
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(path)
            raise

    def get(self, sha256: str) -> bytes:
        """Return a content. Raises OSError when it is not there."""
        return self.path(sha256).read_bytes()

    def names(self) -> Iterator[str]:
        """Yield the names of all contents."""
        for folder in sorted(p for p in self.root.iterdir() if len(p.name) == 2 and p.is_dir()):
            yield from sorted(p.name for p in folder.iterdir())

    def open(self, sha256: str) -> BinaryIO:
        """Return a content as a stream."""
        return open(self.path(sha256), "rb")

    def sync(self) -> None:
        """Make everything put so far survive a power cut: one call for a batch."""
        handle = os.open(self.root, os.O_RDONLY)
        try:
            syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
            if syncfs is None or syncfs(handle) != 0:
                os.sync()
        finally:
            os.close(handle)

    def clear_temporary(self) -> None:
        """Remove copies that an interrupted run left unfinished."""
        for left in self._tmp.iterdir():
            with contextlib.suppress(OSError):
                left.unlink()
