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
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from danhba.output.cells import cell
from danhba.output.office import fixed_times
from danhba.output.row_height import row_height, wrapped
from danhba.output.sheet_to_fill import HEADER_ROW, NARROW, SIZE, above, close, fill, heads
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
_LISTED = 22  # lines of choices that a row has room for; more stand in the drop-down only
_LONGEST = 4000  # characters of a text that a reviewer reads; a cell holds 32,767


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
    to_do = (
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
    above(sheet, f"Các câu hỏi chờ quyết định – {province}", to_do, _WIDTHS[:across])
    heads(sheet, COLUMNS, _WIDTHS, 20)
    for column in (*_HIDDEN, *([] if before else [_BEFORE])):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    issue = f"{as_of:%Y%m%dT%H%M%SZ}"
    for number, question in enumerate(ordered, start=1):
        _line(sheet, choices, number, question, key, issue)
    close(sheet, len(COLUMNS), across, len(ordered))
    sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.3
    footer: Any = sheet.oddFooter
    footer.right.text = "Trang &P/&N"
    book.properties.creator = "danhba"
    out = BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), as_of)


def _line(sheet: Worksheet, choices: Worksheet, number: int, question: Question, key: bytes, issue: str) -> None:
    row = HEADER_ROW + number
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
        fill(sheet, row, column, value, column in _ANSWER)
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
        zip(texts, (w * NARROW for w in _WIDTHS), strict=False), SIZE, least=2
    )


def with_choices(kind: str, labels: Sequence[str]) -> str:
    """Return the words of a question with its choices below, each numbered on a line of its own."""
    out, room = [f"{kind}. Chọn một:"], _LISTED
    for n, label in enumerate(labels, start=1):
        line = numbered(n, label)
        room -= wrapped(line, _WIDTHS[2] * NARROW * 11 / SIZE)
        if room < 0:
            out.append(f"… và {len(labels) - n + 1} lựa chọn nữa trong danh sách của ô “Quyết định”")
            break
        out.append(line)
    return "\n".join(out)
