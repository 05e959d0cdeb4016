"""Hostile workbooks: bombs, dimensions, formulas, merged cells, what is hidden, entities, references that lead in circles."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

from danhba.samples.builder import xlsx
from tests.attack.hostile import Grounds, Hostile

_FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+0277",
    "-1",
    "\t=1",
    "=" * 5000,
    "{=1}",
    "#REF!",
)


def change(data: bytes, member: str, pattern: bytes, by: bytes) -> bytes:
    """Return a package with something replaced in its members whose name contains `member`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if member in info.filename:
                content = re.sub(pattern, lambda _: by, content, count=1)
            target.writestr(info.filename, content)
    return out.getvalue()


@cache
def _blank(size: int) -> bytes:
    return b"<row><c/></row>" * size


def one(g: Grounds) -> Hostile:
    """Return a hostile workbook."""
    r = g.random
    rows = g.rows(r.choice((1, 3)))
    kind = r.randrange(10)
    ending = ".xlsx"
    if kind == 0:
        data = change(
            xlsx(rows),
            "sheet1",
            rb'ref="[^"]*"',
            r.choice((b'ref="A1:XFD1048576"', b'ref="A0:A0"', b'ref="ZZZZZZ9:A1"', b'ref=""')),
        )
    elif kind == 1:
        place = r.choice((b'r="XFD1048576"', b'r="A99999999999"', b'r="A0"', b'r="-1"', b'r=""', b'r="AAAA1"'))
        data = change(xlsx(rows), "sheet1", rb'<c r="[^"]*"', b"<c " + place)
    elif kind == 2:
        for row in rows:
            row.append(r.choice(_FORMULAS))
        data = xlsx(rows)
    elif kind == 3:
        areas = r.choice((["A1:XFD1048576"], ["A1:B2", "B2:C3"], [f"A{i}:D{i}" for i in range(1, 900)], ["C6:C20"]))
        merged = "".join(f'<mergeCell ref="{a}"/>' for a in areas)
        data = change(
            xlsx(rows), "sheet1", b"</sheetData>", b"</sheetData><mergeCells>" + merged.encode() + b"</mergeCells>"
        )
    elif kind == 4:
        data = xlsx(rows, hidden=True, more={f"t{i}": g.rows() for i in range(r.choice((1, 40, 250)))})
    elif kind == 5:
        lol = b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'">' + b"".join(
            b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 12) for i in range(9)
        ) + b"]>"  # fmt: skip
        outside = b'<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
        data = change(
            xlsx(rows),
            r.choice(("sheet1", "sharedStrings", "workbook.xml", "styles")),
            rb"^(<\?xml[^>]*>)?",
            r.choice((lol, outside)),
        )
    elif kind == 6:  # many cells, many rows, a string of megabytes
        many = r.choice(
            (_blank(400_000), b"<row>" + b'<c t="inlineStr"><is><t>0277 3851 001</t></is></c>' * 30_000 + b"</row>")
        )
        data = change(xlsx(rows), "sheet1", b"<sheetData>", b"<sheetData>" + many)
    elif kind == 7:
        member = r.choice(("sheet1", "sharedStrings", "workbook.xml", "styles", "[Content_Types]", "rels"))
        data = change(
            xlsx(rows), member, rb"[0-9]+", r.choice((b"-1", b"9" * 400, b"1e999", b"NaN", b"0x1", b"\xff", b""))
        )
    elif kind == 8:
        data = xlsx([[*row, r.choice(("_x0001_", "_x0000_", "a" * 33000, "0" * 3000, 1e308, -0.0, "\u202e0277"))] for row in rows]) \
            if r.random() < 0.5 else xlsx([*rows, *[["x", f"Xã Không Có {i}", "0277 38"] for i in range(r.choice((50, 2500)))]])  # fmt: skip
    else:
        ending = r.choice((".xls", ".xlsb", ".ods", ".xlsm"))
        data = (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + r.randbytes(r.choice((8, 504, 4000)))
            if r.random() < 0.6
            else xlsx(rows)
        )
    return Hostile(g.name(ending), data)
