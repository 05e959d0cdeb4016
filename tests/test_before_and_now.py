"""Names that say what of them is of before and what is of today: known and agreeing they mean today's unit, else nobody."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.identify.match import Matcher
from danhba.model.submission import Source
from danhba.registries import shipped
from danhba.registry import load_registry
from danhba.samples.builder import form, xlsx
from danhba.vietnamese.text import fold
from tests.examples import share

REGISTRY = load_registry(shipped()["dong-thap-2025-07"])
MATCHER = Matcher(REGISTRY)
READER = Reader(REGISTRY)
FORMER = [f for f in REGISTRY.former if f.is_whole]
BY_HEIR = {u.code: [f for f in FORMER if f.successors == (u.code,)] for u in REGISTRY.units if u.tier != "A"}
HEIRS = [code for code, communes in BY_HEIR.items() if communes]

ALONE = ("{b} (cũ)", "{b} cũ", "{b} (trước đây)", "nguyên {b}", "UBND {b} cũ", "{b} (trước khi sáp nhập)")
WITH_DISTRICT = ("{b} (cũ), {d}", "{b} cũ - {d}", "{b} cũ thuộc {d}", "{b} thuộc {d} trước đây", "nguyên {b}, {d}")
BOTH = (
    "{b} (nay là {n})", "{b}, nay là {n}", "{b} (cũ), nay thuộc {n}", "{n} (trước đây là {b})", "{n} (cũ: {b})", "{n} ({b} cũ)", "{n} (tên cũ: {b})",
    "{n} (nguyên là {b})", "{b} → {n}", "{b} cũ ({n} mới)", "UBND {n} (trước đây là {b}, {d})", "{b} đổi tên thành {n}", "{b} sáp nhập vào {n}",
)  # fmt: skip
MERGED = (
    "{n} (sáp nhập từ {l})",
    "{n} (gồm {l})",
    "{n} (hợp nhất từ {l} cũ)",
    "{n}, được thành lập trên cơ sở {l}",
    "{n} ({l} cũ)",
)
TODAY = ("{n} (mới)", "{n} mới", "{n} (mới thành lập)", "UBND {n} (sau sáp nhập)")


def _unit(name: str) -> str:
    found = MATCHER.match(name)
    return found.unit.code if found.unit else ""


def _bearers(name: str) -> set[str]:
    return {code for f in REGISTRY.former if f.name == name for code in f.successors or ("?",)}


@settings(max_examples=share(600), deadline=None)
@given(former=st.sampled_from(FORMER), form_=st.sampled_from(ALONE))
def test_a_name_of_before_means_its_successor_where_it_has_one(former, form_) -> None:
    heirs = _bearers(former.name)
    meant = _unit(form_.format(b=former.name))
    assert meant == (former.successors[0] if len(heirs) == 1 else "")


@settings(max_examples=share(600), deadline=None)
@given(former=st.sampled_from(FORMER), form_=st.sampled_from(WITH_DISTRICT))
def test_with_its_district_it_means_the_one_there(former, form_) -> None:
    there = {
        c
        for f in REGISTRY.former
        if (f.name, f.district) == (former.name, former.district)
        for c in f.successors or ("?",)
    }
    meant = _unit(form_.format(b=former.name, d=former.district))
    assert meant == (former.successors[0] if len(there) == 1 else "")


@settings(max_examples=share(800), deadline=None)
@given(former=st.sampled_from(FORMER), other=st.sampled_from(HEIRS), form_=st.sampled_from(BOTH))
def test_both_names_agree_or_nobody_is_meant(former, other, form_) -> None:
    heir = former.successors[0]
    for code in (heir, other):
        now = REGISTRY.by_code[code].name
        meant = _unit(form_.format(b=former.name, d=former.district, n=now))
        assert meant in ({code, ""} if code in _bearers(former.name) else {""})
        if code == heir:
            assert meant == heir


@settings(max_examples=share(400), deadline=None)
@given(code=st.sampled_from(HEIRS), form_=st.sampled_from(MERGED), short=st.booleans())
def test_what_a_unit_was_merged_from_says_nothing_else(code, form_, short) -> None:
    names = [f.name for f in BY_HEIR[code]][:4]
    assert (
        _unit(form_.format(n=REGISTRY.by_code[code].name, l=" và ".join(names) if short else ", ".join(names))) == code
    )


@settings(max_examples=share(200), deadline=None)
@given(code=st.sampled_from(HEIRS), form_=st.sampled_from(TODAY))
def test_a_name_said_to_be_new_is_todays(code, form_) -> None:
    assert _unit(form_.format(n=REGISTRY.by_code[code].name)) == code


@settings(max_examples=share(60), deadline=None)
@given(
    former=st.sampled_from(FORMER),
    form_=st.sampled_from(BOTH + ALONE + WITH_DISTRICT + MERGED),
    other=st.sampled_from(HEIRS),
    is_other=st.booleans(),
)
def test_the_second_reading_agrees(former, form_, other, is_other) -> None:
    now = REGISTRY.by_code[other if is_other else former.successors[0]].name
    name = form_.format(b=former.name, d=former.district, n=now, l=former.name)
    reading = READER.read([Source("t.xlsx", xlsx(form({"C": [(name, "0912 345 678")]})))])[0]
    (row,) = reading.rows
    assert row["unit_code"] == _unit(name)
    if len({f.name for f in REGISTRY.former if fold(f.name) == fold(former.name)}) == 1:  # it reads without marks
        assert "audit_disagrees" not in row["errors"]


@pytest.mark.parametrize(
    "name",
    [
        "Huyện Lấp Vò cũ",
        "Xã Không Có (cũ)",
        "Công an xã Hậu Thành cũ",
        "Xã Tân Hồng (nay là xã Không Có)",
        "Xã cũ",
        "mới",
        "nay là xã Tháp Mười",
    ],
)
def test_what_is_not_known_is_nobodys(name: str) -> None:
    assert _unit(name) == ""


PAST = (
    "{n} (trước là {b})", "{n} (trước sáp nhập là {b})", "{n}, trước ngày 01/7/2025 là {b}", "{n} (trước 01/7/2025 là {b})", "{n} (nhập từ {b})", "{n} (nhập {b})",
    "{n} (tiền thân {b})", "{n} (tiền thân là {b})", "{n} ({b} nhập về)", "{n} (có {b} nhập vào)", "{n} - trước là {b}", "{n} (lập từ {b})", "{n} (thành lập từ {b})",
    "{n} (thành lập ngày 01/7/2025 từ {b})", "{n} (đổi tên từ {b})", "{n} (kế thừa từ {b})", "{n} (trước đây mang tên {b})", "{n} (thành lập từ 01/7/2025)",
    "{n} (thành lập mới từ ngày 01/7/2025)", "{n} (từ 01/7/2025)", "{n} (hoạt động từ ngày 01/7/2025)",
)  # fmt: skip
NOT_UNDERSTOOD = ("{n} ({b} xưa cũ đổi tên)", "{n} (hình thành bởi {b} hôm nào)", "{n} (từ bữa nhập chung với {b})")


@settings(max_examples=share(500), deadline=None)
@given(former=st.sampled_from(FORMER), other=st.sampled_from(HEIRS), form_=st.sampled_from(PAST))
def test_words_of_its_past_beside_todays_name_are_right_or_a_question(former, other, form_) -> None:
    heir = former.successors[0]
    assert _unit(form_.format(b=former.name, n=REGISTRY.by_code[heir].name)) == heir
    if "{b}" in form_ and other not in _bearers(former.name):
        assert not _unit(form_.format(b=former.name, n=REGISTRY.by_code[other].name))


@settings(max_examples=share(200), deadline=None)
@given(former=st.sampled_from(FORMER), form_=st.sampled_from(NOT_UNDERSTOOD))
def test_words_of_its_past_that_are_not_understood_are_a_question(former, form_) -> None:
    now = REGISTRY.by_code[former.successors[0]]
    found = MATCHER.match(form_.format(b=former.name, n=now.name))
    assert found.unit is None or found.unit == now
    assert found.unit is not None or found.candidates
    assert found.unit is not None or found.facts.proposals or found.is_ambiguous
