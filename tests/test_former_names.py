"""Names of before July 2025 in today's registry: every row of the crosswalk, in both readings; bare names are never guessed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from danhba.audit.unit_names import UnitNames
from danhba.identify.match import Matcher
from danhba.identify.result import Match, Scope
from danhba.registry import FormerCommune, Registry, load_registry
from danhba.vietnamese.text import fold
from tests.name_rules import codes_of

REGISTRY = "dong-thap-2025-07"


@cache
def registry() -> Registry:
    return load_registry(Path(REGISTRY))


@cache
def matcher() -> Matcher:
    return Matcher(registry())


@cache
def second() -> UnitNames:
    return UnitNames(registry())


def _read(name: str) -> Match:
    return matcher().match(name, Scope("C"))


def _code(name: str) -> str:
    found = _read(name)
    return found.unit.code if found.unit else min(codes_of(found))


def _with_district(former: FormerCommune) -> tuple[str, ...]:
    return (
        f"{former.name}, {former.district}, {former.province}",
        f"{former.name} {former.district}",
        f"UBND {former.name} - {former.district}",
        fold(f"{former.name}, {former.district}").lower(),
        f"{former.name} ({former.district} cũ)",
    )


def test_the_registry_has_every_row_of_the_crosswalk() -> None:
    assert len(registry().former) == 332
    assert sum(u.tier == "C" for u in registry().units) == 102
    assert {code for f in registry().former for code in f.successors} == {
        u.code for u in registry().units if u.tier == "C"
    }


def test_a_commune_with_its_district_is_its_successor_in_both_readings() -> None:
    wrong = []
    for former in registry().former:
        for name in _with_district(former) if former.is_whole else ():
            found = _read(name)
            if _code(name) != former.successors[0] or "name_retired" not in codes_of(found):
                wrong.append((name, _code(name)))
            elif not second().stands(former.successors[0], name):
                wrong.append((name, "second reading"))
            elif second().names_another(name, second().above(former.successors[0]), False):
                wrong.append((name, "seen as another's"))  # thị xã Cai Lậy is no xã Cai Lậy
    assert not wrong


def test_a_divided_commune_is_refused_with_its_heirs_and_one_to_confirm_is_no_fact() -> None:
    named = {n for f in registry().former if f.is_whole for n in (*_with_district(f),)}
    sure = {_code(n) for n in named}
    for former in registry().former:
        for name in () if former.is_whole else _with_district(former):
            found = _read(name)
            if former.relation == "part":
                assert found.unit is None, name
                assert {u.code for u in found.candidates} >= set(former.successors), name
            elif found.unit is not None:  # only another spelling of a name that is certain: Hoà Bình, Hòa Bình
                assert former.name.replace("oà", "òa").replace("  ", " ") != former.name, name
                assert found.unit.code in sure, name


def test_a_former_district_is_refused_with_what_lies_there_now() -> None:
    for district in {f.district for f in registry().former}:
        for name in (district, f"UBND {district}", f"VP HĐND và UBND {district}"):
            found = _read(name)
            assert found.unit is None, name
            assert found.candidates, name
            assert not any(
                second().stands(u.code, name) for u in found.candidates if u.name.split(" ", 1)[1] in district
            ), name


def test_with_its_type_word_a_name_is_today_s_unit_in_both_readings() -> None:
    for unit in registry().units:
        assert _code(unit.name) == unit.code or matcher().match(unit.name, Scope(unit.tier)).unit == unit
        assert second().stands(unit.code, unit.name)


def test_a_bare_name_that_was_another_commune_a_town_or_a_district_is_not_guessed() -> None:
    others: dict[str, set[str]] = {}
    unsure = set()
    for former in registry().former:
        core = former.name.removeprefix("Thị trấn ").removeprefix("Phường ").removeprefix("Xã ")
        others.setdefault(core, set()).update(former.successors)
        if former.name.startswith("Thị trấn "):
            unsure.add(core)
        unsure.add(former.district.removeprefix("Huyện ").removeprefix("Thành phố ").removeprefix("Thị xã "))
    for unit in registry().units:
        bare = unit.name.split(" ", 1)[1]
        if unit.tier == "C" and (bare in unsure or others.get(bare, set()) - {unit.code}):
            for name in (bare, bare.upper()):
                assert _read(name).unit is None, name
            if others.get(bare, set()) - {unit.code} or bare in unsure:
                assert not second().stands(unit.code, bare) or others.get(bare) == {unit.code}, bare


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Xã Tân Công Chí huyện Tân Hồng", "Xã Tân Hồng"),
        ("TT Mỹ An", "Xã Tháp Mười"),
        ("Phường 1 TP Mỹ Tho", "Phường Mỹ Tho"),
        ("P1 TP.Cao Lãnh", "Phường Cao Lãnh"),
        ("Xã Tân Phú, huyện Thanh Bình, tỉnh Đồng Tháp", "Xã Thanh Bình"),
        ("Xã Tân Phú", "Xã Tân Phú"),
        ("Xã Tháp Mười, huyện Tháp Mười", "Xã Tháp Mười"),
        ("UBND huyện Lấp Vò", ""),
        ("Xã Tân Phú, huyện Châu Thành, tỉnh Tiền Giang", ""),
        ("Tam Nông", ""),
        ("tam nong", ""),
        ("Chợ Gạo", ""),
        ("Tân Phú", ""),
        ("Phường 3", ""),
    ],
)
def test_names_as_offices_write_them(name: str, answer: str) -> None:
    found = _read(name)
    assert (found.unit.name if found.unit else "") == answer
    assert found.unit or found.candidates
