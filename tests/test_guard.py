"""The publication guard: a run that would withdraw or change too much is held until a person confirms it."""

from __future__ import annotations

import os

import pytest

from danhba.registry import load_registry
from danhba.run.publish import confirm_held
from danhba.samples.builder import form, xlsx
from danhba.settings import Settings
from tests.conftest import REGISTRY, Place

UNITS = [u for u in load_registry(REGISTRY).units if u.parent == "875"]


def _list(start: int) -> bytes:
    names = load_registry(REGISTRY)
    return xlsx(form({"C": [(names.full_name(u.code), f"0277 3851 {start + i:03d}") for i, u in enumerate(UNITS)]}))


def test_a_mass_change_is_held_and_confirmed(place: Place) -> None:
    settings = Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY)
    place.drop("875/a.xlsx", _list(100))
    place.run("2021-09-05T08:00:00+07:00")
    before = os.readlink(place.outbox / "current")
    place.drop("875/b.xlsx", _list(500))
    held = place.run("2021-09-06T08:00:00+07:00")
    assert os.readlink(place.outbox / "current") == before
    assert f"{len(UNITS)} trong {len(UNITS)} số" in held.held
    page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    assert "danhba publish --confirm 20210906T010000Z-" in page
    again = place.run("2021-09-07T08:00:00+07:00")  # still held, under the same id
    assert again.held
    assert len(list((place.outbox / "publications").iterdir())) == 2
    [waiting] = [p.name for p in (place.outbox / "publications").iterdir() if p.name not in before]
    with pytest.raises(ValueError, match="đang chờ xác nhận"):
        confirm_held(settings, "20210101T000000Z-00000000")
    confirm_held(settings, waiting)
    assert {e["phone"] for e in place.directory.values()} == {f"0277 3851 {500 + i:03d}" for i in range(len(UNITS))}
    after = place.run("2021-09-08T08:00:00+07:00")
    assert (after.held, after.new_publication) == ("", False)


def test_a_few_changes_pass(place: Place) -> None:
    place.drop("875/a.xlsx", _list(100))
    place.run("2021-09-05T08:00:00+07:00")
    names = load_registry(REGISTRY)
    rows = [(names.full_name(u.code), f"0277 3851 {(500 if i < 5 else 100) + i:03d}") for i, u in enumerate(UNITS)]
    place.drop("875/b.xlsx", xlsx(form({"C": rows})))
    assert place.run("2021-09-06T08:00:00+07:00").held == ""
