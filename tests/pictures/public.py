"""Pictures of what goes out to everybody: the public page at 360 and 1280 px and on A4, a blank form, a poster; of an invented directory."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from danhba.handouts.blank_form import blank_form
from danhba.handouts.poster import poster_svg
from danhba.publish.edition import Edition
from danhba.publish.formats.web_page import render_page
from danhba.registry import Registry, load_registry
from tests.conftest import REGISTRY

AS_OF = dt.datetime(2021, 9, 6, 13, tzinfo=dt.UTC)
_WITHOUT = 9  # every ninth unit has no number yet
_LARGEST = 200_000  # bytes of a picture


def _invented(registry: Registry) -> Edition:
    entries = []
    for i, unit in enumerate(registry.units):
        if i % _WITHOUT == 4:
            continue
        parent = registry.by_code.get(unit.parent)
        digits = f"277385{1000 + i * 7}"
        entries.append(
            {
                "tier": unit.tier, "unit_code": unit.code, "name": unit.name, "parent_code": unit.parent, "parent_name": parent.name if parent else "",
                "phone": f"0{digits[:3]} {digits[3:7]} {digits[7:]}", "phone_e164": f"+84{digits}", "extension": "101" if i % 37 == 5 else "",
                "phone_kind": "landline", "note": "Chỉ trực giờ hành chính" if i % 23 == 3 else "", "status": "kept" if i % 29 == 6 else "current",
                "source_file": "", "source_sheet": "", "source_cell": "", "submission": "", "received_at": "",
            }
        )  # fmt: skip
    return Edition(entries, registry, AS_OF)


def public_pictures(folder: Path) -> list[Path]:
    """Write the pictures into a folder; return their paths. Needs Chromium, LibreOffice and pdftoppm."""
    from playwright.sync_api import sync_playwright

    registry = load_registry(REGISTRY)
    edition = _invented(registry)
    made: list[Path] = []
    with tempfile.TemporaryDirectory() as given, sync_playwright() as playwright:
        place = Path(given)
        (place / "index.html").write_bytes(render_page(edition))
        (place / "form.xlsx").write_bytes(blank_form(registry.by_code["875"], registry, {}, AS_OF, bytes(32)))
        svg = poster_svg("875", edition.entries, registry, edition.id, "https://danhba.example.vn/")
        (place / "poster.svg").write_bytes(svg)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )

        def shoot(name: str, source: str, size: tuple[int, int], typed: str = "") -> None:
            page: Any = browser.new_page(viewport={"width": size[0], "height": size[1]})
            page.goto((place / source).as_uri())
            if typed:
                page.fill("#tim", typed)
                page.wait_for_timeout(400)
            page.screenshot(path=str(folder / name))
            page.close()
            made.append(folder / name)

        shoot("public-page-phone.png", "index.html", (360, 740))
        shoot("public-page-phone-search.png", "index.html", (360, 740), "lap vo")
        shoot("public-page.png", "index.html", (1280, 800))
        shoot("public-page-search.png", "index.html", (1280, 800), "tan my")
        shoot("poster.png", "poster.svg", (794, 1123))
        page: Any = browser.new_page()
        page.goto((place / "index.html").as_uri())
        page.pdf(path=str(place / "page.pdf"), prefer_css_page_size=True)
        browser.close()
        office = [
            "soffice",
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            given,
        ]
        subprocess.run([*office, str(place / "form.xlsx")], check=True, capture_output=True, timeout=120)
        made.append(_first_page(place / "page.pdf", folder / "public-page-a4.png"))
        made.append(_first_page(place / "form.pdf", folder / "blank-form-a4.png"))
    return made


def _first_page(pdf: Path, out: Path) -> Path:
    """Write the first page of a PDF as a picture, in greys, as finely as the largest size permits."""
    for resolution in (110, 100, 90, 80, 70):
        command = [
            "pdftoppm",
            "-gray",
            "-png",
            "-singlefile",
            "-r",
            str(resolution),
            str(pdf),
            str(out.with_suffix("")),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        if out.stat().st_size < _LARGEST:
            break
    return out
