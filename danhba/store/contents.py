"""What the archive holds, as it is handed to who reads it: small contents in memory, large ones by where they lie."""

from __future__ import annotations

import contextlib
import hashlib
import os

from danhba.read.in_file import Content, Head, InFile
from danhba.read.kind import HEAD
from danhba.read.limits import limits_in_force
from danhba.store.archive import Archive, Contents
from danhba.store.sealed import SealingArchive

_SMALL = 64 << 10  # bytes that travel with a task: hundreds of files are in hand at a time


def content_of(archive: Contents, sha256: str, size: int = -1) -> Content:
    """Return a content. size: in bytes, where it is known. Raises OSError when it is not there."""
    plain = archive.plain if isinstance(archive, SealingArchive) and sha256 not in archive.sealed else archive
    if isinstance(plain, Archive):
        path = plain.path(sha256)
        with contextlib.suppress(OSError), open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > _SMALL and hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                return InFile(str(path), size, sha256)
        return archive.get(sha256)  # which says what is wrong with it
    data = archive.get(sha256)
    return Head(data[:HEAD], len(data), sha256) if len(data) > limits_in_force().file_bytes else data
