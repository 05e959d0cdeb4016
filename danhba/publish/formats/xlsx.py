"""danh-ba.xlsx: the directory laid out as the official appendix, and a second sheet for machines.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I (A4, margins, Times New Roman, title lines, page number in the top margin).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties

from danhba.output.cells import cell
from danhba.output.office import fixed_times
from danhba.output.xlsx_rows import Line, put_in
from danhba.publish.edition import Edition, titles_of
from danhba.publish.reservations import beside
from danhba.vietnamese.dates import clock_and_date
from schemas.tables import DIRECTORY_COLUMNS

_FONT = "Times New Roman"
_SIDE = Side(style="thin")
_THIN = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_WIDTHS = (6.5, 47, 22, 18)
_HEADER_ROW = 6


def render(edition: Edition) -> bytes:
    """Return the workbook; the same edition gives the same bytes."""
    book = Workbook(write_only=True)
    appendix = _appendix(book.create_sheet("Danh bạ"), edition)
    data = _machine_sheet(book.create_sheet("Dữ liệu"), edition)
    book.properties.creator = "danhba"
    book.properties.title = edition.form.title
    out = BytesIO()
    book.save(out)
    parts = {"xl/worksheets/sheet1.xml": appendix, "xl/worksheets/sheet2.xml": data}
    return fixed_times(
        out.getvalue(), edition.as_of, {name: partial(put_in, rows=rows) for name, rows in parts.items()}
    )


class _Pen:
    """Writes cells of one look: its style is worked out once."""

    def __init__(
        self,
        sheet: Any,
        font: Font,
        alignment: Alignment | None = None,
        border: Border | None = None,
        text: bool = False,
    ) -> None:
        self._sheet = sheet
        self._model = WriteOnlyCell(sheet)
        self._model.font = font
        if alignment:
            self._model.alignment = alignment
        if border:
            self._model.border = border
        if text:
            self._model.number_format = "@"

    @property
    def style(self) -> int:
        """The number of the style in the workbook."""
        return int(self._model.style_id)

    def __call__(self, value: str) -> Any:
        place: Any = WriteOnlyCell(self._sheet, cell(value))
        place.data_type = "s"
        place._style = self._model._style
        return place


def _appendix(sheet: Any, edition: Edition) -> Iterator[str]:
    """Make the appendix up to its header; return the rows that follow."""
    registry = edition.registry
    lines = (
        (edition.form.look.heading, Font(name=_FONT, size=14, bold=True)),
        (edition.form.title, Font(name=_FONT, size=13, bold=True)),
        (f"(Kèm theo {registry.letter_line})", Font(name=_FONT, size=13, italic=True)),
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
    sheet.append([head(title) for title in titles_of(edition.form)])
    bold, plain = Font(name=_FONT, size=13, bold=True), Font(name=_FONT, size=13)
    words = _Pen(sheet, plain, _LEFT, _THIN).style
    title = _Pen(sheet, bold, _LEFT, _THIN).style
    number = _Pen(sheet, plain, _CENTRE, _THIN).style
    phone = _Pen(sheet, plain, _CENTRE, _THIN, text=True).style
    heading = Line([("A", _Pen(sheet, bold, _CENTRE, _THIN).style), ("B", title), ("C", title), ("D", title)])
    line = Line([("A", number), ("B", words), ("C", phone), ("D", words)])
    return _appendix_rows(edition, heading, line)


def _appendix_rows(edition: Edition, heading: Line, line: Line) -> Iterator[str]:
    row = _HEADER_ROW
    for section in edition.registry.sections:
        row += 1
        yield heading(row, (section.letter, section.title, "", ""), 20)
        entries = (e for e in edition.entries if e["tier"] == section.tier)
        for number, entry in enumerate(entries, start=1):
            row += 1
            phone = entry["phone"] + (f" (máy lẻ {entry['extension']})" if entry["extension"] else "")
            name = edition.registry.full_name(entry["unit_code"])
            note = beside(entry, edition.registry)
            lines = max(-(-len(name) // 40), -(-len(phone) // 19), -(-len(note) // 15), 1)
            yield line(row, (number, name, phone, note), 18 * min(lines, 20))


def _machine_sheet(sheet: Any, edition: Edition) -> Iterator[str]:
    """Make the machine sheet up to its header; return the rows that follow."""
    for column, title in enumerate(DIRECTORY_COLUMNS, start=1):
        width = max([len(title), *(len(e[title]) for e in edition.entries)])
        sheet.column_dimensions[get_column_letter(column)].width = min(width + 2, 50)
    sheet.freeze_panes = "A2"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(DIRECTORY_COLUMNS))}{len(edition.entries) + 1}"
    head = _Pen(sheet, Font(bold=True))
    sheet.append([head(title) for title in DIRECTORY_COLUMNS])
    style = _Pen(sheet, Font(), text=True).style
    line = Line([(get_column_letter(c), style) for c in range(1, len(DIRECTORY_COLUMNS) + 1)])
    return (line(row, (entry[c] for c in DIRECTORY_COLUMNS)) for row, entry in enumerate(edition.entries, start=2))
