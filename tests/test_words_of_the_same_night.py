"""Words of withdrawal without a number reach what came in the same night as they do what came before, in whatever order; and a letter beside its form."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.read import kind_of
from danhba.read.container import members
from danhba.samples.builder import form, xlsx
from tests.examples import share
from tests.test_taken_back import CODE, FORM, NUMBER, XA, _letter, _mail, _Office, _one_matcher  # noqa: F401

NEW, OLD = "+842773851009", NUMBER
FORM_NEW = xlsx(form({"C": [(XA, "0277 3851 009")]}))
_DOUBT = [
    "Anh coi lại dùm em chứ em sợ số trong file bị lộn.",
    "Em xin rút lại số vừa gửi.",
    "Số trong file em gửi bị sai.",
]
_WAIT = ["Đề nghị khoan đăng số của xã, chờ lãnh đạo duyệt.", "Em gửi file trước nhưng anh chưa công bố số nha."]
_PLAIN = ["Em gửi file rồi, nhờ anh xem giúp.", "Cảm ơn anh, em nhận được rồi ạ.", "Xã đã nộp danh sách sáng nay ạ."]
_AGAIN = ["Đề nghị khoan đăng số của xã, lát em gửi lại.", "Số em gửi bị sai, lát em gửi lại file khác."]


class _Nights(_Office):
    def at(self, name: str, data: bytes, night: int, hour: float) -> None:
        """Receive a file of a night that was last changed at an hour of that day."""
        day = dt.datetime(2021, 9, night, tzinfo=dt.UTC)
        came = f"{day + dt.timedelta(hours=22):%Y-%m-%dT%H:%M:%SZ}"
        changed = f"{day + dt.timedelta(hours=hour):%Y-%m-%dT%H:%M:%S.000000Z}"
        first = len(self.receipts)
        inside = list(members(data, kind_of(data), name)) if name.endswith((".eml", ".zip")) else []
        outer = self._receipt(name, data, came, "", len(inside))
        for inner, content in inside:
            self._receipt(inner, content, came, outer, 0)
        self.receipts[first:] = [
            replace(r, changed_at=changed, sha256=f"{hash(self.data[r.id]):x}") for r in self.receipts[first:]
        ]
        self.receipts.sort(key=lambda r: (r.received_at, r.changed_at))

    def number(self) -> str:
        return self.resolve()[1]


@settings(max_examples=share(24), deadline=None)
@given(
    st.sampled_from(_DOUBT + _WAIT),
    st.sampled_from(["earlier", "same minute", "same second", "later", "a night before", "came late"]),
    st.sampled_from(["mail", "note"]),
)
def test_words_against_the_number_hold_it_in_every_order(words: str, order: str, way: str) -> None:
    office = _Nights()
    night, hour = {
        "earlier": (4, 9.0), "same minute": (4, 11 + 30 / 3600), "same second": (4, 11.0), "later": (4, 12.0),
        "a night before": (3, 9.0), "came late": (5, 9.0 - 24),
    }[order]  # fmt: skip
    office.at(f"{CODE}/a.xlsx", FORM, night, hour)
    office.at(*((f"{CODE}/m.eml", _mail(words)) if way == "mail" else (f"{CODE}/zalo.txt", words.encode())), 4, 11.0)
    out, number, question = office.resolve()
    assert number == ""
    assert question is not None
    said = [str(f.params.get("effect", "")) for fs in out.findings.values() for f in fs if f.code == "mail_withdraws"]
    assert said
    assert "Không số nào đã nhận khớp" not in "".join(said)


@pytest.mark.parametrize("words", _PLAIN)
@pytest.mark.parametrize("hour", [9.0, 12.0])
def test_plain_words_of_the_same_night_hold_nothing(words: str, hour: float) -> None:
    office = _Nights()
    office.at(f"{CODE}/a.xlsx", FORM, 4, hour)
    office.at(f"{CODE}/m.eml", _mail(words), 4, 11.0)
    assert office.number() == OLD


@pytest.mark.parametrize("words", _DOUBT + _AGAIN)
@pytest.mark.parametrize("first", [3, 4])
def test_the_file_sent_after_the_words_counts_where_they_mean_one_before(words: str, first: int) -> None:
    office = _Nights()
    office.at(f"{CODE}/a.xlsx", FORM, first, 9.0)
    office.at(f"{CODE}/m.eml", _mail(words), 4, 11.0)
    office.at(f"{CODE}/b.xlsx", FORM_NEW, 4, 15.0)
    assert office.number() == NEW


def test_the_same_file_sent_again_after_the_words_counts_whatever_its_time() -> None:
    office = _Nights()
    office.at(f"{CODE}/a.xlsx", FORM, 3, 9.0)
    office.at(f"{CODE}/m.eml", _mail(_DOUBT[1]), 4, 11.0)
    assert office.number() == ""
    office.at(f"{CODE}/a.xlsx", FORM, 5, 9.0 - 48)
    assert office.number() == OLD


@pytest.mark.parametrize("note", ["File này là bản nháp, chờ ký.", "Đề nghị chưa công bố số đường dây nóng của xã."])
@pytest.mark.parametrize("way", ["text", "letter"])
def test_a_note_beside_its_form_in_an_archive_holds_it(note: str, way: str) -> None:
    assert _beside(note, way) == ""


@pytest.mark.parametrize(
    "note",
    ["Xã gửi danh sách đường dây nóng kèm theo.", "Thu hồi danh sách gửi ngày 03/9, thay bằng danh sách này.",
     "Số điện thoại 0277 3999 888 của xã đã bị cắt."],
)  # fmt: skip
def test_a_note_that_speaks_of_something_else_does_not(note: str) -> None:
    assert _beside(note, "text") == OLD


def _beside(note: str, way: str) -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("pl.xlsx", FORM)
        archive.writestr(*(("ghi chu.txt", note) if way == "text" else ("cv.docx", _letter(note))))
    office = _Nights()
    office.at(f"{CODE}/nop.zip", out.getvalue(), 4, 9.0)
    return office.number()
