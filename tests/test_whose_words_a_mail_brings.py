"""Words are their writer's: two who write the same each say it; whoever sent a form is known by the address, however its mail is folded, and what he takes back need not be called a number."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.read.mail_sender import address_in, sender_of_mail
from tests.examples import share
from tests.test_taken_back import CODE, FORM, FORM_OF_OTHER, NUMBER, OTHER_CODE, _Office, _one_matcher  # noqa: F401

_A, _B = "UBND xã <a@x.vn>", "vt <b@x.vn>"


class _Inbox(_Office):
    """What was received; a content is known by its bytes alone, as in the archive."""

    def _receipt(self, name: str, data: bytes, at: str, container: str, count: int) -> str:
        identity = super()._receipt(name, data, at, container, count)
        self.receipts[-1] = replace(self.receipts[-1], sha256=f"{hash(data):x}")
        return identity


def _mail(sender: str, words: str, form: bytes = b"", subject: str = "Trao đổi") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = sender, subject
    mail.set_content(words)
    if form:
        mail.add_attachment(form, maintype="application", subtype="octet-stream", filename="pl.xlsx")
    return mail.as_bytes()


def _two_returns(first: str = _A, second: str = _B) -> _Inbox:
    office = _Inbox()
    office.receive("a1.eml", _mail(first, "Xã gửi phụ lục.", FORM))
    office.receive("b1.eml", _mail(second, "Em gửi ạ.", FORM_OF_OTHER))
    return office


def _published(office: _Office) -> set[str]:
    return {e["unit_code"] for e in office.resolve()[0].entries}


@pytest.mark.parametrize(
    "words", ["Xin rút lại số đã báo.", "Số đã gửi sai, xin bỏ.", "Đề nghị chưa công bố số đã gửi."]
)
@pytest.mark.parametrize("apart", [True, False])
def test_the_same_words_of_two_writers_are_said_twice(words: str, apart: bool) -> None:
    office = _two_returns()
    assert _published(office) == {CODE, OTHER_CODE}
    office.receive("a2.eml", _mail(_A, words))
    if apart:
        office.receive("gi do.eml", _mail("c@x.vn", "Cảm ơn văn phòng."))
    office.receive("b2.eml", _mail(_B, words))
    assert _published(office) == set()


def test_the_same_mail_again_is_one_mail() -> None:
    office = _Inbox()
    office.receive("a1.eml", _mail(_A, "Xã gửi phụ lục.", FORM))
    for name in ("a2.eml", "a2 (1).eml"):
        office.receive(name, _mail(_A, "Xin rút lại số đã báo."))
    assert _published(office) == set()


@pytest.mark.parametrize(
    "words",
    [
        "Bản hôm qua em gửi lộn, đừng xài nha.",
        "Báo cáo hôm qua xin bỏ.",
        "Phụ lục hôm qua điền trật hết, xin hủy.",
        "File gửi hồi sáng nay sai rồi, xin bỏ.",
    ],
)
def test_a_paper_taken_back_from_the_address_of_the_form(words: str) -> None:
    office = _two_returns()
    office.receive("a2.eml", _mail(_A, words))
    assert _published(office) == {OTHER_CODE}


@pytest.mark.parametrize(
    "words",
    [
        "Xin hủy lịch làm việc với Văn phòng chiều nay.",
        "Xe đón đoàn bị hỏng, xin hoãn chuyến đi.",
        "Anh bỏ qua thư trước giúp em, em gửi nhầm người nhận.",
    ],
)
def test_another_matter_takes_nothing_down(words: str) -> None:
    office = _Inbox()
    office.receive("a1.eml", _mail(_A, "Xã gửi phụ lục.", FORM))
    office.receive("a2.eml", _mail(_A, words))
    assert _published(office) == {CODE}


def test_an_address_of_two_units_is_nobodys() -> None:
    office = _two_returns("vt@huyen.vn", "vt@huyen.vn")
    office.receive("a2.eml", _mail("vt@huyen.vn", "Báo cáo hôm qua xin bỏ."))
    assert _published(office) == {CODE, OTHER_CODE}


_SHOWN = "0" + NUMBER[3:6] + " " + NUMBER[6:9] + " " + NUMBER[9:]


@pytest.mark.parametrize("words", [f"Số {_SHOWN} đâu phải máy của xã.", f"Số {_SHOWN} nhà mạng khóa hai chiều rồi."])
def test_a_number_of_his_own_that_a_writer_doubts_waits(words: str) -> None:
    office = _Inbox()
    office.receive("a1.eml", _mail(_A, "Xã gửi phụ lục.", FORM))
    office.receive("a2.eml", _mail(_A, words))
    assert _published(office) == set()


@settings(max_examples=share(60), deadline=None)
@given(
    st.sampled_from(["Xã Tân Mỹ", "UBND thị trấn Mỹ Thọ, huyện Cao Lãnh", "vt"]),
    st.sampled_from(["\r\n ", "\n ", "\r\n\t", " "]),
    st.sampled_from(["utf-8", "plain"]),
)
def test_a_folded_heading_says_who_wrote(name: str, fold: str, coding: str) -> None:
    from email.header import Header

    shown = Header(name, "utf-8").encode() if coding == "utf-8" else name
    mail = f"To: vp@y.vn\r\nFrom:{fold}{shown}{fold}<Vt.Xa@X.vn>\r\nSubject: a\r\n\r\nb".encode()
    assert name.split()[-1] in sender_of_mail(mail)
    assert address_in(sender_of_mail(mail)) == "vt.xa@x.vn"


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ("UBND xã, huyện <A@x.vn>", "a@x.vn"),
        ("'b@y.vn' <a@x.vn>", "a@x.vn"),
        ("a@x.vn", "a@x.vn"),
        ("a@x.vn (Văn thư)", "a@x.vn"),
        ("Văn thư", ""),
        ("", ""),
    ],
)
def test_the_address_is_the_one_that_the_mail_came_from(sender: str, address: str) -> None:
    assert address_in(sender) == address
