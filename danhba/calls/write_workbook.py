"""review/goi-thu.xlsx: tonight's numbers, each line signed, and a sheet for numbers that were reported wrong; put into
the reviewers' folder it is read as calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
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
from danhba.output.sheet_to_fill import HEADER_ROW, NARROW, SIZE, above, close, fill, heads
from danhba.review.seal import signature_of
from danhba.vietnamese.dates import clock_and_date
from schemas.calls import OFFERED, OUTCOME_WORDS

_WIDTHS = (5, 30, 16, 30, 24, 18, 17, 22, 20, 24, 12, 18, 20)
_REPORT_WIDTHS = (5, 20, 34, 18, 22, 50)
_SHOWN = 10  # columns that people see; the rest is for the program
_HEADS_HEIGHT = 34


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
    above(
        sheet,
        f"Danh sách gọi kiểm tra đường dây nóng – {province}",
        [
            f"Tính đến {clock_and_date(as_of)}: {asked}; 30 ngày qua đã gọi {month[0]} trên {month[1]} cuộc. Gọi lần "
            f"lượt từ trên xuống. "
            f"Mỗi số ghi “{CALLER}”, “{WHEN}” (giờ và ngày, ví dụ: 22:30 15/09/2021), chọn “{OUTCOME}”; người trả "
            f"lời chỉ ghi chức danh, không "
            f"ghi tên. Lưu lại rồi chép tệp này vào thư mục của người duyệt ({folder}); ở thư mục khác hoặc gửi bằng "
            f"thư thì không được tính."
        ],
        _WIDTHS[:_SHOWN],
    )
    heads(sheet, COLUMNS, _WIDTHS, _HEADS_HEIGHT)
    for number, line in enumerate(lines, start=1):
        _line(sheet, number, line, full_name, key, issue)
    _choices(sheet, len(lines))
    for column in range(_SHOWN + 1, len(COLUMNS) + 1):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    close(sheet, _SHOWN, _SHOWN, max(1, len(lines)))
    reports = book.create_sheet(REPORTS, 1)
    above(
        reports,
        f"Số bị báo sai – {province}",
        [
            f"Tổng đài 1022 hoặc người duyệt ghi mỗi số bị báo sai một dòng: “{WRONG}” như trong danh bạ; “{SINCE}” "
            f"để trống cũng được. Số đó "
            f"đứng đầu danh sách gọi của đêm sau. Không ghi tên, số điện thoại của người dân. Chép tệp vào thư mục "
            f"của người duyệt ({folder})."
        ],
        _REPORT_WIDTHS,
    )
    signed = (*REPORT_COLUMNS, signature_of(key, issue, CONTENT_OF_REPORTS))
    heads(reports, signed, (*_REPORT_WIDTHS, 12), _HEADS_HEIGHT)
    reports.column_dimensions[get_column_letter(len(REPORT_COLUMNS) + 1)].hidden = True
    for number in range(1, REPORT_LINES + 1):
        for column in range(1, len(REPORT_COLUMNS) + 1):
            fill(reports, HEADER_ROW + number, column, number if column == 1 else None, to_answer=column > 1)
    close(reports, len(REPORT_COLUMNS), len(REPORT_COLUMNS), REPORT_LINES)
    book.properties.creator = "danhba"
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), as_of)


def _line(sheet: Worksheet, number: int, line: ToCall, full_name: Callable[[str], str], key: bytes, issue: str) -> None:
    row = HEADER_ROW + number
    units, dialled = " ".join(line.units), line.number.removeprefix("+")
    shown = [cell("; ".join(full_name(u) for u in line.units)), cell(line.shown)]
    texts = [*shown, why_words(line), call_words(line.calls.last)]
    signature = signature_of(key, issue, content_of_call(units, dialled, shown))
    values = (number, *texts, *[None] * len(FILLED), units, dialled, signature)
    for column, value in enumerate(values, start=1):
        fill(sheet, row, column, value, COLUMNS[column - 1] in FILLED)
    told = [
        ("0", _WIDTHS[0]),
        *zip(texts, _WIDTHS[1:], strict=False),
        (max(OUTCOME_WORDS.values(), key=len), _WIDTHS[7]),
    ]
    sheet.row_dimensions[row].height = row_height([(t, w * NARROW) for t, w in told], SIZE, least=2)


def _choices(sheet: Worksheet, lines: int) -> None:
    """Offer the closed list of outcomes, and say beside the other cells what goes into them."""
    last = HEADER_ROW + max(1, lines)
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
        validation.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}")
        sheet.add_data_validation(validation)
