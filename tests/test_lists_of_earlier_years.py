"""A list that says it is of a time before the campaign waits, wherever it says so; of the campaign's own time it is
published."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import Registry
from danhba.samples.builder import xlsx
from danhba.vietnamese.dated import Since, named_before, says_before
from tests.examples import share

ASKED = dt.date(2021, 9, 4)
SINCE = Since(2021, ASKED)
NAMES = ["DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "Tổng hợp đường dây nóng các đơn vị", "Bảng kê số điện thoại trực"]
OF_A_YEAR = [
    "năm {y}",
    "năm: {y}",
    "giai đoạn {b} - {y}",
    "quý IV/{y}",
    "quý 2 năm {y}",
    "tháng 11/{y}",
    "({y})",
    "đợt 2 - {y}",
]
WITH_A_DAY = [
    "(Cập nhật đến {d}/{m}/{y})",
    "Số liệu tính đến ngày {d:02d}/{m:02d}/{y}",
    "(tính đến ngày {d} tháng {m} năm {y})",
]
DAY_LINES = [
    "Đồng Tháp, ngày {d} tháng {m} năm {y}",
    "ngày {d:02d} tháng {m:02d} năm {y}",
    "TP. Cao Lãnh, ngày {d} tháng {m} năm {y}.",
]
SENT_WITH = [
    "(Kèm theo Công văn số 112/{k} ngày {d:02d}/{m:02d}/{y})", "(Ban hành kèm theo Quyết định số 15/{k} ngày {d}/{m}/{y} của Sở)",
    "Đính kèm Báo cáo số 08/{k} ngày {d} tháng {m} năm {y}", "(Kèm theo Tờ trình số 3/{y}/{k} ngày {d}-{m}-{y})",
]  # fmt: skip
# Years beside a list that say nothing of its own time.
HARMLESS = [
    "Mẫu số 01 ban hành kèm theo Thông tư số 01/{y}/TT-BNV", "(Theo Nghị định số 30/{y}/NĐ-CP ngày 05/3/{y})",
    "Căn cứ Quyết định số 45/{y}/QĐ-UBND ngày {d}/{m}/{y}", "(Thực hiện Chỉ thị số 12/CT-UBND ngày {d}/{m}/{y})",
    "Biểu mẫu kèm theo Nghị định 30/{y}/NĐ-CP", "Số: 112/{y}/BC-VP", "Điện thoại: 0277 3851 {y}",
    "Thay thế danh sách gửi ngày {d}/{m}/{y}", "Danh sách số đường dây nóng (thay thế danh sách năm {y})",
]  # fmt: skip
_days, _months = st.integers(1, 28), st.integers(1, 12)
_before, _since = st.integers(2009, 2020), st.integers(2021, 2024)


def _lines(patterns: list[str], year: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    kinds = st.sampled_from(["SYT-VP", "UBND-KSTTHC", "QĐ-STNMT", "UBND"])
    return st.builds(
        lambda p, y, d, m, k: p.format(y=y, b=y - 4, d=d, m=m, k=k),
        st.sampled_from(patterns),
        year,
        _days,
        _months,
        kinds,
    )


def _titles(year: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return st.builds(lambda n, y: f"{n} {y}", st.sampled_from(NAMES), _lines(OF_A_YEAR, year))


@given(st.one_of(_titles(_before), *(_lines(p, _before) for p in (WITH_A_DAY, DAY_LINES, SENT_WITH))))
@settings(max_examples=share(300), deadline=None)
def test_what_names_a_year_before_is_heard(line: str) -> None:
    assert says_before(line, SINCE, True)


@given(st.one_of(_titles(_since), _lines(SENT_WITH, _since), *(_lines(HARMLESS, y) for y in (_before, _since))))
@settings(max_examples=share(300), deadline=None)
def test_a_year_of_the_campaign_or_of_another_text_says_nothing(line: str) -> None:
    assert not says_before(line, SINCE, True)


@given(_days, _months, st.sampled_from(WITH_A_DAY + DAY_LINES))
@settings(max_examples=share(100), deadline=None)
def test_a_day_counts_from_a_month_before_the_letter_whichever_of_its_figures_is_the_month(
    d: int, m: int, pattern: str
) -> None:
    said = says_before(pattern.format(d=d, m=m, y=2021), SINCE, True)
    either = d <= 12 and "tháng" not in pattern
    readings = [dt.date(2021, m, d), *([dt.date(2021, d, m)] if either else [])]
    assert said == all(day < ASKED - dt.timedelta(days=31) for day in readings)


@given(st.one_of(*(_lines(p, st.integers(2022, 2025)) for p in (DAY_LINES, SENT_WITH))))
@settings(max_examples=share(100), deadline=None)
def test_in_a_later_campaign_a_document_on_the_form_may_be_of_any_day_since_it_was_prescribed(line: str) -> None:
    assert not says_before(line, Since(2026, ASKED), True)
    assert says_before(f"{NAMES[0]} NĂM 2025", Since(2026, ASKED), True)


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("duong-day-nong-2019", True), ("DDN nam 2020 (ban cuoi)", True), ("bao cao 2020_xa Tan Kieu", True), ("2018", True),
        ("duong-day-nong-2021", False), ("danh sach 2020 cap nhat 2021", False), ("mau excel 2010", False),
        ("PL theo ND 30 2020", False), ("bieu 20200", False), ("0277 3852019", False), ("thay the ban 2020", False),
    ],
)  # fmt: skip
def test_names_with_a_year(name: str, old: bool) -> None:
    assert named_before(name, SINCE) is old


@pytest.mark.parametrize("where", ["title", "below", "as of", "tab", "file", "none"])
def test_the_rows_of_such_a_list_wait_and_no_others(registry: Registry, reader: Reader, where: str) -> None:
    rows: list[tuple[object, ...]] = [
        ("DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG" + (" NĂM 2019" if where == "title" else ""),),
        (),
    ]
    rows += [
        ("STT", "Tên cơ quan, đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"),
        (1, "Sở Y tế", "0277 3851 234", ""),
    ]
    if where == "below":
        rows += [(), ("", "", "Đồng Tháp, ngày 12 tháng 5 năm 2020")]
    if where == "as of":
        rows += [("Tính đến ngày 31/12/2020.",)]
    name = "danh-sach-2019.xlsx" if where == "file" else "danh-sach.xlsx"
    data = xlsx(rows, "2019" if where == "tab" else "Sheet1")
    (reading,) = reader.read([Source(name, data)])
    found = [f for f in reading.findings if f.code == "phone_outdated"]
    assert len(found) == (where != "none")
    assert (reading.rows.column("phone_e164")[0] != "") is (where == "none")
    for finding in found:
        assert "2019" in str(finding.params["words"]) or "2020" in str(finding.params["words"])


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("CV 1987", False), ("1945-UBND-VP", False), ("phu luc cv 2015.UBND", False), ("Phụ lục CV số 1998-UBND", False),
        ("danh sach 2019", True), ("báo cáo 2019", True), ("2019-UBND xa Tan My", True), ("hotline 2017 cv 2015", True),
    ],
)  # fmt: skip
def test_a_letters_number_in_a_name_is_no_year(name: str, old: bool) -> None:
    assert named_before(name, SINCE) is old
