"""Places beside a unit that are its own: the town it sits in, and the communes that it came from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import load_registry
from danhba.samples.builder import xlsx
from tests.examples import share

OF_2021, OF_TODAY = (load_registry(Path(name)) for name in ("dong-thap-2021-09", "dong-thap-2025-07"))
DISTRICTS = [u for u in OF_2021.units if u.tier == "B"]
COMMUNES = [u for u in OF_TODAY.units if u.tier == "C"]
WHOLE = {u.code: [f for f in OF_TODAY.former if f.successors == (u.code,)] for u in COMMUNES}
SPLIT = {u.code: {f.name for f in OF_TODAY.former if u.code in f.successors} for u in COMMUNES}


@cache
def reader(name: str) -> Reader:
    return Reader(load_registry(Path(name)))


def _row(registry: str, head: str, section: list[str], name: str, text: str) -> dict[str, str]:
    rows: list[list[object]] = [
        ["STT", "Tên đơn vị", "Số điện thoại đường dây nóng", head],
        section,
        [1, name, "0912 845 417", text],  # of no area: an area code may speak of a namesake
    ]
    return reader(registry).read([Source("danh sach.xlsx", xlsx(rows, sheet="Sheet1"))])[0].rows[0]


HEADS = st.sampled_from(["Địa chỉ", "Địa chỉ trụ sở", "Trụ sở", "Trụ sở làm việc", "Ghi chú"])
STREETS = st.sampled_from(["", "Quốc lộ 80, ", "Đường 30/4, ", "Khóm 2, ", "Số 12 Nguyễn Huệ, "])


@settings(max_examples=share(25), deadline=None)
@given(st.data())
def test_an_address_in_the_unit_is_no_other_unit_and_one_outside_waits(data: st.DataObject) -> None:
    district = data.draw(st.sampled_from(DISTRICTS))
    inside = data.draw(st.booleans())
    names = {u.name for u in OF_2021.units if u.parent == district.code}
    places = [u for u in OF_2021.units if u.tier == "C" and (u.name in names) == inside]
    place = data.draw(st.sampled_from(places))
    head = data.draw(HEADS)
    text = (
        f"{data.draw(STREETS)}{place.name.replace('Thị trấn', data.draw(st.sampled_from(['Thị trấn', 'TT.', 'TT'])))}"
    )
    if head == "Ghi chú":
        text = f"Trụ sở tại {text[:1].lower()}{text[1:]}"
    row = _row("dong-thap-2021-09", head, ["B", "CẤP HUYỆN"], f"UBND {district.name}", text)
    assert bool(row["ok"]) == inside, (head, text, row["errors"])
    if inside:  # another body there is not the unit
        row = _row("dong-thap-2021-09", head, ["B", "CẤP HUYỆN"], f"UBND {district.name}", f"Tại UBND {place.name}")
        assert not row["ok"], (head, place.name)


SAID = st.sampled_from(
    ["Hợp nhất từ {}", "Sáp nhập từ {}", "Thành lập từ {}", "Hợp nhất {}", "Thành lập trên cơ sở {}"]
)


@settings(max_examples=share(25), deadline=None)
@given(st.data())
def test_the_communes_that_a_unit_came_from_are_no_other_unit_and_those_of_another_are(data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from([u for u in COMMUNES if len(WHOLE[u.code]) > 1]))
    own = data.draw(st.lists(st.sampled_from(WHOLE[unit.code]), min_size=1, max_size=4, unique=True))
    names = [one.name[:1].lower() + one.name[1:] for one in own]
    column = data.draw(st.sampled_from(["Ghi chú", "Được thành lập từ", "Sáp nhập từ", "Thành lập từ các xã"]))
    form = data.draw(SAID) if column == "Ghi chú" else "{}"
    said = form.format(
        f"{', '.join(names[:-1])} và {names[-1]}" if len(names) > 1 and form != "{}" else ", ".join(names)
    )
    section = ["B", "CẤP XÃ"]
    row = _row("dong-thap-2025-07", column, section, unit.name, said)
    assert row["ok"], (unit.name, column, said, row["errors"])
    foreign = [f.name for u in COMMUNES for f in WHOLE[u.code]
               if u != unit and f.name not in SPLIT[unit.code] and f.name.split(" ")[-1] not in str(SPLIT[unit.code])]  # fmt: skip
    other = data.draw(st.sampled_from(foreign))
    row = _row("dong-thap-2025-07", column, section, unit.name, f"{said}, {other[:1].lower()}{other[1:]}")
    assert not row["ok"], (unit.name, column, said, other)
