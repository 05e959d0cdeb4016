"""Words and signs of clerks whom nobody foresaw, each with its harmless neighbour: lines taken out as programs do, sheets that speak of another, sources, practice lists, raised marks, rows without height."""

from __future__ import annotations

import io

import pytest
import xlwt
from openpyxl import Workbook

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.samples.builder import csv_text, xlsx

_HEAD = ["STT", "Đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"]
_ROWS = [
    ["1", "Xã Tân Mỹ", "0277 3845 112", ""],
    ["2", "Xã Định An", "0277 3845 119", ""],
    ["3", "Xã Định Yên", "0277 3845 126", ""],
]


def _sound(reader: Reader, name: str, data: bytes) -> list[bool]:
    return [bool(ok) for ok in reader.read([Source(name, data)])[0].rows.columns["ok"]]


def _with(place: str, words: str) -> list[list[object]]:
    rows = [[*row] for row in _ROWS]
    above, below = ([words], []) if place == "above" else ([], [words]) if place == "below" else ([], [])
    if place == "stt":
        rows[1][0] = words
    if place == "note":
        rows[1][3] = words
    return [
        ["UBND HUYỆN LẤP VÒ"],
        ["DANH SÁCH ĐƯỜNG DÂY NÓNG"],
        *([above] if above else []),
        _HEAD,
        *rows,
        *([below] if below else []),
    ]  # type: ignore[list-item]


@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize(
    "words",
    [
        "Kính nhờ Văn phòng giữ giúp, khoan đưa lên mạng vì Thường trực chưa coi lại.",
        "Các số đã thôi khai thác, lưu để tra cứu.",
        "Xin đừng tung lên web vội.",
    ],
)
def test_words_against_the_whole_list(reader: Reader, place: str, words: str) -> None:
    if place == "above" and words.startswith("Các số"):
        return  # above a table it may be the title of a list that goes, and not of this one
    assert not any(_sound(reader, "ds.xlsx", xlsx(_with(place, words))))


def test_a_source_that_nobody_asked(reader: Reader) -> None:
    assert not any(
        _sound(reader, "ds.xlsx", xlsx(_with("below", "Nguồn: chép từ danh bạ Trang Vàng, chưa hỏi lại các xã.")))
    )


@pytest.mark.parametrize(
    "words",
    [
        "Danh sách này đã đối chiếu khớp với sổ của Văn phòng.", "Các số trên đã được gọi thử, đều liên lạc được.", "Tất cả các số đều gọi được, không có số nào hỏng.",
        "Danh sách này đã được đưa lên Cổng thông tin điện tử huyện.", "Các số đã được kiểm tra, đều thông suốt.",
    ],
)  # fmt: skip
def test_words_in_favour_of_the_whole_list(reader: Reader, words: str) -> None:
    assert all(_sound(reader, "ds.xlsx", xlsx(_with("below", words))))


@pytest.mark.parametrize("sign", ["//2", "#2", "--2", "## 2", "// 2"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_line_taken_out_as_programs_do(reader: Reader, sign: str, kind: str) -> None:
    rows = _with("stt", sign)
    assert _sound(reader, f"ds.{kind}", csv_text(rows) if kind == "csv" else xlsx(rows)) == [True, False, True]


def test_lines_all_counted_with_a_sign_are_sound(reader: Reader) -> None:
    rows = _with("", "")
    for row in rows[3:]:
        row[0] = f"#{row[0]}"
    assert all(_sound(reader, "ds.xlsx", xlsx(rows)))


@pytest.mark.parametrize(
    ("words", "sound"), [("X (loại)", False), ("(X) loại", False), ("(bỏ)", False), ("x xóa", False), ("24/24", True)]
)
def test_a_note_that_drops_its_line(reader: Reader, words: str, sound: bool) -> None:
    assert _sound(reader, "ds.xlsx", xlsx(_with("note", words))) == [True, sound, True]


@pytest.mark.parametrize(
    ("words", "sound"),
    [
        ("Số ở trang Phụ lục là số tạm, chừng nào xong sẽ đổi.", False), ("Số ở trang Phụ lục chưa chính thức", False), ("Không đăng số này", False),
        ("Số liệu tính theo địa bàn cũ", True), ("Số dân 12.000 người, chưa tính lao động thời vụ", True), ("Hướng dẫn: ghi đúng một số, không ghi số cá nhân", True),
        ("Các số đã được gọi thử, không có số nào hỏng", True),
    ],
)  # fmt: skip
def test_a_sheet_without_a_table_speaks_of_the_others(reader: Reader, words: str, sound: bool) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _with("", ""):
        sheet.append(row)
    book.create_sheet("Ghi chú").append([words])
    out = io.BytesIO()
    book.save(out)
    assert _sound(reader, "ds.xlsx", out.getvalue()) == [sound] * 3


@pytest.mark.parametrize("height", [0, 20, 255])
def test_a_row_of_no_height_in_an_xls(reader: Reader, height: int) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("A")
    for i, row in enumerate(_with("", "")):
        for j, value in enumerate(row):
            sheet.write(i, j, value)
    sheet.row(4).height_mismatch, sheet.row(4).height = True, height
    out = io.BytesIO()
    book.save(out)
    assert (len(_sound(reader, "ds.xls", out.getvalue())) == 3) is (height == 255)


_RAISED = "0277 384 511"


def _xls_raised() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("A")
    for i, row in enumerate(_with("", "")):
        for j, value in enumerate(row):
            if (i, j) != (4, 2):
                sheet.write(i, j, value)
    above = xlwt.easyxf("").font
    above.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    sheet.write_rich_text(4, 2, [_RAISED, ("2", above)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _page_raised() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{v}</td>" for v in row) + "</tr>" for row in _with("", ""))
    return f"<html><meta charset=utf-8><body><table>{rows}</table></body></html>".replace(
        "0277 3845 119", f"{_RAISED}<sup>2</sup>"
    ).encode()


def _xml_raised() -> bytes:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">{v}</ss:Data></Cell>' for v in row) + "</Row>" for row in _with("", "")
    )  # fmt: skip
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="A"><Table>{rows}</Table></Worksheet></Workbook>'
    ).replace("0277 3845 119", f"{_RAISED}<Sup>2</Sup>").encode()  # fmt: skip


def _ods_raised() -> bytes:
    names = {"office": "office", "table": "table", "text": "text", "style": "style"}
    spaces = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items())
    style = '<style:style style:name="t" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    lines = "".join(
        "<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{v}</text:p></table:table-cell>' for v in row) + "</table:table-row>"
        for row in _with("", "")
    )  # fmt: skip
    return (
        f'<?xml version="1.0"?><office:document {spaces} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>{style}</office:automatic-styles>'
        f'<office:body><office:spreadsheet><table:table table:name="A">{lines}</table:table></office:spreadsheet></office:body></office:document>'
    ).replace("0277 3845 119", f'{_RAISED}<text:span text:style-name="t">2</text:span>').encode()  # fmt: skip


@pytest.mark.parametrize("kind", ["xls", "html", "xml", "fods"])
def test_a_raised_mark_is_no_digit(reader: Reader, kind: str) -> None:
    data = {"xls": _xls_raised, "html": _page_raised, "xml": _xml_raised, "fods": _ods_raised}[kind]()
    columns = reader.read([Source(f"ds.{kind}", data)])[0].rows.columns
    assert [bool(ok) for ok in columns["ok"]] == [True, False, True]
    assert "+842773845112" not in columns["phone_e164"][1:]


def test_a_comment_of_a_sheet_of_2003_is_heard(reader: Reader) -> None:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{v}</Data>{"<Comment><ss:Data>Số đã trả, đừng ghi</ss:Data></Comment>" if v == "0277 3845 119" else ""}</Cell>' for v in row) + "</Row>"
        for row in _with("", "")
    )  # fmt: skip
    data = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="A"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()  # fmt: skip
    assert _sound(reader, "ds.xml", data) == [True, False, True]
