"""Containers (.zip, .eml): what is inside, by name, under one budget of bytes, files and depth for the whole tree.

Always opened in a worker. Files inside pass one after the other, in pieces: no more than one of them is held at a time.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from danhba.model.grid import ReadError
from danhba.read import archive_files, mail
from danhba.read.kind import HEAD, Kind, kind_of, may_be_container
from danhba.read.limits import Limits, limits_in_force

_DEPTH = 3
_PIECE = 1 << 20
_NAME = 400  # characters of the name of a file inside
_HEADING = (
    8 << 10
)  # bytes of a heading that is taken apart: the standard library's time grows with the square of its length
_PARTS = 200  # of a mail that hold others

Pieces = Iterable[bytes]
Keep = Callable[[str, Pieces], None]


class _TooMuch(ReadError):
    """The budget of the tree is spent: nothing of the tree is taken."""


@dataclass(slots=True)
class _Budget:
    """What is left for a container and everything in it."""

    limits: Limits
    left: int
    files: int

    def count(self) -> None:
        """One more file."""
        self.files -= 1
        if self.files < 0:
            raise _TooMuch("file_too_large", f"có hơn {self.limits.entries} tệp bên trong, kể cả tệp nén lồng nhau")

    def afford(self, size: int) -> None:
        """Ask for the bytes that an archive says it holds, before any of them is unpacked."""
        if size > self.left:
            raise self._spent()

    def pieces(self, pieces: Pieces) -> Iterator[bytes]:
        """Pass pieces on, counting their bytes."""
        for piece in pieces:
            self.left -= len(piece)
            if self.left < 0:
                raise self._spent()
            yield piece

    def _spent(self) -> _TooMuch:
        most = self.limits.inflated_bytes >> 20
        return _TooMuch("file_too_large", f"giải nén vượt {most} MB, kể cả tệp nén lồng nhau")


@dataclass(frozen=True, slots=True)
class Member:
    """A file that was inside a container: its whole name (`thu.eml!/phu-luc.xlsx`), and where its bytes were put."""

    name: str
    sha256: str
    size: int
    path: str


def members(data: bytes, kind: Kind, name: str, limits: Limits | None = None) -> list[tuple[str, bytes]]:
    """Return (name, bytes) of every file inside, containers inside opened in turn: `thu.eml!/phu-luc.xlsx`.

    Raises ReadError: file_empty for a container without files, file_corrupt, file_encrypted or file_too_large.
    """
    kept: list[tuple[str, bytes]] = []
    _open(data, kind, name, limits, lambda path, pieces: kept.append((path, b"".join(pieces))), lambda n: _cut(kept, n))
    return kept


def look_inside(data: bytes, kind: Kind, name: str) -> None:
    """Open a container and everything in it, keeping nothing. Raises ReadError as `members` does."""
    _open(data, kind, name, None, lambda path, pieces: _pass(pieces), lambda n: None)


def unpack(data: bytes, kind: Kind, name: str, folder: str) -> list[Member]:
    """Write every file inside into a folder, under numbers. Raises ReadError as `members` does, OSError when the disk
    is full."""
    kept: list[Member] = []

    def keep(path: str, pieces: Pieces) -> None:
        place = os.path.join(folder, str(len(kept)))
        digest, size = hashlib.sha256(), 0
        with _Disk(place) as file:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                file.write(piece)
        kept.append(Member(path, digest.hexdigest(), size, place))

    try:
        _open(data, kind, name, None, keep, lambda n: _cut(kept, n))
    except _DiskError as error:
        raise error.error from None
    return kept


class _DiskError(Exception):
    """Our own disk's error: not to be taken for one of the container."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class _Disk:
    """A file of ours that is written: its errors are told from those of reading."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> _Disk:
        try:
            self._file = open(self._path, "wb")
        except OSError as error:
            raise _DiskError(error) from error
        return self

    def write(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError as error:
            raise _DiskError(error) from error

    def __exit__(self, *_: object) -> None:
        try:
            self._file.close()
        except OSError as error:
            raise _DiskError(error) from error


def _cut(kept: list[Any], length: int) -> int:
    """Forget what was kept beyond a length (None asked: nothing); return how much is kept."""
    if length >= 0:
        del kept[length:]
    return len(kept)


def _pass(pieces: Pieces) -> None:
    for _ in pieces:
        pass


def _open(
    data: bytes, kind: Kind, name: str, limits: Limits | None, keep: Keep, back: Callable[[int], int | None]
) -> None:
    limits = limits or limits_in_force()
    _walk(data, kind, name, _Budget(limits, limits.inflated_bytes, limits.entries), keep, back, 1)


def _walk(
    data: bytes, kind: Kind, name: str, budget: _Budget, keep: Keep, back: Callable[[int], int | None], depth: int
) -> None:
    """Hand every file inside to `keep`. back(-1): how many are kept; back(n): forget those after the n-th."""
    empty = True
    try:
        for inner, pieces in _unzip(data, budget) if kind is Kind.ZIP else _unmail(data):
            empty = False
            budget.count()
            path = f"{name}!/{_clean(inner)}"
            counted = budget.pieces(pieces)
            head = _head(counted)
            if depth < _DEPTH and may_be_container(head, len(head), budget.limits):
                _nested(b"".join([head, *counted]), path, budget, keep, back, depth)
            else:
                keep(path, _joined(head, counted))
    except (ReadError, _DiskError, MemoryError):
        raise
    except RecursionError as error:
        raise ReadError("file_corrupt", "các phần lồng vào nhau quá nhiều lớp") from error
    except Exception as error:  # whatever the libraries make of a broken container
        said = "tệp nén không giải nén được" if kind is Kind.ZIP else "thư điện tử không đọc được"
        raise ReadError("file_corrupt", said) from error
    if empty:
        raise ReadError(
            "file_empty",
            "tệp nén không có tệp nào" if kind is Kind.ZIP else "thư không kèm tệp nào và không ghi số nào",
        )


def _nested(data: bytes, path: str, budget: _Budget, keep: Keep, back: Callable[[int], int | None], depth: int) -> None:
    """Open a container inside a container; one that cannot be opened is kept as a file of its own: reading it says
    why."""
    before = back(-1)
    try:
        kind = kind_of(data, budget.limits)
        if kind in (Kind.ZIP, Kind.MAIL):
            _walk(data, kind, path, budget, keep, back, depth + 1)
            return
    except _TooMuch:
        raise
    except ReadError:
        back(before or 0)
    keep(path, (data,))


def _head(pieces: Iterator[bytes]) -> bytes:
    """Return enough of a file to tell what it is: all of a zip (its directory stands at the end), else the first 64
    kB."""
    out = bytearray()
    for piece in pieces:
        out += piece
        if len(out) >= HEAD and out[:2] != b"PK":
            break
    return bytes(out)


def _joined(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from rest


def _clean(name: str) -> str:
    """Return a name as it may be shown and kept: no control characters, not longer than anyone reads."""
    name = "".join(c if c.isprintable() or "\ud800" <= c <= "\udfff" else "\ufffd" for c in name)
    if len(name) <= _NAME:
        return name
    return f"{name[: _NAME // 2]}…{name[-_NAME // 2 :]}"


def _unzip(data: bytes, budget: _Budget) -> Iterator[tuple[str, Pieces]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        budget.afford(archive_files.unpacked_size(archive, data))
        yield from archive_files.files_of(archive, data)


class _Policy(email.policy.EmailPolicy):
    """Headings as the standard library reads them, but those that say what a part is are short."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        if sourcelines and sourcelines[0][:8].lower() == "content-" and sum(map(len, sourcelines)) > _HEADING:
            raise ReadError("file_corrupt", "thư có một dòng đầu thư dài bất thường")
        return super().header_source_parse(sourcelines)


def _unmail(data: bytes) -> Iterator[tuple[str, Pieces]]:
    if data.lower().count(b"boundary=") > _PARTS:  # the standard library's time grows with the square of the layers
        raise ReadError("file_corrupt", f"thư có hơn {_PARTS} phần lồng vào nhau")
    for name, content in mail.files_of(email.message_from_bytes(data, policy=_Policy())):
        yield name, (content,)
