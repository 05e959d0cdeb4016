"""What a column beside the form's own asks of its numbers, by its head. Pure.

Listed heads first (`schemas/forms/column_words.py`); any other is a question, a yes/no pair or words about the number
(`schemas/forms/asking_words.py`): by them is told whether yes or no is the good answer, or that nobody can tell.
"""

from __future__ import annotations

import re
from functools import lru_cache

from danhba.phones.listed_words import Phrases, Word, words_of
from danhba.vietnamese.text import fold, one_line, visible
from schemas.forms import asking_words, column_words

# What a column asks besides the kinds of `column_words.HEADS`.
ASKS, OPINION = "asks", "opinion"  # yes or no, and nobody knows which is good; in words, read as a note is
PAIR = "pair"  # one of two words, of which one is good: a tick says neither

_HEADS = [(kind, re.compile(pattern)) for kind, pattern in column_words.HEADS]
_OTHER_MATTER = re.compile(column_words.OF_ANOTHER_MATTER)
_OF_THE_ONE_ABOVE = re.compile(column_words.OF_THE_ONE_ABOVE)
_YES_OR_NO, _OPEN = re.compile(asking_words.YES_OR_NO), re.compile(asking_words.OPEN_QUESTION)
_OTHER_THINGS, _OF_THE_NUMBER = re.compile(asking_words.OF_OTHER_THINGS), re.compile(asking_words.OF_THE_NUMBER)
_OPINIONS = re.compile(asking_words.OPINIONS)
_GOOD, _BAD, _WEAK = (Phrases(p) for p in (asking_words.IN_ORDER, asking_words.NOT_IN_ORDER, asking_words.WEAK))
_GLUE, _SAID_OF, _CHANGES = (Phrases(p) for p in (asking_words.GLUE, asking_words.SAID_OF, asking_words.CHANGES))
_NO = Phrases(asking_words.NO)
_CHANGED = "changed"  # a question whether a change was made
_NEGATES = frozenset({"khong", "chua", "ko", "kg", "khoan"})
_EITHER = re.compile(r"\w ?[/|] ?\w|\b(?:hay|hoac)\b")
_LONGEST_HEAD = 90


@lru_cache(maxsize=4096)
def asked_by(head: str, own: str = "") -> str:
    """Return what a head asks of the numbers beside it: a name of `column_words.HEADS`, ASKS, PAIR or OPINION; '' for
    another matter.

    own: the head's lowest part, where others stand above it: a “Không” of its own turns what is asked.
    """
    if own and own != head and _is_no(own):
        above = asked_by(head.removesuffix(own).strip())
        return {"state": "gone", PAIR: "gone", "gone": "state", ASKS: ASKS}.get(above, above or "gone")
    shown = visible(one_line(head))
    bare = " ".join(fold(shown).split()).strip(" .:;()?*")
    if not bare or len(bare) > _LONGEST_HEAD:
        return ""
    asked = _of_question(shown, bare)
    if asked == _CHANGED:
        return ASKS  # “Đã đổi số chưa”: neither answer is good
    if asked in ("gone", PAIR) and _listed(bare) != "kind":
        return asked
    if asked is None:
        if _OTHER_MATTER.search(bare):
            return OPINION if _OPINIONS.search(bare) else ""
        if "dừng" in head.lower() and bare.startswith(("ngay dung", "dung")):
            return "until"
    if asked is None:
        return _listed(bare) or _of_statement(shown, bare)
    return asked and (_listed(bare) or asked)


def _listed(bare: str) -> str:
    return next((kind for kind, pattern in _HEADS if pattern.search(bare)), "")


@lru_cache(maxsize=4096)
def also_of_the_one_above(head: str) -> bool:
    """Tell whether the one above a unit may stand under a head as the body that it belongs to."""
    return _OF_THE_ONE_ABOVE.search(fold(one_line(head))) is not None


@lru_cache(maxsize=4096)
def is_of_the_number(head: str) -> bool:
    """Tell whether a head speaks of the number, its line, or its being published or used."""
    return _OF_THE_NUMBER.search(" ".join(fold(visible(one_line(head))).split())) is not None


def is_question(head: str) -> bool:
    """Tell whether a head is put as a question."""
    bare = " ".join(fold(visible(one_line(head))).split()).strip(" .:;()*")
    return bare.endswith("?") or _YES_OR_NO.search(bare) is not None


def _is_no(own: str) -> bool:
    words = words_of(own)
    return bool(words) and any((a, b) == (0, len(words)) for a, b in _NO.found(words, own))


def _of_question(shown: str, bare: str) -> str | None:
    """Return what a question for yes or no asks of the number; '' where it is about another thing, None where it is no
    such question."""
    tail = _YES_OR_NO.search(bare)
    if not (tail or "?" in shown or (_EITHER.search(bare) and _polar(shown) == PAIR)):
        return None
    if tail is None and _OPEN.search(bare):
        return None
    if _OTHER_THINGS.search(bare) and not _OF_THE_NUMBER.search(bare):
        return ""
    plain = " ".join(shown.split()).strip(" .:;()?*")
    if tail and len(bare) == len(plain):
        shown = plain[: tail.start()]
    words = words_of(shown)
    found = _polar(shown)
    if found == "gone" and _CHANGES.found(words, shown) and (bare.startswith("da ") or bare.endswith("chua")):
        return _CHANGED
    glue = {i for a, b in _GLUE.found(words, shown) for i in range(a, b)}
    return found or ("state" if len(glue) == len(words) else ASKS)


def _found(phrases: Phrases, words: list[Word], shown: str) -> list[tuple[int, int]]:
    """Return where phrases stand; one word alone counts with its marks, unless the text has none."""
    marked = fold(shown) != shown.lower()
    hits = phrases.found(words, shown)
    return [(a, b) for a, b in hits if b - a > 1 or not marked or phrases.marked(words[a].text)]


def _polar(shown: str) -> str:
    """Return whether yes ("state") or no ("gone") is the good answer to words, PAIR where both are named, '' where
    neither is known."""
    words = words_of(shown)
    good, bad = _found(_GOOD, words, shown), _found(_BAD, words, shown)
    bad = [
        b for b in bad if words[b[0]].text != "dung" and not any(a[0] <= b[0] and b[1] <= a[1] and a != b for a in good)
    ]
    good = [g for g in good if not any(b[0] <= g[0] and g[1] <= b[1] for b in bad)]
    if bad and good and _EITHER.search(fold(shown)):
        return PAIR
    covered = {i for a, b in (*good, *bad) for i in range(a, b)}
    negated = any(fold(w.text) in _NEGATES and i not in covered for i, w in enumerate(words))
    if not (good or bad):
        return ""
    return "state" if negated == bool(bad) else "gone"


def _of_statement(shown: str, bare: str) -> str:
    """Return what a head that is no question says of the number: understood word by word, or in words to be read as a
    note is."""
    if _OPINIONS.search(bare):
        return OPINION
    words = words_of(shown)
    good, bad, said = (_found(p, words, shown) for p in (_GOOD, _BAD, _SAID_OF))
    known = {i for a, b in (*good, *bad, *_found(_GLUE, words, shown)) for i in range(a, b)}
    weak = {i for a, b in _found(_WEAK, words, shown) for i in range(a, b)}
    strong = bad or said or any(not weak.issuperset(range(a, b)) for a, b in good)
    if (good or bad) and strong and len(known) == len(words):
        return _polar(shown)
    if not _OF_THE_NUMBER.search(bare) or _OTHER_THINGS.search(bare):
        return ""
    return ASKS if good or bad or any(fold(w.text) in _NEGATES for w in words) else OPINION
