"""A marked copy that is mended as it advises and sent back is published: whatever the list of what to mend says beside the rows."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.read import read_grids
from danhba.read.kind import Kind
from danhba.report.lines import finding_line
from danhba.report.marked_copy import marked_copy
from danhba.samples.builder import form, xlsx
from tests.examples import share

_BAD = (
    "0277 3851 222 - 0277 3851 333", "0277 3851 222; 0277 3851 333", "0277 3851 222/0277 3851 333", "0277 3851 222\n0277 3851 333", "0277 385", "chưa có",
    "0277 3851 222 (số cũ)", "0277 3851 222 dự kiến", "Fax: 0277 3851 222", "0277 3851 22x", "0277 3851 222 (nhà riêng)", "0277 0851 222", "0277 38512224", "02773851.222 của ai?",
)  # fmt: skip
_UNITS = (("Xã Long Hưng A", "30184"), ("Xã Tân Khánh Trung", "30181"), ("Xã Định An", "30196"))
_NUMBER = re.compile(r"0\d[\d ]{7,12}\d")


def _sent(reading: Reading) -> dict[str, str]:
    return {row["unit_code"]: row["phone_e164"] for row in reading.rows if row["ok"]}


def _copy(reader: Reader, cells: list[str], advised: bool) -> tuple[bytes, dict[str, str]]:
    """Return the marked copy of a return, mended cell by cell as it says, and what it then says of its units."""
    registry = reader.registry
    cells = [cell.replace("851", f"85{index}") for index, cell in enumerate(cells)]
    data = xlsx(form({"C": [(name, cell) for (name, _), cell in zip(_UNITS, cells, strict=True)]}))
    lines = [finding_line(f, registry) for f in reader.read([Source("a.xlsx", data)])[0].findings]
    grids = read_grids(data, Kind.WORKBOOK, "a.xlsx")
    book = load_workbook(BytesIO(marked_copy(grids, lines, None, dt.datetime(2021, 9, 6, tzinfo=dt.UTC))))
    sheet, said = book.worksheets[0], {}
    for index, ((_, code), cell) in enumerate(zip(_UNITS, cells, strict=True)):
        place = next(c for row in sheet.iter_rows() for c in row if str(c.value) == cell)
        own = next(line for line in lines if line["cell"] == place.coordinate)
        offered = [n for n in _NUMBER.findall(own["hint"]) if n.replace(" ", "") in re.sub(r"\D", "", cell)]
        given = offered[0] if offered and advised else f"0277 3866 4{index}5"
        place.value = given
        said[code] = "+84" + given.replace(" ", "")[1:]
    out = BytesIO()
    book.save(out)
    return out.getvalue(), said


@settings(max_examples=share(25), deadline=None)
@given(cells=st.lists(st.sampled_from(_BAD), min_size=3, max_size=3, unique=True), advised=st.booleans())
def test_a_copy_mended_as_it_advises_is_published(reader: Reader, cells: list[str], advised: bool) -> None:
    copy, said = _copy(reader, cells, advised)
    reading = reader.read([Source("a.xlsx", copy)])[0]
    assert _sent(reading) == said
    assert {f.code for f in reading.findings if f.severity == "error"} == set()


def test_so_is_one_that_was_copied_into_a_document(reader: Reader) -> None:
    copy, said = _copy(reader, [_BAD[0], _BAD[6], _BAD[10]], True)
    document = Document()
    for sheet in load_workbook(BytesIO(copy)).worksheets:
        rows = [row for row in sheet.iter_rows(values_only=True) if any(row)]
        table = document.add_table(len(rows), max(map(len, rows)))
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                table.cell(r, c).text = "" if value is None else str(value)
        document.add_paragraph("")
    out = BytesIO()
    document.save(out)
    reading = reader.read([Source("a.docx", out.getvalue())])[0]
    assert _sent(reading) == said
    assert {f.code for f in reading.findings if f.severity == "error"} == set()
