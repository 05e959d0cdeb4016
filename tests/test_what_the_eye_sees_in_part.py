"""A number of which the eye sees a part, or nothing, is not published, whichever format carries the mark: text runs of .xls and .xlsx, styles of .ods."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
import xlwt
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from danhba.check.reader import Reader
from danhba.model.submission import Source
from tests.examples import share

_NUMBER, _NEXT = "0277 3845 112", "0277 3845 113"
_HEAD = ["STT", "Đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"]
_MARKS = {"struck": True, "tiny": True, "white": True, "red": False, "bold": False, "": False}


def _rows(number: object) -> list[list[object]]:
    return [["UBND HUYỆN LẤP VÒ"], _HEAD, [1, "Xã Tân Mỹ", number], [2, "Xã Định An", _NEXT]]


def _xls(parts: list[tuple[str, str]], strings: int) -> bytes:
    """strings: how many long texts stand before the number, so that the table of texts runs over several records."""
    looks = {"struck": "font: struck_out true", "tiny": "font: height 20", "white": "font: color white", "red": "font: color red", "bold": "font: bold true"}  # fmt: skip
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for i, row in enumerate(_rows("")):
        for j, value in enumerate(row):
            if value != "":
                sheet.write(i, j, value)
    runs = [(text, xlwt.easyxf(looks[look]).font) if look else text for text, look in parts]
    other = book.add_sheet("Phụ")
    for i in range(strings):
        other.write(i, 0, f"Ghi chú {i} về việc trực đường dây nóng của đơn vị. " * 20)
    sheet.write_rich_text(2, 2, runs)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx(parts: list[tuple[str, str]], strings: int) -> bytes:
    looks = {"struck": {"strike": True}, "tiny": {"sz": 1}, "white": {"color": "FFFFFFFF"}, "red": {"color": "FFFF0000"}, "bold": {"b": True}}  # fmt: skip
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    runs = CellRichText(*(TextBlock(InlineFont(**looks[look]), text) if look else text for text, look in parts))
    for row in _rows(runs):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_WRITERS = {"xls": _xls, "xlsx": _xlsx}


@settings(max_examples=share(150), deadline=None)
@given(
    st.sampled_from(sorted(_WRITERS)),
    st.sampled_from(sorted(_MARKS)),
    st.integers(2, len(_NUMBER)),
    st.booleans(),
    st.sampled_from([0, 30]),
)
def test_a_mark_on_part_of_a_number(reader: Reader, kind: str, mark: str, at: int, behind: bool, strings: int) -> None:
    first, last = _NUMBER[:at], _NUMBER[at:]
    parts = [(first, ""), (last, mark)] if behind else [(first, mark), (last, "")]
    parts = [(text, look) for text, look in parts if text]
    marked = any(look and any(c.isdigit() for c in text) for text, look in parts)
    rows = reader.read([Source(f"ds.{kind}", _WRITERS[kind](parts, strings))])[0].rows
    published = [number for number, ok in zip(rows.columns["phone_e164"], rows.columns["ok"], strict=True) if ok]
    assert published == (["+842773845113"] if _MARKS[mark] and marked else ["+842773845112", "+842773845113"])


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
_TEXT = "<style:text-properties {}/>"
_CELL = "<style:table-cell-properties {}/>"
_STYLES = {
    "white": (_TEXT.format('fo:color="#ffffff"'), False),
    "tiny": (_TEXT.format('fo:font-size="1pt"'), False),
    "struck": (_TEXT.format('style:text-line-through-style="solid"'), False),
    "crossed": (_CELL.format('style:diagonal-tl-br="0.06pt solid #000000"'), False),
    "black on black": (_CELL.format('fo:background-color="#000000"') + _TEXT.format('fo:color="#000000"'), False),
    "red": (_TEXT.format('fo:color="#ff0000"'), True),
    "white on black": (_CELL.format('fo:background-color="#000000"') + _TEXT.format('fo:color="#ffffff"'), True),
    "yellow ground": (_CELL.format('fo:background-color="#ffff00"'), True),
    "size 8": (_TEXT.format('fo:font-size="8pt"'), True),
}


def _ods(style: str, named: bool) -> bytes:
    names = {"office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible"}
    spaces = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items())
    said = f'<style:style style:name="g" style:family="table-cell">{style}</style:style>'
    cells = [
        "".join(
            f'<table:table-cell{" table:style-name=" + chr(34) + "g" + chr(34) if (i, j) == (2, 2) else ""} office:value-type="string">'
            f"<text:p>{value}</text:p></table:table-cell>"
            for j, value in enumerate(row)
        )
        for i, row in enumerate(_rows(_NUMBER))
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    automatic = "" if named else f"<office:automatic-styles>{said}</office:automatic-styles>"
    content = f'<?xml version="1.0"?><office:document-content {spaces}>{automatic}<office:body><office:spreadsheet><table:table table:name="A">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    styles = f'<?xml version="1.0"?><office:document-styles {spaces}><office:styles>{said if named else ""}</office:styles></office:document-styles>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("styles.xml", styles)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
    return out.getvalue()


@pytest.mark.parametrize("look", _STYLES)
@pytest.mark.parametrize("named", [False, True])
def test_a_style_of_a_cell_in_open_document(reader: Reader, look: str, named: bool) -> None:
    style, seen = _STYLES[look]
    columns = reader.read([Source("ds.ods", _ods(style, named))])[0].rows.columns
    published = [number for number, ok in zip(columns["phone_e164"], columns["ok"], strict=True) if ok]
    assert published == (["+842773845112", "+842773845113"] if seen else ["+842773845113"])


@pytest.mark.parametrize("line", ["single", "nil", "none"])
@pytest.mark.parametrize("at", ["name", "number", "head"])
def test_a_row_of_a_word_table_that_a_line_crosses(reader: Reader, line: str, at: str) -> None:
    document = docx.Document()
    document.add_paragraph("UBND HUYỆN LẤP VÒ")
    rows = _rows(_NUMBER)[1:]
    table = document.add_table(len(rows), 4)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            table.cell(i, j).text = str(value)
    marked = {"name": (1, 1), "number": (1, 2), "head": (0, 0)}[at]
    border = OxmlElement("w:tcBorders")
    border.append(diagonal := OxmlElement("w:tl2br"))
    diagonal.set(qn("w:val"), line)
    table.cell(*marked)._tc.get_or_add_tcPr().append(border)
    out = io.BytesIO()
    document.save(out)
    reading = reader.read([Source("ds.docx", out.getvalue())])[0]
    columns = reading.rows.columns
    published = [number for number, ok in zip(columns["phone_e164"], columns["ok"], strict=True) if ok]
    crossed = line == "single" and at != "head"
    assert published == (["+842773845113"] if crossed else ["+842773845112", "+842773845113"])
    assert ("row_hidden" in {f.code for f in reading.findings}) is crossed
