"""Messages: what one sentence says that stands in no list: a mail's, a letter's, a sheet's of words. Pure.

Whatever may take the writer's number back counts as that; what says that nothing changes, or asks something, is plain;
of every other sentence it is only known that a person has to read it (`schemas/forms/message_words.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from danhba.phones.listed_words import Phrases, words_of
from danhba.phones.plain_notes import unknown_words
from danhba.vietnamese.text import AREA, fold, visible
from danhba.vietnamese.withdrawal import any_of, said_in_mail, sentences, without_harmless
from schemas.forms import message_words, note_words, remark_words

MAY = "may"  # may take the writer's own number back
UNREAD = "unread"  # not understood: a person has to read it
DROPPED = "dropped"  # a row without a number whose note takes back the one before: its unit's code, a line, the note

_MAY, _HARMLESS = any_of(message_words.MAY_TAKE_BACK), any_of(message_words.HARMLESS)
_ASKS = re.compile(message_words.ASKS)
_PLAIN = Phrases((*remark_words.PLAIN, *message_words.PLAIN, AREA))
_OF_WHAT_IS_SENT, _DOUBTS = any_of(message_words.OF_WHAT_IS_SENT), Phrases(message_words.DOUBTS)
_AS_WRITTEN = frozenset(message_words.DOUBTS)
_UNDERSTOOD = Phrases(
    phrase
    for phrase in (*note_words.PLAIN, *remark_words.PLAIN, *message_words.PLAIN, *message_words.OF_SENDING, AREA)
    if phrase not in message_words.SETTLES_NOTHING
)
# How a message ends: a line that thanks and says more goes on.
CLOSING = re.compile(
    r"\W*(?:tran trong|kinh (?:chao|thu|bao)|best regards|regards|thanks|(?:xin )?(?:chan thanh )?cam on\W*$"
    r"|than (?:ai|men|chao)|noi nhan|tm\b|kt\b|tl\b|nguoi (?:gui|lap)|sent from|da gui tu|duoc gui tu)"
)
# The head of a letter, and how it or a mail begins: whose it is, of what number and day, to whom.
_HEAD = re.compile(
    r"\W*(?:uy ban nhan dan(?: (?:xa|phuong|thi tran|huyen|thi xa|thanh pho|tinh) [\w ]{2,30})?\W*$|cong hoa xa hoi"
    r"|doc lap|so ?:|kinh (?:gui|thua)|[\w ,.]{2,40}, ngay \d|ngay \d|v/v|can cu|tieu de thu|dear|hi\b|hello|chao\b)"
)
_GREETING = re.compile(r"\W*(?:kinh (?:gui|thua)|chao|dear|hi|hello)\b[^,:]{0,80}[,:]\s*", re.I)
_LONGEST = 600  # characters of a sentence that are looked at
_MOST, _HEADING = 200, 80  # sentences of a message that are looked at, characters of a letterhead's line


@lru_cache(maxsize=8192)
def may_take_back(sentence: str) -> bool:
    """Tell whether a sentence may take back, postpone or correct what its writer sent, by words that do so."""
    bare = _HARMLESS.sub(" ", without_harmless(visible(sentence)[:_LONGEST]))
    return _MAY.search(bare) is not None


def takes_back(text: str) -> bool:
    """Tell whether a text takes back, postpones or corrects, or may do so."""
    return bool(said_in_mail(text)) or any(may_take_back(part) for part in sentences(text))


def asks(sentence: str) -> bool:
    """Tell whether a sentence asks for an answer: about a deadline, how something is done."""
    return _ASKS.search(" ".join(fold(sentence).strip(" .?!").split())) is not None


@lru_cache(maxsize=8192)
def leaves_open(sentence: str) -> bool:
    """Tell whether it cannot be known from a sentence of a mail with a list whether the writer's number holds.

    The sentence may take back, or speaks of the number, its line or file; and it holds a word that is not understood,
    which denies, doubts, changes, waits or tells of somebody else.
    """
    if len(sentence) > _LONGEST or not (_OF_WHAT_IS_SENT.search(sentence.lower()) or may_take_back(sentence)):
        return False
    shown = visible(without_harmless(visible(_behind_greeting(sentence)), keep_case=True))
    words = words_of(shown)
    # A word with a capital within a sentence is part of a name.
    named = {w.start for w in words[1:] if shown[w.start].isupper()} if not shown.isupper() else set[int]()
    unknown = {w.start for w in unknown_words(shown, plain=_UNDERSTOOD)} - named
    marked = not shown.isascii()  # then a word says only what is written: cho is no chờ
    for first, end in _DOUBTS.found(words, shown):
        if marked and " ".join(w.text for w in words[first:end]) not in _AS_WRITTEN:
            continue
        if any(w.start in unknown for w in words[first:end]):
            return True
    return False


@lru_cache(maxsize=8192)
def is_plain(sentence: str) -> bool:
    """Tell whether every word of a sentence is one that changes nothing; a word with a capital within it is part of a
    name."""
    shown = without_harmless(visible(sentence)[:_LONGEST], keep_case=True)
    words = words_of(shown)
    known = {i for first, end in _PLAIN.found(words, shown) for i in range(first, end)}
    return all(i in known or (i and shown[w.start].isupper() and not shown.isupper()) for i, w in enumerate(words))


def heard(text: str, with_list: bool = False) -> list[tuple[str, str]]:
    """Return (MAY or UNREAD, sentence) of the sentences of a message that are not plain. text: its writer's own words;
    with_list: it brings a list, of which they may leave open whether its numbers hold.

    How it begins, ends, greets and is signed is not read; what may take back is heard wherever it stands.
    """
    own = set(own_sentences(text))
    out: list[tuple[str, str]] = []
    for sentence in sentences(text)[:_MOST]:
        if may_take_back(sentence):
            out.append((MAY, sentence[:_LONGEST]))
        elif sentence in own and (
            not (is_plain(_behind_greeting(sentence)) or asks(sentence)) or (with_list and leaves_open(sentence))
        ):
            out.append((UNREAD, sentence[:_LONGEST]))
    return out


def own_sentences(text: str) -> list[str]:
    """Return the sentences of a message between its head and its end."""
    out: list[str] = []
    for sentence in sentences(text)[:_MOST]:
        bare = fold(sentence)
        if CLOSING.match(bare):
            if out:
                break
            continue
        rest = _behind_greeting(sentence)
        is_head = (_HEAD.match(bare) and rest == sentence) or (sentence.isupper() and len(sentence) <= _HEADING)
        if not is_head and sum(c.isalpha() for c in rest) > 1:
            out.append(sentence)
    return out


def _behind_greeting(sentence: str) -> str:
    found = _GREETING.match(fold(sentence)) if len(fold(sentence)) == len(sentence) else None
    return sentence[found.end() :] if found else sentence
