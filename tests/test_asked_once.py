"""What reading skips to be quick says nothing: shapes for texts, signs before patterns, lists of texts for cells."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.check import citizens
from danhba.locate.phone_like import phone_like
from danhba.model.grid import Grid
from danhba.phones import hours, words
from danhba.phones.listed_words import negating_phrases, sort_words
from danhba.vietnamese import sent_before, withdrawal
from danhba.vietnamese.persons import person_spans
from danhba.vietnamese.text import _VISIBLE, visible
from schemas.forms import phone_words
from tests.examples import share

_OF_NAMES = (
    *(withdrawal.__dict__[n] for n in ("_NAME_WITHDRAWING", "_NAME_MARKED", "_NAME_POSTPONING", "_NAME_HARMLESS")),
    *(withdrawal.__dict__[n] for n in ("_LINE_WITHDRAWING", "_LINE_POSTPONING", "_BETWEEN", "_PARTS")),
    *(sent_before.__dict__[n] for n in ("_TAKES_BACK", "_BETWEEN")),
)


@pytest.mark.parametrize("pattern", _OF_NAMES, ids=range(len(_OF_NAMES)))
def test_no_word_of_a_name_asks_which_digit_stands_there(pattern: re.Pattern[str]) -> None:
    """Names are looked up with zeros for their digits: a pattern that knows a digit by itself would be overlooked."""
    plain = re.sub(r"\\d|\{\d*,?\d*\}|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}", "", pattern.pattern)
    assert not re.search(r"\d", plain), plain


_DIGITS = st.text("0123456789 .-/()", min_size=1, max_size=14)
_WORDS = st.sampled_from([*phone_words.NEUTRAL, *phone_words.NEGATING, "Anh Tuấn", "Nguyễn Văn An", "Huy", "xyz"])


@settings(max_examples=share(150))
@given(st.lists(st.one_of(_DIGITS, _WORDS), min_size=1, max_size=5))
def test_words_say_the_same_beside_every_number(parts: list[str]) -> None:
    text = "".join(parts)
    shape = re.sub(r"\d", "0", text)
    persons = person_spans(text)
    assert person_spans(shape) == persons
    assert negating_phrases(shape, persons) == negating_phrases(text, persons)
    assert sort_words(shape, persons) == sort_words(text, persons)


_CLOCKS = ["24/24", "24h", "24/7", "7/7", "trong và ngoài giờ", "7 ngày/tuần", "trong giờ hc", "7h30", "7:30 - 17:00"]
_DATES = ["01/09/2021", "1.9.2021", "2021-09-01", "từ ngày 5/9", "tháng 9", "năm 2021", "(01.9.2021)", "T2-T6", "thứ 2"]
_BESIDE = ["Fax: 0277 3851 111", "ĐT/Fax", "số cũ 0277 3851 111 đã bỏ", "a@dongthap.gov.vn", "www.dt.vn", "SARS-CoV-2"]
_ENDS = [
    "máy lẻ 101",
    "(1)",
    "#12",
    "ext 5",
    "x 12",
    "2 lines",
    "1. ",
    "a 2) ",
    "ngày làm việc",
    "ban đêm",
    "hành chính",
]


@settings(max_examples=share(300))
@given(st.lists(st.sampled_from([*_CLOCKS, *_DATES, *_BESIDE, *_ENDS, "0277 3851 234", "O277", " ", "; "]), max_size=5))
def test_a_pattern_that_is_not_tried_would_have_found_nothing(parts: list[str]) -> None:
    """Every pattern of a phone cell is tried once more without asking for its signs."""
    bare = words.fold(" ".join(parts))
    cell = words.CellText(bare, bare)
    tried: list[tuple[re.Pattern[str], tuple[str, ...]]] = []
    cell._remove = lambda pattern, signs=(), gone=True: tried.append((pattern, signs)) or False  # type: ignore[method-assign]
    cell._take_away_times(_NoPlan(), True)  # type: ignore[arg-type]
    cell._take_away_extension(_NoPlan(), True)  # type: ignore[arg-type]
    tried += [(words._MAIL, ("@", "://", "www.")), (words._VIRUS, ("cov", "sars")), (words._BOTH, ("fax",))]
    tried += [(words._FAX, ("fax",)), (words._OLD_ONE, (" cu",)), (words._TRAILING_EXTENSION, (")", "#"))]
    tried += [(words._LOOSE_DATE, words._CENTURIES)]
    for pattern, signs in tried:
        for found in pattern.finditer(bare):
            assert not signs or any(sign in found[0] for sign in signs), (pattern.pattern, found[0])
    if not any(c.isalpha() for c in bare):
        assert "/" in bare or not hours.ROUND_THE_CLOCK.search(bare)
        assert not any(p.search(bare) for p in (words._EXTENSION, words._LINES, hours.WEEKDAY, hours.NOT_ALWAYS))


class _NoPlan:
    def read(self, digits: str, international: bool = False) -> tuple[()]:
        return ()


@settings(max_examples=share(200))
@given(st.from_regex(r"\A0\d{2,3}[ .]\d{3,4}[ .]?\d{3,4}\Z"), st.booleans())
def test_a_number_in_groups_is_the_number_that_running_text_holds(text: str, beside: bool) -> None:
    assert phone_like(text, beside) == phone_like(f"{text};", beside)


@settings(max_examples=share(300))
@given(st.text(st.sampled_from([*map(chr, _VISIBLE), *"aạ Đ1\n\r\u0085\u2028e\u0301"]), max_size=12))
def test_text_that_is_printable_shows_no_sign_that_is_taken_out(text: str) -> None:
    assert not any(ord(c) in _VISIBLE for c in visible(f"{text}ạ"))  # plain ASCII goes another way
    assert not any(chr(code).isprintable() for code in _VISIBLE)


def test_the_texts_of_a_grid_are_all_but_numbers() -> None:
    rows: list[list[object]] = [
        ["Xã A", 1, None, "0277 3851 234"],
        [True, 2.5, dt.date(2021, 9, 1), "4 xã", "Xã A", "-"],
    ]
    assert sorted(Grid("x", rows).texts()) == ["-", "4 xã", "Xã A"]


@pytest.mark.parametrize("text", ["0277 3851 234", "(1)", "…", "15/9", "1.234.567"])
def test_what_has_no_letter_heads_no_list_of_citizens(text: str) -> None:
    assert citizens._seen(text) == (frozenset(), False)
