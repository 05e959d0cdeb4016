"""What looks like a telephone number is found whatever stands before it; dates, years and sums are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.locate.phone_like import phone_like
from tests.examples import share

_WAYS = ("{}", "{} ", "Phường {} - ", "Phường {}: ", "Phường {} (", "{}. ", "Bổ sung: Phường {} – ", "({}) ")
_SHAPES = (
    lambda n: n,
    lambda n: f"{n[:4]} {n[4:]}",
    lambda n: f"{n[:4]}.{n[4:7]}.{n[7:]}",
    lambda n: f"({n[:4]}) {n[4:]}",
)


@settings(max_examples=share(150), deadline=None)
@given(
    st.sampled_from(_WAYS[1:]), st.integers(1, 12), st.integers(2_000_000, 8_999_999), st.sampled_from(_SHAPES),
    st.sampled_from(["0277", "0913"]),
)  # fmt: skip
def test_a_wards_number_before_it_hides_no_number(way: str, ward: int, tail: int, shape, head: str) -> None:
    number = head + str(tail)[: 7 if head == "0277" else 6]
    found = phone_like(way.format(ward) + shape(number), beside_words=True)
    assert any(number in digits for digits in found)


@pytest.mark.parametrize(
    "text", ["05 - 09 - 2021", "số 12 ngày 04/9/2021", "12.345.678 đồng", "2020 - 2021", "3 xã, 12 ấp"]
)
def test_what_is_none(text: str) -> None:
    assert phone_like(text) == []


def test_the_office_short_form_heads_the_column(check) -> None:
    report = check("STT | Tên đơn vị | Số ĐDN | Ghi chú\n1 | Xã Long Hưng A, huyện Lấp Vò | 0277 3851 234 |")
    assert report.units == {"30184": "+842773851234"}
