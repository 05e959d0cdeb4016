"""Bytes that come again inside a mail or archive after a correction are said anew only where something says so."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest

from danhba.samples.builder import form, xlsx
from danhba.vietnamese.sent_again import says_anew
from tests.test_taken_back import CODE, FORM, NUMBER, XA, _one_matcher  # noqa: F401
from tests.test_words_of_the_same_night import _Nights

CORRECTED = "+842773851009"
FORM_2 = xlsx(form({"C": [(XA, "0277 3851 009")]}))


def _mail(body: str, subject: str, files: dict[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "vt@x.vn", "vp@y.vn", subject
    mail.set_content(body)
    for name, data in files.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


_FIRST = _mail("Em nộp ạ.", "Nộp phụ lục", {"pl.xlsx": FORM})
_PASSED_ON = {
    "Fwd thu.eml": _mail("Chuyển tiếp để VP lưu hồ sơ.", "Fwd: Nộp", {"nop.eml": _FIRST}),
    "fw.eml": _mail("", "FW: Nộp phụ lục", {"pl.xlsx": FORM}),
    "lai.eml": _mail("Gửi lại thư ngày 04/9 để chứng minh xã đã nộp đúng hạn.", "Nộp", {"pl.xlsx": FORM}),
    "bo sung.eml": _mail("Em bổ sung QĐ phân công trực, kèm hồ sơ đã nộp ngày 4/9.", "Bổ sung", {"pl.xlsx": FORM}),
    "minh chung.zip": _zip({"pl.xlsx": FORM}),
    "ca hai.zip": _zip({"pl.xlsx": FORM, "pl sua.xlsx": FORM_2}),
}
_ANEW = {
    "m.eml": _mail("Em gửi lại phụ lục ạ.", "Phụ lục", {"pl.xlsx": FORM}),
    "n.eml": _mail("Em gửi ạ.", "Phụ lục", {"pl.xlsx": FORM}),
    "nop lai.zip": _zip({"pl.xlsx": FORM}),
    "dinh chinh.zip": _zip({"pl.xlsx": FORM}),
    "pl.xlsx": FORM,  # loose: laid into the inbox by somebody
}


def _office(first: str, again: tuple[str, bytes], corrected: bool = True) -> _Nights:
    office = _Nights()
    office.at(f"{CODE}/{first}", _FIRST if first.endswith(".eml") else FORM, 1, 9.0)
    if corrected:
        office.at(f"{CODE}/pl sua.xlsx", FORM_2, 2, 9.0)
        assert office.number() == CORRECTED
    office.at(f"{CODE}/{again[0]}", again[1], 3, 9.0)
    return office


@pytest.mark.parametrize("name", _PASSED_ON)
@pytest.mark.parametrize("first", ["thu.eml", "pl.xlsx"])
def test_what_is_passed_on_takes_no_corrections_place_and_is_asked(name: str, first: str) -> None:
    _, number, question = _office(first, (name, _PASSED_ON[name])).resolve()
    assert number == ""
    assert question is not None
    assert {c.key for c in question.choices} >= {f"{NUMBER};", f"{CORRECTED};"}


@pytest.mark.parametrize("name", _ANEW)
def test_what_is_said_anew_counts(name: str) -> None:
    assert _office("thu.eml", (name, _ANEW[name])).number() == NUMBER


@pytest.mark.parametrize("name", [n for n in _PASSED_ON if n != "ca hai.zip"])
def test_without_a_correction_between_passing_on_holds_nothing(name: str) -> None:
    assert _office("thu.eml", (name, _PASSED_ON[name]), corrected=False).number() == NUMBER


def test_a_correction_after_it_counts() -> None:
    office = _office("thu.eml", ("Fwd thu.eml", _PASSED_ON["Fwd thu.eml"]))
    office.at(f"{CODE}/pl sua lan 3.xlsx", xlsx(form({"C": [(XA, "0277 3851 007")]})), 4, 9.0)
    assert office.number() == "+842773851007"


@pytest.mark.parametrize("words", ["gửi lại để lưu hồ sơ", "bản đã gửi lại hôm qua", "minh_chung gui lai"])
def test_what_is_for_the_record_is_not_said_anew(words: str) -> None:
    assert not says_anew(words)
