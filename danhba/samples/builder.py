"""The one builder of returns: from rows, or from a drawing of the sheet, to the bytes of a real file.

Tests, the demo and the benchmark build their files here, so that a file reads like the sheet it means.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from openpyxl import Workbook

from danhba.output.office import fixed_times
from schemas.forms.hotline import HOTLINE_FORM

Rows = Sequence[Sequence[Any]]
_SAVED = dt.datetime(2021, 9, 1, tzinfo=dt.UTC)

HEADER = tuple(column.title for column in HOTLINE_FORM.printed)
TITLE = (
    ("Phụ lục",),
    (HOTLINE_FORM.title,),
    ("(Kèm theo Công văn số     /UBND-KSTTHC ngày 04 tháng 9 năm 2021 của Ủy ban nhân dân Tỉnh)",),
    (),
)


@dataclass(frozen=True)
class Printed:
    """What is printed on the forms of one campaign: the lines of its title, its sections by letter, where and
    when it was signed."""

    title: tuple[tuple[str, ...], ...] = TITLE
    sections: tuple[tuple[str, str], ...] = (("A", "CƠ QUAN, ĐƠN VỊ"), ("B", "CẤP HUYỆN"), ("C", "CẤP XÃ"))
    signed: str = "Đồng Tháp, ngày 05 tháng 9 năm 2021"


PRINTED = Printed()  # of the letter of September 2021


def form(
    entries: dict[str, Sequence[tuple[Any, ...]]],
    letterhead: Iterable[str] = (),
    footer: bool = True,
    title: bool = True,
    printed: Printed = PRINTED,
) -> list[list[Any]]:
    """Return the rows of the official form: entries by section letter as (name, phone[, note]), every section in its
    order."""
    rows: list[list[Any]] = [[line] for line in letterhead]
    if title:
        rows += [list(r) for r in printed.title]
    rows.append(list(HEADER))
    for letter, words in printed.sections:
        rows.append([letter, words])
        for number, entry in enumerate(entries.get(letter, ()), start=1):
            rows.append([number, *entry])
        rows.append(["..."])
    if footer:
        rows += [
            [],
            [None, None, printed.signed],
            [None, None, "THỦ TRƯỞNG ĐƠN VỊ"],
            [None, None, "(Ký tên, đóng dấu)"],
        ]
    return rows


def draw(text: str) -> list[list[Any]]:
    """Return the rows of a drawing: lines of cells parted by |, blank cells empty, =123 a number."""
    rows = []
    for line in text.strip("\n").splitlines():
        cells: list[Any] = []
        for cell in line.strip().split("|"):
            cell = cell.strip().replace("\\n", "\n")
            number = re.fullmatch(r"=(-?\d+(?:\.\d+)?)", cell)
            cells.append((float(number[1]) if "." in number[1] else int(number[1])) if number else cell or None)
        rows.append(cells)
    return rows


def xlsx(
    rows: Rows,
    sheet: str = "Phụ lục",
    merges: Iterable[str] = (),
    hidden: bool = False,
    more: dict[str, Rows] | None = None,
    saved: dt.datetime = _SAVED,
) -> bytes:
    """Return a workbook; `more` are further sheets by name. hidden hides the first one (another must be visible).

    saved: the time at which it says it was saved.
    """
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = sheet
    _fill(first, rows)
    for area in merges:
        first.merge_cells(area)
    for name, others in (more or {}).items():
        _fill(book.create_sheet(name), others)
    if hidden:
        first.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return fixed_times(out.getvalue(), saved)  # the time of building says nothing of a return's age


def _fill(sheet: Any, rows: Rows) -> None:
    for r, row in enumerate(rows, start=1):
        for c, value in enumerate(row, start=1):
            if value is not None:
                place = sheet.cell(r, c)
                place.value = value
                if isinstance(value, str):
                    place.data_type = "s"


def csv_text(rows: Rows, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """Return delimited text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(
        [["" if v is None else v for v in row] for row in rows]
    )
    return out.getvalue().encode(encoding)


def html_table(rows: Rows) -> bytes:
    """Return a page with one table, as portals save it under the name .xls."""
    from html import escape

    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(str(v)) if v is not None else ''}</td>" for v in row) + "</tr>" for row in rows
    )
    return f'<html><head><meta charset="utf-8"></head><body><table border="1">{lines}</table></body></html>'.encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a .zip of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 9, 5, 8, 0, 0)), data)
    return out.getvalue()


def mail(
    files: dict[str, bytes],
    subject: str = "Báo cáo số đường dây nóng",
    sent: str = "Sun, 05 Sep 2021 08:00:00 +0700",
) -> bytes:
    """Return an .eml with attachments. sent: its Date."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "vp@example.vn", "kstthc@example.vn", subject
    message["Date"] = sent
    message.set_content("Kính gửi Văn phòng, đơn vị gửi kèm biểu mẫu.")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("=====danhba=====")
    return message.as_bytes()


def word(rows: Rows, paragraphs: Iterable[str] = ()) -> bytes:
    """Return a .docx with paragraphs and one table (none when rows are empty)."""
    import docx

    document = docx.Document()
    for line in paragraphs:
        document.add_paragraph(line)
    if rows:
        width = max(len(r) for r in rows)
        table = document.add_table(rows=len(rows), cols=width)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is not None:
                    table.cell(r, c).text = str(value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count "
    b"0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
