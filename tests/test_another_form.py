"""A form is a declaration: one of nobody's making (unit, date, count), written here and nowhere else, goes the whole way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from danhba.check.reader import Reader
from danhba.check.values import read_value
from danhba.handouts.blank_form import blank_form, rows_of
from danhba.identify.mark import marks_of
from danhba.model.submission import Reading, Source
from danhba.registry import Registry
from danhba.report.lines import finding_line
from danhba.samples.builder import xlsx
from schemas.catalogue import CATALOGUE
from schemas.forms.form import ROLES, Column, Form, Kind, Look
from schemas.forms.hotline import HOTLINE_FORM
from schemas.forms.official import OFFICIAL_LINES
from schemas.rules import name, value
from tests.examples import share

DRILLS = Form(
    name="drills",
    title="KẾT QUẢ DIỄN TẬP PHÒNG CHÁY, CHỮA CHÁY",
    own_title="dien tap",
    columns=(
        Column("unit", "ĐƠN VỊ", ((r"^(?:ten )?don vi", 8),), required=True, width=50),
        Column(
            "held_on", "NGÀY DIỄN TẬP", ((r"ngay", 8),), required=True, kind=Kind.DATE, width=18,
            prompt=("Một ngày", "Ghi ngày/tháng/năm, ví dụ: 05/09/2021."), mistake=("Chưa đúng", "Ô này ghi một ngày."),
        ),
        Column("present", "SỐ NGƯỜI DỰ", ((r"so nguoi", 8),), required=True, kind=Kind.COUNT, width=14),
    ),
    lines=OFFICIAL_LINES,
    rules=tuple(rule.code for subject in (name, value) for rule in subject.RULES),
    look=Look(instruction="Điền vào các ô màu vàng."),
)  # fmt: skip
HEAD = ["Đơn vị", "Ngày diễn tập", "Số người dự"]
KEY = b"k" * 32


@pytest.fixture(scope="module")
def drills(registry: Registry) -> Reader:
    return Reader(registry, DRILLS, marks_of(KEY, registry))


def _read(reader: Reader, rows: list[list[object]], where: str = "Huyện Lấp Vò/a.xlsx") -> Reading:
    return reader.read([Source(where, xlsx([["KẾT QUẢ DIỄN TẬP PHÒNG CHÁY, CHỮA CHÁY"], HEAD, *rows]))])[0]


def test_an_inbox_of_another_form_is_read_and_its_faults_are_told(
    drills: Reader, registry: Registry, tmp_path: Path
) -> None:
    rows = [
        ["C. CẤP XÃ"],
        ["Xã Tân Khánh Trung", dt.date(2021, 9, 5), 40],
        ["Xã Tân Mỹ", "6/9/2021", "1.200"],
        ["Xã Long Hưng A", "31/02/2021", "khoảng 30"],
        ["Xã Long Hưng B", None, None],
        ["Xã Không Có", "07-09-2021", 3.0],
        ["Tổng cộng", None, 1270],
    ]
    (tmp_path / "Huyện Lấp Vò").mkdir()
    (tmp_path / "Huyện Lấp Vò/a.xlsx").write_bytes(xlsx([HEAD, *rows]))
    inbox = [Source(str(p.relative_to(tmp_path)), p.read_bytes()) for p in tmp_path.rglob("*.xlsx")]
    (reading,) = drills.read(inbox)
    assert [(r["unit_code"], r["held_on"], r["present"], r["ok"]) for r in reading.rows] == [
        ("30181", "2021-09-05", "40", "1"),
        ("30175", "2021-09-06", "1200", "1"),
        ("30184", "", "", ""),
        ("30190", "", "", ""),
        ("", "2021-09-07", "3", ""),
    ]
    assert {(f.cell, f.code) for f in reading.findings} == {
        ("B5", "value_not_a_date"), ("C5", "value_not_a_count"), ("B6", "value_missing"), ("C6", "value_missing"), ("A7", "name_unknown"),
    }  # fmt: skip
    assert reading.submitter.unit_code == "875"
    for finding in reading.findings:
        line = finding_line(finding, registry)
        assert finding.cell in line["message"]
        assert "…" not in line["message"] + line["hint"], line
        if finding.code.startswith("value_"):
            column = next(
                c.title for c in DRILLS.columns if c.field == {"B": "held_on", "C": "present"}[finding.cell[0]]
            )
            assert column in line["message"]
            assert "ví dụ" in line["hint"]


@given(
    day=st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), count=st.integers(0, 999_999_999),
    how=st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0:%d/%m/%Y}", "{0.day}.{0.month}.{0.year}", "{0:%Y-%m-%d}", "ngày {0.day} tháng {0.month} năm {0.year}"]),
)  # fmt: skip
@settings(deadline=None, max_examples=share(60))
def test_a_date_and_a_count_are_the_same_however_they_are_written(day: dt.date, count: int, how: str) -> None:
    held_on, present = DRILLS.values
    for typed in (day, dt.datetime(day.year, day.month, day.day), how.format(day)):
        assert read_value(held_on, "B2", typed).text == day.isoformat()
    for typed in (count, float(count), str(count), f"{count:,}".replace(",", ".") if count < 10**9 else str(count)):
        assert read_value(present, "C2", typed).text == str(count)


@given(st.text(alphabet="0123456789./- aâgn", max_size=12))
@settings(deadline=None, max_examples=share(150))
def test_a_value_is_read_told_or_blank_never_lost(text: str) -> None:
    for column in DRILLS.values:
        read = read_value(column, "B2", text)
        assert not (read.facts.blank and any(c.isalnum() for c in text))
        assert bool(read.text) == (read.facts.fits and not read.facts.blank)


def test_a_blank_form_goes_out_and_comes_back_filled(drills: Reader, registry: Registry) -> None:
    district = registry.by_code["875"]
    made = blank_form(district, registry, {}, dt.datetime(2021, 9, 1, tzinfo=dt.UTC), KEY, DRILLS)
    (back,) = drills.read([Source("Lap Vo.xlsx", made)])
    units = [u.code for u in rows_of(district, registry)]
    assert back.rows.units == units
    assert {f.code for f in back.findings} == {"value_missing"}
    assert len(back.findings) == 2 * len(units)
    book = load_workbook(BytesIO(made))
    sheet = book[DRILLS.look.sheet]
    assert {r.type: str(r.sqref)[0] for r in sheet.data_validations.dataValidation} == {"date": "B", "whole": "C"}
    number = 0
    for row in sheet.iter_rows():
        if not row[1].protection.locked:
            number += 1
            row[1].value, row[2].value = dt.date(2021, 9, number), number * 10
    out = BytesIO()
    book.save(out)
    (filled,) = drills.read([Source("Lap Vo.xlsx", out.getvalue())])
    assert filled.findings == []
    assert filled.submitter.unit_code == "875"
    assert [(r["unit_code"], r["held_on"], r["present"], r["ok"]) for r in filled.rows] == [
        (code, f"2021-09-{n:02d}", str(n * 10), "1") for n, code in enumerate(units, start=1)
    ]


def test_a_file_without_its_table_says_which_columns_are_asked_for(drills: Reader) -> None:
    rows = [["DIỄN TẬP"], ["Đơn vị", "Ngày diễn tập"], ["Xã Tân Mỹ", "6/9/2021"]]
    (reading,) = drills.read([Source("a.xlsx", xlsx(rows))])
    (finding,) = [f for f in reading.findings if f.code != "submitter_unknown"]
    assert (finding.code, finding.params["column"]) == ("column_missing", "SỐ NGƯỜI DỰ")
    (other,) = drills.read([Source("a.xlsx", xlsx([["x"], ["Ghi chú gì đó", 1]]))])
    assert [f.code for f in other.findings if f.code != "submitter_unknown"] == ["table_missing"]
    line = finding_line(other.findings[0], drills.registry)
    assert "cột ĐƠN VỊ, cột NGÀY DIỄN TẬP và cột SỐ NGƯỜI DỰ" in line["message"]
    assert "ĐƠN VỊ | NGÀY DIỄN TẬP | SỐ NGƯỜI DỰ" in line["hint"]
    assert "điện thoại" not in line["message"] + line["hint"]


def test_the_hotline_form_is_one_declaration_among_others() -> None:
    """No word of a form stands in the code that reads and writes forms."""
    root = Path(__file__).parents[1] / "danhba"
    words = ("duong day nong", "đường dây nóng", "ĐƯỜNG DÂY NÓNG", "hotline_form", "GHI CHÚ", "TÊN CƠ QUAN, ĐƠN VỊ")
    for package in ("locate", "check", "read"):
        for path in (root / package).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert not [w for w in words if w in text], path
    for path in ("handouts/blank_form.py", "publish/formats/xlsx.py", "publish/formats/docx.py"):
        text = (root / path).read_text(encoding="utf-8")
        assert not [w for w in words if w in text], path


@pytest.mark.parametrize("form", [HOTLINE_FORM, DRILLS], ids=lambda f: f.name)
def test_a_declaration_names_what_exists(form: Form) -> None:
    assert set(form.rules) <= CATALOGUE.keys()
    assert all(CATALOGUE[code].check is not None for code in form.rules)
    for column in form.columns:
        assert (column.kind is Kind.ROLE) == (column.field in ROLES), column.field
        assert not column.width or column.title
        for _, score in column.words:
            assert 0 < score < 15


MIXED = replace(
    HOTLINE_FORM,
    name="hotline since",
    columns=(*HOTLINE_FORM.columns, Column("since", "TRỰC TỪ NGÀY", ((r"tu ngay", 13),), required=True, kind=Kind.DATE, width=14)),
    rules=(*HOTLINE_FORM.rules, *(rule.code for rule in value.RULES)),
)  # fmt: skip


def test_a_form_of_numbers_may_have_dates_beside_them(registry: Registry) -> None:
    reader = Reader(registry, MIXED, marks_of(KEY, registry))
    rows = [
        ["STT", "TÊN CƠ QUAN, ĐƠN VỊ", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ", "TRỰC TỪ NGÀY"],
        ["C", "CẤP XÃ"],
        [1, "Xã Tân Khánh Trung", "0277 3851 001", None, dt.date(2021, 9, 1)],
        [2, "Xã Tân Mỹ", "0277 3851 002", None, "mai"],
        [3, "Xã Long Hưng A", None, None, "1/9/2021"],
        [4, "Xã Long Hưng B", "0912 345 687", None, None],
    ]
    (reading,) = reader.read([Source("Huyện Lấp Vò/a.xlsx", xlsx(rows))])
    assert [(r["unit_code"], r["phone_e164"], r["since"], r["ok"]) for r in reading.rows] == [
        ("30181", "+842773851001", "2021-09-01", "1"),
        ("30175", "+842773851002", "", ""),
        ("30184", "", "2021-09-01", ""),
        ("30190", "+84912345687", "", ""),
    ]
    assert {(f.cell, f.code) for f in reading.findings} == {
        ("E4", "value_not_a_date"), ("C5", "phone_missing"), ("E6", "value_missing"),
    }  # fmt: skip
    made = blank_form(registry.by_code["875"], registry, {}, dt.datetime(2021, 9, 1, tzinfo=dt.UTC), KEY, MIXED)
    (back,) = reader.read([Source("Lap Vo.xlsx", made)])
    assert {f.code for f in back.findings if f.severity != "info"} == {"phone_missing", "value_missing"}
    assert back.rows.units == [u.code for u in rows_of(registry.by_code["875"], registry)]
