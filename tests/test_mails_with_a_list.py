"""What a mail says beside the list that it brings is understood, or the writer's own number waits
(`tests/mail_words.txt`, a line each: holds|text).

The words were written down before the lists were, in three banks of other tricks, by hands that knew no list.
"""

from __future__ import annotations

import email.message
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.phones.messages import leaves_open, may_take_back
from danhba.phones.remarks import Place, remark_of
from danhba.samples.builder import csv_text, form
from danhba.vietnamese.text import fold
from danhba.vietnamese.withdrawal import left_open, said_in_mail, sentences
from tests.conftest import Place as Office
from tests.examples import share

XA, NUMBER = "Xã Tân Khánh Trung", "0277 3851 001"
WORDS = [
    line.split("|", 1) for line in Path(__file__).with_name("mail_words.txt").read_text(encoding="utf-8").splitlines()
]
DOUBTFUL, PLAIN = ([text for holds, text in WORDS if (holds == "holds") is wanted] for wanted in (True, False))
_OF_WHAT = (
    "số trong file",
    "số máy đó",
    "đường dây này",
    "cái bảng kèm theo",
    "số tụi em điền",
    "tệp đính kèm",
    "máy bàn ghi ở đó",
)
_DOUBTS = (
    "để em hỏi lại ảnh đã", "chừng nào sếp gật hãy xài", "hình như của quán kế bên", "bắt mãi hổng ai nhấc", "gắn bên nhà ông ấp",
    "thợ kéo dây còn kẹt phà", "của người ta mà", "em đoán vậy thôi", "tới rằm mới reo", "sắp sang tên người khác", "ghi đại cho có", "khoan hãy rải cho dân",
)  # fmt: skip
_GREETS = ("", "Dạ, ", "Kính thưa anh chị, ", "Anh Tuấn ơi, ")


def _waits(text: str) -> bool:
    if said_in_mail(text) or any(remark_of(bare, Place.MAIL).words for _, bare in left_open(text)):
        return True
    return any(map(leaves_open, sentences(text)))


def test_most_of_what_doubts_is_heard_and_most_of_what_is_plain_holds_nothing() -> None:
    missed, held = [t for t in DOUBTFUL if not _waits(t)], [t for t in PLAIN if _waits(t)]
    assert len(missed) <= 0.12 * len(DOUBTFUL), missed
    assert len(held) <= 0.21 * len(PLAIN), held


@settings(max_examples=share(200), deadline=None)
@given(st.sampled_from(_GREETS), st.sampled_from(_OF_WHAT), st.sampled_from(_DOUBTS), st.booleans())
def test_whatever_is_said_of_the_number_in_new_words_leaves_it_open(
    greets: str, what: str, doubt: str, marked: bool
) -> None:
    text = f"{greets}{what} {doubt} nha."
    assert _waits(text if marked else fold(text))


# Only of such a sentence it is known that it is not understood.
_NOT_UNDERSTOOD = [
    t
    for t in DOUBTFUL
    if len(sentences(t)) == 1 and leaves_open(t) and not said_in_mail(t) and not may_take_back(t)
    if not any(remark_of(bare, Place.MAIL).words for _, bare in left_open(t))
][:3]


def _mail(words: str, rows: dict[str, list[tuple[str, str]]], name: str = XA) -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["Subject"] = "tankhanhtrung@example.vn", "Báo cáo số đường dây nóng"
    message.set_content(f"Kính gửi Văn phòng,\n{words}\nTrân trọng.\n")
    message.add_attachment(csv_text(form(rows)), maintype="text", subtype="csv", filename=f"{name}.csv")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("Gửi anh chị biểu mẫu theo công văn ngày 04/9, đã đóng dấu.", True),
        ("Em gửi trễ vì cúp điện, mong anh chị bỏ qua.", True),
        *((words, False) for words in _NOT_UNDERSTOOD),
    ],
)
def test_the_writers_own_row_waits_and_is_told(place: Office, words: str, published: bool) -> None:
    place.drop(f"{XA}/thu.eml", _mail(words, {"C": [(XA, NUMBER)]}))
    place.run()
    assert ("30181" in place.directory) is published
    codes = {f["code"] for f in place.findings if f["severity"] != "info"}
    assert ("phone_withdrawn" in codes) is not published
    if not published:
        told = next(f["message"] for f in place.findings if f["code"] == "message_not_understood")
        assert "số của chính nơi gửi chưa được công bố" in told


def test_of_the_others_in_a_districts_list_an_unclear_sentence_says_nothing(place: Office) -> None:
    rows = {"B": [("Huyện Lấp Vò", "0277 3845 001")], "C": [(XA, NUMBER), ("Xã Tân Mỹ, huyện Lấp Vò", "0277 3845 002")]}
    place.drop("Huyện Lấp Vò/thu.eml", _mail(_NOT_UNDERSTOOD[0], rows, "Huyện Lấp Vò"))
    place.run()
    assert place.directory["30181"]["phone"] == NUMBER
    assert "Huyện Lấp Vò" not in {unit["name"] for unit in place.directory.values()}


def test_a_file_that_takes_an_earlier_ones_place_counts(place: Office) -> None:
    """Two mails of one night, in an inbox where nobody else says anything; the second brings the file that counts."""
    place.drop(f"{XA}/1.eml", _mail("Em nộp ạ.", {"C": [(XA, "0277 3851 009")]}))
    place.run()
    place.drop(f"{XA}/2.eml", _mail("Em gửi file thay thế file lúc sáng.", {"C": [(XA, NUMBER)]}))
    place.run()
    assert place.directory["30181"]["phone"] == NUMBER
