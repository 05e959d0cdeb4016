"""Blank forms: the official appendix as .xlsx for one unit, pre-filled with its own rows, protected but for the cells to fill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from danhba.identify.mark import mark_of, write_mark
from danhba.output.cells import cell
from danhba.output.office import fixed_times
from danhba.registry import Registry, Unit
from schemas.forms.hotline import HOTLINE_FORM

_FONT = "Times New Roman"
_SIDE = Side(style="thin")
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_WIDTHS = (6.5, 50, 24, 24)
_TITLES = ("STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ")
_FILL = PatternFill("solid", fgColor="FFF7DB")


def rows_of(unit: Unit, registry: Registry) -> list[Unit]:
    """Return the units that a form of this unit lists: itself, and for a district its communes."""
    return [
        u for u in registry.units if u.code == unit.code or (unit.tier in registry.top_tiers and u.parent == unit.code)
    ]


def blank_form(
    unit: Unit, registry: Registry, published: Mapping[str, Mapping[str, str]], as_of: dt.datetime, key: bytes
) -> bytes:
    """Return the form of one unit. published: directory entries by unit code, for the numbers known so far; key: signs its mark."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Phụ lục"
    letter = registry.letter or "Văn bản số      ngày      của Ủy ban nhân dân Tỉnh"
    titles = (
        (registry.full_name(unit.code).upper(), Font(name=_FONT, size=13, bold=True)),
        ("Phụ lục", Font(name=_FONT, size=14, bold=True)),
        (HOTLINE_FORM.title, Font(name=_FONT, size=13, bold=True)),
        (f"(Kèm theo {letter})", Font(name=_FONT, size=13, italic=True)),
        (
            "Điền vào các ô màu vàng: mỗi đơn vị một số, ví dụ 0277 3851 234 hoặc 0912 345 678. Chưa có số: để trống.",
            Font(name=_FONT, size=12, italic=True),
        ),
    )
    for row, (text, font) in enumerate(titles, start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        top = sheet.cell(row, 1, cell(text))
        top.font, top.alignment = (
            font,
            Alignment(horizontal="left" if row == 1 else "center", vertical="center", wrap_text=True),
        )
        sheet.row_dimensions[row].height = 36 if len(text) > 60 else 20
    head_row = len(titles) + 1
    for column, (title, width) in enumerate(zip(_TITLES, _WIDTHS, strict=True), start=1):
        head = sheet.cell(head_row, column, title)
        head.font, head.border = Font(name=_FONT, size=13, bold=True), _BOX
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[head_row].height = 40
    row = _sections(sheet, head_row + 1, rows_of(unit, registry), registry, published)
    rule = DataValidation(type="textLength", operator="between", formula1="3", formula2="20", allow_blank=True)
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle, rule.prompt = (
        "Một số điện thoại",
        "Ghi đúng một số, đủ mã vùng, ví dụ: 0277 3851 234 hoặc 0912 345 678.",
    )
    rule.errorTitle, rule.error = "Chưa đúng", "Ô này chỉ ghi một số điện thoại, ví dụ: 0277 3851 234."
    rule.errorStyle = "warning"
    rule.add(f"C{head_row + 1}:C{row}")
    sheet.add_data_validation(rule)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.freeze_panes = f"A{head_row + 1}"
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = 9, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    write_mark(book, mark_of(key, registry, unit.code))
    book.properties.creator = "danhba"
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), as_of)


def _sections(
    sheet: Any, row: int, units: Sequence[Unit], registry: Registry, published: Mapping[str, Mapping[str, str]]
) -> int:
    for section in registry.sections:
        mine = [u for u in units if u.tier == section.tier]
        if not mine:
            continue
        for column, text in enumerate((section.letter, section.title, "", ""), start=1):
            head = sheet.cell(row, column, text or None)
            head.font, head.border = Font(name=_FONT, size=13, bold=True), _BOX
            head.alignment = Alignment(horizontal="center" if column == 1 else "left", vertical="center")
        row += 1
        for number, unit in enumerate(mine, start=1):
            entry = published.get(unit.code)
            phone = entry["phone"] + (f" máy lẻ {entry['extension']}" if entry["extension"] else "") if entry else None
            for column, value in enumerate(
                (number, registry.full_name(unit.code), phone, entry["note"] if entry else None), start=1
            ):
                place = sheet.cell(row, column)
                if isinstance(value, str) and value:
                    place.value, place.data_type = cell(value), "s"
                elif isinstance(value, int):
                    place.value = value
                place.font, place.border = Font(name=_FONT, size=13), _BOX
                place.alignment = Alignment(
                    horizontal="center" if column in (1, 3) else "left", vertical="center", wrap_text=True
                )
                if column > 2:
                    place.protection, place.number_format, place.fill = Protection(locked=False), "@", _FILL
            sheet.row_dimensions[row].height = 20 if len(registry.full_name(unit.code)) < 44 else 36
            row += 1
    return row - 1
