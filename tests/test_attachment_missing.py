"""A mail that brought no file is no return: the unit stays among those who are asked, and is told that no file came."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from danhba.check.reader import Reader
from danhba.check.unattached import promised
from danhba.model.submission import Reading, Source
from danhba.phones.messages import own_sentences
from danhba.read import kind_of
from danhba.read.container import members
from danhba.registry import load_registry
from danhba.resolve.situation import situations
from danhba.samples.builder import form, xlsx
from danhba.vietnamese.text import fold
from schemas.situations import MEANINGS, Act
from tests.conftest import REGISTRY
from tests.test_taken_back import CODE, SHOWN, XA, _Office, _one_matcher  # noqa: F401

_READER = Reader(load_registry(REGISTRY))
SENDS = [
    f"{who} {verb} {what}{end}"
    for who in ("Em", "Đơn vị", "UBND xã", "Dạ em", "Xã")
    for verb in ("gửi anh", "nộp", "gửi lại", "chuyển VP")
    for what in ("file đường dây nóng", "phụ lục", "biểu mẫu", "danh sách")
    for end in ("", " đính kèm ạ.", " kèm theo.", " nha")
] + ["Em gửi ạ", "Gửi anh ạ", "Dạ em gửi lại", "Số mới trong file kèm", "Đính kèm là phụ lục của xã"]
PROMISES_NOTHING = [
    "Dạ phụ lục hôm qua đã gửi kèm trong thư trước rồi ạ.", "Mai em gửi file nha anh", "Xã sẽ gửi phụ lục sau", "Anh gửi lại file mẫu giúp em với",
    "Cho em xin lại biểu mẫu", "Đơn vị đã nhận được văn bản và sẽ thực hiện nghiêm túc.", "Em không mở được file đính kèm", "Anh nhận được file chưa ạ?",
    "Số đường dây nóng của xã vẫn như cũ", "Hôm qua em gửi file rồi anh", "Lát em gởi lại", "Xã đã gửi phụ lục ngày 5/9", "Đề nghị gỡ số đường dây nóng",
]  # fmt: skip
LINKS = [
    "https://drive.google.com/file/d/1abc/view?usp=sharing",
    "https://1drv.ms/x/s!Abc",
    "https://x.sharepoint.com/a",
]


def _mail(body: str, files: dict[str, bytes] | None = None, subject: str = "ĐDN") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Văn thư <vt@x.vn>", "vp@dongthap.gov.vn", subject
    mail.set_content(body)
    for name, data in (files or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def _read(data: bytes) -> list[Reading]:
    found = members(data, kind_of(data), f"{CODE}/t.eml")
    return _READER.read([Source(name, content) for name, content in found])


def _told(data: bytes) -> list[str]:
    found = [f for r in _read(data) for f in r.findings if f.code == "attachment_missing"]
    assert all(f.severity == "warning" for f in found)
    return [str(f.params["why"]) for f in found]


def test_a_promise_of_a_file_is_heard_in_every_spelling_and_nothing_else_is_one() -> None:
    for words in SENDS:
        assert promised(own_sentences(words)), words
        assert promised(own_sentences(fold(words))), words
    for words in PROMISES_NOTHING:
        assert not promised(own_sentences(words)), words


@pytest.mark.parametrize("words", [*SENDS[:3], *SENDS[-4:]])
def test_it_is_told_where_no_file_came_and_only_there(words: str) -> None:
    assert _told(_mail(words)) == ["thư không có tệp nào kèm theo"]
    assert _told(_mail(words, subject="Re: Đề nghị rà soát")) == ["thư không có tệp nào kèm theo"]
    assert not _told(_mail(words, {"pl.xlsx": xlsx(form({"C": [(XA, SHOWN)]}))}))
    assert not _told(_mail(words, {"anh.jpg": b"\xff\xd8\xff" + b"0" * 99}))


def test_a_subject_alone_a_link_and_a_file_that_a_filter_took_out() -> None:
    assert len(_told(_mail("", subject="Nộp phụ lục đường dây nóng"))) == 1
    assert not _told(_mail("", subject="Chúc mừng năm mới"))
    for link in LINKS:
        assert "đường dẫn" in _told(_mail(f"File nặng quá em để ở đây: {link}"))[0]
    assert not _told(_mail("Xem văn bản tại https://dongthap.gov.vn/tin-tuc nhé."))
    notice = "Tệp đính kèm phu luc.xlsm đã bị hệ thống chặn vì lý do an toàn."
    assert "bộ lọc" in _told(_mail("Em gửi file đính kèm ạ.", {"Attachment removed.txt": notice.encode()}))[0]


@pytest.mark.parametrize(
    "words", ["Em gửi anh file đính kèm ạ.", "Cảm ơn anh, em nhận được rồi.", f"Anh lấy số này nè: {SHOWN}", LINKS[0]]
)
def test_who_sent_only_words_has_not_returned_anything(words: str) -> None:
    office = _Office()
    office.receive(f"{CODE}/t.eml", _mail(words))
    out, number, _ = office.resolve()
    sent = office.assembled().submissions
    assert number == ""
    found = situations(sent, out, office.registry)[CODE]
    assert (found, MEANINGS[found].act, MEANINGS[found].state) == ("words_only", Act.REMIND, "missing")
    office.receive(
        f"{CODE}/t2.eml",
        _mail("Hồi nãy em quên đính kèm, em gửi lại ạ.", {"pl.xlsx": xlsx(form({"C": [(XA, SHOWN)]}))}),
    )
    out, number, _ = office.resolve()
    assert number
    assert situations(office.assembled().submissions, out, office.registry)[CODE] == "published"


def test_a_file_that_cannot_be_read_is_no_message() -> None:
    office = _Office()
    office.receive(f"{CODE}/t.eml", _mail("Em gửi ạ", {"pl.xlsx": b""}))
    assert situations(office.assembled().submissions, office.resolve()[0], office.registry)[CODE] == "unreadable"
