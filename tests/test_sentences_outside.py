"""A sentence outside the table that gives another number, corrects or postpones holds the table's numbers wherever it stands; what says whom to ask, and what is said of an earlier sending, holds nothing."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.samples.builder import xlsx
from tests.examples import share

_NUMBER = ["0277 3850 777", "02773850777", "0912 345 670"]
_WHEN = ["", "Chừng nào lắp xong tổng đài thì ", "Hễ máy trên mất tín hiệu thì ", "Đến ngày 10/9 nếu máy bàn chưa sửa xong thì ", "Anh chị ơi, "]  # fmt: skip
_GIVES = ["lấy số @", "đổi thành @", "coi như lấy @", "xã xài @", "lấy giúp em @ nghen", "số đúng: @", "thay bằng @", "dùng tạm @", "chuyển qua @", "xã lấy @ nha"]  # fmt: skip
_POSTPONES = ["Đề nghị Tỉnh chờ xã xác nhận rồi hãy đưa lên", "Số ở bảng là của bên Công an", "Số trong bảng xã chưa chốt", "Chờ họp xong mới công bố"]  # fmt: skip
_CONTACTS = ["Liên hệ: chị Hoa, @", "Mọi thắc mắc xin liên hệ anh Ba, @", "Điện thoại: @", "Người lập biểu: Lê Thị Hoa, ĐT @", "Chi tiết liên hệ Văn phòng, số @", "Người dân gọi @ để phản ánh"]  # fmt: skip
_OF_BEFORE = ["Bảng này thay cho bảng gửi ngày 03/9/2021.", "(Thay bản gửi lần 1)", "Danh sách này thay thế danh sách đã gửi hôm trước", "Biểu này thay biểu cũ đã gửi ngày 02/9", "(Thay cho bản gửi lần trước)"]  # fmt: skip
PLACES = ["sheet", "other sheet", "paragraph", "footer", "header"]
_HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]
_ROWS = [["1", "UBND xã Tân Mỹ, huyện Lấp Vò", "0277 3845 271", ""], ["2", "UBND xã Định An, huyện Lấp Vò", "0277 3845 272", ""]]  # fmt: skip
_TITLE = "DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"


def _file(place: str, sentence: str, rows: list[list[str]] = _ROWS) -> tuple[str, bytes]:
    if place == "sheet":
        return "tep.xlsx", xlsx([[_TITLE], [], [*_HEAD], *map(list, _ROWS), [], [sentence]])
    if place == "other sheet":
        return "tep.xlsx", xlsx([[_TITLE], [], [*_HEAD], *map(list, _ROWS)], "Bieu", more={"Khac": [[sentence]]})
    document = docx.Document()
    if place == "letterhead":
        document.add_table(1, 2).cell(0, 0).text = sentence
    document.add_paragraph(_TITLE)
    table = document.add_table(0, 4)
    for line in (_HEAD, *rows):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    section = document.sections[0]
    if place == "paragraph":
        document.add_paragraph(sentence)
    elif place in ("footer", "header"):
        (section.footer if place == "footer" else section.header).paragraphs[0].text = sentence
    out = io.BytesIO()
    document.save(out)
    return "tep.docx", out.getvalue()


def _kept(reader: Reader, place: str, sentence: str) -> tuple[list[bool], str]:
    name, data = _file(place, sentence)
    (reading,) = reader.read([Source(f"875/{name}", data)])
    return [bool(row["ok"]) for row in reading.rows][:2], str([f.params for f in reading.findings])


_PLACE = st.sampled_from(PLACES)


@settings(max_examples=share(120), deadline=None)
@given(_PLACE, st.sampled_from(_WHEN), st.sampled_from(_GIVES), st.sampled_from(_NUMBER))
def test_another_number_holds_the_table(reader: Reader, place: str, when: str, gives: str, number: str) -> None:
    sentence = (when + gives.replace("@", number)).strip()
    kept, told = _kept(reader, place, sentence[0].upper() + sentence[1:])
    assert kept == [False, False]
    assert number in told


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sentence", _POSTPONES)
def test_what_postpones_or_corrects_holds_the_table(reader: Reader, place: str, sentence: str) -> None:
    kept, told = _kept(reader, place, sentence)
    assert kept == [False, False]
    assert sentence.split()[-1] in told


@settings(max_examples=share(60), deadline=None)
@given(_PLACE, st.sampled_from(_CONTACTS), st.sampled_from(_NUMBER))
def test_whom_to_ask_holds_nothing(reader: Reader, place: str, said: Any, number: str) -> None:
    assert _kept(reader, place, said.replace("@", number))[0] == [True, True]


@settings(max_examples=share(60), deadline=None)
@given(_PLACE, st.sampled_from(_OF_BEFORE))
def test_what_is_said_of_an_earlier_sending_holds_nothing(reader: Reader, place: str, said: str) -> None:
    assert _kept(reader, place, said)[0] == [True, True]


def test_a_letterhead_with_a_papers_number_holds_nothing(reader: Reader) -> None:
    head = "ỦY BAN NHÂN DÂN HUYỆN CAO LÃNH\nỦY BAN NHÂN DÂN XÃ BÌNH HÀNG TRUNG\nSố: 215/UBND-VP"
    name, data = _file("letterhead", head, [["1", "UBND xã Bình Hàng Trung", "0277 3845 271", ""]])
    (reading,) = reader.read([Source(name, data)])
    assert [bool(row["ok"]) for row in reading.rows] == [True], [f.params for f in reading.findings]
