"""A letterhead of a body that the registry does not have speaks against the rows below it, in every format; titles do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import load_registry
from danhba.samples.builder import csv_text, form, html_table, word, xlsx
from tests.conftest import REGISTRY
from tests.examples import share

READER = Reader(load_registry(REGISTRY))
STRANGERS = (
    "SỞ DU LỊCH", "CHI CỤC KIỂM LÂM", "CÔNG TY CỔ PHẦN CẤP NƯỚC ĐỒNG THÁP", "HỘI NÔNG DÂN TỈNH ĐỒNG THÁP", "BAN DÂN TỘC", "SỞ CÔNG THƯƠNG TỈNH AN GIANG",
    "TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "VIỆN KIỂM NGHIỆM AN TOÀN THỰC PHẨM", "LIÊN ĐOÀN LAO ĐỘNG TỈNH ĐỒNG THÁP", "CỤC HÀNG HẢI", "BƯU ĐIỆN VĂN HÓA TRUNG ƯƠNG",
)  # fmt: skip
TITLES = (
    "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "BÁO CÁO SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "BẢNG TỔNG HỢP SỐ ĐIỆN THOẠI", "CÁC SỞ, BAN, NGÀNH TỈNH", "SỞ, BAN, NGÀNH",
    "PHÒNG CHỐNG DỊCH COVID-19", "BAN HÀNH KÈM THEO CÔNG VĂN SỐ 12", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP",
)  # fmt: skip


def _file(kind: str, head: list[str], unit: str) -> Source:
    rows = form({"A": [(unit, "0277 3851 222")]})
    if kind == "docx":
        return Source("phu luc.docx", word(rows, paragraphs=head))
    if kind == "html":
        page = html_table(rows)
        at = page.index(b"<table")
        return Source("phu luc.xls", page[:at] + "".join(f"<p>{line}</p>" for line in head).encode() + page[at:])
    rows = [*[[line] for line in head], *rows]
    return Source(f"phu luc.{kind}", xlsx(rows) if kind == "xlsx" else csv_text(rows))


@settings(max_examples=share(120), deadline=None)
@given(st.sampled_from(STRANGERS + TITLES), st.sampled_from(["xlsx", "csv", "docx", "html"]), st.booleans())
def test_a_strangers_letterhead_is_no_silence(line: str, kind: str, above: bool) -> None:
    head = ["ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP", line] if above else [line]
    (reading,) = READER.read([_file(kind, head, "Sở Tư pháp")])
    assert reading.submitter.contradicted == (line in STRANGERS)
    assert reading.submitter.unit_code == ("" if line in STRANGERS else "A-STP")


_ABOVE = (("SỞ TƯ PHÁP", "Sở Tư pháp", "A-STP"), ("UBND HUYỆN LẤP VÒ", "UBND huyện Lấp Vò", "875"), ("SỞ Y TẾ ĐỒNG THÁP", "Sở Y tế", "A-SYT"))  # fmt: skip
_BELOW = (
    "BỆNH VIỆN ĐA KHOA SA ĐÉC", "TRƯỜNG THPT LẤP VÒ 1", "TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "TRẠM Y TẾ", "BAN QUẢN LÝ CHỢ", "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG",
    "CHI CỤC AN TOÀN THỰC PHẨM", "CÔNG TY TNHH MỘT THÀNH VIÊN CẤP NƯỚC", "HỘI LÀM VƯỜN", "VNPT LẤP VÒ", "VIETTEL ĐỒNG THÁP",
)  # fmt: skip
_OWN = (
    "VĂN PHÒNG", "VĂN PHÒNG HĐND VÀ UBND", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "PHÒNG HÀNH CHÍNH - TỔ CHỨC", "BAN TIẾP CÔNG DÂN", "TỔ TRỰC ĐƯỜNG DÂY NÓNG",
    "BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH COVID-19", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
)  # fmt: skip
_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@settings(max_examples=share(60), deadline=None)
@given(
    above=st.sampled_from(_ABOVE),
    below=st.sampled_from(_BELOW + _OWN),
    drawn=st.sampled_from(["two columns", "one cell", "lines", "document"]),
)
def test_the_lowest_line_of_a_letterhead_is_the_body(above: tuple[str, str, str], below: str, drawn: str) -> None:
    """Below its superior's name a body that is no unit speaks, and not the superior; its own office is itself."""
    head, unit, code = above
    rows = form({"A": [(unit, "0277 3851 222")]})
    if drawn == "document":
        source = Source("a.docx", word(rows, paragraphs=[head, below]))
    else:
        lines: list[list[object]] = {
            "two columns": [[head, None, _STATE[0]], [below, None, _STATE[1]]],
            "one cell": [[f"{head}\n{below}", None, "\n".join(_STATE)]],
            "lines": [[head], [below]],
        }[drawn]
        source = Source("a.xlsx", xlsx([*lines, *rows]))
    (reading,) = READER.read([source])
    assert reading.submitter.contradicted == (below in _BELOW)
    assert reading.submitter.unit_code == ("" if below in _BELOW else code)


@pytest.mark.parametrize(
    ("body", "is_other"),
    [("ỦY BAN MTTQ VIỆT NAM", True), ("CÔNG AN", True), ("ĐOÀN TNCS HỒ CHÍ MINH", True), ("VĂN PHÒNG HĐND - UBND", False), ("ỦY BAN NHÂN DÂN", False)],
)  # fmt: skip
def test_a_place_goes_on_with_the_body_above_it(body: str, is_other: bool) -> None:
    rows = [
        [body, None, _STATE[0]],
        ["HUYỆN LẤP VÒ", None, _STATE[1]],
        *form({"B": [("UBND huyện Lấp Vò", "0277 3851 222")]}),
    ]
    (reading,) = READER.read([Source("a.xlsx", xlsx(rows))])
    assert reading.submitter.contradicted == is_other


@pytest.mark.parametrize("short", ["SỞ GTVT", "SỞ KH&ĐT", "SỞ LĐTBXH", "SỞ GD-ĐT", "BAN QLDA"])
def test_initials_may_be_a_units_own(short: str) -> None:
    (reading,) = READER.read([_file("xlsx", [short], "Sở Tư pháp")])
    assert not reading.submitter.contradicted


@pytest.mark.parametrize("kind", ["xlsx", "csv", "docx", "html"])
def test_a_letterhead_speaks_in_every_format(kind: str) -> None:
    (reading,) = READER.read([_file(kind, ["ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP", "SỞ CÔNG THƯƠNG"], "Sở Tư pháp")])
    assert reading.submitter.unit_code == "A-SCT"
    assert "outside_authority" in {f.code for f in reading.findings}


@pytest.mark.parametrize(
    "name", ["Biểu mẫu", "bieu mau", "Biểu mẫu 1", "Mẫu số 1", "Bieu mau duong day nong", "Mẫu biểu"]
)
def test_the_form_is_called_a_form(name: str) -> None:
    (reading,) = READER.read([Source(f"{name}.csv", csv_text(form({"C": [("Xã Định An", "0277 3851 001")]})))])
    assert [row["ok"] for row in reading.rows] == ["1"]
