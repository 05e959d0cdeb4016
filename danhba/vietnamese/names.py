"""Names to comparable keys: one key a level, each forgiving one more habit of writing.

Levels: EXACT forgives case, blanks, punctuation and where the tone mark stands (hoà, hòa); VOWELS also i for y (Mĩ,
Mỹ);
BARE drops every mark. The same functions make the registry's keys and a cell's, so a fold can only make two units
ambiguous, never exchange them.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from danhba.vietnamese.text import fold, lookalikes, visible


class Level(IntEnum):
    """How much a comparison forgives."""

    EXACT = 0
    VOWELS = 1
    BARE = 2


_TONES = {"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TOKEN = re.compile(r"[^\W_]+")
_ROMAN: dict[str, str] = {}
for _number, _roman in enumerate("I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split(), start=1):
    _ROMAN[_roman] = str(_number)
_NUMBER_WORDS: dict[str, str] = {}
for _words in ("một hai ba bốn năm sáu bảy tám chín mười", "mot hai ba bon nam sau bay tam chin muoi"):
    for _number, _word in enumerate(_words.split(), start=1):
        _NUMBER_WORDS[_word] = str(_number)

TYPES: dict[tuple[str, ...], str] = {
    ("xã",): "xã", ("xa",): "xã", ("phường",): "phường", ("phuong",): "phường",
    ("thị", "trấn"): "thị trấn", ("thi", "tran"): "thị trấn", ("thị", "xã"): "thị xã", ("thi", "xa"): "thị xã",
    ("thành", "phố"): "thành phố", ("thanh", "pho"): "thành phố", ("huyện",): "huyện", ("huyen",): "huyện",
    ("quận",): "quận", ("quan",): "quận", ("đặc", "khu"): "đặc khu", ("dac", "khu"): "đặc khu",
}  # fmt: skip
_SHORT_TYPES = {
    "tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "ttr": "thị trấn", "h": "huyện", "p": "phường", "x": "xã",
    "q": "quận", "f": "phường", "đk": "đặc khu",
}  # fmt: skip
_DOTTED = re.compile(r"\b([TtXx])\.\s?([PpXxTt])\b\.?")
_GLUED = re.compile(r"(tp|tx|ttr)([^\W\d_]{2,})|([pfq])(\d{1,2})")


@lru_cache(maxsize=65536)
def syllable(token: str) -> str:
    """Return a lower-case token with its tone moved to the end as a digit, so that hoà and hòa are one."""
    if token.isascii():
        return token
    tones, letters = "", []
    for char in unicodedata.normalize("NFD", token):
        tone = _TONES.get(char)
        if tone:
            tones += tone
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)) + tones


@lru_cache(maxsize=65536)
def key(token: str, level: Level) -> str:
    """Return the comparable form of one lower-case token at a level."""
    if level is Level.EXACT:
        return syllable(token)
    if level is Level.VOWELS:
        return syllable(token).replace("y", "i")
    return fold(token).replace("y", "i")


def keys(tokens: tuple[str, ...], level: Level) -> str:
    """Return the comparable form of tokens at a level."""
    return " ".join(key(t, level) for t in tokens)


# "X." before a name is the type word xã; before a type word or an office it is the Roman ten.
_NUMBERING = re.compile(
    r"^(?:[-–—+*•·▪●]|\(?\d{1,3}\s*[.)/]|\d{1,3}\s+(?=[^\W\d_]{2,})|[a-zđ]\s*\)|\((?i:[IVX]{1,4})[.)]"
    r"|(?![Xx][.)])(?i:[IVX]{1,4})[.)]"
    r"|(?i:X)\)|(?i:X\.(?=\s*(?:xã|xa|phường|phuong|thị|thi|thành phố|thanh pho|huyện|huyen|tp|tx|tt|ttr|h|p|x"
    r"|ubnd|ủy|uỷ|uy|vp|văn|các|cac|sở|so|công an|cụm|khu|ban)\b)))\s*"
)


def tidy(raw: str) -> str:
    """Return a name in NFC on one line, look-alike letters mended, without bullets, numbering and closing
    punctuation."""
    text = " ".join(lookalikes(visible(raw)).replace("\u00ad", "").split())
    text = _NUMBERING.sub("", text)
    return text.strip(" .;,:-–—'\"“”‘’*_")


@lru_cache(maxsize=4096)
def tokens_of(text: str, short_types: bool = True) -> tuple[str, ...]:
    """Return the lower-case tokens of tidy text: numbers without zeros, I as 1 at the end, short types written out.

    short_types=False keeps TT, P, X and the like as they are: in an agency's name they are initials.
    """
    text = _DOTTED.sub(r"\1\2 ", text)
    found = [(m[0], m.end()) for m in _TOKEN.finditer(text)]
    out: list[str] = []
    for i, (token, end) in enumerate(found):
        last = i == len(found) - 1 or text[end:].lstrip()[:1] in ",;(-–)"
        if token in _ROMAN and i > 0 and last:
            out.append(_ROMAN[token])
            continue
        low = token.lower()
        if low.isdecimal():
            out.append(low.lstrip("0") or "0")
        elif not short_types:
            out.append(low)
        elif low in _SHORT_TYPES and i < len(found) - 1:
            out.extend(_SHORT_TYPES[low].split())
        elif (m := _GLUED.fullmatch(low)) is not None:
            short, rest = (m[1], m[2]) if m[1] else (m[3], m[4])
            out.extend(_SHORT_TYPES[short].split())
            out.append(rest.lstrip("0") or rest)
        else:
            out.append(low)
    for i in range(len(out) - 1):
        if out[i] in ("phường", "phuong") and out[i + 1] in _NUMBER_WORDS and (i + 2 == len(out) or _heads(out, i + 2)):
            out[i + 1] = _NUMBER_WORDS[out[i + 1]]
    return tuple(out)


def _heads(tokens: list[str], at: int) -> bool:
    return any(tuple(tokens[at : at + n]) in TYPES for n in (1, 2))


def split_type(tokens: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return (unit type or '', the rest) of tokens that begin with a type word."""
    for size in (2, 1):
        kind = TYPES.get(tokens[:size])
        if kind and len(tokens) > size:
            return kind, tokens[size:]
    return "", tokens


def type_alone(tokens: tuple[str, ...]) -> str:
    """Return the unit type that tokens are and nothing more, '' where they are not just that."""
    return TYPES.get(tokens) or (_SHORT_TYPES.get(tokens[0], "") if len(tokens) == 1 else "")


def unaccented(text: str) -> bool:
    """Tell whether text was typed without any Vietnamese mark."""
    return text.isascii()


# Words before a unit's name that do not change whom it names.
_OFFICE_WORDS = {
    "ubnd", "ub", "ubhc", "vp", "văn phòng", "van phong", "ủy ban nhân dân", "uỷ ban nhân dân", "uy ban nhan dan",
    "ủy ban", "uỷ ban",
    "hđnd", "hdnd", "hội đồng nhân dân", "hoi dong nhan dan", "và", "va", "đảng ủy", "đảng uỷ", "dang uy",
    "đường dây nóng",
    "duong day nong", "hotline", "trụ sở", "cơ quan", "đơn vị", "địa phương", "tên đơn vị", "vpubnd", "vp ubnd", "của",
    "cua",
}  # fmt: skip
_OFFICE_KEYS = {keys(tuple(w.split()), Level.EXACT) for w in _OFFICE_WORDS}
_OFFICE_STARTS = {key(w.split()[0], Level.EXACT) for w in _OFFICE_WORDS}
_OFFICE_SIZE = max(len(w.split()) for w in _OFFICE_WORDS)
_GOVERNING = {keys(tuple(w.split()), Level.BARE) for w in ("ubnd", "uy ban nhan dan", "vpubnd", "uy ban", "ub")}
_PARTY = {keys(tuple(w.split()), Level.BARE) for w in ("dang uy", "hdnd", "hoi dong nhan dan")}


def strip_office(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Return (tokens without the office words in front, whether they were only the party's or the council's).

    "Đảng ủy - UBND xã X" speaks for the commune; "Đảng ủy xã X" alone is another body.
    """
    seen: set[str] = set()
    at = 0
    while at < len(tokens) and key(tokens[at], Level.EXACT) in _OFFICE_STARTS:
        for size in range(min(_OFFICE_SIZE, len(tokens) - at - 1), 0, -1):
            if keys(tokens[at : at + size], Level.EXACT) in _OFFICE_KEYS:
                seen.add(keys(tokens[at : at + size], Level.BARE))
                at += size
                break
        else:
            break
    return tokens[at:], bool(seen & _PARTY) and not seen & _GOVERNING
