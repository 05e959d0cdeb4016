"""Heads that a program wrote, and forms laid on their side: read where they say it, told with a way to mend it where not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

from danhba.audit.meaning import is_title_of_another_list
from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.samples.builder import csv_text, xlsx
from danhba.vietnamese.text import fold

UNITS = ["Tên đơn vị", "Tên cơ quan", "Đơn vị", "Cơ quan"]
PHONES = ["Số điện thoại đường dây nóng", "Đường dây nóng", "Hotline", "Số điện thoại"]


def _low(text: str) -> str:
    return fold(text).replace(" ", "_")


def _camel(text: str) -> str:
    return "".join(word.capitalize() for word in fold(text).split())


def _small_camel(text: str) -> str:
    return _camel(text)[:1].lower() + _camel(text)[1:]


def _with_marks(text: str) -> str:
    return text.title().replace(" ", "")


def _cases() -> Iterator[tuple[str, str, Callable[[str], str]]]:
    return product(UNITS, PHONES, [_low, _camel, _small_camel, _with_marks, str.upper])


def _errors(reading: Reading) -> list[str]:
    return [f.code for f in reading.findings if f.severity == "error"]


def test_heads_in_any_spelling_of_programs_are_read_by_both_readings(reader: Reader) -> None:
    cases = list(_cases())
    rows = [[["STT", written(unit), written(phone), _low("Ghi chú")], [1, "Sở Y tế", "0277 3851 234", ""]]
            for unit, phone, written in cases]  # fmt: skip
    readings = reader.read([Source(f"{i}.csv", csv_text(r)) for i, r in enumerate(rows)])
    for case, reading in zip(cases, readings, strict=True):
        assert not _errors(reading), case
        assert list(reading.rows.column("phone_e164")) == ["+842773851234"], case


@pytest.mark.parametrize("units", [1, 2, 5])
@pytest.mark.parametrize(
    ("unit", "phone"), [("Tên cơ quan, đơn vị", "Số đường dây nóng"), ("Tên đơn vị:", "Điện thoại đường dây nóng:")]
)
@pytest.mark.parametrize("title", [True, False])
def test_a_form_on_its_side_is_told_with_its_heads_and_how_to_turn_it(
    reader: Reader, units: int, unit: str, phone: str, title: bool
) -> None:
    names = ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng"][:units]
    rows: list[list[object]] = [["BIỂU MẪU ĐƯỜNG DÂY NÓNG"], []] if title else []
    rows += [[unit, *names], [phone, *(f"0277 3851 23{i}" for i in range(units))], ["Ghi chú", *[""] * units]]
    (reading,) = reader.read([Source("a.xlsx", xlsx(rows))])
    (finding,) = [f for f in reading.findings if f.severity == "error"]
    assert finding.code == "table_missing"
    first = 3 if title else 1
    told = str(finding.params["nearest"])
    assert f"ô A{first} “{unit}”, ô A{first + 1} “{phone}” (có số 0277 3851 230)" in told
    assert "Transpose" in told
    assert not len(reading.rows)


def test_a_format_that_may_hide_a_cell_is_told_as_that(reader: Reader) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["STT", "Tên cơ quan, đơn vị", "Số điện thoại đường dây nóng", "Ghi chú"],
        [1, "Sở Y tế", "0277 3851 234", ""],
    ):
        sheet.append(row)
    sheet.conditional_formatting.add("C2:C2", FormulaRule(formula=['$D2="x"'], font=Font(strike=True)))
    out = io.BytesIO()
    book.save(out)
    (reading,) = reader.read([Source("a.xlsx", out.getvalue())])
    (finding,) = [f for f in reading.findings if f.severity == "error"]
    assert finding.code == "phone_words_unclear"
    assert finding.params["words"] == "định dạng có điều kiện có thể ẩn hay gạch ngang ô này"


@pytest.mark.parametrize("verb", ["Thu hồi, thay thế", "Thay thế", "Thay cho", "Hủy bỏ và thay thế"])
@pytest.mark.parametrize("what", ["phụ lục gửi ngày 03/9/2021", "danh sách cũ đã gửi", "biểu mẫu gửi lần trước"])
def test_what_a_list_takes_the_place_of_is_no_title_of_an_old_list(verb: str, what: str) -> None:
    assert not is_title_of_another_list(f"({verb} {what})")
    assert is_title_of_another_list(f"{what.split()[0]} {what.split()[1]} đã thu hồi")
