"""Reports made in part, where something changed, are byte for byte those made whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from danhba.samples.builder import form, xlsx
from tests.conftest import Place

_NAMES = ("Xã Tân Mỹ", "Xã Tân Khánh Trung", "Xã Vĩnh Thạnh", "Xã Định An")
_EARLY, _LATE = 1630800000.0, 1630890000.0
# Made once: a workbook holds the time it was made.
_FORMS = [
    xlsx(form({"C": [(name, f"0277 3851 00{i}"), ("Xã Long Hưng A", f"0277 3851 01{i}"), ("Xã Nào Đó", "3851")]}))
    for i, name in enumerate(_NAMES)
]
_NEW = xlsx(form({"C": [(_NAMES[0], "0277 3851 020"), (_NAMES[1], "0277 3851 001 / 0912 345 678")]}))
_NEWER = xlsx(form({"C": [(_NAMES[2], "0277 3851 030")]}))


def _two_nights(root: Path, between: str) -> Place:
    """Four forms, then one that replaces a number and spoils another. between: what befell the reports meanwhile."""
    root.mkdir()
    place = Place(root)
    for i, data in enumerate(_FORMS):
        place.drop(f"Huyện Lấp Vò/{i}.xlsx", data, _EARLY + i)
    place.run("2021-09-04T08:00:00+07:00")
    reports = place.outbox / "reports"
    if between == "edited":
        (reports / "findings.csv").write_bytes(b"\xef\xbb\xbfcode;severity\r\n")
    elif between == "removed":
        (reports / "findings.csv").unlink()
    elif between == "a page is gone":
        next(reports.glob("*/phieu-ra-soat.html")).unlink()
    place.drop("Huyện Lấp Vò/moi.xlsx", _NEW, _LATE)
    place.run("2021-09-05T08:00:00+07:00")
    return place


def _told(place: Place) -> dict[str, bytes]:
    """findings.csv, and the pages but for the time at their foot."""
    reports = place.outbox / "reports"
    foot = "Trang này cập nhật".encode()
    pages = {p.parent.name: p.read_bytes().partition(foot)[0] for p in reports.glob("*/phieu-ra-soat.html")}
    return {
        **pages,
        "findings.csv": (reports / "findings.csv").read_bytes(),
        "tien-do.csv": (reports / "tien-do.csv").read_bytes(),
    }


@pytest.mark.parametrize("between", ["edited", "removed", "a page is gone"])
def test_in_part_is_as_whole(tmp_path: Path, between: str) -> None:
    part, whole = _two_nights(tmp_path / "part", ""), _two_nights(tmp_path / "whole", between)
    assert _told(part) == _told(whole)
    replaced = [f for f in part.findings if f["code"] == "unit_superseded"]
    assert [(f["source_file"], f["cell"]) for f in replaced] == [
        ("Huyện Lấp Vò/0.xlsx", "C11"), ("Huyện Lấp Vò/0.xlsx", "C12"), ("Huyện Lấp Vò/1.xlsx", "C12"), ("Huyện Lấp Vò/2.xlsx", "C12"),
    ]  # fmt: skip


def test_an_untouched_report_is_not_written_again(tmp_path: Path) -> None:
    place = _two_nights(tmp_path / "part", "")
    pages = {p: p.stat().st_mtime_ns for p in place.outbox.glob("reports/*/phieu-ra-soat.html")}
    place.drop("Huyện Lấp Vò/moi hon.xlsx", _NEWER, _LATE + 1)
    place.run("2021-09-06T08:00:00+07:00")
    written = {p for p in place.outbox.glob("reports/*/phieu-ra-soat.html") if pages.get(p) != p.stat().st_mtime_ns}
    assert len(pages) == 5
    assert len(written) == 2  # the new one, and the one whose number it replaces
