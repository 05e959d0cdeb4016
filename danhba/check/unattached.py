"""A mail that says that a file comes with it, and brought none; a link in its place; a file that a filter took out: the
unit has returned nothing, and hears so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from danhba.check.findings import file_finding, short
from danhba.model.submission import Reading
from danhba.phones.messages import own_sentences
from danhba.read.mail import brings_nothing
from danhba.vietnamese.text import fold, visible
from schemas.forms import attachment_words as words

_SENT, _NOT_SENT, _LINK, _TAKEN_OUT = (
    tuple(re.compile(pattern) for pattern in patterns)
    for patterns in (words.SENT, words.NOT_SENT, words.LINK, words.TAKEN_OUT)
)
_FILE = re.compile(rf"\b{words.FILE}\b")
_SUBJECT = re.compile(r"\W*tieu de thu:\s*")
_LONGEST, _SHORT = 600, 160  # characters of a sentence that are looked at, that a message shows
_NONE, _LINKED = "thư không có tệp nào kèm theo", "đó là đường dẫn, không phải tệp; hệ thống không mở đường dẫn"
_FILTERED = "tệp kèm theo đã bị bộ lọc thư chặn, không tới được văn phòng"


def tell_unattached(reading: Reading, text: str, who: str, mail: bytes) -> list[str]:
    """Tell of a file that did not come; return the sentences that said it would. text: a mail's or a file's own words;
    who: who sent it, as people are told; mail: the page of a mail's words, b'' for a file."""
    sentences = own_sentences(text)
    why, said = _FILTERED, [s for s in sentences if _any(_TAKEN_OUT, s)]
    if mail and not said and brings_nothing(mail):
        why, said = _LINKED, [s for s in sentences if _any(_LINK, s)]
        if not said:
            why, said = _NONE, promised(sentences) or _subject_alone(text, sentences)
    if said:
        shown = "”, “".join(dict.fromkeys(short(s, _SHORT) for s in said[:2]))
        file_finding(reading, "attachment_missing", words=shown, who=who, why=why)
    return said


def promised(sentences: Iterable[str]) -> list[str]:
    """Return the sentences that say that a file comes with them."""
    return [s for s in sentences if _any(_SENT, s) and not _any(_NOT_SENT, s)]


def _subject_alone(text: str, sentences: list[str]) -> list[str]:
    """Return the subject of a mail of nothing else that names what is sent."""
    if sentences:
        return []
    subjects = (s for s in text.splitlines() if _SUBJECT.match(fold(s)))
    said = [s.partition(":")[2].strip() for s in subjects]
    return [s for s in said if _FILE.search(fold(s)) and not _any(_NOT_SENT, s)]


def _any(patterns: Iterable[re.Pattern[str]], sentence: str) -> bool:
    bare = " ".join(fold(visible(sentence[:_LONGEST])).split())
    return any(pattern.search(bare) for pattern in patterns)
