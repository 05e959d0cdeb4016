"""A phone cell to one number, or to the reason why not.

The order is the one researched in the house's phone facts: the cell's type, invisible characters, placeholders, labels
and words, extensions, letters for digits, the numbers in the cell, and only then repairs that leave one answer.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from danhba.model.grid import cell_text
from danhba.phones.facts import BLANK, NO_NUMBER, SHORTENED
from danhba.phones.numbering_plan import Plan, Refusal
from danhba.phones.numbers import NOT_DIGITS
from danhba.phones.phone_reading import PhoneReading, accept, one_of, refuse
from danhba.phones.typed_numbers import DECIMAL, SCIENTIFIC, lost_zeros, read_scientific, read_typed_number
from danhba.phones.words import PLACEHOLDER, REFERENCE, CellText
from danhba.vietnamese.text import fold, visible
from schemas.facts import SOUND

_LONGEST = 2000  # characters of a cell that is read as a number
_FAST = re.compile(r"(?:\(\d{2,4}\))?[\d .]*\d[ .]*", re.ASCII)
_TOO_NARROW = re.compile(r"#{2,}")
_ZERO_FRACTION = re.compile(r"(\d{7,})\.0")
_SCIENTIFIC_CUT = re.compile(r"\d[.,]\d+\s*[eE]?\s*\+\s*\d{1,2}")  # 1.111+08, as some viewers print it


_ERROR_CELL = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC|GETTING_DATA)[!?]?", re.I)

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-") | dict.fromkeys(map(ord, "、，"), ",") | {0xFF1B: ";"}


def read_phone(value: object, plan: Plan, unit: str = "") -> PhoneReading:
    """Read one cell. value: None, str, int, float, bool, date, time or timedelta, as the spreadsheet typed it.

    unit: the name in the cell's row, which may stand beside the number too.
    """
    if isinstance(value, str):
        if 8 < len(value) < 12 and value.isdigit() and value.isascii():  # most cells: nothing but the number
            found = plan.read(value)
            if isinstance(found, tuple) and len(found) == 1:
                return accept(value, found[0], SOUND.phone, plan)
            return _read_text(value, plan, unit)
        if 6 < len(value) < 40 and _FAST.fullmatch(value) and not value.endswith(".0") and "..." not in value:
            found = plan.read(NOT_DIGITS.sub("", value))
            if isinstance(found, tuple) and len(found) == 1 and (not found[0].repairs or value.isdigit()):
                return accept(value, found[0], SOUND.phone, plan)
        return _read_text(value, plan, unit)
    raw = cell_text(value)
    if value is None:
        return PhoneReading(raw, facts=BLANK)
    if isinstance(value, bool):
        return refuse(raw, Refusal(NO_NUMBER, {"detail": "đây là giá trị đúng/sai, không phải số điện thoại"}))
    if isinstance(value, (int, float)):
        return read_typed_number(float(value) if isinstance(value, float) else value, raw, plan)
    kind = "ngày tháng" if isinstance(value, dt.date) else "giờ"
    return refuse(raw, Refusal(NO_NUMBER, {"detail": f"bảng tính hiểu ô này là {kind}"}))


def _read_text(value: str, plan: Plan, unit: str) -> PhoneReading:
    raw = value.strip()
    if len(raw) > _LONGEST:
        return refuse(raw, Refusal(NO_NUMBER, {"detail": f"ô này dài {len(raw)} chữ"}))
    text = _plain(visible(value)).strip().strip("'`’‘\u00b4").strip()
    if _ERROR_CELL.fullmatch(text):
        return PhoneReading(raw, facts=BLANK)
    if _TOO_NARROW.fullmatch(text) or (_SCIENTIFIC_CUT.fullmatch(text) and "E" not in text.upper()):
        return refuse(raw, Refusal(SHORTENED))
    if (m := SCIENTIFIC.fullmatch(text)) is not None:
        return read_scientific(raw, m, plan)
    if (m := _ZERO_FRACTION.fullmatch(text)) is not None:  # 2773851234.0, a number column turned into text
        return one_of(raw, plan.read(m[1]), plan)
    if (m := DECIMAL.fullmatch(text)) is not None and lost_zeros(m[1], m[2], plan, any_length=True):
        return refuse(raw, Refusal(SHORTENED))  # 69.234259 of a number column saved as text
    bare = fold(text)
    if _is_placeholder(bare):
        return PhoneReading(raw, facts=BLANK)
    cut = CellText(text, bare, unit)
    cut.take_away_words(plan)
    return cut.settle(raw, plan)


def _plain(text: str) -> str:
    """Return text with compatibility forms resolved and digits of every script as ASCII.

    A sign that only its plain form makes digits or letters of (², ①, ㏠, ₗ) is a footnote's mark, never part of the
    number.
    """
    if text.isascii():
        return text
    text = text.translate(_DASHES)
    if any(_hides_digits(c) for c in text):
        text = "".join(" ※ " if _hides_digits(c) else c for c in text)
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def _hides_digits(c: str) -> bool:
    if c.isascii() or c.isdecimal():
        return False
    plain = unicodedata.normalize("NFKC", c)
    return c.isdigit() or any(p.isdigit() for p in plain) or (unicodedata.category(c) == "Lm" and plain != c)


def _is_placeholder(bare: str) -> bool:
    if not any(c.isalnum() for c in bare):
        return True
    if PLACEHOLDER.fullmatch(bare.strip(" .…-_*\"'()[]:;,!?")):
        return True
    return bool((PLACEHOLDER.match(bare) or REFERENCE.match(bare)) and len(NOT_DIGITS.sub("", bare)) < 7)
