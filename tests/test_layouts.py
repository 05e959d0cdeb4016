"""Layouts: one small sheet a habit, drawn as it looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from danhba.model.submission import Source
from danhba.read.delimited import decode
from danhba.samples.builder import csv_text, draw, form, html_table, word, xlsx
from danhba.vietnamese.encodings import of_windows_1258
from tests.corpus.build import NAME_HANDS

HEAD = "STT | TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG | SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG | GHI CHÚ"


def test_two_numbers_in_one_cell_are_refused(check):
    report = check(f"{HEAD}\nC | CẤP XÃ | |\n1 | Xã Tân Mỹ, huyện Lấp Vò | 0277 3851234 / 0912345678 |")
    assert report.codes_at("C3") == {"phone_multiple"}
    assert report.units == {}


def test_columns_in_any_order_and_extra_columns(check):
    report = check(
        "GHI CHÚ | Fax | Đường dây nóng | Người phụ trách | Tên đơn vị\n | 0277 3999999 | 0277 3851234 | Nguyễn Văn A | Xã Tân Khánh Trung"
    )
    assert report.units == {"30181": "+842773851234"}


def test_title_rows_column_numbers_dots_totals_and_signatures(check):
    report = check(xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851234")]}, ["UBND XÃ TÂN KHÁNH TRUNG"])))
    assert report.codes == []
    assert report.units == {"30181": "+842773851234"}


def test_a_header_over_two_rows(check):
    report = check(
        """STT | TÊN CƠ QUAN, ĐƠN VỊ | SỐ ĐIỆN THOẠI | | GHI CHÚ
        | | Cố định | Di động |
        (1) | (2) | (3) | (4) | (5)
        1 | Xã Tân Khánh Trung | 0277 3851234 | |
        2 | Xã Vĩnh Thạnh | 0277 3851235 | 0912345678 |""",
        merges=["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
    )
    assert report.units == {"30181": "+842773851234"}
    assert report.codes_at("C5") == {"phone_multiple"}


def test_a_wrapped_header(check):
    report = check(
        """STT | TÊN CƠ QUAN, ĐƠN VỊ, | SỐ ĐIỆN THOẠI | GHI
        | ĐỊA PHƯƠNG | ĐƯỜNG DÂY NÓNG | CHÚ
        1 | Xã Tân Khánh Trung | 0277 3851234 | Trực 24/24"""
    )
    assert report.units == {"30181": "+842773851234"}


def test_a_district_in_a_heading_row_is_context(check):
    report = check(
        f"""{HEAD}
        C | CẤP XÃ
        I | Huyện Thanh Bình
        1 | Xã Bình Thành | 0277 3851234
        II | Huyện Lấp Vò
        1 | Xã Bình Thành | 0277 3851235"""
    )
    assert report.units == {"30163": "+842773851234", "30193": "+842773851235"}


def test_a_district_in_a_column_is_context(check):
    report = check(
        "TT | Huyện | Đơn vị | Số điện thoại\n1 | Lấp Vò | Xã Tân Mỹ | 0277 3851234\n2 | Thanh Bình | Xã Tân Mỹ | 0277 3851235"
    )
    assert report.units == {"30175": "+842773851234", "30145": "+842773851235"}


def test_sections_as_text_only_and_in_the_name_column(check):
    report = check(f"{HEAD}\n | B. CẤP HUYỆN\n1 | Lấp Vò | 0277 3851234\n | C. CẤP XÃ\n1 | Lấp Vò | 0277 3851235")
    assert report.units == {"875": "+842773851234", "30169": "+842773851235"}


def test_several_tables_on_one_sheet_and_several_sheets(check):
    rows = draw(f"{HEAD}\n1 | Sở Y tế | 0277 3851234\n | Tổng cộng: 1\n\n{HEAD}\n1 | Sở Nội vụ | 0277 3851235")
    more = {"xã": draw(f"{HEAD}\n1 | Xã Tân Khánh Trung | 0277 3851236")}
    assert set(check(xlsx(rows, more=more)).units) == {"A-SYT", "A-SNV", "30181"}


def test_hidden_sheets_only_when_no_visible_one_holds_the_form(check):
    hidden = draw(f"{HEAD}\n1 | Xã Tân Khánh Trung | 0277 3851236")
    report = check(xlsx(hidden, hidden=True, more={"Trang 1": [["Kính gửi quý cơ quan"]]}))
    assert report.units == {"30181": "+842773851236"}
    assert "sheet_hidden" in report.codes
    report = check(xlsx(hidden, hidden=True, more={"Trang 1": draw(f"{HEAD}\n1 | Sở Y tế | 0277 3851234")}))
    assert set(report.units) == {"A-SYT"}


def test_merged_unit_and_phone_cells(check):
    report = check(
        f"""{HEAD}
        1 | Xã Tân Khánh Trung | 0277 3851234
        2 | Xã Vĩnh Thạnh |
        3 | Xã Định Yên | 0277 3851236""",
        merges=["C2:C3"],
    )
    assert report.units == {"30181": "+842773851234", "30187": "+842773851234", "30199": "+842773851236"}


def test_one_record_on_two_rows(check):
    report = check(
        f"{HEAD}\n1 | Văn phòng Ủy ban | 0277 3851234\n | nhân dân Tỉnh |\n2 | Xã Tân Khánh Trung |\n | | 0277 3851235"
    )
    assert report.units == {"A-VPUBND": "+842773851234", "30181": "+842773851235"}


def test_a_second_number_on_the_next_line_is_a_second_number(check):
    report = check(f"{HEAD}\n1 | Xã Tân Khánh Trung | 0277 3851234\n | | 0912345678\n2 | Xã Vĩnh Thạnh | 0277 3851236")
    assert report.codes_at("C2") == {"phone_multiple"}
    assert report.units == {"30187": "+842773851236"}


def test_no_form_shows_the_nearest_row(check):
    report = check("Tên | Điện thoại bàn | Năm sinh\nA | 1 | 2")
    assert report.codes in (["table_missing"], ["column_missing"])
    blocked = check("STT | TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG | GHI CHÚ\n1 | Sở Y tế | ")
    assert blocked.codes == ["column_missing"]
    assert blocked.codes_at("A1") == {"column_missing"}


def test_a_roster_without_hours_is_a_roster_and_no_list_of_hotlines(check):
    report = check(
        "LỊCH TRỰC THÁNG 9 | \nSTT | Ngày trực | Họ và tên | Số điện thoại\n1 | 06/9 | Nguyễn Văn A | 0912345678"
    )
    assert report.codes == [
        "duty_ambiguous",
        "submitter_unknown",
    ]  # a roster was another letter's form before there was one
    assert not report.units


def test_an_empty_form_says_so(check):
    assert check(xlsx(form({}))).codes == ["form_empty"]


def test_formats_by_content(check):
    rows = form({"C": [("Xã Tân Khánh Trung", "0277 3851234")]}, footer=False)
    wanted = {"30181": "+842773851234"}
    assert check(xlsx(rows), "x.xls").units == wanted
    assert check(html_table(rows), "x.xls").units == wanted
    assert check(word(rows, ["Phụ lục"]), "x.doc").units == wanted
    for separator in ",;\t":
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            assert check(csv_text(rows, separator, encoding), "x.txt").units == wanted, (separator, encoding)
    legacy = form({"C": [("X· T©n Kh¸nh Trung", "0277 3851234")]}, footer=False, title=False)
    legacy[0] = ["STT", "Tªn c¬ quan, ®¬n vÞ", "Sè ®iÖn tho¹i", "Ghi chó"]
    legacy[1:] = [r for r in legacy[1:] if r and r[0] == 1]
    assert check(csv_text(legacy, ",", "latin-1"), "x.csv").units == wanted


def test_files_that_cannot_be_read(check):
    whole = xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851234")]}))
    assert check(b"").codes == ["file_empty"]
    assert check(whole[:3000]).codes == ["file_corrupt"]
    assert check(b"\x00\x01\x02binary" * 50).codes == ["file_unsupported"]
    assert check(b"%PDF-1.4 x", "a.pdf").codes == ["evidence_received"]
    assert check(word([], ["Quyết định phân công trực"]), "qd.docx").codes == ["evidence_received"]


def test_sections_and_tiers_come_from_the_registry():
    from danhba.check.reader import Reader
    from danhba.model.submission import Source
    from danhba.registry import load_registry

    reader = Reader(load_registry(Path("dong-thap-2025-07")))
    rows = draw(
        f"{HEAD}\nA | CƠ QUAN, ĐƠN VỊ\n1 | Sở Y tế | 0277 3851234\nB | CẤP XÃ\n1 | Phường Mỹ Tho | 0273 3872345\n2 | Xã Tân Mỹ | 3851234"
    )
    report = reader.read([Source("a.xlsx", xlsx(rows))])[0]
    assert [(r["tier"], r["phone_e164"]) for r in report.rows][:2] == [("A", "+842773851234"), ("C", "+842733872345")]
    assert {f.code for f in report.findings if f.cell == "C6"} <= {"phone_uncertain"}
    assert not [f for f in report.findings if f.code in ("section_missing", "tier_mismatch")]


def test_real_workbooks_end_in_a_clear_report(reader):
    import time

    from danhba.model.submission import Source
    from tests.conftest import ROOT

    said = {}
    for path in sorted((ROOT / "tests/data/real").iterdir()):
        start = time.perf_counter()
        report = reader.read([Source(path.name, path.read_bytes())])[0]
        assert time.perf_counter() - start < 2, path.name
        assert report.findings, path.name
        said[path.name] = {f.code for f in report.findings}
    assert said["2006-Bieu-ban-hanh-kem-theo-TT04.xls"] == {"form_other"}
    assert said["GSO_DongThap_20210801_madnh_f8caf17.xls"] == {"table_missing"}
    assert "phone_multiple" in said["daknong_health_hotlines_202002.csv"]


def test_the_reported_cell_is_the_cell_of_the_fault(reader):
    """Through title rows, empty and hidden rows and columns, merges: the finding's cell in the original holds the fault."""
    import io
    import random

    from openpyxl import Workbook, load_workbook

    from danhba.model.submission import Source

    random_ = random.Random(7)
    for trial in range(40):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        top, left = random_.randint(1, 9), random_.randint(1, 5)
        if top > 3:
            sheet.cell(1, left, "UBND XÃ TÂN KHÁNH TRUNG")
            sheet.merge_cells(start_row=1, start_column=left, end_row=1, end_column=left + 3)
        for c, title in enumerate(
            ("STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ")
        ):
            sheet.cell(top, left + c, title)
        row = top
        faults = set()
        for i in range(random_.randint(1, 6)):
            row += random_.choice((1, 1, 2))
            marker = f"SAI-{trial}-{i}"
            sheet.cell(row, left, i + 1)
            sheet.cell(row, left + 1, "Xã Tân Khánh Trung" if i % 2 else marker)
            sheet.cell(row, left + 2, marker if i % 2 else "0277 3851234")
            sheet.row_dimensions[row].hidden = random_.random() < 0.3
            if not sheet.row_dimensions[row].hidden:  # a hidden row is told as hidden, and not read
                faults.add(marker)
        sheet.column_dimensions["A"].hidden = random_.random() < 0.5
        out = io.BytesIO()
        book.save(out)
        report = reader.read([Source("a.xlsx", out.getvalue())])[0]
        again = load_workbook(io.BytesIO(out.getvalue())).worksheets[0]
        found = {again[f.cell].value for f in report.findings if f.severity == "error" and f.cell}
        assert faults <= found


def test_spreadsheetml_with_skipped_rows_and_merges(check):
    book = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Worksheet ss:Name="PL"><Table>
    <Row><Cell ss:MergeAcross="3"><Data ss:Type="String">DANH SÁCH</Data></Cell></Row>
    <Row ss:Index="4"><Cell><Data ss:Type="String">STT</Data></Cell><Cell><Data ss:Type="String">Tên đơn vị</Data></Cell>
    <Cell ss:Index="4"><Data ss:Type="String">Số điện thoại</Data></Cell></Row>
    <Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">Xã Tân Khánh Trung</Data></Cell>
    <Cell ss:Index="4"><Data ss:Type="Number">2773851234</Data></Cell></Row></Table></Worksheet></Workbook>"""
    report = check(book.encode(), "x.xls")
    assert report.units == {"30181": "+842773851234"}
    assert report.codes_at("D5", "PL") == {"phone_zero_restored"}


def test_windows_1258_and_quoted_newlines(check):
    row = '1;"Xã Tân Khánh\nTrung";0277 3851234;“Trực 24/24” – văn thư\r\n'
    for heads in (
        "STT;Tên đơn vị;Số điện thoại;Ghi chú",
        "STT;TenDonVi;DuongDayNong;GhiChu",
        "stt;ten_don_vi;duong_day_nong;note",
    ):
        assert check(_in_1258(f"{heads}\r\n{row}"), "x.csv").units == {"30181": "+842773851234"}, heads


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
def test_no_name_in_an_old_font_is_taken_for_windows_1258(font, registry):
    """Under heads without marks its letters alone tell, and those of old fonts are others."""
    for unit in registry.units:
        written = NAME_HANDS[font](unit.name).encode("latin-1", "ignore")  # ẳ stands in no VNI font
        text = decode(b"STT;TenDonVi;Hotline\r\n1;" + written)
        assert text.endswith((written.decode("cp1252", "replace"), written.decode("latin-1"))), unit.name
        assert of_windows_1258(_in_1258(unit.name)) == unit.name


def _in_1258(text):
    import unicodedata

    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    split = "".join(
        base + "".join(marks)
        for c in text
        for decomposed in [unicodedata.normalize("NFD", c)]
        for marks in [[m for m in decomposed if m in tones]]
        for base in [unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in tones))]
    )
    return split.encode("cp1258")


def test_old_excel_and_opendocument(check, tmp_path):
    import io

    import xlwt
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    rows = form({"C": [("Xã Tân Khánh Trung", "0277 3851234")]}, footer=False)
    book = xlwt.Workbook()
    sheet = book.add_sheet("PL")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                sheet.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    assert check(out.getvalue(), "x.xlsx").units == {"30181": "+842773851234"}
    document = OpenDocumentSpreadsheet()
    table = Table(name="PL")
    for row in rows:
        line = TableRow()
        for value in row or [None]:
            cell = TableCell(valuetype="string") if value is not None else TableCell()
            if value is not None:
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.save(out)
    assert check(out.getvalue(), "x.ods").units == {"30181": "+842773851234"}


def test_a_note_is_read_in_the_font_of_its_name(check):
    from viparse.normalize.vni import VNI

    back = {v: k for k, v in reversed(VNI.pairs)}
    typed = ["".join(back.get(c, c) for c in text) for text in ("Xã Tân Khánh Trung", "Trực cả ngày nghỉ")]
    report = check(xlsx(form({"C": [(typed[0], "0277 3851234", typed[1])]}, footer=False)))
    assert [r["note_public"] for r in report.reading.rows] == ["Trực cả ngày nghỉ"]


def test_a_sheet_of_another_form_is_outlined(reader):
    rows = [
        ["Mẫu số 3"],
        ["BÁO CÁO TAI NẠN"],
        ["STT", "Họ tên", "Chức vụ", "Ngày"],
        [1, 2, 3, 4],
        ["I", "Khối cơ quan"],
        [1, "An", "Tổ trưởng", 5],
        [],
        [None, None, "Người lập biểu"],
    ]
    outline = reader.read([Source("a.xlsx", xlsx(rows))])[0].outlines[0]
    assert (outline.header_rows, outline.header_cell, outline.data_rows) == ((3, 3), "A3", 1)
    assert [(row, role) for row, role, _ in outline.lines] == [(4, "column_numbers"), (5, "section"), (8, "footer")]


def test_limits_are_settings(tmp_path):
    from danhba.read.limits import Limits, set_limits

    many = xlsx([["a"]], more={f"t{i}": [["x"]] for i in range(5)})
    assert Limits().sheets > 6
    try:
        set_limits(Limits(sheets=3))
        from danhba.model.grid import ReadError
        from danhba.read import kind_of, read_grids

        with pytest.raises(ReadError, match="hơn 3 trang"):
            read_grids(many, kind_of(many), "a.xlsx")
        set_limits(Limits(file_bytes=100))
        with pytest.raises(ReadError, match="giới hạn 0 MB"):
            kind_of(many)
    finally:
        set_limits(Limits())
