"""Names over two lines or rows, headings over tables side by side, letterheads in old fonts: both readings agree on them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from viparse.normalize.tcvn3 import TCVN3
from viparse.normalize.vni import VNI

from danhba.check.reader import Reader
from danhba.identify.sender import Witness
from danhba.model.submission import Source
from danhba.registry import Registry, load_registry
from danhba.samples.builder import xlsx
from tests.conftest import REGISTRY
from tests.examples import share

HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]
_REGISTRY = load_registry(REGISTRY)
_READER = Reader(_REGISTRY)
_COMMUNES = [u for u in _REGISTRY.units if u.tier == "C"]
_DISTRICTS = [u for u in _REGISTRY.units if u.tier == "B"]


@settings(max_examples=share(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_name_over_two_lines_is_one_name(data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(_REGISTRY.units))
    following = data.draw(st.sampled_from([u for u in _COMMUNES if u.parent != unit.parent]))
    words = _REGISTRY.full_name(unit.code).split(" ")
    cut = data.draw(st.integers(1, len(words) - 1))
    first, second = " ".join(words[:cut]), " ".join(words[cut:])
    if data.draw(st.booleans()):
        lines: list[list[object]] = [[1, f"{first}\n{second}", "0277 3851 222", None]]
        joined = True
    else:
        below = data.draw(st.booleans())
        lines = [[1, first, None if below else "0277 3851 222", None]]
        lines += [[None, second, "0277 3851 222" if below else None, None]]
        joined = False
    rows = [HEAD, *lines, [2, _REGISTRY.full_name(following.code), "0277 3851 333", None]]
    reading = _READER.read([Source("tep.xlsx", xlsx(rows))])[0]
    published = {r["unit_code"]: r["phone_e164"][-3:] for r in reading.rows if r["ok"]}
    assert published.pop(following.code) == "333"
    assert published in ({}, {unit.code: "222"}), lines
    if joined or first.endswith(","):
        assert published, lines


@pytest.mark.parametrize(
    "lines",
    [
        "1 | Xã Tân Khánh | 0277 3851 222\n | Trung |",
        "1 | Xã Tân Khánh | \n | Trung | 0277 3851 222",
        "1 | Xã Tân Khánh Trung, | 0277 3851 222\n | huyện Lấp Vò |",
        "1 | Xã Tân Khánh Trung, | \n | huyện Lấp Vò | 0277 3851 222",
        "1 | Xã Tân Khánh Trung, huyện | \n | Lấp Vò | 0277 3851 222",
        "1 | Xã Tân | 0277 3851 222\n | Khánh Trung, huyện Lấp Vò |",
    ],
)
def test_a_name_over_two_rows_is_published(check, lines: str) -> None:
    report = check(f"STT | Tên đơn vị | Đường dây nóng\n{lines}\n2 | Sở Xây dựng | 0277 3851 333")
    assert report.units == {"30181": "+842773851222", "A-SXD": "+842773851333"}


def test_a_line_that_is_a_unit_or_the_end_of_the_name_above_waits_with_both_readings(check) -> None:
    report = check("STT | Tên đơn vị | Đường dây nóng\n1 | Xã Tân Khánh Trung | \n | huyện Lấp Vò | 0277 3851 222")
    assert report.units == {}
    told = [f for f in report.reading.findings if f.code == "layout_ambiguous"]
    assert [f.params["candidates"] for f in told] == ["“Xã Tân Khánh Trung, huyện Lấp Vò” hoặc “huyện Lấp Vò”"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_each_table_side_by_side_has_its_own_heading(data: st.DataObject) -> None:
    two = data.draw(st.lists(st.sampled_from(_DISTRICTS), min_size=2, max_size=2, unique=True))
    units = [data.draw(st.sampled_from([u for u in _COMMUNES if u.parent == d.code])) for d in two]
    letterhead = data.draw(st.sampled_from([[], [["UBND TỈNH ĐỒNG THÁP"]]]))
    top = len(letterhead) + 1
    half = ["STT", "Tên đơn vị", "Đường dây nóng"]
    lines = [*letterhead, [two[0].name.upper(), None, None, two[1].name.upper()], half + half]
    lines.append([1, units[0].name, "0277 3851 222", 1, units[1].name, "0277 3851 333"])
    merges = [f"A{top}:C{top}", f"D{top}:F{top}"] if data.draw(st.booleans()) else []
    reading = _READER.read([Source("tep.xlsx", xlsx(lines, merges=merges))])[0]
    assert not reading.submitter.contradicted
    published = {(r["unit_code"], r["phone_e164"][-3:]) for r in reading.rows if r["ok"]}
    assert published == {(units[0].code, "222"), (units[1].code, "333")}, lines


def test_the_halves_of_a_letterhead_are_no_headings(check) -> None:
    half = "STT | Tên đơn vị | Đường dây nóng"
    report = check(
        f"UBND HUYỆN LẤP VÒ | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{half} | {half}\n1 | Xã Tân Mỹ | 0277 3851 222 | 2 | Xã Bình Thành | 0277 3851 333"
    )
    assert report.reading.submitter.unit_code == "875"
    assert set(report.units) == {"30175", "30193"}


@pytest.mark.parametrize("table", [TCVN3, VNI], ids=lambda t: t.name)
def test_a_letterhead_in_an_old_font_tells_the_sender(table, registry: Registry, reader: Reader) -> None:
    back = {v: k for k, v in reversed(table.pairs)}
    witness = Witness(reader.matcher)
    unheard = []
    for unit in (*_DISTRICTS, *_COMMUNES[::5]):
        name = registry.full_name(unit.code) if unit.tier == "C" else unit.name
        line = "".join(back.get(c, c) for c in "UBND " + name[0].lower() + name[1:])
        if any(ord(c) > 0x17F for c in line):
            continue
        said = [e.unit_code for e in witness.before_rows("", "tep", [line])]
        if said != [unit.code]:
            unheard.append((line, said))
    assert unheard == []
    strange = "".join(back.get(c, c) for c in "UBND huyện Cái Bè")
    assert [e.unit_code for e in witness.before_rows("", "tep", [strange])] == [""]
