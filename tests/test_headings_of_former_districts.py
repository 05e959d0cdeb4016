"""Lists of today's communes in groups by former districts: read where the commune lies there, and waiting elsewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import load_registry
from danhba.samples.builder import HEADER, xlsx
from tests.examples import share

REGISTRY = load_registry(Path("dong-thap-2025-07"))
COMMUNES = [u for u in REGISTRY.units if u.tier == "C"]
DISTRICTS = sorted({one.district for one in REGISTRY.former if one.successors})
# Of a name that two provinces had (Châu Thành) a heading means both.
HEIRS = {d: {c for f in REGISTRY.former if f.district == d for c in f.successors} for d in DISTRICTS}
FRONT = st.sampled_from(["", "Địa bàn ", "Các xã, phường thuộc ", "Trên địa bàn "])
BEHIND = st.sampled_from([" (cũ)", " cũ", " trước đây", " (trước đây)", " trước khi sắp xếp", " (trước sáp nhập)", ""])


@cache
def reader() -> Reader:
    return Reader(REGISTRY)


def _plain(name: str) -> str:
    return name.lower().replace("oà", "òa").replace("y", "i").replace("ỳ", "ì").replace("ý", "í").replace("ỹ", "ĩ")


def _bore(district: str, name: str) -> list[set[str]]:
    """Whom the communes that bore a name in a district went to."""
    return [set(f.successors) for f in REGISTRY.former if f.district == district and _plain(f.name) == _plain(name)]


@st.composite
def lists(draw: st.DrawFn) -> tuple[bytes, list[tuple[int, str, str, bool]]]:
    """Draw a list: the workbook, and of each row its line, the district above it, today's unit, whether old is said."""
    rows: list[list[object]] = [list(HEADER)]
    labels: list[tuple[int, str, str, bool]] = []
    counted = draw(st.sampled_from([["", "", ""], ["I", "II", "III"]]))
    for part, district in enumerate(draw(st.lists(st.sampled_from(DISTRICTS), min_size=2, max_size=3, unique=True))):
        old = draw(BEHIND)
        front = draw(FRONT)
        named = f"{front}{district[:1].lower()}{district[1:]}{old}" if front else f"{district}{old}"
        rows.append([counted[part] or None, named])
        inside = [u for u in COMMUNES if u.code in HEIRS[district]]
        some = draw(st.lists(st.sampled_from(inside), min_size=1, max_size=2, unique=True))
        some += draw(st.lists(st.sampled_from(COMMUNES), max_size=1))
        for number, unit in enumerate(some, start=1):
            if unit.code not in {code for _, _, code, _ in labels}:
                rows.append([number, unit.name, f"09{len(rows):02d} {part}{number}3 417"])
                labels.append((len(rows), district, unit.code, bool(old)))
    return xlsx(rows, sheet="Sheet1"), labels


@settings(max_examples=share(25), deadline=None)
@given(lists())
def test_communes_of_today_are_read_in_the_former_district_they_lie_in_and_nowhere_else(
    drawn: tuple[bytes, list[tuple[int, str, str, bool]]],
) -> None:
    data, labels = drawn
    found = {int(r["row"]): r for r in reader().read([Source("danh sach.xlsx", data)])[0].rows}
    for line, district, code, old in labels:
        row, name = found[line], REGISTRY.by_code[code].name
        assert "phone_withdrawn" not in row["errors"], (district, name)
        if code in HEIRS[district]:
            if all(heirs == {code} for heirs in _bore(district, name)):
                assert (bool(row["ok"]), row["unit_code"]) == (True, code), (district, name, row["errors"])
        elif row["ok"]:  # what bore the name there, never today's unit of another place
            assert not old, (district, name, row["unit_code"])
            assert {row["unit_code"]} in _bore(district, name), (district, name, row["unit_code"])
