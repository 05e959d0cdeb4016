"""What is packed comes out as it went in; tables and their schemas name the same columns; any text survives a workbook."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.output.cells import cell, cells
from danhba.output.office import fixed_times
from danhba.output.xlsx_rows import Line, put_in
from danhba.samples.builder import form, xlsx
from danhba.store.readings import dump, load
from schemas import tables as columns
from schemas.published import DirectoryEntries, OpenFindings, Progress

XA = "Xã Tân Khánh Trung"


def test_a_reading_is_kept_whole(reader: Reader) -> None:
    reading = reader.read(
        [Source("Huyện Lấp Vò/a.xlsx", xlsx(form({"C": [(XA, "3851001"), ("Xã Tân Mỹ", "0277 38 / 0912345678")]})))]
    )[0]
    kept = load(dump(reading))
    assert kept.submitter.unit_code == reading.submitter.unit_code == "875"
    assert kept.rows.units == ["30181", "30175"]
    assert kept.rows.numbers == ["+842773851001;", ""]
    for name, values in kept.rows.columns.items():
        assert values == reading.rows.columns[name]
    told = [(f.code, f.severity, f.sheet, f.cell, f.raw) for f in reading.findings]
    assert told == [(f.code, f.severity, f.sheet, f.cell, f.raw) for f in kept.findings]
    assert len(kept.findings) == len(told) > 0
    assert kept.findings.errors == [f.code for f in reading.findings if f.severity == "error"]
    # each finding knows its row, so that a replaced row takes its findings along
    by_cell = {f.cell: list(f.rows) for f in kept.findings if f.cell}
    assert {tuple(rows) for rows in by_cell.values()} == {(0,), (1,)}


def test_a_file_that_cannot_be_read_is_kept_too(reader: Reader) -> None:
    kept = load(dump(reader.read([Source("a.xlsx", b"PK\x03\x04 broken")])[0]))
    assert (len(kept.rows), kept.rows.columns, [f.code for f in kept.findings]) == (0, {}, ["file_corrupt"])


def test_columns_are_those_of_the_schemas() -> None:
    for names, schema in (
        (columns.DIRECTORY_COLUMNS, DirectoryEntries), (columns.PROGRESS_COLUMNS, Progress), (columns.FINDING_COLUMNS, OpenFindings),
    ):  # fmt: skip
        assert names == tuple(schema.columns)


@given(st.lists(st.text(alphabet="=+-@\t\r\n\uff1d\x00\x1f\u241f\u00a0 a1ệ'", max_size=4), min_size=1, max_size=5))
@example(["a", "=1+1"])
@example(["\u241f=1", "b"])
@example(["+842773851234", "a"])
@example(["a", "+84277385123a"])
@example([" +842773851234", "+12345", "+1234567890123456"])
def test_a_line_is_made_safe_like_its_cells(values: list[str]) -> None:
    assert cells(values) == [cell(value) for value in values]


def test_rows_written_as_xml_are_read_as_written() -> None:
    texts = [
        "=1+1",
        "<b> & \"'",
        "  hai dấu cách  ",
        "dòng 1\ndòng 2",
        "Xã Tân Mỹ",
        "",
        "_x0041_",
        "\x0b|\ufffe",
        "+842773851234",
    ]
    book = Workbook(write_only=True)
    book.create_sheet("a").append(["đầu"])
    out = BytesIO()
    book.save(out)
    line = Line([(c, 0) for c in "ABCDEFGHI"])
    data = fixed_times(
        out.getvalue(),
        dt.datetime(2021, 9, 6, tzinfo=dt.UTC),
        {"xl/worksheets/sheet1.xml": lambda s: put_in(s, [line(2, texts, 18)])},
    )
    sheet = load_workbook(BytesIO(data))["a"]
    assert sheet["A1"].value == "đầu"
    assert [c.value or "" for c in sheet[2]] == [cell(t) for t in texts]
    assert all(c.data_type == "s" for c in sheet[2] if c.value)
    assert sheet.row_dimensions[2].height == 18
