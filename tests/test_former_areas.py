"""Former districts as context: under one, a name is what bore it there or a unit of today that lies there, and never another's number."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.registry import FormerCommune, Registry, load_registry
from danhba.samples.builder import HEADER, xlsx
from danhba.vietnamese.text import fold
from tests.examples import share

REGISTRY = "dong-thap-2025-07"
Place = tuple[str, str]


@cache
def reader() -> Reader:
    return Reader(load_registry(Path(REGISTRY)))


@cache
def registry() -> Registry:
    return reader().registry


@cache
def communes() -> dict[Place, list[FormerCommune]]:
    out: dict[Place, list[FormerCommune]] = {}
    for one in registry().former:
        if one.successors:
            out.setdefault((one.district, one.province), []).append(one)
    return out


def _plain(name: str) -> str:
    """A name as a person compares it: Hoà and Hòa, Mỹ and Mĩ are one, blanks and case do not count."""
    return " ".join(name.lower().replace("oà", "òa").replace("y", "i").replace("ỹ", "ĩ").replace("ý", "í").split())


def _bare(name: str) -> str:
    """A name without its type word."""
    return next((name.removeprefix(t) for t in ("Thị trấn ", "Phường ", "Xã ") if name.startswith(t)), name)


def _allowed(name: str, places: set[Place]) -> set[str]:
    """The codes that a name may be under former districts, by the crosswalk alone. Either as it stands, or, bare, of any type."""
    typed = _bare(name) != name

    def fits(other: str) -> bool:
        return _plain(other) == _plain(name) if typed else _plain(_bare(other)) == _plain(name)

    here = [one for place in places for one in communes()[place]]
    heirs = {code for one in here for code in one.successors}
    old = {code for one in here if fits(one.name) and one.is_whole for code in one.successors}
    return old | {u.code for u in registry().units if u.code in heirs and fits(u.name)}


def _spelt(district: str) -> st.SearchStrategy[str]:
    bare = district.split(" ", 2)[2] if district.startswith(("Thành phố", "Thị xã")) else district.split(" ", 1)[1]
    short = {"Huyện": "H. ", "Thành": "TP ", "Thị": "TX "}[district.split(" ")[0]] + bare
    return st.sampled_from([district, district.upper(), short, f"UBND {district}", f"{district} (cũ)"])


NAMES = st.sampled_from(sorted({name for one in load_registry(Path(REGISTRY)).former for name in (one.name, _bare(one.name))} |
                               {u.name for u in load_registry(Path(REGISTRY)).units if u.tier == "C"}))  # fmt: skip


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, bytes, list[tuple[int, str, set[Place]]]]:
    """Draw a list under one or two former districts: (where the district stands, workbook, rows as (line, name, the districts meant))."""
    places = sorted(communes())
    shape = draw(st.sampled_from(["heading", "title", "sheet", "column", "across"]))
    rows: list[list[object]] = []
    labels: list[tuple[int, str, set[Place]]] = []
    sheet = "Sheet1"
    head: list[object] = [*HEADER, "Huyện"] if shape == "column" else list(HEADER)
    meant: set[Place] = set()
    count = draw(st.integers(1, 2)) if shape in ("heading", "column", "across") else 1
    first = draw(st.sampled_from(places))
    if shape == "title":
        rows.append([f"DANH SÁCH ĐƯỜNG DÂY NÓNG CÁC XÃ, THỊ TRẤN {draw(_spelt(first[0])).removeprefix('UBND ')}"])
    if shape == "sheet":
        sheet = draw(st.sampled_from([first[0], first[0].upper(), fold(first[0])]))
    rows += [head, ["B", "CẤP XÃ"]]
    merges = []
    for part in range(count):
        place = first if part == 0 else draw(st.sampled_from(places))
        meant = {p for p in places if p[0] == place[0]}  # Châu Thành was a district in both provinces
        written = draw(_spelt(place[0]))
        if shape == "heading":
            rows.append([["I", "II"][part], written])
        if shape == "across":
            rows.append([written])
            merges.append(f"A{len(rows)}:D{len(rows)}")
        own = draw(st.lists(st.sampled_from([one.name for one in communes()[place]]), min_size=1, max_size=4))
        for number, name in enumerate([*own, *draw(st.lists(NAMES, max_size=3))], start=1):
            rows.append(
                [
                    number,
                    name,
                    f"0277 3{len(rows):03d} {part}{number}7",
                    None,
                    *([written] if shape == "column" else []),
                ]
            )
            labels.append((len(rows), name, meant))
    return shape, xlsx(rows, sheet=sheet, merges=merges), labels


def _read(data: bytes, name: str = "danh sach.xlsx") -> Reading:
    return reader().read([Source(name, data)])[0]


@settings(max_examples=share(40), deadline=None)
@given(lists())
def test_under_a_former_district_no_other_district_s_number_is_published(
    drawn: tuple[str, bytes, list[tuple[int, str, set[Place]]]],
) -> None:
    shape, data, labels = drawn
    found = {int(r["row"]): r for r in _read(data).rows}
    for line, name, places in labels:
        row = found[line]
        allowed = _allowed(name, places)
        if row["ok"]:
            assert row["unit_code"] in allowed, (shape, name, places, row["unit_code"])
        elif len(allowed) == 1 and _bare(name) != name:
            # Nothing else there bears the name: it is answered, unless it is divided too.
            divided = any(
                _plain(one.name) == _plain(name) and not one.is_whole for p in places for one in communes()[p]
            )
            repeated = [n for _, n, _ in labels].count(name) > 1
            assert divided or repeated or row["unit_code"], (shape, name, places, row["errors"])


def test_seven_digits_take_the_area_code_of_the_former_province_only() -> None:
    lay: dict[str, set[str]] = {}
    for one in registry().former:
        for code in one.successors:
            lay.setdefault(code, set()).add("273" if one.province.endswith("Giang") else "277")
    units = [u for u in registry().units if u.tier == "C"]
    rows = [list(HEADER), ["B", "CẤP XÃ"], *([i, u.name, f"38{i:03d}46"] for i, u in enumerate(units, start=1))]
    reading = _read(xlsx(rows))
    assert len(reading.rows) == len(units)
    for unit, row in zip(units, reading.rows, strict=True):
        number = row["phone_e164"]
        assert (number[3:6] if number else "") == (lay[unit.code].copy().pop() if len(lay[unit.code]) == 1 else ""), (
            unit.name
        )
        assert number or "phone_uncertain" in row["errors"]
    agencies = _read(
        xlsx([list(HEADER), ["A", "CƠ QUAN, ĐƠN VỊ"], [1, "Sở Nội vụ", "3851246"], [2, "Phường Chưa Có", "3851247"]])
    )
    assert ["phone_uncertain" in row["errors"] for row in agencies.rows] == [True, True]


def test_today_s_province_over_a_list_is_no_former_one() -> None:
    """The new province bears the name of one of the two: its letterhead, office and titles say nothing of where a line lay before."""
    units = [u for u in registry().units if u.tier == "C"]
    name = registry().name
    heads = [
        [f"ỦY BAN NHÂN DÂN TỈNH {name.upper()}"],
        [f"VĂN PHÒNG UBND TỈNH {name.upper()}"],
        [f"DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG TỈNH {name.upper()}"],
        [f"{name}, các xã, phường"],
    ]
    for n, head in enumerate(heads):
        some = units[n :: len(heads)]
        rows = [head, list(HEADER), ["B", "CẤP XÃ"], *([i, u.name, f"09123{n}{i:04d}"] for i, u in enumerate(some, 1))]
        reading = _read(xlsx(rows))
        assert [r["unit_code"] for r in reading.rows if r["ok"]] == [u.code for u in some], head
    # The old one is told by its word.
    for old in (f"TỈNH {name.upper()} (CŨ)", f"Tỉnh {name} trước đây"):
        rows = [[old], list(HEADER), ["B", "CẤP XÃ"], [1, "Phường Mỹ Tho", "0912345678"]]
        assert not any(r["ok"] for r in _read(xlsx(rows)).rows), old


def test_the_other_half_s_area_code_is_warned_of_and_makes_a_shared_name_a_question() -> None:
    """Every unit with the area code of the former province that it did not lie in; its own area code and a mobile say nothing."""
    lay: dict[str, set[str]] = {}
    bore: dict[
        str, set[str]
    ] = {}  # a bare name, plainly written → the former provinces in which a commune or district bore it
    for one in registry().former:
        for code in one.successors:
            lay.setdefault(code, set()).add(one.province)
            for name in (
                one.name,
                one.district.removeprefix("Huyện ").removeprefix("Thành phố ").removeprefix("Thị xã "),
            ):
                bore.setdefault(_plain(_bare(name)), set()).add(one.province)
    codes = dict(registry().former_area_codes)
    units = [u for u in registry().units if u.tier == "C" and len(lay[u.code]) == 1]
    for whose in ("other", "own"):
        rows: list[list[object]] = [list(HEADER), ["C", "CẤP XÃ"]]
        for i, unit in enumerate(units, 1):
            own = next(iter(lay[unit.code]))
            area = codes[own] if whose == "own" else next(c for p, c in codes.items() if p != own)
            rows.append([i, unit.name, f"0{area} 38{i:03d} 46"])
        reading = _read(xlsx(rows))
        warned = {f.cell for f in reading.findings if f.code == "phone_other_province"}
        assert len(warned) == (len(units) if whose == "other" else 0)
        for unit, row in zip(units, reading.rows, strict=True):
            doubtful = whose == "other" and bool(bore.get(_plain(_bare(unit.name)), set()) - lay[unit.code])
            assert ("name_ambiguous" in row["errors"]) == doubtful, (whose, unit.name, row["errors"])
            assert bool(row["ok"]) != doubtful, (whose, unit.name, row["errors"])
    # Its own return, or a district beside the name, says whose it is: only the warning stays.
    own_return = reader().read([Source("28468/ds.xlsx", xlsx([list(HEADER), [1, "Xã Tân Phú", "0277 3833 104"]]))])[0]
    beside = _read(xlsx([list(HEADER), [1, "Xã Tân Phú, huyện Thanh Bình", "0277 3833 104"]]))
    assert [r["unit_code"] for r in (*own_return.rows, *beside.rows) if r["ok"]] == ["28468", "30130"]
