"""What units, reviewers and leaders get: marked copies that can be sent back, blank forms, the night, progress."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from danhba.handouts.make import make_forms, make_posters
from danhba.samples.builder import form, xlsx
from danhba.settings import Settings
from danhba.store.keys import make_key
from tests.conftest import REGISTRY, Place

_KEY = bytes(32)
XA = "Xã Tân Khánh Trung"
FAULTS = {
    "C": [
        ("Xã Tân Khánh Trung, huyện Lấp Vò", "0277 3851 001 / 0912 345 678"),
        ("Xã Mỹ An Hưng A, huyện Lấp Vò", "0277 3851"),
        ("Xã Tân Mỹ", "=1+1"),
        ("Xã Long Hưng A, huyện Lấp Vò", "0277 3851 004", "ghi chú"),
    ]
}


def _settings(place: Place) -> Settings:
    return Settings(inbox=place.inbox, outbox=place.outbox, var=place.var, registry=REGISTRY)


def test_a_marked_copy_is_whole_and_mended_it_is_a_return_without_an_error(place: Place) -> None:
    place.drop("875/phu luc.xlsx", xlsx(form(FAULTS), merges=["A2:D2"]))
    place.run("2021-09-05T08:00:00+07:00")
    errors = {f["cell"]: f for f in place.findings if f["severity"] == "error"}
    assert len(errors) >= 3
    [path] = (place.outbox / "reports").glob("*/phieu-ra-soat.xlsx")
    book = load_workbook(path)
    sheet = book["Phụ lục"]
    assert [str(r) for r in sheet.merged_cells.ranges] == ["A2:D2"]
    assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
    for cell, finding in errors.items():
        assert finding["message"] in sheet[cell].comment.text
        assert sheet[cell].fill.fgColor.rgb.endswith("F8C9C4")
    listed = [[c.value for c in row] for row in book["Điểm cần sửa"].iter_rows(min_row=2)]
    assert {r[2] for r in listed} >= set(errors)
    assert book["Điểm cần sửa"].freeze_panes == "A2"
    links = [c.hyperlink.location for c in book["Điểm cần sửa"]["C"] if c.hyperlink]
    assert {link.split("!")[1] for link in links} >= set(errors)
    for cell in errors:  # mended as the hints say
        column = cell[0]
        sheet[cell] = "0277 3851 00" + cell[1:][-1] if column == "C" else "Xã Tân Mỹ, huyện Lấp Vò"
    sheet["C11"] = "0277 3851 009"
    out = io.BytesIO()
    book.save(out)
    place.drop("phieu-ra-soat.xlsx", out.getvalue())
    place.run("2021-09-06T08:00:00+07:00")
    newest = [f for f in place.findings if f["source_file"] == "phieu-ra-soat.xlsx"]
    assert [f for f in newest if f["severity"] == "error"] == []
    assert len(place.directory) == 4
    assert {p["submitted_by"] for p in place.progress.values() if p["state"] == "published"} == {"875"}


def test_a_blank_form_comes_back_filled_and_is_unambiguous(place: Place) -> None:
    place.drop(f"{XA}/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})))
    place.run("2021-09-05T08:00:00+07:00")
    out = place.root / "forms"
    assert make_forms(_settings(place), False, [], "875", out, make_key(place.var)) == 14
    book = load_workbook(out / "phu-luc-875.xlsx")
    sheet = book["Phụ lục"]
    assert sheet.protection.sheet
    assert next(v.prompt for v in sheet.data_validations.dataValidation).startswith("Ghi đúng một số")
    open_cells = [c for row in sheet.iter_rows() for c in row if not c.protection.locked]
    assert {c.column_letter for c in open_cells} == {"C", "D"}
    assert {c.number_format for c in open_cells} == {"@"}
    numbers = {}
    for row in sheet.iter_rows(min_row=7):
        if isinstance(row[0].value, int):
            if row[1].value.startswith(XA):
                assert row[2].value == "0277 3851 001"
            row[2].value = numbers[row[1].value] = f"0277 3852 {row[0].row:03d}"
    filled = io.BytesIO()
    book.save(filled)
    place.drop("gui lai.xlsx", filled.getvalue())
    place.run("2021-09-06T08:00:00+07:00")
    got = {e["name"]: e for e in place.directory.values()}
    # the commune has spoken for itself; for all others the district has
    assert len(got) == len(numbers)
    assert got["Huyện Lấp Vò"]["phone"] == numbers["Huyện Lấp Vò"]
    assert got[XA]["phone"] == "0277 3851 001"
    assert [f["code"] for f in place.findings if f["source_file"] == "gui lai.xlsx" and f["severity"] == "error"] == []
    assert "submitter_unknown" not in {f["code"] for f in place.findings}
    with pytest.raises(ValueError, match="Không có đơn vị mã"):
        make_forms(_settings(place), False, ["xyz"], None, out, make_key(place.var))


def test_a_mark_of_another_registry_says_nothing(registry) -> None:
    from danhba.check.reader import Reader
    from danhba.identify.mark import mark_of, marks_of, write_mark
    from danhba.model.submission import Source

    book = load_workbook(io.BytesIO(xlsx(form({"C": [("Xã Tân Mỹ", "0277 3851 001")]}))))
    write_mark(book, mark_of(_KEY, replace(registry, id="another"), "875"))
    out = io.BytesIO()
    book.save(out)
    reader = Reader(registry, marks=marks_of(_KEY, registry))
    assert reader.read([Source("a.xlsx", out.getvalue())])[0].submitter.unit_code == ""


def test_the_night_tells_new_open_and_solved_apart(place: Place) -> None:
    place.drop(f"{XA}/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001 / 0912 345 678")]})))
    place.drop("875/b.xlsx", xlsx(form({"C": [("Xã Tân Mỹ", "0277 38")]})))
    place.run("2021-09-05T08:00:00+07:00")

    def told() -> tuple[int, int, int]:
        page = (place.outbox / "reports" / "index.html").read_text(encoding="utf-8")
        found = re.search(r"<b>(\d+) điểm mới</b>, (\d+) còn mở, (\d+) đã xử lý", page)
        assert found
        return int(found[1]), int(found[2]), int(found[3])

    place.run("2021-09-06T08:00:00+07:00")
    new, still, solved = told()
    assert (new, solved) == (0, 0)
    place.drop(f"{XA}/c.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})))
    place.run("2021-09-06T12:00:00+07:00")
    again_new, again_still, again_solved = told()
    assert again_solved >= 1
    assert again_still < still or again_new > new


def test_progress_tells_four_states_apart(place: Place) -> None:
    place.drop("30181/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})))
    place.drop("A-SYT/a.xlsx", xlsx(form({"A": [("Sở Y tế", "0277 3851 001 / 0277 3851 002")]})))
    place.drop("A-SNV/a.xlsx", xlsx(form({"A": [("Sở Nội vụ", "chưa có")]})))
    place.run("2021-09-08T08:00:00+07:00")
    lines = place.progress
    assert [(lines[c]["state"], lines[c]["reason"]) for c in ("30181", "A-SYT", "A-SNV", "A-STC")] == [
        ("published", ""),
        ("error", "phone_multiple"),
        ("error", "no_hotline_yet"),
        ("missing", "not_returned"),
    ]
    page = (place.outbox / "reports" / "tien-do.html").read_text(encoding="utf-8")
    for words in (
        "1/196 đơn vị",
        "Báo chưa có đường dây nóng: 1 đơn vị",
        "Cần nhắc: chưa gửi: 193 đơn vị",
        "Gửi sau hạn: 3 đơn vị",
    ):
        assert words in page, words
    import docx

    document = docx.Document(str(place.outbox / "reports" / "bao-cao.docx"))
    assert "1/196 đơn vị" in "\n".join(p.text for p in document.paragraphs)
    assert "Sở Y tế" in [c.text for c in document.tables[-1].columns[1].cells]  # names stand in the appendix


def test_a_poster_holds_the_numbers_of_its_district(place: Place) -> None:
    place.drop("30181/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})))
    place.run()
    assert make_posters(_settings(place), ["875"], "https://danhba.example.vn/", place.root / "posters") == 1
    import xml.etree.ElementTree as tree

    svg = (place.root / "posters" / "duong-day-nong-875.svg").read_text(encoding="utf-8")
    tree.fromstring(svg)
    assert "0277 3851 001" in svg
    assert ">1022<" in svg
    assert "08:00 ngày 06/09/2021" in svg
    assert svg.count("chưa có số") == 12  # the other communes
    assert ">Chưa có số<" in svg  # the district itself


def test_no_poster_is_made_of_nothing(place: Place) -> None:
    place.drop("30181/a.xlsx", xlsx(form({"C": [(XA, "0277 3851 001")]})))
    place.run()
    with pytest.raises(ValueError, match="chưa có số nào được công bố"):
        make_posters(_settings(place), ["866"], "", place.root / "posters")
    assert make_posters(_settings(place), [], "", place.root / "posters") == 1
    assert [p.name for p in (place.root / "posters").iterdir()] == ["duong-day-nong-875.svg"]


def test_every_package_of_ours_is_a_whole_zip(place: Place) -> None:
    place.drop("875/b.xlsx", xlsx(form({"C": [("Xã Tân Mỹ", "0277 38")]})))
    place.run()
    found = [p for p in place.outbox.rglob("*") if p.suffix in (".xlsx", ".docx")]
    assert len(found) >= 4
    assert all(zipfile.ZipFile(p).testzip() is None for p in found)
