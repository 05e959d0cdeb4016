"""Contents that hold personal data: encrypted in the archive, each under a key of its own in var/, and forgotten for
good by destroying the key.

`var/personal/<sha256>.json` says what became of a content: where its encrypted bytes lie and their key, or when it was
removed. A content that was sealed once is never stored in plain again. Every step may be interrupted and is done again:
the key is written before the encrypted bytes are, these before the plain ones go; on removal the key goes first.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

from danhba.output.files import sync_folder
from danhba.store.archive import Contents
from danhba.store.damaged import ArchiveDamagedError

FOLDER = "personal"  # below var/; never part of a backup, so that what is removed stays removed
_NONCE = 12


class ContentRemovedError(ArchiveDamagedError):
    """A content that was removed for good because it held personal data: nobody's fault, and nothing to mend."""

    def __init__(self, sha256: str, when: str, unit_code: str) -> None:
        super().__init__(sha256, f"đã được xóa hẳn vì có dữ liệu cá nhân ({when})")
        self.when, self.unit_code = when, unit_code


@dataclass(frozen=True, slots=True)
class Sealed:
    """What became of one content. lies: SHA-256 of its encrypted bytes in the archive; key: base64, '' once removed."""

    lies: str
    key: str
    unit_code: str = ""  # who sent it, '' unknown: what is said of it once it is gone
    removed_at: str = ""  # ISO 8601 in UTC


class SealingArchive:
    """An archive some of whose contents are sealed. Like any other to whoever puts and gets."""

    def __init__(self, plain: Contents, var: Path) -> None:
        self.plain = plain
        self._folder = var / FOLDER
        self.sealed: dict[str, Sealed] = {}
        for path in self._folder.glob("*.json") if self._folder.is_dir() else ():
            self.sealed[path.stem] = Sealed(**orjson.loads(path.read_bytes()))

    def put(self, stream: BinaryIO) -> tuple[str, int]:
        """Store a stream; return (sha256, size in bytes)."""
        sha256, size = self.plain.put(stream)
        if self._in_hand(sha256):
            self.plain.remove(sha256)
        return sha256, size

    def put_bytes(self, data: bytes) -> tuple[str, int]:
        """Store a content; return (sha256, size)."""
        if self.sealed and self._in_hand(name := hashlib.sha256(data).hexdigest()):
            return name, len(data)
        return self.plain.put_bytes(data)

    def get(self, sha256: str) -> bytes:
        """Return a content. Raises ContentRemovedError, ArchiveDamagedError, OSError."""
        told = self.sealed.get(sha256)
        return self.plain.get(sha256) if told is None else self._opened(sha256, told)

    def check(self, sha256: str) -> None:
        """Hash a content. Raises as `get` does."""
        if sha256 in self.sealed:
            self.get(sha256)
        else:
            self.plain.check(sha256)

    def names(self) -> Iterator[str]:
        """Yield the names of all contents, sealed ones by what they are; not those that were removed."""
        encrypted = {told.lies for told in self.sealed.values()}
        yield from (n for n in self.plain.names() if n not in encrypted and n not in self.sealed)
        yield from (n for n, told in self.sealed.items() if told.key)

    def remove(self, sha256: str) -> None:
        """Remove a plain content."""
        self.plain.remove(sha256)

    def sync(self) -> None:
        """Make everything put so far lasting."""
        self.plain.sync()

    def clear_temporary(self) -> None:
        """Remove what an interrupted run left unfinished."""
        self.plain.clear_temporary()

    def removed(self, sha256: str) -> bool:
        """Tell whether a content was removed for good."""
        return sha256 in self.sealed and not self.sealed[sha256].key

    # --- sealing and removing ---------------------------------------------------------------------------------------

    def seal(self, sha256: str, unit_code: str = "") -> bool:
        """Encrypt a content under a key of its own and let the plain one go; tell whether it was not yet. Raises
        OSError."""
        if self._in_hand(sha256):
            self.plain.remove(sha256)  # an interrupted run may have left it
            return False
        data = self.plain.get(sha256)
        key, nonce = secrets.token_bytes(32), secrets.token_bytes(_NONCE)
        body = nonce + _cipher(key).encrypt(nonce, data, sha256.encode())
        told = Sealed(hashlib.sha256(body).hexdigest(), base64.b64encode(key).decode(), unit_code)
        self._write(sha256, told)
        self.plain.put_bytes(body)
        self.plain.sync()
        self.sealed[sha256] = told
        self.plain.remove(sha256)
        return True

    def forget(self, may_go: Callable[[str], bool], when: str) -> list[str]:
        """Destroy keys and encrypted bytes of the sealed contents that may go; return those that went now. Raises
        OSError."""
        gone = []
        for sha256, told in list(self.sealed.items()):
            if told.key:
                if not may_go(sha256):
                    continue
                self.sealed[sha256] = Sealed(told.lies, "", told.unit_code, when)
                self._write(sha256, self.sealed[sha256])
                gone.append(sha256)
            self.plain.remove(told.lies)  # of an earlier removal that was interrupted too
            self.plain.remove(sha256)
        return gone

    def _in_hand(self, sha256: str) -> bool:
        """Tell whether a content was removed, or lies whole in its encrypted bytes: the plain one is not wanted."""
        told = self.sealed.get(sha256)
        if told is None:
            return False
        try:
            if told.key:
                self.plain.check(told.lies)
        except ArchiveDamagedError:
            return False
        return True

    def _opened(self, sha256: str, told: Sealed) -> bytes:
        if not told.key:
            raise ContentRemovedError(sha256, told.removed_at, told.unit_code)
        try:
            body = self.plain.get(told.lies)
        except ArchiveDamagedError:
            return self.plain.get(sha256)  # sealing was interrupted before the encrypted bytes were there
        from cryptography.exceptions import InvalidTag

        try:
            data: bytes = _cipher(base64.b64decode(told.key)).decrypt(body[:_NONCE], body[_NONCE:], sha256.encode())
        except InvalidTag as error:
            raise ArchiveDamagedError(sha256, "không giải mã được") from error
        return data

    def _write(self, sha256: str, told: Sealed) -> None:
        """Write what became of a content over what stood there, whole, lasting, for nobody else to read."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{sha256}.json"
        temporary = path.with_name(f".{path.name}.tmp")
        temporary.unlink(missing_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(orjson.dumps({name: getattr(told, name) for name in Sealed.__slots__}))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(self._folder)


def _cipher(key: bytes):  # type: ignore[no-untyped-def]  # loaded where a file is sealed: few nights have one
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
