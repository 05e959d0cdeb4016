"""Which listed phrases stand in a text, and which of its words are in no list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from danhba.phones.replaced import without_what_it_replaces
from danhba.vietnamese.text import fold, visible
from schemas.forms import phone_words

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, in lower case, and where it stands."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words (runs of letters) of NFC text in order."""
    return [Word(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text)]


class Phrases:
    """A list of phrases, ready to be looked up."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            parts = tuple(phrase.lower().split())
            self._by_first.setdefault(fold(parts[0]), []).append(parts)
        for known in self._by_first.values():
            known.sort(key=len, reverse=True)

    def marked(self, word: str) -> bool:
        """Tell whether a single word stands in the list as it is written, with its marks."""
        return (word,) in self._by_first.get(fold(word), ())

    def found(self, words: list[Word], text: str) -> list[tuple[int, int]]:
        """Return (first word, word after the last) of the longest phrase that begins at each word, in order.

        Between two words of a phrase stand blanks and signs, never a digit.
        """
        hits: list[tuple[int, int]] = []
        for i, word in enumerate(words):
            for parts in self._by_first.get(fold(word.text), ()):
                if _stands(parts, words, i, text):
                    hits.append((i, i + len(parts)))
                    break
        return hits


def _stands(parts: tuple[str, ...], words: list[Word], at: int, text: str) -> bool:
    if at + len(parts) > len(words):
        return False
    for offset, part in enumerate(parts):
        word = words[at + offset]
        if not _same(word.text, part):
            return False
        if offset and any(c.isdigit() for c in text[words[at + offset - 1].end : word.start]):
            return False
    return True


def _same(word: str, listed: str) -> bool:
    """Tell whether each letter of a word is the listed one, with its mark or without."""
    return word == listed or (
        len(word) == len(listed)
        and all(c in (known, bare) for c, known, bare in zip(word, listed, fold(listed), strict=True))
    )


NEUTRAL = Phrases(phone_words.NEUTRAL)
NEGATING = Phrases(phone_words.NEGATING)
_OF_A_POST = Phrases(phone_words.OF_A_POST)
_ALONE = Phrases(phone_words.NEUTRAL_ALONE)
_UNMARKED = phone_words.UNMARKED
_ANSWERS = [["không"], ["khong"], ["ko"], ["chưa"], ["chua"]]  # to what the head asks: nothing is noted


@dataclass(frozen=True, slots=True)
class Sorted:
    """The words of a text by kind, as they stand there."""

    neutral: tuple[str, ...] = ()
    negating: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    changed: bool = False  # a number was changed, and which of two is the new one is not said
    left: str = ""  # of a note nothing speaks against: what is not settled by a phrase of the list, blanks for the rest


@lru_cache(maxsize=4096)
def negating_phrases(text: str, persons: tuple[tuple[int, int], ...] = ()) -> tuple[str, ...]:
    """Return the phrases of NFC text that say that a number is not in use.

    A phrase inside a longer neutral one says nothing ("bộ phận" without marks is not "bỏ"); nor does "Huy" in a
    person's name.
    """
    words = words_of(text)
    harmless = NEUTRAL.found(words, text)
    found: list[str] = []
    for first, end in NEGATING.found(words, text):
        if any(a <= first and end <= b and b - a > end - first for a, b in harmless):
            continue
        start, stop = words[first].start, words[end - 1].end
        if text[start:stop] == "Huy" and any(a < start and stop <= b for a, b in persons):
            continue
        found.append(text[start:stop])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def sort_words(text: str, persons: tuple[tuple[int, int], ...] = ()) -> Sorted:
    """Return the words of NFC text by kind. persons: spans that name a person or a post: understood, like what the post
    heads."""
    words = words_of(text)
    negating = negating_phrases(text, persons)
    known: set[int] = {i for i, w in enumerate(words) if any(a <= w.start and w.end <= b for a, b in persons)}
    behind_post = {i for i in known if i + 1 not in known}
    for first, end in sorted(_OF_A_POST.found(words, text)):
        if first - 1 in behind_post and not any(c.isdigit() for c in text[words[first - 1].end : words[first].start]):
            known.update(range(first, end))
            behind_post.add(end - 1)
    for first, end in NEGATING.found(words, text):
        known.update(range(first, end))
    hits = NEUTRAL.found(words, text)
    hits += [(a, b) for a, b in _ALONE.found(words, text) if b - a == len(words)]
    neutral: list[str] = []
    for first, end in hits:
        known.update(range(first, end))
        neutral.append(text[words[first].start : words[end - 1].end])
    unclear = tuple(dict.fromkeys(text[w.start : w.end] for i, w in enumerate(words) if i not in known))
    return Sorted(tuple(dict.fromkeys(neutral)), negating, unclear)


def names_the_unit(unclear: tuple[str, ...], unit: str) -> bool:
    """Tell whether words that are in no list are just what makes the name of the row's unit: "Sở Y tế" in the row of Sở
    Y tế."""
    own = sort_words(visible(unit)).unclear
    return bool(own) and [fold(w.lower()) for w in unclear] == [fold(w.lower()) for w in own]


_NOTE_NEGATING = Phrases(phone_words.NOTE_NEGATING)
_NOTE_HARMLESS = Phrases(phone_words.NOTE_HARMLESS)
_NOTE_OF_ANOTHER = Phrases(phone_words.NOTE_OF_ANOTHER)
_NOTE_NEW = Phrases(phone_words.NOTE_NEW)
_NOTE_ABOUT = Phrases(phone_words.NOTE_ABOUT_A_NUMBER)
_NOTE_IN_DOUBT = Phrases(phone_words.NOTE_IN_DOUBT)
_NOTE_SUSPECT = Phrases(phone_words.NOTE_SUSPECT)
_NOTE_STRONG, _STRONG_HARMLESS = Phrases(phone_words.NOTE_STRONG), Phrases(phone_words.NOTE_STRONG_HARMLESS)
_NO_DIRECTION = frozenset(fold(said) for said in phone_words.NOTE_CHANGED)
_TO_A_NUMBER = re.compile(r"[\s:.,(\-–]*(?:(?:là|la|số|so)\s+)?[\s:(]*$", re.I)
_RESERVE = re.compile(rf"(?:^|[;,.(\n+|])\s*(?P<said>(?:{phone_words.NOTE_RESERVE})\s*:?\s*)$")
_ENDS_A_CLAUSE = re.compile(r"\s*(?:$|[;,.)\n|])")
_CLAUSE = re.compile(r"[^.;,\n(){}\[\]|]+")


@lru_cache(maxsize=4096)
def sort_note(note: str, others: tuple[tuple[int, int], ...]) -> Sorted:
    """Return the phrases of a note that speak against its row's number: negating, and unclear ones about a number.

    note: NFC text on one line. others: where numbers other than the row's stand in it, in order.
    """
    note = _without_reserves(without_what_it_replaces(note, others), others)
    others = tuple((first, end) for first, end in others if note[first:end].strip())
    words = words_of(note)
    for first, end in _NOTE_HARMLESS.found(words, note):
        start, stop = words[first].start, words[end - 1].end
        note = note[:start] + " " * (stop - start) + note[stop:]
    text = note
    words = words_of(text)
    negating: list[str] = []
    for phrases, harmless in ((_NOTE_OF_ANOTHER, True), (_NOTE_NEW, False)):
        for first, end in phrases.found(words, text):
            behind = words[end - 1].end
            number = next((n for n in others if n[0] >= behind and _TO_A_NUMBER.fullmatch(text[behind : n[0]])), None)
            if number is None:
                continue
            start = words[first].start
            if harmless:
                # What follows the old number without a stop is said of it: "số cũ 0277 3851 111 đã bỏ".
                said = [
                    words[b - 1].end
                    for a, b in _NOTE_NEGATING.found(words, text)
                    if not text[number[1] : words[a].start].strip()
                ]
                stop = max((number[1], *(end for end in said if end > number[1])))
                note = note[:start] + " " * (stop - start) + note[stop:]
            else:
                negating.append(text[start:behind])
    words = words_of(note)
    negating += [note[words[a].start : words[b - 1].end] for a, b in _NOTE_NEGATING.found(words, note)]
    if negating and _NO_DIRECTION.issuperset(fold(said.lower()) for said in negating):
        return Sorted(unclear=tuple(dict.fromkeys(negating)), changed=True)
    if negating:
        return Sorted(negating=tuple(dict.fromkeys(negating)))
    harmless = [(words[a].start, words[b - 1].end) for a, b in NEUTRAL.found(words, note) if b - a > 1]
    for a, b in _NOTE_SUSPECT.found(words, note):
        start, stop = words[a].start, words[b - 1].end
        if not any(first <= start and stop <= end and end - first > stop - start for first, end in harmless):
            clause = next(m[0] for m in _CLAUSE.finditer(note) if m.start() <= start < m.end())
            return Sorted(unclear=(clause.strip(),))
    for m in _CLAUSE.finditer(note):
        words = words_of(m[0])
        # What is listed as neutral for a cell says nothing in a note either: "không kể ngày đêm".
        known = {i for a, b in NEUTRAL.found(words, m[0]) if b - a > 1 for i in range(a, b)}
        doubts = [w for a, b in _NOTE_IN_DOUBT.found(words, m[0]) for w in range(a, b) if w not in known]
        if doubts and len(words) > len(doubts) and _NOTE_ABOUT.found(words, m[0]):
            return Sorted(unclear=(m[0].strip(),))
        if [w.text for w in words] not in _ANSWERS and doubted(
            words, m[0], _NOTE_STRONG, (_STRONG_HARMLESS, _NOTE_HARMLESS, NEUTRAL)
        ):
            return Sorted(unclear=(m[0].strip(),))
    return Sorted(left=note)


def _without_reserves(note: str, others: tuple[tuple[int, int], ...]) -> str:
    """Return a note with blanks for its clauses that only name another number to call besides the row's."""
    bare = fold(note)
    for first, end in others if len(bare) == len(note) else ():
        said = _RESERVE.search(bare[:first])
        if said is not None and _ENDS_A_CLAUSE.match(bare, end):
            note = note[: said.start("said")] + " " * (end - said.start("said")) + note[end:]
    return note


# Without its marks such a word may be one that speaks against the number: đúng, dùng and dừng; bàn and bận.
DOUBTFUL_WITHOUT_MARKS = frozenset(
    fold(phrase)
    for phrase in (
        *phone_words.NOTE_STRONG,
        *phone_words.NOTE_IN_DOUBT,
        *phone_words.NOTE_NEGATING,
        *phone_words.NEGATING,
    )
    if " " not in phrase and fold(phrase) != phrase
)


def doubted(words: list[Word], text: str, doubt: Phrases, harmless: Iterable[Phrases]) -> bool:
    """Tell whether a text holds a phrase of doubt that no harmless one covers, those of several words only. A single
    word counts with its marks, few without."""
    known = {i for phrases in harmless for a, b in phrases.found(words, text) if b - a > 1 for i in range(a, b)}
    return any(
        not known.issuperset(range(a, b)) and (b - a > 1 or doubt.marked(words[a].text) or words[a].text in _UNMARKED)
        for a, b in doubt.found(words, text)
    )
