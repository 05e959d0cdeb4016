"""The public page in a real browser: search, tap, copy, keyboard, no request, no JavaScript, axe at three widths, 11,000 units."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.national import entries, make_registry
from danhba.publish.edition import Edition
from danhba.publish.formats.web_page import render_page
from danhba.registry import Registry, load_registry

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium"), pytest.mark.xdist_group("browser")]
AS_OF = dt.datetime(2021, 9, 6, 13, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


def _edition(registry: Registry) -> Edition:
    out = []
    for i, unit in enumerate(registry.units):
        parent = registry.by_code.get(unit.parent)
        out.append(
            {
                "tier": unit.tier, "unit_code": unit.code, "name": unit.name, "parent_code": unit.parent, "parent_name": parent.name if parent else "",
                "phone": f"0277 3851 {i:03d}", "phone_e164": f"+842773851{i:03d}", "extension": "", "phone_kind": "landline", "note": "trực <b>24/7</b>",
                "status": "kept" if i == 5 else "current", "source_file": "", "source_sheet": "", "source_cell": "", "submission": "", "received_at": "",
            }
        )  # fmt: skip
    return Edition(out, registry, AS_OF)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.conftest import REGISTRY

    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_bytes(render_page(_edition(load_registry(REGISTRY))))
    return path


@pytest.fixture
def page(browser: Any, page_file: Path) -> Iterator[Any]:
    context = browser.new_context()
    opened = context.new_page()
    opened.problems = []
    opened.on("console", lambda message: opened.problems.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: opened.problems.append(str(error)))
    opened.on(
        "request",
        lambda request: opened.problems.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    opened.goto(page_file.as_uri())
    yield opened
    assert opened.problems == []
    context.close()


def _found(page: Any, text: str) -> list[str]:
    page.fill("#tim", text)
    return [t.split("\t")[0] for t in page.locator("#ket-qua tbody th").all_inner_texts()]


def test_the_page_is_small(page_file: Path) -> None:
    assert page_file.stat().st_size < 120_000


def test_search_finds_bare_and_marked_names_and_numbers(page: Any) -> None:
    bare = _found(page, "xa binh thanh")
    assert {n for n in bare if n.startswith("Xã Bình Thành")}
    assert {n for n in bare if n.startswith("Xã Bình Thạnh")}
    assert all(", huyện" in n or ", thành phố" in n for n in bare)
    assert _found(page, "xã bình thạnh")[0].startswith("Xã Bình Thạnh")
    assert any(
        n.startswith("Xã Bình Thành") for n in _found(page, "xã bình thạnh")
    )  # typed marks rank, they do not exclude
    assert _found(page, "lap vo")[0].startswith(("Huyện Lấp Vò", "Thị trấn Lấp Vò"))
    assert len(_found(page, "0277 3851 007")) == 1
    assert len(_found(page, "+842773851007")) == 1
    assert _found(page, "đốc bình")[0].startswith("Xã Đốc Binh") or _found(page, "doc binh kieu")[0].startswith(
        "Xã Đốc Binh Kiều"
    )
    assert _found(page, "không có đâu cả") == []
    page.wait_for_timeout(500)
    assert "1022" in page.inner_text("#dem")
    page.fill("#tim", "")
    assert page.is_visible("#tat-ca")


def test_tapping_copying_and_reporting(page: Any) -> None:
    _found(page, "xã tân khánh trung")
    link = page.locator("#ket-qua a").first
    assert link.get_attribute("href").startswith("tel:+84277")
    assert link.bounding_box()["height"] >= 24
    page.locator("#ket-qua button", has_text="Báo sai").first.click()
    letter = page.locator("#bao-gi a").first.get_attribute("href")
    assert "T%C3%A2n%20Kh%C3%A1nh%20Trung" in letter
    assert "20210906T130000Z" in letter
    page.locator("#ket-qua button", has_text="Chép").first.click()
    page.locator("text=Đã chép").first.wait_for(timeout=3000)


def test_keyboard_alone_reaches_a_number(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#tim")
    page.keyboard.type("xã tân khánh trung")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("tel:")


def test_without_javascript_every_number_is_there(browser: Any, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(page_file.as_uri())
    assert opened.locator("#tat-ca a[href^='tel:']").count() == 196
    assert not opened.is_visible("#tim")
    assert "<b>24/7</b>" in opened.content().replace("&lt;", "<").replace("&gt;", ">")
    assert opened.locator("td b").count() == 0
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, page_file: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(page_file.as_uri())
    for text in ("", "binh"):
        opened.fill("#tim", text)
        result = Axe().run(opened)
        assert result.violations_count == 0, result.generate_report()
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_eleven_thousand_units_stay_smooth(browser: Any, tmp_path: Path) -> None:
    folder = make_registry(tmp_path / "registry")
    data = render_page(Edition(entries(folder), load_registry(folder), AS_OF))
    assert len(data) < 1_500_000
    (tmp_path / "index.html").write_bytes(data)
    opened = browser.new_page()
    opened.goto((tmp_path / "index.html").as_uri())
    opened.fill("#tim", "x")
    times = opened.evaluate(
        """() => { const box = document.getElementById('tim'), out = [];
        for (const text of ['xa', 'xa b', 'xa bi', 'xa binh', 'xa binh t', 'phuong', 'huyen', '0277', '027738']) {
          const start = performance.now(); box.value = text; box.dispatchEvent(new Event('input')); document.body.offsetHeight;
          out.push(performance.now() - start); } return out; }"""
    )
    assert max(times) < 50, times
    opened.close()
