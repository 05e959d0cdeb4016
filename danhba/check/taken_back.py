"""What a sentence that takes back or corrects says of the numbers in it: which of them are no longer right, and which
are now. And the sentences of a letter (a document without a form) that do so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from danhba.check.findings import file_finding, short
from danhba.locate.phone_like import phone_like
from danhba.model.finding import Finding
from danhba.model.submission import Reading
from danhba.phones.messages import MAY, UNREAD, heard
from danhba.phones.numbering_plan import Plan
from danhba.phones.numbers import numbers_in_text
from danhba.vietnamese.sent_before import EARLIER, REPLACED, of_line, of_list
from danhba.vietnamese.text import fold
from danhba.vietnamese.withdrawal import POSTPONED, WITHDRAWN, Said, said_in_mail
from schemas.catalogue import CATALOGUE
from schemas.forms import withdrawal_words as words

_NUMBER = re.compile(r"\(?\+?\d[\d .()\-\u00a0]{2,}\d")
# What makes a number of such a sentence the right one: the words right before it, or right behind it. Folded: "dung"
# is both "đúng" and "dùng".
_GIVEN = re.compile(r"\b(?:la|thanh|sang|bang|moi|goi|lien he|lien lac)[\s:]*(?:(?:so|so moi|so may|sdt|dt)[\s:]*)?$")
_NOT_GIVEN = re.compile(r"\b(?:khong|ko|nham|sai|cu|truoc|chua|thay (?:cho|the))\b[^,;]*$")
_STILL_WRONG = re.compile(
    r"\s*(?:hien |nay |da |dang |la |bi |van )*(?:khong|ko|sai|nham|cat|hong|hu|cu|so (?:nha|rieng))\b"
)
_RIGHT = re.compile(r"\s*(?:moi |van )?la (?:so )?(?:dung|chinh xac|chinh thuc|moi)\b")
_TOPIC = re.compile(words.TOPIC)
_PUBLISHED = re.compile(words.OF_WHAT_IS_PUBLISHED)
_CORRECTS = re.compile(words.CORRECTS)
_NUMBERS = re.compile(rf"(?<!\w)(?:{words.NUMBERS_SENT})")
_TITLE = re.compile(r"\W*(?:v/v|ve viec)\b")
_TITLE_SIZE, _SHORT, _LONGEST = 200, 300, 400
_LINES, _HEAD = 2000, 8  # lines of a letter that are looked at, those in which its letterhead stands
_MESSAGE = 3000  # characters of a letter that is read as a message
AROUND = "around"  # a line that says nothing by itself, and may name the unit
_CODE = "number_taken_back"


def numbers_of(sentence: str, plan: Plan) -> tuple[frozenset[str], frozenset[str]]:
    """Return (the numbers that a sentence takes back, those that it gives as right), each in E.164. sentence: one of
    which it is known that it takes back or corrects."""
    wrong: set[str] = set()
    right: set[str] = set()
    found = [m for m in _NUMBER.finditer(sentence) if phone_like(m[0], beside_words=True)]
    for n, match in enumerate(found):
        before = fold(sentence[found[n - 1].end() if n else 0 : match.start()])[-60:]
        after = fold(sentence[match.end() : found[n + 1].start() if n + 1 < len(found) else None])[:60]
        given = _GIVEN.search(before) and not _NOT_GIVEN.search(before) and not _STILL_WRONG.match(after)
        (right if given or _RIGHT.match(after) else wrong).update(_read(match[0], plan))
    return frozenset(wrong - right), frozenset(right)


def _read(text: str, plan: Plan) -> set[str]:
    return {n.e164 for n in numbers_in_text(text, plan)} if phone_like(text, beside_words=True) else set()


def is_about_hotlines(text: str) -> bool:
    """Tell whether a text speaks of numbers, the directory or the list, and not of some other matter."""
    return bool(_TOPIC.search(fold(text)) or _NUMBERS.search(text.lower()) or of_list(text))


def stops_publishing(sentence: str) -> bool:
    """Tell whether a sentence asks that what was sent is not, or not yet, published or used: as good as taking it
    back."""
    bare = fold(sentence)
    return bool(_PUBLISHED.search(bare) and is_about_hotlines(sentence))


def corrects(sentence: str) -> bool:
    """Tell whether a sentence that gives a number says that it is another than before."""
    return bool(_CORRECTS.search(fold(sentence)))


def hear_letter(reading: Reading, lines: Iterable[str], plan: Plan) -> None:
    """Put into the reading of a letter without a form what it takes back, and tell it.

    A letter says much that is no such thing: only a sentence with a number counts, one about hotlines or about what was
    sent before, or a title about hotlines. What only may take back counts in a short letter that is no proof of
    something else.
    """
    against: list[Said] = []
    lines = list(islice(lines, _LINES))
    text = "\n".join(lines)
    said_so = said_in_mail(text)
    for said in said_so:
        bare = fold(said.text)
        title = len(said.text) <= _TITLE_SIZE and _TITLE.match(bare) is not None and is_about_hotlines(bare)
        of_sending = of_line(said.text) in (EARLIER, REPLACED)
        plain = len(said.text) <= _LONGEST and (of_sending or of_line(said.text) or stops_publishing(said.text))
        if title or numbers_of(said.text, plan)[0] or of_sending or (plain and is_about_hotlines(said.text)):
            against.append(said)
    known = {said.text for said in against}
    heard_in = heard(text) if sum(map(len, lines)) <= _MESSAGE else []
    proves = bool(reading.proof.sure)
    for kind, sentence in heard_in:
        if sentence in known:
            continue
        about = is_about_hotlines(sentence) or bool(numbers_of(sentence, plan)[0])
        if kind == MAY and not proves and about:
            against.append(Said(MAY, sentence))
        elif not proves:
            reading.said.append((UNREAD, sentence))
    if against:
        reading.said += [(said.kind, said.text) for said in against]
        reading.said += [(AROUND, " ".join(line.split())[:_TITLE_SIZE]) for line in lines[:_HEAD] if line.strip()]
        told = "”, “".join(short(s.text, _SHORT) for s in against[:3])
        file_finding(reading, "mail_withdraws", words=told, effect=words.EFFECT_UNKNOWN)


def beside_form(said: Sequence[tuple[str, str]], plan: Plan) -> list[tuple[str, str]]:
    """Return what a letter or note says of the form that came in one mail or archive with it: its sentences that take
    back or postpone, and those of a list that only may. What gives a number or speaks of an earlier sending is heard by
    itself."""
    return [
        (POSTPONED if kind == MAY else kind, text)
        for kind, text in said
        if (kind in (WITHDRAWN, POSTPONED) or (kind == MAY and of_list(text))) and not of_line(text)
        if not any(numbers_of(text, plan))
    ]


def told_as_taken_back(findings: Sequence[Finding], said: Sequence[tuple[str, str]], plan: Plan) -> list[Finding]:
    """Return findings in which a number outside the form that a mail or letter takes back is told as that, and nobody
    is asked to put it into a form. said: kinds and sentences of that mail or letter."""
    wrong = frozenset[str]()
    for kind, text in said:
        if kind in (WITHDRAWN, POSTPONED, MAY):
            wrong |= numbers_of(text, plan)[0]
    if not wrong:
        return list(findings)
    out: list[Finding] = []
    for finding in findings:
        if finding.code == "row_outside_table" and _read_all(finding.raw, plan) & wrong:
            params: dict[str, object] = {"cell": finding.cell, "raw": short(finding.raw, 160)}
            severity = CATALOGUE[_CODE].severity.value
            finding = replace(finding, code=_CODE, severity=severity, params=params)
        out.append(finding)
    return out


def _read_all(text: str, plan: Plan) -> set[str]:
    return {e164 for match in _NUMBER.finditer(text) for e164 in _read(match[0], plan)}
