"""Layouts that strangers sent: what is certain in them is settled, what is not is told in words that are true."""

from __future__ import annotations

import io
from functools import cache

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.registries import shipped
from danhba.registry import load_registry
from danhba.samples.builder import HEADER, xlsx
from tests.examples import share


@cache
def _reader(registry: str = "dong-thap-2021-09") -> Reader:
    return Reader(load_registry(shipped()[registry]))


def _read(rows: list[list[object]], name: str = "ds.xlsx", **options: object) -> Reading:
    return _reader().read([Source(name, xlsx(rows, **options))])[0]  # type: ignore[arg-type]


def _published(reading: Reading) -> dict[str, str]:
    return {r["unit_code"]: r["phone_e164"] for r in reading.rows if r["ok"]}


def _document(*parts: str | list[list[str]]) -> bytes:
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=4)
        for line in part:
            for cell, text in zip(table.add_row().cells, line, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_what_a_numbered_heading_of_a_document_says_ends_at_the_next_one() -> None:
    old = [list(HEADER), ["1", "Xã Tân Mỹ", "0277 3845 111", ""]]
    new = [list(HEADER), ["1", "Xã Tân Mỹ", "0277 3845 112", ""], ["2", "Xã Định An", "0277 3845 113", ""]]
    first, second = "Các số đã cung cấp trước đây:", "Nay cung cấp lại như sau:"
    for numbered in (("1. ", "2. "), ("I. ", "II. ")):
        for parts in ([first, old, second, new], [second, new, first, old]):
            said = [
                n + p if isinstance(p, str) else p
                for n, p in zip((numbered[0], "", numbered[1], ""), parts, strict=True)
            ]
            data = _document("UBND HUYỆN LẤP VÒ", *said)
            assert _published(_reader().read([Source("ds.docx", data)])[0]) == {
                "30175": "+842773845112", "30196": "+842773845113"}, said  # fmt: skip
    # One heading over both, and a remark that is no heading, speak of all.
    for parts in (["1. " + first, old, new], [first, old, "Xin cảm ơn", new]):
        reading = _reader().read([Source("ds.docx", _document("UBND HUYỆN LẤP VÒ", *parts))])[0]
        assert not _published(reading)


@settings(max_examples=share(20), deadline=None)
@given(st.data())
def test_a_name_over_two_lines_is_no_title_over_the_next_unit(data: st.DataObject) -> None:
    agencies = [u for u in _reader().registry.units if u.tier == "A"]
    unit = data.draw(
        st.sampled_from(
            [u for u in agencies if "quân sự" in u.name.lower() or "công an" in u.name.lower()] * 3 + agencies
        )
    )
    words = unit.name.split()
    at = data.draw(st.integers(1, len(words) - 1))
    rows = [
        list(HEADER), ["A", "CƠ QUAN, ĐƠN VỊ"], [1, " ".join(words[:at]), "0277 3851 112"], [None, " ".join(words[at:])],
        [2, "Sở Nội vụ" if "Nội vụ" not in unit.name else "Sở Xây dựng", "0277 3851 113"],
    ]  # fmt: skip
    assert _read(rows).rows[-1]["ok"], rows


_PLACES = [
    "khóm 1",
    "ấp Chiến Thắng",
    "ĐT.842",
    "QL 30",
    "số 12 đường Nguyễn Huệ",
    "tổ 5, ấp Gò Da",
    "Quốc lộ 30",
    "khu phố 2",
    "đường 30/4",
]


@settings(max_examples=share(20), deadline=None)
@given(
    st.sampled_from([u for u in _reader().registry.units if u.tier == "C" and not u.name[-1].isdigit()]), st.sampled_from(_PLACES),
    st.sampled_from(["{} ({})", "{}, {}", "UBND {} ({})", "{}, {}, {}", "{} ({}), {}"]),
)  # fmt: skip
def test_where_an_office_stands_is_no_part_of_its_name(unit, place: str, form: str) -> None:  # type: ignore[no-untyped-def]
    district = _reader().registry.by_code[unit.parent]
    name = form.format(unit.name, place, district.name)
    reading = _read([[f"UBND {district.name.upper()}"], list(HEADER), ["C", "CẤP XÃ"], [1, name, "0277 3851 112"]])
    assert _published(reading) == {unit.code: "+842773851112"}, name


def test_a_body_in_brackets_is_no_address() -> None:
    for words in ("trạm y tế", "Công an", "bộ phận ấp đội", "trưởng ấp", "ấp đội 2", "tổ công tác", "tổ trực"):
        reading = _read(
            [["UBND HUYỆN LẤP VÒ"], list(HEADER), ["C", "CẤP XÃ"], [1, f"Xã Tân Mỹ ({words})", "0277 3851 112"]]
        )
        assert not _published(reading), words
        for finding in reading.findings:
            assert "gần giống" not in str(finding.params.get("nearest", "")), words  # Xã Tân Mỹ is


def _told(reading: Reading, code: str) -> dict[str, object]:
    return next(f.params for f in reading.findings if f.code == code)


def test_a_name_cut_short_is_shown_whole() -> None:
    agencies = [u.name for u in _reader().registry.units if u.tier == "A"]
    for short, whole in (("Sở Lao động", "Sở Lao động - Thương binh"), ("Cục Thi hành án", "Cục Thi hành án dân sự")):
        told = str(
            _told(_read([list(HEADER), ["A", "CƠ QUAN, ĐƠN VỊ"], [1, short, "0277 3851 112"]]), "name_unknown")[
                "nearest"
            ]
        )
        assert whole in told
        assert not [n for n in agencies if n in told and not n.startswith(short)]


def test_a_sender_is_offered_its_own_unit_of_a_name_that_comes_near() -> None:
    rows = [["UBND HUYỆN TÂN HỒNG"], list(HEADER), ["C", "CẤP XÃ"], [1, "Xã Tân Thành", "0277 3851 112"]]
    told = str(_told(_read(rows), "outside_authority")["own"])
    assert "Xã Tân Thành A, huyện Tân Hồng" in told
    assert "Xã Tân Thành B, huyện Tân Hồng" in told
    rows = [["UBND HUYỆN THANH BÌNH"], list(HEADER), ["C", "CẤP XÃ"], [1, "Xã Bình Thạnh", "0277 3851 112"]]
    told = _told(_read(rows), "name_ambiguous")
    assert "Xã Bình Thành, huyện Thanh Bình" in str(told["candidates"])
    assert isinstance(told["options"], list)
    assert "30163" in told["options"]
    rows = [["UBND HUYỆN TÂN HỒNG"], list(HEADER), ["C", "CẤP XÃ"], [1, "Xã Long Hưng A", "0277 3851 112"]]
    assert _told(_read(rows), "outside_authority")["own"] == " "


def test_ditto_marks_in_the_district_s_column() -> None:
    for sign in ("- nt -", "-nt-", "nt", "“ nt ”", "(nt)", "– như trên –", '"', "- // -"):
        rows = [["STT", "Đơn vị", "Huyện", "Đường dây nóng"], [1, "Xã Tân Mỹ", "Thanh Bình", "0277 3851 111"],
                [2, "Xã Bình Thành", sign, "0277 3851 112"]]  # fmt: skip
        assert _published(_read(rows)) == {"30145": "+842773851111", "30163": "+842773851112"}, sign


def test_a_heading_is_shown_as_it_stands() -> None:
    head = "Số điện thoại đường dây nóng không liên lạc được"
    reading = _read([["UBND HUYỆN LẤP VÒ"], ["STT", "Đơn vị", head], [1, "Xã Tân Mỹ", "0277 3851 112"]])
    assert f"“{head}”" in str(_told(reading, "layout_ambiguous")["detail"])


@settings(max_examples=share(20), deadline=None)
@given(st.sampled_from(["02773836221", "0912345678", "02773999222"]), st.data(), st.booleans())
def test_a_number_in_parts_under_one_head_is_put_together_where_it_is_whole(
    number: str, data: st.DataObject, lost: bool
) -> None:
    first = data.draw(st.integers(3 if number.startswith("09") else 4, 4))
    second = data.draw(st.integers(first + 2, len(number) - 2))
    parts = [number[:first], number[first:second], number[second:]]
    if lost:
        parts[data.draw(st.integers(1, 2))] = ""
    typed = [int(p) if p and data.draw(st.booleans()) and p[0] != "0" else p or None for p in parts]
    rows = [
        ["UBND HUYỆN LẤP VÒ"],
        ["STT", "Đơn vị", "Số điện thoại đường dây nóng", None, None, "Ghi chú"],
        [1, "Xã Tân Mỹ", *typed],
    ]
    reading = _read(rows, merges=["C2:E2"])
    assert _published(reading) == ({} if lost else {"30175": "+84" + number[1:]}), typed
    for finding in reading.findings:
        if finding.code == "phone_length":  # what is said of it counts all of it
            assert str(finding.params["count"]) == str(len("".join(parts)))


def test_a_sheet_s_name_says_the_district_of_names_that_two_districts_have() -> None:
    for sheet, codes in (
        ("TP Sa Đéc", ["29905", "29911"]),
        ("TP Cao Lãnh", ["29866", "29869"]),
        ("Thành phố Sa Đéc", ["29905", "29911"]),
    ):
        rows = [["STT", "Đơn vị", "Đường dây nóng"], [1, "Phường 1", "0277 3851 111"], [2, "Phường 2", "0277 3851 112"]]
        assert list(_published(_read(rows, sheet=sheet))) == codes, sheet
    for sheet in ("Cao Lãnh", "Sheet1", "TP"):
        assert not _published(
            _read([["STT", "Đơn vị", "Đường dây nóng"], [1, "Phường 1", "0277 3851 111"]], sheet=sheet)
        ), sheet
    # A heading in the sheet is nearer than its name.
    rows = [["STT", "Đơn vị", "Đường dây nóng"], ["I", "THÀNH PHỐ CAO LÃNH"], [1, "Phường 1", "0277 3851 111"]]
    assert list(_published(_read(rows, sheet="TP Sa Đéc"))) in ([], ["29866"])


@settings(max_examples=share(15), deadline=None)
@given(
    st.sampled_from(["Đã công bố", "Số đã đăng ký", "Đang công bố"]), st.sampled_from(["Đề nghị điều chỉnh", "Điều chỉnh", "Số đề nghị thay"]),
    st.booleans(), st.booleans(), st.sampled_from(["both", "first", "second"]),
)  # fmt: skip
def test_a_published_and_a_proposed_number_side_by_side_are_a_question(
    published: str, proposed: str, swapped: bool, merged: bool, filled: str
) -> None:
    heads = [proposed, published] if swapped else [published, proposed]
    numbers = ["0277 3851 111" if filled != "second" else None, "0277 3851 112" if filled != "first" else None]
    rows = [["UBND HUYỆN LẤP VÒ"], ["STT", "Đơn vị", "Số điện thoại đường dây nóng", None, "Ghi chú"], [None, None, *heads, None],
            [1, "Xã Tân Mỹ", *numbers], [2, "Xã Định An", "0277 3851 113", "0277 3851 114"]]  # fmt: skip
    reading = _read(rows, merges=["C2:D2", *(["A2:A3", "B2:B3", "E2:E3"] if merged else [])])
    assert not _published(reading)
    codes = [f.code for f in reading.findings if f.severity == "error"]
    assert codes == ["layout_ambiguous"] * 2, codes
    assert {f.cell for f in reading.findings if f.severity == "error"} == {"B4", "B5"}
    assert "0277 3851 113" in str(
        _told(Reading("", "", findings=reading.findings[-1:]), "layout_ambiguous")["candidates"]
    )
