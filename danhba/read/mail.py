"""What a mail holds: its attachments, named or not, uuencoded ones too, and its own words where they carry a number."""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Iterator
from email.message import Message

from danhba.model.grid import ReadError
from danhba.read.delimited import decode
from danhba.read.kind import MAIL_BODY, Kind, kind_of

BODY_NAME = "nội dung thư.html"
_UNNAMED = "tệp đính kèm"
_ENDINGS = {
    Kind.WORKBOOK: ".xlsx",
    Kind.OLE_WORKBOOK: ".xls",
    Kind.WORD: ".docx",
    Kind.OLD_WORD: ".doc",
    Kind.PDF: ".pdf",
    Kind.HTML: ".html",
    Kind.TEXT: ".txt",
    Kind.ZIP: ".zip",
    Kind.MAIL: ".eml",
    Kind.IMAGE: ".jpg",
}
_UU_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.*)")
_DATES = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}:\d{2}(?::\d{2})?")
_NUMBER = re.compile(r"\d(?:[ .\-()–\xa0]{0,3}\d){6,}|(?<!\d)(?:1022|1[89]00)(?!\d)")
_TAG = re.compile(r"<[^<>]*>")
_PLAIN = 4 << 20  # characters of a mail's own words that are looked at


def files_of(message: Message) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of every file in a mail and in the mails it forwards; its own words last, as a page of their own.

    The words come only where they hold what may be a phone number: a greeting is no return.
    """
    unnamed = 0
    plain: list[str] = []
    pages: list[str] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        name = part.get_filename()
        kind = part.get_content_type()
        if not name and kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            text = _text(part, content)
            if kind == "text/html":
                pages.append(text)
                continue
            words, attached = _uuencoded(text)
            yield from attached
            plain.append(words)
            continue
        if not name and (part.get_content_maintype() == "message" or not content.strip()):
            continue  # what a server says of its own work
        if name:
            yield name.replace("\\", "/").rsplit("/", 1)[-1] or "tep", content
        else:
            unnamed += 1
            yield f"{_UNNAMED} {unnamed}{_ending(content)}", content
    body = _body(plain, pages)
    if body:
        yield BODY_NAME, body


def _text(part: Message, content: bytes) -> str:
    charset = part.get_content_charset("")
    try:
        return content.decode(charset)[:_PLAIN] if charset else decode(content)[:_PLAIN]
    except (LookupError, UnicodeDecodeError):
        return decode(content)[:_PLAIN]


def _ending(content: bytes) -> str:
    try:
        return _ENDINGS.get(kind_of(content), "")
    except ReadError:
        return ""


def _uuencoded(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Return a mail's words without what was uuencoded in them, and that as (name, bytes)."""
    if "begin " not in text:
        return text, []
    words: list[str] = []
    files: list[tuple[str, bytes]] = []
    name, start, out = "", 0, bytearray()
    for line in text.splitlines():
        words.append(line)
        if not name:
            found = _UU_BEGIN.fullmatch(line)
            if found:
                name, start, out = found[1].strip(), len(words) - 1, bytearray()
            continue
        if line.rstrip() == "end":
            if out:
                files.append((name.replace("\\", "/").rsplit("/", 1)[-1] or "tep", bytes(out)))
                del words[start:]
            name = ""
        elif line:
            try:
                out += binascii.a2b_uu(line.encode("latin-1")[: (((ord(line[0]) - 32) & 63) * 4 + 5) // 3 + 1])
            except (binascii.Error, UnicodeEncodeError):
                name = ""  # words after all
    return "\n".join(words), files


def _body(plain: list[str], pages: list[str]) -> bytes:
    """Return the mail's words as one page, b'' when they hold no number. Lines that a page repeats are left out."""
    said = "".join(c for page in pages for c in html.unescape(_TAG.sub("", page)) if c.isdigit())
    lines = [line.rstrip() for text in plain for line in text.splitlines()]
    lines = [line for line in lines if not said or not all(n in said for n in _numbers(line)) or not _numbers(line)]
    if not any(_numbers(line) for line in lines) and not any(_numbers(_TAG.sub(" ", page)) for page in pages):
        return b""
    words = html.escape("\n".join(lines)) if not pages or any(_numbers(line) for line in lines) else ""
    return MAIL_BODY + "\n".join([*pages, f"<pre>{words}</pre>" if words else ""]).encode("utf-8", "replace")


def _numbers(text: str) -> list[str]:
    """Return the digits of what may be phone numbers in a text."""
    return ["".join(c for c in m[0] if c.isdigit()) for m in _NUMBER.finditer(_DATES.sub(" ", text))]
