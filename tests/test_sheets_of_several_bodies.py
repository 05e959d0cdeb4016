"""A workbook put together from several bodies' own sheets: each sheet's letterhead speaks for its rows, and for no other's."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from tests.examples import share

HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]
# Names that other districts have too, and plain ones: two of Lấp Vò, one of Thanh Bình.
COMMUNES = {"30175": ("Xã Tân Mỹ", "HUYỆN LẤP VÒ"), "30184": ("Xã Long Hưng A", "HUYỆN LẤP VÒ"), "30145": ("Xã Tân Mỹ", "HUYỆN THANH BÌNH")}  # fmt: skip


def _workbook(sheets: list[tuple[str, str, str]]) -> bytes:
    """sheets: (unit whose letterhead it bears, unit of its row as named there, number)."""
    book = Workbook()
    book.remove(book.active)
    for n, (head, row, number) in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"{n} {COMMUNES[head][0]}")
        name, district = COMMUNES[head]
        for line in (
            [f"UBND {district}", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            [name.upper()],
            [],
            HEAD,
            ["C", "CẤP XÃ"],
            [1, f"UBND {COMMUNES[row][0]}", number],
        ):
            sheet.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sent(reading: Reading) -> dict[str, str]:
    if reading.submitter.contradicted:
        return {}  # all rows wait
    return {row["unit_code"]: row["phone_e164"] for row in reading.rows if row["ok"]}


@settings(max_examples=share(30), deadline=None)
@given(
    units=st.lists(st.sampled_from(list(COMMUNES)), min_size=2, max_size=3, unique=True),
    name=st.sampled_from(["phu luc.xlsx", "Tổng hợp.xlsx"]),
)
def test_each_sheet_speaks_for_its_own_body(reader: Reader, units: list[str], name: str) -> None:
    sheets = [(unit, unit, f"0277 385{i} 222") for i, unit in enumerate(units)]
    reading = reader.read([Source(name, _workbook(sheets))])[0]
    assert _sent(reading) == {unit: f"+84277385{i}222" for i, unit in enumerate(units)}
    districts = {COMMUNES[unit][1] for unit in units}
    assert reading.submitter.unit_code == (
        {"HUYỆN LẤP VÒ": "875"}.get(districts.pop(), "") if len(districts) == 1 else ""
    )


def test_a_row_of_another_body_waits_in_its_sheet(reader: Reader) -> None:
    book = _workbook([("30175", "30175", "0277 3850 222"), ("30145", "30184", "0277 3851 222")])
    reading = reader.read([Source("a.xlsx", book)])[0]
    assert _sent(reading) == {"30175": "+842773850222"}
    assert "outside_authority" in {f.code for f in reading.findings}


def test_who_stands_above_them_all_may_send_them_and_nobody_else(reader: Reader) -> None:
    book = _workbook([("30175", "30175", "0277 3850 222"), ("30184", "30184", "0277 3851 222")])
    both = {"30175": "+842773850222", "30184": "+842773851222"}
    for folder, sent in (("875", both), ("A-VPUBND", both), ("30175", {}), ("874", {})):
        assert _sent(reader.read([Source(f"{folder}/a.xlsx", book)])[0]) == sent, folder
