"""Contents that are not held: where a file's bytes lie, its size and its first bytes; read by who needs them, as far as
the limits go."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TypeAlias

from danhba.model.submission import Source
from danhba.read.kind import HEAD, Kind, sure_evidence
from danhba.read.limits import limits_in_force


@dataclass(frozen=True, slots=True)
class InFile:
    """The bytes of a file on this machine. sha256: '' where it was not worked out yet."""

    path: str
    size: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The first bytes of a content that is too large to be read, or need not be."""

    data: bytes
    size: int
    sha256: str


Content: TypeAlias = bytes | InFile | Head


class Spoilt(OSError):
    """The bytes are not those that were put there."""


def source_of(name: str, content: Content, lies_in: str = "") -> Source:
    """Return a file to be read: whole where the limits allow it, else its head and its size. Raises OSError, Spoilt."""
    if isinstance(content, bytes):
        return Source(name, content, lies_in)
    if isinstance(content, Head):
        return Source(name, content.data, lies_in, content.size, content.sha256)
    # Neither a link nor a pipe: whoever changed the file since it was looked at is not followed.
    handle = os.open(content.path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK)
    with open(handle, "rb") as file:
        size = os.fstat(handle).st_size
        data = file.read(HEAD)
        sha256 = content.sha256
        only_kept = sha256 and size > HEAD and sure_evidence(data) not in (None, Kind.PDF)
        if size <= limits_in_force().file_bytes and not only_kept:
            data += file.read(max(0, size - len(data)))
            if sha256 and hashlib.sha256(data).hexdigest() != sha256:
                raise Spoilt(5, "nội dung đã bị thay đổi", content.path)
            return Source(name, data, lies_in)
        if not sha256:
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Source(name, data, lies_in, size, sha256)


def bytes_of(content: Content) -> bytes:
    """Return a content for who needs all of it; empty where the limits do not allow it. Raises OSError."""
    source = source_of("", content)
    return source.data if source.whole else b""


def sha256_of(content: Content) -> str:
    """Return the SHA-256 of a content, as far as it is known without reading a file."""
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else content.sha256
