"""What stands beside, above and below the form and is no part of its rows: read as what it is, and the dangerous
neighbour of each kind still waits."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.model.submission import Reading, Source
from danhba.samples.builder import HEADER, xlsx
from tests.examples import share
from tests.test_foreign_letterheads import READER

_UNITS = READER.matcher.registry.by_code
_PLACES = [u.name for u in _UNITS.values() if u.tier in "BC"]
_AGENCIES = [u for u in _UNITS.values() if u.code in ("A-SYT", "A-SNV", "A-STP", "A-SXD", "A-STC")]


def _read(rows: list[list[object]], **options: object) -> Reading:
    return READER.read([Source("ds.xlsx", xlsx(rows, **options))])[0]  # type: ignore[arg-type]


def _published(reading: Reading) -> dict[str, str]:
    return {r["unit_code"]: r["phone_e164"][-4:] for r in reading.rows if r["ok"]}


# --- where a unit sits ------------------------------------------------------------------------------------------------


def _with_addresses(head: str, section: str, name: str, address: str) -> Reading:
    head_row = ["STT", "Đơn vị", head, "Số điện thoại đường dây nóng", "Ghi chú"]
    return _read([list(head_row), [section, "CƠ QUAN, ĐƠN VỊ"], [1, name, address, "0277 3851 222", ""]])


@settings(max_examples=share(60), deadline=None)
@given(
    st.sampled_from(_AGENCIES), st.sampled_from(_PLACES), st.sampled_from(["Địa chỉ", "Địa chỉ trụ sở", "Trụ sở làm việc", "Nơi làm việc"]),
    st.sampled_from(["Số 12 đường 30/4, {}", "05 Võ Trường Toản, P1, {}, 81100", "{}", "QL 30, {}, tỉnh Đồng Tháp"]),
)  # fmt: skip
def test_an_agency_sits_where_its_address_column_says(unit, place: str, head: str, form: str) -> None:  # type: ignore[no-untyped-def]
    address = form.format(place)
    assert _published(_with_addresses(head, "A", unit.name, address)) == {unit.code: "1222"}, address
    for other in (f"UBND {place}", f"Công an {place}", f"Chi nhánh {place}", f"Trạm y tế {place}"):
        assert not _published(_with_addresses(head, "A", unit.name, other)), other
    # Under another head the place says whose number it is.
    assert not _published(_with_addresses("Địa bàn", "A", unit.name, place)), place


def test_the_address_of_a_commune_in_another_is_asked_about() -> None:
    for address, ok in (("Ấp 1, xã Tân Mỹ, huyện Lấp Vò", True), ("Ấp 1, xã Định An, huyện Lấp Vò", False)):
        reading = _with_addresses("Địa chỉ", "C", "Xã Tân Mỹ, huyện Lấp Vò", address)
        assert bool(_published(reading)) == ok, address
