"""Pictures of a month: what of the letter's demands was met, who is on duty until when, the blank roster, and the directory at the beginning of the next campaign."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from danhba.cli.campaign_new import begin
from danhba.handouts.blank_form import blank_form
from danhba.registry import load_registry
from danhba.samples import sample_inbox
from danhba.settings import Settings
from schemas.calls import OUTCOME_WORDS, Outcome
from schemas.forms.roster import ROSTER_FORM
from tests.conftest import REGISTRY, Place
from tests.pictures.public import AS_OF, _first_page
from tests.pictures.reports import pages_of
from tests.planted_month import first_bank, second_bank, third_bank
from tests.planted_papers import Secrets

_SECTIONS = (("month-demands", "Các yêu cầu của công văn", 545), ("month-duty", "Lịch trực và số liệu tháng", 585))
_CALLED = 12  # numbers


def month_pictures(folder: Path) -> list[Path]:
    """Write the pictures into a folder; return their paths. Needs Chromium, LibreOffice and the tools of poppler."""
    from playwright.sync_api import sync_playwright

    made: list[Path] = []
    with tempfile.TemporaryDirectory() as given, sync_playwright() as playwright:
        place = Place(Path(given))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        _month(place)
        for name, heading, height in _SECTIONS:
            page: Any = browser.new_page(viewport={"width": 1100, "height": height})
            page.goto((place.outbox / "reports" / "tien-do.html").as_uri())
            page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
            page.locator("h2", has_text=heading).evaluate(
                "e => window.scrollTo(0, e.getBoundingClientRect().top + window.scrollY - 16)"
            )
            page.screenshot(path=str(folder / f"{name}.png"))
            page.close()
            made.append(folder / f"{name}.png")
        _next_campaign(place)
        page = browser.new_page(viewport={"width": 420, "height": 900})
        page.goto((place.outbox / "current" / "index.html").as_uri())
        page.locator("summary", has_text="Cơ quan").click()
        page.locator("summary", has_text="Cơ quan").evaluate("e => e.scrollIntoView()")
        page.screenshot(path=str(folder / "next-campaign-phone.png"))
        made.append(folder / "next-campaign-phone.png")
        browser.close()
        blank = Path(given) / "lich-truc.xlsx"
        registry = load_registry(REGISTRY)
        entry = {"30181": {"phone": "0277 3851 234", "extension": "", "note": ""}}
        unit = registry.by_code["30181"]
        blank.write_bytes(blank_form(unit, registry, entry, AS_OF, bytes(32), ROSTER_FORM, alone=True))
        made.append(_first_page(pages_of(blank, Path(given))[0], folder / "blank-roster-a4.png"))
    return made


def _month(place: Place) -> None:
    """A night of returns, one of calls, one of rosters, counts and papers."""
    sample_inbox.build(place.inbox)
    place.run(sample_inbox.AS_OF)
    book = load_workbook(place.outbox / "review" / "goi-thu.xlsx")
    sheet: Any = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(c.value == "Người gọi" for c in row))
    columns = {c.value: c.column for c in head}
    for n in range(_CALLED):
        outcome = Outcome.NOT_ANSWERED if n % 4 == 2 else Outcome.HERE
        for name, value in (("Người gọi", "Trực ban"), ("Gọi lúc", "22:15 07/09/2021"), ("Kết quả", OUTCOME_WORDS[outcome])):  # fmt: skip
            sheet.cell(head[0].row + 1 + n, columns[name]).value = value
    place.reviewers.mkdir(exist_ok=True)
    book.save(place.reviewers / "goi-thu.xlsx")
    secrets = Secrets()
    for bank in (first_bank, second_bank, third_bank):
        for paper in bank(secrets):
            place.drop(f"{paper.unit}/{paper.name}", paper.data)
    place.run("2021-09-08T21:00:00+07:00")


def _next_campaign(place: Place) -> None:
    at = dt.datetime.fromisoformat("2021-10-01T08:00:00+07:00")
    settings = Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, as_of=at)
    config = place.root / "danhba.toml"
    config.write_text(f'registry = "{REGISTRY.name}"\n', encoding="utf-8")
    begin(settings, config, "2021-quy-4", "Công văn số 55/UBND-KSTTHC", "2021-12-31")
    place.run("2021-10-01T22:00:00+07:00", registry=place.root / "campaigns" / "2021-quy-4")
