"""A number that the eye does not see is not heard: on web pages, whatever of sheets, attributes and elements says how it is written, in .xml sheets,
by the styles of Word, and in every row of a cell that a line crosses."""

from __future__ import annotations

import io

import docx
import pytest
import xlwt
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from danhba.check.reader import Reader
from danhba.model.submission import Source
from tests.examples import share

_NUMBER, _NEXT = "0277 3845 112", "0277 3845 113"
_HEAD = ["STT", "Đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"]
_ROWS = [["1", "Xã Tân Mỹ", _NUMBER, ""], ["2", "Xã Định An", _NEXT, ""]]
_FIRST, _SECOND = "+842773845112", "+842773845113"


def _published(reader: Reader, name: str, data: bytes) -> list[str]:
    reading = reader.read([Source(name, data)])[0]
    columns = reading.rows.columns
    out = [number for number, ok in zip(columns["phone_e164"], columns["ok"], strict=True) if ok] if columns else []
    if _FIRST not in out:
        assert any("3845" in f"{f.raw} {f.params}" for f in reading.findings if f.severity != "info"), reading.findings
    return out


# Declarations for ink, ground and size, and whether a number so written is seen on white paper.
_INKS = {
    "color:white": False, "color: #FFF": False, "color:#ffffff": False, "color:rgb(255, 255, 255)": False, "COLOR:#FEFEFE !important": False, "color:red": True,
    "color:#1f4e78": True, "color:windowtext": True, "color:inherit": True, "font-size:1px": False, "font-size:0": False, "font-size: 0.5pt": False, "font-size:9px": True,
    "font-size:small": True, "font-size:.1em": False, "font-size:5%": False, "font-size:90%": True, "opacity:0": False, "opacity:0.9": True, "text-indent:-9999px": False, "position:absolute;left:-5000px": False,
    "text-indent:-18.0pt": True, "background:#1f4e78;color:white": True, "background-color:yellow": True, "background:black": False, "background:url(nen.png);color:white": True,
    "visibility:hidden": False, "text-decoration:line-through": False, "text-decoration:underline": True, "color:transparent": False,
}  # fmt: skip


def _page(said: str, where: str, how: str) -> str:
    style = {"style": f' style="{said}"', "class": ' class="Xl65 khac"', "inside": ' class="khac"', "id": ' id="So"'}[
        how
    ]
    at = {k: style if k == where else "" for k in ("table", "tr", "td", "span", "div")}
    rules = {"class": f".xl65 {{{said}}}", "id": f"#so\n{{{said}}}", "inside": f"body .khac {{{said}}}", "style": ""}[
        how
    ]
    sheet = f"<style><!--\ntd {{padding:1px}} /* x */ th, .la {{color:red}}\n{rules}\n--></style>" if rules else ""
    head = "".join(f"<td>{h}</td>" for h in _HEAD)
    first = f"<td>1</td><td>Xã Tân Mỹ</td><td{at['td']}><div{at['div']}><span{at['span']}>{_NUMBER}</span></div></td><td></td>"
    second = "".join(f"<td>{c}</td>" for c in _ROWS[1])
    return (
        f"<html><head><meta charset=utf-8>{sheet}</head><body><p>UBND HUYỆN LẤP VÒ</p>"
        f"<table{at['table']}><tr>{head}</tr><tr{at['tr']}>{first}</tr><tr>{second}</tr></table></body></html>"
    )


@settings(max_examples=share(250), deadline=None)
@given(
    st.sampled_from(sorted(_INKS)),
    st.sampled_from(["tr", "td", "span", "div"]),
    st.sampled_from(["style", "class", "id", "inside"]),
    st.sampled_from(["html", "xls"]),
)
def test_a_number_of_a_web_page(reader: Reader, said: str, where: str, how: str, kind: str) -> None:
    out = _published(reader, f"ds.{kind}", _page(said, where, how).encode())
    assert out == ([_FIRST, _SECOND] if _INKS[said] else [_SECOND])


@pytest.mark.parametrize(
    ("body", "row", "cell", "seen"),
    [
        ('<font color="white">{}</font>', "", "", False),
        ('<font color="#FFFFFF">{}</font>', 'bgcolor="#003366"', "", True),
        ("{}", 'bgcolor="black"', "", False),
        ('<b style="color:#fff">{}</b>', 'style="background:#fff"', 'bgcolor="navy"', True),
        ('<b style="color:#fff">{}</b>', 'bgcolor="navy"', 'style="background:white"', False),
        ('<span style="font-size:0"><b style="font-size:12px">{}</b></span>', "", "", True),
        ('<span style="color:white"><b style="color:black">{}</b></span>', "", "", True),
        ('<span style="color:white"><b>{}</b></span>', "", "", False),
    ],
)
def test_what_an_element_takes_from_those_around_it(reader: Reader, body: str, row: str, cell: str, seen: bool) -> None:
    page = _page("", "td", "style").replace("<tr><td>1", f"<tr {row}><td>1").replace(f"<td style=\"\"><div><span>{_NUMBER}", f"<td {cell}><div><span>{_NUMBER}")  # fmt: skip
    page = page.replace(_NUMBER, body.format(_NUMBER))
    assert (_FIRST in _published(reader, "ds.html", page.encode())) is seen


def _spreadsheetml(style: str, where: str, data: str = _NUMBER) -> bytes:
    at = {k: ' ss:StyleID="s9"' if k == where else "" for k in ("Column", "Row", "Cell")}
    rows = "".join(
        f"<Row{at['Row'] if i == 1 else ''}>"
        + "".join(
            f'<Cell{at["Cell"] if (i, j) == (1, 2) else ""}><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">{data if value == _NUMBER else value}</ss:Data></Cell>'
            for j, value in enumerate(row)
        )
        + "</Row>"
        for i, row in enumerate([_HEAD, *_ROWS])
    )
    columns = f"<Column/><Column/><Column{at['Column']}/>"
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles><Style ss:ID="Default"/>'
        f'<Style ss:ID="s9">{style}</Style></Styles><Worksheet ss:Name="A"><Table>{columns}'
        f'<Row><Cell><Data ss:Type="String">UBND HUYỆN LẤP VÒ</Data></Cell></Row>{rows}</Table></Worksheet></Workbook>'
    ).encode()


_XML_STYLES = {
    '<Font ss:Color="#FFFFFF"/>': False, '<Font ss:Size="1"/>': False, '<Font ss:StrikeThrough="1"/>': False, '<Font ss:Color="#FF0000" ss:Size="8"/>': True,
    '<Interior ss:Color="#000000" ss:Pattern="Solid"/>': False, '<Interior ss:Color="#FFFF00" ss:Pattern="Solid"/>': True,
    '<Font ss:Color="#FFFFFF"/><Interior ss:Color="#1F4E78" ss:Pattern="Solid"/>': True, '<Font ss:Color="Automatic"/>': True,
    '<Borders><Border ss:Position="DiagonalLeft" ss:LineStyle="Continuous"/></Borders>': False, '<Borders><Border ss:Position="Left" ss:LineStyle="Continuous"/></Borders>': True,
}  # fmt: skip
_XML_DATA = {
    f'<Font html:Color="#FFFFFF">{_NUMBER}</Font>': False, f"<S>{_NUMBER}</S>": False, f'<B><Font html:Size="1">{_NUMBER}</Font></B>': False, f"<B>{_NUMBER}</B>": True,
    f'<Font html:Color="#FF0000">{_NUMBER}</Font>': True, '0277 3845 11<Font html:Color="#FFFFFF">2</Font>': False, "<S>0277</S> 3845 112": False,
}  # fmt: skip


@pytest.mark.parametrize("where", ["Cell", "Row", "Column"])
@pytest.mark.parametrize("style", _XML_STYLES)
def test_a_number_of_a_sheet_of_2003_by_its_style(reader: Reader, style: str, where: str) -> None:
    out = _published(reader, "ds.xml", _spreadsheetml(style, where))
    assert (_FIRST in out) is _XML_STYLES[style]
    assert (_SECOND in out) is (_XML_STYLES[style] or where != "Column")


@pytest.mark.parametrize("data", _XML_DATA)
def test_a_number_of_a_sheet_of_2003_in_parts(reader: Reader, data: str) -> None:
    assert _published(reader, "ds.xml", _spreadsheetml("", "", data)) == (
        [_FIRST, _SECOND] if _XML_DATA[data] else [_SECOND]
    )


@pytest.mark.parametrize("kind", ["character", "paragraph", "parent", "default"])
@pytest.mark.parametrize("look", ["white", "tiny", "struck", "hidden", "red", "small", "white on blue"])
def test_a_number_of_a_word_document_by_its_style(reader: Reader, kind: str, look: str) -> None:
    document = docx.Document()
    style = document.styles.add_style(
        "Rieng", WD_STYLE_TYPE.CHARACTER if kind == "character" else WD_STYLE_TYPE.PARAGRAPH
    )
    font = style.font
    if look.startswith("white"):
        font.color.rgb = RGBColor(255, 255, 255)
    if look == "white on blue":
        shading = OxmlElement("w:shd")
        shading.set(qn("w:fill"), "1F4E78")
        (style.element.get_or_add_rPr() if kind == "character" else style.element.get_or_add_pPr()).append(shading)
    font.size = {"tiny": Pt(1), "small": Pt(8)}.get(look)
    font.strike, font.hidden = look == "struck" or None, look == "hidden" or None
    if look == "red":
        font.color.rgb = RGBColor(255, 0, 0)
    if kind == "parent":
        child = document.styles.add_style("Con", WD_STYLE_TYPE.PARAGRAPH)
        child.base_style = style
        style = child
    if kind == "default":
        other = document.styles.add_style("Khac", WD_STYLE_TYPE.PARAGRAPH)
        other.font.color.rgb, other.font.size, other.font.strike, other.font.hidden = (
            RGBColor(0, 0, 0),
            Pt(12),
            False,
            False,
        )
        document.styles["Normal"].element.attrib.pop(qn("w:default"), None)
        style.element.set(qn("w:default"), "1")
    document.add_paragraph("UBND HUYỆN LẤP VÒ")
    table = document.add_table(3, 4)
    for i, row in enumerate([_HEAD, *_ROWS]):
        for j, value in enumerate(row):
            cell = table.cell(i, j)
            if value != _NUMBER:
                cell.text = value
                if kind == "default":
                    cell.paragraphs[0].style = document.styles["Khac"]
            elif kind == "character":
                cell.paragraphs[0].add_run(value, style=style)
            else:
                cell.text = value
                if kind == "default":
                    cell.paragraphs[0]._p.get_or_add_pPr()
                else:
                    cell.paragraphs[0].style = style
    out = io.BytesIO()
    document.save(out)
    seen = look in ("red", "small", "white on blue")
    assert _published(reader, "ds.docx", out.getvalue()) == ([_FIRST, _SECOND] if seen else [_SECOND])


_AREAS = [["1", "Xã Tân Mỹ", _NUMBER, "Bỏ"], ["2", "Xã Định An", _NEXT, ""], ["3", "Xã Định Yên", "0277 3845 114", ""]]


def _crossed_xlsx(over: int, crossed: bool) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"] = "UBND HUYỆN LẤP VÒ"  # not at the sheet's corner: places in the sheet are not those in the grid
    for i, row in enumerate([_HEAD, *_AREAS]):
        for j, value in enumerate(row):
            sheet.cell(4 + i, 2 + j, value)
    if crossed:
        sheet["E5"].border = Border(diagonal=Side("thin"), diagonalDown=True)
    if over > 1:
        sheet.merge_cells(start_row=5, end_row=4 + over, start_column=5, end_column=5)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _crossed_xls(over: int, crossed: bool) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("A")
    sheet.write(2, 1, "UBND HUYỆN LẤP VÒ")
    style = xlwt.XFStyle()
    style.borders.diag, style.borders.need_diag2 = int(crossed), int(crossed)
    for i, row in enumerate([_HEAD, *_AREAS]):
        for j, value in enumerate(row):
            if value == "Bỏ" and over > 1:
                sheet.write_merge(3 + i, 2 + i + over, 1 + j, 1 + j, value, style)
            elif value:
                sheet.write(3 + i, 1 + j, value, style if value == "Bỏ" else xlwt.XFStyle())
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _crossed_docx(over: int, crossed: bool) -> bytes:
    document = docx.Document()
    document.add_paragraph("UBND HUYỆN LẤP VÒ")
    table = document.add_table(4, 4)
    for i, row in enumerate([_HEAD, *_AREAS]):
        for j, value in enumerate(row):
            table.cell(i, j).text = value
    if over > 1:
        table.cell(1, 3).merge(table.cell(over, 3))
    if crossed:
        border = OxmlElement("w:tcBorders")
        border.append(line := OxmlElement("w:tl2br"))
        line.set(qn("w:val"), "single")
        table.cell(1, 3)._tc.get_or_add_tcPr().append(border)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _crossed_fods(over: int, crossed: bool) -> bytes:
    names = {"office": "office", "table": "table", "text": "text", "style": "style"}
    spaces = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items())
    style = (
        '<style:style style:name="g" style:family="table-cell"><style:table-cell-properties style:diagonal-tl-br="0.06pt solid #000000"/></style:style>'
        if crossed
        else ""
    )
    lines = ""
    for row in [["UBND HUYỆN LẤP VÒ", "", "", ""], _HEAD, *_AREAS]:
        lines += "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"{" table:style-name=" + chr(34) + "g" + chr(34) + f" table:number-rows-spanned={chr(34)}{over}{chr(34)}" if value == "Bỏ" else ""}><text:p>{value}</text:p></table:table-cell>'
            for value in row
        ) + "</table:table-row>"  # fmt: skip
    return (
        f'<?xml version="1.0"?><office:document {spaces} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>{style}</office:automatic-styles>'
        f'<office:body><office:spreadsheet><table:table table:name="A">{lines}</table:table></office:spreadsheet></office:body></office:document>'
    ).encode()


@pytest.mark.parametrize("over", [1, 2, 3])
@pytest.mark.parametrize("kind", ["xlsx", "xls", "docx", "fods", "xml"])
def test_a_crossed_cell_crosses_every_row_that_it_spans(reader: Reader, kind: str, over: int) -> None:
    def xml(over: int, crossed: bool) -> bytes:
        style = '<Borders><Border ss:Position="DiagonalLeft" ss:LineStyle="Continuous"/></Borders>' if crossed else ""
        rows = "".join(
            "<Row>" + "".join(f'<Cell ss:Index="{j + 1}"{f" ss:StyleID={chr(34)}s9{chr(34)} ss:MergeDown={chr(34)}{over - 1}{chr(34)}" if v == "Bỏ" else ""}><Data ss:Type="String">{v}</Data></Cell>' for j, v in enumerate(row) if v) + "</Row>"
            for row in [["UBND HUYỆN LẤP VÒ"], _HEAD, *_AREAS]
        )  # fmt: skip
        blank = _spreadsheetml(style, "").decode()
        return (blank[: blank.index("<Row>")] + rows + "</Table></Worksheet></Workbook>").encode()

    write = {"xlsx": _crossed_xlsx, "xls": _crossed_xls, "docx": _crossed_docx, "fods": _crossed_fods, "xml": xml}[kind]
    for crossed in (False, True):
        columns = reader.read([Source(f"ds.{kind}", write(over, crossed))])[0].rows.columns
        numbers = {n for n, ok in zip(columns["phone_e164"], columns["ok"], strict=True) if ok}
        every = [_FIRST, _SECOND, "+842773845114"]
        if crossed:
            assert numbers == set(every[over:]), (kind, over)
        else:
            assert numbers <= set(every)  # a note “Bỏ” may hold what it stands beside
            assert len(numbers) >= 3 - over


_ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>{}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row><xdr:rowOff>{}</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>{}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row><xdr:rowOff>{}</xdr:rowOff></xdr:to>{}</xdr:twoCellAnchor>"
)
_LINE_SHAPE = '<xdr:cxnSp><xdr:spPr><a:prstGeom prst="line"/></xdr:spPr></xdr:cxnSp>'
_BOX_SHAPE = '<xdr:sp><xdr:spPr><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></xdr:spPr></xdr:sp>'
_PICTURE = '<xdr:pic><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic>'


def _drawn(anchor: str) -> bytes:
    """Rows at 1 (head), 2 to 4; the title at 0."""
    import zipfile

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["UBND HUYỆN LẤP VÒ"], _HEAD, *[[*r[:3], ""] for r in _AREAS]]:
        sheet.append(row)
    whole = io.BytesIO()
    book.save(whole)
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        names = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        new.writestr("xl/drawings/drawing1.xml", f"<xdr:wsDr {names}>{anchor}</xdr:wsDr>")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
        new.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{kind}" Target="../drawings/drawing1.xml"/></Relationships>',
        )
    return out.getvalue()


_NUMBERS = [_FIRST, _SECOND, "+842773845114"]


@pytest.mark.parametrize(
    ("anchor", "hidden"),
    [
        pytest.param((0, 3, 90_000, 4, 3, 90_000, _LINE_SHAPE), {1}, id="a line through a row"),
        pytest.param((2, 3, 90_000, 3, 3, 90_000, _LINE_SHAPE), {1}, id="a line through its number"),
        pytest.param((0, 2, 90_000, 4, 3, 120_000, _LINE_SHAPE), {0, 1}, id="a line across two rows"),
        pytest.param((0, 3, 0, 4, 3, 0, _LINE_SHAPE), set(), id="a border between rows"),
        pytest.param((0, 0, 90_000, 2, 0, 90_000, _LINE_SHAPE), set(), id="a line under the letterhead"),
        pytest.param((2, 4, 10_000, 3, 5, 0, _BOX_SHAPE), {2}, id="a box over a number"),
        pytest.param((0, 3, 10_000, 2, 4, 0, _BOX_SHAPE), set(), id="a box beside the number"),
        pytest.param((5, 2, 10_000, 8, 5, 0, _BOX_SHAPE), set(), id="a box beside the table"),
        pytest.param((2, 3, 10_000, 3, 4, 0, _PICTURE), set(), id="a picture"),
    ],
)
def test_what_is_drawn_over_a_number(reader: Reader, anchor: tuple[object, ...], hidden: set[int]) -> None:
    reading = reader.read([Source("ds.xlsx", _drawn(_ANCHOR.format(*anchor)))])[0]
    columns = reading.rows.columns
    published = {n for n, ok in zip(columns["phone_e164"], columns["ok"], strict=True) if ok}
    assert published == {n for i, n in enumerate(_NUMBERS) if i not in hidden}
    assert len([f for f in reading.findings if "đè lên" in f.raw]) == len(hidden)
