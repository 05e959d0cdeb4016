"""Text from before Unicode: TCVN3, VNI, VPS and VISCII fonts, VIQR, and UTF-8 read as another encoding.

Decoding is only ever proposed: the caller accepts a reading that the registry knows, and never offers text that already
matches. Tables are viparse's, checked there against real documents; VIQR and the re-encodings are ours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from viparse.normalize.tables import convert
from viparse.normalize.tcvn3 import TCVN3
from viparse.normalize.viscii import VISCII
from viparse.normalize.vni import VNI
from viparse.normalize.vps import VPS

NAMES = {
    "tcvn3": "bảng mã TCVN3 (phông .VnTime)",
    "vni": "bảng mã VNI (phông VNI-Times)",
    "vps": "bảng mã VPS",
    "viscii": "bảng mã VISCII",
    "viqr": "kiểu gõ VIQR",
    "utf8": "Unicode bị đọc sai bảng mã",
}
_TABLES = (("tcvn3", TCVN3), ("vni", VNI), ("vps", VPS), ("viscii", VISCII))
_VIQR_SIGN = re.compile(r"[a-zA-Z][\^(+'`?~.]|[dD][dD]|\\[.?]")
_VIQR_MARKS = {
    "^": "\u0302",
    "(": "\u0306",
    "+": "\u031b",
    "'": "\u0301",
    "`": "\u0300",
    "?": "\u0309",
    "~": "\u0303",
    ".": "\u0323",
}
_MOJIBAKE = re.compile("[ÃÄÅÆáº»Â\u251c\u2500\u00c3]")
# Letters of Vietnamese as written today; other letters are signs of another encoding.
VIETNAMESE = frozenset("aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz")


def of_windows_1258(raw: bytes, signs: str = "") -> str:
    """Return bytes as Windows-1258 writes Vietnamese, tones as marks of their own, in NFC; '' where they hold a letter
    or, `signs` aside, a sign that it does not write."""
    try:
        text = unicodedata.normalize("NFC", raw.decode("cp1258"))
    except UnicodeDecodeError:
        return ""
    return text if all(c.isascii() or c.lower() in VIETNAMESE or c in signs for c in text) else ""


def suspicious(text: str) -> bool:
    """Tell whether text may be written in a legacy encoding (worth trying the tables on)."""
    return not text.isascii() or bool(_VIQR_SIGN.search(text))


@lru_cache(maxsize=1024)
def decodings(text: str) -> tuple[tuple[str, str], ...]:
    """Return (encoding, decoded NFC text) for every table that changes the text, most usual first."""
    out: list[tuple[str, str]] = []

    def offer(encoding: str, decoded: str) -> None:
        if decoded != text and all(decoded != d for _, d in out):
            out.append((encoding, decoded))

    if text.isascii():
        if _VIQR_SIGN.search(text):
            offer("viqr", _viqr(text))
        return tuple(out)
    if _MOJIBAKE.search(text):
        for codec in ("latin-1", "cp1252", "cp437", "cp850", "cp1258"):
            try:
                offer("utf8", unicodedata.normalize("NFC", text.encode(codec).decode("utf-8")))
            except UnicodeError:
                continue
        try:  # cp1252 leaves five bytes undefined; readers pass them through as C1 controls
            offer("utf8", unicodedata.normalize("NFC", _cp1252_loose(text).decode("utf-8")))
        except UnicodeError:
            pass
    words = _words(text)
    mixed = any(old for _, old in words)
    for encoding, table in _TABLES:
        offer(encoding, convert(text, table))
        if mixed:
            offer(encoding, "".join(convert(w, table) if old else w for w, old in words))
    return tuple(out)


def _cp1252_loose(text: str) -> bytes:
    return b"".join(c.encode("latin-1") if ord(c) < 256 else c.encode("cp1252") for c in text)


def _words(text: str) -> list[tuple[str, bool]]:
    """Return the words of text with the blanks between them, and whether each is to be decoded where a cell mixes both:
    it is not spelled in today's letters only."""
    return [
        (w, not w.isspace() and w != "" and (_SIGN.search(w) is not None or _other_letters(w)))
        for w in re.split(r"(\s+)", text)
    ]


_SIGN = re.compile("[¬«©¨®µ¸¶·¹\u00ad]")
_TODAY = {c: None for c in (*range(0x250), *range(0x1E00, 0x1F00), 0x212A) if chr(c).lower() in VIETNAMESE}


def _other_letters(word: str) -> bool:
    return any(c.isalpha() for c in word.translate(_TODAY))


def _viqr(text: str) -> str:
    text = re.sub(r"DD|Dd", "Đ", text).replace("dd", "đ").replace("dD", "đ")
    out: list[str] = []
    for i, char in enumerate(text):
        mark = _VIQR_MARKS.get(char)
        if mark and out and unicodedata.normalize("NFD", out[-1])[0].lower() in "aeiouy":
            if (
                char == "."
                and (i + 1 == len(text) or text[i + 1] == " ")
                and unicodedata.normalize("NFC", out[-1] + mark) == out[-1]
            ):
                out.append(char)
                continue
            joined = unicodedata.normalize("NFC", out[-1] + mark)
            if len(joined) == 1:
                out[-1] = joined
                continue
        out.append(char)
    return "".join(out)


def garbled(text: str) -> bool:
    """Tell whether letters are gone for good: question marks or replacement characters inside words."""
    return "\ufffd" in text or bool(
        re.search(r"[^\W\d_]\?+[^\W\d_]|\?{2,}|[^\W\d_]\?+(?=\s+[^\W\d_])|\s\?[^\W\d_]", text)
    )
