"""Text as people type it: invisible characters, Unicode forms and a fold that keeps every position.

`fold` maps each letter of NFC text to its bare lower-case letter, one character for one, so that a span found in the
folded text cuts the same span out of the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Zero-width, bidirectional and byte-order marks; U+00AD is left alone because it is the letter ư in TCVN3 fonts.
INVISIBLE = dict.fromkeys(
    [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x061C, 0x180E, *range(0x200E, 0x2010), *range(0x202A, 0x202F),
     *range(0x2066, 0x206A)]
)  # fmt: skip
_SPACES = dict.fromkeys((160, 5760, *range(8192, 8203), 8239, 8287, 12288, 9, 11, 12), " ")
_VISIBLE = {**INVISIBLE, **_SPACES}
# Letters that look like Đ and đ: Eth, African D, and D with a stroke typed over it.
_LOOKALIKES = {0x00D0: "Đ", 0x00F0: "đ", 0x0189: "Đ", 0x0256: "đ"}

_IN_ONE = re.compile(r"_|[a-zà-ỹđ][A-ZÀ-ỸĐ]")
AREA = "tỉnh"  # what districts and communes lie in, as running text calls it


def visible(text: str) -> str:
    """Return text in NFC without invisible characters, every kind of blank as a space, newlines kept as \\n."""
    if text.isascii():
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ") if not text.isprintable() else text
    if text.isprintable():  # so none of the signs and blanks below: translating costs ten times as much
        return unicodedata.normalize("NFC", text)
    text = unicodedata.normalize("NFC", text.translate(_VISIBLE))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u0085", "\n")


def parted(name: str) -> str:
    """Return a name written in one, as programs and tabs have them, as words: so_dien_thoai, SoDienThoai."""
    pairs = zip(f" {name}", name, strict=False)
    return "".join(f" {c}" if c.isupper() and before.islower() else c for before, c in pairs).replace("_", " ")


def as_words(text: str) -> str:
    """Return a text with its low lines as blanks, and one written in one as words."""
    if not _IN_ONE.search(text):
        return text
    return text.replace("_", " ") if " " in text else parted(text)


def lookalikes(text: str) -> str:
    """Return text with Ð and ð (Eth) read as Đ and đ."""
    return text.translate(_LOOKALIKES)


class _Fold(dict[int, str]):
    """Letters to bare lower-case letters, worked out when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = "d" if char in "đĐðÐ" else unicodedata.normalize("NFD", char)[0].lower()
        self[code] = bare = base if len(base) == 1 else char
        return bare


_FOLD = _Fold()


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return NFC text in lower case without Vietnamese marks, of the same length (đ is d)."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


@lru_cache(maxsize=2048)
def one_line(text: str) -> str:
    """Return text on one line with single blanks and no control characters."""
    shown = visible(text)
    return " ".join((shown if shown.isprintable() else "".join(c if c.isprintable() else " " for c in shown)).split())
