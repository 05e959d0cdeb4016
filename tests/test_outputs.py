"""Every published file, opened by what its reader would use: a data-package and a vCard library, a JSON Schema validator."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import Package, system

from danhba.publish.changes import changes, in_words, withdrawn
from danhba.samples import sample_inbox
from tests.conftest import Place, table


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's publication."""
    place = Place(tmp_path_factory.mktemp("demo"))
    for name, data, minutes in sample_inbox.files():
        place.drop(name, data, 1630800000 + minutes * 60)
    place.run(sample_inbox.AS_OF)
    return place.outbox


def test_the_data_package_is_valid(published: Path) -> None:
    system.trusted = True
    report = Package(str((published / "current").resolve() / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert report.stats["tasks"] == 2


def test_the_json_fits_its_schema(published: Path) -> None:
    import jsonschema

    schema = json.loads((published / "current" / "danh-ba.schema.json").read_text(encoding="utf-8"))
    document = json.loads((published / "current" / "danh-ba.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    document["entries"][0]["phone_e164"] = "0277"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_the_cards_are_read_by_a_vcard_library(published: Path) -> None:
    import vobject

    text = (published / "current" / "danh-ba.vcf").read_bytes().decode("utf-8")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    cards = list(vobject.readComponents(text))
    lines = table(published / "current" / "danh-ba.csv")
    assert len(cards) == len(lines)
    for card, line in zip(cards, lines, strict=True):
        assert card.tel.value.removeprefix("tel:").split(";")[0] == line["phone_e164"]
        assert line["name"] in card.fn.value


def test_hsds_phones_are_the_published_ones(published: Path) -> None:
    organizations = json.loads((published / "current" / "danh-ba.hsds.json").read_text(encoding="utf-8"))
    assert [o["phones"][0]["number"] for o in organizations] == [
        e["phone_e164"] for e in table(published / "current" / "danh-ba.csv")
    ]
    assert len({o["id"] for o in organizations}) == len(organizations)


def test_changes_are_told_and_counted(registry) -> None:
    def entry(code: str, phone: str, status: str = "current") -> dict[str, str]:
        return {
            "unit_code": code,
            "name": code,
            "parent_name": "",
            "phone": phone,
            "phone_e164": phone,
            "extension": "",
            "status": status,
        }

    before = [entry("A-SYT", "1"), entry("A-SNV", "2"), entry("30181", "3"), entry("30187", "4")]
    after = [entry("A-SYT", "1"), entry("A-SNV", "9"), entry("30181", "3", "kept"), entry("30190", "5")]
    lines = changes(before, after, registry)
    assert {line["unit_code"]: line["change"] for line in lines} == {
        "A-SNV": "changed",
        "30181": "kept",
        "30187": "removed",
        "30190": "added",
    }
    assert withdrawn(lines) == 2
    assert in_words(lines) == "1 thêm mới, 1 đổi số, 1 rút khỏi danh bạ, 1 giữ số cũ"


def test_no_cell_starts_a_formula_and_no_person_is_published(published: Path) -> None:
    from openpyxl import load_workbook

    for name in ("current/danh-ba.xlsx", "review/quyet-dinh.xlsx"):
        for sheet in load_workbook(published / name):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", (name, cell.coordinate)
    text = (published / "current" / "danh-ba.csv").read_text(encoding="utf-8-sig")
    assert "ông" not in text.lower().split()


def test_a_kept_number_that_is_confirmed_is_not_called_changed(registry) -> None:
    entry = {"unit_code": "30181", "name": "x", "parent_name": "", "phone": "1", "phone_e164": "1", "extension": ""}
    lines = changes([{**entry, "status": "kept"}], [{**entry, "status": "current"}], registry)
    assert (lines[0]["change"], in_words(lines), withdrawn(lines)) == ("changed", "1 xác nhận số cũ", 0)
