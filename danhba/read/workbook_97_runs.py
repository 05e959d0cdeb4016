"""The strings of an .xls (Excel 97 and later) that are written in several fonts: where in them each font begins."""

from __future__ import annotations

import struct
from collections.abc import Iterable

Runs = tuple[str, list[tuple[int, int]]]  # a string and (first character, font) of each run after its cell's own font
_SST, _CONTINUE, _EOF = 0xFC, 0x3C, 0x0A
_WIDE, _EXTENDED, _RICH = 1, 4, 8  # bits of a string's options
_MOST = 2_000_000  # strings that are walked


def rich_strings(records: Iterable[tuple[int, bytes]]) -> dict[int, Runs]:
    """Return the shared strings of several fonts by number. records: those of the whole workbook, in order.

    Raises struct.error or IndexError where the table is broken.
    """
    parts: list[bytes] = []
    for kind, body in records:
        if kind == _SST or (kind == _CONTINUE and parts):
            parts.append(body)
        elif parts or kind == _EOF:
            break
    if not parts:
        return {}
    reader = _Reader(parts)
    _, count = struct.unpack("<II", reader.take(8))
    out: dict[int, Runs] = {}
    for i in range(min(count, _MOST)):
        if reader.ended():
            break
        text, runs = reader.string()
        if runs:
            out[i] = text, runs
    return out


def rich_string(body: bytes) -> Runs:
    """Return the string that stands in the record of a cell (RSTRING), behind its row, column and style."""
    length, options = struct.unpack_from("<HB", body, 6)
    end = 9 + length * (2 if options & _WIDE else 1)
    text = body[9:end].decode("utf-16-le" if options & _WIDE else "latin-1")
    (count,) = struct.unpack_from("<H", body, end)
    return text, [struct.unpack_from("<HH", body, end + 2 + 4 * i) for i in range(count)]


class _Reader:
    """Reads bytes over the ends of records: a string that goes on in the next record says anew how wide it is."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts, self._at, self._place = parts, 0, 0

    def ended(self) -> bool:
        """Tell whether nothing is left."""
        self._settle()
        return self._at >= len(self._parts)

    def take(self, size: int) -> bytes:
        """Return the next bytes, over the ends of records."""
        out = b""
        while len(out) < size:
            self._settle()
            piece = self._parts[self._at][self._place : self._place + size - len(out)]
            self._place += len(piece)
            out += piece
        return out

    def string(self) -> Runs:
        """Return the next string with its runs."""
        length, options = struct.unpack("<HB", self.take(3))
        count = struct.unpack("<H", self.take(2))[0] if options & _RICH else 0
        more = struct.unpack("<I", self.take(4))[0] if options & _EXTENDED else 0
        text = self._characters(length, bool(options & _WIDE))
        # The runs stand side by side: first character, font.
        numbers = struct.unpack(f"<{2 * count}H", self.take(4 * count))
        self.take(more)
        return text, list(zip(numbers[::2], numbers[1::2], strict=True))

    def _characters(self, left: int, wide: bool) -> str:
        out: list[str] = []
        while left:
            if self._place >= len(self._parts[self._at]):
                self._settle()
                wide = bool(self._parts[self._at][self._place] & _WIDE)
                self._place += 1
            size = 2 if wide else 1
            here = min(left, (len(self._parts[self._at]) - self._place) // size)
            raw = self._parts[self._at][self._place : self._place + here * size]
            if not here:
                raise IndexError
            out.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._place += here * size
            left -= here
        return "".join(out)

    def _settle(self) -> None:
        while self._at < len(self._parts) and self._place >= len(self._parts[self._at]):
            self._at, self._place = self._at + 1, 0
