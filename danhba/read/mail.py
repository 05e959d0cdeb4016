"""What a mail holds: its attachments, named or not, uuencoded ones too, and its own words where they are all that
came, carry a number or are not plain."""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Iterator
from email.message import Message

from danhba.model.grid import ReadError
from danhba.model.telling import HEADING
from danhba.phones.messages import heard
from danhba.read.delimited import decode
from danhba.read.kind import AUTOMATIC, BRINGS_LISTS, IN_DOUBT, MAIL_BODY, PAGE_ENDS, WITHOUT_FILES, Kind, kind_of
from danhba.read.quoted import quoted_in
from danhba.vietnamese.sent_again import passes_on
from danhba.vietnamese.withdrawal import Said, own_words, said_in_mail, said_of_files

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
# What a mail program adds to show that nobody changed the mail: it holds nothing of it.
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_PGP = b"-----BEGIN PGP SIGNATURE"
_TAG = re.compile(r"<[^<>]*>")
_CELL = re.compile(r"<t[dh]\b", re.I)
_COUNT = re.compile(r"\d[\d.,:/hg \-]*")
_FEW, _CELL_SHOWN = 3, 1000  # such cells at least, letters of each that are looked at
_SUBJECT = 1000
_ANSWER = re.compile(r"\s*(?:re|aw|tl|trả lời|trl)\s*(?:\[\d+\])?\s*:", re.I)
_MARK = "<!-- danhba:"
_PRE, _PRE_ENDS = "<pre>", "</pre>"
_LISTS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".fods", ".csv")
_LETTER = re.compile(r"[^\W\d_]")
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
    names: list[str] = []
    answers = _ANSWER.match(_heading(message)) is not None
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
            names.extend(name for name, _ in attached)
            yield from attached
            plain.append(words)
            continue
        if kind in _SIGNATURES or content.lstrip().startswith(_PGP) or (name or "").lower().endswith(".p7s"):
            continue
        if not name and (part.get_content_maintype() == "message" or not content.strip()):
            continue  # what a server says of its own work
        empty = False
        if name:
            name = name.replace("\\", "/").rsplit("/", 1)[-1] or "tep"
        else:
            unnamed += 1
            name = f"{_UNNAMED} {unnamed}{_ending(content)}"
        if part.get_content_maintype() != "image":
            names.append(name)
        yield name, content
    body = _body(plain, pages, subjects, names, answers, bool(ours))
    if body:
        if empty and not ours:
            body += (AUTOMATIC if _is_automatic(message) else b"") + WITHOUT_FILES
        yield BODY_NAME, body
    elif ours and empty:
        raise ReadError("file_unsupported", "thư mà văn phòng đã gửi cho đơn vị, bị trả lại hoặc chuyển lại nguyên vẹn")


def _is_automatic(message: Message) -> bool:
    """Tell whether a program answered, nobody: somebody is away, a mailbox is full, a mail did not arrive. Sources: RFC
    3834, RFC 6522."""
    said = str(message.get("Auto-Submitted") or "no").strip().lower()
    if not said.startswith("no") or message.get_content_type() == "multipart/report":
        return True
    return message.get("X-Autoreply") is not None or message.get("X-Autorespond") is not None


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
    said = _heading(part)
    return "" if _ANSWER.match(said) else said


def _heading(part: Message) -> str:
    try:
        return " ".join(str(part["Subject"] or "").split())[:_SUBJECT]
    except Exception:  # whatever the library makes of a broken heading
        return ""


def _body(
    plain: list[str], pages: list[str], subjects: list[str], names: list[str], answers: bool, ours: bool
) -> bytes:
    """Return the mail's words as one page, b'' when nothing of them matters. Lines that a page repeats are left out.

    Without a file they are all that came, and matter; beside files they do where one of them is not plain.

    The subject stands in it where it speaks against what is sent, or holds a number and no list comes with it. names:
    of the files that the mail brings, images apart; answers: it answers another one. Both say what an older mail is
    that it quotes.
    """
    pages = [page.replace(_MARK, "<!-- ") for page in pages]
    said = "".join(c for page in pages for c in html.unescape(_TAG.sub("", page)) if c.isdigit())
    lines = [line.rstrip() for text in plain for line in text.splitlines()]
    fresh = [line for line in lines if not said or not all(n in said for n in _numbers(line)) or not _numbers(line)]
    numbers = any(_numbers(line) for line in fresh) or any(_numbers(_TAG.sub(" ", page)) for page in pages)
    lists = any(name.lower().endswith(_LISTS) for name in names)
    told = said + "".join(c for line in fresh for c in line if c.isdigit())
    heads = [
        f"<p>Tiêu đề thư: {html.escape(subject)}</p>"
        for subject in subjects
        if said_in_mail(subject) or (not lists and any(n not in told for n in _numbers(subject)))
    ]
    shown = [_page_words(page) for page in pages]
    against = {said.text for words in shown for said in _against(words)}
    own = [said.text for said in _against("\n".join(lines))]
    said_in_words = [own_words("\n".join(lines)), *shown]
    alone = not names and not ours and (subjects or any(_LETTER.search(words) for words in said_in_words))
    if alone and not any(_LETTER.search(words) for words in said_in_words):
        heads = [f"<p>Tiêu đề thư: {html.escape(subject)}</p>" for subject in subjects]
    if not (numbers or heads or against or own or alone or any(map(_holds_a_table, pages))):
        # Beside files, words that are not plain.
        if ours or not any(heard(words, lists) or passes_on(words) for words in said_in_words):
            return b""
    wanted = (
        not pages
        or any(_numbers(line) for line in fresh)
        or not against.issuperset(own)
        or not any(map(_LETTER.search, shown))
    )
    words = html.escape("\n".join(fresh)) if wanted else ""
    heads = ["\n".join(heads)] if heads else []
    page = PAGE_ENDS.join([*heads, *pages, *([f"{_PRE}{words}{_PRE_ENDS}"] if words else [])])
    about = BRINGS_LISTS if lists else IN_DOUBT if names or answers else b""
    return MAIL_BODY + about + page.encode("utf-8", "replace")


def brings_nothing(data: bytes) -> bool:
    """Tell whether nothing but its words came with the mail of such a page: no file, no image, no mail of ours."""
    return data.endswith(WITHOUT_FILES)


def is_automatic(data: bytes) -> bool:
    """Tell whether a program wrote the mail of such a page, which brought nothing."""
    return data.removesuffix(WITHOUT_FILES).endswith(AUTOMATIC)


def brings_lists(data: bytes) -> bool:
    """Tell whether spreadsheets came with the mail of such a page."""
    return data.startswith(MAIL_BODY + BRINGS_LISTS)


def brings_files(data: bytes) -> bool:
    """Tell whether any files came with the mail of such a page, or it answers another one."""
    return brings_lists(data) or data.startswith(MAIL_BODY + IN_DOUBT)


def _against(text: str) -> list[Said]:
    """Return what a mail's own words say against what it brings, or against one of its files by name."""
    return [*said_in_mail(text), *said_of_files(text)]


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
    """Return the words that a mail's sender stands for from the page that `files_of` made of it: his own, and those of
    a mail that he only passes on, without the older ones quoted."""
    out: list[str] = []
    text = data[len(MAIL_BODY) :].removesuffix(WITHOUT_FILES).removesuffix(AUTOMATIC).decode("utf-8", "replace")
    for page in text.split(PAGE_ENDS):
        plain = page.startswith(_PRE) and page.endswith(_PRE_ENDS)
        out.append(own_words(html.unescape(page[len(_PRE) : -len(_PRE_ENDS)]) if plain else _page_words(page)))
    return "\n".join(out)


def _page_words(page: str) -> str:
    """Return the text of a page, a line a block, without the older mails that it quotes."""
    import lxml.etree
    import lxml.html  # only mails with such a page need it

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    try:
        root = lxml.html.document_fromstring(page[:_PLAIN].encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return ""
    return quoted_in(root, mail=True).words


def _numbers(text: str) -> list[str]:
    """Return the digits of what may be phone numbers in a text."""
    return ["".join(c for c in m[0] if c.isdigit()) for m in _NUMBER.finditer(_DATES.sub(" ", text))]
