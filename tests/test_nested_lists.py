"""Lists that number or dash what stands below what: 1, 1.1, 1.2; “1 | Huyện” over “- Xã”. The district above says which namesake is meant where every line agrees; where one does not, no namesake is published."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import Registry, Unit
from danhba.samples.builder import csv_text, xlsx
from tests.examples import share

_HEAD = ["STT", "Đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"]
_KINDS = ["dots", "dots and a point", "dashes", "pluses"]
Line = list[str]


def _areas(registry: Registry) -> dict[Unit, list[Unit]]:
    """The districts that hold namesakes of communes elsewhere, with their communes, namesakes first."""
    names = Counter(u.name for u in registry.units if u.tier == "C")
    out: dict[Unit, list[Unit]] = {}
    for district in (u for u in registry.units if u.tier == "B"):
        communes = [u for u in registry.units if u.tier == "C" and registry.is_within(u.code, district.code)]
        if any(names[u.name] > 1 for u in communes):
            out[district] = sorted(communes, key=lambda u: names[u.name] == 1)
    return out


def _number(unit: Unit) -> str:
    return f"0277 3{int(unit.code[-5:]) % 900_000 + 100_000:06d}" if unit.code.isdigit() else "0277 3851 000"


def _lines(groups: list[tuple[Unit, list[Unit]]], kind: str, own: bool) -> list[Line]:
    """own: the districts bear numbers of their own."""
    out: list[Line] = []
    for i, (district, communes) in enumerate(groups, start=1):
        stop = "." if kind == "dots and a point" else ""
        out.append([f"{i}{stop}", f"UBND {district.name}", _number(district) if own else "", ""])
        for j, unit in enumerate(communes, start=1):
            if kind.startswith("dots"):
                out.append([f"{i}.{j}{stop}", unit.name, _number(unit), ""])
            else:
                out.append(["", f"{'-' if kind == 'dashes' else '+'} {unit.name}", _number(unit), ""])
    return out


def _codes(reader: Reader, lines: list[Line], as_csv: bool) -> dict[str, str]:
    rows: list[list[object]] = [
        ["DANH SÁCH ĐƯỜNG DÂY NÓNG CÁC HUYỆN"],
        [*_HEAD],
        *(list[object](line) for line in lines),
    ]
    source = Source("ds.csv", csv_text(rows)) if as_csv else Source("ds.xlsx", xlsx(rows))
    columns = reader.read([source])[0].rows.columns
    return {n: u for n, u, ok in zip(columns["phone_e164"], columns["unit_code"], columns["ok"], strict=True) if ok}


def _e164(unit: Unit) -> str:
    return "+84" + _number(unit).replace(" ", "")[1:]


@st.composite
def _groups(draw: st.DrawFn, registry: Registry) -> list[tuple[Unit, list[Unit]]]:
    areas = _areas(registry)
    districts = draw(st.lists(st.sampled_from(list(areas)), min_size=2, max_size=3, unique=True))
    return [
        (d, areas[d][:1] + draw(st.lists(st.sampled_from(areas[d][1:]), max_size=4, unique=True))) for d in districts
    ]


@settings(max_examples=share(60), deadline=None)
@given(st.data(), st.sampled_from(_KINDS), st.booleans(), st.booleans())
def test_the_district_above_says_which_namesake_is_meant(
    reader: Reader, registry: Registry, data: st.DataObject, kind: str, own: bool, as_csv: bool
) -> None:
    groups = data.draw(_groups(registry))
    found = _codes(reader, _lines(groups, kind, own), as_csv)
    assert found == {_e164(u): u.code for d, communes in groups for u in ([d, *communes] if own else communes)}


@settings(max_examples=share(60), deadline=None)
@given(st.data(), st.sampled_from(_KINDS), st.booleans())
def test_where_a_line_does_not_agree_no_namesake_is_published(
    reader: Reader, registry: Registry, data: st.DataObject, kind: str, own: bool
) -> None:
    groups = data.draw(_groups(registry))
    names = Counter(u.name for u in registry.units)
    lines = _lines(groups, kind, own)
    where = {_number(u): d for d, communes in groups for u in communes}
    strangers = [
        u for d, communes in _areas(registry).items() if d not in dict(groups) for u in communes if names[u.name] == 1
    ]
    at = data.draw(st.sampled_from([i for i, line in enumerate(lines) if line[2] in where]))
    first = lines[at][1]
    lines[at][1] = (
        f"{'- ' if kind == 'dashes' else '+ ' if kind == 'pluses' else ''}{data.draw(st.sampled_from(strangers)).name}"
    )
    found = _codes(reader, lines, False)
    shared = {_e164(u) for _, communes in groups for u in communes if names[u.name] > 1 and u.name not in first}
    assert not shared & found.keys(), (kind, lines)


@pytest.mark.parametrize(
    "counts", [["1", "1.1", "2", "1.2"], ["1", "1.2", "2", "2.1"], ["1", "2.1", "2", "1.1"], ["1", "1.1", "3", "3.1"]]
)
def test_numbers_that_do_not_count_on_say_nothing(reader: Reader, registry: Registry, counts: list[str]) -> None:
    (d1, c1), (d2, c2) = list(_areas(registry).items())[:2]
    lines = _lines([(d1, c1[:1]), (d2, c2[:1])], "dots", True)
    for line, count in zip(lines, counts, strict=True):
        line[0] = count
    assert set(_codes(reader, lines, False).values()) == {d1.code, d2.code}
