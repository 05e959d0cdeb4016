"""Order needs evidence: between two files of one night their times of change decide only where nothing speaks against them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from danhba.check.order_signs import correction, saved_at
from danhba.output.office import fixed_times
from danhba.read.kind import Kind
from danhba.samples.builder import form, xlsx
from tests.conftest import Place

NIGHT, UNIT = "2021-09-06T08:00:00+07:00", "30184"


def _return(number: str, title: str = "", saved: int = 1) -> bytes:
    rows = form({"C": [("Xã Long Hưng A", number, None)]})
    data = xlsx([[title], *rows] if title else rows)
    return fixed_times(data, dt.datetime(2021, 9, saved, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("older", "newer", "published", "severity"),
    [
        ({}, {}, "0277 3845 222", "warning"),  # the files' times alone
        ({"saved": 1}, {"saved": 2}, "0277 3845 222", "info"),  # confirmed by what the documents say
        ({}, {"title": "Lần 2, thay thế bản đã gửi"}, "0277 3845 222", "info"),
        ({"saved": 3}, {"saved": 2}, "", "conflict"),
        ({"title": "ĐÍNH CHÍNH số đường dây nóng"}, {}, "", "conflict"),
    ],
)
def test_order_needs_evidence(tmp_path: Path, older: dict, newer: dict, published: str, severity: str) -> None:
    place = Place(tmp_path)
    place.drop(f"{UNIT}/a.xlsx", _return("0277 3845 111", **older), 1630800000)
    place.drop(f"{UNIT}/b.xlsx", _return("0277 3845 222", **newer), 1630803600)
    place.run(NIGHT)
    assert {e["phone"] for e in place.directory.values()} == ({published} if published else set())
    told = {(f["code"], f["severity"]) for f in place.findings}
    if severity == "conflict":
        assert ("unit_conflict", "error") in told
    else:
        assert {s for c, s in told if c == "unit_superseded"} == {severity}


def test_files_say_when_they_were_saved_and_what_they_are() -> None:
    assert saved_at(_return("1", saved=4), Kind.WORKBOOK).startswith("2021-09-04")
    assert saved_at(b"PK\x03\x04 cut short", Kind.WORKBOOK) == ""
    assert [correction(s, ()) for s in ("phu luc", "phu luc lan 3", "thay_the phu luc", "Bản gửi lần hai")] == [
        0,
        3,
        1,
        2,
    ]
