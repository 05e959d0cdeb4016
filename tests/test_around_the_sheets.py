"""What stands around the sheets (a printed page's head, a text box, the file's name) and names another body lets the list wait; harmless words there do not."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from danhba.check.reader import Reader
from danhba.model.submission import Source
from tests.examples import share

_ROWS = [["1", "Xã Tân Mỹ", "0277 3845 112", ""], ["2", "Xã Định An", "0277 3845 119", ""]]
_HEAD = ["STT", "Tên đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"]
_OTHERS = [
    "ĐIỆN LỰC LẤP VÒ", "Điện lực huyện Lấp Vò - số trực sự cố", "Trạm y tế các xã", "Bưu điện văn hóa xã", "Chi nhánh cấp nước Lấp Vò", "Hợp tác xã nông nghiệp",
    "Danh sách tổ Covid cộng đồng", "Số trực của Điện lực tại các xã", "Đội thủy nông", "Ngân hàng chính sách xã hội",
]  # fmt: skip
_HARMLESS = [
    "UBND HUYỆN LẤP VÒ", "Trang 1/2", "Phụ lục", "Phụ lục ban hành kèm theo Công văn số 250/VPUBND-TTHC", "Đường dây nóng các xã", "In ngày 05/9/2021", "Người lập: Nguyễn Văn An",
    "Danh sách đường dây nóng", "Bảng này thay cho bảng gửi ngày 03/9/2021.", "Ủy ban nhân dân huyện Lấp Vò - đường dây nóng",
]  # fmt: skip
_DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
)


def _xlsx(header: str = "", box: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["UBND HUYỆN LẤP VÒ"])
    for row in [_HEAD, *_ROWS]:
        sheet.append(row)
    if header:
        sheet.oddHeader.center.text = header
    out = io.BytesIO()
    book.save(out)
    if box:
        with zipfile.ZipFile(out, "a") as package:
            package.writestr("xl/drawings/drawing1.xml", _DRAWING.format(box))
    return out.getvalue()


def _docx(header: str) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    document.add_paragraph("UBND HUYỆN LẤP VÒ")
    table = document.add_table(3, 4)
    for i, row in enumerate([_HEAD, *_ROWS]):
        for j, value in enumerate(row):
            table.cell(i, j).text = value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _source(place: str, words: str) -> Source:
    name = words.replace("/", "-")
    return {
        "printed": lambda: Source("ds.xlsx", _xlsx(header=words)),
        "box": lambda: Source("ds.xlsx", _xlsx(box=words)),
        "word": lambda: Source("ds.docx", _docx(words)),
        "file": lambda: Source(f"{name}.xlsx", _xlsx()),
        "inside": lambda: Source(f"gui.zip!/{name}.xlsx", _xlsx()),
        "archive": lambda: Source(f"{name}.zip!/ds.xlsx", _xlsx()),
    }[place]()


def _published(reader: Reader, source: Source) -> int:
    reading = reader.read([source])[0]
    sound = sum(map(bool, reading.rows.columns["ok"]))
    assert sound == 2 or any(f.code == "layout_ambiguous" for f in reading.findings)
    return sound


@settings(max_examples=share(60), deadline=None)
@given(st.sampled_from(["printed", "box", "word", "file", "inside", "archive"]), st.sampled_from(_OTHERS))
def test_another_body_lets_the_list_wait(reader: Reader, place: str, words: str) -> None:
    if place in ("file", "inside", "archive") and words.startswith(("Danh", "Số")):
        return  # a file's name is one where it begins with the body's
    assert _published(reader, _source(place, words)) == 0


@pytest.mark.parametrize("words", _HARMLESS)
@pytest.mark.parametrize("place", ["printed", "box", "word", "file"])
def test_what_says_nothing_of_whose_list_it_is(reader: Reader, place: str, words: str) -> None:
    if place == "file" and words.startswith(("Bảng này thay cho", "Phụ lục ban hành")):
        return  # a sending before is spoken of; a paper’s number names who wrote it
    assert _published(reader, _source(place, words)) == 2
