"""A note beside a number is understood as plain, or the number waits (`tests/note_words.txt`, a line each: holds|text).

The words were written down before the lists were: some in the half on which the lists were mended, as many held back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check.notes import heed_note
from danhba.check.own_names import own_names
from danhba.phones.cell import read_phone
from danhba.phones.column_answers import leaves_it
from danhba.phones.remarks import Place, remark_of
from danhba.registry import Registry
from danhba.vietnamese.text import fold
from tests.examples import share

WORDS = [
    line.split("|", 1) for line in Path(__file__).with_name("note_words.txt").read_text(encoding="utf-8").splitlines()
]
DOUBTFUL, PLAIN = ([text for holds, text in WORDS if (holds == "holds") is wanted] for wanted in (True, False))
XA = "30175"  # Xã Tân Mỹ, huyện Lấp Vò
_AROUND = st.sampled_from(["{}", "Trực 24/24; {}", "{}. Xin cảm ơn", "({})", "Văn phòng UBND xã, {}", "- {}"])

# What offices say: a state that is going on, a time to come, whose it is, what is only for a trial.
_VERBS = (
    "trình xin", "thỏa thuận với VNPT về", "vướng thủ tục", "đấu giá", "lập dự toán mua", "cân nhắc", "tháo dỡ", "thương lượng", "chạy giấy tờ", "phục hồi", "điều tra",
    "gom tiền mua", "di dời", "sang nhượng", "giải trình", "tuyển người trực", "cập nhật", "nghiên cứu", "làm lại sim", "khôi phục", "rao bán", "kiện nhà mạng về",
)  # fmt: skip
_OTHERS = (
    "xã bên", "Trạm Y tế", "trạm thú y", "Trường mẫu giáo", "UBND xã Định An", "UBND huyện Lấp Vò", "huyện", "công ty cấp nước", "chùa Phước Hưng", "đại lý vé số", "bà chủ nhà",
    "HTX", "Công an xã", "Bưu điện", "kiểm lâm", "trại giống", "đội thuế", "ban ấp", "chợ", "Đồn Biên phòng", "hội người mù", "phòng khám", "nhà trọ", "Kho bạc",
)  # fmt: skip
_OWNS = (
    "số của {}",
    "máy đặt tại {}",
    "mượn số của {}",
    "{} cho dùng nhờ máy",
    "điện thoại bàn {}",
    "đường dây thuộc {}",
    "máy để bên {}",
    "{} giữ máy",
)
_SOON = ("hẹn {} có số", "{} lắp xong", "{} mới gắn máy", "máy {} mới về", "{} sẽ gọi được", "số mới {} báo")
_WHEN = ("tuần sau", "cuối tháng", "sang năm", "qua Tết", "hôm tới", "quý IV", "bữa nào", "đầu tháng tới", "vài bữa nữa", "xong dịch")  # fmt: skip
_TRIAL = ("số {}", "máy {}", "bản {}", "đây là số {}", "{}")
_OF_A_TRIAL = ("thử", "mẫu", "tạm", "nháp", "trình ký", "dự thảo", "minh họa", "tập huấn", "thí điểm", "giả định", "thử nghiệm")  # fmt: skip
_HARMLESS_COMPOUNDS = (
    "Gửi theo biểu mẫu", "Kiểm tra thử xong, thông suốt", "Xã nông thôn mới kiểu mẫu", "Đã gọi thử, nghe rõ", "Theo mẫu của Sở", "Trung tâm hành chính", "Trực thứ tư và chủ nhật",
)  # fmt: skip


@pytest.fixture(scope="module")
def waits(registry: Registry) -> Callable[[str], bool]:
    phone, own = read_phone("0277 3845 112", registry.plan), own_names(registry.by_code[XA], registry)
    deadline = dt.datetime(2021, 9, 6, 23, 59, tzinfo=dt.UTC)
    return lambda note: heed_note(phone, note, registry.plan, "ghi chú", deadline, own).number is None


@settings(max_examples=share(400), deadline=None)
@given(st.sampled_from(DOUBTFUL), _AROUND, st.sampled_from([str, str.upper, fold]))
def test_no_doubtful_note_passes(waits: Callable[[str], bool], text: str, around: str, typed: Callable[[str], str]):
    assert waits(around.format(typed(text)))


def test_hardly_a_plain_note_waits(waits: Callable[[str], bool]) -> None:
    assert [text for text in DOUBTFUL if not waits(text)] == []
    assert len([text for text in PLAIN if waits(text)]) <= len(PLAIN) * 0.05


@settings(max_examples=share(300), deadline=None)
@given(
    st.one_of(
        st.sampled_from(_VERBS).map("đang {}".format),
        st.builds(str.format, st.sampled_from(_OWNS), st.sampled_from(_OTHERS)),
        st.builds(str.format, st.sampled_from(_SOON), st.sampled_from(_WHEN)),
        st.builds(str.format, st.sampled_from(_TRIAL), st.sampled_from(_OF_A_TRIAL)),
    ),
    _AROUND,
)
def test_what_goes_on_is_promised_or_is_somebody_elses_waits(waits: Callable[[str], bool], text: str, around: str):
    assert waits(around.format(text))


@settings(max_examples=share(100), deadline=None)
@given(st.lists(st.sampled_from(_HARMLESS_COMPOUNDS), min_size=1, max_size=2, unique=True).map("; ".join))
def test_harmless_compounds_stay_harmless(waits: Callable[[str], bool], text: str) -> None:
    assert not waits(text)


@pytest.mark.parametrize("who", ["ai", "người", "cán bộ", "có ai", "có người"])
@pytest.mark.parametrize("when", ["ban đêm", "ngoài giờ hành chính", "ngày lễ, tết", "cuối tuần"])
def test_hours_at_which_nobody_answers_leave_the_number(waits: Callable[[str], bool], who: str, when: str) -> None:
    assert not waits(f"Không {who} trực {when}")
    assert not waits("Chỉ gọi được trong giờ hành chính")
    assert waits(f"Không {who} trực")


@settings(max_examples=share(200), deadline=None)
@given(st.sampled_from(DOUBTFUL), st.sampled_from(["owner", "place", "kind"]))
def test_no_doubtful_answer_in_a_column_passes(text: str, asked: str) -> None:
    assert not leaves_it(asked, text, ["xa|tan my", "xa|"], ["huyen|lap vo"])


@settings(max_examples=share(150), deadline=None)
@given(
    st.sampled_from(["STT 2: {}", "Các số trên {}", "Dòng 3 {}", "Ghi chú: số ở dòng 3 {}"]),
    st.one_of(st.sampled_from(_VERBS).map("đang {}".format), st.sampled_from(["mượn của chợ", "hẹn qua Tết có", "ở nhà ông Bảy"])),
)  # fmt: skip
def test_a_line_that_points_at_rows_is_read_as_a_note_is(pointing: str, said: str) -> None:
    assert remark_of(pointing.format(said), Place.SHEET).words
