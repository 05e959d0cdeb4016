"""review/quyet-dinh.xlsx: every open question with its candidates as a drop-down, each line signed; put into the reviewers' folder it is read as decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from danhba.output.cells import cell
from danhba.output.office import fixed_times
from danhba.review.questions import KINDS, REVOKE_WORDS, Question
from danhba.review.read_workbook import COLUMNS, SHEET
from danhba.review.seal import content_of, pack_choices, signature_of, unpack_choices
from danhba.vietnamese.dates import clock_and_date

_WIDTHS = (6, 34, 26, 40, 36, 42, 20, 28, 34, 12, 18, 20, 20)
_ANSWER = range(6, 9)
_HEADER_ROW = 4
_LONGEST = 4000  # characters of a text that a reviewer reads; a cell holds 32,767
_THIN = Side(style="thin", color="999999")


def review_workbook(questions: Sequence[Question], province: str, as_of: dt.datetime, key: bytes, folder: str) -> bytes:
    """Return the workbook: open questions first, then the decisions in force, which can be revoked.

    key: the installation's, which signs every line; folder: the reviewers' folder, as people are told.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    choices = book.create_sheet("Lựa chọn")
    choices.sheet_state = "hidden"
    ordered = [q for q in questions if not q.answer] + [q for q in questions if q.answer]
    asked = sum(not q.answer for q in questions)
    sheet["A1"] = cell(f"Các câu hỏi chờ quyết định – {province}")
    sheet["A1"].font = Font(name="Times New Roman", size=14, bold=True)
    sheet["A2"] = (
        f"Tính đến {clock_and_date(as_of)}: {asked} câu hỏi còn mở, {len(questions) - asked} quyết định đang áp dụng. "
        "Chọn ở cột “Quyết định”, ghi “Người duyệt”, lưu lại rồi chép tệp này vào thư mục của người duyệt "
        f"({folder}); ở thư mục khác hoặc gửi bằng thư thì không có hiệu lực."
    )
    for column, (title, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True), start=1):
        head = sheet.cell(_HEADER_ROW, column, title)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F0")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column in ("J", "K", "L", "M"):
        sheet.column_dimensions[column].hidden = True
    issue = f"{as_of:%Y%m%dT%H%M%SZ}"
    for number, question in enumerate(ordered, start=1):
        _line(sheet, choices, number, question, key, issue)
    sheet.freeze_panes = f"C{_HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(COLUMNS))}{_HEADER_ROW + len(ordered)}"
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.sort = sheet.protection.formatColumns = (
        sheet.protection.formatRows
    ) = False
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    book.properties.creator = "danhba"
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), as_of)


def _line(sheet: Worksheet, choices: Worksheet, number: int, question: Question, key: bytes, issue: str) -> None:
    row = _HEADER_ROW + number
    before = question.answer or (f"Đã hết hiệu lực: {question.lapsed}" if question.lapsed else "")
    packed = pack_choices([(c.key, c.label) for c in question.choices])
    shown = [cell(t)[:_LONGEST] for t in (question.title, KINDS[question.kind], question.seen, question.place)]
    values = (
        number, *shown, None, None, None, before[:_LONGEST], question.id, question.basis, packed,
        signature_of(key, issue, content_of(question.id, question.basis, packed, shown)),
    )  # fmt: skip
    for column, value in enumerate(values, start=1):
        place: Any = sheet.cell(row, column)
        if isinstance(value, str):
            place.value = cell(value)
            place.data_type = "s"
        else:
            place.value = value
        place.alignment = Alignment(wrap_text=True, vertical="top")
        place.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        if column in _ANSWER:
            place.protection = Protection(locked=False)
            place.fill = PatternFill("solid", fgColor="FFF7DB")
            place.number_format = "@"
    options = [*unpack_choices(packed), *([REVOKE_WORDS] if question.answer else [])]
    for column, label in enumerate(options, start=1):
        place = choices.cell(row, column, cell(label))
        place.data_type = "s"
    last = get_column_letter(len(options))
    rule = DataValidation(
        type="list", formula1=f"'Lựa chọn'!$A${row}:${last}${row}", allow_blank=True, showErrorMessage=True
    )
    rule.errorTitle, rule.error = "Không có trong danh sách", "Chọn một dòng trong danh sách thả xuống."
    rule.promptTitle, rule.prompt, rule.showInputMessage = (
        "Quyết định",
        "Chọn một dòng trong danh sách thả xuống.",
        True,
    )
    rule.add(f"F{row}")
    sheet.add_data_validation(rule)
    longest = max(len(str(v or "")) / w for v, w in zip(values[:9], _WIDTHS, strict=False))
    sheet.row_dimensions[row].height = min(15 * max(2, int(longest) + 1), 200)
