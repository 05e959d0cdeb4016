"""A marked copy is made of any sheet: whatever is merged, every value stays and every cell to mend has its comment."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import coordinate_to_tuple

from danhba.model.grid import Grid, Merge, address
from danhba.output.row_height import LINE, TALLEST, row_height
from danhba.report.marked_copy import marked_copy
from danhba.report.own_look import Look, Style, own_look
from tests.examples import share

_AS_OF = dt.datetime(2021, 9, 6, tzinfo=dt.UTC)
_PLACE = st.tuples(st.integers(0, 5), st.integers(0, 3))
_AREA = st.tuples(_PLACE, _PLACE).map(
    lambda p: (min(p[0][0], p[1][0]), min(p[0][1], p[1][1]), max(p[0][0], p[1][0]), max(p[0][1], p[1][1]))
)


@settings(deadline=None, max_examples=share(60))
@example(merges=[(0, 0, 1, 1)], found={(1, 1)}, values={(0, 0)}, top=0)  # a number that a merged cell covers
@example(merges=[(0, 0, 1, 1), (1, 1, 2, 2)], found=set(), values=set(), top=3)
@example(merges=[(0, 0, 1048575, 16383)], found={(1, 1)}, values={(0, 0)}, top=0)
@given(
    merges=st.lists(_AREA, max_size=5), found=st.sets(_PLACE, max_size=4), values=st.sets(_PLACE, max_size=9), top=st.integers(0, 3),
)  # fmt: skip
def test_whatever_is_merged(
    merges: list[Merge], found: set[tuple[int, int]], values: set[tuple[int, int]], top: int
) -> None:
    rows: list[list[object]] = [[f"v{r}{c}" if (r, c) in values else None for c in range(4)] for r in range(6)]
    grid = Grid("Phụ lục", rows, top=top, merges=[(a + top, b, c + top, d) for a, b, c, d in merges])
    lines = [
        {
            "sheet": "Phụ lục", "cell": address(r + top, c), "severity": "error", "message": "sai", "hint": "sửa", "unit_name": "x", "raw": "",
            "code": "phone_missing",
        }
        for r, c in found
    ]  # fmt: skip
    book = load_workbook(BytesIO(marked_copy([grid], lines, None, _AS_OF)))
    sheet = book["Phụ lục"]
    for r, c in found:
        comment = sheet.cell(r + top + 1, c + 1).comment
        assert comment is not None
        assert "sai" in comment.text
    assert {(r, c) for r in range(6) for c in range(4) if sheet.cell(r + top + 1, c + 1).value} == values
    areas = [a.bounds for a in sheet.merged_cells.ranges]
    cells = [(r, c) for c1, r1, c2, r2 in areas for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)]
    assert len(cells) == len(set(cells))


def _own(font: str, size: float, colour: str, width: float, height: float, landscape: bool) -> bytes:
    """Return a unit's workbook with a look of its own, and with what may not come along."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Phụ lục"
    side = Side(style="medium", color="FF123456")
    for r in range(1, 4):
        for c in range(1, 4):
            place = sheet.cell(r, c, f"v{r}{c}")
            place.font = Font(name=font, sz=size, b=r == 1, strike=r == 3, color="FFFFFFFF" if r == 2 else None)
            place.border = Border(left=side, top=side)
            place.fill = PatternFill("solid", fgColor=colour)
            place.alignment = Alignment(horizontal="center", wrap_text=True)
            place.number_format = ";;;"
    sheet["A3"] = '=HYPERLINK("http://xau.example/","x")'
    sheet["B3"].hyperlink = "http://xau.example/"
    sheet.column_dimensions["B"].width, sheet.row_dimensions[1].height = width, height
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.print_title_rows, sheet.freeze_panes, sheet.page_margins.left = "1:1", "A2", 0.25
    sheet.oddHeader.center.text = "http://xau.example/"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@settings(deadline=None, max_examples=12)
@given(
    font=st.sampled_from(["Times New Roman", "Arial", ".VnTime"]), size=st.integers(8, 20), colour=st.sampled_from(["FFFFF2CC", "FFD9E1F2"]),
    width=st.integers(5, 80), height=st.integers(10, 90), landscape=st.booleans(),
)  # fmt: skip
def test_the_units_own_look_is_kept_and_nothing_else(
    font: str, size: int, colour: str, width: int, height: int, landscape: bool
) -> None:
    data = _own(font, size, colour, width, height, landscape)
    rows: list[list[object]] = [[f"v{r}{c}" for c in range(1, 4)] for r in range(1, 4)]
    line = {
        "sheet": "Phụ lục", "cell": "C1", "severity": "error", "message": "sai", "hint": "sửa", "unit_name": "x", "raw": "", "code": "phone_missing",
    }  # fmt: skip
    made = marked_copy([Grid("Phụ lục", rows)], [line], None, _AS_OF, own_look(data))
    sheet = load_workbook(BytesIO(made))["Phụ lục"]
    for place in ("A1", "B1", "A2", "C1"):
        assert (sheet[place].font.name, sheet[place].font.sz) == (font, size)
        assert sheet[place].border.left.style == "medium"
        assert sheet[place].alignment.horizontal == "center"
        assert sheet[place].number_format == "@"
    assert sheet["A1"].font.b
    assert sheet["B1"].fill.fgColor.rgb == colour
    assert sheet["C1"].fill.fgColor.rgb.endswith("F8C9C4")
    # what hides a text does not come along: white letters, struck letters
    assert not any(c.font.strike or (c.font.color and c.font.color.rgb == "FFFFFFFF") for row in sheet for c in row)
    assert (sheet.column_dimensions["B"].width, sheet.row_dimensions[1].height) == (width, height)
    assert sheet.page_setup.orientation == ("landscape" if landscape else "portrait")
    assert (sheet.print_title_rows, sheet.freeze_panes, sheet.page_margins.left) == ("$1:$1", "A2", 0.25)
    with zipfile.ZipFile(BytesIO(made)) as parts:
        assert not any(b"xau.example" in parts.read(n) or b"<f>" in parts.read(n) for n in parts.namelist())


@settings(deadline=None, max_examples=share(20))
@given(where=st.lists(st.sampled_from(["A900", "XFD1", "XFE1", "ZZZ2", "AB2", "A1048576"]), max_size=4))
def test_a_look_may_reach_further_than_any_sheet(where: list[str]) -> None:
    style = Style(Font(name="Arial"), Border(), PatternFill("solid", fgColor="FFFFF2CC"), None)
    places = [coordinate_to_tuple(place) for place in where]
    look = Look(dict.fromkeys(places, style), widths={column: 9.0 for _, column in places})
    line = {
        "sheet": "Phụ lục", "cell": "A1", "severity": "error", "message": "sai", "hint": "sửa", "unit_name": "x", "raw": "", "code": "phone_missing",
    }  # fmt: skip
    made = marked_copy([Grid("Phụ lục", [["v", "w"]])], [line], None, _AS_OF, {"Phụ lục": look})
    sheet = load_workbook(BytesIO(made))["Phụ lục"]
    assert sheet["B1"].value == "w"
    assert sheet.max_column <= 4


@pytest.mark.parametrize(
    ("attribute", "value", "fits"), [("", 0, True), ("scale", 70, False), ("fitToHeight", 2, True)]
)
def test_no_column_is_cut_off_on_paper_unless_the_unit_chose_a_scale(attribute: str, value: int, fits: bool) -> None:
    book = Workbook()
    book.active["A1"] = "a"
    book.active.title = "Phụ lục"
    if attribute:
        setattr(book.active.page_setup, attribute, value)
        book.active.sheet_properties.pageSetUpPr.fitToPage = fits
    out = BytesIO()
    book.save(out)
    made = marked_copy([Grid("Phụ lục", [["a"]])], [], None, _AS_OF, own_look(out.getvalue()))
    sheet = load_workbook(BytesIO(made))["Phụ lục"]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is fits
    assert sheet.page_setup.fitToHeight in (0, 2) or not fits
    assert not fits or sheet.page_setup.fitToWidth in (None, 1)


def test_a_finding_leads_to_its_cell_and_the_cell_to_its_finding() -> None:
    rows: list[list[object]] = [["a", "b"], ["c", None]]
    told = {
        "sheet": "Phụ lục",
        "severity": "error",
        "message": "sai",
        "hint": "sửa",
        "unit_name": "x",
        "raw": "",
        "code": "k",
    }
    lines = [{**told, "cell": "A1"}, {**told, "cell": "B2"}, {**told, "cell": "B2", "severity": "warning"}]
    book = load_workbook(BytesIO(marked_copy([Grid("Phụ lục", rows)], lines, None, _AS_OF)))
    listed = book["Điểm cần sửa"]
    there = {c.hyperlink.location.split("!")[1]: c.row for c in reversed(listed["C"]) if c.hyperlink}
    assert set(there) == {"A1", "B2"}
    for cell, row in (("A1", there["A1"]), ("A2", there["B2"])):  # of an empty cell the first in its row leads
        assert book["Phụ lục"][cell].hyperlink.location == f"'Điểm cần sửa'!A{row}"
    assert book["Phụ lục"]["B2"].value is None


@settings(deadline=None, max_examples=share(40))
@given(st.binary(max_size=300), st.integers(0, 4000))
def test_a_look_that_cannot_be_read_costs_the_look_only(noise: bytes, at: int) -> None:
    data = _own("Arial", 11, "FFFFF2CC", 20, 20, True)
    parts = {}
    with zipfile.ZipFile(BytesIO(data)) as source:
        for name in source.namelist():
            parts[name] = source.read(name)
    for name in ("xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        whole = parts[name]
        spoilt = {**parts, name: whole[: at % len(whole)] + noise + whole[at % len(whole) + len(noise) :]}
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for part, content in spoilt.items():
                target.writestr(part, content)
        looks = own_look(out.getvalue())
        marked_copy([Grid("Phụ lục", [["a"]])], [], None, _AS_OF, looks)
    assert own_look(noise) == {}


@given(st.lists(st.text("abcđẩỮM ,.\n0123456789", max_size=400), min_size=1, max_size=4), st.integers(6, 60))
@settings(deadline=None, max_examples=share(60))
def test_a_row_grows_with_its_text(texts: list[str], width: int) -> None:
    height = row_height([(t, float(width)) for t in texts])
    longest = max(texts, key=len)
    assert height >= min(TALLEST, LINE * len(longest) / width)
    assert row_height([(t + "\nx", float(width)) for t in texts]) >= height


_ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40) | st.sampled_from(["\x00", "\ud800", "\uffff", "=1+1", "\x1b[0m", "'", "\u202e", "[a]:*?/\\"])  # fmt: skip


@settings(deadline=None, max_examples=share(150))
@given(tab=_ANY_TEXT, value=_ANY_TEXT, message=_ANY_TEXT, raw=_ANY_TEXT)
def test_a_copy_is_made_whatever_letters_stand_in_the_file(tab: str, value: str, message: str, raw: str) -> None:
    line = {"sheet": tab, "severity": "error", "message": message, "hint": raw, "unit_name": raw, "raw": raw, "code": "k", "cell": "A1"}  # fmt: skip
    made = marked_copy([Grid(tab, [[value, "b"]])], [line], None, _AS_OF)
    book = load_workbook(BytesIO(made))
    copied = next(sheet for sheet in book if sheet["A1"].comment is not None)
    assert "Cách sửa" in copied["A1"].comment.text  # type: ignore[union-attr]
    assert not any(c.data_type == "f" for sheet in book for row in sheet.iter_rows() for c in row)
