"""What is said of one cell: an error value is called that, a cell with something in it is not called empty, a hint's example is no dead number; a body behind a dash is no unit."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.report.lines import finding_line
from danhba.samples.builder import xlsx

_HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]


def _read(reader: Reader, *rows: list[object], file_format: str = "") -> list[dict[str, str]]:
    data = xlsx([["UBND HUYỆN LẤP VÒ"], _HEAD, *rows])
    if file_format:
        book = openpyxl.load_workbook(io.BytesIO(data))
        book.active["C3"].number_format = file_format
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    reading = reader.read([Source("tep.xlsx", data)])[0]
    return [finding_line(f, reader.registry) for f in reading.findings if f.severity == "error"]


@pytest.mark.parametrize(("file_format", "mend"), [(";;;", "định dạng")])
def test_a_format_that_hides_is_told_once_with_how_to_mend_it(reader: Reader, file_format: str, mend: str) -> None:
    told = _read(reader, ["1", "Xã Định An", 2773845617, ""], file_format=file_format)
    assert [f["code"] for f in told] == ["row_hidden"]
    assert mend in told[0]["hint"]
    assert "Bỏ ẩn" not in told[0]["hint"]


@pytest.mark.parametrize("fault", ["#N/A", "#REF!", "#VALUE!"])
def test_an_error_value_is_called_that(reader: Reader, fault: str) -> None:
    data = xlsx(
        [["UBND HUYỆN LẤP VÒ"], _HEAD, ["1", "Xã Định An", "@@", ""], ["2", "Xã Định Yên", "0277 3845 628", ""]]
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = re.sub(
                    rb'<c r="C3"[^>]*>.*?</c>',
                    f'<c r="C3" t="e"><f>VLOOKUP(A1,B:B,1,0)</f><v>{fault}</v></c>'.encode(),
                    content,
                )
            new.writestr(name, content)
    reading = reader.read([Source("tep.xlsx", out.getvalue())])[0]
    told = [finding_line(f, reader.registry) for f in reading.findings if f.severity == "error"]
    assert [(f["code"], f["cell"]) for f in told] == [("row_hidden", "C3")]
    assert "lỗi của công thức" in told[0]["message"]
    assert "gõ số" in told[0]["hint"]
    assert [r["ok"] for r in reading.rows] == ["", "1"]


@pytest.mark.parametrize("sign", ["- ", "+ ", "• ", "  - "])
@pytest.mark.parametrize("body", ["Công an", "Ban Chỉ huy Quân sự", "Phòng Y tế", "Trạm Y tế"])
def test_a_body_behind_a_dash_is_no_unit(reader: Reader, sign: str, body: str) -> None:
    told = _read(reader, ["1", "UBND huyện Lấp Vò", "0277 3845 004", ""], [None, sign + body, "0277 3845 015", ""])
    assert [f["code"] for f in told] == ["name_not_a_unit"]
    assert "Lấp Vò" in told[0]["message"]


@pytest.mark.parametrize(
    "cell",
    [
        "0277 3845 617 → 0277 3846 291",
        "0277 3846 302 (thay số 0277 3845 617)",
        "0277 3846 302; 0277 3845 617 (chú thích: số này đã cắt)",
    ],
)
def test_a_hints_example_is_no_number_that_may_be_dead(reader: Reader, cell: str) -> None:
    for f in _read(reader, ["1", "Xã Định An", cell, ""]):
        assert "3845 617" not in f["hint"]
        assert "3846" not in f["hint"]


def test_a_chat_kept_as_text_names_its_units_and_numbers(reader: Reader) -> None:
    chat = "UBND huyện Lấp Vò gửi anh số đường dây nóng nhé:\n- Xã Định An: 0277 3845 617\n- Xã Định Yên 0277.3845.628\nEm Nga 0918 274 635\n"
    reading = reader.read([Source("zalo.txt", chat.encode())])[0]
    told = {(f.code, f.unit_code) for f in reading.findings if f.severity == "error"}
    assert told == {("table_missing", ""), ("row_outside_table", "30196"), ("row_outside_table", "30199")}
    assert any("0918 274 635" in f.raw for f in reading.findings)
