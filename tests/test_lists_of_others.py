"""A list, or a part of it, whose title, tab or heading names another body in words that nobody listed waits, though the
column of its numbers is headed as the form's own; harmless titles and headings hold nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.samples.builder import HEADER, csv_text, html_table, word, xlsx
from tests.examples import share

XA, OTHER = "Xã Tân Khánh Trung", "Xã Long Hưng A"
NUMBERS = "0277 3851 001", "0277 3851 002"
BODIES = (
    "Điện lực", "Bưu điện văn hóa", "Tổ COVID cộng đồng", "VNPT", "Chốt kiểm soát", "Hợp tác xã nông nghiệp", "Trường học", "Trạm cấp nước", "Đội lân sư", "Ngân hàng chính sách",
    "Chùa và nhà thờ", "Phòng khám tư", "Thú y", "Nhà văn hóa", "Xe cứu thương", "Khuyến nông", "Thủy lợi", "Chợ và bến xe",
)  # fmt: skip
_TITLES = (
    "ĐƯỜNG DÂY NÓNG {} PHỤC VỤ CÁC XÃ",
    "DANH SÁCH SỐ ĐIỆN THOẠI {}",
    "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG {} CÁC XÃ",
    "Số trực {} các xã",
)
_HARMLESS = (
    "DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG CÁC XÃ, THỊ TRẤN HUYỆN LẤP VÒ", "ĐƯỜNG DÂY NÓNG TIẾP NHẬN PHẢN ÁNH, KIẾN NGHỊ CỦA NGƯỜI DÂN", "Danh bạ đường dây nóng năm 2021",
    "BẢNG TỔNG HỢP SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG (bổ sung)", "DANH SÁCH ĐƯỜNG DÂY NÓNG PHÒNG, CHỐNG DỊCH COVID-19",
)  # fmt: skip
_WRITERS = {"xlsx": xlsx, "csv": csv_text, "docx": word, "html": html_table}


def _published(reader: Reader, name: str, data: bytes) -> list[str]:
    columns = reader.read([Source(name, data)])[0].rows.columns
    return [number for number, ok in zip(columns["phone_e164"], columns["ok"], strict=True) if ok]


@settings(max_examples=share(120), deadline=None)
@given(st.sampled_from(_TITLES), st.sampled_from(BODIES), st.sampled_from(sorted(_WRITERS)), st.booleans())
def test_a_title_that_names_another_body(reader: Reader, title: str, body: str, kind: str, capitals: bool) -> None:
    said = title.format(body)
    rows = [[said.upper() if capitals else said], [], list(HEADER), [1, XA, NUMBERS[0]], [2, OTHER, NUMBERS[1]]]
    assert _published(reader, f"a.{kind}", _WRITERS[kind](rows)) == []


@settings(max_examples=share(120), deadline=None)
@given(st.sampled_from(BODIES), st.sampled_from(("", "II", "D")), st.sampled_from(sorted(_WRITERS)))
def test_below_a_heading_of_another_body_the_rows_wait_until_the_next_heading(
    reader: Reader, body: str, count: str, kind: str
) -> None:
    rows = [list(HEADER), ["C", "CẤP XÃ"], [1, XA, NUMBERS[0]], [count, body.upper()], [2, OTHER, NUMBERS[1]]]
    assert _published(reader, f"a.{kind}", _WRITERS[kind](rows)) == ["+842773851001"]
    rows += [["III", "Các xã còn lại"], [3, "Xã Long Hưng B", "0277 3851 003"]]
    assert _published(reader, f"a.{kind}", _WRITERS[kind](rows)) == ["+842773851001", "+842773851003"]


@pytest.mark.parametrize("tab", ["Điện lực", "Chốt kiểm dịch", "CongAn", "Trạm y tế"])
def test_a_tab_called_after_another_body(reader: Reader, tab: str) -> None:
    data = xlsx([list(HEADER), [1, XA, NUMBERS[0]]], sheet=tab)
    assert _published(reader, "a.xlsx", data) == []


@pytest.mark.parametrize("title", _HARMLESS)
@pytest.mark.parametrize("heading", ["Các xã phía Bắc", "Khu vực 1", "HUYỆN LẤP VÒ", "CẤP XÃ"])
def test_what_speaks_of_the_hotline_or_of_places_holds_nothing(reader: Reader, title: str, heading: str) -> None:
    rows = [[title], [], list(HEADER), ["", heading], [1, XA, NUMBERS[0]], [2, OTHER, NUMBERS[1]]]
    assert len(_published(reader, "a.csv", csv_text(rows))) == 2


@pytest.mark.parametrize("counts", [("1", "1.1", "1.3"), ("1", "2", "3"), ("I", "1", "2"), ("", "", "")])
@pytest.mark.parametrize("number", ["0277 3851 000", ""])
def test_below_another_districts_own_row_a_name_of_two_districts_is_not_the_senders(
    reader: Reader, counts: tuple[str, str, str], number: str
) -> None:
    """Xã Tân Mỹ lies in Lấp Vò, which sends, and in Thanh Bình, whose row stands above it."""
    names = ("Huyện Thanh Bình", "Xã Tân Mỹ", "Xã Tân Huề")
    for above, right in ((names[0], False), ("Huyện Lấp Vò", True)):
        lines = zip(counts, (above, *names[1:]), (number, "0277 3851 001", "0277 3851 002"), strict=True)
        columns = reader.read([Source("Huyện Lấp Vò/a.csv", csv_text([list(HEADER), *map(list, lines)]))])[
            0
        ].rows.columns
        said = dict(zip(columns["name_raw"], columns["unit_code"], strict=True))
        assert (said["Xã Tân Mỹ"] == "30175") is right
