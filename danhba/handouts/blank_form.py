"""Blank forms: a form as .xlsx for one unit, pre-filled with its own rows, protected but for the cells to fill."""

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

from danhba.handouts.known_lines import shift_lines, unit_line
from danhba.handouts.while_typing import one_number
from danhba.identify.mark import mark_of, write_mark
from danhba.output.cells import cell
from danhba.output.office import fixed_times
from danhba.registry import Registry, Unit
from danhba.vietnamese.dates import VIETNAM, clock_and_date
from schemas.examples import Examples, filled
from schemas.forms.form import Column, Form, Kind
from schemas.forms.hotline import HOTLINE_FORM

_FONT = "Times New Roman"
_SIDE = Side(style="thin")
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_UPRIGHT, _MOTTO, _NARROW = 130, 40, 16  # characters: the widest form on upright paper; what the motto needs; hours
_LINE, _CAPITAL = 18, 1.35  # points of a line of a heading; characters of width that one of its letters takes
_FILL = PatternFill("solid", fgColor="FFF2B3")


def rows_of(unit: Unit, registry: Registry) -> list[Unit]:
    """Return the units that a form of this unit lists: itself, and for a district its communes."""
    return [
        u for u in registry.units if u.code == unit.code or (unit.tier in registry.top_tiers and u.parent == unit.code)
    ]


def blank_form(
    unit: Unit,
    registry: Registry,
    published: Mapping[str, Mapping[str, str]],
    as_of: dt.datetime,
    key: bytes,
    form: Form = HOTLINE_FORM,
    alone: bool = False,
) -> bytes:
    """Return the form of one unit.

    published: directory entries by unit code, for the numbers known so far; key: signs its mark; alone: without the
    units below it.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = form.look.sheet
    columns = form.printed
    left = _left(columns)
    first = _head(sheet, unit, registry, as_of, left, len(columns))
    titles = [
        (form.look.heading, Font(name=_FONT, size=14, bold=True)),
        (form.title, Font(name=_FONT, size=13, bold=True)),
        (f"(Kèm theo {registry.letter_line})", Font(name=_FONT, size=13, italic=True)),
        (filled(form.look.instruction, registry.examples), Font(name=_FONT, size=12, italic=True)),
        (_where_to(registry, form.look.by_deadline), Font(name=_FONT, size=12, italic=True)),
    ]
    for row, (text, font) in enumerate(titles, start=first):
        _line(sheet, row, 1, len(columns), text, font)
        sheet.row_dimensions[row].height = 36 if len(text) > 60 else 20
    head_row = first + len(titles)
    for place, column in enumerate(columns, start=1):
        head = sheet.cell(head_row, place, column.title)
        head.font, head.border = Font(name=_FONT, size=13, bold=True), _BOX
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[head_row].height = max(40, *(_LINE * _lines(c.title, c.width) for c in columns))
    if form.look.shifts:
        row = head_row
        for known in shift_lines(unit, registry, published.get(unit.code), as_of):
            row += 1
            _line_to_fill(sheet, row, columns, known)
    else:
        units = [unit] if alone else rows_of(unit, registry)
        row = _sections(sheet, head_row + 1, units, registry, published, form, as_of)
    for place, column in enumerate(columns, start=1):
        if (rule := _rule(column, f"{get_column_letter(place)}{head_row + 1}", registry.examples)) is not None:
            rule.add(f"{get_column_letter(place)}{head_row + 1}:{get_column_letter(place)}{row}")
            sheet.add_data_validation(rule)
    _signatures(sheet, row + 2, left, len(columns))
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.freeze_panes = f"A{head_row + 1}"
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = 9, 0
    if sum(c.width for c in columns) > _UPRIGHT:
        sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    write_mark(book, mark_of(key, registry, unit.code))
    book.properties.creator = "danhba"
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), as_of)


def _line(sheet: Any, row: int, start: int, end: int, text: str, font: Font) -> None:
    if end > start:
        sheet.merge_cells(start_row=row, start_column=start, end_row=row, end_column=end)
    place = sheet.cell(row, start, cell(text))
    place.font, place.alignment = font, Alignment(horizontal="center", vertical="center", wrap_text=True)


def _left(columns: Sequence[Column]) -> int:
    """Return how many columns stand on the left, beside those that the motto needs."""
    right, width = 0, 0.0
    while right < 2 or (width < _MOTTO and right < len(columns) - 1):
        right += 1
        width += columns[-right].width
    return max(len(columns) - right, 1)


def _lines(text: str, width: float) -> int:
    """Return how many lines a bold heading takes in a column of so many characters."""
    lines, room = 1, 0.0
    for word in text.split():
        wide = len(word) * _CAPITAL
        if room and room + wide > width:
            lines, room = lines + 1, 0.0
        room += wide + 1
    return lines


def _head(sheet: Any, unit: Unit, registry: Registry, as_of: dt.datetime, left: int, columns: int) -> int:
    """Write the unit, the motto, place and date as Nghị định 30/2020 sets them; return the row below."""
    name, year = registry.full_name(unit.code).upper(), as_of.astimezone(VIETNAM).year
    bold, sloped = Font(name=_FONT, size=13, bold=True), Font(name=_FONT, size=13, italic=True)
    _line(sheet, 1, 1, left, name, bold)
    _line(sheet, 1, left + 1, columns, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Font(name=_FONT, size=12, bold=True))
    motto = Font(name=_FONT, size=13, bold=True, underline="single")
    _line(sheet, 2, left + 1, columns, "Độc lập - Tự do - Hạnh phúc", motto)
    _line(sheet, 3, left + 1, columns, f"………………, ngày …… tháng …… năm {year}", sloped)
    sheet.row_dimensions[1].height = 36
    sheet.row_dimensions[2].height = sheet.row_dimensions[3].height = 20
    return 4


def _where_to(registry: Registry, by_deadline: bool) -> str:
    """Return where the form goes back to, and by when."""
    by = f", trước {clock_and_date(registry.deadline)}" if registry.deadline and by_deadline else ""
    return f"Gửi lại tệp này, giữ nguyên dạng Excel, cùng bản ký đóng dấu về {registry.return_to}{by}."


def _signatures(sheet: Any, row: int, left: int, columns: int) -> None:
    bold, sloped = Font(name=_FONT, size=13, bold=True), Font(name=_FONT, size=12, italic=True)
    _line(sheet, row, 1, left, "NGƯỜI LẬP BIỂU", bold)
    _line(sheet, row, left + 1, columns, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", bold)
    _line(sheet, row + 1, 1, left, "(Ký, ghi rõ họ tên)", sloped)
    _line(sheet, row + 1, left + 1, columns, "(Ký tên, đóng dấu)", sloped)


def _rule(column: Column, first: str, examples: Examples) -> Any:
    """Return what the spreadsheet lets nobody overlook at the cells of a column: a warning, never a bar; None where all
    may stand.

    first: the column's first cell, which a formula speaks of.
    """
    if column.field == "phone":
        rule = DataValidation(type="custom", formula1=one_number(first), allow_blank=True)
    elif column.kind is Kind.DATE:
        rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
    elif column.kind is Kind.COUNT:
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    else:
        return None
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle, rule.prompt = (filled(words, examples) for words in column.prompt)
    rule.errorTitle, rule.error = (filled(words, examples) for words in column.mistake)
    rule.errorStyle = "warning"
    return rule


_NUMBER_FORMATS = {Kind.DATE: "dd/mm/yyyy", Kind.COUNT: "0"}


def _sections(
    sheet: Any,
    row: int,
    units: Sequence[Unit],
    registry: Registry,
    published: Mapping[str, Mapping[str, str]],
    form: Form,
    as_of: dt.datetime,
) -> int:
    columns = form.printed
    for section in registry.sections:
        mine = [u for u in units if u.tier == section.tier]
        if not mine:
            continue
        heading = {"stt": section.letter, "unit": section.title}
        if not form.has("stt"):
            heading = {"unit": f"{section.letter}. {section.title}"}
        for place, column in enumerate(columns, start=1):
            head = sheet.cell(row, place, heading.get(column.field))
            head.font, head.border = Font(name=_FONT, size=13, bold=True), _BOX
            head.alignment = Alignment(horizontal="center" if column.field == "stt" else "left", vertical="center")
        sheet.row_dimensions[row].height = 22
        row += 1
        for number, unit in enumerate(mine, start=1):
            known = unit_line(number, unit, registry, published.get(unit.code), as_of)
            _line_to_fill(sheet, row, columns, known)
            row += 1
    return row - 1


def _line_to_fill(sheet: Any, row: int, columns: Sequence[Column], known: Mapping[str, str | int | dt.date]) -> None:
    for at, column in enumerate(columns, start=1):
        place, value = sheet.cell(row, at), known.get(column.field)
        if isinstance(value, str) and value:
            place.value, place.data_type = cell(value), "s"
        elif value is not None and not isinstance(value, str):
            place.value = value
        place.font, place.border = Font(name=_FONT, size=13), _BOX
        middle = column.field in ("stt", "phone") or column.kind in _NUMBER_FORMATS or column.width <= _NARROW
        place.alignment = Alignment(horizontal="center" if middle else "left", vertical="center", wrap_text=True)
        if column.field not in ("stt", "unit"):
            place.protection, place.fill = Protection(locked=False), _FILL
            place.number_format = _NUMBER_FORMATS.get(column.kind, "@")
    sheet.row_dimensions[row].height = 20 if len(str(known["unit"])) < 44 else 36
