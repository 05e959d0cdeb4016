"""Good files with flipped bits and spliced parts, and text, web pages and documents that are garbage."""

from __future__ import annotations

from tests.attack.hostile import Grounds, Hostile
from tests.fuzz import mutate

_BITS = (
    b"<table>", b"<tr>", b"<td>", b"</td>", b"<td colspan=9999999 rowspan=9999999>", b"\x00", b"\xff\xfe", b",", b";", b"\t", b'"', b"\r\n", b"\n",
    "Số điện thoại".encode(), "Đơn vị".encode(), b"0277 3851 001", b"\xc3", b"<script>", b"<!--", b"]]>", b"<style>a{display:none}", b"=cmd|x", b"\x1a",
    "\u202e\u2066".encode(), b"STT,TEN CO QUAN,SO DIEN THOAI\n", b"<" * 300, b'"' * 301, b"&#x110000;", b"<td style='" + b"a:" * 200,
)  # fmt: skip


def flips(g: Grounds) -> Hostile:
    """Return a good return with flipped bits, cuts, overwritten places, or a part of another."""
    r = g.random
    ending, data = g.good()
    kind = r.randrange(3)
    if kind == 0:
        out = bytearray(data)
        for _ in range(r.choice((1, 2, 8, 60))):
            out[r.randrange(len(out))] ^= 1 << r.randrange(8)
        data = bytes(out)
    elif kind == 1:
        other = g.good()[1]
        at, of = r.randrange(len(data)), r.randrange(len(other))
        data = data[:at] + other[of : of + r.choice((4, 100, 5000))] + data[at:]
    else:
        data = mutate(data, r)
    return Hostile(g.name(ending), data)


def garbage(g: Grounds) -> Hostile:
    """Return text that is no table, or hardly one."""
    r = g.random
    kind = r.randrange(5)
    if kind == 0:
        data = r.randbytes(r.choice((1, 30, 5000)))
    elif kind == 1:
        data = b"".join(r.choice(_BITS) for _ in range(r.choice((3, 40, 2000))))
    elif kind == 2:
        deep = r.choice((50, 3000, 40_000))
        data = r.choice((b"<table><tr><td>", b"<div>", b"<b>", b'{"a":[', b"<a b='")) * deep
    elif kind == 3:
        line = b",".join(b"x" for _ in range(r.choice((3, 5000))))
        data = b"\n".join([line] * r.choice((1, 200)))
    else:
        text = "\n".join(",".join(str(c or "") for c in row) for row in g.rows(3))
        data = text.encode(r.choice(("utf-16", "utf-32", "utf-7", "utf-8", "cp1258", "latin-1")), "replace")
        data = data[r.randrange(3) :]
    ending = r.choice((".csv", ".txt", ".html", ".htm", ".xls", ".docx", ".rtf", ".json", ".xml", ".tsv", ""))
    return Hostile(g.name(ending), data)
