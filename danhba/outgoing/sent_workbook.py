"""review/da-gui.xlsx: the packages that lie ready, each line signed; whoever sent one himself writes down when and by
what, and puts it into the reviewers' folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from danhba.output.cells import cell
from danhba.output.office import fixed_times
from danhba.output.row_height import row_height
from danhba.output.sheet_to_fill import HEADER_ROW, NARROW, SIZE, above, close, fill, heads
from danhba.review.seal import signature_of
from danhba.review.sent_list import BY, COLUMNS, FILLED, SHEET, WHEN, WHO, content_of_sent
from danhba.vietnamese.dates import clock_and_date

_WIDTHS = (5, 40, 44, 30, 20, 14, 22, 18, 20)
_PEOPLE = 7  # columns that people see; the rest is for the program
_WAYS = ("Thư", "Zalo", "Văn bản giấy", "Điện thoại")


def sent_workbook(
    lines: Sequence[tuple[str, str, str, str]], province: str, as_of: dt.datetime, key: bytes, folder: str
) -> bytes:
    """Return the workbook.

    lines: (telling, unit, matter, address) of each package that lies ready; key: the installation's, which signs every
    line; folder: the reviewers', as people are told.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    to_do = (
        f"Tính đến {clock_and_date(as_of)}: {len(lines)} gói chờ gửi trong gui-don-vi. Gói nào tự gửi (ngoài lệnh "
        f"danhba send) thì ghi “{WHEN}” (giờ và ngày, ví dụ: 08:30 06/09/2021), “{BY}” và “{WHO}”, lưu lại rồi chép "
        f"tệp này vào thư mục của người duyệt ({folder}); ở thư mục khác hoặc gửi bằng thư thì không được tính."
    )
    above(sheet, f"Các gói đã tự gửi cho đơn vị – {province}", [to_do], _WIDTHS[:_PEOPLE])
    heads(sheet, COLUMNS, _WIDTHS, 20)
    issue = f"{as_of:%Y%m%dT%H%M%SZ}"
    answered = [COLUMNS.index(head) + 1 for head in FILLED]
    for number, (telling, *told) in enumerate(lines, start=1):
        shown = [cell(text) for text in told]
        signature = signature_of(key, issue, content_of_sent(telling, shown))
        values = (number, *shown, None, None, None, telling, signature)
        for column, value in enumerate(values, start=1):
            fill(sheet, HEADER_ROW + number, column, value, column in answered)
        sheet.row_dimensions[HEADER_ROW + number].height = row_height(
            zip(["", *shown], (w * NARROW for w in _WIDTHS), strict=False), SIZE
        )
    for column in range(_PEOPLE + 1, len(COLUMNS) + 1):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    if lines:
        way = get_column_letter(COLUMNS.index(BY) + 1)
        rule = DataValidation(type="list", formula1=f'"{",".join(_WAYS)}"', allow_blank=True)
        rule.add(f"{way}{HEADER_ROW + 1}:{way}{HEADER_ROW + len(lines)}")
        sheet.add_data_validation(rule)
    close(sheet, _PEOPLE, _PEOPLE, len(lines))
    book.properties.creator = "danhba"
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), as_of)
