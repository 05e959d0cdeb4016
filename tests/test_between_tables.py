"""Lines between a document's tables: headings of districts are context and no letterhead; what a heading says ends at the next of its kind."""

from __future__ import annotations

import io

import docx
from hypothesis import example, given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from tests.examples import share

_HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"]
# Names that two districts have, and which unit each is.
_LISTS = {
    "Huyện Lấp Vò": {"Xã Tân Mỹ": "30175", "Xã Bình Thành": "30193"},
    "Huyện Lai Vung": {"Xã Tân Phước": "30220", "Xã Tân Hòa": "30235"},
    "Huyện Thanh Bình": {"Xã Bình Thành": "30163", "Xã Tân Mỹ": None},
}
_STYLES = ["{n}. {d}", "{r}. {d}", "{a}) {d}", "- {d}", "{d}", "{n}. {d}:", "{r}. {D}", "* {d}"]


def _file(blocks: list[str | list[list[str]]], page: bool) -> tuple[str, bytes]:
    if page:
        body = "".join(
            f"<p>{b}</p>"
            if isinstance(b, str)
            else "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in b) + "</table>"
            for b in blocks
        )
        return "tep.html", f"<html><body>{body}</body></html>".encode()
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=3)
        for r, row in enumerate(block):
            for c, value in enumerate(row):
                table.cell(r, c).text = value
    out = io.BytesIO()
    document.save(out)
    return "tep.docx", out.getvalue()


def _rows(names: list[str], first: int = 100) -> list[list[str]]:
    return [_HEAD, *([str(i + 1), name, f"0277 3845 {first + 7 * i}"] for i, name in enumerate(names))]


@settings(max_examples=share(60), deadline=None)
@given(
    st.permutations(sorted(_LISTS)),
    st.sampled_from(_STYLES),
    st.sampled_from(["", "Các đơn vị khác", "{n}. Các địa phương gửi sau"]),
    st.booleans(),
)
@example(order=sorted(_LISTS), style="{r}. {D}", last="", page=True)
def test_a_district_between_tables_is_context_and_no_letterhead(
    reader: Reader, order: list[str], style: str, last: str, page: bool
) -> None:
    blocks: list[str | list[list[str]]] = ["UBND TỈNH ĐỒNG THÁP", "DANH SÁCH SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"]
    for i, district in enumerate(order):
        told = {"n": i + 1, "r": ("I", "II", "III")[i], "a": "abc"[i], "d": district, "D": district.upper()}
        blocks += [style.format(**told), _rows(list(_LISTS[district]), 113 + 40 * i)]
    if last:
        blocks += [last.format(n=4), _rows(["Xã Tân Bình"], 777)]
    reading = reader.read([Source(*_file(blocks, page))])[0]
    assert not reading.submitter.contradicted
    read = [(row["name_raw"], row["unit_code"]) for row in reading.rows if row["ok"]]
    want = [(name, code) for district in order for name, code in _LISTS[district].items() if code]
    assert [r for r in read if r[0] != "Xã Tân Mỹ" or r[1] == "30175"] == want
    assert not [r for r in read if r[0] == "Xã Tân Bình"], "a heading that names no district ends the one before"


@settings(max_examples=share(40), deadline=None)
@given(
    st.sampled_from([("Số cũ:", "Số mới:"), ("Số cũ", "Số mới"), ("1. Số cũ", "2. Số mới"), ("a) Danh sách cũ", "b) Danh sách mới")]),
    st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip
def test_what_a_heading_says_ends_at_the_next_of_its_kind(
    reader: Reader, heads: tuple[str, str], turned: bool, third: bool, page: bool
) -> None:
    old, new = [heads[0], _rows(["Xã Tân Thạnh"], 313)], [heads[1], _rows(["Xã An Phong"], 445)]
    blocks = ["UBND HUYỆN THANH BÌNH", *(new + old if turned else old + new)]
    if third:
        blocks += [_rows(["Xã Phú Lợi"], 559)]
    reading = reader.read([Source(*_file(blocks, page))])[0]
    read = {row["name_raw"] for row in reading.rows if row["ok"]}
    assert read & {"Xã Tân Thạnh", "Xã An Phong"} == {"Xã An Phong"}
    assert ("Xã Phú Lợi" in read) == (third and not turned), "without a heading of its own it stands under the last"


def test_a_lone_letterhead_above_the_first_table_stays_one(reader: Reader) -> None:
    for page in (False, True):
        reading = reader.read([Source(*_file(["UBND HUYỆN THANH BÌNH", _rows(["Xã Bình Thành"])], page))])[0]
        assert page or [e.kind for e in reading.submitter.evidence] == ["letterhead"]
