"""danh-ba.xlsx: the directory laid out as the official appendix, and a second sheet for machines.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I (A4, margins, Times New Roman, title lines, page number in the top margin).
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from danhba.publish.edition import Edition, clock_and_date
from danhba.registry import Section
from danhba.safe import cell, fixed_times
from schemas.form import HOTLINE_FORM
from schemas.rows import DIRECTORY_COLUMNS

_FONT = "Times New Roman"
_SIDE = Side(style="thin")
_THIN = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_WIDTHS = (6.5, 47, 22, 18)
_HEADER_ROW = 6
_TITLES = ("STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ")


def render(edition: Edition) -> bytes:
    """Return the workbook; the same edition gives the same bytes."""
    book = Workbook()
    appendix = book.active
    assert isinstance(appendix, Worksheet)
    _appendix(appendix, edition)
    _machine_sheet(book.create_sheet("Dữ liệu"), edition)
    book.properties.creator = "danhba"
    book.properties.title = HOTLINE_FORM.title
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), edition.as_of)


def _appendix(sheet: Worksheet, edition: Edition) -> None:
    sheet.title = "Danh bạ"
    registry = edition.registry
    letter = registry.letter or "Văn bản số      ngày      của Ủy ban nhân dân Tỉnh"
    lines = (
        ("Phụ lục", Font(name=_FONT, size=14, bold=True)),
        (HOTLINE_FORM.title, Font(name=_FONT, size=13, bold=True)),
        (f"(Kèm theo {letter})", Font(name=_FONT, size=13, italic=True)),
        (f"Số liệu tính đến {clock_and_date(edition.as_of)}", Font(name=_FONT, size=12, italic=True)),
    )
    for row, (text, font) in enumerate(lines, start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        top = sheet.cell(row, 1, text)
        top.font, top.alignment = font, _CENTRE
        sheet.row_dimensions[row].height = 36 if len(text) > 60 else 20
    for column, (width, title) in enumerate(zip(_WIDTHS, _TITLES, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        head = sheet.cell(_HEADER_ROW, column, title)
        head.font, head.alignment, head.border = Font(name=_FONT, size=13, bold=True), _CENTRE, _THIN
    sheet.row_dimensions[_HEADER_ROW].height = 54
    row = _HEADER_ROW + 1
    for section in registry.sections:
        row = _section(sheet, edition, section, row)
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 30 / 25.4, 15 / 25.4, 20 / 25.4, 20 / 25.4
    margins.header = 10 / 25.4
    sheet.print_options.horizontalCentered = True
    header: Any = sheet.oddHeader
    header.center.text = '&"Times New Roman"&13&P'
    sheet.HeaderFooter.differentFirst = True


def _section(sheet: Worksheet, edition: Edition, section: Section, row: int) -> int:
    entries = [e for e in edition.entries if e["tier"] == section.tier]
    for column, text in enumerate((section.letter, section.title, "", ""), start=1):
        head = sheet.cell(row, column, text)
        head.font, head.border = Font(name=_FONT, size=13, bold=True), _THIN
        head.alignment = _CENTRE if column == 1 else _LEFT
    sheet.row_dimensions[row].height = 20
    row += 1
    for number, entry in enumerate(entries, start=1):
        phone = entry["phone"] + (f" (máy lẻ {entry['extension']})" if entry["extension"] else "")
        name = edition.registry.full_name(entry["unit_code"])
        for column, text in enumerate((str(number), name, phone, entry["note"]), start=1):
            place: Any = sheet.cell(row, column)
            if column == 1:
                place.value = number
            else:
                place.value = cell(text)
                place.data_type = "s"
            place.font, place.border = Font(name=_FONT, size=13), _THIN
            place.alignment = _CENTRE if column in (1, 3) else _LEFT
            if column == 3:
                place.number_format = "@"
        lines = max(-(-len(name) // 40), -(-len(phone) // 19), -(-len(entry["note"]) // 15), 1)
        sheet.row_dimensions[row].height = 18 * min(lines, 20)
        row += 1
    return row


def _machine_sheet(sheet: Worksheet, edition: Edition) -> None:
    for column, title in enumerate(DIRECTORY_COLUMNS, start=1):
        head = sheet.cell(1, column, title)
        head.font = Font(bold=True)
        width = max([len(title), *(len(e[title]) for e in edition.entries)])
        sheet.column_dimensions[get_column_letter(column)].width = min(width + 2, 50)
    for row, entry in enumerate(edition.entries, start=2):
        for column, title in enumerate(DIRECTORY_COLUMNS, start=1):
            place = sheet.cell(row, column, cell(entry[title]) or None)
            if place.value is not None:
                place.data_type = "s"
            place.number_format = "@"
    sheet.freeze_panes = "A2"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(DIRECTORY_COLUMNS))}{len(edition.entries) + 1}"
