"""What a title or a number's heading says beside the words of the form: another matter, time or a withdrawal makes its numbers wait."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.registries import shipped
from danhba.registry import load_registry
from danhba.samples.builder import HEADER, xlsx
from schemas.forms.hotline import HOTLINE_FORM
from tests.examples import share

_LISTS = [
    "DANH SÁCH ĐƯỜNG DÂY NÓNG",
    "DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG",
    "Phụ lục: Danh sách số điện thoại",
    "Đường dây nóng",
]
_OTHER_MATTERS = [
    "tiếp nhận tin báo tội phạm", "tuyển sinh năm học 2021-2022", "bảo vệ trẻ em", "bảo vệ người tiêu dùng", "phòng, chống tham nhũng",
    "phòng, chống bạo lực gia đình", "tố giác tội phạm", "an toàn giao thông", "cứu hộ, cứu nạn", "phòng chống thiên tai", "tư vấn tiêm chủng",
]  # fmt: skip
_OTHER_TIMES = ["năm 2019", "(tính đến ngày 15/3/2019)", "tháng 6/2020", "năm học 2019-2020", "cập nhật đến 01.02.2018"]
_WITHDRAWN = [
    "đề nghị thôi công bố", "đề nghị xóa", "(đề nghị thay)", "bị trùng", "đề nghị thu hồi", "đề nghị điều chỉnh", "trùng số", "cần hủy",
    "ngừng công khai", "đề nghị gỡ bỏ",
]  # fmt: skip
_LETTERS_OWN = [
    "", "do cơ quan, đơn vị và địa phương quản lý", "tiếp nhận phản ánh, kiến nghị của người dân", "phòng, chống dịch Covid-19",
    "hỗ trợ người dân gặp khó khăn", "tiếp nhận, xử lý phản ánh, kiến nghị", "các xã, thị trấn", "cập nhật đến ngày 05/9/2021", "năm 2021",
    "thống nhất của từng cơ quan, đơn vị", "đề nghị bổ sung", "đề nghị công bố", "(trực 24/24 giờ)",
]  # fmt: skip
_OF_A_MATTER = (
    "công an",
    "quân sự",
    "biên phòng",
    "bảo hiểm",
    "du lịch",
    "thuế",
    "giao thông",
    "an toàn",
    "kiểm lâm",
    "trẻ em",
)
_OTHERS = st.sampled_from(_OTHER_MATTERS + _OTHER_TIMES + _WITHDRAWN)


@cache
def _reader(registry: str = "dong-thap-2021-09") -> Reader:
    return Reader(load_registry(shipped()[registry]))


def _read(rows: list[list[object]]) -> Reading:
    return _reader().read([Source("875/danh sach.xlsx", xlsx(rows))])[0]


def _table(short: bool) -> list[list[object]]:
    head = ["STT", "Đơn vị", "Số điện thoại", "Ghi chú"] if short else list(HEADER)
    return [head, [1, "Xã Tân Mỹ", "0277 3845 112"], [2, "Xã Định An", "0277 3845 113"]]


def _titled(title: str, words: str, shape: str) -> list[list[object]]:
    upper = title.isupper()
    words = words.upper() if upper else words
    if shape == "two lines" and (upper or words.startswith("(")) and words:
        return [[title], [words]]
    return [[f"{title} {words}".strip()], *([[]] if shape == "blank below" else [])]


@settings(max_examples=share(30), deadline=None)
@given(
    st.sampled_from(_LISTS),
    _OTHERS,
    st.sampled_from(["one line", "two lines", "blank below"]),
    st.booleans(),
    st.booleans(),
)
def test_under_a_title_of_another_matter_time_or_state_nothing_is_published(
    title: str, words: str, shape: str, short: bool, below: bool
) -> None:
    first = [*_table(False), []] if below else [["UBND HUYỆN LẤP VÒ"]]
    other = _table(short)
    if below:
        other = [other[0], [1, "Xã Vĩnh Thạnh", "0277 3845 114"]]
    reading = _read([*first, *_titled(title, words, shape), *other])
    published = {r["name_raw"] for r in reading.rows if r["ok"]}
    assert published == ({"Xã Tân Mỹ", "Xã Định An"} if below else set()), (title, words)
    assert any(f.severity == "error" for f in reading.findings)


@settings(max_examples=share(20), deadline=None)
@given(
    st.sampled_from(_LISTS),
    st.sampled_from(_LETTERS_OWN),
    st.sampled_from(["one line", "two lines", "blank below"]),
    st.booleans(),
)
def test_under_the_letter_s_own_words_all_is_published(title: str, words: str, shape: str, short: bool) -> None:
    reading = _read([["UBND HUYỆN LẤP VÒ"], *_titled(title, words, shape), *_table(short)])
    assert [r["ok"] for r in reading.rows] == ["1", "1"], [f.params for f in reading.findings]


@settings(max_examples=share(20), deadline=None)
@given(st.sampled_from(["Số điện thoại đường dây nóng", "ĐƯỜNG DÂY NÓNG", "Hotline"]),
       st.sampled_from([w for w in _WITHDRAWN if "điều chỉnh" not in w] + ["tội phạm", "trẻ em"]))  # fmt: skip
def test_a_column_of_numbers_that_are_to_go_is_no_hotline(head: str, words: str) -> None:
    table = _table(True)
    table[0][2] = f"{head} {words}"
    assert not any(r["ok"] for r in _read([["UBND HUYỆN LẤP VÒ"], *table]).rows), table[0][2]


def test_a_second_list_of_other_numbers_waits_by_its_own_title() -> None:
    reading = _read([
        ["UBND HUYỆN LẤP VÒ"], [HOTLINE_FORM.title], *_table(False), [], ["DANH SÁCH CÁC SỐ ĐỀ NGHỊ THÔI CÔNG BỐ"],
        ["STT", "Đơn vị", "Số điện thoại", "Ghi chú"], [1, "Xã Vĩnh Thạnh", "0277 3845 114"],
    ])  # fmt: skip
    assert [bool(r["ok"]) for r in reading.rows] == [True, True, False]


@pytest.mark.parametrize("registry", sorted(shipped()))
def test_what_an_agency_is_called_is_no_other_matter(registry: str) -> None:
    reader = _reader(registry)
    # Names of a matter, of the police and the army, and some of the others.
    agencies = [u for u in reader.registry.units if u.tier == "A"]
    agencies = [u for i, u in enumerate(agencies) if i % 4 == 0 or any(w in u.name.lower() for w in _OF_A_MATTER)]
    rows: list[list[object]] = [list(HEADER), [1, "", "0912345678"]]
    sources = []
    for unit in agencies:
        rows[1][1] = unit.name
        title = [[f"DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG CỦA {unit.name.upper()}"]]
        sources.append(Source(f"{unit.code}/danh sach.xlsx", xlsx([*title, *rows])))
    refused = [
        u.name for u, r in zip(agencies, reader.read(sources), strict=True) if not any(row["ok"] for row in r.rows)
    ]
    assert not refused
