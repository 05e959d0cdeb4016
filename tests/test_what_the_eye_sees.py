"""A number that the eye does not see is not heard, whatever hides it, in .xlsx and in .xls; it is told at its cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side

from danhba.check.reader import Reader
from danhba.model.grid import UNSEEN
from danhba.model.submission import Reading, Source
from danhba.registry import load_registry
from tests.conftest import REGISTRY

_NUMBER, _NEXT = 2773845112, "0277 3845 113"
_HEAD = ["STT", "Đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"]


@cache
def _reader() -> Reader:
    return Reader(load_registry(REGISTRY))


def _rows(number: object) -> list[list[object]]:
    return [["UBND HUYỆN LẤP VÒ"], _HEAD, [1, "Xã Tân Mỹ", number], [2, "Xã Định An", _NEXT]]


def _xlsx(number: object, whole: bool, **look: object) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _rows(number):
        sheet.append(row)
    for cell in sheet[3] if whole else (sheet["C3"],):
        for name, value in look.items():
            setattr(cell, name, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls(number: object, whole: bool, style: xlwt.XFStyle) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for i, row in enumerate(_rows(number)):
        for j, value in enumerate(row):
            sheet.write(i, j, value, style if i == 2 and (whole or j == 2) else xlwt.XFStyle())
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _diagonal() -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.borders.diag = 1
    style.borders.need_diag2 = 1
    return style


_LINE = Side("thin")
_LOOKS: dict[str, Callable[[object], bytes]] = {
    # openpyxl writes 000000 without its alpha, and a ground of that colour without any
    "xlsx: black ground": lambda n: _xlsx(n, False, fill=PatternFill("solid", fgColor="000000")),
    "xlsx: black on black": lambda n: _xlsx(n, False, fill=PatternFill("solid", fgColor="000000"), font=Font(color="000000")),
    "xlsx: opaque black": lambda n: _xlsx(n, False, fill=PatternFill("solid", fgColor="FF000000"), font=Font(color="000000")),
    "xlsx: yellow on yellow": lambda n: _xlsx(n, False, fill=PatternFill("solid", fgColor="FFFF00"), font=Font(color="00FFFF00")),
    "xlsx: white": lambda n: _xlsx(n, False, font=Font(color="FFFFFF")),
    "xlsx: size 1": lambda n: _xlsx(n, False, font=Font(size=1)),
    "xlsx: size 2.5": lambda n: _xlsx(n, False, font=Font(size=2.5)),
    "xlsx: crossed out": lambda n: _xlsx(n, True, border=Border(diagonal=_LINE, diagonalUp=True)),
    "xlsx: crossed out twice": lambda n: _xlsx(n, False, border=Border(diagonal=_LINE, diagonalUp=True, diagonalDown=True)),
    "xls: white": lambda n: _xls(n, False, xlwt.easyxf("font: color white")),
    "xls: black ground": lambda n: _xls(n, False, xlwt.easyxf("pattern: pattern solid, fore_color black")),
    "xls: yellow on yellow": lambda n: _xls(n, False, xlwt.easyxf("font: color yellow; pattern: pattern solid, fore_color yellow")),
    "xls: size 1": lambda n: _xls(n, False, xlwt.easyxf("font: height 20")),
    "xls: crossed out": lambda n: _xls(n, True, _diagonal()),
    "xls: struck": lambda n: _xls(n, False, xlwt.easyxf("font: struck_out true")),
}  # fmt: skip
_FORMATS: dict[str, Callable[[object], bytes]] = {
    "xlsx: words": lambda n: _xlsx(n, False, number_format='"Đang cập nhật"'),
    "xlsx: words by sign": lambda n: _xlsx(n, False, number_format='"chưa có";"chưa có";"chưa có";"chưa có"'),
    "xlsx: nothing": lambda n: _xlsx(n, False, number_format=";;;"),
    "xls: words": lambda n: _xls(n, False, xlwt.easyxf(num_format_str='"Đang cập nhật"')),
    "xls: nothing": lambda n: _xls(n, False, xlwt.easyxf(num_format_str=";;;")),
}
_SEEN: dict[str, Callable[[object], bytes]] = {
    "xlsx: yellow ground": lambda n: _xlsx(n, True, fill=PatternFill("solid", fgColor="FFFF00")),
    "xlsx: white on black": lambda n: _xlsx(n, False, fill=PatternFill("solid", fgColor="000000"), font=Font(color="FFFFFF")),
    "xlsx: red, size 8": lambda n: _xlsx(n, True, font=Font(color="FF0000", size=8)),
    "xlsx: framed": lambda n: _xlsx(n, True, border=Border(left=_LINE, top=_LINE)),
    "xls: red": lambda n: _xls(n, True, xlwt.easyxf("font: color red, height 160")),
    "xls: white on black": lambda n: _xls(n, False, xlwt.easyxf("font: color white; pattern: pattern solid, fore_color black")),
    "xls: framed": lambda n: _xls(n, True, xlwt.easyxf("borders: left thin, top thin; pattern: pattern solid, fore_color yellow")),
}  # fmt: skip


def _read(look: str, data: bytes) -> Reading:
    return _reader().read([Source(f"ds.{look.split(':')[0]}", data)])[0]


@pytest.mark.parametrize("look", [*_LOOKS, *_FORMATS])
def test_what_is_not_seen_is_not_published_and_told(look: str) -> None:
    for number in (_NUMBER, f"0{_NUMBER}") if look in _LOOKS else (_NUMBER,):
        reading = _read(look, (_LOOKS | _FORMATS)[look](number))
        assert [r["phone_e164"] for r in reading.rows if r["ok"]] == ["+842773845113"], look
        told = next(f for f in reading.findings if f.code == "row_hidden")
        assert (told.severity, told.cell) == ("error", "C3")
        assert str(_NUMBER) in told.raw
        assert told.params["detail"] in UNSEEN.values()


@pytest.mark.parametrize("look", _SEEN)
def test_what_is_seen_is_heard(look: str) -> None:
    assert all(r["ok"] for r in _read(look, _SEEN[look](f"0{_NUMBER}")).rows)


def test_a_head_parted_by_a_line_is_no_crossed_row() -> None:
    data = _xlsx("0277 3845 112", False)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _rows("0277 3845 112"):
        sheet.append(row)
    for column in "AB":
        sheet[f"{column}2"].border = Border(diagonal=_LINE, diagonalDown=True)
    out = io.BytesIO()
    book.save(out)
    for content in (data, out.getvalue()):
        assert len([r for r in _read("xlsx", content).rows if r["ok"]]) == 2
