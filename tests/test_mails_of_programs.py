"""What programs add to mails is no return and no fault: signatures, absences, full mailboxes. Their words are kept; what may take a number back is heard all the same."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from danhba.check.reader import Reader
from danhba.model.submission import Reading, Source
from danhba.read.mail import files_of
from danhba.samples.builder import form, xlsx

_ABSENT = [
    "Tôi đang đi công tác đến hết ngày 10/9, sẽ trả lời thư khi về.", "Hộp thư của người nhận đã đầy.", "Delivery has failed to these recipients or groups.",
    "Tôi nghỉ phép, việc gấp xin gặp chị Lan phòng bên.", "I am out of office until Monday.", "Thư của bạn đã được nhận và chuyển bộ phận xử lý.",
]  # fmt: skip
_HEADS = [{"Auto-Submitted": "auto-replied"}, {"Auto-Submitted": "auto-generated (failure)"}, {"X-Autoreply": "yes"}]
_FORM = xlsx(form({"C": [("Xã Tân Khánh Trung", "0277 3851 001")]}))


def _mail(words: str, heads: dict[str, str]) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.vn", "Trả lời tự động"
    for name, value in heads.items():
        mail[name] = value
    mail.set_content(words)
    return mail


def _read(reader: Reader, mail: EmailMessage) -> list[Reading]:
    return reader.read([Source(f"30181/thu.eml!/{name}", data) for name, data in files_of(mail)])


@pytest.mark.parametrize("heads", _HEADS)
@pytest.mark.parametrize("words", _ABSENT)
def test_an_absence_asks_nobody_and_is_kept(reader: Reader, words: str, heads: dict[str, str]) -> None:
    (reading,) = _read(reader, _mail(words, heads))
    assert {f.severity for f in reading.findings} <= {"info"}
    assert words.split()[1] in str([f.params for f in reading.findings])


@pytest.mark.parametrize("heads", [{}, {"Auto-Submitted": "no"}, *_HEADS])
def test_what_takes_a_number_back_is_heard_of_a_program_too(reader: Reader, heads: dict[str, str]) -> None:
    (reading,) = _read(reader, _mail("Số đường dây nóng đã gửi không dùng nữa, chờ số mới.", heads))
    assert [f.code for f in reading.findings if f.severity == "error"] == ["mail_withdraws"]


@pytest.mark.parametrize("heads", [{}, {"Auto-Submitted": "no"}])
def test_a_persons_words_are_asked_about(reader: Reader, heads: dict[str, str]) -> None:
    (reading,) = _read(reader, _mail(_ABSENT[3], heads))
    assert [f.code for f in reading.findings if f.severity == "warning"] == ["message_not_understood"]


_DER = b"0\x82\x05\x10\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x82"


@pytest.mark.parametrize(
    ("name", "kind", "data"),
    [
        ("smime.p7s", "pkcs7-signature", _DER), ("smime.p7s", "x-pkcs7-signature", _DER), ("smime.p7s", "octet-stream", _DER), ("", "pkcs7-signature", _DER),
        ("signature.asc", "pgp-signature", b"-----BEGIN PGP SIGNATURE-----\n\niQEz\n"), ("signature.asc", "octet-stream", b"-----BEGIN PGP SIGNATURE-----\n\niQEz\n"),
    ],
)  # fmt: skip
def test_a_signature_is_no_file(reader: Reader, name: str, kind: str, data: bytes) -> None:
    mail = _mail("Kính gửi biểu mẫu.", {})
    mail.add_attachment(_FORM, maintype="application", subtype="octet-stream", filename="ds.xlsx")
    mail.add_attachment(data, maintype="application", subtype=kind, **({"filename": name} if name else {}))
    readings = _read(reader, mail)
    assert [r.source_file.rsplit("/", 1)[-1] for r in readings] == ["ds.xlsx"]
    assert any(readings[0].rows.columns["ok"])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (_DER, "ký số"), (b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n", "mã hóa"), (b"-----BEGIN PGP SIGNATURE-----\n\niQEz\n", "chữ ký số"),
        (b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F" + bytes(40), "lối tắt"),
    ],
)  # fmt: skip
def test_what_is_dropped_by_itself_is_told_by_its_name(reader: Reader, data: bytes, says: str) -> None:
    (reading,) = reader.read([Source("30181/tep", data)])
    assert [f.code for f in reading.findings] == ["file_unsupported"]
    assert says in str(reading.findings[0].params["detail"])
    assert ".xlsx" in str(reading.findings[0].params["detail"])
