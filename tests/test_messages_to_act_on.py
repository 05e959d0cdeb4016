"""Messages that can be acted on: what stands in the columns found, which sheet, and never a hint that lets a bad number pass."""

from __future__ import annotations

import pytest

from danhba.report.lines import finding_line
from schemas.catalogue import words


@pytest.mark.parametrize("code", ["phone_not_in_use", "phone_words_unclear"])
def test_no_hint_tells_to_delete_the_words_beside_a_number(code: str) -> None:
    told = {
        "cell": "C2",
        "raw": "0277 3851 222 abc",
        "where": "trong ô",
        "words": "abc",
        "number": "0277 3851 222",
        "choice": "0277 3851 222",
    }
    _, hint = words(code, told, "error")
    assert "bỏ chữ" not in hint
    assert "xóa" not in hint.lower()
    assert "số đang trực" in hint


def test_a_missing_column_shows_what_stands_in_the_others(check, registry) -> None:
    report = check("STT | Tên đơn vị | SĐT Chủ tịch UBND | Ghi chú\n1 | Sở Y tế | 0277 3851 222 |")
    told = next(f for f in report.reading.findings if f.code == "column_missing")
    message = finding_line(told, registry)["message"]
    assert "SĐT Chủ tịch UBND" in message
    assert "ô C2 ghi “0277 3851 222”" in message


@pytest.mark.parametrize("named", ["Xã Lấp Vò", ""])
def test_a_hint_on_an_unknown_name_names_no_other_unit(named: str) -> None:
    told = {"cell": "B2", "raw": "Xã Lắp Vò xxx", "nearest": "", "as_listed": f": {named}" if named else ""}
    _, hint = words("name_unknown", told, "error")
    assert "ví dụ" not in hint
    assert hint.endswith(f"{named}.")
