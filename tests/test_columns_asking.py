"""A column beside the form's own asks in words that no list of heads knows: for yes or no, for a tick, for an opinion. What its answers leave in doubt waits; columns of other matters are ignored."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.phones.column_answers import yes_or_no
from danhba.phones.column_heads import ASKS, OPINION, PAIR, asked_by
from danhba.samples.builder import xlsx
from danhba.vietnamese.text import fold
from tests.examples import share

_LINE = ["", "Số ", "Máy ", "Số máy ", "Điện thoại ", "Đường dây nóng ", "Sim "]
_END = [" không", " không?", " chưa", " hay không", " hay chưa?", " (có/không)", "?"]
GOOD_IF_YES = ["được đăng", "xài được", "có người nghe", "thông", "chính thức", "gọi được", "còn xài", "có đúng", "bắt máy", "có cho công khai", "ổn định", "đổ chuông", "liên lạc được", "còn dùng"]  # fmt: skip
GOOD_IF_NO = ["cần đổi", "có bị hư", "có sai", "hay trục trặc", "bị trùng", "có thay đổi", "bị khóa", "cần sửa", "có nhầm", "hay nghẽn mạng", "có bị thu hồi", "cần điều chỉnh", "đã hư", "có vướng mắc"]  # fmt: skip
YES = ["Có", "Được", "Rồi", "x", "Đúng", "OK", "có rồi", "Dạ có", "Còn", "✓"]
NO = ["Không", "Chưa", "ko", "Thôi rồi", "Hết rồi", "S", "Trật", "Hư", "✗", "Không được", "0"]
# Of each the head and what an office writes under it.
OF_OTHER_THINGS: dict[str, list[object]] = {
    "Địa chỉ": ["Ấp 1, xã Tân Mỹ", "Số 12, đường 30/4"], "Địa chỉ trụ sở": ["Không có số nhà", "Ấp Tân An"], "Email": ["tanmy@dongthap.gov.vn", "Chưa có"], "Thư điện tử": ["a@b.vn", "không"], "Website": ["tanmy.gov.vn", "Chưa"],
    "Chủ tịch UBND": ["Trần Văn Đổi", "Lê Thị Sửa"], "Người đứng đầu": ["Nguyễn Văn Cắt", "Khuyết"], "Lãnh đạo phụ trách": ["Ông Ba", "Chưa phân công"], "Họ và tên cán bộ": ["Lê Văn Bỏ", "Trần Thị Hư"], "Người trực": ["Anh Tư", "Chị Năm"],
    "Dân số": [12345, 8910], "Dân số (người)": ["12.345", "0"], "Diện tích (km2)": [12.5, 8], "Số hộ": [3000, 0], "Số ấp": [5, 7], "Số người trực": ["3", "2"], "Có mấy người trực": ["2", "không rõ"], "Số ca F0": [0, 3],
    "Giờ làm việc": ["7h - 17h", "24/24"], "Thời gian trực": ["24/7", "Ngày nghỉ"], "Có Zalo không": ["Không", "Có"], "Có wifi không": ["Chưa", "Có"], "Đã báo cáo chưa": ["Rồi", "Chưa"], "Đã gửi công văn chưa": ["Chưa", "Rồi"],
    "Có ca nhiễm không": ["Không", "Có"], "Có dịch không": ["Không", "Có"], "Đã tiêm đủ chưa": ["Chưa", "Rồi"], "Đã xét nghiệm chưa": ["Chưa", "Rồi"], "Có trụ sở riêng không": ["Không", "Có"], "Có camera không": ["Không", "Có"],
    "Đạt nông thôn mới chưa?": ["Chưa", "Đạt"], "Xã biên giới?": ["Không", "Có"], "Loại xã": ["I", "II"], "Vùng xanh/vùng đỏ": ["Xanh", "Đỏ"], "Số quyết định": ["12/QĐ-UBND", "Chưa có"], "Hồ sơ kèm theo": ["Quyết định 12", "Không"],
    "Số lượt gọi trong tháng": [12, 0], "Năm thành lập": [1990, 2003], "Mã số thuế": ["1400123456", ""], "Khoảng cách (km)": [0, 12], "Kế hoạch số": ["12/KH", "Đang chờ"], "Ngày báo cáo": ["05/9/2021", ""],
    "Bí thư Đảng ủy": ["Ông Hết", "Bà Thôi"], "Số cán bộ": [20, 0], "Đã họp chưa": ["Chưa", "Rồi"], "Có con dấu không": ["Có", "Không"], "Kinh phí (đồng)": ["0", "Chưa cấp"], "Cụm xã": ["Cụm 1", "Cụm 2"],
}  # fmt: skip
_TYPED = st.sampled_from([str, str.upper, fold])


def _heads(said: list[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda a, b, c: (a + b + c).strip().capitalize(), st.sampled_from(_LINE), st.sampled_from(said), st.sampled_from(_END))  # fmt: skip


@settings(max_examples=share(400), deadline=None)
@given(_heads(GOOD_IF_YES), _TYPED)
def test_yes_is_the_good_answer(head: str, typed: Any) -> None:
    assert asked_by(typed(head)) == "state"


@settings(max_examples=share(400), deadline=None)
@given(_heads(GOOD_IF_NO), _TYPED)
def test_no_is_the_good_answer_or_neither(head: str, typed: Any) -> None:
    assert asked_by(typed(head)) in ("gone", ASKS)


@pytest.mark.parametrize(("head", "asked"), [("Đúng/Sai", PAIR), ("Tốt hay hư", PAIR), ("Có/Không", "state"), ("Đã đổi số chưa", ASKS), ("Ý kiến của xã", OPINION), ("Kiến nghị", OPINION), ("Cho đăng", "state"), ("Không đăng", "gone"), ("Hết hư chưa", "state"), ("Còn hư không", "gone")])  # fmt: skip
def test_what_heads_ask(head: str, asked: str) -> None:
    assert asked_by(head) == asked


def test_a_part_of_its_own_turns_what_is_asked() -> None:
    assert [asked_by(f"{above} {own}", own) for above in ("Đăng được", "Cần đổi số") for own in ("Có", "Không")] == ["state", "gone", "gone", "state"]  # fmt: skip


@pytest.mark.parametrize(("answers", "said"), [(YES, "yes"), (NO, "no"), (["", "Anh Ba", "không ai nghe", "05/9"], "")])
def test_yes_or_no(answers: list[str], said: str) -> None:
    assert [yes_or_no(answer) for answer in answers] == [said] * len(answers)


def _read(reader: Reader, heads: list[str], answers: list[list[object]], own_first: bool = True) -> Any:
    own: list[object] = ["Tên đơn vị", "Số điện thoại đường dây nóng"]
    rows: list[list[object]] = [["UBND HUYỆN LẤP VÒ"], ["STT", *own, *heads] if own_first else ["STT", *heads, *own]]
    for n, (name, said) in enumerate(zip(("Xã Tân Mỹ", "Xã Định An", "Xã Định Yên"), answers, strict=False), 1):
        line: list[object] = [name, f"0277 3845 27{n}"]
        rows.append([n, *line, *said] if own_first else [n, *said, *line])
    return reader.read([Source("875/tep.xlsx", xlsx(rows))])[0]


@settings(max_examples=share(60), deadline=None)
@given(st.data(), st.booleans(), st.booleans())
def test_the_row_of_the_bad_answer_waits_alone(reader: Reader, data: Any, if_no: bool, first: bool) -> None:
    head = data.draw(_heads(GOOD_IF_NO if if_no else GOOD_IF_YES))
    yes, no = data.draw(st.sampled_from(YES)), data.draw(st.sampled_from(NO[:3]))
    reading = _read(reader, [head], [[yes], [no]], first)
    kept = [bool(row["ok"]) for row in reading.rows]
    assert kept == ([False, False] if asked_by(head) == ASKS else [not if_no, if_no])
    told = " ".join(str(f.params) for f in reading.findings)
    assert head.split()[0] in told
    assert f": {yes if if_no else no}" in told


@pytest.mark.parametrize("heads", [["Xài được", "Hư"], ["Đăng được có", "Không đăng"], ["Còn dùng", "Đã cắt"]])
@pytest.mark.parametrize("tick", ["x", "X", "✓", "v"])
def test_two_columns_to_tick(reader: Reader, heads: list[str], tick: str) -> None:
    reading = _read(reader, heads, [[tick, ""], ["", tick]])
    assert [bool(row["ok"]) for row in reading.rows] == [True, False]


def test_who_is_not_ticked_waits(reader: Reader) -> None:
    reading = _read(reader, ["Được đăng"], [["x"], [""], ["x"]])
    assert [bool(row["ok"]) for row in reading.rows] == [True, False, True]
    assert "(để trống)" in str([f.params for f in reading.findings])


@pytest.mark.parametrize(("said", "kept"), [(["", "Máy này hư rồi"], [True, False]), (["Thống nhất", "Số này bị sai"], [True, False]), (["Không", "Không có ý kiến"], [True, True])])  # fmt: skip
@pytest.mark.parametrize("head", ["Ý kiến của xã", "Kiến nghị", "Góp ý của đơn vị"])
def test_an_opinion_is_read_as_a_note(reader: Reader, head: str, said: list[object], kept: list[bool]) -> None:
    assert [bool(row["ok"]) for row in _read(reader, [head], [[one] for one in said]).rows] == kept


@pytest.mark.parametrize("head", sorted(OF_OTHER_THINGS))
def test_columns_of_other_things_are_ignored(reader: Reader, head: str) -> None:
    reading = _read(reader, [head], [[said] for said in OF_OTHER_THINGS[head]])
    assert [bool(row["ok"]) for row in reading.rows] == [True, True], [f.params for f in reading.findings]
