"""What a note holds beside words: numbers, persons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from danhba.phones.cell import read_phone
from danhba.phones.numbering_plan import Plan
from danhba.phones.phone_reading import PhoneReading
from danhba.vietnamese.persons import names_a_person

_NOTE_NUMBER = re.compile(r"(?<![\w/])\+?\(?\d[\d .()\-]{5,}\d(?![\w/])|(?<!\d)1022(?!\d)", re.ASCII)


def note_remarks(value: object, note: str, phone: PhoneReading, plan: Plan) -> tuple[str, ...]:
    """Return the remarks about a note: a number other than the row's, a person."""
    remarks: tuple[str, ...] = ()
    if len(note) >= 4 and any(c.isdigit() for c in note):
        numbers = {n.e164 for n in numbers_in(value, note, plan)}
        if numbers - {phone.number.e164 if phone.number else ""}:
            remarks = ("note_phone",)
    if names_a_person(note):
        remarks = (*remarks, "note_person")
    return remarks


def numbers_in(value: object, note: str, plan: Plan) -> Iterable[Any]:
    """Return the numbers that a note's cell holds, emergency services left out."""
    if not isinstance(value, str):
        number = read_phone(value, plan).number
        return (number,) if number else ()
    found = []
    for m in _NOTE_NUMBER.finditer(note):
        digits = re.sub(r"\D", "", m[0])
        numbers = plan.read(digits, m[0].startswith("+"))
        if isinstance(numbers, tuple):
            found.extend(n for n in numbers if n.kind != "emergency")
        elif len(digits) >= 14:  # two numbers run together
            found.extend(
                n for part in re.findall(r"\d{7,11}", m[0]) for n in _as_tuple(plan.read(part)) if n.kind != "emergency"
            )
    return found


def _as_tuple(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else ()
