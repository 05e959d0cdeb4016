"""Remarks and notes in anybody's words: what doubts a number holds it wherever it stands, what is plain leaves it.

The words were written by somebody who had not seen the lists (`tests/remark_words.txt`, a line each: place|holds|text).
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.phones.listed_words import sort_note
from danhba.phones.remarks import Place, remark_of
from danhba.registry import Registry
from danhba.samples.builder import csv_text, form, html_table, word, xlsx
from danhba.vietnamese.text import fold
from tests.examples import share

WORDS = [
    line.split("|", 2) for line in Path(__file__).with_name("remark_words.txt").read_text(encoding="utf-8").splitlines()
]
DOUBTS = [text for place, _, text in WORDS if place == "predicate"]
POINTING = [
    "Số ở STT 1",
    "Các số trên",
    "Những số điện thoại trong bảng này",
    "Dòng 1",
    "Số điện thoại ở dòng số 1",
    "Toàn bộ các số nêu trên",
    "Danh sách trên",
    "Số máy tô vàng",
]
NEUTRAL = [
    "trực 24/24 giờ", "do Văn phòng quản lý", "được công khai tại trụ sở", "đã được kiểm tra", "hoạt động liên tục, kể cả ngày nghỉ, lễ, tết", "tiếp nhận phản ánh của tổ chức, cá nhân",
    "gọi được từ mọi mạng", "không thay đổi", "không thu phí", "là số chính thức",
]  # fmt: skip
AROUND = st.sampled_from(["{}", "Ghi chú: {}", "* {}.", "({})", "Lưu ý: {}!", "{}. Trân trọng."])
XA = "Xã Tân Khánh Trung"


@given(st.sampled_from(POINTING), st.sampled_from(DOUBTS), AROUND, st.sampled_from(Place))
@settings(max_examples=share(400), deadline=None)
def test_what_points_and_doubts_holds_what_it_points_at(pointing: str, doubt: str, around: str, place: Place) -> None:
    said = remark_of(around.format(f"{pointing} {doubt}"), place)
    assert said.words
    assert said.everything or said.lines


@given(st.sampled_from(POINTING), st.sampled_from(NEUTRAL), AROUND, st.sampled_from(Place))
@settings(max_examples=share(200), deadline=None)
def test_what_points_and_is_plain_holds_nothing(pointing: str, plain: str, around: str, place: Place) -> None:
    assert not remark_of(around.format(f"{pointing} {plain}"), place).words


@given(
    st.sampled_from(DOUBTS),
    st.sampled_from(
        [
            "nếu các số trên {}, xin báo lại",
            "Khi có số nào {} thì UBND huyện báo cáo",
            "Trường hợp các số trên {}, đơn vị báo ngay",
        ]
    ),
)
@settings(max_examples=share(60), deadline=None)
def test_what_may_be_one_day_holds_nothing(doubt: str, sentence: str) -> None:
    assert not remark_of(sentence.format(doubt), Place.SHEET).words


@pytest.mark.parametrize(("holds", "text"), [(h, t) for place, h, t in WORDS if place == "note"])
def test_notes_in_anybodys_words(holds: str, text: str) -> None:
    found = sort_note(text, ())
    assert bool(found.negating or found.unclear) == (holds == "holds")


@pytest.mark.parametrize(("holds", "text"), [(h, t) for place, h, t in WORDS if place == "line"])
def test_lines_below_a_table_in_anybodys_words(holds: str, text: str) -> None:
    assert bool(remark_of(text, Place.SHEET).words) == (holds == "holds")


# --- whole files ------------------------------------------------------------------------------------------------------

ROWS = [
    (f"{XA}, huyện Lấp Vò", "0277 3845 111"),
    ("Xã Tân Mỹ, huyện Lấp Vò", "0277 3845 112"),
    ("Xã Định An, huyện Lấp Vò", "0277 3845 113"),
]


def _sheet(line: str) -> tuple[str, bytes]:
    return "a.xlsx", xlsx([*form({"C": ROWS}), ["", line]])


def _document(line: str) -> tuple[str, bytes]:
    document = Document(BytesIO(word(form({"C": ROWS}))))
    document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return "a.docx", out.getvalue()


def _page(line: str) -> tuple[str, bytes]:
    return "a.html", html_table(form({"C": ROWS})) + f"<p>{line}</p>".encode()


@pytest.fixture(scope="module")
def reader(registry: Registry) -> Reader:
    return Reader(registry)


@pytest.mark.parametrize("make", [_sheet, _document, _page])
@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("STT 2 bị đảo với xã khác.", [1]),
        ("Dòng 1 và 3: máy đang hỏng", [0, 2]),
        ("Các số trên sắp đổi", [0, 1, 2]),
        ("Số của Xã Tân Mỹ chưa có người phụ trách", [1]),
        ("STT 9 gõ thiếu một chữ số", [0, 1, 2]),
        ("Các số trên trực 24/24 giờ, kể cả ngày nghỉ", []),
        ("UBND huyện đã làm việc với từng xã, thị trấn. " * 30 + "STT 2 bị đảo với xã khác.", [1]),
        ("UBND huyện cam kết các số trên được trực 24/24 giờ, không để người dân gọi mà không có người nghe.", []),
    ],
)
def test_the_rows_pointed_at_wait_and_no_others(
    reader: Reader, make: Callable[[str], tuple[str, bytes]], line: str, held: list[int]
) -> None:
    name, data = make(line)
    read = reader.read([Source(name, data)])[0]
    assert [i for i, row in enumerate(read.rows) if not row["ok"]] == held
    assert {f.code for f in read.findings if f.severity == "error"} == ({"phone_withdrawn"} if held else set())


_UNITS = [
    ("Xã An Nhơn", "0277 3840 527"),
    ("Xã Định An", "0277 3845 628"),
    ("Xã Tân Mỹ, huyện Lấp Vò", "0277 3851 004"),
]
_STRANGE = (
    "VNPT kéo cáp xong mới xài được", "sim rác", "máy ò e", "mượn của hàng xóm", "chờ sim", "khoan đưa lên mạng", "xin rút", "hết tiền điện thoại",
    "đang làm thủ tục với nhà mạng", "đề nghị bỏ ra khỏi danh sách", "không đăng", "tạm thời chưa đưa lên Cổng thông tin điện tử của Tỉnh",
)  # fmt: skip
_USUAL = (
    "trực 24/24 giờ", "đặt tại bộ phận một cửa", "trực cả ngày lễ, tết", "đã kiểm tra, số hoạt động bình thường", "là số cố định của Văn phòng UBND xã",
    "đã được niêm yết tại trụ sở", "do Nguyễn Văn An phụ trách", "(xã biên giới)", "ngày 05 tháng 9 năm 2021",
)  # fmt: skip


@settings(max_examples=share(120), deadline=None)
@given(
    begins=st.sampled_from(("Riêng xã {}", "Xã {}:", "Số của xã {}", "Số điện thoại xã {}", "Đối với xã {},", "Ghi chú: xã {}")),
    said=st.sampled_from(_STRANGE + _USUAL), who=st.sampled_from(("An Nhơn", "Định An")), column=st.integers(0, 3), gap=st.integers(0, 2), document=st.booleans(),
)  # fmt: skip
def test_what_a_sentence_tells_of_one_unit_is_understood_or_its_number_waits(
    reader, begins, said, who, column, gap, document
):
    rows = form({"C": _UNITS})
    text = f"{begins.format(who)} {said}"
    data = word(rows, paragraphs=[text]) if document else xlsx([*rows, *[[]] * gap, [*[None] * column, text]])
    reading = reader.read([Source("t.docx" if document else "t.xlsx", data)])[0]
    numbers = {row["name_raw"].split(",")[0] for row in reading.rows if row["ok"]}
    every = {name.split(",")[0] for name, _ in _UNITS}
    assert numbers == (every - {f"Xã {who}"} if said in _STRANGE else every)


_OF_ANOTHER_ROW = (
    ("Số ở dòng trên là số cũ", {0}), ("Hai số trên đang hỏng", {0}), ("Số dòng dưới hiện không dùng", {2}), ("Các số dưới chưa lắp", {2, 3}), ("STT 4: số đã đổi", {3}),
    ("Riêng số 3 đang hỏng", {2}), ("Số của Xã Tân Mỹ (mục 3) đã ngưng", {2}), ("Số của Xã Tân Mỹ đã ngưng", {2}), ("Xã Định An đang đổi số", {3}),
)  # fmt: skip
_COMMUNES = ("Xã Tân Khánh Trung", "Xã Long Hưng A", "Xã Tân Mỹ", "Xã Định An")


@pytest.mark.parametrize(("note", "pointed"), _OF_ANOTHER_ROW)
@pytest.mark.parametrize("marked", [True, False])
def test_a_note_that_speaks_of_another_row_holds_that_one(
    reader: Reader, note: str, pointed: set[int], marked: bool
) -> None:
    said = note if marked else fold(note)
    rows = [(u, f"0277 3851 00{i}", said if i == 1 else "") for i, u in enumerate(_COMMUNES)]
    reading = reader.read([Source("Huyện Lấp Vò/a.csv", csv_text(form({"C": rows})))])[0]
    columns = reading.rows.columns
    waits = {i for i, ok in enumerate(columns["ok"]) if not ok}
    assert waits - {1} == pointed


@pytest.mark.parametrize(
    "note", ["Cùng trụ sở với xã trên", "Trực chung ca với dòng trên", "Gồm hai ấp trên", "Máy đặt tại tầng dưới"]
)
def test_a_plain_note_that_points_at_another_row_holds_nothing_there(reader: Reader, note: str) -> None:
    rows = [(u, f"0277 3851 00{i}", note if i == 1 else "") for i, u in enumerate(_COMMUNES)]
    reading = reader.read([Source("Huyện Lấp Vò/a.csv", csv_text(form({"C": rows})))])[0]
    assert {i for i, ok in enumerate(reading.rows.columns["ok"]) if not ok} <= {1}
