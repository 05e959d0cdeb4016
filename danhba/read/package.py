"""The parts of a zipped workbook or document by name, each inflated only when asked for: a third of zipfile's time on
small files."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

from danhba.read.limits import limits_in_force

_SMALL = 1 << 20  # bytes of a file that may be held until the next one
_SMALL_PART = 64 << 10  # inflated bytes of a part that may be held with it

# Of an entry of the directory: method, packed size, lengths of name, extra and comment, place of the part.
_ENTRY = struct.Struct("<10xH8xI4xHHH8xI")


class Part:
    """One part of the package, inflated when asked for."""

    __slots__ = ("_data", "_inflated", "_method", "_offset", "_packed")

    def __init__(self, data: bytes, offset: int, packed: int, method: int) -> None:
        self._data, self._offset, self._packed, self._method = data, offset, packed, method
        self._inflated: bytes | None = None  # of a small part: some are looked at twice

    def __call__(self, most: int = 0) -> bytes:
        """Return its bytes, no more than so many (0: than the limit allows), b'' when they cannot be had."""
        if self._inflated is not None:
            return self._inflated[: most or None]
        at = self._offset
        if self._data[at : at + 4] != b"PK\x03\x04":
            return b""
        if at + 30 > len(self._data):
            return b""
        name, extra = struct.unpack_from("<HH", self._data, at + 26)
        body = self._data[at + 30 + name + extra : at + 30 + name + extra + self._packed]
        if self._method == 0:
            return body
        try:
            inflated = zlib.decompressobj(-15).decompress(body, most or limits_in_force().inflated_bytes)
        except zlib.error:
            return b""
        if not most and len(inflated) < _SMALL_PART:
            self._inflated = inflated
        return inflated


def package_parts(data: bytes) -> dict[str, Part]:
    """Return the parts of a package by name, from its directory."""
    return _parts_again(data) if len(data) < _SMALL else _parts(data)


@lru_cache(maxsize=1)  # one file is asked for its looks and for the time it was saved, one after the other
def _parts_again(data: bytes) -> dict[str, Part]:
    return _parts(data)


def _parts(data: bytes) -> dict[str, Part]:
    out: dict[str, Part] = {}
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or end + 22 > len(data):
        return out
    size, offset = struct.unpack_from("<II", data, end + 12)
    at = offset if data[offset : offset + 4] == b"PK\x01\x02" else max(0, end - size)
    shift = at - offset if at != offset else 0
    while data[at : at + 4] == b"PK\x01\x02" and at + 46 <= end:
        method, packed, name, extra, comment, place = _ENTRY.unpack_from(data, at)
        key = data[at + 46 : at + 46 + name].decode("utf-8", "replace").replace("\\", "/").lstrip("/")
        out[key] = Part(data, place + shift, packed, method)
        at += 46 + name + extra + comment
    return out
