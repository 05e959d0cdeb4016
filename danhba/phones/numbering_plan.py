"""The numbering plan as data: which digits make one dialable number, and what a short, old or unclear form stands for.

Our dated table (`registries/numbering-plan-vn.csv`) comes first; what it does not know is asked of `phonenumbers`,
which has called newly opened Vietnamese prefixes invalid for months. A new prefix is one line in the table.
Source: docs of the registry folder; Thông tư 22/2014/TT-BTTTT; the code changes of 2017 and 2018.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import phonenumbers

from danhba.phones.facts import AREA_CODE, OLD_AREA_CODE, OLD_MOBILE, UNASSIGNED, WRONG_LENGTH, ZERO, foreign
from schemas.facts import PhoneFacts

UNLISTED = "unlisted"  # digits that may mean something outside the plan: shown as a doubt, never offered or published


@dataclass(slots=True, unsafe_hash=True)  # never changed; frozen would cost a microsecond a field
class Number:
    """One dialable number. `e164` is +84… or the bare code of a service; `repairs` are the facts of what was mended, by
    name."""

    e164: str
    kind: str
    display: str
    repairs: tuple[str, ...] = ()
    place: str = ""
    extension: str = ""

    @property
    def key(self) -> str:
        """What makes two numbers the same: the number and its extension."""
        return f"{self.e164};{self.extension}" if self.extension else self.e164


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why digits make no number: what stands in the way, as facts, and what a message says of it."""

    facts: PhoneFacts
    detail: dict[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One prefix of the plan: kind, the counts of digits it may have, what it became, and where it belongs."""

    prefix: str
    kind: str
    digits: range
    becomes: str
    place: str


def load_plan(path: Path) -> tuple[PlanLine, ...]:
    """Read the plan's table. Raises ValueError naming the line that is not understood, OSError when unreadable."""
    lines: list[PlanLine] = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            low, _, high = (row.get("digits") or "").partition("-")
            if not (row.get("prefix") or "").isdigit() or not low.isdigit() or (high and not high.isdigit()):
                raise ValueError(f"{path.name}, dòng {number}: prefix và digits phải là chữ số")
            span = range(int(low), int(high or low) + 1)
            lines.append(PlanLine(row["prefix"], row["kind"], span, row["becomes"] or "", row["place"] or ""))
    return tuple(lines)


class Plan:
    """The plan seen from one province. `area_codes` without the leading 0, `old_area_codes` old → new, with it.

    local: those of the area codes that a number without one may take; None: any of them.
    """

    def __init__(
        self,
        lines: Iterable[PlanLine],
        area_codes: tuple[str, ...],
        old_area_codes: dict[str, str] | None = None,
        shared_services: tuple[str, ...] = (),
        local: tuple[str, ...] | None = None,
    ) -> None:
        self._lines = {line.prefix: line for line in lines}
        self._line_of: dict[str, PlanLine | None] = {}  # by as many digits as the longest prefix has
        self._longest = max((len(p) for p in self._lines), default=0)
        self.area_codes = tuple(code.lstrip("0") for code in area_codes)
        self._local = self.area_codes if local is None else local
        self.old_area_codes = dict(old_area_codes or {})
        self.shared_services = frozenset(shared_services)
        self.home = " và ".join(
            dict.fromkeys(self._lines[f"0{c}"].place for c in self.area_codes if f"0{c}" in self._lines)
        )
        self._known: dict[tuple[str, bool], tuple[Number, ...] | Refusal] = {}

    def line_of(self, digits: str) -> PlanLine | None:
        """Return the line with the longest prefix that digits begin with."""
        prefix = digits[: self._longest]
        if prefix not in self._line_of:
            if len(self._line_of) > 10_000:
                self._line_of.clear()
            sizes = range(len(prefix), 1, -1)
            self._line_of[prefix] = next((self._lines[prefix[:n]] for n in sizes if prefix[:n] in self._lines), None)
        return self._line_of[prefix]

    def is_area_code(self, digits: str) -> bool:
        """Tell whether digits are an area code: with its 0, or one of the province's without."""
        if digits in self.area_codes or digits in self.old_area_codes or f"0{digits}" in self.old_area_codes:
            return True
        line = self.line_of(digits) if 3 <= len(digits) <= 4 and digits[0] == "0" else None
        return line is not None and line.kind == "landline" and line.prefix == digits

    def opens_a_number(self, digits: str) -> bool:
        """Tell whether digits are the opening of a number that waits for the rest: an area code, or up to four digits
        of a mobile or service number (0912, 1800)."""
        line = self.line_of(digits) if 3 <= len(digits) <= 4 and digits[0] in "01" else None
        other = line is not None and line.kind not in ("landline", "short", "emergency")
        return other or self.is_area_code(digits)

    def read(self, digits: str, international: bool = False) -> tuple[Number, ...] | Refusal:
        """Return every number that digits may stand for (one, or several when unclear), or why there is none.

        digits: ASCII digits only; international: a + or 00 stood before them (the 00 is taken off).
        """
        assert digits.isascii(), digits  # callers bring digits of other scripts to ASCII first
        key = (digits, international)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > 10_000:  # most numbers come once
                self._known.clear()
            known = self._known[key] = self._read(digits, international)
        return known

    def _read(self, digits: str, international: bool) -> tuple[Number, ...] | Refusal:
        if not international and digits.startswith("00") and len(digits) in (11, 12) and self._is_ours(digits[1:]):
            national = self._read(digits[1:], False)  # a zero too many, or another country's
            if isinstance(national, tuple):
                return (*national, Number(f"+{digits[2:]}", UNLISTED, digits))
        if not international and digits.startswith("00"):
            digits, international = digits[2:], True
        if international and not digits.startswith("0"):
            if not digits.startswith("84"):
                return _foreign(digits)
            return self._after_country(digits) or self._refuse("0" + digits[2:].removeprefix("0"))
        if digits.startswith("0"):
            number = self._national(digits)
            if number is not None:
                return (number,)
            uncertain = self._old_area(digits)
            return uncertain or self._refuse(digits)
        found: dict[str, Number] = {}
        for number in self._without_zero(digits):
            found.setdefault(number.key, number)
        if found:
            return tuple(found.values())
        return self._refuse_without_zero(digits)

    def _is_ours(self, digits: str) -> bool:
        """Tell whether digits begin with an area code of the province, today's or an old one."""
        return digits[1:].startswith(self.area_codes) or digits.startswith(tuple(self.old_area_codes))

    def _national(self, digits: str) -> Number | None:
        """Read a number written in full, with its leading 0 (or a service code): no choice is left to make."""
        line = self.line_of(digits)
        if line is not None and _fits(line, digits):
            if line.kind == "old_mobile":
                new = line.becomes + digits[len(line.prefix) :]
                return _number("mobile", new, (OLD_MOBILE,))
            return _number(line.kind, digits, (), line.place)
        for size in (3, 2):  # a service code dialled with an area code: 0277 1022
            area, code = digits[: size + 1], digits[size + 1 :]
            if code in self.shared_services and (area_line := self._lines.get(area)) and area_line.kind == "landline":
                if area[1:] in self.area_codes:
                    return _number("short", code, ())
                return Number(f"+84{digits[1:]}", "short", f"{area} {code}", (), area_line.place)
        if line is None and len(digits) in (10, 11) and digits[1] != "6":
            parsed = phonenumbers.PhoneNumber(country_code=84, national_number=int(digits[1:]))
            if phonenumbers.is_valid_number(parsed):
                kind = "mobile" if len(digits) == 10 else "landline"
                return _number(kind, digits, ())
        return None

    def _old_area(self, digits: str) -> tuple[Number, ...]:
        """Read a landline under the province's area code of before 2017; 067 2… may be a service number too."""
        for old, new in self.old_area_codes.items():
            if digits.startswith(old) and len(digits) == len(old) + 7 and digits[len(old)] not in "01":
                number = _number("landline", new + digits[len(old) :], (OLD_AREA_CODE,), self._place(new))
                if phonenumbers.is_valid_number(
                    phonenumbers.PhoneNumber(country_code=84, national_number=int(digits[1:]))
                ):
                    return (number, Number(f"+84{digits[1:]}", UNLISTED, digits))
                return (number,)
        return ()

    def _after_country(self, digits: str) -> tuple[Number, ...]:
        rest = digits[2:]
        if rest[:1] == "0":
            rest = rest[1:]
        for candidate in ("0" + rest, rest):  # 1800 and 1900 stand without a 0 after the country code
            if candidate[:1] == "0" or candidate[:4] in ("1800", "1900"):
                number = self._national(candidate)
                if number is not None:
                    return (number,)
        return self._old_area("0" + rest)

    def _without_zero(self, digits: str) -> Iterable[Number]:
        """Yield each number that digits without a leading 0 may be."""
        size = len(digits)
        direct = self._lines.get(digits) or self._lines.get(digits[:4])
        if direct and direct.kind in ("short", "emergency", "toll_free", "premium") and size in direct.digits:
            yield _number(direct.kind, digits, (), direct.place)
        if digits.startswith("84") and size >= 10:
            yield from self._after_country(digits)
        if size in (9, 10) or (size == 8 and digits.startswith("69")):
            # What is not written 0… may have lost it; a whole number must then stand there.
            number = self._national("0" + digits)
            for n in (number,) if number is not None else self._old_area("0" + digits):
                if n.kind in ("mobile", "landline", "special"):
                    yield Number(n.e164, n.kind, n.display, (*n.repairs, ZERO), n.place)
        if size == 7 and digits.startswith("69"):
            number = self._national("0" + digits)
            if number is not None:
                yield Number(number.e164, number.kind, number.display, (ZERO,))
        for area in self._local:
            # Subscriber numbers begin with 2 to 8; 0, 1 and 9 begin other things.
            if size == 10 - len(area) and digits[0] in "2345678":
                yield _number("landline", f"0{area}{digits}", (AREA_CODE,), self._place(f"0{area}"))

    def _place(self, area: str) -> str:
        line = self._lines.get(area)
        return line.place if line else ""

    def _refuse(self, digits: str) -> Refusal:
        line = self.line_of(digits)
        if line is not None and line.kind != "emergency":
            expected = f"đầu số {line.prefix} cần {_span(line.digits)} chữ số"
            if len(digits) in line.digits and line.kind == "landline":
                return Refusal(UNASSIGNED, {"prefix": digits[: len(line.prefix) + 1]})
            if line.kind == "old_mobile" and len(digits) == 10:
                return Refusal(UNASSIGNED, {"prefix": digits[:3]})
            return Refusal(WRONG_LENGTH, {"count": len(digits), "expected": expected})
        if len(digits) in (10, 11):
            return Refusal(UNASSIGNED, {"prefix": digits[: 4 if digits.startswith(("02", "06", "05")) else 3]})
        return Refusal(WRONG_LENGTH, {"count": len(digits), "expected": _WHOLE})

    def _refuse_without_zero(self, digits: str) -> Refusal:
        line = self.line_of("0" + digits)
        if line is not None and line.kind == "landline" and len(digits) + 1 in line.digits:
            return self._refuse("0" + digits)
        if len(digits) in (9, 10) and self.line_of("0" + digits) is None and digits[:2] not in ("18", "19"):
            return Refusal(UNASSIGNED, {"prefix": ("0" + digits)[:3]})
        return Refusal(WRONG_LENGTH, {"count": len(digits), "expected": _WHOLE})


def _fits(line: PlanLine, digits: str) -> bool:
    """Tell whether digits have the count of their line; a landline's subscriber number never begins with 0 or 1."""
    if len(digits) not in line.digits:
        return False
    return line.kind != "landline" or digits[len(line.prefix)] not in "01"


_COUNTING, _COUNTING_DOWN = "0123456789", "9876543210"


def filled_in(number: Number) -> bool:
    """Tell whether the subscriber digits are all equal or count up or down: what people type to fill a cell.

    A mobile that ends in 2345678 is a number in use.
    """
    if number.kind not in ("landline", "mobile"):
        return False
    last = number.e164[-7:]
    if last.count(last[:1]) == len(last):
        return True
    if number.kind == "mobile" and last == "2345678":
        return False
    return last in _COUNTING or last in _COUNTING_DOWN


_WHOLE = "trong khi số cố định có 11 chữ số, số di động có 10 chữ số"


def _span(digits: range) -> str:
    low, high = digits[0], digits[-1]
    return str(low) if low == high else f"{low} đến {high}"


def _foreign(digits: str) -> Refusal:
    country = _country(digits)
    return Refusal(foreign(country), {"prefix": f"+{country}"})


def _country(digits: str) -> str:
    for size in (1, 2, 3):
        if int(digits[:size] or 0) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            return digits[:size]
    return digits[:3]


def _number(kind: str, digits: str, repairs: tuple[str, ...], place: str = "") -> Number:
    """digits: as dialled inside the country."""
    if kind in ("short", "emergency"):
        return Number(digits, kind, digits, repairs, place)
    return Number(f"+84{digits.removeprefix('0')}", kind, display(kind, digits), repairs, place)


def display(kind: str, digits: str) -> str:
    """Return digits (as dialled inside the country) the way they are printed: 0277 3851 234, 0912 345 678, 1800
    1166."""
    if kind == "landline":
        area = 3 if digits.startswith(("024", "028")) else 4
        return f"{digits[:area]} {digits[area : area + 4]} {digits[area + 4 :]}"
    if kind == "mobile":
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    if kind in ("toll_free", "premium"):
        return f"{digits[:4]} {digits[4:]}"
    if kind == "special":
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}".strip() if len(digits) > 8 else f"{digits[:3]} {digits[3:]}"
    return digits
