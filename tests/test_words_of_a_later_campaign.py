"""After a later letter the words of mails and letters reach the numbers that were carried over as they reach rows, and
lists of before that letter wait."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.resolve.situation import situations
from danhba.review.questions import NOTHING
from danhba.samples.builder import PRINTED, form, xlsx
from danhba.vietnamese.dated import Since, named_before, says_before
from tests.examples import share
from tests.test_taken_back import (
    _REGISTRY,
    CODE,
    NUMBER,
    OTHER,
    OTHER_CODE,
    SHOWN,
    XA,
    _letter,
    _mail,
    _Office,
    _one_matcher,  # noqa: F401
)

BEGINS = dt.datetime.fromisoformat("2021-08-31T08:00:00+07:00")  # the office's nights are of September
OTHERS = "0277 3851 002"


def _entry(code: str, shown: str, file: str, identity: str) -> dict[str, str]:
    e164 = "+84" + shown.replace(" ", "")[1:]
    of_row = {"unit_code": code, "name": _REGISTRY.by_code[code].name, "phone": shown, "phone_e164": e164}
    of_file = {"source_file": file, "source_sheet": "Sheet1", "source_cell": "C9", "submission": identity}
    rest = {"tier": "C", "parent_code": "875", "parent_name": "Huyện Lấp Vò", "extension": "", "note": ""}
    kind = {"phone_kind": "landline", "status": "current", "received_at": "2021-06-06T01:00:00Z"}
    return of_row | of_file | rest | kind


def _office(district: bool = False) -> _Office:
    """An office whose later campaign has begun with two numbers, of files of their own or of one of the district."""
    files = ("875/ds.xlsx", "875/ds.xlsx") if district else (f"{CODE}/pl.xlsx", f"{OTHER_CODE}/pl.xlsx")
    identities = ("e0", "e0") if district else ("e0", "e1")
    carried = (_entry(CODE, SHOWN, files[0], identities[0]), _entry(OTHER_CODE, OTHERS, files[1], identities[1]))
    return _Office(registry=replace(_REGISTRY, campaign="2021-quy-3", begins=BEGINS, carried=carried))


def _published(office: _Office) -> dict[str, tuple[str, str]]:
    return {e["unit_code"]: (e["phone_e164"], e["confirmed"]) for e in office.resolve()[0].entries}


KEPT, OTHER_KEPT = (NUMBER, "no"), ("+842773851002", "no")
_TAKES = st.sampled_from(
    [
        f"Số {SHOWN} xã đã trả cho VNPT, đề nghị gỡ.",
        "Xã xin rút số đường dây nóng đã đăng ký hồi tháng 9.",
        "Số đường dây nóng đang công bố của xã sai rồi anh ơi, gỡ giúp em.",
        "Đề nghị thu hồi số đường dây nóng của xã đã công bố.",
        f"Số {SHOWN} không còn sử dụng.",
        "Số đường dây nóng của xã đã bị cắt, đơn vị sẽ gửi số mới sau.",
        "so duong day nong cua xa bi sai, cho em rut lai",
        f"Đề nghị thay số {SHOWN} bằng số 0277 3851 777.",
    ]
)
_WAYS = {
    "folder": lambda words: (f"{CODE}/t.eml", _mail(words)),
    "district": lambda words: ("875/t.eml", _mail(f"Về {XA}, {words[:1].lower()}{words[1:]}", f"Đường dây nóng {XA}")),
    "letter": lambda words: (f"{CODE}/cv.docx", _letter("V/v số điện thoại đường dây nóng", words)),
    "form": lambda words: (f"{CODE}/t.eml", _mail("Xin thu hồi số đường dây nóng đã gửi lần trước, gửi số mới.", attached=_IN_ERROR)),
}  # fmt: skip
_IN_ERROR = xlsx(form({"C": [(XA, "113")]}))


@settings(max_examples=share(60), deadline=None)
@given(_TAKES, st.sampled_from(sorted(_WAYS)), st.booleans())
def test_words_that_take_a_number_back_reach_what_was_carried_over(words: str, way: str, district: bool) -> None:
    office = _office(district)
    assert _published(office) == {CODE: KEPT, OTHER_CODE: OTHER_KEPT}
    if way == "letter" and SHOWN not in words:
        words = f"{words.rstrip('.')}, số {SHOWN}."
    office.receive(*_WAYS[way](words))
    assert _published(office) == {OTHER_CODE: OTHER_KEPT}, (words, way)  # the neighbour's stands
    out, _, question = office.resolve()
    told = [f for f in out.unit_findings if f.code == "phone_withdrawn"]
    assert [f.unit_code for f in told] == [CODE]
    assert "đợt trước" in str(told[0].params["cell"])
    if way != "form":
        assert question is not None
        office.answer(f"{NUMBER};")
        assert _published(office)[CODE] == (NUMBER, "yes")  # a person confirmed it
        office.receive(f"{CODE}/t2.eml", _mail(f"Số {SHOWN} đề nghị gỡ, không còn dùng."))
        assert CODE not in _published(office)
        office.answer(NOTHING)
        assert CODE not in _published(office)


@pytest.mark.parametrize(
    "words",
    [
        "Xã đã nhận được văn bản và sẽ thực hiện. Cảm ơn anh.",
        f"Xã xác nhận số đường dây nóng {SHOWN} không thay đổi.",
        "Số 0277 3851 999 xã đã trả cho VNPT, số này chưa từng đăng ký.",
    ],
)
def test_words_that_take_nothing_of_it_back_leave_it(words: str) -> None:
    office = _office()
    office.receive(f"{OTHER_CODE}/t.eml", _mail(words))
    assert _published(office)[CODE] == KEPT


def test_a_newer_number_stands_whatever_was_said_of_the_one_before() -> None:
    office = _office()
    office.receive(f"{CODE}/t.eml", _mail(f"Số {SHOWN} xã đã trả, đề nghị gỡ."))
    office.receive(f"{CODE}/pl.xlsx", xlsx(form({"C": [(XA, "0277 3851 777")]})))
    assert _published(office)[CODE] == ("+842773851777", "yes")
    assert not any(f.code == "phone_withdrawn" for f in office.resolve()[0].unit_findings)


def test_a_district_takes_back_its_own_list_and_not_what_a_commune_sent_itself() -> None:
    words = "UBND huyện Lấp Vò xin thu hồi danh sách số điện thoại đường dây nóng đã gửi đợt trước."
    for district in (True, False):
        office = _office(district)
        office.receive("875/t.eml", _mail(words))
        assert _published(office) == ({} if district else {CODE: KEPT, OTHER_CODE: OTHER_KEPT})


def test_anybody_makes_it_doubtful_and_an_answer_settles_it() -> None:
    office = _office()
    office.receive("t.eml", _mail(f"Số đường dây nóng {SHOWN} không ai nghe, là số nhà riêng."))
    assert CODE not in _published(office)
    office.answer(f"{NUMBER};")
    office.receive("t2.eml", _mail(f"Số đường dây nóng {SHOWN} không ai nghe, là số nhà riêng!"))
    assert _published(office)[CODE] == (NUMBER, "yes")


@pytest.mark.parametrize(("district", "told"), [(False, 1), (True, 0)])
def test_another_number_from_above_against_the_units_own_is_told(district: bool, told: int) -> None:
    office = _office(district)
    office.receive("875/ds moi.xlsx", xlsx(form({"C": [(XA, "0277 3851 555"), (OTHER, OTHERS)]})))
    assert _published(office)[CODE] == ("+842773851555", "yes")
    found = [f for f in office.resolve()[0].unit_findings if f.code == "unit_disagrees"]
    assert [f.unit_code for f in found] == [CODE] * told


def test_a_unit_whose_number_was_taken_back_has_no_return_yet() -> None:
    office = _office()
    office.receive("t.eml", _mail(f"Đề nghị gỡ số đường dây nóng {SHOWN}, số này sai."))
    out = office.resolve()[0]
    assert (out.standings[CODE].state, out.standings[CODE].reason) == ("missing", "phone_withdrawn")
    assert situations([], out, office.registry)[CODE] == "nothing"


# --- lists of before the new letter -----------------------------------------------------------------------------------

ASKED = dt.date(2021, 12, 1)
SINCE = Since(2021, dt.date(2021, 9, 4), ASKED, frozenset({dt.date(2021, 9, 4)}))
NAMES_BEFORE = ["danh sach {m}-2021", "pl thang {m}", "DS T{m}.2021", "tháng {m} năm 2021", "pl 05.{m}.2021"]
LINES = [
    "(Số liệu tính đến ngày {d}/{m}/2021)", "(Kèm theo Công văn số 12/UBND-VX ngày {d:02d} tháng {m:02d} năm 2021)",
    "Đồng Tháp, ngày {d} tháng {m} năm 2021", "(Cập nhật đến tháng {m}/2021)", "DANH SÁCH ĐƯỜNG DÂY NÓNG THÁNG {m} NĂM 2021",
]  # fmt: skip
# Of the campaign's time, of the letter whose form is filled in again, or nothing of a time.
HARMLESS = [
    "(Kèm theo Công văn số 9/UBND-KSTTHC ngày 04 tháng 9 năm 2021 của Ủy ban nhân dân Tỉnh)", "Thay thế danh sách quý 3 năm 2021",
    "Căn cứ Quyết định số 45/QĐ-UBND ngày 5/9/2021", "Số: 12/2021/QĐ-UBND", "DANH SÁCH QUÝ 4 NĂM 2021", "DANH SÁCH QUÝ IV",
]  # fmt: skip


@settings(max_examples=share(150), deadline=None)
@given(st.integers(13, 28), st.integers(1, 9), st.sampled_from(NAMES_BEFORE), st.sampled_from(LINES))
def test_what_says_it_is_of_before_the_new_letter_waits(day: int, month: int, name: str, line: str) -> None:
    first = SINCE._replace(asked=None)
    if month > 3 or "2021" in name:  # a month alone may be one that comes
        assert named_before(name.format(m=month), SINCE)
    assert not named_before(name.format(m=month), first)
    assert says_before(line.format(d=day, m=month), SINCE, line.startswith("DANH"))
    for soon in (11, 12):
        assert not named_before(name.format(m=soon), SINCE)
        assert not says_before(line.format(d=day, m=soon), SINCE, line.startswith("DANH"))


@pytest.mark.parametrize(
    "quarter", [f"{w} {q}{y}" for w in ("quý", "Quý", "QUY") for q in ("3", "III", "2") for y in ("", "/2021")]
)
def test_an_earlier_quarter(quarter: str) -> None:
    assert named_before(quarter, SINCE)
    assert says_before(f"DANH SÁCH {quarter}", SINCE, True)


@pytest.mark.parametrize("line", HARMLESS)
def test_what_says_nothing_of_an_earlier_time(line: str) -> None:
    assert not says_before(line, SINCE, True)


@pytest.mark.parametrize(
    "name",
    ["pl", "phuong 3", "quy che 2", "quý 4", "pl quy 4-2021", "thang 12", "ds 0277 3851 234", "lan 2", "pl 05.12.2021"],
)
def test_a_name_that_says_nothing_of_an_earlier_time(name: str) -> None:
    assert not named_before(name, SINCE)


def test_a_file_in_a_folder_of_an_earlier_time_waits() -> None:
    again = replace(
        _REGISTRY, campaign="q4", letter="Công văn số 55", begins=dt.datetime.fromisoformat("2021-12-01T08:00:00+07:00")
    )
    again = replace(again, carried=(_entry(CODE, OTHERS, "a.xlsx", "e0"),))
    signed = replace(PRINTED, signed="Đồng Tháp, ngày 03 tháng 12 năm 2021")
    data = xlsx(form({"C": [(XA, SHOWN)]}, printed=signed))
    names = [
        f"{CODE}/quý 3/pl.xlsx",
        f"{CODE}/quý 4/pl.xlsx",
        f"{CODE}/ds quý 3.zip!/pl.xlsx",
        f"{CODE}/Quý 3.eml!/pl.xlsx",
    ]
    read = Reader(again).read([Source(name, data) for name in names])
    assert [bool(r.rows[0]["ok"]) for r in read] == [False, True, False, True]
    old = [Source(f"{CODE}/quý 3/pl.xlsx", xlsx(form({"C": [(XA, shown)]}))) for shown in (SHOWN, OTHERS)]
    assert [bool(r.rows[0]["ok"]) for r in Reader(again).read(old)] == [False, True]  # the same number confirms
