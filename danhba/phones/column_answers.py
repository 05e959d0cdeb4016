"""Whether an answer in a column beside the form's own leaves the number as it is. Pure.

An answer is understood or the number waits: no list can know what may be said against a number, but what leaves it as
it is can be listed (`schemas/forms/column_words.py`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from danhba.phones.listed_words import Phrases, words_of
from danhba.phones.own_name import without_own
from danhba.phones.plain_notes import is_plain
from danhba.vietnamese.persons import person_spans
from danhba.vietnamese.text import fold, one_line, visible
from schemas.forms import asking_words, column_words

_STATE = Phrases((*column_words.STATE, *asking_words.IN_ORDER_ANSWERS))
_PLAIN = {
    "state": _STATE,
    "pair": _STATE,
    "kind": Phrases(column_words.KIND),
    "owner": Phrases(column_words.OWNER),
    "place": Phrases(column_words.PLACE),
    "until": Phrases(column_words.UNTIL),
    "gone": Phrases((*column_words.GONE, *asking_words.NOT_SO_ANSWERS)),
}
_ADDRESS, _NO_ADDRESS = re.compile(column_words.ADDRESS), re.compile(column_words.NO_ADDRESS)
_YES, _NO = Phrases(asking_words.YES), Phrases(asking_words.NO)
_TICK, _CROSS = re.compile(r"\W*(?:[xv]|[√✓✔☑])\W*", re.I), re.compile(r"[✗✘☒❌✖☐□⬜⛔🚫×❎]")
_NOTHING = re.compile(r"[\s.…_*\-–—/]*")
_NONE_OF_SO_MANY = re.compile(r"(?<![\d,.:/h])0+(?![\d,.:hg])")
_TYPES = r"(?:ubnd|hdnd|uy ban nhan dan|xa|x|phuong|p|thi tran|tt|huyen|h|thi xa|tx|thanh pho|tp|tinh|so|ban)"
# A day, or a month or year alone, in which something ends: folded.
_DAY = re.compile(
    r"(?<!\d)(?:ngay )?(?P<d>\d{1,2}) ?(?:[/.-]|thang) ?(?P<m>\d{1,2}) ?(?:[/.-]|nam) ?(?P<y>\d{4}|\d{2})(?!\d)"
    r"|(?<!\d)(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"
    r"|(?<![\d/])(?:thang )?(?P<m3>\d{1,2}) ?(?:/|nam) ?(?P<y3>\d{4})(?!\d)"
    r"|(?<![\d/])(?:nam )?(?P<y4>(?:19|20)\d\d)(?!\d)"
)
_END = re.compile(r"(?:\bden|\btoi|\bhet|\btruoc|[-–—>])\W*(?:\bhet\W+)?(?:\bngay\W+|\bcuoi\W+)?(?=\d|thang \d|nam \d)")


def leaves_it(asked: str, answer: str, own: Sequence[str] = (), above: Sequence[str] = (), wide: bool = False) -> bool:
    """Tell whether an answer is understood and leaves the number as it is.

    asked: state, pair, gone, kind, owner, place or until. own: the names of the row's unit, with their type words;
    above: of those it belongs to, which may stand behind its own; wide: its seat may lie in another's area (a
    district's, an agency's).
    """
    text = visible(one_line(answer)).strip()
    if _NOTHING.fullmatch(text):
        return True
    bare = fold(text)
    if "?" in text or (_CROSS.search(text) and asked not in ("owner", "place", "kind")):
        return False
    if asked == "pair" and (is_tick(text) or not (yes_or_no(text) or words_of(text))):
        return False  # a tick for one of two says not for which
    if asked == "gone" and not words_of(text):
        return not text.strip(" 0.")
    if _NONE_OF_SO_MANY.search(bare) and asked in ("state", "pair", "kind"):
        return False
    if asked in ("owner", "place", "kind") and len(bare) == len(text):
        text, bare = without_own(text, bare, own, above)
        if asked == "place":
            text = _without_address(text, bare, wide)
    words = words_of(text)
    known: set[int] = set()
    for first, end in _PLAIN[asked].found(words, text):
        if any(word.text in _BARE_DOUBTFUL for word in words[first:end]):
            continue
        known.update(range(first, end))
    if len(known) == len(words):
        return True
    return asked == "state" and not person_spans(text) and is_plain(text, own, above)


def is_tick(answer: str) -> bool:
    """Tell whether an answer is a mark and no word."""
    return _TICK.fullmatch(visible(one_line(answer))) is not None


def yes_or_no(answer: str) -> str:
    """Return "yes" or "no" where an answer is nothing else, '' for any other."""
    text = visible(one_line(answer)).strip()
    if _CROSS.search(text):
        return "no"
    if _TICK.fullmatch(text):
        return "yes"
    words = words_of(text)
    for said, phrases in (("yes", _YES), ("no", _NO)):
        if words and any((a, b) == (0, len(words)) for a, b in phrases.found(words, text)):
            return said
    return {"1": "yes", "0": "no"}.get(text, "")


_BARE_DOUBTFUL = {fold(word) for word in column_words.WITH_MARKS}


def _without_address(text: str, bare: str, wide: bool) -> str:
    """Return a text without the parts that tell where the unit's seat lies."""
    patterns = [_ADDRESS]
    if wide:
        patterns.append(_ANY_PLACE)
    for pattern in patterns:
        for m in reversed(list(pattern.finditer(bare))):
            if not _NO_ADDRESS.search(m[0]):
                text = text[: m.start()] + " " * (m.end() - m.start()) + text[m.end() :]
    return text


_ANY_PLACE = re.compile(
    r"\b(?:xa|x\.|phuong|p\.|thi tran|tt\.?|huyen|h\.|thi xa|tx\.?|thanh pho|tp\.?|tinh)\b\.? *[^,;()\-–]{1,30}"
)


def day_said(text: str, last: bool = True) -> dt.date | None:
    """Return the day that a text names, the last such (or the first); of a month or a year its last (or first) day."""
    days: list[dt.date] = []
    for m in _DAY.finditer(" ".join(fold(text).split())):
        year = int(m["y"] or m["y2"] or m["y3"] or m["y4"])
        year += 2000 if year < 100 else 0
        month = int(m["m"] or m["m2"] or m["m3"] or (12 if last else 1))
        day = int(m["d"] or m["d2"] or 0)
        try:
            days.append(dt.date(year, month, day) if day else _edge(year, month, last))
        except ValueError:
            continue
    return (days[-1] if last else days[0]) if days else None


def _edge(year: int, month: int, last: bool) -> dt.date:
    first = dt.date(year, month, 1)
    return (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1) if last else first


def end_said(text: str) -> dt.date | None:
    """Return the day on which a period ends that a text names, None where it names no end."""
    bare = " ".join(fold(text).split())
    found = list(_END.finditer(bare))
    return day_said(bare[found[-1].end() :]) if found else None
