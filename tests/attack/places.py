"""Hostile names, rights, kinds, sizes and times: what is wrong is where and how a file lies, not what is in it."""

from __future__ import annotations

import os
import socket

from tests.attack.hostile import Grounds, Hostile
from tests.test_bad_inputs import ROOT_USER

_NAMES = (
    b"\xff\xfe\n%d.xlsx", b"\xe2\x80\xaexslx.%d.exe", b"%d\r\n\x1b[31m.xlsx", b" %d", b"-rf %d", b"%d" + b"a" * 240 + b".xlsx", b"con%d.csv",
    b"a.zip!/%d.xlsx", b"thu.eml!/x.zip!/%d.csv", b"~$%d.xlsx", b"%d.tmp", b".%d", b"%d.xlsx.part", b"=1+%d.xlsx", b"<script>%d.xlsx",
    b"..%d/..x/a.xlsx", b"%%2e%%2e%d/a.xlsx", b".danhba-held/%d.xlsx", b".danhba-held/%d/a/b.xlsx", b"d/" * 60 + b"%d.xlsx", b"%d.XLSX", b"current%d",
    "Xã Tân Mỹ\u0301/%d.xlsx".encode(), b"e\xcc\x81%d.csv", b"{{7*7}}%d.html", b"'; DROP TABLE receipts;--%d.csv", b"%d\x7f.csv", b"%d|x.csv",
    b"20210905T130000Z-0001-abcdef01/%d.xlsx", b"-nguoi-duyet/%d.xlsx", b"%d\xed\xa0\x80.csv", b"%d*?[.csv", b"%d:x.csv", b"%d\\x.csv",
)  # fmt: skip
_TIMES = (0, -1, -(10**9), 2**31, 2**33, 10**12, 4 * 10**9, 253402300800, 1630800000)


def names(g: Grounds) -> Hostile:
    """Return a good return by a hostile name."""
    g.count += 1
    return Hostile(g.random.choice(_NAMES) % g.count, g.good()[1])


def _socket(path: bytes) -> None:
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(f"/proc/self/fd/{folder}/{os.fsdecode(os.path.basename(path))}")
    finally:
        os.close(folder)


def modes(g: Grounds) -> Hostile:
    """Return something that cannot be read or moved, or is no file."""
    r = g.random
    ending, data = g.good()
    kind = r.randrange(9)
    if kind == 0:
        return Hostile(g.name(ending, False), data, lambda p: os.chmod(p, 0))
    if kind == 1:  # a folder nobody may look into, or list, or move out of
        mode = r.choice((0, 0o400, 0o100, 0o500))
        return Hostile(g.name("/a" + ending, False), data, lambda p: os.chmod(os.path.dirname(p), mode))
    if kind == 2:
        return Hostile(g.name(ending), None, os.mkfifo)
    if kind == 3:
        return Hostile(g.name(".s"), None, _socket)
    if kind == 4:
        to = r.choice((b"/dev/zero", b"/etc/passwd", b".", b"..", b"loop", b"/nowhere", b"/proc/self/mem"))
        return Hostile(g.name(ending), None, lambda p: os.symlink(to, p))
    if kind == 5:  # a folder by a file's name, empty or not
        return Hostile(g.name(".xlsx/a.zip/" + "b" + ending), data)
    if kind == 6 and ROOT_USER:  # another user's, in a sticky folder

        def sticky(path: bytes) -> None:
            os.chown(path, 65534, 65534)
            os.chown(os.path.dirname(path), 65534, 65534)
            os.chmod(os.path.dirname(path), 0o1777)

        return Hostile(g.name("/a" + ending, False), data, sticky)
    if kind == 7 and ROOT_USER:
        return Hostile(g.name(".dev", False), None, lambda p: os.mknod(p, 0o20666, os.makedev(1, 5)))
    mode = r.choice((0o400, 0o444, 0o666, 0o4755, 0o777, 0o001))
    return Hostile(g.name(ending), data, lambda p: os.chmod(p, mode))


def sizes(g: Grounds) -> Hostile:
    """Return something empty, cut, or far too large (sparse)."""
    r = g.random
    ending, data = g.good()
    kind = r.randrange(12)
    if kind == 0:
        return Hostile(g.name(ending), b"")
    if kind < 7:
        return Hostile(g.name(ending), data[: r.randrange(len(data))])
    if kind < 9:
        return Hostile(g.name(ending), data + r.choice((b"\0" * 70_000, r.randbytes(3000), data, b"\n" * 200_000)))
    head = r.choice(
        (b"", data[:4000], b"\x00\x00\x00\x18ftypmp42", b"%PDF-1.4\n", b"PK\x03\x04", b"From: a@x.vn\n\n", b"a,b\n")
    )
    size = r.choice((70 << 20, 70 << 20, 120 << 20, 3 << 30, 5 << 40)) if r.random() < 0.4 else 5 << 20
    return Hostile(g.name(r.choice((ending, ".mp4", ".pdf", ".zip"))), head, lambda p: os.truncate(p, size))


def times(g: Grounds) -> Hostile:
    """Return a good return from another time."""
    ending, data = g.good()
    moment = g.random.choice(_TIMES)
    return Hostile(g.name(ending), data, lambda p: os.utime(p, (moment, moment)))
