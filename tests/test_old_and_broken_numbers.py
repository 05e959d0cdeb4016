"""A number named old beside the good one, a number broken over two lines, totals of pages, names below a signature."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import load_registry
from danhba.samples.builder import xlsx
from tests.conftest import REGISTRY
from tests.examples import share

HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]
_READER = Reader(load_registry(REGISTRY))
_NUMBERS = st.builds(lambda n: f"0277{n}", st.integers(3_820_001, 3_899_998))

_CLEAR = [
    "{good} (số cũ {old} đã bỏ)", "{good}; số cũ {old} không dùng", "{good}\nsố cũ: {old}", "Số cũ: {old}; số mới: {good}", "{good} thay cho số cũ {old}",
    "{good}, SỐ CŨ {old} ĐÃ CẮT", "{good} (so cu {old} da bo)",
]  # fmt: skip
_NOTES = [
    "Số cũ {old} đã bỏ",
    "số cũ: {old}",
    "Thay cho số cũ {old}",
    "Số cũ {old} không còn sử dụng",
    "số cũ {old} đã cắt",
]
# Which number is the old one cannot be told, or it is the first: never published as "good" here.
_UNCLEAR = [
    "{good} là số cũ {old}", "{good} số cũ {old}", "{good} (số cũ) {old}", "{good} - số cũ {old}", "{good}, {old} số cũ đã bỏ", "{good} là số cũ, số mới {old}",
    "{good}: số cũ\n{old}: số mới", "Số cũ {good} {old}", "{good} đã bỏ, {old}", "số cũ {old}, số cũ {good}", "{good}, số cũ {old}, số mới",
]  # fmt: skip
_UNCLEAR_NOTES = ["Số này đã bỏ, số mới {old}", "số cũ đã bỏ", "Đã bỏ, gọi số khác {old}", "số cũ {good} đã bỏ"]


def _published(phone: str, note: str | None = None) -> list[str]:
    reading = _READER.read([Source("tep.xlsx", xlsx([HEAD, [1, "Sở Y tế", phone, note]]))])[0]
    return ["0" + r["phone_e164"][3:] for r in reading.rows if r["ok"]]


@settings(max_examples=share(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_NUMBERS, _NUMBERS, st.booleans(), st.data())
def test_the_other_number_must_be_the_one_that_is_named_old(
    good: str, old: str, clear: bool, data: st.DataObject
) -> None:
    if good == old:
        return
    shown = [f"{n[:4]} {n[4:]}" if data.draw(st.booleans()) else n for n in (good, old)]
    cell = data.draw(st.booleans())
    forms = (_CLEAR if cell else _NOTES) if clear else (_UNCLEAR if cell else _UNCLEAR_NOTES)
    text = data.draw(st.sampled_from(forms)).format(good=shown[0], old=shown[1])
    published = _published(text) if cell else _published(shown[0], text)
    assert published == [good] if clear else good not in published and not (cell and published == [good]), text


@settings(max_examples=share(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(_NUMBERS, st.just("0912345678"), st.just("0868123457")), st.integers(1, 10), st.booleans())
def test_a_number_broken_over_a_line_is_that_number_or_none(number: str, cut: int, blanks: bool) -> None:
    first, second = number[:cut], number[cut:]
    if blanks and len(first) > 4:
        first = f"{first[:4]} {first[4:]}"
    assert set(_published(f"{first}\n{second}")) <= {number}
    if cut in (7, 8) and len(number) == 11:
        assert _published(f"{first}\n{second}") == [number]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_NUMBERS, _NUMBERS)
def test_two_numbers_on_two_lines_stay_two(a: str, b: str) -> None:
    assert _published(f"{a}\n{b}") == ([a] if a == b else [])
    assert _published(f"{a}\n{b[-3:]}") == []


@pytest.mark.parametrize(
    "line",
    [
        "| Cộng trang 1 | 12", "| Cộng trang | 1", "| Tổng trang này: 5 đơn vị |", "| Mang sang | 13", "| Cộng mang sang trang sau | 13", "| Trang 1/3 |",
        "| Lũy kế | 20", "| Cộng dồn | 14", "| Chuyển sang trang 2 |", "| NGƯỜI LẬP BIỂU | CHỦ TỊCH\\n | Nguyễn Văn An | Trần Thị Bình",
    ],
)  # fmt: skip
def test_totals_of_pages_and_names_below_a_signature_are_no_units(check, line: str) -> None:
    report = check(
        f"STT | Tên đơn vị | Đường dây nóng\n1 | Sở Y tế | 0277 3851 222\n{line}\n2 | Sở Xây dựng | 0277 3851 333".replace(
            "\\n", "\n"
        )
    )
    assert report.units == {"A-SYT": "+842773851222", "A-SXD": "+842773851333"}
    assert not [c for c in report.codes if c.startswith(("name_", "phone_", "many_"))]


def test_a_unit_below_a_signature_is_heard(check) -> None:
    report = check(
        "STT | Tên đơn vị | Đường dây nóng\n1 | Sở Y tế | 0277 3851 222\n | Người lập | CHỦ TỊCH\n | Sở Xây dựng | chưa có\n | Xã Nào Đó | chưa có"
    )
    assert "phone_missing" in report.codes_at("C4")
    assert report.codes_at("B5")
