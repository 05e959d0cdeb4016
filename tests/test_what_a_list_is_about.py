"""A bare “Số điện thoại” is the hotline's only where titles and tab say so or say nothing that is not understood; a
hotline's head with a word that is not understood waits. Both readings, each with its own words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.audit import Claim
from danhba.check.reader import Reader
from danhba.model.grid import Cell, Grid
from danhba.registry import load_registry
from danhba.samples.builder import draw, word, xlsx
from tests.conftest import REGISTRY

_READER = Reader(load_registry(REGISTRY))
_NEUTRAL_HEADS = ["Số điện thoại", "Điện thoại", "SĐT", "Số ĐT", "Điện thoại liên hệ", "SỐ ĐIỆN THOẠI (ghi rõ mã vùng)"]
_WHAT = st.sampled_from(
    [
        "Danh sách",
        "DANH SÁCH SỐ ĐIỆN THOẠI",
        "Bảng tổng hợp số điện thoại",
        "Phụ lục 1. Danh bạ điện thoại",
        "Thông tin liên hệ",
    ]
)
_WHOSE = st.sampled_from(
    [
        "các xã, thị trấn",
        "của UBND các xã",
        "các cơ quan, đơn vị, địa phương",
        "huyện Lấp Vò",
        "UBND cấp xã thuộc huyện Lấp Vò",
    ]
)
_MORE = st.sampled_from(
    ["", " năm 2021", " trên địa bàn huyện Lấp Vò", " (tính đến ngày 05/9/2021)", " tiếp nhận phản ánh của người dân",
     " (Kèm theo Công văn số 12/UBND-VP ngày 05/9/2021 của UBND huyện Lấp Vò)"]
)  # fmt: skip
# Of no list of forbidden titles: what else a district has a list of.
_FOREIGN = st.sampled_from(
    ["chốt kiểm soát dịch bệnh", "Đội phản ứng nhanh", "khu cách ly tập trung", "trạm y tế lưu động", "tổ COVID cộng đồng", "điểm tiêm",
     "hợp tác xã", "nhà thuốc", "trường mầm non", "cửa hàng tiện lợi", "bếp ăn từ thiện", "xe cứu thương", "điểm bán hàng bình ổn",
     "shipper", "tổ giao hàng tận nhà", "bến đò", "nhà trọ"]
)  # fmt: skip
_LETTERHEAD = st.sampled_from([[], [["UBND HUYỆN LẤP VÒ"], []], [["ỦY BAN NHÂN DÂN"], ["HUYỆN LẤP VÒ"]]])


def _grid(above: list[list[Cell]], head: str, tab: str = "Phụ lục", first: list[list[Cell]] | None = None) -> Grid:
    rows = [
        *(first or []),
        *above,
        ["STT", "Địa phương", head, "Ghi chú"],
        [1, "Xã Vĩnh Thạnh, huyện Lấp Vò", "0277 3846 239", None],
    ]
    return Grid(tab, [[*row, *[None] * (4 - len(row))] for row in rows])


def _readings(grid: Grid) -> tuple[bool, bool]:
    """Return whether the first and the second reading, each by itself, let the number of a grid's last line wait."""
    tables = _READER.locator.locate(grid).tables
    first = not tables or bool(tables[-1].unclear) or not tables[-1].rows[-1].phones
    row = len(grid.rows)
    said = _READER.auditor.disagreements([grid], [(grid.name, Claim(f"B{row}", f"C{row}", "30187", "+842773846239"))])
    return first, bool(said[0])


_HOTLINES: list[list[Cell]] = [
    ["DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG DO CƠ QUAN, ĐƠN VỊ VÀ ĐỊA PHƯƠNG QUẢN LÝ"],
    ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"],
    [1, "UBND xã Định An", "0277 3845 617", None],
    [],
]


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(_NEUTRAL_HEADS),
    _LETTERHEAD,
    _WHAT,
    _FOREIGN,
    _MORE,
    st.integers(0, 2),
    st.booleans(),
    st.booleans(),
)
def test_a_list_of_something_else_waits_in_both_readings(
    head: str, letterhead: list[list[Cell]], what: str, foreign: str, more: str, column: int, below: bool, upper: bool
) -> None:
    title = f"{what} {foreign}{more}"
    line: list[Cell] = [None] * column + [title.upper() if upper else title]
    first = _HOTLINES if below else None
    assert _readings(_grid([*letterhead, line], head, first=first)) == (True, True)
    assert _readings(_grid([*letterhead, line, []], head, first=first)) == (True, True)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(_NEUTRAL_HEADS), _FOREIGN, st.sampled_from(["{}", "Ds {}", "2. {}"]))
def test_so_does_a_list_whose_tab_names_something_else(head: str, foreign: str, form: str) -> None:
    assert _readings(_grid([], head, form.format(foreign)[:31])) == (True, True)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(_NEUTRAL_HEADS), _LETTERHEAD, _WHAT, _WHOSE, _MORE, st.booleans(),
       st.sampled_from(["Phụ lục", "Sheet1", "DSĐT", "Lấp Vò", "TPCL", "SoDienThoai", "DS xã", "Biểu 1", "05.9.2021"]))  # fmt: skip
def test_a_title_of_understood_words_holds_nothing(
    head: str, letterhead: list[list[Cell]], what: str, whose: str, more: str, upper: bool, tab: str
) -> None:
    title = f"{what} {whose}{more}"
    assert _readings(_grid([*letterhead, [title.upper() if upper else title]], head, tab)) == (False, False)


@settings(max_examples=60, deadline=None)
@given(_FOREIGN, _WHOSE)
def test_whoever_says_hotline_in_head_or_title_is_heard_as_ever(foreign: str, whose: str) -> None:
    hotlines = f"DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG {whose.upper()}"
    assert _readings(_grid([[hotlines]], "Số điện thoại")) == (False, False)
    own = "Số điện thoại đường dây nóng"
    assert _readings(_grid([[f"Danh sách {whose}"]], own, "Phụ lục")) == (False, False)
    # A tab that is called after another body, or a title that names one, is asked about all the same.
    assert _readings(_grid([[f"Danh sách {whose}"]], own, "Chốt kiểm dịch"))[0]
    assert _readings(_grid([[hotlines], [f"Danh sách {foreign}"]], "Số điện thoại")) == (True, True)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["Số điện thoại đường dây nóng", "Đường dây nóng", "HOTLINE", "Số ĐT"]),
    st.sampled_from(
        [
            "ngành điện",
            "dự phòng",
            "thứ hai",
            "phụ",
            "của công ty",
            "bệnh viện tư",
            "nhà máy nước",
            "Viettel",
            "tạm",
            "kho bạc",
        ]
    ),
    st.sampled_from(["{} {}", "{} ({})", "{}\n{}"]),
)
def test_a_word_in_the_head_that_is_not_understood_lets_the_column_wait(head: str, word_: str, form: str) -> None:
    first, second = _readings(_grid([["DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"]], form.format(head, word_)))
    assert first
    assert second


@pytest.mark.parametrize(
    "head",
    ["SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG (24/24)", "Đường dây nóng 24/7", "Số ĐDN", "Số điện thoại đường dây nóng (01 số duy nhất)",
     "Số điện thoại đường dây nóng hỗ trợ người dân bị ảnh hưởng bởi dịch COVID-19", "Số ĐT trực 24/24h", "Điện thoại đường dây nóng",
     "Số điện thoại đường dây nóng tiếp nhận phản ánh, kiến nghị", "ĐT đường dây nóng (ghi một số)", "Điện thoại/Fax", "Hotline number",
     "Số điện thoại đường dây nóng do đơn vị, địa phương quản lý", "Số điện thoại đường dây nóng của UBND xã"],
)  # fmt: skip
def test_a_plain_head_holds_nothing(head: str) -> None:
    assert _readings(_grid([], head)) == (False, False)


def test_the_reviewer_is_asked_with_both_readings_and_may_take_the_number(check: Callable[..., Any]) -> None:
    rows = draw("""
        UBND HUYỆN LẤP VÒ
        DANH SÁCH CÁC CHỐT KIỂM SOÁT DỊCH BỆNH
        STT | Địa phương | Số điện thoại
        1 | Xã Vĩnh Thạnh | 0277 3846 239
    """)
    report = check(xlsx(rows))
    assert report.units == {}
    asked = next(f for f in report.reading.findings if f.code == "layout_ambiguous")
    assert asked.cell == "B4"
    assert "CHỐT KIỂM SOÁT" in str(asked.params["detail"])
    assert "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG" in str(asked.params["candidates"])
    assert asked.params["options"] == ["30187"]


def test_a_paragraph_above_a_words_table_is_its_title(check: Callable[..., Any]) -> None:
    rows = draw("STT | Địa phương | Số điện thoại\n1 | Xã Vĩnh Thạnh, huyện Lấp Vò | 0277 3846 239")
    posts = check(word(rows, ["UBND HUYỆN LẤP VÒ", "Các điểm tiêm trên địa bàn huyện"]), "a.docx")
    assert posts.units == {}
    plain = check(word(rows, ["UBND HUYỆN LẤP VÒ", "Danh sách số điện thoại các xã"]), "b.docx")
    assert plain.units == {"30187": "+842773846239"}


# --- hours in a head --------------------------------------------------------------------------------------------------

_SOME_HOURS = [
    "giờ hành chính",
    "ngoài giờ hành chính",
    "ngày nghỉ",
    "Ngoài giờ, ngày nghỉ",
    "trong giờ làm việc",
    "ban đêm",
    "7h-17h",
    "cuối tuần",
]
_ALL_HOURS = ["24/24", "24/7", "trong và ngoài giờ hành chính", "kể cả ngoài giờ", "24/24, kể cả ngày nghỉ"]


@pytest.mark.parametrize("hours", _SOME_HOURS)
def test_hours_in_the_head_are_said_of_the_numbers_below_it(check: Callable[..., Any], hours: str) -> None:
    report = check(
        f"STT | Đơn vị | Số điện thoại đường dây nóng ({hours})\n1 | Sở Y tế | 0277 3851 222\n2 | Sở Nội vụ | 0277 3851 333 (24/24)"
    )
    assert report.units.keys() == {"A-SYT", "A-SNV"}
    told = [f for f in report.reading.findings if f.code == "phone_not_24_7"]
    assert [f.cell for f in told] == ["C2", "C3"]
    assert hours in str(told[0].params["raw"])
    wanted = "Chỉ trực giờ hành chính" if hours in ("giờ hành chính", "trong giờ làm việc") else "Không trực 24/24"
    assert [r["note_public"] for r in report.reading.rows] == [wanted, wanted]


@pytest.mark.parametrize("hours", _ALL_HOURS)
def test_all_hours_in_the_head_are_none(check: Callable[..., Any], hours: str) -> None:
    report = check(f"STT | Đơn vị | Số điện thoại đường dây nóng ({hours})\n1 | Sở Y tế | 0277 3851 222")
    assert report.units.keys() == {"A-SYT"}
    assert "phone_not_24_7" not in report.codes


def test_two_columns_of_hours_are_two_numbers_one_number_or_one_with_its_hours(check: Callable[..., Any]) -> None:
    report = check(
        """
        STT | Đơn vị | Số điện thoại đường dây nóng |
         | | Giờ hành chính | Ngoài giờ, ngày nghỉ
        1 | Sở Y tế | 0277 3851 222 | 0912 345 871
        2 | Sở Nội vụ | 0277 3851 333 | 0277 3851 333
        3 | Sở Xây dựng | | 0987 651 243
        4 | Sở Kế hoạch và Đầu tư | 0277 3851 444 |
        """,
        merges=["C1:D1"],
    )
    assert report.units == {"A-SNV": "+842773851333", "A-SKHDT": "+842773851444"}
    assert [(f.cell, f.severity) for f in report.reading.findings if f.code == "phone_not_24_7"] == [("C6", "warning")]
    asked = next(f for f in report.reading.findings if f.code == "layout_ambiguous")
    assert (asked.cell, asked.params["options"]) == ("B5", ["A-SXD"])


# --- what is said -----------------------------------------------------------------------------------------------------


def test_a_title_is_no_unit_without_a_number_and_a_total_in_the_first_column_is_one(check: Callable[..., Any]) -> None:
    report = check(
        """
        STT | Đơn vị | Số điện thoại đường dây nóng
        1 | Sở Y tế | 0277 3851 222
         | Danh sách các chốt kiểm soát |
        Tổng cộng | | 1
        """
    )
    assert report.units == {"A-SYT": "+842773851222"}
    assert not {"phone_missing", "name_unknown", "name_missing", "phone_length"} & {*report.codes}


def test_both_cells_of_two_numbers_and_numbers_as_people_write_them_are_shown(check: Callable[..., Any]) -> None:
    two = check("STT | Đơn vị | Hotline | Hotline\n1 | Sở Y tế | 0277 3851 222 | 0912 345 871")
    assert next(f for f in two.reading.findings if f.code == "phone_multiple").params["cell"] == "C2 và D2"
    old = check(xlsx(draw("STT | Đơn vị | Đường dây nóng\n1 | Sở Y tế | 0277 3851 222"), "DS cong an"))
    assert str(next(f for f in old.reading.findings if f.code == "audit_disagrees").params["first"]).endswith(
        "0277 3851 222"
    )
