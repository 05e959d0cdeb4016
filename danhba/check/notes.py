"""What a note says: further numbers, persons, and whether the number of its row still holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from danhba.check.own_names import NOBODY, OwnNames
from danhba.phones.cell import read_phone
from danhba.phones.column_answers import day_said
from danhba.phones.facts import WORDS_UNKNOWN
from danhba.phones.listed_words import sort_note
from danhba.phones.numbering_plan import Number, Plan
from danhba.phones.numbers import numbers_in_text
from danhba.phones.phone_reading import PhoneReading, not_in_use, options_of
from danhba.phones.plain_notes import hours_in, not_understood
from danhba.vietnamese.persons import names_a_person
from danhba.vietnamese.plain_words import plain_words
from danhba.vietnamese.text import fold
from schemas.facts import NoteFacts
from schemas.forms.phone_words import HOURS_WORDS

_LONGEST, _SHOWN = 2000, 300  # characters of a note that is looked at, that a message shows of a longer one
_SAYS_NOTHING = re.compile(r"khong(?: co(?: gi)?)?|ko|trong|chua co|-*")
_NOTE_NUMBER = re.compile(r"(?<![\w/])\+?\(?\d[\d .()\-]{5,}\d(?![\w/])|(?<!\d)1022(?!\d)", re.ASCII)


# "từ 01/10", "sau ngày 01 tháng 10 năm 2021": folded.
_FROM = re.compile(
    r"(?<!\w)(?:(?:ap dung|su dung|dung|hoat dong|hieu luc|thuc hien|doi|bat dau) )?"
    r"(?:ke )?(?:tu|sau|bat dau)(?: ngay| hom)?[ :]*"
    r"(?P<day>\d{1,2}) ?(?:[/.-]|thang) ?(?P<month>\d{1,2})(?: ?(?:[/.-]|nam) ?(?P<year>\d{4}))?(?![\d/])"
)


# What was done, or is a day of the paper itself: folded.
_DONE = re.compile(
    r"\b(?:da|xong|kiem tra|ktra|goi thu|cap nhat|cv|cong van|qd|quyet dinh|kh|ke hoach|so \d+|den|het)\b"
)

_THIS_YEAR = re.compile(r"(?<!\w)(?:ngay|hom) \d{1,2} ?[/.-] ?\d{1,2}(?! ?[/.-]? ?\d)")


class _Said(NamedTuple):
    """What the words of a note say by themselves: its facts, whether that is nothing, what looks like numbers as (text,
    start, end)."""

    facts: NoteFacts
    nothing: bool
    numbers: tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=4096)
def _said(note: str) -> _Said:
    """Kept: most rows of a list have the same note."""
    return _Said(
        NoteFacts(0, names_a_person(note), not plain_words(note)),
        _SAYS_NOTHING.fullmatch(fold(note).strip(" .…-_*\"'()[]:;,!")) is not None,
        tuple((m[0], *m.span()) for m in _NOTE_NUMBER.finditer(note)),
    )


def note_facts(value: object, note: str, phone: PhoneReading, plan: Plan) -> NoteFacts:
    """Return the facts of a note: how many numbers it holds other than the row's, and whether it names a person."""
    said = _said(note)
    may_hold = said.numbers if isinstance(value, str) else len(note) >= 4 and any(c.isdigit() for c in note)
    if not may_hold:
        return said.facts
    others = {n.e164 for n in numbers_in(value, note, plan)} - {phone.number.e164 if phone.number else ""}
    return said.facts._replace(other_numbers=len(others)) if others else said.facts


def numbers_in(value: object, note: str, plan: Plan) -> Iterable[Number]:
    """Return the numbers that a note's cell holds, emergency services left out."""
    if not isinstance(value, str):
        number = read_phone(value, plan).number
        return (number,) if number else ()
    found: list[Number] = []
    for text, _, _ in _said(note).numbers:
        found.extend(n for n in numbers_in_text(text, plan) if n.kind != "emergency")
    return found


def heed_note(
    phone: PhoneReading,
    note: str,
    plan: Plan,
    where: str = "ghi chú",
    deadline: dt.datetime | None = None,
    own: OwnNames = NOBODY,
) -> PhoneReading:
    """Return the reading of a row's number as its note leaves it: it waits where the note says that it is changed, cut
    off or private, that it is used only from a day after the deadline, or what is not understood.

    where: what the note is; deadline: the campaign's; own: the names by which it may mean the row's unit.
    """
    number = phone.usable
    if number is None or (said := _said(note)).nothing:
        return phone
    if len(note) > _LONGEST:  # nobody's note: whatever it says, a reviewer decides
        told = {"words": f"{where} dài {len(note)} chữ: {note[:_SHOWN]}…", "number": number.display}
        detail: dict[str, object] = {**told, "choice": number.display, "options": options_of([number])}
        return replace(phone, number=None, facts=WORDS_UNKNOWN, detail=detail)
    others: list[tuple[int, int]] = []
    for text, start, end in said.numbers:
        if number.e164 not in {n.e164 for n in numbers_in_text(text, plan)}:
            others.append((start, end))
    hours, rest = hours_in(note)
    found = sort_note(rest, tuple(others))
    if found.negating:
        return not_in_use(phone, where, found.negating, number)
    unclear = found.unclear or _from_later(note, deadline) or (("?",) if "?" in note else ())
    if not unclear:
        unclear = tuple(words for words in (not_understood(found.left, *own),) if words)
    if unclear:
        words = "”, “".join(unclear)
        told = {
            "words": words if where == "ghi chú" else f"{where}: {words}",
            "number": number.display,
            "choice": number.display,
        }
        detail = {**told, "options": options_of([number])}
        if found.changed:  # the number, or the other that the note names, is the old one: neither is kept meanwhile
            both = {n.e164: n for n in (number, *numbers_in(note, note, plan))}
            detail |= {"options": options_of(both.values()), "numbers": list(both)}
        return replace(phone, number=None, facts=WORDS_UNKNOWN, detail=detail)
    if hours and not phone.hours and phone.number is not None:
        shown = f"{phone.raw}” và {where} “{note}"
        facts = phone.facts._replace(hours_limited=True)
        return replace(phone, hours=hours, facts=facts, detail={**phone.detail, "raw": shown})
    return phone


@lru_cache(maxsize=4096)
def _from_later(note: str, deadline: dt.datetime | None) -> tuple[str, ...]:
    """Return the words of a note that name a day after the deadline from which something holds. Without a year it is
    the deadline's."""
    if deadline is None:
        return ()
    for m in _FROM.finditer(fold(note)):
        try:
            day = dt.date(int(m["year"] or deadline.year), int(m["month"]), int(m["day"]))
        except ValueError:
            continue
        if day > deadline.date():
            return (note[m.start() : m.end()] if len(fold(note)) == len(note) else m[0],)
    bare = _THIS_YEAR.sub(rf"\g<0>/{deadline.year}", fold(note))
    day = None if _DONE.search(bare) else day_said(bare, last=False)
    return (note.strip(),) if day is not None and day > deadline.date() else ()


def public_note(note: str, facts: NoteFacts, phone: PhoneReading) -> str:
    """Return what is published beside a number: when it is answered, in our own words, and the note where nothing
    withholds it."""
    hours = HOURS_WORDS.get(phone.hours, "") if phone.number is not None else ""
    said = "" if any(facts) else note
    return f"{hours}; {said}" if hours and said else hours or said
