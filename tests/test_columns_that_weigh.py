"""A column added to the form that says of its numbers whether they hold, from when, what they became or whose they are: the row waits, its neighbours do not."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.samples.builder import xlsx
from danhba.vietnamese.text import fold
from tests.examples import share

HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"]
# Head, an answer that speaks against the row, one that does not.
_STATES = [
    (head, bad, good)
    for head in ("TÌNH TRẠNG", "XÁC MINH", "LIÊN LẠC ĐƯỢC", "KẾT QUẢ GỌI THỬ", "ĐẠT/KHÔNG ĐẠT", "HOẠT ĐỘNG", "ĐÃ KIỂM TRA", "CÔNG KHAI", "ĐANG SỬ DỤNG")
    for bad, good in (("Không", "Có"), ("Chưa", "Rồi"), ("Sai", "Đúng"), ("Ngừng", "Tốt"), ("Không đổ chuông", "Không thay đổi"), ("Hỏng", ""))
]  # fmt: skip
_OTHERS = [
    ("Ý KIẾN CỦA HUYỆN", "Không đồng ý", "Không"), ("SỬ DỤNG TỪ NGÀY", "01/01/2022", "01/01/2021"), ("ĐANG SỬ DỤNG (X)", "", "x"),
    ("SỐ THAY ĐỔI (NẾU CÓ)", "0277 3836 542", ""), ("MÃ ĐƠN VỊ", "30010", "30196"), ("MÃ XÃ", 30010, 30196),
]  # fmt: skip


@settings(max_examples=share(80), deadline=None)
@given(
    st.sampled_from(_STATES + _OTHERS), st.booleans(), st.booleans(), st.sampled_from([str, str.upper, str.capitalize])
)
def test_a_row_that_another_column_speaks_against_waits_alone(
    reader: Reader, column: tuple[str, object, object], with_note: bool, first: bool, typed: object
) -> None:
    head, bad, good = column
    note: list[object] = [None] if with_note else []
    answers = [bad, good] if first else [good, bad]
    answers = [typed(a) if isinstance(a, str) and a else a for a in answers]  # type: ignore[operator]
    names = ("Xã Tân Mỹ", "Xã Định An")
    if head.startswith("MÃ"):
        codes = ("30175", "30196")
        own = codes[1] if first else codes[0]
        answers = [a if a == bad else type(bad)(own) for a in answers]  # type: ignore[call-arg]
    rows = [["UBND HUYỆN LẤP VÒ"], [*HEAD, *(["GHI CHÚ"] if with_note else []), typed(head)], ["C", "CẤP XÃ"]]  # type: ignore[operator]
    rows += [
        [n, name, f"0277 3845 27{n}", *note, answer]
        for n, (name, answer) in enumerate(zip(names, answers, strict=True), 1)
    ]
    reading = reader.read([Source("875/tep.xlsx", xlsx(rows))])[0]
    assert [bool(row["ok"]) for row in reading.rows] == ([False, True] if first else [True, False])


def test_of_lists_side_by_side_a_column_weighs_its_own(reader: Reader) -> None:
    head = [*HEAD, "TÌNH TRẠNG"]
    rows: list[list[object]] = [
        ["UBND HUYỆN LẤP VÒ"],
        [*head, None, *head],
        [1, "Xã Tân Mỹ", "0277 3845 271", "Tốt", None, 3, "Xã Định Yên", "0277 3845 273", "Ngừng"],
        [2, "Xã Định An", "0277 3845 272", "Ngừng", None, 4, "Xã Vĩnh Thạnh", "0277 3845 274", "Tốt"],
    ]
    reading = reader.read([Source("875/tep.xlsx", xlsx(rows))])[0]
    assert {row["name_raw"] for row in reading.rows if row["ok"]} == {"Xã Tân Mỹ", "Xã Vĩnh Thạnh"}


@settings(max_examples=share(40), deadline=None)
@given(
    st.permutations(["Xã", "phường", "thị trấn"]), st.integers(2, 3), st.sampled_from([", ", "/", " - ", " và "]),
    st.sampled_from(["", "Tên ", "Các "]), st.sampled_from([str, str.upper, fold]),
)  # fmt: skip
def test_a_head_of_types_of_units_heads_the_names(
    reader: Reader, kinds: list[str], count: int, between: str, before: str, typed: Any
) -> None:
    head = typed(before + between.join(kinds[:count]))
    rows: list[list[object]] = [
        ["UBND HUYỆN LẤP VÒ"],
        ["STT", head, "Đường dây nóng"],
        [1, "Xã Tân Mỹ", "0277 3845 271"],
        [2, "Xã Định An", "0277 3845 272"],
    ]
    reading = reader.read([Source("875/tep.xlsx", xlsx(rows))])[0]
    assert [bool(row["ok"]) for row in reading.rows] == [True, True]
