"""What looks like a phone number in a cell, a paragraph or a line: what no part of a file may hold without a word being
said of it.

Dates, running numbers, counts, years, document numbers, codes and sums of money are no alarms.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from danhba.model.grid import Cell
from danhba.vietnamese.text import fold
from schemas.forms.phone_words import BESIDE_A_NUMBER

_RUN = re.compile(r"(?<![\d/])\(?\+?\d(?:[ .\-()\u00a0]{0,3}\d){6,15}(?![\d/])")
# 0277 3836221, 0277.3836.221: no group of it is short enough for a day or a month.
_GROUPED = re.compile(r"0\d{2,3}[ .]\d{3,4}[ .]?\d{3,4}", re.ASCII)
_NUMBERS = (int, float)  # made once: `int | float` is made anew at each question
_ORDINAL = re.compile(r"\(?\d{1,2}[ .\-()\u00a0]+(?=\(?[\d+])")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)\d{2}|(?:19"
    r"|20)\d{2}[./-]\d{1,2}[./-]\d{1,2})(?!\d)(?:[ T,]+\d{1,2}[:h]\d{2}(?::\d{2})?)?"
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}\s?-\s?(?:19|20)\d{2}(?!\d)")
_MONEY = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?(?![\d.])")
_CODE_BEFORE = re.compile(
    r"\b(?:ma(?: so)?(?: thue)?|mst|cccd|cmnd|cmt|can cuoc|tai khoan|stk|isbn|ngan hang)\s*(?:so)?\s*[:.]?\s*$"
)
_NUMBER_OF_A_PAPER = re.compile(r"\b(?:so|qd|cv)\s*[:.]?\s*$")
_NO_PHONE_AFTER = re.compile(r"^\s*/\s*[a-zđ]", re.I)  # 1234567/UBND-VX
_SERVICE = re.compile(r"1[89]00\d{4}|1[89]00\d{6}|1022")
_SHORT_SERVICE = re.compile(r"(?<!\d)1022(?!\d)")
_PHONE_WORDS = re.compile(BESIDE_A_NUMBER)


may_hold_digits = re.compile(
    r"\d(?:\D{0,3}\d){3}"
).search  # four digits near each other: less is no number, and quickly said


def holds_a_number(value: Cell) -> bool:
    """Tell whether a cell holds a phone-like value, by itself or among words."""
    return bool(phone_like(value, beside_words=True))


def phone_like(value: Cell, beside_words: bool = False) -> list[str]:
    """Return the digits of each phone-like value in a cell.

    beside_words: a name stands beside it, so that seven digits and a short service number count too.
    """
    if isinstance(value, str):
        if 9 <= len(value) <= 11 and value[0] == "0" and value.isascii() and value.isdigit():
            return [value]  # most cells: neither a date nor money
        if _GROUPED.fullmatch(value):
            return [value.replace(" ", "").replace(".", "")]  # most others, by a fifth of the way below
        return list(_in_text(value, beside_words)) if may_hold_digits(value) else []
    if not isinstance(value, _NUMBERS) or isinstance(value, bool):
        return []
    if isinstance(value, float) and not value.is_integer():
        whole, _, fraction = repr(abs(value)).partition(".")
        digits = whole + fraction
        return (
            [digits] if 2 <= len(whole) <= 4 and len(fraction) >= 5 and digits.isdigit() and len(digits) <= 11 else []
        )
    if abs(value) >= 1e13:
        return []
    digits = str(int(abs(value)))
    return [digits] if _whole(digits, beside_words) else []


def _whole(digits: str, beside_words: bool) -> bool:
    """Tell whether digits without a leading zero may be a number: subscriber numbers, mobiles and area codes that lost
    it, services."""
    size = len(digits)
    if size == 8:
        return (
            digits[0] in "23" and not re.fullmatch(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", digits)
        ) or bool(_SERVICE.fullmatch(digits))
    if size == 9:
        return digits[0] in "35789" or digits.startswith("69")
    if size == 10:
        return digits[0] == "2" or bool(_SERVICE.fullmatch(digits))
    if size in (11, 12):
        return digits.startswith("84")
    return beside_words and ((size == 7 and digits[0] in "2345678") or digits == "1022")


def _without_ordinal(run: str) -> str:
    """Return the digits behind a short number that stands before them ("Phường 4 - 0277 …", "Phường 6 (0913 …"); '' for
    none."""
    found = _ORDINAL.match(run)
    return "".join(c for c in run[found.end() :] if c.isdigit()) if found else ""


@lru_cache(maxsize=4096)
def _in_text(text: str, beside_words: bool) -> tuple[str, ...]:
    """Kept: a cell is asked more than once, and "Trực 24/24" stands in every row."""
    shown = text if text.isascii() else unicodedata.normalize("NFKC", text)
    found: list[str] = []
    if _RUN.search(shown):
        plain = _YEARS.sub(" # ", _DATE.sub(" # ", shown))
        words = beside_words or bool(_PHONE_WORDS.search(fold(plain)))
        for m in _RUN.finditer(plain):
            digits = "".join(c for c in m[0] if c.isdigit())
            before = fold(plain[max(0, m.start() - 24) : m.start()])
            if _NO_PHONE_AFTER.match(plain[m.end() :]) or _CODE_BEFORE.search(before):
                continue
            if not digits.startswith("0") and _NUMBER_OF_A_PAPER.search(before) and not _PHONE_WORDS.search(before):
                continue
            if digits.startswith("0") and len(digits) >= 8:
                found.append(digits)
            elif _MONEY.fullmatch(m[0].strip()) and not words:
                continue
            elif _whole(digits, words) or ("+" in m[0] and len(digits) >= 8):
                found.append(digits)
            elif (rest := _without_ordinal(m[0])) and (
                (rest.startswith("0") and len(rest) >= 8) or _whole(rest, words)
            ):
                found.append(rest)
            elif len(digits) > 12:  # two numbers run together
                found.extend(d for d in re.findall(r"0\d{9,10}", digits)[:1])
    if not found and _SHORT_SERVICE.search(shown) and (beside_words or shown.strip() == "1022"):
        found.append("1022")
    return tuple(found)
