"""A contact line of a letterhead, a signature or a mail is the sender's: no error, no remark, and no end of the letterhead's evidence; serials of file names are no wards."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.locate.contact import without_contact
from danhba.model.submission import Source
from danhba.read import kind_of
from danhba.read.container import members
from danhba.samples.builder import xlsx
from tests.examples import share

_NUMBERS = st.sampled_from(["0277 3833 004", "(0277) 3.833.004", "02773833004 - 02773833005", "0277.3833004"])
_LABELS = st.sampled_from(["ĐT", "Điện thoại", "Tel", "SĐT", "Đ.T", "ĐT/Fax", "Fax", "ĐIỆN THOẠI"])
_MORE = st.sampled_from(
    [
        "",
        " - Fax: 0277 3833 005",
        "; Email: vp@thanhbinh.dongthap.gov.vn",
        " Fax: 02773833005 - Website: thanhbinh.dongthap.gov.vn",
    ]
)
_HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG"]
_ROWS = [["1", "UBND huyện Thanh Bình", "0277 3833 415"], ["2", "UBND xã Bình Thành", "0277 3833 437"]]


@st.composite
def _contact(draw: st.DrawFn) -> str:
    return f"{draw(_LABELS)}: {draw(_NUMBERS)}{draw(_MORE)}"


def _table(rows: list[list[str]]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{c.replace(chr(10), '<br>')}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )


@settings(max_examples=share(100), deadline=None)
@given(_contact(), st.booleans(), st.booleans(), st.sampled_from(["\n", " - "]))
def test_a_contact_in_a_letterhead_is_the_senders_and_withdraws_nothing(
    reader: Reader, contact: str, page: bool, in_layout: bool, between: str
) -> None:
    own = f"ỦY BAN NHÂN DÂN\nHUYỆN THANH BÌNH{between}{contact}"
    head = [[own, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]]
    if page and in_layout:
        data = (
            f"<html><body>{_table(head)}<p>DANH SÁCH ĐƯỜNG DÂY NÓNG</p>{_table([_HEAD, *_ROWS])}</body></html>".encode()
        )
    elif page:
        data = f"<html><body>{_table([*head, [''], _HEAD, *_ROWS])}</body></html>".encode()
    else:
        data = xlsx([[head[0][0], None, head[0][1]], [None], _HEAD, *_ROWS])
    reading = reader.read([Source("tep.html" if page else "tep.xlsx", data)])[0]
    assert reading.submitter.unit_code == "874"
    assert [r["phone_e164"] for r in reading.rows if r["ok"]] == ["+842773833415", "+842773833437"]
    assert {f.severity for f in reading.findings if f.code == "row_outside_table"} == {"info"}


@pytest.mark.parametrize(
    "line",
    [
        "ĐT: 0277 3833 004 đã cắt", "Fax không dùng nữa", "Số 0277 3833 004 là số fax", "ĐT: 0277 3833 004 thay bằng số mới", "Xã Tân Mỹ: 0277 3833 004",
        "Điện thoại đường dây nóng: 0277 3833 004", "Từ ngày 10/9/2021 đổi số",
    ],
)  # fmt: skip
def test_what_says_more_than_a_contact_stays(line: str) -> None:
    assert without_contact(line) == line


_ASKS = ["Mọi thắc mắc xin liên hệ đồng chí Lê Thị Hạnh, Văn phòng, ĐT 0939 152 648.", "Nếu cần trao đổi xin liên hệ đ/c Hạnh (0939.152.648)",
         "Chi tiết liên hệ: chị Hạnh, 0939152648"]  # fmt: skip


@pytest.mark.parametrize("line", _ASKS)
def test_whom_to_ask_is_no_error(reader: Reader, line: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.vn", "vp@b.vn", "Báo cáo"
    mail.set_content(
        f"Huyện Thanh Bình gửi báo cáo theo Công văn ngày 04/9/2021. {line}\nTrân trọng\nLê Thị Hạnh\nVăn phòng HĐND và UBND huyện\nĐT: 0277 3833 004"
    )
    body = next(c for n, c in members(mail.as_bytes(), kind_of(mail.as_bytes()), "t.eml") if n.endswith(".html"))
    sheet = xlsx([["UBND HUYỆN THANH BÌNH"], _HEAD, *_ROWS, [None], [None, line]])
    for name, data in (("t.eml!/nội dung thư.html", body), ("tep.xlsx", sheet)):
        found = [f for f in reader.read([Source(name, data)])[0].findings if f.code == "row_outside_table"]
        assert {f.severity for f in found} == {"info"}
        assert "2021" not in str([f.params for f in found])


@pytest.mark.parametrize(
    "line",
    [
        "Đường dây nóng của xã Bình Thành: đồng chí Hạnh, 0939 152 648, liên hệ khi cần trao đổi",
        "UBND xã Bình Thành liên hệ đồng chí Hạnh 0939 152 648",
    ],
)
def test_a_units_number_in_such_a_line_is_told_as_before(reader: Reader, line: str) -> None:
    reading = reader.read([Source("tep.xlsx", xlsx([["UBND HUYỆN THANH BÌNH"], _HEAD, *_ROWS, [None], [None, line]]))])[
        0
    ]
    assert "info" not in {f.severity for f in reading.findings if f.code == "row_outside_table"}


@settings(max_examples=share(80), deadline=None)
@given(
    st.sampled_from(["p0{}", "p{}", "P{}", "P0{}", "tr{}", "pl{}", "phan-{}", "p.{}"]), st.integers(1, 9), st.sampled_from(["-", "_", " ", ". "]),
    st.sampled_from(["danh ba", "duong-day-nong", "phu luc kem cong van"]), st.booleans(),
)  # fmt: skip
def test_a_serial_in_a_file_name_is_no_ward(
    reader: Reader, serial: str, number: int, sign: str, rest: str, last: bool
) -> None:
    count = serial.format(number)
    assert reader.witness.named_in(f"{rest}{sign}{count}" if last else f"{count}{sign}{rest}") == ()


@pytest.mark.parametrize(
    ("stem", "code"),
    [("UBND P1 TP Sa Dec", "Phường 1, thành phố Sa Đéc"), ("P.2 - TP Cao Lãnh", "Phường 2, thành phố Cao Lãnh"), ("phuong 1 sa dec", "Phường 1, thành phố Sa Đéc"),
     ("p02-xa my hoi", "Xã Mỹ Hội, huyện Cao Lãnh")],
)  # fmt: skip
def test_a_ward_beside_its_district_is_one(reader: Reader, stem: str, code: str) -> None:
    assert [reader.registry.full_name(c) for c in reader.witness.named_in(stem)] == [code]
