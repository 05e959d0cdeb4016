"""One reading, or none: what heads a column, two names in a line, a merged record, tables side by side."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.samples.builder import draw, xlsx
from tests.examples import share

HEAD = "STT | TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG | GHI CHÚ"


@pytest.mark.parametrize("merges", [["C1:E1", "A1:A2", "B1:B2"], []])
@pytest.mark.parametrize(
    "order",
    [
        ("Cơ quan", "Đường dây nóng", "Fax"),
        ("Fax", "Lãnh đạo", "Đường dây nóng"),
        ("Đường dây nóng", "Nhà riêng", "Cơ quan"),
    ],
)
def test_sub_heads_decide(check, merges, order):
    number = {"Đường dây nóng": "0277 3851 222"}
    cells = " | ".join(number.get(head, f"0277 3851 33{i}") for i, head in enumerate(order))
    blank = " | ".join("" if head in number else "0277 3851 444" for head in order)
    report = check(
        f"STT | Tên đơn vị | SỐ ĐIỆN THOẠI | | | Ghi chú\n | | {' | '.join(order)} |\n1 | Sở Y tế | {cells} |\n2 | Sở Xây dựng | {blank} |",
        merges=merges,
    )
    assert report.units == {"A-SYT": "+842773851222"}
    assert "phone_missing" in report.codes_at("CDE"[order.index("Đường dây nóng")] + "4")


@pytest.mark.parametrize(
    "head",
    [
        "SĐT Chủ tịch UBND",
        "Số điện thoại lãnh đạo",
        "Fax",
        "Số điện thoại cũ",
        "Điện thoại nhà riêng",
        "Số điện thoại năm trước",
    ],
)
def test_another_meaning_is_never_a_substitute(check, head):
    report = check(f"STT | Tên đơn vị | {head} | Ghi chú\n1 | Sở Y tế | 0277 3851 222 |")
    assert report.units == {}
    assert "column_missing" in report.codes


def test_an_area_code_and_an_extension_of_their_own_are_joined(check):
    report = check(
        "STT | Tên đơn vị | Mã vùng | Số điện thoại | Số lẻ\n1 | Sở Y tế | 0277 | 3851222 | 12\n2 | Sở Xây dựng | 0292 | 3851333 |"
    )
    assert report.units == {"A-SYT": "+842773851222", "A-SXD": "+842923851333"}
    assert [r["extension"] for r in report.reading.rows] == ["12", ""]


def test_of_two_unit_columns_the_lower_is_the_unit_where_every_row_agrees(check):
    head = "STT | Cơ quan, đơn vị | Địa phương | Số điện thoại"
    report = check(
        f"{head}\n1 | UBND huyện Lấp Vò | Xã Tân Mỹ | 0277 3851 222\n2 | UBND huyện Thanh Bình | Xã Tân Mỹ | 0277 3851 333"
    )
    assert report.units == {"30175": "+842773851222", "30145": "+842773851333"}
    report = check(f"{head}\n1 | Xã Tân Phú | Xã Long Hưng A | 0277 3851 222")
    assert report.units == {}
    assert "layout_ambiguous" in report.codes


def test_tables_side_by_side_keep_their_numbers(check):
    report = check(
        f"{HEAD} | STT | TÊN CƠ QUAN, ĐƠN VỊ | SỐ ĐIỆN THOẠI\n1 | Sở Y tế | | | 2 | Sở Xây dựng | 0277 3851 222\n3 | Sở Nội vụ | 0277 3851 333"
    )
    assert report.codes_at("C2") == {"phone_missing"}
    assert set(report.units.items()) <= {("A-SXD", "+842773851222"), ("A-SNV", "+842773851333")}


def test_a_merged_unit_with_one_number_and_a_note_below_is_one_record(check):
    rows = draw(f"{HEAD}\n1 | Sở Y tế | 0277 3851 222 |\n | | | Trực 24/24\n2 | Sở Xây dựng | 0277 3851 333 |")
    report = check(xlsx(rows, merges=["A2:A3", "B2:B3"]))
    assert report.units == {"A-SYT": "+842773851222", "A-SXD": "+842773851333"}
    assert "phone_missing" not in report.codes


def test_what_looks_like_a_phone_and_is_none_is_no_alarm(check):
    report = check(
        "Số: 1234567/UBND-VX ngày 06-09-2021 | | |\n" + HEAD + " | Mã số thuế | Ngày | Dân số\n"
        "1 | Sở Y tế | 0277 3851 222 | năm 2020-2021 | 1400123456 | 06.09.2021 | 1.234.567"
    )
    assert "row_outside_table" not in report.codes


def test_the_senders_own_contact_is_told_once_and_is_no_alarm(check):
    report = check(
        f"SỞ Y TẾ | | Điện thoại: 0277 3851 999\nEmail: a@b.vn, Fax: 0277 3851 888\n{HEAD}\n1 | Sở Y tế | 0277 3851 222 |"
    )
    found = [f for f in report.reading.findings if f.code == "row_outside_table"]
    assert [f.severity for f in found] == ["info"]
    assert all(n in found[0].raw for n in ("3851 999", "3851 888"))


def test_a_districts_column_is_no_communes_number(check):
    report = check(
        "Tên đơn vị | Đường dây nóng cấp huyện | Đường dây nóng cấp xã\nXã Long Hưng A | 0277 3851 111 | 0277 3851 222\nXã Long Hưng B | 0277 3851 333 |"
    )
    assert report.units == {"30184": "+842773851222"}
    assert report.codes_at("C3") == {"phone_missing"}


_OF_THE_BODY = ("Điện thoại cơ quan", "ĐT văn phòng", "Điện thoại để bàn", "Số máy bàn")
_OF_NO_ONE_SAID = ("Điện thoại di động", "Số điện thoại", "SĐT", "ĐTDĐ")


@pytest.mark.parametrize("other", _OF_NO_ONE_SAID)
@pytest.mark.parametrize("body", _OF_THE_BODY)
@pytest.mark.parametrize("turned", [False, True])
def test_two_columns_of_which_none_is_called_hotline_are_two_numbers(check, body, other, turned):
    """Neither is the hotline by its own words: both are shown, and one alone is taken as if it were the only column."""
    heads, cells = [body, other], ["0277 3851 222", "0913 123 456"]
    if turned:
        heads, cells = heads[::-1], cells[::-1]
    report = check(f"STT | Tên đơn vị | {' | '.join(heads)}\n1 | Sở Y tế | {' | '.join(cells)}")
    assert report.units == {}
    assert "phone_multiple" in report.codes


@pytest.mark.parametrize("person", ["Họ và tên", "Họ tên", "Chức vụ", "Họ, tên cán bộ"])
@pytest.mark.parametrize("head", ["Số điện thoại", "SĐT", "Di động", "Điện thoại liên hệ"])
def test_a_number_beside_a_persons_column_is_the_persons_unless_called_a_hotline(check, person, head):
    lines = "1 | Nguyễn Văn An | Sở Y tế | 0913 123 456\n2 | Trần Thị Bé | Sở Xây dựng | 0913 123 457"
    assert check(f"STT | {person} | Đơn vị | {head}\n{lines}").units == {}
    called = check(f"STT | {person} | Đơn vị | Đường dây nóng\n{lines}")
    assert called.units == {"A-SYT": "+84913123456", "A-SXD": "+84913123457"}


@pytest.mark.parametrize(
    "matter", ["phòng, chống tham nhũng", "tố giác tội phạm", "bảo đảm an ninh trật tự", "phòng chống bạo lực gia đình"]
)
def test_a_hotline_of_another_matter_is_not_the_letters(check, matter):
    beside = f"STT | Đơn vị | Đường dây nóng | Đường dây nóng {matter}\n1 | Sở Y tế | 0277 3851 222 | 0277 3851 333"
    assert check(beside).units == {"A-SYT": "+842773851222"}
    alone = f"STT | Đơn vị | Đường dây nóng {matter}\n1 | Sở Y tế | 0277 3851 333"
    assert check(alone).units == {}
    title = f"DANH SÁCH ĐƯỜNG DÂY NÓNG {matter.upper()} | |\nSTT | Đơn vị | Số điện thoại\n1 | Sở Y tế | 0277 3851 333"
    assert check(title).units == {}


def test_wide_digits_are_digits_for_both_readings(check):
    assert check("STT | Đơn vị | Đường dây nóng\n1 | Sở Y tế | ０２７７３８５１２２２").units == {
        "A-SYT": "+842773851222"
    }


_BEFORE = ("cũ", "trước đây", "trước khi sắp xếp", "trước khi sáp nhập", "(trước ngày 01/11/2020)")
_TODAY = ("mới", "hiện nay", "sau khi sắp xếp", "", "(từ ngày 01/11/2020)")


@settings(max_examples=share(40), deadline=None)
@given(
    before=st.sampled_from(_BEFORE),
    today=st.sampled_from(_TODAY),
    first=st.booleans(),
    over=st.booleans(),
    blank=st.booleans(),
)
def test_a_name_of_before_is_never_the_unit_of_a_line(
    reader: Reader, before: str, today: str, first: bool, over: bool, blank: bool
) -> None:
    """A line whose name of today is left blank names nobody, whichever column comes first and however it is headed."""
    told = [("Xã Long Hưng B", "" if blank else "Xã Long Hưng A"), ("Xã Tân Mỹ", "Xã Tân Mỹ")]
    names = [f"{a} | {b}" if first else f"{b} | {a}" for a, b in told]
    heads = [before, today or "Tên xã"] if first else [today or "Tên xã", before]
    if over:
        head = f"STT | TÊN ĐƠN VỊ | | ĐƯỜNG DÂY NÓNG\n | {heads[0].capitalize()} | {heads[1].capitalize()} |"
    else:
        head = "STT | " + " | ".join(f"Tên đơn vị {h}" if "Tên" not in h else h for h in heads) + " | ĐƯỜNG DÂY NÓNG"
    lines = [f"{n} | {name} | 0277 3851 {n}22" for n, name in enumerate(names, start=1)]
    rows = draw("UBND HUYỆN LẤP VÒ\n" + head + "\n" + "\n".join(lines))
    reading = reader.read([Source("a.xlsx", xlsx(rows, merges=["B2:C2"] if over else []))])[0]
    sent = {row["unit_code"]: row["phone_e164"] for row in reading.rows if row["ok"]}
    assert "30187" not in sent  # Long Hưng B is the name of before
    assert sent.get("30184", "+842773851122") == "+842773851122"
    assert sent.get("30175") == "+842773851222"
    assert ("30184" not in sent) >= blank
    held = {f.code for f in reading.findings if f.severity == "error"}
    assert bool(held) == ("30184" not in sent)
