"""The numbers that a file itself shows as examples ("ví dụ 0277 3851 234"): in a row they are a question, not a
number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from danhba.phones.numbering_plan import Plan
from danhba.phones.numbers import numbers_in_text
from danhba.phones.phone_reading import PhoneReading, in_doubt
from danhba.vietnamese.text import fold

_EXAMPLES = re.compile(r"(?<!\w)(?:vi du|thi du|vd|ghi mau|so mau)(?!\w)[\s:.,(-]*([^a-z]*(?:(?:hoac|va|hay)[^a-z]+)*)")
_NUMBER = re.compile(r"\+?\(?\d[\d .()-]{5,}\d", re.ASCII)


def example_numbers(lines: Iterable[str], plan: Plan) -> frozenset[str]:
    """Return the numbers (E.164) that stand behind "ví dụ" in the lines above a table."""
    found: set[str] = set()
    for line in lines:
        for m in _EXAMPLES.finditer(fold(line)):
            for number in _NUMBER.finditer(m[1]):
                found.update(n.e164 for n in numbers_in_text(number[0], plan))
    return frozenset(found)


def heed_examples(phone: PhoneReading, examples: frozenset[str]) -> PhoneReading:
    """Return a row's reading, a question where its number is the example that the file shows."""
    number = phone.usable
    if number is None or number.e164 not in examples:
        return phone
    doubt = in_doubt(number, "đó là số ví dụ in trên biểu mẫu")
    return replace(phone, number=None, facts=doubt.facts, detail=doubt.detail)
