"""Forms written in many formats, each line decorated at will: what generators of layouts and formats share."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html import escape

HEAD = ("STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ")

# How a line is decorated → how its number stands: plain (settled), unseen (never published, told), changed (withheld, told).
WORD_LINES = {
    "plain": "plain", "row_control": "plain", "cell_control": "plain", "stt_control": "plain", "smart_tag": "plain", "field": "plain",
    "simple_field": "plain", "hyperlink": "plain", "split_runs": "plain", "nested_one": "plain", "custom_xml": "plain", "ruby": "plain",
    "struck": "unseen", "double_struck": "unseen", "vanished": "unseen", "struck_style": "unseen", "placeholder": "unseen",
    "hidden_row": "unseen", "inserted": "changed", "replaced": "changed", "inserted_row": "changed", "moved": "changed", "name_inserted": "changed",
    "deleted": "deleted", "deleted_row": "deleted",
}  # fmt: skip
HTML_LINES = {
    "plain": "plain", "span": "plain", "paragraphs": "plain", "input": "plain", "comment": "plain", "nested_one": "plain", "script": "plain",
    "struck_s": "unseen", "struck_del": "unseen", "struck_css": "unseen", "struck_class": "unseen", "hidden_css": "unseen",
    "hidden_attribute": "unseen", "hidden_class": "unseen", "invisible": "unseen", "hidden_row": "unseen",
}  # fmt: skip
SHEET_LINES = {
    "plain": "plain", "number": "plain", "zeros": "plain", "prefix": "plain", "rich": "plain", "text_formula": "plain",
    "struck": "unseen", "rich_struck": "unseen", "hidden_row": "unseen", "no_format": "unseen", "white": "unseen",
    "formula": "lost",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a form: the unit's name, its number as it should be read, how it is decorated."""

    name: str
    number: str
    how: str


def _run(text: str, marks: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{marks}</w:rPr>" if marks else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _cell(inner: str, marks: str = "") -> str:
    return f"<w:tc><w:tcPr>{marks}</w:tcPr><w:p>{inner}</w:p></w:tc>"


def _control(inner: str, more: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{more}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _word_line(i: int, line: Line) -> str:
    name, number, how = line.name, line.number, line.how
    struck = {
        "struck": "<w:strike/>", "double_struck": '<w:dstrike w:val="true"/>', "vanished": "<w:vanish/>",
        "struck_style": '<w:rStyle w:val="Gach"/>',
    }  # fmt: skip
    phone = {
        "smart_tag": f'<w:smartTag w:uri="u" w:element="phone">{_run(number)}</w:smartTag>',
        "custom_xml": f'<w:customXml w:element="so">{_run(number)}</w:customXml>',
        "field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD 0277999999 </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run(number)}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "simple_field": f'<w:fldSimple w:instr=" DOCPROPERTY So ">{_run(number)}</w:fldSimple>',
        "hyperlink": f'<w:hyperlink w:anchor="x">{_run(number)}</w:hyperlink>',
        "split_runs": _run(number[:4]) + '<w:proofErr w:type="spellStart"/>' + _run(number[4:7], "<w:b/>") + _run(number[7:]),
        "ruby": f"<w:r><w:ruby><w:rt>{_run('0909')}</w:rt><w:rubyBase>{_run(number)}</w:rubyBase></w:ruby></w:r>",
        "placeholder": _control(_run(number), "<w:showingPlcHdr/>"),
        "inserted": f'<w:ins w:id="1" w:author="a">{_run(number)}</w:ins>',
        "replaced": '<w:del w:id="2" w:author="a"><w:r><w:delText>02773850000</w:delText></w:r></w:del>'
        f'{_run(number[:5])}<w:ins w:id="3" w:author="a">{_run(number[5:])}</w:ins>',
        "moved": f'<w:moveTo w:id="4" w:author="a">{_run(number)}</w:moveTo>',
        "deleted": f'<w:del w:id="5" w:author="a"><w:r><w:delText>{number}</w:delText></w:r></w:del>',
    }.get(how, _run(number, struck.get(how, "")))  # fmt: skip
    stt, name_cell = _cell(_run(str(i))), _cell(_run(name))
    if how == "name_inserted":
        name_cell = _cell(_run(name[:2]) + f'<w:ins w:id="6" w:author="a">{_run(name[2:])}</w:ins>')
    phone_cell = _cell(phone)
    if how == "nested_one":
        phone_cell = f"<w:tc><w:tbl><w:tr>{_cell(_run(number))}</w:tr></w:tbl><w:p/></w:tc>"
    if how == "cell_control":
        phone_cell = _control(phone_cell)
    if how == "stt_control":
        stt = _control(stt)
    row_marks = {
        "hidden_row": "<w:hidden/>", "inserted_row": '<w:ins w:id="7" w:author="a"/>', "deleted_row": '<w:del w:id="8" w:author="a"/>',
    }.get(how, "")  # fmt: skip
    row = f"<w:tr><w:trPr>{row_marks}</w:trPr>{stt}{name_cell}{phone_cell}{_cell('')}</w:tr>"
    return _control(row) if how == "row_control" else row


def word(lines: list[Line], *, boxed: bool = False) -> bytes:
    """Return a .docx with the lines as a table. boxed: inside a table that only lays out the page."""
    head = "<w:tr>" + "".join(_cell(_run(h)) for h in HEAD) + "</w:tr>"
    table = f"<w:tbl>{head}{''.join(_word_line(i, n) for i, n in enumerate(lines, 1))}</w:tbl>"
    if boxed:
        table = f"<w:tbl><w:tr><w:tc><w:p>{_run('Phụ lục')}</w:p>{table}<w:p/></w:tc></w:tr></w:tbl>"
    body = f"<w:p>{_run('Phụ lục')}</w:p>{_control(table)}<w:p>{_run('Người lập biểu')}</w:p>"
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    style = '<w:style w:type="character" w:styleId="Gach0"><w:rPr><w:strike/></w:rPr></w:style>'
    style += '<w:style w:type="character" w:styleId="Gach"><w:basedOn w:val="Gach0"/></w:style>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", f"<w:document {ns}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", f"<w:styles {ns}>{style}</w:styles>")
    return out.getvalue()


def _html_line(i: int, line: Line) -> str:
    number, how = line.number, line.how
    phone = {
        "span": f"<span>{number[:4]}</span>{number[4:]}", "paragraphs": f"<p>{number}</p><p></p>", "input": f'<input value="{number}">',
        "comment": f"{number[:5]}<!-- 0909 -->{number[5:]}", "nested_one": f"<table><tr><td>{number}</td></tr></table>",
        "script": f"{number}<script>var x = 02779999999</script>", "struck_s": f"<s>{number}</s>", "struck_del": f"<del>{number}</del>",
        "struck_css": f'<span style="text-decoration: line-through">{number}</span>', "struck_class": f'<b class="x gach">{number}</b>',
        "hidden_css": f'<span style="DISPLAY:none">{number}</span>', "hidden_attribute": f"<span hidden>{number}</span>",
        "hidden_class": f'<span class="an">{number}</span>', "invisible": f'<i style="visibility: hidden">{number}</i>',
    }.get(how, number)  # fmt: skip
    row = ' style="display: none"' if how == "hidden_row" else ""
    return f"<tr{row}><td>{i}</td><td>{escape(line.name)}</td><td>{phone}</td><td></td></tr>"


def html(lines: list[Line], *, boxed: bool = False) -> bytes:
    """Return a web page with the lines as a table. boxed: inside a table that only lays out the page."""
    rows = "".join(_html_line(i, n) for i, n in enumerate(lines, 1))
    table = f"<table border=1><tr>{''.join(f'<th>{h}</th>' for h in HEAD)}</tr>{rows}</table>"
    if boxed:
        table = f"<table><tr><td>Trang chủ</td></tr><tr><td><div>{table}</div></td></tr></table>"
    css = ".an, p.an2 { color: red; display: none } .gach { text-decoration: line-through; }"
    return f"<html><head><meta charset=utf-8><style>{css}</style></head><body>{table}</body></html>".encode()


def sheet(lines: list[Line], *, hidden_column: bool = False) -> bytes:
    """Return an .xlsx with the lines. hidden_column: an old number stands in a hidden column between name and number."""
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    book = Workbook()
    page = book.active
    assert page is not None
    place = 4 if hidden_column else 3
    for c, head in enumerate(HEAD):
        page.cell(1, c + 1 + (hidden_column and c >= 2), head)
    for i, line in enumerate(lines, 1):
        page.cell(i + 1, 1, i)
        page.cell(i + 1, 2, line.name)
        number, how = line.number, line.how
        cell = page.cell(i + 1, place, number)
        if hidden_column:
            page.cell(i + 1, 3, f"02773{880000 + i}")
        if how in ("number", "zeros", "prefix", "no_format"):
            cell.value = int(number[4:] if how == "prefix" else number)  # type: ignore[assignment]
        cell.number_format = {
            "zeros": "0" * len(number), "prefix": f'"{number[:4]} "###0000', "no_format": ";;;",
        }.get(how, "General")  # fmt: skip
        if how == "struck":
            cell.font = Font(strike=True)
        elif how == "white":
            cell.font = Font(color="FFFFFFFF")
        elif how == "rich":
            cell.value = CellRichText(number[:4], TextBlock(InlineFont(b=True), number[4:]))  # type: ignore[assignment]
        elif how == "rich_struck":
            cell.value = CellRichText(TextBlock(InlineFont(strike=True), number))  # type: ignore[assignment]
        elif how == "text_formula":
            cell.value = f'="{number}"'  # type: ignore[assignment]
        elif how == "formula":
            cell.value = f'=CONCATENATE("{number[:4]}","{number[4:]}")'  # type: ignore[assignment]
        elif how == "hidden_row":
            page.row_dimensions[i + 1].hidden = True
    if hidden_column:
        page.column_dimensions["C"].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
