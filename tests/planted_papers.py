"""Builders of the papers that offices write around a hotline: rosters, counts, notices, minutes, letters, lists of citizens.

Each paper knows what it is evidence of, and which names and data in it must never come out again.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

import docx
from fpdf import FPDF
from openpyxl import Workbook

_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass
class Secrets:
    """Names and citizens' data, each given once, so that any of them found in an output tells where it came from."""

    names: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    _office: int = 0
    _last: Iterator[str] = field(
        default_factory=lambda: itertools.cycle(
            ["Đinh", "Lương", "Hà", "Tạ", "Quách", "Trịnh", "Khổng", "Nghiêm", "Tống", "Nguyễn", "Trần", "Lê"]
        )
    )
    _middle: Iterator[str] = field(
        default_factory=lambda: itertools.cycle(["Thị Diễm", "Hoàng", "Ngọc Quế", "Văn", "Thị", "Hữu Khánh", "Quỳnh"])
    )
    _given: Iterator[str] = field(
        default_factory=lambda: itertools.cycle(
            ["Thơ", "Khuê", "Sượng", "Diệp", "Quắn", "Trinh", "Cẩn", "Hoạch", "Nhiễu", "Bích", "Uyên"]
        )
    )

    def person(self) -> str:
        name = f"{next(self._last)} {next(self._middle)} {next(self._given)}"
        self.names.append(name)
        return name

    def mobile(self) -> str:
        digits = f"09{39 + len(self.data) % 7}{(len(self.data) * 7919 + 104729) % 1000000:06d}"
        self.data.append(digits)
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"

    def office_mobile(self) -> str:
        """Return a number of somebody on duty: an office's matter, no citizen's."""
        self._office += 1
        return f"0918 {self._office // 1000 + 400} {self._office % 1000:03d}"

    def home(self) -> str:
        place = f"số {len(self.data) + 3}/{len(self.data) % 9 + 2}B tổ {len(self.data) % 30 + 11} khóm Mỹ Thượng"
        self.data.append(place)
        return place


@dataclass(frozen=True)
class Paper:
    """One file: whose folder it lies in, its name, its bytes. proves: the demands it answers; perhaps: those it may be
    taken to answer without being wrong; citizens: it must be refused; asked: it is what the letter asks for."""

    unit: str
    name: str
    data: bytes
    proves: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    citizens: bool = False
    asked: bool = True


def days(first: str, count: int) -> list[dt.date]:
    begin = dt.date.fromisoformat(first)
    return [begin + dt.timedelta(n) for n in range(count)]


THU = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def letterhead(above: str, office: str, number: str, place_and_date: str) -> list[list[Any]]:
    """Return the two columns at the top of an official paper."""
    return [[above, _STATE[0]], [office, _STATE[1]], [number, place_and_date]]


def sheet(*parts: tuple[str, Sequence[Sequence[Any]]], merges: Sequence[str] = ()) -> bytes:
    """Return a workbook of named sheets; merges are of the first."""
    book = Workbook()
    for n, (title, rows) in enumerate(parts):
        page = book.active if n == 0 else book.create_sheet()
        assert page is not None
        page.title = title
        for row in rows:
            page.append(list(row))
        for area in merges if n == 0 else ():
            page.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def document(*blocks: str | list[list[Any]]) -> bytes:
    """Return a .docx of paragraphs and tables, in their order."""
    paper = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            paper.add_paragraph(block)
            continue
        table = paper.add_table(rows=len(block), cols=max(map(len, block)))
        for r, row in enumerate(block):
            for c, value in enumerate(row):
                table.cell(r, c).text = "" if value is None else str(value)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def pdf(*blocks: str | list[list[Any]]) -> bytes:
    """Return a PDF with text: a string is centred when in capitals, a table is set in columns."""
    book = FPDF()
    book.set_creation_date(dt.datetime(2021, 9, 5, tzinfo=dt.UTC))
    book.add_page()
    book.add_font("D", "", _FONT)
    book.set_font("D", size=10)
    for block in blocks:
        if isinstance(block, str):
            book.multi_cell(0, 6, block, align="C" if block.isupper() else "L", new_x="LMARGIN", new_y="NEXT")
            continue
        width = book.epw / max(map(len, block))
        for row in block:
            top, bottom = book.get_y(), book.get_y()
            for c, value in enumerate(row):
                book.set_xy(book.l_margin + c * width, top)
                book.multi_cell(width, 5, "" if value is None else str(value))
                bottom = max(bottom, book.get_y())
            book.set_xy(book.l_margin, bottom)
    return bytes(book.output())


def letter_mail(
    sender: str, subject: str, body: str = "", html: str = "", files: dict[str, bytes] | None = None
) -> bytes:
    """Return an .eml with a person as its sender and in its signature."""
    message = EmailMessage()
    message["From"], message["To"] = f"{sender} <vanthu@donvi.example.vn>", "kstthc@example.vn"
    message["Subject"], message["Date"] = subject, "Sun, 05 Sep 2021 08:00:00 +0700"
    message.set_content(body or "Kính gửi Văn phòng Ủy ban nhân dân Tỉnh.")
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in (files or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def html_of(rows: Sequence[Sequence[Any]], above: str = "") -> str:
    lines = "".join("<tr>" + "".join(f"<td>{'' if v is None else v}</td>" for v in row) + "</tr>" for row in rows)
    return f"<html><body><p>{above}</p><table border=1>{lines}</table></body></html>"
