"""Unit names: the researched examples, the whole registry under every habit, and confusable pairs."""

from __future__ import annotations

import csv
import os

import pytest

from danhba.identify.match import Matcher
from danhba.identify.result import Scope
from danhba.locate.lines import Locator
from danhba.registry import Registry
from danhba.vietnamese.text import fold
from schemas.forms.hotline import HOTLINE_FORM
from tests.conftest import ROOT
from tests.name_rules import codes_of

EXAMPLES = list(csv.DictReader((ROOT / "tests/data/names.csv").open(encoding="utf-8", newline="")))
UNITS = [r for r in EXAMPLES if r["role"] == "unit"]
LINES = [r for r in EXAMPLES if r["role"] != "unit"]


@pytest.mark.parametrize("row", UNITS, ids=[repr(r["raw"]) for r in UNITS])
def test_examples_are_answered_as_written(row: dict[str, str], matcher: Matcher) -> None:
    match = matcher.match(row["raw"], Scope("", row["context_district_code"]))
    # A guess is a proposal: the example names the unit that must be proposed first.
    code = match.unit.code if match.unit else match.candidates[0].code if match.facts.proposals else ""
    assert code == row["unit_code"]
    # name_decoded is for the record and not written in the examples
    assert codes_of(match) - {"name_decoded"} == set(filter(None, row["findings"].split("|")))


@pytest.mark.parametrize("row", LINES, ids=[repr(r["raw"]) for r in LINES])
def test_lines_that_are_not_data(row: dict[str, str], registry: Registry) -> None:
    role, tier = Locator(HOTLINE_FORM, registry.sections).roles.role("", row["raw"])
    assert role == "section" if row["role"].startswith("section") else role in ("total", "footer")
    if row["role"].startswith("section"):
        assert tier == row["role"][-1]


def _habits(name: str) -> list[str]:
    import unicodedata

    return [
        name, name.upper(), name.lower(), unicodedata.normalize("NFD", name), f"UBND {name}", f"  {name}. ", f"1. {name}", f"- {name}",
        f"UBND {name}, tỉnh Đồng Tháp", name.replace(", ", " - "), fold(name),
    ]  # fmt: skip


def test_every_unit_in_every_habit(registry: Registry, matcher: Matcher) -> None:
    wrong = []
    for unit in registry.units:
        for text in _habits(registry.full_name(unit.code)):
            if unit.tier == "A" and text.startswith("UBND"):
                continue
            match = matcher.match(text, Scope(unit.tier))
            if match.unit != unit and not (text == fold(text) and match.is_ambiguous):
                wrong.append((unit.code, text, match.unit and match.unit.code, codes_of(match)))
    assert wrong == []


def test_legacy_fonts_over_all_places(registry: Registry, matcher: Matcher) -> None:
    from viparse.normalize.tcvn3 import TCVN3
    from viparse.normalize.viscii import VISCII
    from viparse.normalize.vni import VNI
    from viparse.normalize.vps import VPS

    wrong = []
    for table in (TCVN3, VNI, VISCII, VPS):
        back = {v: k for k, v in reversed(table.pairs)}
        for unit in registry.units:
            name = registry.full_name(unit.code)
            # TCVN3 has no accented capitals: such letters are left out of the comparison.
            text = "".join(back.get(c, c) for c in name)
            if text == name or any(ord(c) > 0x17F for c in text):
                continue
            match = matcher.match(text, Scope(unit.tier))
            if match.unit != unit:
                wrong.append((table.name, name, codes_of(match)))
    assert wrong == []


LETTERS = "aăâeêioôơuưyàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýbcdđghklmnpqrstvx"


def _neighbours(name: str) -> set[str]:
    out = set()
    for i in range(len(name)):
        out.add(name[:i] + name[i + 1 :])
        out.update(name[:i] + c + name[i + 1 :] for c in LETTERS if name[i].isalpha())
        if i + 1 < len(name):
            out.add(name[:i] + name[i + 1] + name[i] + name[i + 2 :])
    return out - {name}


_EVERY = int(os.environ.get("NAMES_EVERY", "7"))  # `make names` takes every one


@pytest.mark.parametrize("plain", [False, True], ids=["accented", "bare"])
def test_one_edit_never_makes_another_unit(registry: Registry, matcher: Matcher, plain: bool) -> None:
    """For every unit and one-edit neighbour: the right unit, a proposal or an ambiguity; another unit only by its own name."""
    wrong = []
    own: dict[str, set[str]] = {}
    for unit in registry.units:
        for text in (unit.name, fold(unit.name)):
            own.setdefault(" ".join(text.lower().split()), set()).add(unit.code)
    for unit in registry.units:
        if unit.tier == "A":
            continue
        name = fold(unit.name) if plain else unit.name
        for text in sorted(_neighbours(name))[::_EVERY]:
            match = matcher.certain.answer(text, Scope(unit.tier))
            if match is None or match.unit is None or match.unit == unit:
                continue
            spelled = " ".join(text.lower().replace("y", "i").split())
            names = {" ".join(t.lower().replace("y", "i").split()) for t in (match.unit.name, fold(match.unit.name))}
            bare_core = spelled in {n.split(" ", 1)[1] for n in names} or spelled in names
            if not bare_core and fold(spelled) != fold(min(names, key=len)):
                wrong.append((unit.name, text, match.unit.name))
    assert wrong == []


def test_a_name_of_another_province_or_district_is_no_unit(matcher: Matcher) -> None:
    for text in ("Xã Tân Mỹ, huyện Chợ Mới, tỉnh An Giang", "Xã Tân Mỹ, huyện Châu Thành", "Phường Cao Lãnh"):
        assert matcher.match(text).unit is None
