"""What a sheet says beside its cells' text: comments, digits that stand above the line, rows too low to be seen."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

HEAD = ["STT", "Tên đơn vị", "Đường dây nóng", "Ghi chú"]
NUMBER = "0277 3851 222"


def _sheet(*rows: list[object]) -> Workbook:
    book = Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    return book


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("author", ["Chị Lan", "", "Văn thư"])
@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("C2", "Số này đã cắt, dùng 0277 3851 333"),
        ("C2", "Chưa duyệt"),
        ("C1", "Cột này là số cũ của năm 2020"),
        ("B2", "Chưa duyệt số, chờ UBND"),
    ],
)
def test_a_comment_is_heard_with_its_cell(check, cell, words, author):
    book = _sheet([1, "Sở Y tế", NUMBER, ""])
    book.active[cell].comment = Comment(f"{author}:\n{words}" if author else words, author)
    report = check(_bytes(book))
    assert report.units == {}
    told = " ".join(f"{f.raw} {f.params}" for f in report.reading.findings) + str(list(report.reading.rows))
    assert ("0277 3851 333" in told) == ("333" in words)


def test_the_comments_of_a_marked_copy_are_ours(check):
    book = _sheet([1, "Sở Y tế", NUMBER, ""])
    book.active["C2"].comment = Comment("Lỗi: số này thiếu chữ số", "danhba")
    assert check(_bytes(book)).units == {"A-SYT": "+842773851222"}


@pytest.mark.parametrize(("shown", "mark", "right"), [("0277 385122", "2", None), (NUMBER, "1", "+842773851222")])
def test_a_digit_above_the_line_is_no_number_s(check, shown, mark, right):
    book = _sheet([1, "Sở Y tế", "", ""])
    raised = TextBlock(InlineFont(vertAlign="superscript"), mark)
    book.active["C2"] = CellRichText(TextBlock(InlineFont(), shown), raised)
    assert check(_bytes(book)).units.get("A-SYT") == right
    document = Document()
    table = document.add_table(rows=2, cols=4)
    for cell, text in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ["1", "Sở Y tế", "", ""], strict=True):
        cell.text = text
    paragraph = table.rows[1].cells[2].paragraphs[0]
    paragraph.add_run(shown)
    paragraph.add_run(mark).font.superscript = True
    out = io.BytesIO()
    document.save(out)
    assert check(out.getvalue(), name="tep.docx").units.get("A-SYT") == right


@pytest.mark.parametrize("height", [0.25, 0.75, 1])
def test_a_row_too_low_to_be_seen_is_hidden(check, height):
    book = _sheet([1, "Sở Y tế", NUMBER, ""], [2, "Sở Xây dựng", "0277 3851 333", ""])
    book.active.row_dimensions[3].height = height
    report = check(_bytes(book))
    assert report.units == {"A-SYT": "+842773851222"}
    assert "row_hidden" in report.codes


@pytest.mark.parametrize(
    ("extra", "cell"),
    [("Còn sử dụng (Có/Không)", "Không"), ("Đồng ý công khai", "Không"), ("Đã cắt", "x"), ("Đã hủy", "X")],
)
def test_a_column_of_yes_and_no_takes_a_number_back(check, extra, cell):
    good = {"Không": "Có"}.get(cell, "")
    text = f"STT | Đơn vị | Đường dây nóng | {extra}\n1 | Sở Y tế | {NUMBER} | {cell}\n2 | Sở Xây dựng | 0277 3851 333 | {good}"
    assert check(text).units == {"A-SXD": "+842773851333"}


@pytest.mark.parametrize("mark", ["(*)", "*", "(**)", "[2]", "(2)"])
@pytest.mark.parametrize("words", ["Số của Công an xã", "Số cá nhân Chủ tịch", "Số đã thu hồi", "Đang bảo trì"])
def test_a_footnote_of_any_mark_is_heard(check, mark, words):
    text = f"STT | Đơn vị | Đường dây nóng\n1 | Sở Y tế{mark} | {NUMBER}\n2 | Sở Xây dựng | 0277 3851 333\n\n{mark} {words}"
    units = check(text).units
    assert "A-SYT" not in units


@pytest.mark.parametrize(
    "line",
    [
        "Lưu ý: số thứ tự 2 và 3 là số cũ, đang làm thủ tục đổi",
        "Các số trên chỉ dùng nội bộ, không công khai",
        "Ghi chú: ô tô đỏ là số đã cắt",
        "Lưu ý: dòng 2 là số cũ, chưa đổi.",
    ],
)
def test_a_remark_that_points_at_rows_keeps_the_table_waiting(check, line):
    assert check(f"STT | Đơn vị | Đường dây nóng\n1 | Sở Y tế | {NUMBER}\n\n{line} | |").units == {}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("năm 2020", "năm 2021"),
        ("báo cáo lần 1", "báo cáo lần 2"),
        ("đợt 1", "đợt 2"),
        ("đã công bố", "đề nghị sửa thành"),
    ],
)
@pytest.mark.parametrize("filled", [True, False])
def test_an_older_column_is_never_a_substitute(check, older, newer, filled):
    head = f"STT | Đơn vị | Số đường dây nóng {older} | Số đường dây nóng {newer}"
    units = check(f"{head}\n1 | Sở Y tế | {NUMBER} | {'0277 3851 333' if filled else ''}").units
    assert units in (({"A-SYT": "+842773851333"}, {}) if filled else ({},))
