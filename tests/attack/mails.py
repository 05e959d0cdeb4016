"""Hostile mails: nesting, headers, encodings, attachments."""

from __future__ import annotations

from danhba.samples.builder import mail
from tests.attack.hostile import Grounds, Hostile
from tests.test_bad_inputs import long_heading, nested_mail

_HEADERS = (
    b"Content-Type",
    b"Content-Disposition",
    b"Subject",
    b"From",
    b"To",
    b"Date",
    b"MIME-Version",
    b"Content-Transfer-Encoding",
)
_VALUES = (
    b"(", b";", b"<", b'"', b"\\", b"=?utf-8?q?=00?=", b"=?utf-8?b?////?=", b"\r\n ", b"a@", b"filename*0*=", b"\xff", b",", b"\x00", b"%00",
)  # fmt: skip


def one(g: Grounds) -> Hostile:
    """Return a hostile mail."""
    r = g.random
    kind = r.randrange(7)
    if kind == 0:
        data = nested_mail(r.choice((3, 50, 300, 2000)))
    elif kind == 1:
        data = long_heading(r.choice(_HEADERS), r.choice(_VALUES) * r.choice((1, 100, 5000, 60_000)))
    elif kind == 2:  # a good mail with one header more, or another
        whole = mail({"a.xlsx": g.good()[1]})
        data = r.choice(_HEADERS) + b": " + r.choice(_VALUES) * r.choice((1, 9, 500)) + b"\n" + whole
    elif kind == 3:  # attachments by odd names and odd encodings
        name = r.choice(_VALUES) + r.choice((b"../../x", b"a.xlsx", b"\xe2\x80\xaefdp.xlsx", b"", b"con.xlsx"))
        how = r.choice((b"base64", b"quoted-printable", b"x-uuencode", b"8bit", b"nonsense", b"\xff"))
        body = r.randbytes(r.choice((0, 10, 3000)))
        data = (
            b"From: a@x.vn\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/octet-stream\n"
            b'Content-Disposition: attachment; filename="'
            + name
            + b'"\nContent-Transfer-Encoding: '
            + how
            + b"\n\n"
            + body
            + b"\n--b--\n"
        )
    elif kind == 4:  # a mail in a mail in a mail, and many attachments
        data = mail({"a.xlsx": g.good()[1]})
        for _ in range(r.choice((2, 12, 40))):
            data = mail({"thu.eml": data} if r.random() < 0.8 else {f"{i}.eml": data[:20000] for i in range(5)})[
                : 4 << 20
            ]
    elif kind == 5:
        data = mail({f"{i}.csv": b"x" * i for i in range(r.choice((30, 400)))})
    else:
        encoding = r.choice((b"utf-7", b"utf-16", b"viscii", b"x-none", b"idna", b"zlib", b"undefined", b"\xff" * 9))
        data = (
            b"From: a@x.vn\nContent-Type: text/html; charset="
            + encoding
            + b"\n\n"
            + r.randbytes(200)
            + b"<table><tr><td>0277 3851 001"
        )
    return Hostile(g.name(".eml"), data)
