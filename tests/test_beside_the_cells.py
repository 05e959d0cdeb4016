"""What stands beside a cell's text speaks with it: comments of any kind, numbers that links dial, print headers, watermarks, drawn boxes; colours and formats that hide.

A generator a place: the same words and numbers put wherever a program lets people write. Nothing of it is lost, and no number it speaks against is published.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.read.number_format import shown, shown_text
from danhba.registry import load_registry
from danhba.vietnamese.withdrawal import said_in_line, said_of_time
from tests.conftest import REGISTRY
from tests.examples import share

_READER = Reader(load_registry(REGISTRY))
_HEAD = ["STT", "Tên đơn vị", "Đường dây nóng", "Ghi chú"]
_ROWS = [
    ["1", "Sở Y tế", "0277 3851 222", ""],
    ["2", "Sở Xây dựng", "0277 3851 333", ""],
    ["3", "Sở Nội vụ", "0277 3851 444", ""],
]
_ALL = {"A-SYT": "+842773851222", "A-SXD": "+842773851333", "A-SNV": "+842773851444"}
_UNITS = list(_ALL)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _read(data: bytes, name: str = "tep.xlsx") -> Reading:
    return _READER.read([Source(name, data)])[0]


def _published(reading: Reading) -> dict[str, str]:
    return {r["unit_code"]: r["phone_e164"] for r in reading.rows if r["ok"]}


def _told(reading: Reading) -> str:
    said = [f"{r['phone_raw']} {r['name_raw']}" for r in reading.rows] + [
        f"{f.raw} {f.params}" for f in reading.findings
    ]
    return " ".join(said)


def _book(change: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    for row in (_HEAD, *_ROWS):
        book.active.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_parts(data: bytes, parts: dict[str, str], edit: dict[str, Callable[[str], str]] | None = None) -> bytes:
    """Return a package with more parts, and with some of its own changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, edit[name](text.decode()) if edit and name in edit else text)
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


_WORDS = st.sampled_from(
    ["Số này đã cắt", "Số cũ, dùng 0277 3851 999", "Chưa duyệt", "Số của công an", "Dự kiến", "không đăng số này"]
)


# --- comments ---------------------------------------------------------------------------------------------------------


@settings(max_examples=16, deadline=None)
@given(_WORDS, st.integers(0, 2), st.sampled_from("BCDEGZ"), st.booleans())
def test_a_comment_anywhere_in_a_row_speaks_of_it(words: str, at: int, column: str, threaded: bool) -> None:
    place = f"{column}{at + 2}"

    def change(book: Workbook) -> None:
        said = (
            f"[Threaded comment]\n\nYour version of Excel allows you to read this\n\nComment:\n    {words}"
            if threaded
            else words
        )
        book.active[place].comment = Comment(said, "tc={1}" if threaded else "VP")

    data = _book(change)
    if threaded:
        rels = "xl/worksheets/_rels/sheet1.xml.rels"
        kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
        more = (
            f'<Relationship Id="rIdT" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
        )
        thread = f'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="{place}" id="1"><text>{words}</text></threadedComment></ThreadedComments>'
        data = _with_parts(
            data,
            {"xl/threadedComments/threadedComment1.xml": thread},
            {rels: lambda t: t.replace("</Relationships>", more)},
        )
    reading = _read(data)
    assert _published(reading).get(_UNITS[at]) is None or (
        column in "EGZ" and words in ("Số của công an", "Dự kiến")
    ), _told(reading)
    told = _told(reading)
    assert "chú thích" in told
    assert "Threaded" not in told
    assert ("0277 3851 999" in told) == ("999" in words)
    assert {u: n for u, n in _published(reading).items() if u != _UNITS[at]} == {
        u: n for u, n in _ALL.items() if u != _UNITS[at]
    }


@pytest.mark.parametrize("words", ["Trực 24/24", "Điện thoại cố định", "Hotline"])
def test_a_harmless_comment_withholds_nothing(words: str) -> None:
    assert _published(_read(_book(lambda book: setattr(book.active["C2"], "comment", Comment(words, "VP"))))) == _ALL


def _document(change: Callable[[object, object], None]) -> bytes:
    document = Document()
    table = document.add_table(rows=0, cols=4)
    for row in (_HEAD, *_ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    change(document, table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@settings(max_examples=15, deadline=None)
@given(_WORDS, st.integers(1, 3), st.integers(1, 2), st.booleans())
def test_a_comment_in_a_document_speaks_of_its_cells(words: str, row: int, column: int, over_two: bool) -> None:
    def change(document: object, table: object) -> None:
        cells = table.rows[row].cells  # type: ignore[attr-defined]
        runs = [cells[column].paragraphs[0].runs[0]]
        if over_two:
            runs = [cells[0].paragraphs[0].runs[0], cells[2].paragraphs[0].runs[0]]
        document.add_comment(runs, text=words, author="VP")  # type: ignore[attr-defined]

    reading = _read(_document(change), "tep.docx")
    assert _published(reading) == {u: n for u, n in _ALL.items() if u != _UNITS[row - 1]}
    assert "chú thích" in _told(reading)
    assert ("0277 3851 999" in _told(reading)) == ("999" in words)


# --- numbers that links dial ------------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 2),
    st.sampled_from(["tel:", "TEL:", "callto:", "tel:+84 "]),
    st.booleans(),
    st.sampled_from(["link", "formula", "html", "docx"]),
)
def test_a_link_that_dials_another_number_is_a_second_reading(at: int, scheme: str, same: bool, how: str) -> None:
    shown = _ROWS[at][2]
    dialled = shown.replace(" ", "") if same else "02773851999"
    address = scheme + (dialled[1:] if "84" in scheme else dialled)
    if how == "link":
        reading = _read(_book(lambda book: setattr(book.active[f"C{at + 2}"], "hyperlink", address)))
    elif how == "formula":
        data = _book(lambda book: setattr(book.active[f"C{at + 2}"], "value", f'=HYPERLINK("{address}","{shown}")'))
        filled = {
            "xl/worksheets/sheet1.xml": lambda t: re.sub(
                r'<c r="(C\d)"><f>([^<]*)</f><v ?/?>(?:</v>)?</c>', rf'<c r="\1" t="str"><f>\2</f><v>{shown}</v></c>', t
            )
        }
        reading = _read(_with_parts(data, {}, filled))
    elif how == "html":
        rows = [
            [*row[:2], f'<a href="{address}">{row[2]}</a>' if i == at else row[2], ""] for i, row in enumerate(_ROWS)
        ]
        page = (
            "<table>"
            + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in (_HEAD, *rows))
            + "</table>"
        )
        reading = _read(f"<html><body>{page}</body></html>".encode(), "tep.html")
    else:

        def change(document: object, table: object) -> None:
            paragraph = table.rows[at + 1].cells[2].paragraphs[0]  # type: ignore[attr-defined]
            key = document.part.relate_to(
                address,
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                is_external=True,
            )  # type: ignore[attr-defined]
            link = parse_xml(
                f'<w:hyperlink xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{key}"/>'
            )
            for run in list(paragraph.runs):
                link.append(run._r)
            paragraph._p.append(link)

        reading = _read(_document(change), "tep.docx")
    assert _published(reading) == (_ALL if same else {u: n for u, n in _ALL.items() if u != _UNITS[at]})
    assert same or "999" in _told(reading)


# --- print headers, watermarks, boxes ---------------------------------------------------------------------------------

_WHOLE = st.sampled_from(
    ["DỰ THẢO", "Bản nháp", "CHƯA ĐƯỢC DUYỆT", "Lưu hành nội bộ", "KHÔNG CÔNG BỐ", "ĐÃ HỦY", "Dự thảo lần 2", "du thao"]
)
_PLAIN = st.sampled_from(["Trang &P/&N", "UBND TỈNH", "Phụ lục", "", "&D", "Danh sách đường dây nóng"])


@settings(max_examples=20, deadline=None)
@given(
    st.one_of(_WHOLE, _PLAIN),
    st.sampled_from(["oddHeader", "oddFooter", "evenHeader", "firstFooter"]),
    st.sampled_from(["left", "center", "right"]),
    st.booleans(),
)
def test_a_print_header_speaks_of_its_workbook(words: str, where: str, side: str, number: bool) -> None:
    def change(book: Workbook) -> None:
        part = getattr(getattr(book.active, where), side)
        part.text = words + ("\nXã Tân Mỹ: 0277 3851 999" if number else "")
        part.size, part.font = 12, "Arial,Bold"

    reading = _read(_book(change))
    whole = said_in_line(words) is not None
    assert _published(reading) == ({} if whole else _ALL)
    assert ("0277 3851 999" in _told(reading)) == number


_BOX = '<w:r xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape>{inside}</v:shape></w:pict></w:r>'


@settings(max_examples=20, deadline=None)
@given(_WHOLE, st.sampled_from(["header", "footer", "watermark", "box", "paragraph"]))
def test_a_documents_margin_speaks_of_it(words: str, where: str) -> None:
    def change(document: object, table: object) -> None:
        section = document.sections[0]  # type: ignore[attr-defined]
        inside = (
            f'<v:textpath string="{words}"/>'
            if where == "watermark"
            else f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        )
        if where in ("header", "footer"):
            getattr(section, where).paragraphs[0].text = words
        elif where == "watermark":
            section.header.paragraphs[0]._p.append(parse_xml(_BOX.format(w=_W, inside=inside)))
        elif where == "box":
            document.add_paragraph()._p.append(parse_xml(_BOX.format(w=_W, inside=inside)))  # type: ignore[attr-defined]
        else:
            document.add_paragraph(words)  # type: ignore[attr-defined]

    reading = _read(_document(change), "tep.docx")
    assert _published(reading) == {}
    assert words in _told(reading)


def test_words_in_a_drawn_box_of_a_sheet_are_read() -> None:
    box = '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>DỰ </a:t></a:r><a:r><a:t>THẢO</a:t></a:r></a:p><a:p><a:r><a:t>Xã Tân Mỹ 0277 3851 999</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>'
    reading = _read(_with_parts(_book(lambda book: None), {"xl/drawings/drawing1.xml": box}))
    assert _published(reading) == {}
    assert "0277 3851 999" in _told(reading)


# --- what the eye does not see ----------------------------------------------------------------------------------------

_COLOURS = ["FFFFFFFF", "FF000000", "FF1F4E79", "FFFF0000", "00FFFFFF"]


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([*_COLOURS, 0, 1, 4]),
    st.sampled_from([*_COLOURS, 0, 1, 4, None]),
    st.sampled_from([0.0, -0.25, 0.4]),
)
def test_a_number_in_the_colour_of_its_ground_is_not_seen(
    ink: str | int, ground: str | int | None, tint: float
) -> None:
    def colour(value: str | int) -> Color:
        return Color(rgb=value) if isinstance(value, str) else Color(theme=value, tint=tint)

    def change(book: Workbook) -> None:
        cell = book.active["C2"]
        cell.font = Font(color=colour(ink))
        if ground is not None:
            cell.fill = PatternFill("solid", fgColor=colour(ground))

    def plain(value: str | int | None) -> tuple[int, ...]:
        if value is None:
            return (255, 255, 255)
        told = value[2:] if isinstance(value, str) else {0: "FFFFFF", 1: "000000", 4: "4F81BD"}[value]
        parts = [int(told[i : i + 2], 16) for i in (0, 2, 4)]
        by = 0.0 if isinstance(value, str) else tint
        return tuple(round(c * (1 + by) if by < 0 else c + (255 - c) * by) for c in parts)

    reading = _read(_book(change))
    unseen = max(abs(a - b) for a, b in zip(plain(ink), plain(ground), strict=True)) <= 24
    assert ("A-SYT" in _published(reading)) != unseen
    assert "222" in _told(reading)


@pytest.mark.parametrize(("hides", "style"), [(True, {"font": Font(color="FFFFFFFF")}), (True, {"font": Font(strike=True)}), (False, {"font": Font(bold=True)}),
                                              (False, {"font": Font(color="FFFFFFFF"), "fill": PatternFill(bgColor="FFFF0000")})])  # fmt: skip
def test_a_rule_that_may_hide_a_number_lets_it_wait(hides: bool, style: dict[str, object]) -> None:
    rule = CellIsRule(operator="notEqual", formula=["0"], **style)
    reading = _read(_book(lambda book: book.active.conditional_formatting.add("C2:C3", rule)))
    assert _published(reading) == ({"A-SNV": _ALL["A-SNV"]} if hides else _ALL)


@pytest.mark.parametrize("style", ["color:#fff;background:#FFFFFF", "background-color: black; color: #000"])
def test_a_pages_number_in_the_colour_of_its_ground_is_not_seen(style: str) -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{u}</td><td{' style=' + chr(34) + style + chr(34) if n == '1' else ''}>{p}</td></tr>"
        for n, u, p, _ in _ROWS
    )
    page = f"<table><tr><td>STT</td><td>Tên đơn vị</td><td>Đường dây nóng</td></tr>{rows}</table>"
    assert "A-SYT" not in _published(_read(page.encode(), "tep.html"))


def test_a_documents_white_number_is_not_seen() -> None:
    from docx.shared import RGBColor

    def change(document: object, table: object) -> None:
        table.rows[1].cells[2].paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[attr-defined]

    reading = _read(_document(change), "tep.docx")
    assert "A-SYT" not in _published(reading)
    assert "222" in _told(reading)


# --- formats with words, formats that scale ---------------------------------------------------------------------------


@settings(max_examples=share(60), deadline=None)
@given(
    st.sampled_from(["đã hủy", "số cũ", "dự kiến", "fax"]),
    st.sampled_from(["0277 3851 222", "0912 345 678"]),
    st.sampled_from(['@" ({})"', '"{}: "@', '0;0;0;@" {}"', 'General;General;General;"{} "@']),
)
def test_a_formats_words_stand_beside_a_text(words: str, number: str, code: str) -> None:
    assert words in (shown_text(number, code.format(words)) or "")


def test_what_a_format_shows_of_a_text() -> None:
    assert shown_text("0277 3851 222", ";;;") == ""
    assert shown_text("0277 3851 222", "@") is None
    assert shown_text("0277 3851 222", "General") is None
    assert shown_text("0277 3851 222", "0000") is None


@pytest.mark.parametrize("code", ["0,", "#,##0,", "0,,", "0%", '0," nghìn"'])
def test_a_format_that_scales_shows_two_readings(code: str) -> None:
    def change(book: Workbook) -> None:
        book.active["C2"].value = 2773851222
        book.active["C2"].number_format = code

    reading = _read(_book(change))
    assert "A-SYT" not in _published(reading)
    assert "2773851222" in _told(reading)
    assert shown(2773851222.0, "#,##0") is None


def test_a_formats_words_on_a_text_cell_are_heard() -> None:
    for code in ('@" (đã hủy)"', ";;;", '"Fax "@'):
        reading = _read(_book(lambda book, code=code: setattr(book.active["C2"], "number_format", code)))
        assert "A-SYT" not in _published(reading), code


# --- lists of another time --------------------------------------------------------------------------------------------


@settings(max_examples=share(40), deadline=None)
@given(
    st.sampled_from(["Danh sách số điện thoại đường dây nóng", "Số đường dây nóng các xã", "Danh bạ đường dây nóng"]),
    st.sampled_from(["trước ngày {}", "có hiệu lực đến {}", "sử dụng đến hết ngày {}", "áp dụng từ ngày {}", "từ {}"]),
    st.dates(min_value=__import__("datetime").date(2021, 1, 1), max_value=__import__("datetime").date(2021, 12, 31)),
    st.booleans(),
)
def test_a_title_of_another_time_lets_its_list_wait(title: str, when: str, day: object, capital: bool) -> None:
    line = f"{title} {when.format(f'{day:%d/%m/%Y}')}"
    line = line.upper() if capital else line
    past = "từ" in when and f"{day:%Y-%m-%d}" <= "2021-09-05"
    assert (said_of_time(line, "2021-09-05T08:00:00Z") is None) == past
    for harmless in (
        f"(Kèm theo Công văn số 12/UBND ngày {day:%d/%m/%Y})",
        f"{title} tính đến ngày {day:%d/%m/%Y}",
        f"{title} gửi về trước ngày {day:%d/%m/%Y}",
    ):
        assert said_of_time(harmless, "2021-09-05T08:00:00Z") is None


def test_a_list_of_another_time_waits() -> None:
    def change(book: Workbook) -> None:
        book.active.insert_rows(1)
        book.active["A1"] = "DANH SÁCH ĐƯỜNG DÂY NÓNG (CÓ HIỆU LỰC ĐẾN 30/9/2021)"

    assert _published(_read(_book(change))) == {}
