"""Numbers that the spreadsheet typed as numbers: lost zeros, decimal points that were dots of a phone number, lost
digits.

Repaired only where one reading is left: a decimal loses the zeros at its end, so every number that it may have been is
asked of the plan, and two of them, or a doubtful one, are refused.
"""

from __future__ import annotations

import math
import re

from danhba.phones.facts import AREA_CODE, BLANK, NO_NUMBER, SHORTENED, ZERO
from danhba.phones.numbering_plan import Number, Plan, Refusal
from danhba.phones.phone_reading import PhoneReading, one_of, refuse

SCIENTIFIC = re.compile(r"([+-]?\d+)(?:[.,](\d+))?\s*[eE]\s*\+?\s*(\d{1,3})")
DECIMAL = re.compile(r"([1-9]\d*)[.,](\d+)", re.ASCII)
_ADDED = frozenset({ZERO, AREA_CODE})
_OF_ANY_LENGTH = ("special", "toll_free", "premium")
_TAILS = ("0", "00", "000")


def read_typed_number(value: int | float, raw: str, plan: Plan) -> PhoneReading:
    """Read a cell that holds a number. raw: the cell as shown in reports."""
    if isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
        return PhoneReading(raw, facts=BLANK)
    if value == 0:
        return PhoneReading(raw, facts=BLANK)
    if value < 0:
        return refuse(raw, Refusal(NO_NUMBER, {"detail": "đây là một số âm"}))
    if isinstance(value, float) and not value.is_integer():
        whole, _, fraction = repr(value).partition(".")
        if not (whole + fraction).isdigit():
            return refuse(raw, Refusal(SHORTENED))
        return _read_decimal(whole, fraction, raw, plan)
    if value >= 1e15:
        return refuse(raw, Refusal(SHORTENED))
    return one_of(raw, plan.read(str(int(value))), plan)


def _read_decimal(whole: str, fraction: str, raw: str, plan: Plan) -> PhoneReading:
    # 0277.3851234 typed into a number cell: the zero in front went, and zeros at the end may have gone too.
    digits = (whole + fraction).lstrip("0")
    if lost_zeros(whole, fraction, plan):
        return refuse(raw, Refusal(SHORTENED))
    found = plan.read(digits)
    if isinstance(found, Refusal):
        return refuse(raw, Refusal(SHORTENED) if len(digits) < 10 else found)
    if whole == "0" or not all(_ADDED & {*n.repairs} and _breaks_there(whole, n) for n in found):
        return refuse(raw, Refusal(NO_NUMBER, {"detail": f"đây là số thập phân, không rõ có phải {digits} không"}))
    return one_of(raw, found, plan)


def lost_zeros(whole: str, fraction: str, plan: Plan, any_length: bool = False) -> bool:
    """Tell whether whole.fraction is also the beginning of another number, of which zeros at the end were lost.

    any_length: only numbers of kinds that have no one length (a cell of text shows what was typed, but for a table
    saved as text).
    """
    for zeros in _TAILS:
        more = plan.read(whole + fraction + zeros)
        if isinstance(more, tuple) and any(
            _breaks_there(whole, n) and (not any_length or n.kind in _OF_ANY_LENGTH) for n in more
        ):
            return True
    return False


def _breaks_there(whole: str, number: Number) -> bool:
    """Tell whether people put a dot behind these digits (the zero in front is gone): 277.3851234, 912.345678,
    9.12345678."""
    size = len(whole)
    if number.kind in ("toll_free", "premium"):
        return size == 4
    if number.kind == "special":
        return size in (2, 3, 5)
    if AREA_CODE in number.repairs:
        return size in (1, 3, 4)
    return 1 <= size <= 4


def read_scientific(raw: str, m: re.Match[str], plan: Plan) -> PhoneReading:
    """Read 2.773851234E+09 where every digit is still there. m: a match of SCIENTIFIC."""
    whole, fraction, exponent = m[1].lstrip("+"), m[2] or "", int(m[3])
    if len(fraction) != exponent or exponent < 6 or not whole.isdigit():
        return refuse(raw, Refusal(SHORTENED))
    return one_of(raw, plan.read(whole + fraction), plan)
