"""All findings in one pass: thirty planted faults of all kinds, all thirty the first time, each at its cell."""

from __future__ import annotations

import pandera.errors
import pytest

from danhba.check.validate import failures, submitted_rows
from danhba.samples.builder import xlsx
from schemas.catalogue import CATALOGUE, words
from schemas.examples import filled
from schemas.facts import SOUND, flat
from schemas.forms.hotline import HOTLINE_FORM
from schemas.submitted import frame_of

PLANTED = [
    # (tier, name, phone, note, column of the fault, code)
    ("A", "Sở Y tế", None, None, "C", "phone_missing"),
    ("A", "Sở Nội vụ", "0277 3851234 / 0277 3851235", None, "C", "phone_multiple"),
    ("A", "Sở Tư pháp", "0912345", None, "C", "phone_length"),
    ("A", "Sở Tài chính", "0412345678", None, "C", "phone_prefix"),
    ("A", "Sở Xây dựng", "liên hệ văn thư", None, "C", "phone_not_a_number"),
    ("A", "Sở Ngoại vụ", "2,77E+09", None, "C", "phone_digits_lost"),
    ("A", "Sở Công Thương", "+85512345678", None, "C", "phone_foreign"),
    ("A", "Công an Tỉnh", "113", None, "C", "phone_emergency"),
    ("A", "Sở GTVT", "0672345678", None, "C", "phone_uncertain"),
    ("A", "Thanh tra Tỉnh", 2773851209, None, "C", "phone_zero_restored"),
    ("A", "Sở TT&TT", "3851210", None, "C", "phone_area_code_added"),
    ("A", "Sở TN&MT", "067 3851211", None, "C", "phone_old_area_code"),
    ("A", "Sở KH&CN", "0168 2345612", None, "C", "phone_old_mobile_prefix"),
    ("A", "Sở GD&ĐT", "O277 3851213", None, "C", "phone_letter_for_digit"),
    ("A", "BHXH Tỉnh", "Tel: 0277 3851214", None, "C", "phone_text_removed"),
    ("A", "Cục Thuế Tỉnh", "0277 3851215, 0277.3851215", None, "C", "phone_duplicate_in_cell"),
    ("A", "KBNN Đồng Tháp", "0277 3851216 máy lẻ 12", None, "C", "phone_extension"),
    ("A", "Cục Hải quan Tỉnh", "1900 1234", None, "C", "phone_premium"),
    ("A", "Cục Thống kê Tỉnh", "0296 3851218", None, "C", "phone_other_province"),
    ("A", "Tổng đài 1022", "1022", None, "C", "phone_shared_service"),
    ("B", "Thị xã Hồng Ngự", "0277 3851220", None, "B", "name_retired"),
    ("B", "Sở KH&ĐT", "0277 3851221", None, "B", "tier_mismatch"),
    ("C", "Xã Không Có", "0277 3851222", None, "B", "name_unknown"),
    ("C", "Xã Tân Hòa", "0277 3851223", None, "B", "name_ambiguous"),
    ("C", "Xã T?n M?", "0277 3851224", None, "B", "name_garbled"),
    ("C", "Xã Tân Hội Cơ", "0277 3851225", None, "B", "name_guessed"),
    ("C", "Công an xã Phú Hựu", "0277 3851226", None, "B", "name_not_a_unit"),
    ("C", "Xã Phú Hựu, xã Phú Long", "0277 3851227", None, "B", "many_units_in_row"),
    ("C", None, "0277 3851228", None, "B", "name_missing"),
    ("C", "Xã An Nhơn", "0277 3851229", "gọi thêm 0912 345 678", "D", "note_phone"),
]


def _sheet() -> tuple[list[list[object]], list[tuple[str, str]]]:
    rows: list[list[object]] = [["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]]
    planted = []
    tier = ""
    for number, (section, name, phone, note, column, code) in enumerate(PLANTED, start=1):
        if section != tier:
            rows.append([section, {"A": "CƠ QUAN, ĐƠN VỊ", "B": "CẤP HUYỆN", "C": "CẤP XÃ"}[section]])
            tier = section
        rows.append([number, name, phone, note])
        planted.append((f"{column}{len(rows)}", code))
    return rows, planted


def test_thirty_planted_faults_are_all_found_the_first_time(check):
    rows, planted = _sheet()
    assert len(planted) == 30
    report = check(xlsx(rows))
    found = [(f.cell, f.code) for f in report.reading.findings if f.cell]
    assert sorted(found) == sorted(planted)


def test_mending_one_fault_reveals_no_other(check):
    rows, planted = _sheet()
    for cell, code in planted:
        mended = [list(r) for r in rows]
        column, row = "ABCD".index(cell[0]), int(cell[1:]) - 1
        example = {"B": "Xã Định An", "C": f"0277 38{row:05d}", "D": ""}[cell[0]]
        if code in ("tier_mismatch", "name_retired"):
            example = "Huyện Tam Nông"
        mended[row][column] = example
        found = {(f.cell, f.code) for f in check(xlsx(mended)).reading.findings if f.cell}
        assert found == set(planted) - {(cell, code)}, (cell, code)


def test_the_schema_takes_facts_only_and_coerces_nothing():
    schema = submitted_rows(HOTLINE_FORM)
    frame = frame_of([flat(SOUND)])
    schema.validate(frame, lazy=True)
    for column, value in (("phone_numbers", "1"), ("name_blank", 0), ("name_encoding", None), ("phone_home", None)):
        with pytest.raises(pandera.errors.SchemaErrors):
            schema.validate(frame.assign(**{column: [value]}), lazy=True)
    with pytest.raises(RuntimeError):
        failures(HOTLINE_FORM, [flat(SOUND._replace(name=SOUND.name._replace(encoding=None)))])  # type: ignore[arg-type]


def test_every_rule_speaks_and_its_example_passes(check, registry):
    for code, rule in CATALOGUE.items():
        message, hint = words(code, {"cell": "C3", "raw": "x"}, examples=registry.examples)
        assert message, code
        assert hint.rstrip().endswith((".", "…")), code
        if rule.example and rule.points_at in ("phone", "name", "note"):
            row = {"name": "Xã Tân Khánh Trung", "phone": "0277 3851 234", "note": ""} | {
                rule.points_at.value: filled(rule.example, registry.examples)
            }
            tier = "B CẤP HUYỆN" if row["name"].startswith("Thành phố") else "C CẤP XÃ"
            report = check(
                f"STT | TÊN CƠ QUAN, ĐƠN VỊ | SỐ ĐIỆN THOẠI | GHI CHÚ\n{tier.replace(' ', ' | ', 1)}\n1 | {row['name']} | {row['phone']} | {row['note']}"
            )
            assert [f.code for f in report.reading.findings if f.severity == "error"] == [], code
            assert not report.codes_at({"phone": "C3", "name": "B3", "note": "D3"}[rule.points_at.value]), code


def test_the_findings_page_is_current(registry):
    from pathlib import Path

    from schemas.findings_page import page

    assert Path(__file__).parents[1].joinpath("docs/findings.md").read_text(encoding="utf-8") == page(registry.examples)
