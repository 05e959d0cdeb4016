"""Who a mail says it is from: its own word, shown to people and never taken for evidence."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from danhba.vietnamese.text import one_line

_HEAD = 65536  # bytes of a mail that are looked at
_FROM = re.compile(rb"^From:[ \t]*([^\r\n]{1,500})", re.I | re.M)


def sender_of_mail(data: bytes) -> str:
    """Return what stands after From: in one line, '' where data is no mail or says nothing."""
    head = re.split(rb"\r?\n\r?\n", data[:_HEAD], maxsplit=1)[0]
    found = _FROM.search(head)
    if not found:
        return ""
    text = found[1].decode("utf-8", "replace")
    try:
        text = str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        pass  # shown as it stands
    return one_line(text)[:120]
