"""Pictures of what the office reads in the morning: the night's page, progress and a file's page at 360 and 1280 px, the report to sign on A4."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from danhba.samples import sample_inbox
from tests.conftest import Place
from tests.pictures.public import _LARGEST, _first_page

_HEIGHT = 1500  # px of a page that are shown


def report_pictures(folder: Path) -> list[Path]:
    """Write the pictures of the sample night into a folder; return their paths. Needs Chromium, LibreOffice and pdftoppm."""
    from playwright.sync_api import sync_playwright

    made: list[Path] = []
    with tempfile.TemporaryDirectory() as given, sync_playwright() as playwright:
        place = Place(Path(given))
        sample_inbox.build(place.inbox)
        place.run(sample_inbox.AS_OF)
        reports = place.outbox / "reports"
        slip = next(
            reports / f["submission"] / "phieu-ra-soat.html" for f in place.findings if f["code"] == "phone_multiple"
        )
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, source in (
            ("index", reports / "index.html"),
            ("progress", reports / "tien-do.html"),
            ("file", slip),
        ):
            for width, ending in ((360, "-phone"), (1280, "")):
                page: Any = browser.new_page(viewport={"width": width, "height": _HEIGHT})
                page.goto(source.as_uri())
                out = folder / f"report-{name}{ending}.png"
                for height in (_HEIGHT, 1200, 900, 700):
                    page.set_viewport_size({"width": width, "height": height})
                    page.screenshot(path=str(out))
                    if out.stat().st_size < _LARGEST:
                        break
                page.close()
                made.append(out)
        browser.close()
        pages = pages_of(reports / "bao-cao.docx", Path(given))
        for number in (1, 2, 3):
            made.append(_first_page(pages[number - 1], folder / f"report-document-{number}.png"))
    return made


def pages_of(document: Path, work: Path) -> list[Path]:
    """Return the pages of an office document, each a PDF of its own."""
    office = ["soffice", f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", str(work), str(document)], check=True, capture_output=True, timeout=120)
    whole = work / f"{document.stem}.pdf"
    subprocess.run(
        ["pdfseparate", str(whole), str(work / "page-%03d.pdf")], check=True, capture_output=True, timeout=60
    )
    return sorted(work.glob("page-*.pdf"))
