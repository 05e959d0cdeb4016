"""A phone cell to one number, or to the reason why not.

The order is the one researched in the house's phone facts: the cell's type, invisible characters, placeholders, labels and
words, extensions, letters for digits, the numbers in the cell, and only then repairs that leave one answer.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata

from danhba.model.grid import cell_text
from danhba.phones.numbering_plan import Number, Plan, Refusal
from danhba.phones.numbers import NOT_DIGITS
from danhba.phones.phone_reading import PhoneReading, accept, one_of, refuse
from danhba.phones.words import PLACEHOLDER, REFERENCE, CellText
from danhba.vietnamese.text import fold, visible

_FAST = re.compile(r"\(?\d[\d .()]*", re.ASCII)

_ZERO_FRACTION = re.compile(r"(\d{7,})\.0")

_SCIENTIFIC_CUT = re.compile(r"\d[.,]\d+\s*[eE]?\s*\+\s*\d{1,2}")  # 1.111+08, as some viewers print it

_SCIENTIFIC = re.compile(r"([+-]?\d+)(?:[.,](\d+))?\s*[eE]\s*\+?\s*(\d{1,3})")

_ERROR_CELL = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC|GETTING_DATA)[!?]?", re.I)

# Marks that footnotes are made of: NFKC would turn them into digits of the number.
_FOOTNOTE = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]")

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-") | dict.fromkeys(map(ord, "、，"), ",") | {0xFF1B: ";"}


def read_phone(value: object, plan: Plan) -> PhoneReading:
    """Read one cell. value: None, str, int, float, bool, date, time or timedelta, as the spreadsheet typed it."""
    if isinstance(value, str):
        if 6 < len(value) < 40 and _FAST.fullmatch(value) and not value.endswith(".0"):
            found = plan.read(NOT_DIGITS.sub("", value))
            if isinstance(found, tuple) and len(found) == 1 and (not found[0].repairs or value.isdigit()):
                return accept(value, found[0], (), plan)
        return _read_text(value, plan)
    raw = cell_text(value)
    if value is None:
        return PhoneReading(raw, refusal="phone_missing")
    if isinstance(value, bool):
        return refuse(
            raw, Refusal("phone_not_a_number", {"detail": "đây là giá trị đúng/sai, không phải số điện thoại"})
        )
    if isinstance(value, int | float):
        return _read_typed_number(float(value) if isinstance(value, float) else value, raw, plan)
    kind = "ngày tháng" if isinstance(value, dt.date) else "giờ"
    return refuse(raw, Refusal("phone_not_a_number", {"detail": f"bảng tính hiểu ô này là {kind}"}))


def _read_typed_number(value: int | float, raw: str, plan: Plan) -> PhoneReading:
    if isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
        return PhoneReading(raw, refusal="phone_missing")
    if value == 0:
        return PhoneReading(raw, refusal="phone_missing")
    if value < 0:
        return refuse(raw, Refusal("phone_not_a_number", {"detail": "đây là một số âm"}))
    if isinstance(value, float) and not value.is_integer():
        whole, _, fraction = repr(value).partition(".")
        digits = whole + fraction
        if not digits.isdigit():
            return refuse(raw, Refusal("phone_digits_lost"))
        # 0277.3851234 typed into a number cell: the zero in front went, and zeros at the end may have gone too.
        found = plan.read(digits)
        if isinstance(found, Refusal) or not all(
            {"phone_zero_restored", "phone_area_code_added"} & {*n.repairs} for n in found
        ):
            lost = isinstance(found, Refusal) and len(digits) < 10
            return refuse(raw, Refusal("phone_digits_lost") if lost else _not_typed(found, digits))
        return one_of(raw, found, (), plan)
    if value >= 1e15:
        return refuse(raw, Refusal("phone_digits_lost"))
    digits = str(int(value))
    found = plan.read(digits)
    return one_of(raw, found, (), plan)


def _not_typed(found: tuple[Number, ...] | Refusal, digits: str) -> Refusal:
    if isinstance(found, Refusal):
        return found
    return Refusal("phone_not_a_number", {"detail": f"đây là số thập phân, không rõ có phải {digits} không"})


def _read_text(value: str, plan: Plan) -> PhoneReading:
    raw = value.strip()
    text = _FOOTNOTE.sub(" ※ ", visible(value))
    text = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES)
    text = "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)
    text = text.strip().strip("'`’‘\u00b4").strip()
    if _ERROR_CELL.fullmatch(text):
        return PhoneReading(raw, refusal="phone_missing")
    if re.fullmatch(r"#{2,}", text) or (_SCIENTIFIC_CUT.fullmatch(text) and "E" not in text.upper()):
        return refuse(raw, Refusal("phone_digits_lost"))
    if (m := _SCIENTIFIC.fullmatch(text)) is not None:
        return _read_scientific(raw, m, plan)
    if (m := _ZERO_FRACTION.fullmatch(text)) is not None:  # 2773851234.0, a number column turned into text
        return one_of(raw, plan.read(m[1]), (), plan)
    bare = fold(text)
    if _is_placeholder(bare):
        return PhoneReading(raw, refusal="phone_missing")
    cut = CellText(text, bare)
    cut.take_away_words(plan)
    return cut.settle(raw, plan)


def _is_placeholder(bare: str) -> bool:
    if not any(c.isalnum() for c in bare):
        return True
    if PLACEHOLDER.fullmatch(bare.strip(" .…-_*\"'()[]:;,!?")):
        return True
    return bool((PLACEHOLDER.match(bare) or REFERENCE.match(bare)) and len(NOT_DIGITS.sub("", bare)) < 7)


def _read_scientific(raw: str, m: re.Match[str], plan: Plan) -> PhoneReading:
    whole, fraction, exponent = m[1].lstrip("+"), m[2] or "", int(m[3])
    if len(fraction) != exponent or exponent < 6 or not whole.isdigit():
        return refuse(raw, Refusal("phone_digits_lost"))
    digits = whole + fraction  # every digit is still there: 2.773851234E+09
    return one_of(raw, plan.read(digits), (), plan)
