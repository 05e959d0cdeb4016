"""review/goi-thu.xlsx: tonight's numbers, each line signed, and a sheet for numbers that were reported wrong; put into
the reviewers' folder it is read as calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from danhba.calls.columns import (
    CALLER,
    COLUMNS,
    CONTENT_OF_REPORTS,
    FILLED,
    NOTE,
    OUTCOME,
    OUTCOMES,
    POST,
    REPORT_COLUMNS,
    REPORT_LINES,
    REPORTS,
    SHEET,
    SINCE,
    WHEN,
    WRONG,
    content_of_call,
)
from danhba.calls.schedule import ToCall
from danhba.calls.words import call_words, why_words
from danhba.output.cells import cell
from danhba.output.office import fixed_times
from danhba.output.row_height import row_height
from danhba.review.seal import signature_of
from danhba.vietnamese.dates import clock_and_date
from schemas.calls import OFFERED, OUTCOME_WORDS

_WIDTHS = (5, 30, 16, 30, 24, 18, 17, 22, 20, 24, 12, 18, 20)
_REPORT_WIDTHS = (5, 20, 34, 18, 22, 50)
_SHOWN = 10  # columns that people see; the rest is for the program
_HEADER_ROW = 4
_FONT, _SIZE = "Times New Roman", 12
_NARROW = 1.17  # as review/write_workbook.py has it
_THIN = Side(style="thin", color="999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def call_workbook(
    lines: Sequence[ToCall],
    full_name: Callable[[str], str],
    province: str,
    as_of: dt.datetime,
    key: bytes,
    folder: str,
    month: tuple[int, int],
) -> bytes:
    """Return the workbook. full_name: of a unit by its code; key: the installation's, which signs every line; folder:
    the reviewers', as people are told; month: calls made in the last 30 days, and how many may be.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    outcomes = book.create_sheet(OUTCOMES)
    outcomes.sheet_state = "hidden"
    for row, outcome in enumerate(OFFERED, start=1):
        outcomes.cell(row, 1, OUTCOME_WORDS[outcome])
    issue = f"{as_of:%Y%m%dT%H%M%SZ}"
    asked = f"{len(lines)} số cần gọi" if lines else "không có số nào cần gọi"
    _above(
        sheet,
        f"Danh sách gọi kiểm tra đường dây nóng – {province}",
        f"Tính đến {clock_and_date(as_of)}: {asked}; 30 ngày qua đã gọi {month[0]} trên {month[1]} cuộc. Gọi lần "
        f"lượt từ trên xuống. "
        f"Mỗi số ghi “{CALLER}”, “{WHEN}” (giờ và ngày, ví dụ: 22:30 15/09/2021), chọn “{OUTCOME}”; người trả "
        f"lời chỉ ghi chức danh, không "
        f"ghi tên. Lưu lại rồi chép tệp này vào thư mục của người duyệt ({folder}); ở thư mục khác hoặc gửi bằng "
        f"thư thì không được tính.",
        _WIDTHS[:_SHOWN],
    )
    _heads(sheet, COLUMNS, _WIDTHS)
    for number, line in enumerate(lines, start=1):
        _line(sheet, number, line, full_name, key, issue)
    _choices(sheet, len(lines))
    for column in range(_SHOWN + 1, len(COLUMNS) + 1):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    _closed(sheet, _SHOWN, _HEADER_ROW + max(1, len(lines)))
    reports = book.create_sheet(REPORTS, 1)
    _above(
        reports,
        f"Số bị báo sai – {province}",
        f"Tổng đài 1022 hoặc người duyệt ghi mỗi số bị báo sai một dòng: “{WRONG}” như trong danh bạ; “{SINCE}” "
        f"để trống cũng được. Số đó "
        f"đứng đầu danh sách gọi của đêm sau. Không ghi tên, số điện thoại của người dân. Chép tệp vào thư mục "
        f"của người duyệt ({folder}).",
        _REPORT_WIDTHS,
    )
    _heads(reports, (*REPORT_COLUMNS, signature_of(key, issue, CONTENT_OF_REPORTS)), (*_REPORT_WIDTHS, 12))
    reports.column_dimensions[get_column_letter(len(REPORT_COLUMNS) + 1)].hidden = True
    for number in range(1, REPORT_LINES + 1):
        for column in range(1, len(REPORT_COLUMNS) + 1):
            _cell(reports, _HEADER_ROW + number, column, number if column == 1 else None, open_to_all=column > 1)
    _closed(reports, len(REPORT_COLUMNS), _HEADER_ROW + REPORT_LINES)
    book.properties.creator = "danhba"
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), as_of)


def _line(sheet: Worksheet, number: int, line: ToCall, full_name: Callable[[str], str], key: bytes, issue: str) -> None:
    row = _HEADER_ROW + number
    units, dialled = " ".join(line.units), line.number.removeprefix("+")
    shown = [cell("; ".join(full_name(u) for u in line.units)), cell(line.shown)]
    texts = [*shown, why_words(line), call_words(line.calls.last)]
    signature = signature_of(key, issue, content_of_call(units, dialled, shown))
    values = (number, *texts, *[None] * len(FILLED), units, dialled, signature)
    for column, value in enumerate(values, start=1):
        _cell(sheet, row, column, value, COLUMNS[column - 1] in FILLED)
    told = [
        ("0", _WIDTHS[0]),
        *zip(texts, _WIDTHS[1:], strict=False),
        (max(OUTCOME_WORDS.values(), key=len), _WIDTHS[7]),
    ]
    sheet.row_dimensions[row].height = row_height([(t, w * _NARROW) for t, w in told], _SIZE, least=2)


def _cell(sheet: Worksheet, row: int, column: int, value: object, open_to_all: bool) -> None:
    place: Any = sheet.cell(row, column)
    if isinstance(value, str):
        place.value, place.data_type = cell(value), "s"
    else:
        place.value = value
    place.font, place.border = Font(name=_FONT, size=_SIZE), _BORDER
    place.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if column == 1 else None)
    if open_to_all:
        place.protection = Protection(locked=False)
        place.fill = PatternFill("solid", fgColor="FFF7DB")
        place.number_format = "@"


def _above(sheet: Worksheet, title: str, text: str, widths: Sequence[float]) -> None:
    sheet["A1"] = cell(title)
    sheet["A1"].font = Font(name=_FONT, size=14, bold=True)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(widths))
    place = sheet.cell(2, 1, cell(text))
    place.font, place.alignment = Font(name=_FONT, size=_SIZE), Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[2].height = row_height([(text, sum(widths) * _NARROW)], _SIZE)


def _heads(sheet: Worksheet, titles: Sequence[str], widths: Sequence[float]) -> None:
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        head = sheet.cell(_HEADER_ROW, column, title)
        head.font, head.fill = Font(name=_FONT, size=_SIZE, bold=True), PatternFill("solid", fgColor="DDE7F0")
        head.alignment, head.border = Alignment(wrap_text=True, vertical="center", horizontal="center"), _BORDER
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[_HEADER_ROW].height = 34


def _choices(sheet: Worksheet, lines: int) -> None:
    """Offer the closed list of outcomes, and say beside the other cells what goes into them."""
    last = _HEADER_ROW + max(1, lines)
    rule = DataValidation(
        type="list", formula1=f"'{OUTCOMES}'!$A$1:$A${len(OFFERED)}", allow_blank=True, showErrorMessage=True
    )
    rule.errorTitle, rule.error = "Không có trong danh sách", "Chọn một dòng trong danh sách thả xuống."
    hints = {
        OUTCOME: (rule, "Chọn một dòng trong danh sách thả xuống."),
        WHEN: (DataValidation(), "Giờ và ngày, ví dụ: 22:30 15/09/2021"),
        POST: (DataValidation(), "Chức danh hoặc bộ phận, không ghi tên, ví dụ: Trực ban"),
        NOTE: (DataValidation(), "Không ghi tên người, ví dụ: máy trả lời tự động"),
    }
    for title, (validation, hint) in hints.items():
        validation.promptTitle, validation.prompt, validation.showInputMessage = title[:32], hint, True
        letter = get_column_letter(COLUMNS.index(title) + 1)
        validation.add(f"{letter}{_HEADER_ROW + 1}:{letter}{last}")
        sheet.add_data_validation(validation)


def _closed(sheet: Worksheet, columns: int, last: int) -> None:
    """Freeze, protect and lay out for A4, lying."""
    sheet.freeze_panes = f"C{_HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(columns)}{last}"
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.sort = sheet.protection.formatColumns = (
        sheet.protection.formatRows
    ) = False
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{last}"
