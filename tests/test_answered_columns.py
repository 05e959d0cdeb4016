"""What a reviewer accepts of rows that wait for their note or a column beside them is published the next night; a column of whose the number is stands for no unit's name, wherever it stands."""

from __future__ import annotations

import pytest

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.samples.builder import form, xlsx
from tests.conftest import Place
from tests.test_decisions import _answer  # pyright: ignore[reportPrivateUsage]

NAMES = ["Xã Tân Khánh Trung", "Xã Định An", "Xã Định Yên"]
NUMBERS = ["0277 3851 001", "0277 3851 002", "0277 3851 003"]


def test_accepted_rows_are_published(place: Place) -> None:
    head = ["STT", "Đơn vị quản lý số", "Tên đơn vị", "Số điện thoại đường dây nóng", "Tình trạng", "Ghi chú"]
    said = [("Trạm Y tế xã", "", ""), ("", "Đang sửa chữa", ""), ("", "", "đang thương thảo với VNPT")]
    lines = [[n, s[0], NAMES[n], NUMBERS[n], *s[1:]] for n, s in enumerate(said)]
    place.drop("875/t04-cot-loai-so.xlsx", xlsx([["UBND HUYỆN LẤP VÒ"], head, *lines]))
    place.run()
    assert not place.directory
    for n, (name, number) in enumerate(zip(NAMES, NUMBERS, strict=True)):
        _answer(place, name, number, name=f"quyet-dinh-{n}.xlsx")
    place.run()
    assert sorted(e["phone"] for e in place.directory.values()) == NUMBERS


@pytest.mark.parametrize("name", ["t04-cot-loai-so", "phan loai", "xã loại 1", "phân loại danh sách", "các loại số"])
def test_a_kind_in_a_files_name_withdraws_nothing(reader: Reader, name: str) -> None:
    data = xlsx(form({"C": [(NAMES[0], NUMBERS[0])]}))
    assert [row["ok"] for row in reader.read([Source(f"875/{name}.xlsx", data)])[0].rows] == ["1"]


@pytest.mark.parametrize("name", ["loại bỏ các số", "loai bo danh sach", "bỏ số", "loại các số cũ"])
def test_what_is_left_out_by_its_name_waits(reader: Reader, name: str) -> None:
    data = xlsx(form({"C": [(NAMES[0], NUMBERS[0])]}))
    assert [row["ok"] for row in reader.read([Source(f"875/{name}.xlsx", data)])[0].rows] == [""]


@pytest.mark.parametrize("own", ["Đơn vị", "Tên đơn vị", "Xã, phường", "Địa phương"])
@pytest.mark.parametrize("head", ["Đơn vị quản lý số", "Đơn vị sử dụng số", "Cơ quan quản lý đường dây"])
@pytest.mark.parametrize(("said", "kept"), [("UBND xã", True), ("Trạm Y tế xã", False), ("UBND huyện Lấp Vò", False)])
def test_whose_the_number_is_names_no_unit(reader: Reader, own: str, head: str, said: str, kept: bool) -> None:
    lines = [[n + 1, said, name, number] for n, (name, number) in enumerate(zip(NAMES, NUMBERS, strict=True))]
    rows = [["UBND HUYỆN LẤP VÒ"], ["STT", head, own, "Số điện thoại đường dây nóng"], *lines]
    reading = reader.read([Source("875/a.xlsx", xlsx(rows))])[0]
    assert [(row["name_raw"], bool(row["ok"])) for row in reading.rows] == [(name, kept) for name in NAMES]
