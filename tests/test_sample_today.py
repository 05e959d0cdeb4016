"""The sample of the registry without districts: one run holds it to every number, refusal and blank form; `danhba demo --registry` takes it."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from danhba.cli.options import Stop
from danhba.cli.run import demo
from danhba.handouts.blank_form import blank_form
from danhba.registry import load_registry
from danhba.samples import sample_today
from danhba.samples.shipped import SAMPLES
from danhba.settings import Settings
from tests.conftest import Place


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """What a night over the sample leaves behind."""
    place = Place(tmp_path_factory.mktemp("today"))
    sample_today.SAMPLE.build(place.inbox)
    place.run(sample_today.AS_OF, registry=Path(sample_today.REGISTRY))
    return place


def test_every_number_and_every_refusal_is_as_the_sample_says(shown: Place) -> None:
    numbers = {c: said for c, said in sample_today.TRUTH.items() if said[:1] in "+1"}
    assert {code: line["phone_e164"] for code, line in shown.directory.items()} == numbers
    told: dict[str, set[str]] = {}
    for finding in shown.findings:
        told.setdefault(finding["unit_code"], set()).add(finding["code"])
    for code in sample_today.TRUTH.keys() - numbers.keys():
        assert sample_today.TRUTH[code] in told[code]
    assert len(shown.progress) == 116


def test_what_is_special_to_today_s_province_is_told_in_words(shown: Place) -> None:
    said = {(f["source_file"], f["cell"], f["code"]): f["message"] for f in shown.findings}
    for (name, cell), (code, words) in sample_today.TOLD.items():
        assert words in said[name, cell, code]
    codes = {line["phone"].split()[0] for line in shown.directory.values()}
    assert {"0273", "0277"} <= codes
    page = (shown.outbox / "reports" / "index.html").read_text(encoding="utf-8")
    assert all(name.rsplit("/", 1)[-1].replace("&", "&amp;") in page for name, _, _ in sample_today.files())


def test_its_blank_forms_have_its_sections_and_the_numbers_known(shown: Place) -> None:
    registry = load_registry(Path(sample_today.REGISTRY))
    for code, heading, name in (
        ("28261", ("B", "CẤP XÃ"), "Phường Mỹ Tho"),
        ("A-SNV", ("A", "CƠ QUAN, ĐƠN VỊ"), "Sở Nội vụ"),
    ):
        data = blank_form(
            registry.by_code[code], registry, shown.directory, dt.datetime(2025, 9, 10, tzinfo=dt.UTC), b"k" * 32
        )
        rows = [[c for c in row if c is not None] for row in load_workbook(BytesIO(data)).worksheets[0].values]
        assert [tuple(r) for r in rows if r and str(r[0]) in "ABC"] == [heading]
        assert [1, name, shown.directory[code]["phone"], "Trực 24/24"] in rows
        assert not any("huyện" in str(c).lower() for r in rows for c in r)


@pytest.mark.parametrize("name", ["dong-thap-2025-07", "registry/dong-thap-2021-09", None])
def test_the_demo_lays_down_the_sample_of_the_registry_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    ran: list[Settings] = []
    monkeypatch.setattr("danhba.cli.run.run_once", lambda settings, watched: ran.append(settings))
    demo(folder=tmp_path / "thu", registry=name)
    sample = SAMPLES[Path(name or "dong-thap-2021-09").name]
    assert (ran[0].registry.name, ran[0].now()) == (sample.registry, dt.datetime.fromisoformat(sample.as_of))
    assert all((tmp_path / "thu" / "inbox" / path).is_file() for path, _, _ in sample.files())


def test_a_registry_without_a_sample_is_told_with_those_that_have_one(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        demo(folder=tmp_path / "x", registry="can-tho")
    assert all(name in str(stop.value) for name in SAMPLES)
    assert not (tmp_path / "x").exists()
