"""What a mail's heading says: who it is from, which is shown to people and never taken for evidence, and what it is
about."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from danhba.vietnamese.text import one_line

HEAD = 65536  # bytes of a mail that are looked at
# A heading goes on in lines that begin with a blank; programs fold a long name right behind the colon.
_FROM = re.compile(rb"^From:[ \t]*((?:[^\r\n]|\r?\n[ \t]){1,500})", re.I | re.M)
# A name beside it is decoded by now: its commas and quotes part nothing, and an address in it is a name.
_IN_BRACKETS = re.compile(r"<\s*([^<>@\s]+@[^<>@\s]+)\s*>\s*$")
_ADDRESS = re.compile(r"([\w.+-]+@[\w.-]+\w)")
_SUBJECT = re.compile(rb"^Subject:[ \t]*((?:[^\r\n]|\r?\n[ \t]){1,1000})", re.I | re.M)


def sender_of_mail(data: bytes) -> str:
    """Return what stands after From: in one line, '' where data is no mail or says nothing."""
    return _field(data, _FROM)[:120]


def address_in(sender: str) -> str:
    """Return the address in what stands after From:, in small letters; '' for none."""
    found = _IN_BRACKETS.search(sender) or _ADDRESS.search(sender)
    return found[1].lower() if found else ""


def subject_of_mail(data: bytes) -> str:
    """Return a mail's subject in one line, '' where data is no mail or says nothing."""
    return _field(data, _SUBJECT)[:500]


def _field(data: bytes, of: re.Pattern[bytes]) -> str:
    head = re.split(rb"\r?\n\r?\n", data[:HEAD], maxsplit=1)[0]
    found = of.search(head)
    if not found:
        return ""
    text = re.sub(r"\r?\n[ \t]", " ", found[1].decode("utf-8", "replace"))
    try:
        text = str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        pass  # shown as it stands
    return one_line(text)
