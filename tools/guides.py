"""The guides of docs/huong-dan/ as printable .docx, one A4 page each: `make guides`, at release. Of Markdown they use
what is read here, no more."""

from __future__ import annotations

import datetime as dt
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from danhba import __version__
from danhba.output.office import fixed_times

GUIDES = Path(__file__).resolve().parent.parent / "docs" / "huong-dan"
_FONT = "Times New Roman"
_PIECES = re.compile(r"(\*\*.+?\*\*|`.+?`)")
_STEP = re.compile(r"^(\d+)\. (.*)$")
_PICTURE = re.compile(r"^!\[(.*)\]\((.*)\)$")
_PICTURE_HEIGHT = Cm(7.5)
_WHEN = dt.datetime(2021, 9, 4, tzinfo=dt.UTC)  # of the letter: the same guide gives the same bytes


def guide(path: Path) -> bytes:
    """Return one guide as .docx: a title, a sentence, a picture, five steps, what else there is to know."""
    document: Any = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.5), Cm(2), Cm(1.8), Cm(1.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(6)
    document.core_properties.author, document.core_properties.comments = "danhba", f"danhba {__version__}"
    for block in path.read_text(encoding="utf-8").splitlines():
        if block.startswith("# "):
            title = document.add_paragraph()
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = title.add_run(block[2:])
            run.bold, run.font.size = True, Pt(15)
        elif picture := _PICTURE.match(block):
            _picture(document, path.parent / picture[2], picture[1])
        elif step := _STEP.match(block):
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
            paragraph.paragraph_format.keep_together = True
            _text(paragraph, f"**{step[1]}.**\t{step[2]}")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
        elif block.strip():
            _text(document.add_paragraph(), block)
    out = BytesIO()
    document.save(out)
    return fixed_times(out.getvalue(), _WHEN)


def _text(paragraph: Any, text: str, bold: bool = False) -> None:
    """Write Markdown's words: **bold**, which may hold `names of files`, and names by themselves."""
    for piece in _PIECES.split(text):
        if piece.startswith("**") and not bold:
            _text(paragraph, piece[2:-2], bold=True)
        elif piece.startswith("`") and len(piece) > 2:
            run = paragraph.add_run(piece[1:-1])
            run.font.name, run.font.size, run.bold = "Courier New", Pt(11), bold or None
        elif piece:
            paragraph.add_run(piece).bold = bold or None


def _picture(document: Any, path: Path, words: str) -> None:
    shown = document.add_picture(str(path))
    shown.width, shown.height = int(shown.width * _PICTURE_HEIGHT / shown.height), int(_PICTURE_HEIGHT)
    widest = Cm(16.5)
    if shown.width > widest:
        shown.width, shown.height = int(widest), int(shown.height * widest / shown.width)
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    below = document.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = below.add_run(words)
    run.italic, run.font.size = True, Pt(11)
    for told in document.element.iter(qn("wp:docPr")):
        told.set("descr", words)


def main(folder: Path) -> None:
    """Write all guides into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(GUIDES.glob("*.md")):
        target = folder / f"huong-dan-{path.stem}.docx"
        target.write_bytes(guide(path))
        print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("dist") / "huong-dan")
