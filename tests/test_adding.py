"""The worked examples of docs/adding/ are run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[1] / "docs/adding").glob("*.md"))
_BLOCK = re.compile(r"^```python\n(.*?)^```", re.M | re.S)


def test_each_thing_that_is_added_has_its_page() -> None:
    assert [p.stem for p in PAGES] == ["form", "format", "province", "published-table", "rule"]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_the_worked_example_works(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = _BLOCK.findall(text)
    assert "assert" in "".join(blocks)
    names: dict[str, object] = {"__name__": "example"}
    for block in blocks:
        line = text[: text.index(block)].count("\n")
        exec(compile("\n" * line + block, str(page), "exec"), names)


def test_every_path_that_the_pages_and_the_map_name_is_there() -> None:
    root = Path(__file__).parents[1]
    for page in [*PAGES, root / "docs/architecture.md"]:
        for named in re.findall(r"`((?:schemas|danhba|tests|docs)/[\w./-]+)`", page.read_text(encoding="utf-8")):
            assert (root / named).exists(), (page.name, named)
