"""Remarks: what a line outside the rows, or a sentence of a mail, says against numbers that it points at. Pure.

A remark points by a line's number ("STT 2", "dòng 3 và 4"), by place or look ("các số trên", "ô tô vàng"), or by the
name of a unit whose number it speaks of. What exactly it says of them no list can know; that it doubts, negates,
changes or asks is told by its words (`schemas/forms/remark_words.py`), and whatever does so makes the numbers wait.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from danhba.phones.listed_words import Phrases, doubted, words_of
from danhba.phones.plain_notes import not_understood
from danhba.vietnamese.encodings import VIETNAMESE, decodings
from danhba.vietnamese.text import AREA, fold, one_line
from schemas.forms import remark_words

_DOUBT, _HARMLESS = Phrases(remark_words.DOUBT), Phrases(remark_words.HARMLESS)
_CHANGES, _CONDITION = Phrases(remark_words.CHANGES), Phrases(remark_words.CONDITION)
_IN_FLUX = Phrases(remark_words.IN_FLUX)
_BY_NUMBER, _ALL = re.compile(remark_words.BY_NUMBER), re.compile(remark_words.ALL_OF_THEM)
_BY_LOOK, _OF_NUMBERS = re.compile(remark_words.BY_LOOK), re.compile(remark_words.OF_NUMBERS)
_OF_A_UNIT, _ANNOUNCES = re.compile(remark_words.OF_A_UNIT), re.compile(remark_words.ANNOUNCES)
_NOT_YET_SHOWN = re.compile(remark_words.NOT_YET_SHOWN)
_OF_THE_TABLE = re.compile(remark_words.OF_THE_TABLE)
_TITLE = re.compile(remark_words.TITLES)
_TELLS_HOW = re.compile(remark_words.TELLS_HOW)
_INSTRUCTS = re.compile(remark_words.INSTRUCTS)
_NOT_LISTED = re.compile(remark_words.NOT_LISTED)
_OF_SUBJECT, _PLAIN = re.compile(remark_words.OF_SUBJECT), Phrases((*remark_words.PLAIN, AREA))
_GIVES, _TO_CALL = re.compile(remark_words.GIVES_ANOTHER), re.compile(remark_words.ASKS_TO_CALL)
_OF_ALL = re.compile(remark_words.OF_ALL)
_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.(?=\S)[^.;!?\n]*)*")
_SPAN = re.compile(r"(\d{1,3})\s*(?:-|–|den|toi)\s*(\d{1,3})")
_NEAR = re.compile(remark_words.BY_PLACE)
_HOW_MANY = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "mot": 1, **{str(n): n for n in range(1, 10)}}
_MOST_LINES = 400  # that one span may point at
_AT_ITS_BEGIN = 16  # characters before the rows that a line points at: "Ghi chú: số ở "
_SHORT = 120  # characters of a sentence that says one thing
_LONGEST_STATEMENT = 240  # characters of a sentence that tells something of one unit


class Place(Enum):
    """Where a text stands: in the sheet of a table, in a document or sheet without one, in a mail."""

    SHEET = "sheet"
    DOCUMENT = "document"
    MAIL = "mail"


class Remark(NamedTuple):
    """What one text says. words: the sentences that doubt, '' none; lines: the numbers of lines they point at;
    everything: they point at the whole list; of_numbers: they speak of numbers, and of whoever they name; alone: they
    stand in the table's sheet and name a part of it, of which they speak where they point at nothing; of_units: the
    sentences that hold whatever unit of the table they name, and whether they hold all where they name none: they
    doubt, or they tell of a unit what is in no list."""

    words: str = ""
    lines: frozenset[int] = frozenset()
    everything: bool = False
    of_numbers: bool = False
    alone: bool = False
    of_units: tuple[tuple[str, bool], ...] = ()


@lru_cache(maxsize=8192)
def is_title(text: str) -> bool:
    """Tell whether a line above a table reads like its title."""
    return text.isupper() or _TITLE.match(fold(one_line(text))) is not None


@lru_cache(maxsize=8192)
def remark_of(text: str, place: Place) -> Remark:
    """Return what a text says against numbers. In running text, which mails and documents have, a sentence that points
    at no line or list must be short, and in a mail name a unit. A text in an old font counts where all readings of it
    that are words of today say so."""
    shown = one_line(text)
    readings = [d for _, d in decodings(shown) if not _is_odd(d)] if _is_odd(shown) else [shown]
    said = [_read(line, place) for line in readings]
    return said[0] if said and all(one.words or one.of_units for one in said) else Remark()


def _is_odd(text: str) -> bool:
    return any(c.isalpha() and c not in VIETNAMESE for c in text.lower())


def _read(line: str, place: Place) -> Remark:
    words: list[str] = []
    of_units: list[tuple[str, bool]] = []
    lines: set[int] = set()
    everything = of_numbers = alone = False
    for found in _SENTENCE.finditer(line):
        sentence = found[0].strip()
        bare = fold(sentence)
        if gone := _NOT_LISTED.search(bare):
            sentence = f"{sentence[: gone.start()]} {sentence[gone.end() :]}"
        # Of a table that it announces a text may say that something changed: the table is the outcome.
        announces = place is not Place.MAIL and _ANNOUNCES.search(bare) is not None
        if not _doubts(sentence, announces) and (announces or not _is_of_rows_and_unclear(sentence, place)):
            if place is not Place.MAIL and _tells_what_is_in_no_list(sentence, bare):
                of_units.append((found[0].strip(), False))
            continue
        numbers = [n for m in _BY_NUMBER.finditer(bare) for n in _numbers(m["lines"])]
        whole = bool(_ALL.search(bare) or _BY_LOOK.search(bare))
        whole = whole or (_NOT_YET_SHOWN.search(bare) is not None and _OF_A_UNIT.search(bare) is None)
        if numbers and not is_of_all(sentence):
            whole = False  # of the lines that it counts: Riêng mục 3 và mục 5 … đề nghị chưa công bố
        if _TELLS_HOW.match(bare) or (not (numbers or whole) and _INSTRUCTS.search(bare)):
            continue
        if whole and not numbers and place is not Place.MAIL and _OF_SUBJECT.match(bare):
            of_units.append((found[0].strip(), True))  # Riêng xã X … chưa công bố: of that unit alone
            continue
        speaks = _OF_NUMBERS.search(bare) is not None or bare.startswith("rieng ")
        if place is Place.DOCUMENT:
            speaks = speaks and len(sentence) < _SHORT and not (line.isupper() or _TITLE.match(bare))
        elif place is Place.MAIL:
            speaks = speaks and len(sentence) < _SHORT and _OF_A_UNIT.search(bare) is not None
        of_table = place is Place.SHEET and _OF_THE_TABLE.search(bare) is not None
        if numbers or whole or speaks or of_table:
            words.append(found[0].strip())
            lines.update(numbers)
            everything, of_numbers, alone = everything or whole, of_numbers or speaks, alone or of_table
        is_title_of_all = line.isupper() or (_TITLE.match(bare) and not _OF_SUBJECT.match(bare))
        if not (numbers or whole) and place is not Place.MAIL and not is_title_of_all:
            of_units.append((found[0].strip(), False))
    return Remark(". ".join(words), frozenset(lines), everything, of_numbers, alone, tuple(of_units))


def _tells_what_is_in_no_list(sentence: str, bare: str) -> bool:
    """Tell whether a sentence whose subject is a unit or its number says of it a word that is not understood: names,
    dates and what offices write below a list are."""
    if len(sentence) > _LONGEST_STATEMENT or not _OF_SUBJECT.match(bare) or sentence.isupper():
        return False
    words = words_of(sentence)
    known = {i for first, end in _PLAIN.found(words, sentence) for i in range(first, end)}
    # A word with a capital within a sentence is part of a name.
    return any(i not in known and not (i and sentence[w.start].isupper()) for i, w in enumerate(words))


def _is_of_rows_and_unclear(sentence: str, place: Place) -> bool:
    """Tell whether a short line of a table's sheet that begins with the rows or numbers that it points at tells of what
    goes on, is promised, borrowed or tried, and is not understood as a note is."""
    bare = fold(sentence)
    if place is not Place.SHEET or len(sentence) >= _SHORT or len(bare) != len(sentence) or _TELLS_HOW.match(bare):
        return False
    words = words_of(sentence)
    if _CONDITION.found(words, sentence) or not _IN_FLUX.found(words, sentence) or _INSTRUCTS.search(bare):
        return False
    found = next((m for p in (_BY_NUMBER, _ALL) if (m := p.search(bare)) and m.start() <= _AT_ITS_BEGIN), None)
    # "số" stands for what it points at: whatever is said is said of a number.
    return found is not None and not_understood(f"số {sentence[found.end() :]}") != ""


def near_lines(text: str, at: float, count: int) -> list[int]:
    """Return the rows, counted from 0, to which a text beside one of them points by their place.

    “Dòng trên” is the one above, “hai số trên” are two, “các dòng dưới” all below. at: the row, a half between two;
    count: how many rows there are.
    """
    out: list[int] = []
    above, below = ceil(at) - 1, floor(at) + 1
    for m in _NEAR.finditer(fold(text)):
        several = _HOW_MANY.get(m["many"] or "", count if m["many"] else 1)
        span = range(above, above - several, -1) if m["side"] == "tren" else range(below, below + several)
        out += [i for i in span if 0 <= i < count]
    return out


def of_a_unit(text: str) -> bool:
    """Tell whether a text begins with the unit or its number of which it speaks."""
    return any(_OF_SUBJECT.match(fold(part)) for part in _SENTENCE.findall(text))


def gives_another(sentence: str) -> bool:
    """Tell whether a sentence that holds a number gives it in the place of the table's: it does not say whom to ask."""
    bare = fold(one_line(sentence))
    return _GIVES.search(bare) is not None and _TO_CALL.search(bare) is None


def is_of_all(text: str) -> bool:
    """Tell whether a text speaks of more than the lines or the mark that it names: all, the others, all but those."""
    return _OF_ALL.search(fold(text)) is not None


def _numbers(text: str) -> list[int]:
    out = [int(n) for n in re.findall(r"\d{1,3}", text)]
    for m in _SPAN.finditer(text):
        first, last = int(m[1]), int(m[2])
        if first < last <= first + _MOST_LINES:
            out.extend(range(first, last))
    return out


def _doubts(sentence: str, but_changes: bool) -> bool:
    """Tell whether a sentence holds a word of doubt outside of what is harmless or conditional. but_changes: words of
    change do not count."""
    words = words_of(sentence)
    end = min((a for a, _ in _CONDITION.found(words, sentence)), default=len(words))
    return doubted(words[:end], sentence, _DOUBT, (_HARMLESS, *((_CHANGES,) if but_changes else ())))
