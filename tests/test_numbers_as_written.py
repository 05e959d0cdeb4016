"""A number that is read or offered stands written: digits of two numbers are never put together into a third."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.audit.claim import Claim
from danhba.audit.digits import Digits
from danhba.audit.texts import digits_of
from danhba.check.taken_back import numbers_of
from danhba.phones.cell import read_phone
from danhba.phones.numbers import numbers_in_text
from danhba.registries import shipped
from danhba.registry import load_registry
from tests.examples import share

REGISTRY = load_registry(shipped()["dong-thap-2021-09"])
PLAN = REGISTRY.plan
DIGITS = Digits(REGISTRY)
WORDS = (
    " (đúng là ", " (số đúng ", ", đọc lại: ", ", nay ", " hoặc ", " (thiếu số), đúng ", " sửa thành ", "; số mới ", " không phải ", " và ", " thay số ",
)  # fmt: skip
SIGNS = (" (", " - ", "-", " / ", "/", ", ", ",", "; ", "\n", " ", " ) ", " [", " & ", " => ", " + ", ". ", " : ")


class Written(NamedTuple):
    text: str
    e164: str  # '' of one that is no number


@st.composite
def _written(draw: st.DrawFn) -> Written:
    """One number, right or with one or two digits missing, in a common style."""
    kind = draw(st.sampled_from(("area", "area", "local", "mobile", "old area", "country")))
    subscriber = "38" + "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=5, max_size=5)))
    digits = subscriber if kind != "mobile" else draw(st.sampled_from(("0912", "0385", "0345"))) + subscriber[1:]
    missing = draw(st.sampled_from((0, 0, 1, 2)))
    e164 = "" if missing else "+84" + ("277" + subscriber if kind != "mobile" else digits[1:])
    digits = digits[: len(digits) - missing]
    cuts = draw(st.sampled_from(((3,), (4,), (2, 5), (), (3, 5)) if kind != "mobile" else ((4, 7), (4,), (3, 6), ())))
    sign = draw(st.sampled_from((" ", ".", " ", "-")))
    ends = [0, *(c for c in cuts if c < len(digits)), len(digits)]
    shown = sign.join(digits[a:b] for a, b in pairwise(ends))
    head = {
        "area": ("0277 ", "0277", "(0277) ", "0277.", "0277-"),
        "old area": ("067 ", "067"),
        "country": ("+84 277 ", "+84277"),
    }
    return Written(draw(st.sampled_from(head.get(kind, ("",)))) + shown, e164)


@st.composite
def _texts(draw: st.DrawFn, joins: tuple[str, ...]) -> tuple[str, list[Written]]:
    numbers = draw(st.lists(_written(), min_size=1, max_size=3))
    text = numbers[0].text
    for number in numbers[1:]:
        join = draw(st.sampled_from(joins))
        text += join + number.text + (")" if "(" in join and ")" not in join else "")
    return text, numbers


def _right(numbers: list[Written]) -> set[str]:
    return {n.e164 for n in numbers if n.e164}


@settings(max_examples=share(3000), deadline=None)
@given(given_=_texts(WORDS + SIGNS))
def test_nothing_is_read_or_offered_that_is_not_written(given_) -> None:
    text, numbers = given_
    reading = read_phone(text, PLAN)
    offered = {e164 for e164, *_ in reading.detail.get("options", [])}  # pyright: ignore
    found = {n.e164 for n in reading.numbers} | offered | ({reading.number.e164} if reading.number else set())
    found |= {n.e164 for n in numbers_in_text(text, PLAN)} if not any(c.isalpha() for c in text) else set()
    assert {n for n in found if n.startswith("+84")} <= _right(numbers)
    assert len({w.text for w in numbers}) == 1 or reading.number is None or all(w.e164 for w in numbers)


@settings(max_examples=share(1000), deadline=None)
@given(given_=_texts(WORDS))
def test_a_whole_number_beside_a_mistyped_one_is_offered_and_both_are_shown(given_) -> None:
    text, numbers = given_
    if len(numbers) < 2 or len(_right(numbers)) != 1:
        return
    reading = read_phone(text, PLAN)
    if all(n.e164 for n in numbers) or (reading.number is None and "numbers" not in reading.detail):
        return
    shown = str(reading.detail["numbers"])
    assert all(digits_of(n.text)[-5:] in digits_of(shown) for n in numbers)
    assert {e164 for e164, *_ in reading.detail["options"]} == _right(numbers)  # pyright: ignore


@settings(max_examples=share(1000), deadline=None)
@given(given_=_texts(WORDS + SIGNS))
def test_sentences_take_back_only_what_they_name(given_) -> None:
    text, numbers = given_
    wrong, right = numbers_of(f"Xã xin rút số {text}", PLAN)
    assert {n for n in wrong | right if n.startswith("+84")} <= _right(numbers)


@settings(max_examples=share(1000), deadline=None)
@given(given_=_texts(WORDS + SIGNS), e164=st.sampled_from(("+842772220277", "+84382220277", "+84384220277")))
def test_the_second_reading_finds_no_number_that_is_not_written(given_, e164) -> None:
    text, numbers = given_
    assert e164 in _right(numbers) or not DIGITS.stand(text, Claim("A1", "B1", "", e164))
