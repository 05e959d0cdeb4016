"""Is a note beside a number understood as plain? Pure.

Turned round: what may be said against a number no list can know, so a note whose words touch the number is plain only
where all its words are (`schemas/forms/note_words.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from danhba.phones.listed_words import DOUBTFUL_WITHOUT_MARKS, Phrases, Word, words_of
from danhba.phones.own_name import blanked, without_own
from danhba.vietnamese.persons import named_spans, person_spans
from danhba.vietnamese.text import fold, visible
from schemas.forms import note_words

_PLAIN, _TOUCHES = Phrases(note_words.PLAIN), Phrases(note_words.TOUCHES)
_OTHER_MATTER = [re.compile(pattern) for pattern in note_words.OTHER_MATTER]
_SEAT, _OF_A_PERSON = re.compile(note_words.SEAT), re.compile(note_words.OF_A_PERSON)
_RESTRICTED, _ONLY_AT = re.compile(note_words.RESTRICTED), re.compile(note_words.ONLY_AT)
_CLAUSE = re.compile(r"[^.;,()\[\]:–]+")
_TOUCHING = frozenset(note_words.TOUCHES)
_BEFORE = 60  # characters before a person's name
_ONLY_THEN = Phrases(note_words.ONLY_THEN)
_BEFORE_NEWLY = Phrases(note_words.BEFORE_NEWLY)
_PLAIN_SINGLY = frozenset(phrase for phrase in note_words.PLAIN if " " not in phrase)
# A word without its marks may be another that touches the number: sáu and sau, tám and tạm.
_MAY_TOUCH = frozenset(fold(w) for w in note_words.TOUCHES if " " not in w and w not in _PLAIN_SINGLY) - _PLAIN_SINGLY


def not_understood(note: str, own: Sequence[str] = (), above: Sequence[str] = ()) -> str:
    """Return the words of a note that touch its row's number and are not understood; '' where it is
    plain or speaks of something else.

    note: NFC text on one line; own, above: the names of the row's unit and of those that it belongs to, as for
    `leaves_it`. A note that is plain by itself is plain beside every unit.
    """
    if not (by_itself := _not_understood(note)) or not (own or above):
        return by_itself
    return _not_understood(note, (*own,), (*above,))


@lru_cache(maxsize=4096)  # “Trực 24/24” stands beside hundreds of units, and says the same of each
def _not_understood(note: str, own: tuple[str, ...] = (), above: tuple[str, ...] = ()) -> str:
    text = visible(note)
    if any(_OF_A_PERSON.search(fold(text[max(0, start - _BEFORE) : start])) for start, _ in named_spans(text)):
        return " ".join(note.split())
    unknown = unknown_words(text, own, above)
    if not unknown or not _touches(text):
        return ""
    return " ".join(text[unknown[0].start : unknown[-1].end].split())


def hours_in(note: str) -> tuple[str, str]:
    """Return when a note says that the number is answered ("office", "some", '' unsaid or always), and the note with
    blanks for what it says of the hours at which nobody does: the number holds at the others."""
    bare = fold(note)
    if len(bare) != len(note):
        return "", note
    only, never = _ONLY_AT.search(bare), list(_RESTRICTED.finditer(bare))
    note = blanked(note, [m.span() for m in never])
    return ("office" if only and only["office"] and not never else "some" if only or never else ""), note


def is_plain(note: str, own: Sequence[str] = (), above: Sequence[str] = ()) -> bool:
    """Tell whether all words of a note are plain, or of the names of its row's unit."""
    return not unknown_words(visible(note), own, above)


def unknown_words(text: str, own: Sequence[str] = (), above: Sequence[str] = (), plain: Phrases = _PLAIN) -> list[Word]:
    """Return the words of a text that are not plain, in order. text: as it shows (`visible`); plain: the phrases that
    are."""
    left = _SEAT.sub(_blank, text)
    bare = fold(left)
    if len(bare) != len(left):  # letters that are two without their marks: nothing can be taken away by its place
        return words_of(text)
    left, bare = without_own(left, bare, own, above)
    for pattern in _OTHER_MATTER:
        spans = [m.span() for m in pattern.finditer(bare)]
        left, bare = blanked(left, spans), blanked(bare, spans)
    words = words_of(left)
    if " ".join(w.text for w in words) in note_words.NEW:
        return []
    persons = person_spans(text)
    known = {i for i, w in enumerate(words) if any(a <= w.start and w.end <= b for a, b in persons)}
    only_then = {first for first, _ in _ONLY_THEN.found(words, left)} - _newly(words, left)
    for first, end in plain.found(words, left):
        alone = words[first].text
        if end - first > 1 or not (alone in DOUBTFUL_WITHOUT_MARKS or alone in _MAY_TOUCH):
            known.update(i for i in range(first, end) if i not in only_then)
    return [w for i, w in enumerate(words) if i not in known]


def _touches(text: str) -> bool:
    """Tell whether a note holds a word that touches the number; a clause with marks only as it is written: ban is no
    bán there."""
    for clause in _CLAUSE.findall(text):
        words = words_of(clause)
        marked = fold(clause) != clause.lower()
        found = _TOUCHES.found(words, clause)
        if any(not marked or " ".join(w.text for w in words[a:b]) in _TOUCHING for a, b in found):
            return True
    return False


def _newly(words: Sequence[Word], text: str) -> set[int]:
    """Return where a word stands that says newly: at a clause's begin, or behind what is new. Behind a time or a
    condition it says: only then."""
    begins = {i for i, w in enumerate(words) if text[words[i - 1].end if i else 0 : w.start].strip(" ")}
    return {0, *begins, *(end for _, end in _BEFORE_NEWLY.found(list(words), text))}


def _blank(m: re.Match[str]) -> str:
    return " " * (m.end() - m.start())
