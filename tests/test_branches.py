"""An agency's bare name among a district's own offices is its branch: its number is not published as the agency's."""

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

REGISTRY = load_registry(Path("dong-thap-2021-09"))
DISTRICTS = [u.name for u in REGISTRY.units if u.tier == "B"]
BARE = ["Bảo hiểm xã hội", "BHXH", "Kho bạc Nhà nước", "Kho bạc NN", "Đài Phát thanh và Truyền hình"]
OFFICES = ["Các phòng, ban", "Phòng, ban", "Cơ quan", "Các cơ quan, đơn vị", "Cơ quan ngành dọc", "Các ngành, đoàn thể"]
WHERE = ["thuộc {}", "trên địa bàn {}", "đóng trên địa bàn {}", "của {}", "thuộc UBND {}", "{}"]
OF_PROVINCE = ["Các sở, ban, ngành tỉnh", "Cơ quan, đơn vị cấp tỉnh", "Các cơ quan thuộc tỉnh", "Cơ quan, đơn vị"]


@cache
def reader() -> Reader:
    return Reader(REGISTRY)


@settings(max_examples=share(30), deadline=None)
@given(st.data())
def test_a_bare_agency_among_a_district_s_offices_waits_and_elsewhere_is_read(data: st.DataObject) -> None:
    district = data.draw(st.sampled_from([*DISTRICTS, "huyện", "thị xã", "thành phố"]))
    of_district = data.draw(st.booleans())
    heading = data.draw(st.sampled_from(OF_PROVINCE))
    if of_district:
        where = data.draw(st.sampled_from(WHERE)).format(district[:1].lower() + district[1:])
        heading = f"{data.draw(st.sampled_from(OFFICES))} {where}"
    heading = heading.upper() if data.draw(st.booleans()) else heading
    name = data.draw(st.sampled_from(BARE))
    row: list[object] = [1, name, "0277 3845 639"]
    full: list[object] = [2, "Sở Nội vụ", "0277 3845 640"]
    if data.draw(st.booleans()):
        rows: list[list[object]] = [list(HEADER), ["I", heading], row, full]
    else:
        rows = [[f"Danh sách đường dây nóng {heading}"], list(HEADER), ["A", "CƠ QUAN, ĐƠN VỊ"], row, full]
    found = {r["name_raw"]: r for r in reader().read([Source("danh sach.xlsx", xlsx(rows, sheet="Sheet1"))])[0].rows}
    assert bool(found[name]["ok"]) != of_district, (heading, name, found[name]["errors"])
    assert found["Sở Nội vụ"]["ok"], heading
