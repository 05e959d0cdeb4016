"""How reports look: the document on A4 in LibreOffice, the pages at 360 and 400 px in Chromium."""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from danhba.calls.shares import Checked
from danhba.registry import Registry
from danhba.report.by_day import figures_of
from danhba.report.follow_up import follow_up
from danhba.report.progress_document import progress_document
from danhba.report.progress_page import summary
from danhba.report.since_last_run import Night
from danhba.report.submission_page import render
from danhba.report.tally import Tally
from danhba.samples import sample_inbox
from schemas.demands import DemandState
from schemas.situations import MEANINGS, Situation
from tests.conftest import Place

AS_OF = dt.datetime(2021, 9, 6, 13, tzinfo=dt.UTC)


def _document(registry: Registry, seed: int) -> bytes:
    """Return the report of an invented night in which every situation occurs."""
    rng = random.Random(seed)
    share = (0.05, 0.3, 0.6, 0.95)[seed % 4]
    progress = []
    for number, unit in enumerate(registry.units):
        kinds = list(Situation)
        s = kinds[number] if number < len(kinds) else rng.choice(kinds) if rng.random() < share else Situation.PUBLISHED
        reason = {"error": "phone_multiple", "kept": "phone_uncertain"}.get(MEANINGS[s].state, "")
        progress.append(
            {"tier": unit.tier, "unit_code": unit.code, "parent_code": unit.parent, "state": MEANINGS[s].state, "reason": reason,
             "situation": s.value, "late": "" if s == Situation.NOTHING else rng.choice(["yes", "no"])}
        )  # fmt: skip
    tally = Tally()
    for code in (
        "phone_multiple",
        "phone_uncertain",
        "phone_length",
        "name_guessed",
        "form_other",
        "file_corrupt",
        "phone_missing",
    ):
        tally.count("x", [(code, "error", rng.randrange(1, 40))])
    tally.count("", [("evidence_missing", "warning", 40)])
    demands = [
        {"unit_code": u.code, "name": u.name, "demand": d.id, "state": rng.choice(list(DemandState)).value}
        for u in registry.units
        for d in registry.demands
    ]
    checked = [Checked(f"{s.letter}. {s.title}", 60, 50, 40, 3) for s in registry.sections] + [
        Checked("Cộng", 180, 150, 120, 9)
    ]
    standing = [
        {"name": registry.full_name(u.code), "days": str(40 - n), "errors": "3"}
        for n, u in enumerate(registry.units[20:60])
    ]
    figures = figures_of(progress, demands, 300, 150)
    days = {"2021-08-30": {name: value + 1 for name, value in figures.items()}, "2021-09-06": figures}
    calls = [{"last_outcome": rng.choice(["here", "not_answered", "other_body", ""])} for _ in range(180)]
    counts = [
        dict.fromkeys(("received", "in_time", "late", "open_overdue"), "123") | {"month": "2021-08"} for _ in range(150)
    ]
    told = summary(progress, [], tally, Night(), registry, AS_OF, checked, demands)
    return progress_document(told | follow_up(standing, days, calls, registry, AS_OF, counts), registry, AS_OF)


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice is not installed")
def test_the_report_is_two_pages_and_an_appendix_whose_header_repeats(registry: Registry, tmp_path: Path) -> None:
    documents = []
    for seed in range(4):
        documents.append(tmp_path / f"{seed}.docx")
        documents[-1].write_bytes(_document(registry, seed))
    office = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*office, "--outdir", str(tmp_path), *map(str, documents)], check=True, capture_output=True, timeout=180
    )
    for document in documents:
        told = subprocess.run(
            ["pdftotext", "-layout", str(document.with_suffix(".pdf")), "-"], check=True, capture_output=True, text=True
        ).stdout
        pages = [[line.strip() for line in page.splitlines() if line.strip()] for page in told.split("\f")][:-1]
        first = next(i for i, page in enumerate(pages) if "Phụ lục" in page[:2])
        assert first <= 2, document.name
        assert any("Nơi nhận" in line for line in pages[first - 1])
        for number, page in enumerate(pages):
            assert len(page) > 3, (document.name, number, page)
            assert not re.match(r"\d\. \S+ \S+$|.*\(\d+ đơn vị\)$", page[-1]), (document.name, number, page[-1])
            if number >= first:
                assert any(re.search(r"TT\s+Cơ quan, đơn vị, địa phương\s+Tình trạng", line) for line in page)


_BROKEN = """() => {
  const broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest('.file, code, svg, script, style')) continue;
    for (const match of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, match.index); range.setEnd(node, match.index + match[0].length);
      const tops = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
      if (tops.size > 1) broken.push(match[0]);
    }
  }
  return broken;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of the sample night: the night's, progress, the largest reports, previews of a full and of an empty inbox."""
    place = Place(tmp_path_factory.mktemp("night"))
    sample_inbox.build(place.inbox)
    place.run(sample_inbox.AS_OF)
    reports = place.outbox / "reports"
    told = [
        {"name": "Sở Nội vụ/phu-luc.xlsx", "link": "a/phieu-1.html", "verdict": "còn 2 lỗi", "tone": "error"},
        {"name": "một tên tệp rất dài không có chỗ ngắt_" + "x" * 60, "link": "b/phieu-1.html", "verdict": "không có lỗi", "tone": "info"},
    ]  # fmt: skip
    for name, files in (("day.html", told), ("trong.html", [])):
        page = render(
            "inbox.html",
            province="Đồng Tháp",
            files=files,
            wrong=len(files) // 2,
            as_of_words="Tính đến",
            publication="",
        )
        (reports / name).write_bytes(page)
    slips = sorted(reports.glob("*/phieu-ra-soat.html"), key=lambda p: -p.stat().st_size)[:4]
    return [reports / n for n in ("index.html", "tien-do.html", "day.html", "trong.html")] + slips


def test_no_word_is_broken_inside_on_a_phone_and_no_page_is_wider_than_it(browser: Any, pages: list[Path]) -> None:
    for source in pages:
        for width in (400, 360):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto(source.as_uri())
            assert page.evaluate(_BROKEN) == [], (source.name, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (source.name, width)
            page.close()


@pytest.mark.parametrize(
    ("scheme", "widths"),
    [
        ("light", (320,)),
        ("dark", (1280,)),
        pytest.param("light", (768, 1280), marks=pytest.mark.long),
        pytest.param("dark", (320, 768), marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing_on_any_report(browser: Any, pages: list[Path], scheme: str, widths: tuple[int, ...]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for width in widths:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        for source in pages:
            page.goto(source.as_uri())
            result = Axe().run(page)
            assert result.violations_count == 0, (source.name, width, result.generate_report())
        context.close()


_ACTS = "Trả lời|Gửi|Nhắc|Xem|Báo nơi gửi|Việc cần làm|Không có việc nào|sửa từng|trả lời lại|đọc từng|không phải làm gì|chỉ đợi|chép vào"


def test_the_first_sentence_of_every_page_says_what_to_do(pages: list[Path]) -> None:
    for source in pages:
        html = source.read_text(encoding="utf-8")
        first = re.search(r'<(?:p|ul) class="(?:todo|verdict[^"]*)">.*?</(?:p|li)>', html, flags=re.S)
        assert first is not None
        assert "<p" not in html[html.index("</h1>") : first.start()]
        assert re.search(_ACTS, first.group()), (source.name, first.group())
