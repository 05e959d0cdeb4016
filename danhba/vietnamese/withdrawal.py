"""Whether a sender takes back, postpones or corrects what he sends: in the sentences of a mail, in a name, in a line of
a document.

What is certain to say nothing of it (a polite phrase, an older sending that this one replaces, a condition) is left
out; whatever stays in doubt counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from danhba.vietnamese.text import fold, visible
from schemas.forms import withdrawal_words as words

WITHDRAWN, POSTPONED = "withdrawn", "postponed"
FILE = "file"  # a file that is named in it is taken back, whatever else came with it


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or name that speaks against what is sent: what it says of it (WITHDRAWN or POSTPONED), and the words
    as they stand."""

    kind: str
    text: str


def tolerant(pattern: str) -> str:
    """Return a pattern in which every marked letter also stands for itself without its mark."""
    out = []
    for c in unicodedata.normalize("NFC", pattern):
        bare = fold(c)
        out.append(f"[{c}{bare}]" if c.isalpha() and bare != c and not c.isascii() else c)
    return "".join(out)


def any_of(patterns: Iterable[str], tolerantly: bool = True) -> re.Pattern[str]:
    """Return a pattern that finds the beginning of a word where one of some patterns fits."""
    whole = "|".join(f"(?:{p})" for p in patterns)
    return re.compile(rf"(?<!\w)(?:{tolerant(whole) if tolerantly else unicodedata.normalize('NFC', whole)})", re.I)


_WITHDRAWING, _POSTPONING, _HARMLESS = any_of(words.WITHDRAWING), any_of(words.POSTPONING), any_of(words.HARMLESS)
_CONDITION, _NO_RECIPIENT = any_of((words.CONDITION,)), any_of((words.NO_RECIPIENT,))
_OF_ANY_MAIL = any_of((words.OF_ANY_MAIL,))
_CONDITIONAL = any_of((words.CONDITIONAL,))
_DENIED, _COMPLAINS = any_of(words.DENIED), any_of((words.COMPLAINS,))
_ATTACHED_IS_OLD, _PASSED_ON = any_of((words.ATTACHED_IS_OLD,)), any_of((words.PASSED_ON,))
_EARLIER, _ANEW, _LATER = any_of((words.EARLIER,)), any_of((words.ANEW,)), any_of((words.LATER,))
_ALL, _IN_THE_LIST = any_of((words.ALL,)), any_of((words.IN_THE_LIST,))
_NAME_WITHDRAWING, _NAME_POSTPONING = any_of(words.NAME_WITHDRAWING), any_of(words.NAME_POSTPONING)
_NAME_MARKED, _NAME_HARMLESS = any_of(words.NAME_MARKED, False), any_of(words.NAME_HARMLESS)
_LINE_WITHDRAWING, _LINE_POSTPONING = any_of(words.LINE_WITHDRAWING), any_of(words.LINE_POSTPONING)
_LINE_OF_ANOTHER_TIME, _LINE_FROM_A_DAY = any_of(words.LINE_OF_ANOTHER_TIME), any_of(words.LINE_FROM_A_DAY)
_LINE_OF_A_DEADLINE = any_of((words.LINE_OF_A_DEADLINE,))
_DAY = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-] ?(\d{4}|\d{2}))?")

# How people type "không" on a telephone; behind a figure it is a measure.
_NOT = re.compile(r"(?<!\w)(?<!\d )(?:k|ko|kg|khg|hk|hok|hông|hổng|hong|kô)(?!\w)(?! ?[.:])", re.I)
_EACH_DIGIT = re.compile(r"\d")
_BROKEN = re.compile(r"[ \t]*\n[ \t]*(?=[^\W\d_])")  # a line that goes on in small letters is one with the line before
_STOP = re.compile(r"[!?;\n]+|\.(?=\s|$)")
_BETWEEN = re.compile(r"[_\-–—+.~#=\s\xa0]+")
_QUOTE = re.compile(
    r"^\W*(?:-{2,}|_{5,}|(?:from|từ|người gửi|sent|đã gửi|ngày gửi|to|tới|đến)\s*:\s*\S.*@.*|(?:from|sent"
    r"|ngày gửi|đã gửi)\s*:|.{0,12}original message"
    r"|.{0,12}(?:forwarded message|thư (?:gốc|chuyển tiếp|đã chuyển tiếp)|tin nhắn (?:gốc|chuyển tiếp))|begin forwarded"
    r"|(?:on|vào|lúc|ngày|at)\b.{0,200}(?:đã viết|wrote|viết)\s*:\s*$)",
    re.I,
)
_FORWARDED = re.compile(r"forwarded|chuyển tiếp", re.I)
_GREETS = re.compile(r"\W*(?:kính (?:gửi|thưa)\s*:?|dear|chào|hi|hello)\b[^.,;:\d]{0,60}[\s,:.!]*", re.I)
_SIGNS = re.compile(
    r"\W*(?:-{2,}|_{2,}|trân trọng|(?:xin )?(?:chân thành )?cảm ơn|thân (?:ái|mến|chào)|kính (?:chào|thư)"
    r"|(?:best )?regards|thanks|tm\.|kt\.|tl\.|sent from|đã gửi từ|được gửi từ)",
    re.I,
)
_IN_WORDS = re.compile(r"(\d{1,2}) th[áa]ng (\d{1,2}) n[ăa]m (\d{4})")
_PARTS = re.compile(r" [-–—] |[,;:]")
_HEAD_LINE = re.compile(r"\W*[^\W\d_][\w ]{1,20}:")
_FILE = re.compile(r"\w\.(?:xls[xmb]?|docx?|od[st]|csv|pdf|html?)\b", re.I)
_CLAUSES = re.compile(r"[,;:]|\bcòn\b|\bvà\b")
_MOST = 200  # sentences of one mail that are told
_LONGEST = 600  # characters of a sentence that are looked at


def own_words(text: str) -> str:
    """Return a mail's text without the older mails quoted in it: lines behind ">", and all below the head of a quoted
    mail. Where it only passes a mail on ("Kính chuyển."), that mail's words are its own."""
    out: list[str] = []
    passed_on = in_head = False
    for line in visible(text).split("\n"):
        if line.lstrip().startswith(">"):
            continue
        if _QUOTE.match(line) and not re.fullmatch(r"\W*-{2,}\s*", line):
            if not in_head and (passed_on or not only_passes_on("\n".join(out), line)):
                break
            passed_on = in_head = True
            continue
        in_head = in_head and bool(_HEAD_LINE.match(line))
        out.append(line)
    return "\n".join(out)


def only_passes_on(text: str, title: str) -> bool:
    """Tell whether a mail's words above an older one do no more than pass it on. title: the line with which that one
    begins; where nothing stands above it, it says so itself.

    Whom a mail greets and how it is signed says nothing of it."""
    lines = visible(text).strip().split("\n")
    kept = []
    for line in lines:
        line = line.strip()
        if kept and _SIGNS.match(line):
            break
        if not _GREETS.fullmatch(line):
            kept.append(line)
    bare = " ".join(" ".join(kept).split())
    if not bare:
        return bool(_FORWARDED.search(title))
    whole = " ".join(text.split())
    return any(_PASSED_ON.fullmatch(words) for words in (bare, whole) if len(words) <= _LONGEST)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, each on one line; a line broken by a mail program is joined."""
    text = visible(text)
    joined = _BROKEN.sub(lambda m: " " if text[m.end()].islower() else "\n", text)
    return tuple([" ".join(part.split()) for part in _STOP.split(joined) if part.strip()])


def _own_sentences(text: str) -> tuple[tuple[str, ...], bool]:
    """Return (the sentences of a mail's own words, quoted mails left out; whether it says that it sends anew)."""
    parts = sentences(own_words(text))
    return parts[: 20 * _MOST], any(_ANEW.search(p) and not _LATER.search(p) for p in parts)


def said_in_mail(text: str) -> list[Said]:
    """Return the sentences of a mail's own words that take back, postpone or correct what it brings."""
    parts, anew = _own_sentences(text)
    out = []
    for part in parts:
        if (kind := _kind(part[:_LONGEST], anew)) and len(out) < _MOST:
            out.append(Said(kind, part[:_LONGEST]))
    return out


def left_open(text: str) -> list[tuple[str, str]]:
    """Return (sentence, its words without polite phrases) of a mail's own sentences that the lists say nothing of;
    those of an earlier sending that this one replaces are left out."""
    parts, anew = _own_sentences(text)
    out = []
    for part in parts:
        if len(part) <= _LONGEST and not _kind(part, anew) and not (anew and _EARLIER.search(part.lower())):
            out.append((part, without_harmless(part)))
    return out


def said_of_files(text: str) -> list[Said]:
    """Return the parts of a mail's own sentences that name a file and call it old or wrong, whatever else is sent
    anew."""
    parts, _ = _own_sentences(text)
    clauses = (c.strip() for part in parts if _FILE.search(part) for c in _CLAUSES.split(part[:_LONGEST]))
    return [Said(FILE, c) for c in clauses if _FILE.search(c) and _kind(c, False) == WITHDRAWN][:_MOST]


def without_harmless(sentence: str, keep_case: bool = False) -> str:
    """Return a sentence in small letters without what is certain to take nothing back: polite phrases, what is denied,
    words of mistakes and changes behind a condition; '' of the foot of a mail program. keep_case: capitals stay."""
    sentence = _NOT.sub("không", sentence)
    if _OF_ANY_MAIL.search(sentence):
        return ""
    bare = _HARMLESS.sub(" ", sentence if keep_case else sentence.lower())
    if not _COMPLAINS.search(bare):
        bare = _DENIED.sub(" ", bare)
    if at := _CONDITION.search(bare):
        if _NO_RECIPIENT.search(bare):
            return ""
        bare = bare[: at.start()] + _CONDITIONAL.sub(" … ", bare[at.start() :])
    return bare


@lru_cache(maxsize=4096)
def _kind(sentence: str, anew: bool) -> str:
    bare = without_harmless(sentence)
    if _ATTACHED_IS_OLD.search(bare):
        return WITHDRAWN
    if anew and _EARLIER.search(bare) and _WITHDRAWING.search(bare):
        bare = _WITHDRAWING.sub(" … ", bare)  # of the sending before: this one comes in its place
    if _WITHDRAWING.search(bare):
        return WITHDRAWN
    return POSTPONED if _POSTPONING.search(bare) else ""


def of_all(sentence: str) -> bool:
    """Tell whether a sentence speaks of all that is sent, though it may name a unit."""
    return bool(_ALL.search(_IN_THE_LIST.sub(" ", sentence.lower())))


def with_one_digit(name: str) -> str:
    """Return a name with zeros for its digits: files are counted and dated, and no word here asks which digits those
    are, so that what a name does not say is found again."""
    return _EACH_DIGIT.sub("0", name)


@lru_cache(maxsize=4096)
def said_in_name(name: str) -> Said | None:
    """Return what a file's or folder's name says against it, None for nothing. name: without its ending."""
    name = visible(name)
    parted = [f" {c}" if c.isupper() and before.islower() else c for before, c in zip(f" {name}", name, strict=False)]
    spaced = _BETWEEN.sub(" ", "".join(parted)).strip()
    if not spaced:
        return None
    bare = _NAME_HARMLESS.sub(" ", spaced.lower())
    if _NAME_WITHDRAWING.search(bare) or _NAME_MARKED.search(bare):
        return Said(WITHDRAWN, name)
    return Said(POSTPONED, name) if _NAME_POSTPONING.search(bare) else None


@lru_cache(maxsize=4096)
def said_of_container(name: str) -> Said | None:
    """Return what the name of whatever holds rows says against them, None for nothing: a file, a folder, a mail's
    subject, a sheet's tab, and a print header or watermark that is no longer than such a name. One list of words for
    all of them."""
    if _says_nothing(with_one_digit(name)):
        return None
    return said_in_name(name) or said_in_line(_BETWEEN.sub(" ", visible(name)))


@lru_cache(maxsize=4096)
def _says_nothing(name: str) -> bool:
    return (said_in_name(name) or said_in_line(_BETWEEN.sub(" ", visible(name)))) is None


@lru_cache(maxsize=8192)
def said_in_line(line: str) -> Said | None:
    """Return what a line of a document (its print header, a watermark, a line above the table) says against all of it,
    None for nothing.

    Only a line that says nothing else counts: a title that mentions such words is not one.
    """
    bare = " ".join(visible(line).lower().split()).strip(" .*()[]{}<>-–—_\"'“”!:/|")
    if not 3 <= len(bare) <= 160 or bare == "huy":  # without its mark a person's name
        return None
    first = _PARTS.split(bare)[0].strip(" .*()[]{}<>-–—_\"'“”!:/|") if len(bare) <= 80 else bare
    for part in (bare, first):  # "THU HỒI - thay bằng bản ngày 06/9"
        if _LINE_WITHDRAWING.fullmatch(part) and part != "huy":
            return Said(WITHDRAWN, " ".join(line.split()))
        if _LINE_POSTPONING.fullmatch(part):
            return Said(POSTPONED, " ".join(line.split()))
    return None


def said_of_time(line: str, saved: str = "") -> Said | None:
    """Return what a line above a table says of the time its numbers are for, None where it says nothing of it, or a day
    that the document has seen.

    saved: when the document was last saved (ISO 8601), '' unknown: numbers in use from a day before are in use.
    """
    found = _said_of_time(line)
    if found is None:
        return None
    said, day = found
    return None if day and saved and day <= saved[:10] else said


@lru_cache(maxsize=8192)
def _said_of_time(line: str) -> tuple[Said, str] | None:
    """Return (what a line says of the time its numbers are for, the day from which they are in use: ISO 8601, ''
    unknown), None where it says nothing of it. Kept: titles are the same in many files."""
    if not any(c.isdigit() for c in line) and "tr" not in line.lower():
        return None
    bare = " ".join(visible(line).lower().split())
    if len(bare) > 300 or _LINE_OF_A_DEADLINE.search(bare):
        return None
    words_of_line = " ".join(line.split())
    bare = _IN_WORDS.sub(r"\1/\2/\3", bare)
    if _LINE_OF_ANOTHER_TIME.search(bare):
        return Said(POSTPONED, words_of_line), ""
    found = _LINE_FROM_A_DAY.search(bare)
    if found is None:
        return None
    day = _DAY.search(found[0])
    if day is None or not day[3]:
        return Said(POSTPONED, words_of_line), ""
    year = int(day[3]) + (2000 if len(day[3]) == 2 else 0)
    return Said(POSTPONED, words_of_line), f"{year:04d}-{int(day[2]):02d}-{int(day[1]):02d}"
