"""Pictures of the workbooks that people open, on A4 out of LibreOffice: the questions, a marked copy and its list; and the pages beside them: the morning's, the preview's."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from danhba.registry import load_registry
from danhba.samples import sample_inbox
from danhba.samples.builder import form, xlsx
from tests.conftest import REGISTRY, Place
from tests.pictures.public import _LARGEST
from tests.pictures.reports import pages_of

_UNIT = "Thị trấn Lấp Vò, huyện Lấp Vò"


def _returns(place: Place) -> str:
    """Put into an inbox what raises questions of every common kind, and a return to mend; return the name of the latter."""
    sample_inbox.build(place.inbox)
    for name, number in (("phụ lục.xlsx", "0277 3845 001"), ("phụ lục bản mới.xlsx", "0277 3845 002")):
        place.drop(f"{_UNIT}/{name}", xlsx(form({"C": [(_UNIT.partition(",")[0], number)]})), 1630800000)
    rows = [
        ("Xã Tân Mỹ", "0277 3845 003 / 0912 345 678"), ("Xã Tân Mỹy", "0277 3845 004"), ("Xã Vĩnh Thạnh", "0277 38"),
        ("Xã Định Yên", "113"), ("Xã Long Hưng A", "0277 3845 006", "Gặp ông Nguyễn Văn An, 0912 345 679"),
    ]  # fmt: skip
    place.drop("Huyện Lấp Vò/danh sách xã.xlsx", xlsx(form({"B": [("Huyện Lấp Vò", "0277 3845 000")], "C": rows})))
    return "Huyện Lấp Vò/danh sách xã.xlsx"


def workbook_pictures(folder: Path) -> list[Path]:
    """Write the pictures into a folder; return their paths. Needs Chromium, LibreOffice and the tools of poppler."""
    from playwright.sync_api import sync_playwright

    made: list[Path] = []
    with tempfile.TemporaryDirectory() as given:
        place = Place(Path(given))
        wrong = _returns(place)
        _preview(place)
        place.run(sample_inbox.AS_OF)
        reports = place.outbox / "reports"
        marked = next(reports / f["submission"] for f in place.findings if f["source_file"] == wrong)
        for name, workbook in (
            ("review-sheet", place.outbox / "review" / "quyet-dinh.xlsx"),
            ("marked-copy", marked / "phieu-ra-soat.xlsx"),
        ):
            work = Path(given) / name
            work.mkdir()
            pages = pages_of(workbook, work)
            made.append(_in_colour(pages[0], folder / f"{name}.png"))
            if name == "marked-copy":
                made.append(_in_colour(pages[-1], folder / f"{name}-list.png"))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for name, source, width, height in (
                ("the-night", reports / "index.html", 1000, 850),
                ("preview", place.root / "preview" / "index.html", 1280, 600),
                ("preview-phone", place.root / "preview" / "index.html", 360, 740),
            ):
                page: Any = browser.new_page(viewport={"width": width, "height": height})
                page.goto(source.as_uri())
                page.screenshot(path=str(folder / f"{name}.png"))
                page.close()
                made.append(folder / f"{name}.png")
            browser.close()
    return made


def _in_colour(pdf: Path, out: Path) -> Path:
    """Write the page of a PDF as a picture: the colours of its cells say what is to be done."""
    for resolution in (100, 90, 80, 70, 60):
        command = ["pdftoppm", "-png", "-singlefile", "-r", str(resolution), str(pdf), str(out.with_suffix(""))]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        if out.stat().st_size < _LARGEST:
            break
    return out


def _preview(place: Place) -> None:
    """Leave beside the inbox what the watch shows of it before a run."""
    from danhba.receive.preview import PREVIEWS, Watch
    from danhba.settings import Settings

    settings = Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, settle=0)
    watch = Watch(settings, load_registry(REGISTRY))
    for _ in range(3):  # one look proves nothing
        watch.turn()
    shutil.copytree(place.outbox / "reports" / PREVIEWS, place.root / "preview")
