"""The letter as a draft that Outlook and Thunderbird open to be sent: thu.eml. The same package gives the same bytes.

Written line by line: for a province of drafts the standard library's generator takes twenty times as long. A test
parses what is written.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterator, Mapping
from email.header import Header
from email.utils import format_datetime

from danhba.model.telling import HEADING, Telling
from danhba.outgoing.words import Letter
from danhba.vietnamese.dates import VIETNAM

_TYPES = {
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LINE = b"\r\n"


def draft(
    letter: Letter, telling: Telling, address: tuple[str, str], sender: str, attachments: Mapping[str, bytes]
) -> bytes:
    """Return thu.eml.

    address: name and mail address of the unit, the latter '' where nobody knows it; sender: address of the office, ''
    unknown;
    attachments: by names in ASCII.
    """
    boundary = f"==danhba-{telling.name}=="
    headers = {"X-Unsent": "1", HEADING: telling.name}
    if sender:
        headers["From"] = sender
    if address[1]:
        headers["To"] = address_header(*address)
    headers |= {
        "Subject": _words("Subject", letter.subject),
        "Date": format_datetime(dt.datetime.fromisoformat(telling.told_at).astimezone(VIETNAM)),
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/mixed; boundary="{boundary}"',
    }
    out = [_headers(headers), b"This is a message in several parts.", _LINE]
    body = letter.body.replace("\n", "\r\n").encode()
    text = {"Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "base64"}
    for head, data in ((text, body), *_attached(attachments)):
        out += [b"--", boundary.encode(), _LINE, _headers(head), base64.encodebytes(data).replace(b"\n", _LINE)]
    return b"".join([*out, b"--", boundary.encode(), b"--", _LINE])


def address_header(name: str, address: str) -> str:
    """Return a name and an address as they stand behind To:."""
    return f"{_words('To', name)} <{address}>"


def _attached(attachments: Mapping[str, bytes]) -> Iterator[tuple[dict[str, str], bytes]]:
    for name, data in attachments.items():
        head = {
            "Content-Type": _TYPES[name.rsplit(".", 1)[-1]],
            "Content-Transfer-Encoding": "base64",
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        yield head, data


def _words(header: str, text: str) -> str:
    """Return text for a header: encoded words, folded, no line of which a text could begin a header."""
    return Header(" ".join(text.split()), "utf-8", header_name=header).encode(linesep="\r\n")


def _headers(headers: Mapping[str, str]) -> bytes:
    return b"".join(f"{name}: {value}".encode("ascii") + _LINE for name, value in headers.items()) + _LINE
