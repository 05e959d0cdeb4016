"""Hostile archives: bombs, depth, odd names, spoilt members, encryption, many members."""

from __future__ import annotations

import io
import struct
import zipfile

from danhba.samples.builder import zipped
from tests.attack.hostile import Grounds, Hostile
from tests.test_bad_inputs import bomb

NAMES = (
    "../../x.xlsx", "/etc/passwd", "a\x00b.xlsx", "\u202exslx.a", "con", "a" * 300, "x/" * 200 + "a.csv", "", ".", "..", "a\nb.csv", "C:\\x.csv",
    "~$a.xlsx", "a.zip!/b.csv", "\ud83d", "=1+1.csv", "<script>.csv",
)  # fmt: skip
_bombs: dict[int, bytes] = {}


def one(g: Grounds) -> Hostile:
    """Return a hostile archive."""
    r = g.random
    kind = r.randrange(9)
    ending = ".zip"
    if kind == 0:
        layers = r.choice((1, 2, 3))
        if layers not in _bombs:
            _bombs[layers] = bomb(layers, 8, 60 << 20)
        data = _bombs[layers] + r.randbytes(4)  # a comment's worth, so that no two are the same
    elif kind == 1:
        data = zipped({"a.xlsx": g.good()[1]})
        for _ in range(r.choice((3, 20, 120))):
            data = zipped({"a.zip": data})
    elif kind == 2:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            for i in range(r.choice((1, 4))):
                name = r.choice(NAMES).encode("utf-8", "replace").decode()
                file.writestr(zipfile.ZipInfo(name or f"{i}"), g.good()[1])
        data = out.getvalue()
    elif kind == 3:  # a member whose bytes, sizes or sums are not what the directory says
        spoilt = bytearray(zipped({f"{i}.xlsx": g.good()[1] for i in range(3)}))
        for _ in range(r.choice((1, 5, 30))):
            spoilt[r.randrange(len(spoilt))] ^= 1 << r.randrange(8)
        data = bytes(spoilt)
    elif kind == 4:  # the directory tells monstrous sizes, counts, places
        spoilt = bytearray(zipped({"a.xlsx": g.good()[1], "b.csv": b"x"}))
        at = spoilt.rfind(b"PK\x01\x02" if r.random() < 0.6 else b"PK\x05\x06")
        place = at + r.choice((6, 8, 10, 16, 20, 24, 28, 30, 32, 42))
        if place + 4 <= len(spoilt):
            spoilt[place : place + 4] = struct.pack("<I", r.choice((0xFFFFFFFF, 0x7FFFFFFF, 0, r.getrandbits(32))))
        data = bytes(spoilt)
    elif kind == 5:
        many = r.choice((500, 3000))
        data = zipped({f"{i}.csv": b"" if i % 7 else b"x,y" for i in range(many)})
    elif kind == 6:  # overlapping: many entries of a directory for one member
        whole = zipped({"a.bin": bytes(1 << 20)})
        at, end = whole.rfind(b"PK\x01\x02"), whole.rfind(b"PK\x05\x06")
        times = r.choice((50, 1000))
        tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, times, times, (end - at) * times, at, 0)
        data = whole[:at] + whole[at:end] * times + tail
    elif kind == 7:
        ending = r.choice((".rar", ".7z", ".gz", ".tar", ".zip"))
        head = {
            ".rar": b"Rar!\x1a\x07\x01\x00",
            ".7z": b"7z\xbc\xaf\x27\x1c",
            ".gz": b"\x1f\x8b\x08",
            ".tar": b"a".ljust(257, b"\0") + b"ustar",
        }
        data = head.get(ending, b"PK\x03\x04") + r.randbytes(r.choice((0, 5, 4000)))
    else:  # said to be encrypted
        spoilt = bytearray(zipped({"a.xlsx": g.good()[1]}))
        spoilt[6] |= 1
        spoilt[spoilt.rfind(b"PK\x01\x02") + 8] |= 1
        data = bytes(spoilt)
    return Hostile(g.name(ending), data)
