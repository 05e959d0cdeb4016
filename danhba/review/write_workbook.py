"""review/quyet-dinh.xlsx: every open question with its numbered choices, each line signed; put into the reviewers'
folder it is read as decisions.

The choices stand in the signed cell “Vấn đề”, to be read without clicking and on paper, and again in the cell's
drop-down.
"""

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
from danhba.output.row_height import row_height, wrapped
from danhba.review.questions import KINDS, NOTHING_WORDS, REVOKE_WORDS, Question
from danhba.review.read_workbook import COLUMNS, SHEET, numbered
from danhba.review.seal import content_of, pack_choices, signature_of, unpack_choices
from danhba.vietnamese.dates import clock_and_date

_WIDTHS = (
    5,
    22,
    58,
    24,
    24,
    30,
    16,
    18,
    22,
    12,
    18,
    20,
    20,
)  # those shown fit across A4, lying
_ANSWER = range(6, 9)
_BEFORE, _HIDDEN = 9, range(10, 14)  # the column of earlier answers, and those that are for the program
_HEADER_ROW = 4
_FONT, _SIZE = "Times New Roman", 12
_NARROW = 1.17  # how many more of its letters a line holds than of those that columns are measured in
_LISTED = 22  # lines of choices that a row has room for; more stand in the drop-down only
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
    sheet["A1"].font = Font(name=_FONT, size=14, bold=True)
    above = (
        "Đọc các lựa chọn ở cột “Vấn đề”, gọi hỏi đơn vị, chọn một dòng ở cột “Quyết định”, ghi “Người duyệt”, "
        "lưu lại rồi "
        f"chép tệp này vào thư mục của người duyệt ({folder}); ở thư mục khác hoặc gửi bằng thư thì không có "
        f"hiệu lực. Tính "
        f"đến {clock_and_date(as_of)}: {asked} câu hỏi còn mở, {len(questions) - asked} quyết định đang áp dụng.",
        "Số không đơn vị nào gửi thì không nhập được ở đây: mỗi số công bố phải có bảng của đơn vị làm căn cứ. "
        "Cần số khác "
        f"thì chọn “{NOTHING_WORDS}” và xin đơn vị gửi lại bảng.",
    )
    before = any(q.answer or q.lapsed for q in questions)
    across = _BEFORE if before else _BEFORE - 1
    for row, text in enumerate(above, start=2):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=across)
        place = sheet.cell(row, 1, cell(text))
        place.font, place.alignment = Font(name=_FONT, size=_SIZE), Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = row_height([(text, sum(_WIDTHS[:across]) * _NARROW)], _SIZE)
    for column, (title, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True), start=1):
        head = sheet.cell(_HEADER_ROW, column, title)
        head.font, head.fill = Font(name=_FONT, size=_SIZE, bold=True), PatternFill("solid", fgColor="DDE7F0")
        head.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        head.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        sheet.column_dimensions[get_column_letter(column)].width = width
        if column in _HIDDEN or (column == _BEFORE and not before):
            sheet.column_dimensions[get_column_letter(column)].hidden = True
    sheet.row_dimensions[_HEADER_ROW].height = 20
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
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.3
    footer: Any = sheet.oddFooter
    footer.right.text = "Trang &P/&N"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(across)}{_HEADER_ROW + max(1, len(ordered))}"
    book.properties.creator = "danhba"
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), as_of)


def _line(sheet: Worksheet, choices: Worksheet, number: int, question: Question, key: bytes, issue: str) -> None:
    row = _HEADER_ROW + number
    before = question.answer or (f"Đã hết hiệu lực: {question.lapsed}" if question.lapsed else "")
    packed = pack_choices([(c.key, c.label) for c in question.choices])
    options = [*unpack_choices(packed), *([REVOKE_WORDS] if question.answer else [])]
    asked = with_choices(KINDS[question.kind], options)
    shown = [cell(t)[:_LONGEST] for t in (question.title, asked, question.seen, question.place)]
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
        place.font = Font(name=_FONT, size=_SIZE)
        place.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if column == 1 else None)
        place.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        if column in _ANSWER:
            place.protection = Protection(locked=False)
            place.fill = PatternFill("solid", fgColor="FFF7DB")
            place.number_format = "@"
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
    fullest = max((str(o) for o in options), key=len, default="")  # what will stand in the cell of the answer
    texts = [str(v or "") for v in values[:_BEFORE]]
    texts[_ANSWER[0] - 1] = fullest
    sheet.row_dimensions[row].height = row_height(
        zip(texts, (w * _NARROW for w in _WIDTHS), strict=False), _SIZE, least=2
    )


def with_choices(kind: str, labels: Sequence[str]) -> str:
    """Return the words of a question with its choices below, each numbered on a line of its own."""
    out, room = [f"{kind}. Chọn một:"], _LISTED
    for n, label in enumerate(labels, start=1):
        line = numbered(n, label)
        room -= wrapped(line, _WIDTHS[2] * _NARROW * 11 / _SIZE)
        if room < 0:
            out.append(f"… và {len(labels) - n + 1} lựa chọn nữa trong danh sách của ô “Quyết định”")
            break
        out.append(line)
    return "\n".join(out)
