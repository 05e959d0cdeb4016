"""Pieces of the report's document: a paragraph, a table."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from danhba.publish.formats.docx import Row, table_xml
from danhba.publish.formats.docx import line as paragraph


def say(document: Any, text: str, heading: bool = False, keep: bool = False) -> None:
    """Add a paragraph. heading: bold, and kept with what follows; keep: kept with what follows."""
    p = paragraph(document, text, 13, bold=heading, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    form = p.paragraph_format
    form.first_line_indent, form.space_after = Mm(10), Pt(2)
    form.keep_with_next, form.widow_control = heading or keep, True


def add_table(document: Any, rows: list[Row], widths: tuple[int, ...], centred: frozenset[int]) -> None:
    """Add a table. widths: mm; centred: columns."""
    document.element.body.insert(len(document.element.body) - 1, table_xml(rows, widths, centred))
