"""The archive: received bytes under their SHA-256, never altered; deleted never, but for personal data (sealed.py).
Written beside, then named.

Every read is hashed: what a disk has spoilt is never taken for what was sent. The same bytes received again heal it.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from danhba.store.damaged import DAMAGED, SPOILT, as_damaged, must_be


class Contents(Protocol):
    """What every archive can do, wherever it lies. Errors are OSError; of one content, ArchiveDamagedError."""

    def put(self, stream: BinaryIO) -> tuple[str, int]: ...
    def put_bytes(self, data: bytes) -> tuple[str, int]: ...
    def get(self, sha256: str) -> bytes: ...
    def check(self, sha256: str) -> None: ...
    def names(self) -> Iterator[str]: ...
    def remove(self, sha256: str) -> None: ...
    def sync(self) -> None: ...
    def clear_temporary(self) -> None: ...


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
            if self._holds(name):
                os.unlink(temporary)
            else:
                self._name(temporary, name)
        return name, size

    def put_bytes(self, data: bytes) -> tuple[str, int]:
        """Store a content that is in memory already; return (sha256, size)."""
        name = hashlib.sha256(data).hexdigest()
        if not self._holds(name, data):
            with self._temporary() as temporary:
                with open(temporary, "xb", buffering=0) as out:
                    view = memoryview(data)
                    while view:
                        view = view[out.write(view) :]
                self._name(temporary, name)
        return name, len(data)

    def _holds(self, name: str, data: bytes | None = None) -> bool:
        """Tell whether a content is here and whole. data: its bytes, where they are in memory."""
        path = os.path.join(self.root, name[:2], name)
        if not os.path.lexists(path):
            return False
        try:
            if data is None:
                self.check(name)
                return True
            with open(path, "rb", buffering=0) as file:
                return os.fstat(file.fileno()).st_size == len(data) and file.readall() == data
        except OSError as error:
            if error.errno in SPOILT:
                return False
            raise

    def _name(self, temporary: str, name: str) -> None:
        folder = os.path.join(self.root, name[:2])
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        path = os.path.join(folder, name)
        if os.path.lexists(path):
            self._set_aside(path, temporary)
        os.replace(temporary, path)

    def _set_aside(self, path: str, whole: str) -> None:
        """Keep a spoilt content for the record before the whole one takes its place; its name is never without
        bytes."""
        with open(whole, "rb+") as file:
            os.fsync(file.fileno())
        aside = self.root / DAMAGED / f"{os.path.basename(path)}.{secrets.token_hex(4)}"
        aside.parent.mkdir(exist_ok=True)
        if os.path.isdir(path) and not os.path.islink(path):
            os.rename(path, aside)  # nothing that danhba made; a file cannot take its place
            return
        try:
            os.link(path, aside, follow_symlinks=False)
        except OSError:
            with contextlib.suppress(OSError):  # it cannot even be read: healing goes before keeping it
                shutil.copyfile(path, aside, follow_symlinks=False)

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
        """Return a content. Raises ArchiveDamagedError when it is missing or spoilt, OSError when the disk is."""
        with as_damaged(sha256):
            data = self.path(sha256).read_bytes()
        must_be(sha256, hashlib.sha256(data).hexdigest())
        return data

    def check(self, sha256: str) -> None:
        """Hash a content without holding it. Raises as `get` does."""
        with as_damaged(sha256), open(self.path(sha256), "rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        must_be(sha256, found)

    def names(self) -> Iterator[str]:
        """Yield the names of all contents."""
        for folder in sorted(p for p in self.root.iterdir() if len(p.name) == 2 and p.is_dir()):
            yield from sorted(p.name for p in folder.iterdir())

    def remove(self, sha256: str) -> None:
        """Remove a content and what was set aside of it; nothing where there is none. Only for personal data."""
        for path in (self.path(sha256), *(self.root / DAMAGED).glob(f"{sha256}.*")):
            path.unlink(missing_ok=True)

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
