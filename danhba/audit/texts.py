"""Texts as the second reading compares them: without marks, in old fonts too, as words, by their digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from danhba.model.grid import cell_text
from danhba.vietnamese.encodings import VIETNAMESE, decodings
from danhba.vietnamese.text import as_words, fold, visible

LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_A_DAY = re.compile(r"(?<=ngày )\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d)")
_BOOK = re.compile(r"\bs\u1ed5\b", re.I)  # sổ, a book, is no số
_TOKEN = re.compile(r"[a-z0-9]+")
# VNI writes a letter and its marks as two: aâ, eä, oø. Pairs of today (oá, uâ, uê) are left out.
_TWO_MARKS = re.compile("a[âäãåáàõûùøïêéèëúüöô]|e[âäãåáàõûùøï]|o[âäåõûùøï]|[uy][õûùøï]|[öô][ùøûõï]")
_TODAY = VIETNAMESE | frozenset(map(chr, range(32, 127))) | frozenset("\n\t–—…“”‘’•×ð")


def is_odd(text: str) -> bool:
    """Tell whether a text may be written in an old font: it has letters, signs or pairs of letters that nobody types
    today, or VIQR's."""
    low = text.lower()
    return (
        not _TODAY.issuperset(low)
        or bool(_TWO_MARKS.search(low))
        or ("^" in text or "+" in text or "'" in text or "~" in text)
    )


def readings(text: str) -> list[str]:
    """Return a text as it stands and, where it may be written in an old font, as each of them reads it."""
    return [text, *(d for _, d in decodings(text))] if is_odd(text) else [text]


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """Return the bare words of a text: no marks, y as i, numbers without their zeros, letters parted from digits."""
    bare = fold(visible(text)).replace("y", "i")
    bare = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", bare)
    return tuple((t.lstrip("0") or "0") if t.isdigit() else t for t in _TOKEN.findall(bare))


@lru_cache(maxsize=16384)
def plain_text(text: str) -> str:
    """Return a text without marks, on one line; where an old font is possible, all its readings behind each other."""
    seen = (_BOOK.sub("quyen", visible(as_words(reading))) for reading in readings(text))
    return " | ".join(" ".join(fold(reading).split()) for reading in seen)


def digits_of(text: str) -> str:
    """Return a text's digits, wide ones as plain ones."""
    return "".join(_DIGITS.findall(text if text.isascii() else unicodedata.normalize("NFKC", text)))


def holds_a_number(value: object) -> bool:
    """Tell whether a value has the digits of a telephone number: more than six."""
    if isinstance(value, float) and -1e6 < value < 1e6 and value.is_integer():
        return False  # running numbers, for the most part
    text = value if isinstance(value, str) else cell_text(value)
    if text.isascii():
        return len(text) > 6 and (text.isdigit() or len(digits_of(text)) > 6)
    return _digits_in_words(text) > 6


@lru_cache(maxsize=16384)
def _digits_in_words(text: str) -> int:
    return len(digits_of(_A_DAY.sub(" ", text)))
