"""What stands beside, above and below the form and is no part of its rows: read as what it is, and the dangerous
neighbour of each kind still waits."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.model.grid import Grid
from danhba.model.submission import Reading, Source
from danhba.read.sheet_frame import without_frame
from danhba.samples.builder import HEADER, csv_text, html_table, xlsx
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


# --- another list beside the form -------------------------------------------------------------------------------------

_OTHER_LISTS = (
    ("DANH SÁCH TRẠM Y TẾ LƯU ĐỘNG", "TÊN TRẠM", "Trạm Y tế lưu động số 1 - xã {}"), ("DANH SÁCH CÔNG AN CÁC XÃ", "ĐƠN VỊ", "Công an xã {}"),
    ("DANH SÁCH CHỐT KIỂM DỊCH", "TÊN CHỐT", "Chốt xã {}"), ("DANH SÁCH TỔ COVID CỘNG ĐỒNG", "TÊN TỔ", "Tổ số 3, xã {}"),
)  # fmt: skip


def _beside(title: str, head: str, beside: list[str], gap: list[None], left: bool = False) -> Reading:
    own = [["DANH SÁCH ĐƯỜNG DÂY NÓNG", None, None, None], [None] * 4, [*HEADER], [1, "Xã Tân Mỹ, Lấp Vò", "0277 3845 111", ""], [2, "Xã Định An, Lấp Vò", "0277 3845 112", ""]]  # fmt: skip
    other = [[title, None], [None] * 2, [head, "SỐ ĐIỆN THOẠI"], *([name, f"091355503{n}"] for n, name in enumerate(beside))]  # fmt: skip
    pairs = [(b, a) if left else (a, b) for a, b in zip(own, other, strict=True)]
    return _read([["UBND HUYỆN LẤP VÒ"], *([*a, *gap, *b] for a, b in pairs)])


@settings(max_examples=share(40), deadline=None)
@given(st.sampled_from(_OTHER_LISTS), st.booleans())
def test_another_list_beside_the_form_says_nothing_of_its_lines(other: tuple[str, str, str], left: bool) -> None:
    title, head, form = other
    beside = [form.format("Định Yên"), form.format("Bình Thành")]
    reading = _beside(title, head, beside, [None], left)
    assert _published(reading) == {"30175": "5111", "30196": "5112"}
    told = {f.cell[1:] for f in reading.findings if f.cell[:1] in ("AB" if left else "FG")}
    assert told >= {"5", "6"}
    # Nothing parts them, no title says that it is another list, or it speaks of the numbers beside it.
    for doubtful in (
        _beside(title, head, beside, [], left), _beside("", head, beside, [None], left),
        _beside("DANH SÁCH ĐÍNH CHÍNH", "ĐƠN VỊ", ["Xã Định Yên", "Xã Bình Thành"], [None], left),
        _beside("DANH SÁCH SỐ MỚI", "ĐƠN VỊ", ["Xã Định An", "Xã Tân Mỹ"], [None], left),
        _beside("DANH SÁCH ĐƯỜNG DÂY NÓNG", "ĐƠN VỊ", ["Xã Định Yên", "Xã Bình Thành"], [None], left),
    ):  # fmt: skip
        assert not _published(doubtful)


# --- a list of numbers that go, below the form or on a sheet of its own -----------------------------------------------

_GOING = (
    "CÁC SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG NGƯNG SỬ DỤNG TỪ NGÀY 06/9/2021", "DANH SÁCH CÁC SỐ ĐÃ CẮT", "Các số điện thoại không còn sử dụng",
    "DANH SÁCH SỐ ĐIỆN THOẠI ĐÃ THU HỒI",
)  # fmt: skip
_OWN = [[1, "Xã Tân Mỹ", "0277 3845 111", ""], [2, "Xã Định An", "0277 3845 112", ""]]


def _going(title: str, rows: list[list[object]], gap: int = 1, apart: bool = False) -> dict[str, str]:
    form = [["UBND HUYỆN LẤP VÒ"], ["DANH SÁCH ĐƯỜNG DÂY NÓNG"], [], list(HEADER), *_OWN]
    below = [[title], list(HEADER), *rows]
    return _published(_read(form, more={"Bảng khác": below}) if apart else _read([*form, *[[]] * gap, *below]))


@settings(max_examples=share(20), deadline=None)
@given(st.sampled_from(_GOING), st.booleans())
def test_the_title_of_a_list_that_goes_takes_its_own_list_only(title: str, apart: bool) -> None:
    own = {"30175": "5111", "30196": "5112"}
    others: list[list[object]] = [[1, "Xã Định Yên", "0277 3845 113", ""], [2, "Xã Bình Thành", "0277 3845 114", ""]]
    assert _going(title, others, apart=apart) == own
    # The number stands in both, or the unit below without one: the form's number is meant.
    assert _going(title, [*others, [1, "Xã Định Yên", "(0277) 3845111", ""]], apart=apart) in ({"30196": "5112"}, {})
    if title in (_GOING[0], _GOING[2]):  # words that speak of all numbers wherever they stand
        assert _going(title, [*others, [1, "Xã Tân Mỹ", "", ""]], apart=apart) in ({"30196": "5112"}, {})
    # Nothing parts the line from the rows above, no table is below, or it says what it speaks of.
    assert not _going(title, others, gap=0) or title == _GOING[3]
    assert not _going(title, []) or title == _GOING[3]
    for above in (
        "CÁC SỐ TRÊN ĐÃ NGƯNG SỬ DỤNG",
        "CÁC SỐ ĐIỆN THOẠI NÀY ĐÃ CẮT",
        "CÁC SỐ ĐÃ CẮT, THAY BẰNG CÁC SỐ SAU:",
    ):
        assert not _going(above, others), above


# --- the numbers of two times -----------------------------------------------------------------------------------------


def _two_times(first: str, second: str) -> Reading:
    return _read(
        [
            ["UBND HUYỆN LẤP VÒ"], ["STT", "Tên đơn vị", first, second, "Ghi chú"], [1, "Xã Tân Mỹ", "0277 3845 111", "0277 3845 112", ""],
            [2, "Xã Định An", "0277 3845 113", "", ""], [3, "Xã Định Yên", "", "0277 3845 114", ""],
        ]
    )  # fmt: skip


@settings(max_examples=share(30), deadline=None)
@given(
    st.sampled_from(["Đường dây nóng {}", "Số điện thoại đường dây nóng ({})", "Số đường dây nóng {}"]), st.sampled_from(["hiện nay", "hiện tại", "đang sử dụng"]),
    st.sampled_from(["năm 2019", "năm 2020", "năm 2022"]), st.booleans(),
)  # fmt: skip
def test_of_a_year_and_today_it_is_today(head: str, now: str, year: str, first: bool) -> None:
    times = (now, year) if first else (year, now)
    reading = _two_times(*(head.format(time) for time in times))
    assert _published(reading) == ({"30175": "5111", "30196": "5113"} if first else {"30175": "5112", "30199": "5114"})
    told = {(f.code, f.cell) for f in reading.findings}
    assert {("phone_missing", "C5" if first else "D4"), ("row_outside_table", "D5" if first else "C4")} <= told


def test_two_heads_that_differ_by_more_than_their_time_are_asked_about() -> None:
    for first, second in (
        ("Đường dây nóng hiện nay", "Đường dây nóng mới năm 2021"), ("Đường dây nóng hiện nay", "Đường dây nóng từ năm 2022"),
        ("Đường dây nóng hiện nay (cũ)", "Đường dây nóng năm 2022"), ("Đường dây nóng", "Đường dây nóng năm 2020"),
    ):  # fmt: skip
        assert "30175" not in _published(_two_times(first, second)), (first, second)
    # A number of another year than the campaign's waits, whatever stands beside it.
    for head in ("Đường dây nóng từ năm 2022", "Đường dây nóng năm 2020"):
        assert "30199" not in _published(_two_times("Đường dây nóng", head)), head


# --- totals -----------------------------------------------------------------------------------------------------------


def _totals(first: str, second: str) -> dict[str, str]:
    rows = [
        list(HEADER), ["C", "CẤP XÃ"], [1, "Xã Long Hưng A", "0277 3845 111"], [2, "Xã Tân Mỹ", "0277 3845 112"], [None, first],
        [1, "Xã An Phong", "0277 3833 113"], [2, "Xã Tân Mỹ", "0277 3833 114"], [None, second],
    ]  # fmt: skip
    return _published(_read(rows))


def test_a_total_heads_nothing() -> None:
    for total in ("Cộng {}: 2 xã", "Tổng số {}: 2 xã", "CỘNG {}", "Tổng cộng {}: 02 đơn vị", "Cộng {} (2 xã)"):
        told = _totals(total.format("huyện Lấp Vò"), total.format("huyện Thanh Bình"))
        assert told == {"30184": "5111", "30139": "3113"}, total  # the namesakes stay in doubt: a total is no context
    for heading in ("Huyện Lấp Vò: 2 xã", "Công an huyện Lấp Vò", "Huyện Lấp Vò, tổng cộng 2 xã"):
        assert "30139" not in _totals(heading, "Tổng cộng"), heading


# --- whom the paper goes to -------------------------------------------------------------------------------------------

_RECIPIENTS = ("Văn phòng UBND Tỉnh", "Thường trực Huyện ủy, HĐND Huyện", "Sở Nội vụ", "Xã Tân Mỹ", "CT, các PCT UBND Huyện", "Lưu: VT, VP")  # fmt: skip


def _with_recipients(lines: list[list[object]]) -> Reading:
    form = [["UBND HUYỆN LẤP VÒ"], list(HEADER), ["C", "CẤP XÃ"], [1, "Xã Long Hưng A", "0277 3845 111", ""], []]
    return _read([*form, *lines])


@settings(max_examples=share(40), deadline=None)
@given(
    st.sampled_from(["- {};", "+ {}", "• {};", "{};", "– {}."]), st.lists(st.sampled_from(_RECIPIENTS), min_size=1, max_size=4, unique=True),
    st.integers(0, 1), st.booleans(),
)  # fmt: skip
def test_recipients_are_no_rows(form: str, names: list[str], column: int, signed: bool) -> None:
    beside: list[list[object]] = [[""] * (2 - column) + [t] for t in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Nguyễn Văn A")]  # fmt: skip
    told = ["Nơi nhận:", *(form.format(name) for name in names)]
    pad = [""] * column
    reading = _with_recipients([[*pad, t, *(beside[i] if signed else [])] for i, t in enumerate(told)])
    assert [r["unit_code"] for r in reading.rows] == ["30184"], [r["name_raw"] for r in reading.rows]
    assert {f.severity for f in reading.findings} <= {"info"}, [f.code for f in reading.findings]
    # A number among them is told, and rows of a list that goes on are rows.
    said = _with_recipients([["", told[0]], ["", f"{form.format(names[0])} 0277 3851 999"]])
    assert any("3851 999" in str(f.raw) for f in said.findings) or len(said.rows) > 1
    more = _with_recipients([["", told[0]], ["", form.format("Sở Nội vụ")], [2, "Xã Tân Mỹ", "", ""], ["", "- Xã Định An", "0277 3845 113", ""]])  # fmt: skip
    assert {r["unit_code"] for r in more.rows} == {"30184", "30175", "30196"}


# --- another number to call besides -----------------------------------------------------------------------------------


def _noted(note: str, column: int) -> Reading:
    notes = ["24/24", note] if column else [note, ""]
    heads = ["STT", "Tên đơn vị", "Số điện thoại đường dây nóng", "Ghi chú", "Ghi chú khác"]
    return _read([["UBND HUYỆN LẤP VÒ"], list(heads), [1, "Xã Long Hưng A", "0277 3845 111", *notes]])


@settings(max_examples=share(60), deadline=None)
@given(
    st.sampled_from(["dự phòng", "di động dự phòng", "số dự phòng", "SĐT dự phòng", "số phụ", "máy dự bị"]), st.sampled_from(["0913 444 555", "0277.3845.999"]),
    st.integers(0, 1), st.booleans(),
)  # fmt: skip
def test_a_reserve_that_a_note_names_leaves_the_rows_number(said: str, number: str, column: int, colon: bool) -> None:
    said = said[0].upper() + said[1:] + ":" * colon
    for note in (f"{said} {number}", f"Trực 24/24; {said} {number}"):
        reading = _noted(note, column)
        assert _published(reading) == {"30184": "5111"}, note
        assert {f.code for f in reading.findings} & {"note_phone", "row_outside_table"}, note
    for note in (
        f"{said} {number} là số chính", f"số này {said}, {number}", f"{number} ({said})", f"{said} của {number}", f"{said} 0277 3845 111",
        f"{said} {number}, số này cắt", f"{said}",
    ):  # fmt: skip
        assert not _published(_noted(note, column)), note


# --- a sheet with the letters of its columns and the numbers of its rows ----------------------------------------------


def _framed(rows: list[list[object]], numbers: list[object] | None = None) -> list[list[object]]:
    width = max(len(row) for row in rows)
    count = numbers or [n + 1 for n in range(len(rows))]
    told = [[n, *row, *[""] * (width - len(row))] for n, row in zip(count, rows, strict=True)]
    return [["", *"ABCDEFGH"[:width]], *told]


def test_the_frame_of_a_published_sheet_is_none_of_its_cells() -> None:
    form: list[list[object]] = [["UBND HUYỆN LẤP VÒ"], list(HEADER), ["C", "CẤP XÃ"], *_OWN]
    own = {"30175": "5111", "30196": "5112"}
    for rows in (_framed(form), _framed(form, [1, 2, 5, 6, 9])):
        for data, name in ((html_table(rows), "ds.html"), (xlsx(rows), "ds.xlsx"), (csv_text(rows), "ds.csv")):
            reading = READER.read([Source(name, data)])[0]
            assert _published(reading) == own, name
            assert [r["phone_cell"] for r in reading.rows] == ["D5", "D6"], name
    # Without all of it, it is what it seems: a column of its own, or another list's numbers.
    for rows in (_framed(form, [1, 2, 2, 3, 4]), [row[1:] for row in _framed(form)], _framed(form)[1:]):
        grid = Grid("x", [[None if v == "" else v for v in row] for row in rows])
        assert without_frame(grid) is grid
