"""A note is published as words: whatever formula, command, markup or address stands in it, however wrapped, it is withheld, and words pass."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.samples.builder import form, xlsx
from danhba.vietnamese.plain_words import plain_words
from tests.conftest import Place
from tests.examples import share

HOST = st.from_regex(r"\A[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,4})?(\.(gov|com|edu))?\.(vn|com|net|org|xyz|top)\Z")
REF = st.from_regex(r"\A[A-F][1-9][0-9]?\Z")
NUMBER = st.integers(1, 99).map(str)
FORMULA = st.one_of(
    st.builds("{}{}({}:{})".format, st.sampled_from("=@＝+-"), st.sampled_from(["SUM", "HYPERLINK", "WEBSERVICE", "IMPORTXML"]), REF, REF),
    st.builds("={}+{}".format, NUMBER, REF),
    st.builds("{}cmd|' /C {}'!{}".format, st.sampled_from("=+-@"), st.sampled_from(["calc", "notepad"]), REF),
    st.builds("+{}*{}".format, REF, REF),
)  # fmt: skip
ADDRESS = st.one_of(
    st.builds("{}://{}/{}".format, st.sampled_from(["http", "https", "HTTP", "ftp", "hxxp"]), HOST, st.sampled_from(["", "a", "x?y=1"])),
    HOST,
    st.builds("www.{}".format, HOST),
    st.builds("{}@{}".format, st.sampled_from(["vp", "lien.he"]), HOST),
    st.builds("javascript:{}(1)".format, st.sampled_from(["alert", "eval"])),
    st.builds("{}/{}".format, st.sampled_from(["bit.ly", "zalo.me"]), st.sampled_from(["abc", "g1"])),
)  # fmt: skip
COMMAND = st.one_of(
    st.builds("<{}>{}</{}>".format, *([st.sampled_from(["script", "b", "img", "iframe"])] * 3)),
    st.builds("<img src=x onerror={}>".format, st.sampled_from(["alert(1)", "x"])),
    st.sampled_from(
        [
            "{{7*7}}", "${jndi:ldap://a}", "$(reboot)", "`id`", "; rm -rf /", "a && b", "cmd.exe /c dir", "powershell -enc aGk=",
            "'; DROP TABLE units;--", "1 UNION SELECT a FROM b", r"\\may\chia-se", r"C:\Windows\a.exe", "../../etc/passwd", "x || y",
        ]
    ),
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "Trực 24/24", "- Trực 24/24 giờ", "+ kể cả ngày lễ, Tết", "Trực giờ hành chính (7g30-11g30; 13g30-17g00)", "máy lẻ 12", "Bộ phận Một cửa",
        "dùng chung với Công an TP.Cao Lãnh", "Q.Ninh Kiều", "từ 04.9.2021", "Tx.Hồng Ngự", "ca 1: sáng, ca 2: chiều", "A/B/C", "2 máy & 1 fax", "Phòng số 3 (tầng 2)",
        "theo QĐ 12/QĐ-UBND", "24/7", "số mới.Trực cả đêm", "ThS.BS trực",
    ]
)  # fmt: skip
WRAPS: list[Callable[[str], str]] = [
    lambda t: t, lambda t: f" {t}", lambda t: f"“{t}”", lambda t: t[:2] + "\u200b" + t[2:], lambda t: t.upper() if "/C" not in t else t,
]  # fmt: skip


@given(st.one_of(FORMULA, ADDRESS, COMMAND), st.sampled_from(WRAPS))
@settings(max_examples=share(300), deadline=None)
def test_what_is_not_words_is_known_however_wrapped(text: str, wrap: Callable[[str], str]) -> None:
    assert not plain_words(wrap(text))


@given(st.one_of(ADDRESS, COMMAND.filter(lambda t: not t.startswith("'"))), WORDS)
@settings(max_examples=share(200), deadline=None)
def test_words_round_it_do_not_hide_it(text: str, words: str) -> None:
    assert not plain_words(f"{words}, xem {text}")


@given(st.lists(WORDS, min_size=1, max_size=3).map("; ".join))
@settings(max_examples=share(150), deadline=None)
def test_words_are_words(words: str) -> None:
    assert plain_words(words)


@pytest.mark.parametrize(
    "note", ["=1+1|A0", "trang dongthap.gov.vn", "<script>alert(1)</script>", "+cmd|' /C calc'!A0"]
)
def test_nobody_reads_it_in_what_is_published(place: Place, note: str) -> None:
    rows: Any = [
        ("Xã Tân Khánh Trung", "0277 3851 001", note),
        ("Xã Tân Mỹ, huyện Lấp Vò", "0277 3851 002", "Trực 24/24"),
    ]
    place.drop("875/a.xlsx", xlsx(form({"C": rows})))
    place.run()
    assert {e["phone"]: e["note"] for e in place.directory.values()} == {
        "0277 3851 001": "",
        "0277 3851 002": "Trực 24/24",
    }
    assert "note_not_words" in {f["code"] for f in place.findings}
    for path in (place.outbox / "current").rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert not any(note in value for line in csv.reader(file) for value in line), path
