"""The blank roster and the blank counts: handed out, filled in, read as that form without a finding; unfilled they claim nothing."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from danhba.check.reader import Reader
from danhba.handouts.blank_form import blank_form
from danhba.handouts.make import make_forms
from danhba.model.submission import Reading, Source
from danhba.registry import Registry
from danhba.settings import Settings
from schemas.forms.counts import COUNTED, COUNTS_FORM
from schemas.forms.known import BLANKS
from schemas.forms.roster import ROSTER_FORM
from tests.conftest import REGISTRY, Place

AS_OF = dt.datetime(2021, 9, 5, tzinfo=dt.UTC)
UNITS = ["A-SYT", "875", "30181"]


def _book(registry: Registry, unit: str, form: Any) -> Any:
    entry = {unit: {"phone": "0277 3851 234", "extension": "", "note": ""}}
    return load_workbook(
        io.BytesIO(blank_form(registry.by_code[unit], registry, entry, AS_OF, bytes(32), form, alone=True))
    )


def _read(reader: Reader, book: Any) -> Reading:
    out = io.BytesIO()
    book.save(out)
    return reader.read([Source("gui lai.xlsx", out.getvalue())])[0]


def _faults(reading: Reading) -> list[str]:
    return [f.code for f in reading.findings if f.severity != "info" and not f.code.startswith("mark")]


def _column(book: Any, form: Any, field: str) -> int:
    title = next(c.title for c in form.columns if c.field == field)
    return next(c.column for row in book.worksheets[0].iter_rows() for c in row if c.value == title)


@pytest.mark.parametrize("unit", UNITS)
def test_a_roster_that_was_filled_in_is_whole(registry: Registry, reader: Reader, unit: str) -> None:
    book = _book(registry, unit, ROSTER_FORM)
    sheet, post = book.worksheets[0], _column(book, ROSTER_FORM, "post")
    lines = [r for r in range(1, sheet.max_row + 1) if not sheet.cell(r, post).protection.locked]
    assert len(lines) == 62
    for r in lines:
        sheet.cell(r, post).value = "Chuyên viên trực"
    reading = _read(reader, book)
    assert _faults(reading) == []
    (stated,) = reading.stated
    assert (stated.form, stated.unit_code, stated.first, stated.values["until"]) == ("roster", unit, "2021-09-06", "2021-10-06")  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_counts_that_were_filled_in_are_taken(registry: Registry, reader: Reader, unit: str) -> None:
    book = _book(registry, unit, COUNTS_FORM)
    sheet = book.worksheets[0]
    places = {field: _column(book, COUNTS_FORM, field) for field in COUNTED}
    lines = [r for r in range(1, sheet.max_row + 1) if not sheet.cell(r, places["carried"]).protection.locked]
    assert len(lines) == 1
    for field, count in zip(COUNTED, (2, 10, 8, 1, 2, 1), strict=True):
        sheet.cell(lines[0], places[field]).value = count
    reading = _read(reader, book)
    assert _faults(reading) == []
    (stated,) = reading.stated
    assert (stated.form, stated.unit_code, stated.first) == ("counts", unit, "2021-08-01")


@pytest.mark.parametrize("form", [ROSTER_FORM, COUNTS_FORM], ids=lambda f: f.name)
def test_unfilled_they_claim_nothing(registry: Registry, reader: Reader, form: Any) -> None:
    reading = _read(reader, _book(registry, "30181", form))
    assert reading.stated == []
    assert _faults(reading)


def test_every_declared_form_is_handed_out(place: Place) -> None:
    settings = Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY, as_of=AS_OF)
    assert (
        make_forms(settings, False, ["30181", "875"], None, place.root / "forms", bytes(32), list(BLANKS.values())) == 6
    )
    assert {p.name for p in (place.root / "forms").iterdir()} == {
        f"{begin}-{code}.xlsx" for begin in ("phu-luc", "lich-truc", "so-lieu") for code in ("30181", "875")
    }
