"""A sheet's tab is heard with the words of file names, print headers and mails; a type word tells namesakes apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.withdrawn import said_of_names
from danhba.model.submission import Source
from danhba.registry import Registry
from danhba.samples.builder import draw, xlsx
from danhba.vietnamese.text import fold
from danhba.vietnamese.withdrawal import said_of_container

_FORM = """
UBND HUYỆN LẤP VÒ
STT | TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG | GHI CHÚ
1 | Xã Tân Mỹ | 0277 3845 {}
2 | Xã Định An | 0277 3845 273
"""
_AGAINST = [
    "DỰ THẢO",
    "BẢN CHƯA DUYỆT",
    "Lần 1 (bỏ)",
    "Cũ",
    "Nháp",
    "bản cũ",
    "Hết hiệu lực",
    "không dùng",
    "đã hủy",
    "draft",
]
_PLAIN = [
    "Phụ lục",
    "Sheet1",
    "Trang tính1",
    "CHÍNH THỨC",
    "Lần 2",
    "Huyện Lấp Vò",
    "DS (2)",
    "Đường dây nóng",
    "Danh sách",
]


@pytest.mark.parametrize("tab", _AGAINST)
def test_rows_of_a_tab_that_speaks_against_them_wait_and_those_of_the_next_do_not(
    check: Callable[..., Any], tab: str
) -> None:
    report = check(xlsx(draw(_FORM.format(111)), tab, more={"CHÍNH THỨC": draw(_FORM.format(272))}))
    assert report.units == {"30175": "+842773845272", "30196": "+842773845273"}
    held = [f for f in report.reading.findings if f.code == "phone_withdrawn"]
    assert [(f.sheet, f.cell, f.params["words"]) for f in held] == [(tab, "C3", tab), (tab, "C4", tab)]


@given(st.sampled_from(_AGAINST), st.sampled_from([" ", "_", "-"]), st.sampled_from(["{}", "2. {}", "{} 2"]))
@settings(max_examples=30, deadline=None)
def test_what_holds_a_file_by_its_name_holds_a_tab(name: str, mark: str, form: str) -> None:
    shown = form.format(name).replace(" ", mark)
    assert said_of_container(shown) is not None
    assert said_of_names(Source(f"{shown}.xlsx", b"")) is not None
    assert said_of_names(Source(f"{shown}/phu-luc.xlsx", b"")) is not None


def test_plain_tabs_and_names_of_units_hold_nothing(check: Callable[..., Any], registry: Registry) -> None:
    for tab in _PLAIN:
        assert len(check(xlsx(draw(_FORM.format(272)), tab)).units) == 2, tab
    for unit in registry.units:
        for shown in (unit.name, fold(unit.name), unit.name.upper()):
            assert said_of_container(shown) is None, shown


def test_a_type_word_that_no_namesake_has_says_which_unit_it_is(check: Callable[..., Any], registry: Registry) -> None:
    communes = [u for u in registry.units if u.parent and u.name.split()[0] in ("Xã", "Thị", "Phường")]
    bearers: dict[str, list[str]] = {}
    for unit in communes:
        bearers.setdefault(_core(unit.name), []).append(unit.code)
    shared = [u for u in communes if len(bearers[_core(u.name)]) == 2]
    lines = [f"{n} | {u.name} | 0277 3845 {200 + n}" for n, u in enumerate(shared, 1)]
    report = check("STT | TÊN CƠ QUAN, ĐƠN VỊ | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG\n" + "\n".join(lines))
    alone = {u.code for u in shared if sum(v.name == u.name for v in communes) == 1}
    assert alone
    assert set(report.units) == alone
    assert "audit_disagrees" not in report.codes


def _core(name: str) -> str:
    words = name.split()
    return " ".join(words[2:] if words[0] == "Thị" else words[1:])
