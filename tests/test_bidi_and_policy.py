"""What a page shows and what a browser runs of it: turned-round names are seen as such, and each page's policy permits exactly what it holds."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from danhba.output.bidi import CONTROLS, shown
from danhba.output.cells import csv_bytes
from danhba.output.templates import whole_page
from danhba.samples.builder import form, xlsx
from tests.conftest import Place
from tests.examples import share

XA = "Xã Tân Khánh Trung"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_ANY = re.compile("[" + "".join(map(chr, CONTROLS)) + "]")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every output of a night that got every such character in names, numbers, notes, folders and file names."""
    place = Place(tmp_path_factory.mktemp("bidi"))
    for number, code in enumerate(CONTROLS):
        rows = [
            (f"Xã Tân{chr(code)} Mỹ", f"0277 38{chr(code)}51", f"ghi{chr(code)} chú {code}"),
            (XA, f"0277 3851 {number:03d}"),
        ]
        place.drop(f"thư{chr(code)} mục {number}/tệp{chr(code)}{number}.xlsx", xlsx(form({"C": rows})), 1630800000)
    place.run("2021-09-06T08:00:00+07:00")
    place.run("2021-09-06T09:00:00+07:00")  # nothing new: the index is written again
    found = [p for p in place.outbox.rglob("*") if p.suffix in (".html", ".csv") and p.is_file()]
    assert {p.name for p in found} >= {
        "index.html",
        "phieu-ra-soat.html",
        "tien-do.html",
        "findings.csv",
        "danh-ba.csv",
    }
    return found


def test_no_page_and_no_table_turns_its_reader_round(pages: list[Path]) -> None:
    told = ""
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not _ANY.search(text), path.name
        told += text
    for code in CONTROLS:
        assert f"⟨U+{code:04X}⟩" in told, hex(code)


def test_each_policy_permits_exactly_what_its_page_holds(pages: list[Path]) -> None:
    for path in (p for p in pages if p.suffix == ".html"):
        text = path.read_text(encoding="utf-8")
        [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'; ")
        held = {
            "'sha256-" + base64.b64encode(hashlib.sha256(m[2].encode()).digest()).decode() + "'"
            for m in re.finditer(r"<(style|script)\b[^>]*>(.*?)</\1>", text, re.S)
        }
        assert held == set(re.findall(r"'sha256-[^']+'", policy)), path.name
        assert not re.search(r"<[^>]+\s(?:style|on\w+)=", text), path.name


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.xdist_group("browser")
def test_a_browser_finds_no_page_breaking_its_policy(pages: list[Path]) -> None:
    from playwright.sync_api import sync_playwright

    one_of_a_kind = {p.name if p.parent.name == "reports" else f"{p.parent.parent.name}/{p.name}": p for p in pages}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        for path in (p for p in one_of_a_kind.values() if p.suffix == ".html"):
            page.goto(path.resolve().as_uri())
            assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none", path.name
        browser.close()
    assert said == []


@settings(max_examples=share(40), deadline=None, phases=[Phase.generate])
@given(st.text(st.sampled_from([*map(chr, CONTROLS), "a", "Đ", "<", '"', "⟨"]), max_size=20))
def test_whatever_stands_in_a_text_it_is_shown_and_nothing_else_changes(text: str) -> None:
    assert not _ANY.search(shown(text))
    assert re.sub(r"⟨U\+[0-9A-F]{4}⟩", "", shown(text)) == _ANY.sub("", text)
    assert not _ANY.search(csv_bytes(["a"], [{"a": text}]).decode())
    assert not _ANY.search(whole_page(f"<p>{text}</p>").decode())
