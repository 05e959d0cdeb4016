"""A column of numbers that slipped by a line: what lies between the name that lost its number and the number that lost its name is withheld, with both readings."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from danhba.check.reader import Reader
from danhba.model.submission import Source
from tests.examples import share

_NAMES = [
    "Xã Tân Mỹ",
    "Xã Định An",
    "Xã Định Yên",
    "Xã Long Hưng A",
    "Xã Long Hưng B",
    "Xã Vĩnh Thạnh",
    "Xã Mỹ An Hưng A",
    "Xã Hội An Đông",
]
_HEAD = ["STT", "Tên đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"]
Lines = list[list[str]]


def _number(i: int) -> str:
    return f"0277 3845 {112 + 7 * i}"


def _xlsx(lines: Lines) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append([value or None for value in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(lines: Lines) -> bytes:
    document = docx.Document()
    document.add_paragraph(lines[0][0])
    table = document.add_table(len(lines) - 1, 4)
    for i, line in enumerate(lines[1:]):
        for j, value in enumerate([*line, *[""] * 4][:4]):
            table.cell(i, j).text = value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_WRITERS = {"xlsx": _xlsx, "csv": lambda lines: "\n".join(";".join(line) for line in lines).encode(), "docx": _docx}


def _published(reader: Reader, kind: str, lines: Lines) -> dict[str, str]:
    columns = reader.read([Source(f"ds.{kind}", _WRITERS[kind](lines))])[0].rows.columns
    rows = zip(columns["name_raw"], columns["phone_e164"], columns["ok"], strict=True) if columns else ()
    return {name: number for name, number, ok in rows if ok}


def _e164(i: int) -> str:
    return "+84" + _number(i).replace(" ", "")[1:]


@settings(max_examples=share(120), deadline=None)
@given(
    st.integers(3, len(_NAMES)),
    st.data(),
    st.sampled_from(sorted(_WRITERS)),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "B|ỦY BAN NHÂN DÂN CẤP XÃ||"]),
)
def test_the_rows_between_are_withheld(
    reader: Reader, count: int, data: st.DataObject, kind: str, up: bool, counted: bool, section: str
) -> None:
    lost = data.draw(st.integers(0, count - 2) if not up else st.integers(1, count - 1))
    numbers: list[str] = [_number(i) for i in range(count)]
    numbers = [*numbers[1 : lost + 1], "", *numbers[lost + 1 :]] if up else [*numbers[:lost], "", *numbers[lost:]]
    lines = [["UBND HUYỆN LẤP VÒ"], _HEAD, *([section.split("|")] if section else [])]
    if up:
        at = data.draw(st.sampled_from(["line", "heading"] if section else ["line"]))
        if at == "heading":
            lines[-1][2] = _number(0)
        else:
            lines.append(["", "", _number(0), ""])
    lines += [[str(i + 1), _NAMES[i], numbers[i], ""] for i in range(count)]
    if not up:
        lines.append([str(count + 1) if counted else "", "", numbers[count], ""])
    sound = range(lost + 1, count) if up else range(lost)
    assert _published(reader, kind, lines) == {_NAMES[i]: _e164(i) for i in sound}


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        pytest.param([["1", _NAMES[0], "", ""], ["2", _NAMES[1], _number(1), ""], ["3", _NAMES[2], _number(2), ""]], {1, 2}, id="a number is missing"),
        pytest.param([["1", _NAMES[0], "chưa có", ""], ["2", _NAMES[1], _number(1), ""], ["", "Người lập biểu", "", ""]], {1}, id="a word stands for it"),
        pytest.param([["1", _NAMES[0], "", ""], ["2", _NAMES[1], _number(1), ""], [], ["", "", "", ""], ["", "Điện thoại liên hệ:", _number(5), ""]], {1}, id="a contact below"),
        pytest.param([["I", "UBND huyện Lấp Vò", _number(6), ""], ["1", _NAMES[0], _number(0), ""], ["2", _NAMES[1], "", ""]], {0}, id="the district's own number above"),
        pytest.param([["I", _NAMES[0], _number(0), ""], ["II", _NAMES[1], _number(1), ""], ["III", _NAMES[2], "", ""]], {0, 1}, id="Roman numbers"),
        pytest.param([["1", _NAMES[0], _number(0), ""], ["2", _NAMES[1], _number(1), ""], ["3", "", _number(2), ""]], {0, 1}, id="a name is missing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_has_not_slipped(reader: Reader, kind: str, lines: Lines, published: set[int]) -> None:
    out = _published(reader, kind, [["UBND HUYỆN LẤP VÒ"], _HEAD, *lines])
    assert {name: number for name, number in out.items() if name in _NAMES} == {_NAMES[i]: _e164(i) for i in published}
