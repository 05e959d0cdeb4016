"""The guides: five steps each, commands, files and words that exist, a .docx with everything on it; the README in two languages."""

from __future__ import annotations

import importlib.util
import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.main import get_command

from danhba.calls.columns import COLUMNS as CALL_LIST
from danhba.calls.columns import REPORTS
from danhba.cli.main import app
from danhba.review.questions import NOTHING_WORDS, REVOKE_WORDS
from danhba.review.read_workbook import COLUMNS
from schemas.calls import OUTCOME_WORDS
from tests.conftest import ROOT
from tests.examples import share

GUIDES = sorted((ROOT / "docs" / "huong-dan").glob("*.md"))
COMMANDS = set(get_command(app).commands)  # type: ignore[attr-defined]
_SPEC = importlib.util.spec_from_file_location("guides", ROOT / "tools" / "guides.py")
assert _SPEC is not None
assert _SPEC.loader is not None
guides = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(guides)


@pytest.mark.parametrize("path", GUIDES, ids=lambda p: p.stem)
def test_a_guide_has_five_steps_and_names_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^(\d)\. \*\*", text, re.M) == ["1", "2", "3", "4", "5"]
    for command in re.findall(r"`danhba ([a-z]+)", text):
        assert command in COMMANDS
    pictures = re.findall(r"!\[(.+)\]\((.+)\)", text)
    assert pictures
    for _, picture in pictures:
        assert (path.parent / picture).stat().st_size < 200_000
    known = {*COLUMNS, NOTHING_WORDS, REVOKE_WORDS, *CALL_LIST, REPORTS, *OUTCOME_WORDS.values()}
    assert set(re.findall(r"“([^”]+)”", text)) <= known


@pytest.mark.parametrize("path", GUIDES, ids=lambda p: p.stem)
def test_a_guide_is_printed_whole(path: Path) -> None:
    made = guides.guide(path)
    assert made == guides.guide(path)
    document = Document(BytesIO(made))
    printed = "\n".join(p.text for p in document.paragraphs)
    assert not re.search(r"[`#]|\*\*|\]\(", printed)
    said = re.sub(r"\W+", " ", printed)
    for line in path.read_text(encoding="utf-8").splitlines():
        plain = re.sub(r"\W+", " ", re.sub(r"\(\.\./.*\)", "", line)).strip()
        assert plain in said
    assert len(document.inline_shapes) == len(re.findall(r"!\[", path.read_text(encoding="utf-8")))


_WORDS = st.text("aộ. ", min_size=1, max_size=8).filter(str.strip)
_PIECE = st.one_of(
    _WORDS,
    _WORDS.map("`{}`".format),
    st.lists(st.one_of(_WORDS, _WORDS.map("`{}`".format)), min_size=1, max_size=3).map(lambda x: f"**{''.join(x)}**"),
)


@given(st.lists(_PIECE, min_size=1, max_size=5))
@settings(max_examples=share(40), deadline=None)
def test_no_mark_of_markdown_is_printed(pieces: list[str]) -> None:
    """Names of files inside bold words too: what is printed are the words, and nothing is bold that was not."""
    text = " ".join(pieces)
    paragraph = Document().add_paragraph()
    guides._text(paragraph, text)
    assert paragraph.text == text.replace("**", "").replace("`", "")
    bold = "".join(r.text for r in paragraph.runs if r.bold)
    assert bold == "".join(p.replace("**", "").replace("`", "") for p in pieces if p.startswith("**"))


def test_the_readme_speaks_vietnamese_first_then_english() -> None:
    first, _, second = (ROOT / "README.md").read_text(encoding="utf-8").partition("## In English")
    for half in (first, second):
        assert re.search(r"^make demo ", half, re.M)
        assert re.search(r"^make test ", half, re.M)
    assert len(re.findall(r"[ạảấầậắặẹếềệỉịọốồộớờợụứừựỳđ]", first)) > 100
    for link in re.findall(r"\]\((docs/[^)]+)\)", first + second):
        assert (ROOT / link).exists()
