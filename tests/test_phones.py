"""Phone cells: the researched examples, the styles, and what must never happen."""

from __future__ import annotations

import csv
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danhba.phones.cell import read_phone
from danhba.phones.numbering_plan import Plan, PlanLine, load_plan
from tests.conftest import REGISTRY, ROOT
from tests.phone_codes import refusal_of, remarks_of

LINES = load_plan(REGISTRY.parent / "numbering-plan-vn.csv")
PLAN = Plan(LINES, ("277",), {"067": "0277"}, ("1022",))
EXAMPLES = list(csv.DictReader((ROOT / "tests/data/phones.csv").open(encoding="utf-8", newline="")))
TYPES = {"int": int, "float": float, "datetime": dt.datetime.fromisoformat}


@pytest.mark.parametrize("row", EXAMPLES, ids=[repr(r["raw"]) for r in EXAMPLES])
def test_examples_are_answered_as_written(row: dict[str, str]) -> None:
    value = TYPES.get(row["cell_type"], str)(row["raw"])
    reading = read_phone(value, PLAN)
    number = reading.number
    assert (number.e164 if number else "") == row["phone_e164"]
    assert (number.extension if number else "") == row["extension"]
    assert (number.kind if number else "") == row["phone_kind"]
    assert set(filter(None, (refusal_of(reading), *remarks_of(reading)))) == set(
        filter(None, row["findings"].split("|"))
    )


MULTIPLE = """3851234-67|3851234 hoặc 3851235|0277.3851234,3851235|0912 345 678 0987 654 321|1800 1166 - 22|02773851234 máy lẻ 101, 102
1) 02773851234\\n2) 0912345678|0277 3851234 hoặc 1022|(0277)3855855-3855856|0912345678/9|ĐT: 0277.3851234 - DĐ: 0912345678|113, 114""".replace(
    "\n", "|"
)


@pytest.mark.parametrize("text", MULTIPLE.split("|"))
def test_two_numbers_are_never_one(text: str) -> None:
    assert refusal_of(read_phone(text.replace("\\n", "\n"), PLAN)) == "phone_multiple"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("０３２００００００１", "+84320000001"), ("٠٩١٢٣٤٥٦٧٨", "+84912345678"),
        ("0277 1022", "1022"), ("0236.1022", "+842361022"), ("069.234.2593", "+84692342593"), ("2.773851234E+09", "+842773851234"),
        (67.3851234, "+842773851234"), (912.345678, "+84912345678"), (3.851234, "phone_digits_lost"), ("080 43162", "+848043162"),
        ("0277385123⁴", "phone_length"), ("0277385123.0", "phone_length"), ("########", "phone_digits_lost"), ("1.111+08", "phone_digits_lost"),
        (277.385123, "phone_digits_lost"), (1e20, "phone_digits_lost"), ("6958888", "phone_uncertain"), (672345678, "phone_uncertain"),
        ("067.2345678", "phone_uncertain"), (True, "phone_not_a_number"), (dt.time(7, 30), "phone_not_a_number"), (-5, "phone_not_a_number"),
        ("06/9/2021", "phone_not_a_number"), ("Fax: 0277 3851235", "phone_not_a_number"), ("Như trên", "phone_missing"), (0, "phone_missing"),
        ("Chưa có (báo cáo trước 10/9/2021)", "phone_missing"), ("0912O345678", "phone_length"), ("0254.373.128", "phone_length"),
    ],
)  # fmt: skip
def test_shapes(value: object, said: str) -> None:
    reading = read_phone(value, PLAN)
    assert (reading.number.e164 if reading.number else refusal_of(reading)) == said


@pytest.mark.parametrize("prefix", ["055", "086", "088", "089"])
def test_prefixes_opened_late_are_valid(prefix: str) -> None:
    assert read_phone(f"{prefix}2345678", PLAN).number is not None


def test_a_new_prefix_is_one_line_of_data() -> None:
    assert read_phone("0502345678", PLAN).number is None
    plan = Plan((*LINES, PlanLine("050", "mobile", range(10, 11), "", "")), ("277",))
    number = read_phone("0502345678", plan).number
    assert number is not None
    assert number.e164 == "+84502345678"


def test_a_local_number_in_a_province_of_two_area_codes_is_uncertain() -> None:
    assert refusal_of(read_phone("3851234", Plan(LINES, ("273", "277")))) == "phone_uncertain"


def _is_filled_in(digits: str) -> bool:
    """All the same, or counting: a question, not a number (issue: typed numbers are repaired only without doubt)."""
    last = digits[-7:]
    return len(set(last)) == 1 or last in "0123456789" or last in "9876543210"


mobiles = st.builds(
    lambda line, rest: line.prefix + rest,
    st.sampled_from([line for line in LINES if line.kind == "mobile"]),
    st.from_regex(r"\A[0-9]{7}\Z"),
)
landlines = st.from_regex(r"\A0277[2-8][0-9]{6}\Z")
numbers = (mobiles | landlines).filter(lambda digits: not _is_filled_in(digits))


def _styles(number: str) -> list[str]:
    split = 4 if number.startswith("02") else 3
    head, rest = number[:split], number[split:]
    return [
        number, f"{head} {rest}", f"{head}.{rest}", f"({head}) {rest}", f"{head}-{rest}", f"{head}–{rest}", f"+84{number[1:]}", f"0084 {number[1:]}",
        f"84{number[1:]}", f"+84 ({head}){rest}", f" {number}\u00a0", f"{head} {rest[:3]} {rest[3:]}", f"{head}.{rest[:3]}.{rest[3:]}",
        f"'{number}", f"{number}.", f"\u200e{number}", number.translate({48 + i: 0xFF10 + i for i in range(10)}), f"[{head}] {rest}",
        f"Tel: {number}", f"{number} (24/24)", f"ĐT {head} {rest}", f"Đường dây nóng: {number}",
    ]  # fmt: skip


@given(numbers, st.data())
def test_any_valid_number_in_any_style_comes_back_as_itself(number: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(_styles(number)))
    reading = read_phone(text, PLAN)
    assert reading.number is not None, (text, reading)
    assert reading.number.e164 == "+84" + number[1:]


@given(
    numbers,
    numbers,
    st.sampled_from([" / ", "/", "; ", ";", "\n", " - ", "-", " hoặc ", " và ", ", ", " | ", " & ", " – ", "   "]),
)
def test_two_distinct_numbers_are_multiple(a: str, b: str, between: str) -> None:
    reading = read_phone(a + between + b, PLAN)
    assert refusal_of(reading) == ("phone_multiple" if a != b else "")


@given(st.text(alphabet="0123456789 .-/()+,;OoIlxABCđT\n", max_size=40) | st.integers() | st.floats(allow_nan=True))
def test_no_digit_is_invented(value: object) -> None:
    reading = read_phone(value, PLAN)
    if reading.number is None or refusal_of(reading):
        return
    mended = {
        "phone_area_code_added",
        "phone_old_area_code",
        "phone_old_mobile_prefix",
        "phone_letter_for_digit",
    } & set(remarks_of(reading))
    if not mended:
        digits = re.sub(r"\D", "", reading.number.e164).removeprefix("84")
        shown = re.sub(r"\D", "", f"{value:.10f}" if isinstance(value, float) else str(value))
        assert digits in shown


@given(numbers)
def test_mending_twice_changes_nothing(number: str) -> None:
    first = read_phone(number[1:], PLAN)
    assert first.number is not None
    again = read_phone(first.number.display, PLAN)
    assert again.number is not None
    assert (again.number.e164, remarks_of(again)) == (first.number.e164, ())
