"""A cell far from the table: the file costs one finding that names it, whatever lies between; stray formats cost nothing."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import load_registry
from danhba.samples.builder import form, xlsx
from tests.conftest import REGISTRY
from tests.examples import share

GOOD = xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851 001")]}))
READER = Reader(load_registry(REGISTRY))


def _with_row(row: str, alone: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            content = old.read(item)
            if "worksheets/sheet1" in item:
                at = content.index(b"<sheetData>") if alone else content.index(b"</sheetData>")
                content = (
                    content[:at]
                    + (b"<sheetData>" if alone else b"")
                    + row.encode()
                    + content[content.index(b"</sheetData>") :]
                )
            new.writestr(item, content)
    return out.getvalue()


def _letters(column: int) -> str:
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


@settings(max_examples=share(40), deadline=None)
@given(row=st.integers(40, 1_048_576), column=st.integers(30, 16_384), inline=st.booleans())
def test_a_far_cell_is_named_or_read_with_the_table(row: int, column: int, inline: bool) -> None:
    cell = f"{_letters(column)}{row}"
    value = "<is><t>x</t></is>" if inline else "<v>1</v>"
    kind = ' t="inlineStr"' if inline else ""
    one = READER.read([Source("a.xlsx", _with_row(f'<row r="{row}"><c r="{cell}"{kind}>{value}</c></row>'))])[0]
    codes = {f.code for f in one.findings}
    if row * column > 3_100_000:
        assert codes == {"file_too_large"}
        assert cell in str(one.findings[0].params["detail"])
    elif row * column < 2_000_000:
        assert [r["unit_code"] for r in one.rows if r["ok"]] == ["30181"]


@pytest.mark.parametrize(
    "row", ['<row r="1048576"><c r="XFD1048576" s="1"/></row>', '<row r="1048576"><c r="XFD1048576" s="1"></c></row>']
)
def test_a_format_without_a_value_is_nothing(row: str) -> None:
    one = READER.read([Source("a.xlsx", _with_row(row))])[0]
    assert [r["unit_code"] for r in one.rows if r["ok"]] == ["30181"]
    assert not [f for f in one.findings if f.severity == "error"]


def test_formats_alone_are_an_empty_sheet() -> None:
    one = READER.read([Source("a.xlsx", _with_row('<row r="1048576"><c r="XFD1048576" s="1"/></row>', alone=True))])[0]
    assert "file_too_large" not in {f.code for f in one.findings}


@pytest.mark.parametrize(
    "address", ["A99999999999", "XFD10485760", "AAAA1", "ZZZZZZ9", "C123456789012345678901234567890", "B99999999"]
)
@pytest.mark.parametrize("alone", [True, False])
def test_an_address_that_no_sheet_has_costs_its_file_one_finding(address: str, alone: bool) -> None:
    row = f'<row r="1"><c r="{address}" t="inlineStr"><is><t>x</t></is></c></row>'
    one = READER.read([Source("a.xlsx", _with_row(row, alone))])[0]
    assert [f.code for f in one.findings] == ["file_corrupt"]
    assert address[:4] in str(one.findings[0].params["detail"])


def test_a_sheet_of_two_bytes_a_letter_is_told_as_that() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            content = old.read(item)
            new.writestr(item, content.decode().encode("utf-16") if "worksheets/sheet1" in item else content)
    one = READER.read([Source("a.xlsx", out.getvalue())])[0]
    assert [f.code for f in one.findings] == ["file_corrupt"]
    assert "UTF-16" in str(one.findings[0].params["detail"])


@pytest.mark.parametrize("fault", ["#REF!", "#N/A", "#VALUE!", "#NAME?"])
@pytest.mark.parametrize("formula", ["", "<f>B1</f>"])
def test_a_fault_in_a_numbers_cell_is_told_as_that(fault: str, formula: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            content = old.read(item)
            if "worksheets/sheet1" in item:
                at = content.index(b"0277 3851 001")
                start, end = content.rindex(b"<c ", 0, at), content.index(b"</c>", at) + 4
                cell = content[start : content.index(b" ", start + 3)].decode()
                content = content[:start] + f'{cell} t="e">{formula}<v>{fault}</v></c>'.encode() + content[end:]
            new.writestr(item, content)
    one = READER.read([Source("a.xlsx", out.getvalue())])[0]
    assert not any(one.rows.columns["ok"])
    assert any(f.code == "row_hidden" and fault in f"{f.raw} {f.params}" for f in one.findings)
    assert not any(f.code == "phone_missing" for f in one.findings)
