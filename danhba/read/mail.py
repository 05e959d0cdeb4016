"""What a mail holds: its attachments, named or not, uuencoded ones too, and its own words where they carry a number or
speak against them."""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Iterator
from email.message import Message
from typing import Any

from danhba.model.grid import ReadError
from danhba.model.telling import HEADING
from danhba.read.delimited import decode
from danhba.read.kind import MAIL_BODY, Kind, kind_of
from danhba.vietnamese.withdrawal import said_in_mail

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
_CELL = re.compile(r"<t[dh]\b", re.I)
_COUNT = re.compile(r"\d[\d.,:/hg \-]*")
_FEW, _CELL_SHOWN = 3, 1000  # such cells at least, letters of each that are looked at
_SUBJECT = 1000
_ANSWER = re.compile(r"\s*(?:re|aw|tl|trả lời|trl)\s*(?:\[\d+\])?\s*:", re.I)
# How pages mark older mails: an element around one, and one behind which nothing else comes.
_QUOTED = frozenset({"gmail_quote", "gmail_extra", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix"})
_QUOTE_HEADS = frozenset(
    {"divRplyFwdMsg", "appendonsend", "x_divRplyFwdMsg", "mail-editor-reference-message-container"}
)
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg"})
_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "section", "article",
    "header", "footer", "center",
    "dd", "dt",
})  # fmt: skip
_PLAIN = 4 << 20  # characters of a mail's own words that are looked at


def files_of(message: Message) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of every file in a mail and in the mails it forwards; its own words last, as a page of their
    own.

    The words come only where they hold what may be a phone number, or take back or postpone what is sent: a greeting is
    no return.
    """
    unnamed = 0
    plain: list[str] = []
    pages: list[str] = []
    subjects: list[str] = []
    ours: list[Message] = []
    empty = True
    for part in _parts(message, ours):
        if subject := _subject(part):
            subjects.append(subject)
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
            empty = empty and not attached
            yield from attached
            plain.append(words)
            continue
        if not name and (part.get_content_maintype() == "message" or not content.strip()):
            continue  # what a server says of its own work
        empty = False
        if name:
            yield name.replace("\\", "/").rsplit("/", 1)[-1] or "tep", content
        else:
            unnamed += 1
            yield f"{_UNNAMED} {unnamed}{_ending(content)}", content
    body = _body(plain, pages, subjects)
    if body:
        yield BODY_NAME, body
    elif ours and empty:
        raise ReadError("file_unsupported", "thư mà văn phòng đã gửi cho đơn vị, bị trả lại hoặc chuyển lại nguyên vẹn")


def _parts(part: Message, ours: list[Message]) -> Iterator[Message]:
    """Yield a mail's parts in order, but for a mail of ours that comes back: what it holds is no unit's return.

    ours: takes up those mails.
    """
    if part.get(HEADING) is not None:
        ours.append(part)
        return
    yield part
    if part.is_multipart():
        for inner in part.get_payload():
            if isinstance(inner, Message):
                yield from _parts(inner, ours)


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


def _subject(part: Message) -> str:
    """Return a mail's subject on one line; that of an answer is the words of whoever is answered."""
    try:
        said = " ".join(str(part["Subject"] or "").split())[:_SUBJECT]
    except Exception:  # whatever the library makes of a broken heading
        return ""
    return "" if _ANSWER.match(said) else said


def _body(plain: list[str], pages: list[str], subjects: list[str]) -> bytes:
    """Return the mail's words as one page, b'' when nothing of them matters. Lines that a page repeats are left out.

    The subject stands in it where it speaks against what is sent.
    """
    said = "".join(c for page in pages for c in html.unescape(_TAG.sub("", page)) if c.isdigit())
    lines = [line.rstrip() for text in plain for line in text.splitlines()]
    fresh = [line for line in lines if not said or not all(n in said for n in _numbers(line)) or not _numbers(line)]
    numbers = any(_numbers(line) for line in fresh) or any(_numbers(_TAG.sub(" ", page)) for page in pages)
    heads = [f"<p>Tiêu đề thư: {html.escape(subject)}</p>" for subject in subjects if said_in_mail(subject)]
    against = {said.text for page in pages for said in said_in_mail(_page_words(page))}
    own = [said.text for said in said_in_mail("\n".join(lines))]
    if not numbers and not heads and not against and not own and not any(map(_holds_a_table, pages)):
        return b""
    wanted = not pages or any(_numbers(line) for line in fresh) or not against.issuperset(own)
    words = html.escape("\n".join(fresh)) if wanted else ""
    page = "\n".join([*heads, *pages, f"<pre>{words}</pre>" if words else ""])
    return MAIL_BODY + page.encode("utf-8", "replace")


def _holds_a_table(page: str) -> bool:
    """Tell whether a page has a table with numbers in cells of their own: counts, days and hours. A signature's has
    none."""
    found = 0
    for cell in _CELL.split(page)[1:]:
        words = html.unescape(_TAG.sub(" ", cell[:_CELL_SHOWN].partition(">")[2].partition("</t")[0])).strip()
        found += _COUNT.fullmatch(words) is not None
        if found == _FEW:
            return True
    return False


def words_of_body(data: bytes) -> str:
    """Return the own words of a mail from the page that `files_of` made of them, without the older mails quoted in
    it."""
    return _page_words(data[len(MAIL_BODY) :].decode("utf-8", "replace"))


def _page_words(page: str) -> str:
    """Return the text of a page, a line a block; what it quotes of older mails left out."""
    import lxml.etree
    import lxml.html  # only mails with such a page need it

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    try:
        root = lxml.html.document_fromstring(page[:_PLAIN].encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return ""
    out: list[str] = []
    _walk_words(root, out)
    return "".join(out)


def _walk_words(root: Any, out: list[str]) -> None:
    """Add the words of an element and what is inside, up to where an older mail begins."""
    stack: list[tuple[Any, bool, bool]] = [(root, False, False)]  # element, preformatted, leaving it

    def add(text: str | None, as_it_is: bool) -> None:
        if text:
            out.append(text if as_it_is else " ".join(f"|{text}|".split())[1:-1])

    while stack:
        element, pre, leaving = stack.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if name in _BLOCKS:
                out.append("\n")
            add(element.tail, pre)
            continue
        classes = {*(element.get("class") or "").split(), element.get("id") or ""} if name else set()
        if classes & _QUOTE_HEADS:
            return  # all that follows is the older mail
        outer = element.getparent()
        around = pre if name != "pre" else outer is not None and outer.tag == "pre"
        if not name or name in _SILENT or name == "blockquote" or classes & _QUOTED:
            out.append("\n" if name == "blockquote" else "")
            add(element.tail, around)
            continue
        if name in _BLOCKS or name == "br":
            out.append("\n")
        elif name in ("td", "th"):
            out.append(" ")
        inner = pre or name == "pre"
        add(element.text, inner)
        stack.append((element, around, True))
        stack.extend((child, inner, False) for child in reversed(element))


def _numbers(text: str) -> list[str]:
    """Return the digits of what may be phone numbers in a text."""
    return ["".join(c for c in m[0] if c.isdigit()) for m in _NUMBER.finditer(_DATES.sub(" ", text))]
