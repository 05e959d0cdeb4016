"""danh-ba.docx: the same appendix for signing, in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from danhba.output.office import fixed_times
from danhba.publish.edition import Edition, titles_of
from danhba.publish.reservations import beside
from danhba.vietnamese.dates import clock_and_date

FONT = "Times New Roman"
_WIDTHS = (14, 78, 44, 29)  # mm


def official_document() -> Any:
    """Return an empty A4 document: margins 20/20/30/15 mm, Times New Roman 13, page number in the top margin but on
    page 1."""
    document = Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = number.add_run()
        if kind:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
        else:
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve">{text}</w:instrText>'))
    return document


def line(
    document: Any,
    text: str,
    size: int = 13,
    bold: bool = False,
    italic: bool = False,
    align: Any = WD_ALIGN_PARAGRAPH.CENTER,
) -> Any:
    """Add a paragraph of one style; return it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def saved(document: Any, edition_time: Any, more_rows: str = "") -> bytes:
    """Return the document's bytes with fixed times. more_rows: rows (XML) put at the end of its last table."""
    document.core_properties.author = "danhba"
    out = BytesIO()
    document.save(out)

    def with_rows(body: bytes) -> bytes:
        head, end, tail = body.rpartition(b"</w:tbl>")
        return b"".join((head, more_rows.encode("utf-8", "replace"), end, tail))

    return fixed_times(out.getvalue(), edition_time, {"word/document.xml": with_rows} if more_rows else None)


Row = tuple[tuple[str, ...], bool]  # the texts of a row, and whether they are bold


def table_xml(rows: list[Row], widths: tuple[int, ...], centred: frozenset[int]) -> Any:
    """Return a table whose first row repeats on every page."""
    grid = "".join(f'<w:gridCol w:w="{round(w * 56.7)}"/>' for w in widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    head = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{round(sum(widths) * 56.7)}" '
        f'w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
    )
    fixed = f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    title, *lines = rows
    return parse_xml(
        f"{head}{fixed}{row_xml([title], widths, centred, head=True)}{row_xml(lines, widths, centred)}</w:tbl>"
    )


def row_xml(rows: Iterable[Row], widths: tuple[int, ...], centred: frozenset[int], head: bool = False) -> str:
    """Return rows as XML: thousands of them take no second."""
    aligned = ["center" if head or c in centred else "left" for c in range(len(widths))]
    cells = [
        (
            f'<w:tc><w:tcPr><w:tcW w:w="{round(width * 56.7)}" w:type="dxa"/><w:vAlign '
            f'w:val="center"/></w:tcPr><w:p><w:pPr>',
            f'<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>',
        )
        for width, align in zip(widths, aligned, strict=True)
    ]
    start = f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"
    parts = []
    for texts, bold in rows:
        weight = "<w:b/>" if bold else ""
        kept = "<w:keepNext/>" if bold else ""  # a heading never stands alone at a page's foot
        parts.append(start)
        for (before, middle), text in zip(cells, texts, strict=True):
            parts.append(
                f"{before}{kept}{middle}{weight}</w:rPr><w:t "
                f'xml:space="preserve">{_clean(text)}</w:t></w:r></w:p></w:tc>'
            )
        parts.append("</w:tr>")
    return "".join(parts)


def _clean(text: str) -> str:
    return escape(text if text.isprintable() else "".join(c for c in text if c >= " "))


def render(edition: Edition) -> bytes:
    """Return danh-ba.docx."""
    document = official_document()
    line(document, edition.form.look.heading, 14, bold=True)
    line(document, edition.form.title, 13, bold=True)
    line(document, f"(Kèm theo {edition.registry.letter_line})", 13, italic=True)
    line(document, f"Số liệu tính đến {clock_and_date(edition.as_of)}", 12, italic=True)
    line(document, "", 6)
    rows: list[Row] = []
    for section in edition.registry.sections:
        rows.append(((section.letter, section.title, "", ""), True))
        entries = [e for e in edition.entries if e["tier"] == section.tier]
        for number, e in enumerate(entries, start=1):
            phone = e["phone"] + (f" (máy lẻ {e['extension']})" if e["extension"] else "")
            rows.append(
                ((str(number), edition.registry.full_name(e["unit_code"]), phone, beside(e, edition.registry)), False)
            )
    centred = frozenset({0, 2})
    document.element.body.insert(
        len(document.element.body) - 1, table_xml([(titles_of(edition.form), True)], _WIDTHS, centred)
    )
    return saved(document, edition.as_of, row_xml(rows, _WIDTHS, centred))
