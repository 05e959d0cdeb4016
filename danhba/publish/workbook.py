"""danh-ba.xlsx: the directory laid out as the official appendix, and a second sheet for machines.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I (A4, margins, Times New Roman, title lines, page number in the top margin).
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties

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
    """Return the workbook; the same edition gives the same bytes. Rows are written as they are made: memory does not grow with them."""
    book = Workbook(write_only=True)
    _appendix(book.create_sheet("Danh bạ"), edition)
    _machine_sheet(book.create_sheet("Dữ liệu"), edition)
    book.properties.creator = "danhba"
    book.properties.title = HOTLINE_FORM.title
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), edition.as_of)


class _Pen:
    """Writes cells of one look: its style is worked out once, not for each of a hundred thousand cells."""

    def __init__(
        self, sheet: Any, font: Font, alignment: Alignment | None = None, border: Border | None = None, text: bool = False
    ) -> None:
        self._sheet = sheet
        model = WriteOnlyCell(sheet)
        model.font = font
        if alignment:
            model.alignment = alignment
        if border:
            model.border = border
        if text:
            model.number_format = "@"
        self._style = model._style

    def __call__(self, value: str | int | None) -> Any:
        place: Any = WriteOnlyCell(self._sheet, cell(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            place.data_type = "s" if value else "n"
            if not value:
                place.value = None
        place._style = self._style
        return place


def _appendix(sheet: Any, edition: Edition) -> None:
    registry = edition.registry
    letter = registry.letter or "Văn bản số      ngày      của Ủy ban nhân dân Tỉnh"
    lines = (
        ("Phụ lục", Font(name=_FONT, size=14, bold=True)),
        (HOTLINE_FORM.title, Font(name=_FONT, size=13, bold=True)),
        (f"(Kèm theo {letter})", Font(name=_FONT, size=13, italic=True)),
        (f"Số liệu tính đến {clock_and_date(edition.as_of)}", Font(name=_FONT, size=12, italic=True)),
    )
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
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
    sheet.oddHeader.center.text = '&"Times New Roman"&13&P'
    sheet.HeaderFooter.differentFirst = True
    for row, (text, font) in enumerate(lines, start=1):
        sheet.merged_cells.ranges.add(CellRange(f"A{row}:D{row}"))
        sheet.row_dimensions[row].height = 36 if len(text) > 60 else 20
        sheet.append([_Pen(sheet, font, _CENTRE)(text)])
    sheet.append([])
    head = _Pen(sheet, Font(name=_FONT, size=13, bold=True), _CENTRE, _THIN)
    sheet.row_dimensions[_HEADER_ROW].height = 54
    sheet.append([head(title) for title in _TITLES])
    bold = Font(name=_FONT, size=13, bold=True)
    plain = Font(name=_FONT, size=13)
    pens = _Pens(
        _Pen(sheet, bold, _CENTRE, _THIN),
        _Pen(sheet, bold, _LEFT, _THIN),
        _Pen(sheet, plain, _CENTRE, _THIN),
        _Pen(sheet, plain, _LEFT, _THIN),
        _Pen(sheet, plain, _CENTRE, _THIN, text=True),
    )
    row = _HEADER_ROW + 1
    for section in registry.sections:
        row = _section(sheet, pens, edition, section, row)


class _Pens(NamedTuple):
    section_letter: _Pen
    section_title: _Pen
    number: _Pen
    words: _Pen
    phone: _Pen


def _section(sheet: Any, pens: _Pens, edition: Edition, section: Section, row: int) -> int:
    sheet.row_dimensions[row].height = 20
    title = pens.section_title
    sheet.append([pens.section_letter(section.letter), title(section.title), title(""), title("")])
    row += 1
    entries = (e for e in edition.entries if e["tier"] == section.tier)
    for number, entry in enumerate(entries, start=1):
        phone = entry["phone"] + (f" (máy lẻ {entry['extension']})" if entry["extension"] else "")
        name = edition.registry.full_name(entry["unit_code"])
        lines = max(-(-len(name) // 40), -(-len(phone) // 19), -(-len(entry["note"]) // 15), 1)
        sheet.row_dimensions[row].height = 18 * min(lines, 20)
        sheet.append([pens.number(number), pens.words(name), pens.phone(phone), pens.words(entry["note"])])
        row += 1
    return row


def _machine_sheet(sheet: Any, edition: Edition) -> None:
    for column, title in enumerate(DIRECTORY_COLUMNS, start=1):
        width = max([len(title), *(len(e[title]) for e in edition.entries)])
        sheet.column_dimensions[get_column_letter(column)].width = min(width + 2, 50)
    sheet.freeze_panes = "A2"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(DIRECTORY_COLUMNS))}{len(edition.entries) + 1}"
    head, text = _Pen(sheet, Font(bold=True)), _Pen(sheet, Font(), text=True)
    sheet.append([head(title) for title in DIRECTORY_COLUMNS])
    for entry in edition.entries:
        sheet.append([text(entry[title]) for title in DIRECTORY_COLUMNS])
