"""Of what words of withdrawal speak that stand with rows: of these rows, or of what was sent before them.

“Thu hồi số cũ, gửi số mới” in a file's name speaks of the number before; “đã thu hồi” of the file itself; “thu hồi”
alone may be either. Pure; the words are data (`schemas/forms/withdrawal_words.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from danhba.vietnamese.text import visible
from danhba.vietnamese.withdrawal import any_of, sentences, with_one_digit
from schemas.forms import withdrawal_words as words

REPLACED = "replaced"  # what was sent before; something new is sent in its place
EARLIER = "earlier"  # what was sent before, named by its day or letter; nothing is said of what comes now
OPEN = "open"  # the rows that stand with the words, or those sent before: nobody can tell
OF_BEFORE = frozenset({REPLACED, EARLIER, OPEN})

_TAKES_BACK, _ITSELF = any_of((words.TAKES_BACK,)), any_of((words.TAKEN_ITSELF,))
_IN_PLACE, _LATER = any_of((words.IN_ITS_PLACE,)), any_of((words.LATER,))
_OF_A_SENDING, _WHAT = any_of((words.OF_A_SENDING,)), any_of((words.WHAT_WAS_SENT,))
_CONDITION, _STAYS = any_of((words.CONDITION,)), any_of((words.STAYS,))
_NOT_YET, _WITH_THE_WORDS = any_of((words.NOT_IN_ITS_PLACE,)), any_of((words.WITH_THE_WORDS,))
_OTHERS, _REPLACES_A_LINE = any_of((words.OTHERS,)), any_of((words.REPLACES_A_LINE,))
_REPLACES = any_of((words.REPLACES_A_SENDING,))
_ONE_BEFORE = any_of((words.ONE_BEFORE,))
_LIST = any_of((words.LIST_SENT,))
_BETWEEN = re.compile(r"[_–—+~#=\s\xa0]+|(?<!\d)[-.]|[-.](?!\d)")
_CLAUSES = re.compile(r"[,;.]|\b(?:nhưng|còn)\b", re.I)
_ANSWER = re.compile(r"\W*(?:re|aw|sv|trả lời|tra loi|tl|phúc đáp)\s*[:_]", re.I)
_LONGEST = 600  # characters that are looked at
_NEAR = 60  # characters between the word and what is taken back


@lru_cache(maxsize=8192)
def of_name(name: str) -> str:
    """Return of what a name (a file's, a mail's, a subject) speaks that takes something back: REPLACED, EARLIER, OPEN;
    '' where it takes nothing back, or only itself."""
    return _of(_spaced(name), False, "") if _names_taking_back(with_one_digit(name)) else ""


def _spaced(name: str) -> str:
    return " ".join(_BETWEEN.sub(" ", visible(name)).split())


@lru_cache(maxsize=4096)
def _names_taking_back(name: str) -> bool:
    """Tell whether a name holds a word of taking back, whatever its digits are."""
    return _TAKES_BACK.search(_spaced(name).lower()[:_LONGEST]) is not None


def of_subject(subject: str) -> str:
    """Return the same of a mail's subject; that of an answer is of whoever wrote before."""
    return "" if _ANSWER.match(subject) else of_name(subject)


@lru_cache(maxsize=8192)
def of_line(line: str, context: str = "") -> str:
    """Return the same of a sentence above or beside a table, which takes back only what it names.

    context: all that stands there; that something new is sent may stand in another sentence.
    """
    return _of(" ".join(visible(line).split()), True, context)


@lru_cache(maxsize=8192)
def may_take_back(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that hold a word of taking back: of all others `of_line` says ''."""
    parts = sentences(text)
    return tuple([p for p in parts if _TAKES_BACK.search(" ".join(visible(p).split()).lower()[:_LONGEST])])


def sends_anew(text: str) -> bool:
    """Tell whether a text says that something new is sent, and not only that it will be."""
    bare = _NOT_YET.sub(" ", visible(text).lower())
    return _IN_PLACE.search(bare) is not None and _LATER.search(bare) is None


@lru_cache(maxsize=4096)
def of_one_before(sentence: str) -> bool:
    """Tell whether a sentence speaks of a number or sending before the one it stands with, and not to say that it
    stays."""
    return _ONE_BEFORE.search(without_what_stays(sentence).lower()) is not None


def speaks_of_later(text: str) -> bool:
    """Tell whether a text says that something will be sent."""
    return _LATER.search(visible(text).lower()) is not None


def without_what_stays(sentence: str) -> str:
    """Return a sentence without its clauses that say that something stays as it is."""
    return ", ".join(c.strip() for c in _CLAUSES.split(sentence) if c.strip() and not _STAYS.search(c.lower()))


def of_list(sentence: str) -> bool:
    """Tell whether a sentence speaks of a list that was sent, or of all its numbers."""
    return _LIST.search(sentence.lower()) is not None


@lru_cache(maxsize=8192)
def left_of(text: str) -> str:
    """Return a text without what speaks of other rows than those it stands with: sentences about what was sent before,
    clauses that say that others stay, or which line of an earlier list a row replaces."""
    if _STAYS.search(text.lower()) or _REPLACES_A_LINE.search(text.lower()):
        kept = _REPLACES_A_LINE.sub(" ", text)
        clauses = (c for c in _CLAUSES.split(kept) if not (_STAYS.search(c.lower()) and _OTHERS.search(c.lower())))
        text = ", ".join(" ".join(c.split()) for c in clauses if c.strip(" ()"))
    parts = sentences(text)
    said = [REPLACED if _REPLACES.search(part.lower()) else of_line(part, text) for part in parts]
    if not {REPLACED, EARLIER} & {*said}:
        return text
    return ". ".join(p for p, kind in zip(parts, said, strict=True) if kind not in (REPLACED, EARLIER))


def _of(text: str, of_what: bool, context: str) -> str:
    bare = text.lower()[:_LONGEST]
    found = _TAKES_BACK.search(bare)
    if found is None or _ITSELF.search(bare):
        return ""
    condition = _CONDITION.search(bare)
    if condition is not None and condition.start() < found.start():
        return ""
    after = bare[found.start() :]
    if of_what and not _WHAT.search(after[: len(found[0]) + _NEAR]):
        return ""
    if _WITH_THE_WORDS.search(after[: len(found[0]) + _NEAR]) and not _OF_A_SENDING.search(after):
        return OPEN
    bare = _NOT_YET.sub(" ", bare)
    if _LATER.search(bare):
        return EARLIER if _OF_A_SENDING.search(after) else OPEN
    if _IN_PLACE.search(bare) or (of_what and context and sends_anew(context)):
        return REPLACED
    return EARLIER if _OF_A_SENDING.search(after) else OPEN
