"""A column beside the form's own that asks about the number is understood or the number waits; a code column is heeded wherever it stands; heads of other matters are not asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.phones.column_answers import end_said, leaves_it
from danhba.phones.column_heads import asked_by
from danhba.samples.builder import xlsx
from danhba.vietnamese.text import fold
from tests.examples import share

OWN, ABOVE = ["xa|tan my", "xa|"], ["huyen|lap vo", "huyen|", "tinh|dong thap", "tinh|"]
_LINES = ["số", "máy", "thuê bao", "đường dây", "hotline", "số điện thoại"]
HEADS = {
    "state": [f"{a} {b}" for a in ("Tình trạng", "Hiện trạng", "Trạng thái") for b in ("", *_LINES)] + ["Kết quả gọi", "Kết quả kiểm tra", "Gọi thử", "Kiểm tra ngày 05/9", "Xác minh"],
    "kind": [f"{a} {b}" for a in ("Loại", "Phân loại", "Hình thức") for b in ("", *_LINES)],
    "owner": [f"Chủ {b}" for b in _LINES[:4]] + ["Người đứng tên", "Đơn vị quản lý số", "Cơ quan sử dụng", "Bộ phận trực"],
    "place": [f"{a} {b} {c}".replace("  ", " ") for a in ("Nơi", "Vị trí", "Địa điểm") for b in ("đặt", "lắp") for c in ("", "máy", "điện thoại")] + ["Đặt tại", "Lắp ở"],
    "until": ["Đến ngày", "Thời hạn sử dụng", "Ngày trả số", "Ngày cắt", "Hiệu lực đến", "Hết hạn", "Ngày dừng sử dụng"],
}  # fmt: skip
OF_ANOTHER_MATTER = ["Địa chỉ", "Email", "Mã số thuế", "Dân số", "Diện tích", "Người lập", "Họ và tên", "Chức vụ", "Cán bộ trực", "Ngày lập", "Ngày cập nhật", "Ghi chú", "Loại xã", "Loại đơn vị hành chính", "Số lượng", "Website", "Mã vùng", "Thời gian trực", "Kết quả xử lý", "Hình thức niêm yết"]  # fmt: skip
_WHO_ELSE = ["Chủ tịch", "Bí thư", "anh Ba", "nhà dân", "quán cà phê", "tiệm tạp hóa", "Công an xã", "Trạm Y tế xã", "Trường THCS Tân Mỹ", "Hợp tác xã", "cán bộ cũ", "Công ty An Bình", "Bưu điện", "ông Trần Văn Tư", "Đồn Công an", "Huyện ủy"]  # fmt: skip
BAD = {
    "state": [f"{a}{b}" for a in ("", "đã ", "đang ", "bị ", "sắp ", "có lúc ") for b in ("hỏng", "khóa máy", "mất sóng", "bận", "cắt", "trục trặc", "thanh lý", "chuyển hộp thư thoại")] + [f"Người nghe là {w}" for w in _WHO_ELSE],
    "kind": [f"{a} {w}" for a in ("Di động của", "Số riêng", "Máy bàn") for w in _WHO_ELSE] + ["Fax", "Số phụ", "Dự phòng", "Cá nhân", "Nội bộ"],
    "owner": [f"{a}{w}" for a in ("", "Số của ", "Do ") for w in _WHO_ELSE] + ["UBND huyện Lấp Vò", "UBND xã Phú Thành"],
    "place": [f"{a}{w}" for a in ("", "Nhà ", "Tại ", "Gần ", "Cạnh ") for w in _WHO_ELSE] + ["Nhà riêng, ấp Tân Thuận", "Kho", "Trụ sở cũ"],
    "until": ["Hết hạn", "Khi có thông báo", "Cuối tháng", "Tạm", "Hết hợp đồng", "Sắp hết"],
}  # fmt: skip
_OFFICES = [
    "UBND xã",
    "UBND xã Tân Mỹ",
    "Văn phòng UBND xã",
    "Bộ phận Một cửa",
    "cơ quan",
    "Văn thư",
    "UBND xã Tân Mỹ, huyện Lấp Vò",
]
GOOD = {
    "state": [f"{a}{b}" for a in ("", "Đã kiểm tra, ", "Đã gọi, ", "Máy ") for b in ("hoạt động tốt", "có người nghe máy", "liên lạc được", "đúng số", "bình thường", "đang hoạt động", "ổn định")] + ["x", "Có", "Đạt", "24/24", "Gọi lúc 8h30 có người trả lời", ""],
    "kind": [f"{a}{b}" for a in ("", "Thuê bao ", "Số ", "Máy ") for b in ("cố định", "di động", "bàn")] + [f"Di động của {o}" for o in _OFFICES] + ["Hotline", "VNPT", "Tổng đài"],
    "owner": [f"{a}{o}" for a in ("", "Số của ", "Chính chủ: ") for o in _OFFICES] + ["Viettel"],
    "place": [f"{a}{o}" for a in ("", "Tại ", "Trụ sở ", "Tầng 1, ") for o in _OFFICES] + ["Phòng trực", "Ấp Tân Thuận, xã Tân Mỹ", "Quầy số 2"],
    "until": ["", "-", "Không thời hạn", "Vô thời hạn", "Còn hiệu lực", "Lâu dài", "Chưa"],
}  # fmt: skip
_TYPED = st.sampled_from([str, str.upper, str.lower, fold])
_KINDS = st.sampled_from(sorted(HEADS))


@settings(max_examples=share(300), deadline=None)
@given(_KINDS.flatmap(lambda k: st.tuples(st.just(k), st.sampled_from(HEADS[k]))), _TYPED)
def test_a_head_asks_what_it_says(asked: tuple[str, str], typed: Any) -> None:
    kind, head = asked
    if "dừng" not in head or typed is not fold:  # ngay dung: also the day of first use
        assert asked_by(typed(head.strip())) == kind


@pytest.mark.parametrize("head", OF_ANOTHER_MATTER)
def test_heads_of_another_matter_ask_nothing(head: str) -> None:
    assert not any(asked_by(typed(head)) for typed in (str, str.upper, fold))


@settings(max_examples=share(600), deadline=None)
@given(_KINDS.flatmap(lambda k: st.tuples(st.just(k), st.sampled_from(BAD[k]))), _TYPED)
def test_what_is_not_listed_as_plain_is_not_understood(answer: tuple[str, str], typed: Any) -> None:
    assert not leaves_it(answer[0], typed(answer[1]), OWN, ABOVE)


@settings(max_examples=share(600), deadline=None)
@given(_KINDS.flatmap(lambda k: st.tuples(st.just(k), st.sampled_from(GOOD[k]))), st.sampled_from([str, str.upper]))
def test_plain_answers_leave_the_number(answer: tuple[str, str], typed: Any) -> None:
    assert leaves_it(answer[0], typed(answer[1]), OWN, ABOVE)


def _read(reader: Reader, head: str, answers: list[object], first: bool = False) -> list[Any]:
    rows: list[list[object]] = [["UBND HUYỆN LẤP VÒ"]]
    own: list[object] = ["Tên đơn vị", "Số điện thoại đường dây nóng"]
    rows += [["STT", head, *own] if first else ["STT", *own, head], ["C", "CẤP XÃ"]]
    for n, (name, said) in enumerate(zip(("Xã Tân Mỹ", "Xã Định An", "Xã Định Yên"), answers, strict=False), 1):
        line: list[object] = [name, f"0277 3845 27{n}"]
        rows.append([n, said, *line] if first else [n, *line, said])
    return [reader.read([Source("875/tep.xlsx", xlsx(rows))])[0]]


@settings(max_examples=share(60), deadline=None)
@given(_KINDS, st.data(), st.booleans())
def test_a_row_waits_alone_with_what_its_column_says(reader: Reader, kind: str, data: Any, first: bool) -> None:
    head, bad, good = (data.draw(st.sampled_from(words[kind])) for words in (HEADS, BAD, GOOD))
    good = good.replace("Tân Mỹ", "Định An")
    (reading,) = _read(reader, head.strip(), [bad, good], first and kind != "owner")
    assert [bool(row["ok"]) for row in reading.rows] == [False, True]
    (found,) = [f for f in reading.findings if f.code in ("phone_words_unclear", "phone_not_in_use")]
    told = str(found.params)
    assert bad in told
    assert head.split()[0] in told


@settings(max_examples=share(60), deadline=None)
@given(
    st.sampled_from(HEADS["until"]),
    st.dates(dt.date(2019, 1, 1), dt.date(2024, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "Đến %d.%m.%Y", "đến hết ngày %d tháng %m năm %Y"]),
)
def test_an_end_that_is_named_waits(reader: Reader, head: str, day: dt.date, form: str) -> None:
    (reading,) = _read(reader, head, [day.strftime(form), ""])
    assert [bool(row["ok"]) for row in reading.rows] == [False, True]
    past = day < dt.date(2021, 9, 6)
    assert ("phone_not_in_use" if past else "phone_words_unclear") in {f.code for f in reading.findings}


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("head", ["Mã đơn vị hành chính", "Mã xã", "MÃ ĐVHC"])
@pytest.mark.parametrize("typed", [str, int])
def test_a_code_is_heeded_wherever_it_stands(reader: Reader, head: str, first: bool, typed: Any) -> None:
    (reading,) = _read(reader, head, [typed("30205"), typed("30196"), typed("30199")], first)
    assert [bool(row["ok"]) for row in reading.rows] == [False, True, True]
    assert "layout_ambiguous" in reading.rows[0]["errors"]


def test_ends_of_periods() -> None:
    assert end_said("Từ 01/3/2020 đến 31/7/2021") == dt.date(2021, 7, 31)
    assert end_said("2016 - 2021") == dt.date(2021, 12, 31)
    assert [end_said(text) for text in ("7h - 17h", "Từ 2019 đến nay")] == [None, None]
