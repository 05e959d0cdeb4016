"""Habits of lists that are no rows or say where a row lies: hours under a head, totals, sections of other bodies, signs for "as above"."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.registry import Registry
from danhba.samples.builder import HEADER, xlsx

Rows = list[list[object]]
HEAD: Rows = [["UBND HUYỆN LẤP VÒ"], list(HEADER), ["C", "CẤP XÃ"]]


def _read(reader: Reader, rows: Rows, merges: tuple[str, ...] = ()) -> Reading:
    return reader.read([Source("danh sach.xlsx", xlsx(rows, merges=merges))])[0]


def _published(reading: Reading) -> dict[str, str]:
    return {r["name_raw"]: r["unit_code"] for r in reading.rows if r["ok"]}


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from([("Giờ hành chính", "Ngoài giờ"), ("Trong giờ", "Ngoài giờ"), ("Ban ngày", "Ban đêm"), ("Ngày thường", "Ngày nghỉ, lễ")]),
    st.booleans(),
)  # fmt: skip
def test_hours_under_one_head_are_no_row_and_two_numbers_are_a_question(
    reader: Reader, hours: tuple[str, str], swapped: bool
) -> None:
    both = hours[::-1] if swapped else hours
    rows: Rows = [
        ["UBND HUYỆN LẤP VÒ"],
        ["STT", "Tên đơn vị", "Số điện thoại đường dây nóng", None, "Ghi chú"],
        [None, None, *both],
        ["C", "CẤP XÃ"],
    ]
    rows += [[1, "Xã Tân Mỹ", "0277 3845 101", "0912 345 101"], [2, "Xã Định An", "0277 3845 102", "0277 3845 102"]]
    reading = _read(reader, rows, ("C2:D2",))
    assert [r["row"] for r in reading.rows] == ["5", "6"]
    assert _published(reading) == {"Xã Định An": "30196"}
    assert "phone_multiple" in reading.rows[0]["errors"]


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["Cộng huyện Lấp Vò: 02 xã", "Cộng xã, thị trấn: 2", "Tổng cộng xã: 3", "Cộng các xã", "CỘNG CẤP XÃ: 2 ĐƠN VỊ"]),
    st.sampled_from(["(chưa gửi)", "(chưa nộp)", "(gồm 12 xã)", "(chưa có báo cáo)", ""]),
    st.sampled_from(["CÔNG AN CẤP XÃ", "TRẠM Y TẾ XÃ", "CÁC TRƯỜNG HỌC"]),
)  # fmt: skip
def test_totals_headings_with_a_remark_and_sections_of_other_bodies_are_no_units(
    reader: Reader, total: str, remark: str, section: str
) -> None:
    rows: Rows = [
        ["UBND TỈNH ĐỒNG THÁP"],
        list(HEADER),
        ["C", "CẤP XÃ"],
        ["I", "Huyện Lấp Vò"],
        [1, "Xã Tân Mỹ", "0277 3845 101"],
    ]
    rows += [[None, total], ["II", f"Huyện Thanh Bình {remark}".strip()], [1, "Xã Bình Thành", "0277 3845 102"]]
    rows += [["D", section], [1, "Xã Tân Quới", "0277 3845 103"]]
    reading = _read(reader, rows)
    assert [r["name_raw"] for r in reading.rows] == ["Xã Tân Mỹ", "Xã Bình Thành", "Xã Tân Quới"]
    published = _published(reading)
    assert published["Xã Tân Mỹ"] == "30175"
    assert published["Xã Bình Thành"] == "30163"
    if "TRƯỜNG" not in section:
        assert "Xã Tân Quới" not in published


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(['"', "nt", "-//-", "”", "NT.", "như trên", "''", "//"]), min_size=1, max_size=3),
    st.sampled_from(["Thuộc", "Huyện", "Thuộc huyện"]),
)
def test_as_above_in_a_district_s_column_is_the_district_above(reader: Reader, signs: list[str], head: str) -> None:
    rows: Rows = [
        ["STT", head, "Xã", "Số điện thoại đường dây nóng", "Ghi chú"],
        [1, "Huyện Lấp Vò", "Xã Tân Mỹ", "0277 3845 215"],
    ]
    rows += [
        [i, sign, "Xã Bình Thành" if i == 2 else f"Xã Không Có {i}", f"0277 3845 21{i}"]
        for i, sign in enumerate(signs, start=2)
    ]
    rows += [[8, "Thanh Bình", "Xã Tân Mỹ", "0277 3845 231"], [9, signs[0], "Xã Bình Thành", "0277 3845 232"]]
    reading = _read(reader, rows)
    assert {r["phone_e164"][-3:]: r["unit_code"] for r in reading.rows if r["ok"]} == {
        "215": "30175",
        "212": "30193",
        "231": "30145",
        "232": "30163",
    }


def test_an_area_code_in_a_cell_of_its_own_under_one_head_is_joined(reader: Reader) -> None:
    rows: Rows = [
        ["UBND HUYỆN LẤP VÒ"],
        ["STT", "Tên đơn vị", "Số điện thoại đường dây nóng", None, "Ghi chú"],
        ["C", "CẤP XÃ"],
    ]
    rows += [
        [1, "Xã Tân Mỹ", "0277", "3845201"],
        [2, "Xã Định An", "02773", "845202"],
        [3, "Xã Định Yên", "0277 3845203", "3845204"],
    ]
    reading = _read(reader, rows, ("C2:D2",))
    assert {r["unit_code"]: r["phone_e164"] for r in reading.rows if r["ok"]} == {
        "30175": "+842773845201",
        "30196": "+842773845202",
    }


def test_the_letterhead_of_another_body_than_the_rows_makes_them_wait(reader: Reader) -> None:
    for body in ("CÔNG AN HUYỆN LẤP VÒ", "TRẠM Y TẾ XÃ TÂN MỸ", "PHÒNG Y TẾ HUYỆN LẤP VÒ"):
        rows: Rows = [
            [body],
            ["Số: 12/BC"],
            *HEAD[1:],
            [1, "Xã Định An", "0277 3845 153"],
            [2, "Xã Định Yên", "0277 3845 154"],
        ]
        reading = _read(reader, rows)
        assert reading.submitter.unit_code == ""
        assert reading.submitter.contradicted


def test_a_zero_too_many_is_a_question_and_no_other_country(reader: Reader) -> None:
    reading = _read(
        reader,
        [
            *HEAD,
            [1, "Xã Tân Mỹ", "0067 3845258"],
            [2, "Xã Định An", "00277 3845 259"],
            [3, "Xã Định Yên", "00856 20 5555 1234"],
        ],
    )
    assert ["phone_uncertain" in r["errors"] for r in reading.rows] == [True, True, False]
    assert "phone_foreign" in reading.rows[2]["errors"]
    assert not _published(reading)


def test_two_endings_of_one_name_are_two_units(reader: Reader) -> None:
    names = [
        "Phường An Bình A, B",
        "Xã Long Khánh A-B",
        "Xã Tân Mỹ; Xã Định Yên",
        "Phường 3, 4",
        "Xã Mỹ An Hưng A và B",
    ]
    reading = _read(
        reader,
        [["UBND TỈNH ĐỒNG THÁP"], *HEAD[1:], *([i, n, f"0277 3845 24{i}"] for i, n in enumerate(names, start=1))],
    )
    assert [r["errors"] for r in reading.rows] == ["many_units_in_row"] * len(names)


def test_a_district_s_first_letters_say_which_of_namesakes_is_meant(reader: Reader, registry: Registry) -> None:
    rows = [
        ["UBND TỈNH ĐỒNG THÁP"],
        *HEAD[1:],
        [1, "Xã Bình Thạnh (TPHN)", "0277 3845 238"],
        [2, "Xã Bình Thạnh / H. CL", "0277 3845 239"],
    ]
    found = {r["phone_e164"][-3:]: registry.full_name(r["unit_code"]) for r in _read(reader, rows).rows if r["ok"]}
    assert found == {"238": "Xã Bình Thạnh, thành phố Hồng Ngự", "239": "Xã Bình Thạnh, huyện Cao Lãnh"}


def test_a_fax_beside_the_telephone_in_one_cell_does_not_make_it_wait(reader: Reader) -> None:
    reading = _read(reader, [*HEAD, [1, "Xã Tân Mỹ", "ĐT: 0277 3845253; Fax: 0277 3845254"]])
    assert [r["phone_e164"] for r in reading.rows if r["ok"]] == ["+842773845253"]
