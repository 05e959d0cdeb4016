"""The archive on storage that many machines share: S3 and everything else that fsspec speaks to, by URL
(s3://bucket/danhba)."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypeVar

from danhba.store.damaged import DAMAGED, ArchiveDamagedError, must_be

T = TypeVar("T")


class RemoteArchive:
    """Contents under their SHA-256, as in the local archive: ab/abcdef…. An object appears whole or not at all."""

    def __init__(self, url: str, options: dict[str, Any] | None = None) -> None:
        """Raises OSError when the storage cannot be used."""

        def connect() -> tuple[Any, str]:
            import fsspec

            return fsspec.core.url_to_fs(url, **(options or {}))  # type: ignore[no-any-return]

        self._fs, self._root = _as_os_error(url, connect)
        self._url = url

    def put(self, stream: BinaryIO) -> tuple[str, int]:
        """Store a stream; return (sha256, size in bytes)."""
        return self.put_bytes(stream.read())

    def put_bytes(self, data: bytes) -> tuple[str, int]:
        """Store a content; return (sha256, size)."""
        name = hashlib.sha256(data).hexdigest()

        def store() -> None:
            path = self._path(name)
            if self._fs.exists(path):
                there = self._fs.cat_file(path)
                if there == data:
                    return
                # Spoilt: kept for the record, and replaced by what was received now.
                self._fs.pipe_file(f"{self._root.rstrip('/')}/{DAMAGED}/{name}.{secrets.token_hex(4)}", there)
            self._fs.pipe_file(path, data)

        _as_os_error(self._url, store)
        return name, len(data)

    def get(self, sha256: str) -> bytes:
        """Return a content. Raises ArchiveDamagedError when it is missing or spoilt, OSError when the storage fails."""
        try:
            data: bytes = _as_os_error(self._url, lambda: self._fs.cat_file(self._path(sha256)))
        except FileNotFoundError as error:
            raise ArchiveDamagedError(sha256, "không còn") from error
        must_be(sha256, hashlib.sha256(data).hexdigest())
        return data

    def check(self, sha256: str) -> None:
        """Hash a content. Raises as `get` does."""
        self.get(sha256)

    def names(self) -> Iterator[str]:
        """Yield the names of all contents."""
        found: list[str] = _as_os_error(self._url, lambda: self._fs.find(self._root))
        for path in sorted(found):
            folder, _, name = path.rpartition("/")
            if len(folder.rpartition("/")[2]) == 2:
                yield name

    def remove(self, sha256: str) -> None:
        """Remove a content; nothing where there is none. Only for personal data."""

        def go() -> None:
            path = self._path(sha256)
            if self._fs.exists(path):
                self._fs.rm_file(path)

        _as_os_error(self._url, go)

    def sync(self) -> None:
        """Nothing to do: what the storage has acknowledged lasts."""

    def clear_temporary(self) -> None:
        """Nothing to do: no object is ever half there."""

    def _path(self, sha256: str) -> str:
        return f"{self._root.rstrip('/')}/{sha256[:2]}/{sha256}"


def _as_os_error(url: str, act: Callable[[], T]) -> T:
    """Every storage has errors of its own; the run knows OSError."""
    try:
        return act()
    except OSError:
        raise
    except Exception as error:
        # A URL may hold a key: neither it nor what a library quotes of it is shown.
        raise OSError(5, f"{type(error).__name__}: {without_secrets(str(error))[:200]}", without_secrets(url)) from None


def without_secrets(text: str) -> str:
    """Return a text with what stands in URLs before an @ or after a ? taken out."""
    return re.sub(r"(\w://)\S*@", r"\1…@", re.sub(r"(\w://[^\s?]*)\?\S*", r"\1?…", text))
