"""A sheet that people fill in and hand back: its title and what to do above, its heads, cells that are open or closed,
and how it is frozen, protected and printed. Both workbooks of the reviewers are made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from danhba.output.cells import cell
from danhba.output.row_height import row_height

HEADER_ROW = 4
FONT, SIZE = "Times New Roman", 12
NARROW = 1.17  # how many more of its letters a line holds than of those that columns are measured in
_THIN = Side(style="thin", color="999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def above(sheet: Worksheet, title: str, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Write the title, and below it what to do, a text a row over the whole width. widths: of the columns shown."""
    sheet["A1"] = cell(title)
    sheet["A1"].font = Font(name=FONT, size=14, bold=True)
    for row, text in enumerate(texts, start=2):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
        place = sheet.cell(row, 1, cell(text))
        place.font, place.alignment = Font(name=FONT, size=SIZE), Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = row_height([(text, sum(widths) * NARROW)], SIZE)


def heads(sheet: Worksheet, titles: Sequence[str], widths: Sequence[float], height: float) -> None:
    """Write the heads of the columns and make these so wide."""
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        head = sheet.cell(HEADER_ROW, column, title)
        head.font, head.fill = Font(name=FONT, size=SIZE, bold=True), PatternFill("solid", fgColor="DDE7F0")
        head.alignment, head.border = Alignment(wrap_text=True, vertical="center", horizontal="center"), _BORDER
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[HEADER_ROW].height = height


def fill(sheet: Worksheet, row: int, column: int, value: object, to_answer: bool) -> None:
    """Write a cell, text as text and never a formula. to_answer: people write into it."""
    place: Any = sheet.cell(row, column)
    if isinstance(value, str):
        place.value, place.data_type = cell(value), "s"
    else:
        place.value = value
    place.font, place.border = Font(name=FONT, size=SIZE), _BORDER
    place.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if column == 1 else None)
    if to_answer:
        place.protection = Protection(locked=False)
        place.fill = PatternFill("solid", fgColor="FFF7DB")
        place.number_format = "@"


def close(sheet: Worksheet, columns: int, shown: int, lines: int) -> None:
    """Freeze, protect and lay out for A4, lying. columns: how many can be filtered; shown: how many are printed; lines:
    how many there are below the heads, of which one is printed though it be empty."""
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(columns)}{HEADER_ROW + lines}"
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.sort = sheet.protection.formatColumns = (
        sheet.protection.formatRows
    ) = False
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(shown)}{HEADER_ROW + max(1, lines)}"
