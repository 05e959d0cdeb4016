"""A mail's own words against what it brings: which of the rows that came with it wait, because the mail takes them
back, postpones or corrects them.

The words are read with the mail's page (`read/mail.py`); the rows stand in other files of the same mail, each read by
itself. They are brought together when all are read: a file's reading depends on its bytes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from danhba.check.findings import file_finding, short
from danhba.check.taken_back import beside_form
from danhba.locate.phone_like import phone_like
from danhba.model.finding import Finding
from danhba.model.rows import Rows
from danhba.model.submission import Reading
from danhba.phones.messages import CLOSING, MAY, UNREAD, heard, is_plain, leaves_open, takes_back
from danhba.phones.phone_reading import told_of_withdrawn
from danhba.phones.remarks import Place, remark_of
from danhba.read.kind import Kind
from danhba.read.mail import brings_files, brings_lists, words_of_body
from danhba.registry import Registry
from danhba.vietnamese.sent_again import PASSED_ON, passes_on
from danhba.vietnamese.sent_before import EARLIER, OPEN, REPLACED, of_line
from danhba.vietnamese.text import fold, one_line, visible
from danhba.vietnamese.withdrawal import (
    FILE,
    POSTPONED,
    WITHDRAWN,
    Said,
    left_open,
    of_all,
    own_words,
    said_in_mail,
    said_of_files,
    sentences,
)
from schemas.catalogue import CATALOGUE
from schemas.forms.form import Form
from schemas.forms.withdrawal_words import EFFECT_UNKNOWN

OF_ITS_MAIL = "thư gửi kèm tệp"  # whose words hold a row, as a message says it
_EXCEPT = re.compile(r"(?<!\w)(?:ngoại |ngoai )?(?:trừ|tru)(?!\w)", re.I)
HOTLINE, NUMBER = "hotline", "number"  # a sentence that gives a number: called a hotline, or not
_TYPES = re.compile(
    r"^(?:(?:ubnd|uy ban nhan dan|xa|phuong|thi tran|tt|huyen|thi xa|tx|thanh pho|tp|quan|h|p|x)\b[ .]*)+"
)
_SEVERAL = re.compile(r"\b(?:phuong|p|quan|q)\.? ?\d+ ?(?:,|va|-|&) ?(?:phuong|p\.?)? ?\d")
_ASKS = "de nghi|xin|kinh|bao|thong bao|nho|trinh|tran trong"  # what whoever asks does
_MOST = 400  # sentences of a mail that are looked at
_SHORT, _LONGEST = 300, 600  # characters of a sentence that a message shows, that are kept
_OF_A_NUMBER = ("phone_e164", "extension", "phone_kind", "display", "ok", "note_public")
_CODE = "phone_withdrawn"


def hear(reading: Reading, data: bytes, form: Form) -> None:
    """Put into the reading of a mail's own words what they say of the files that came with it, and tell it."""
    text = words_of_body(data)
    own, still_open = own_words(text), left_open(text)
    against = said_in_mail(text)
    known = {said.text for said in against}
    for sentence, bare in still_open[:_MOST]:
        if CLOSING.match(fold(sentence)):
            break
        if remark_of(bare, Place.MAIL).words:
            against.append(Said(POSTPONED, sentence))
            known.add(sentence)
    reading.said = [(said.kind, said.text) for said in against]
    # Of an earlier sending that this one replaces a mail with rows says nothing against them.
    speaks = {sentence[:_LONGEST] for sentence, _ in still_open} if brings_files(data) else None
    reading.said += [
        (kind, sentence)
        for kind, sentence in heard(own, brings_lists(data))
        if sentence not in known and (speaks is None or sentence in speaks)
        if speaks is None or of_line(sentence, own) not in (EARLIER, REPLACED)
    ]
    if form.numbers is not None:
        of_ours, contact = re.compile(form.numbers.own), re.compile(form.lines.contact)
        for sentence in sentences(own):
            bare = fold(sentence)
            if CLOSING.match(bare):
                break
            if sentence in known or contact.search(bare) or not phone_like(sentence, beside_words=True):
                continue
            reading.said.append((HOTLINE if of_ours.search(bare) else NUMBER, sentence[:600]))
    of_files = said_of_files(text)
    reading.said += [(said.kind, said.text) for said in of_files]
    for sentence in sentences(own)[:_MOST]:
        if kind := of_line(sentence, own):
            either = kind != REPLACED and sentence in known
            reading.said.append((OPEN if either else kind, sentence[:600]))
    if brings_files(data) and passes_on(own):
        reading.said.append((PASSED_ON, one_line(own)[:_LONGEST]))
    against += of_files
    if not brings_lists(data):  # nothing but these words came: whatever may take back is told as that
        against += [Said(kind, sentence) for kind, sentence in reading.said if kind == MAY]
    if against:
        told = "”, “".join(dict.fromkeys(short(s.text, _SHORT) for s in against[:3]))
        file_finding(reading, "mail_withdraws", words=told, effect=EFFECT_UNKNOWN)


def heed_mails(readings: Iterable[Reading], registry: Registry) -> None:
    """Let the rows of readings of one container wait that the mail around them speaks against."""
    readings = list(readings)
    mails = [
        (mail_of(r.source_file), r.said if r.kind == Kind.MAIL_BODY.value else beside_form(r.said, registry.plan))
        for r in readings
        if r.said and not len(r.rows)
    ]
    for mail, said in mails:
        for reading in readings:
            if len(reading.rows) and reading.source_file.startswith(mail):
                mine = said_of(said, reading.source_file)
                reading.rows, more = heed(reading.rows, mine, reading.submitter.unit_code, registry)
                reading.findings.extend(more)


def mail_of(source_file: str) -> str:
    """Return what the names of all files begin with that came in one mail: `thu.eml!/`. source_file: of the mail's own
    words."""
    return source_file.rpartition("!/")[0] + "!/"


def said_of(said: Sequence[tuple[str, str]], source_file: str) -> list[tuple[str, str]]:
    """Return what a mail says that may be meant of one of its files: what it says of another file by name is not."""
    name = " ".join(fold(source_file.rpartition("!/")[2].rpartition("/")[2]).split())
    out: list[tuple[str, str]] = []
    of_before = {text for kind, text in said if kind == REPLACED}
    for kind, text in said:
        if kind == WITHDRAWN and text in of_before:
            continue
        if kind != FILE:
            out.append((kind, text))
        elif re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", " ".join(fold(visible(text)).split())):
            out.append((WITHDRAWN, f"các dòng của tệp: {text}"))
    return out


@dataclass(frozen=True, slots=True)
class Against:
    """What is said against one row: the sentence; whether its number is taken back and not only postponed."""

    sentence: str
    for_good: bool


def heed(
    rows: Rows, said: Sequence[tuple[str, str]], submitter: str, registry: Registry, where: str = OF_ITS_MAIL
) -> tuple[Rows, list[Finding]]:
    """Return rows and findings: those that a mail speaks against wait. said: kinds and sentences of the mail's own
    words; where: what mail."""
    return hold(rows, spoken_against(rows, said, submitter, registry), where)


def spoken_against(
    rows: Rows, said: Sequence[tuple[str, str]], submitter: str, registry: Registry
) -> dict[int, Against]:
    """Return the rows that a mail speaks against, which its sender sent. said: kinds and sentences of its own words."""
    columns = rows.columns
    against: dict[int, Against] = {}
    keys = _keys(columns, registry)
    for kind, sentence in said:
        named = None if kind in (WITHDRAWN, POSTPONED) and of_all(sentence) else _named(sentence, keys)
        if kind in (WITHDRAWN, POSTPONED, MAY) and (excepted := _excepted(sentence, keys)):
            named = excepted
        if named and len(named) > 1:
            named = _without_speaker(named, sentence, columns["unit_code"], submitter, registry)
        if kind in (HOTLINE, NUMBER):
            numbers = phone_like(sentence, beside_words=True)
            for index in named or ():
                mine = kind == HOTLINE or columns["unit_code"][index] != submitter
                if mine and not any(_same(n, columns["phone_e164"][index]) for n in numbers):
                    against.setdefault(index, Against(sentence, True))
            continue
        if kind in (MAY, UNREAD):
            if leaves_open(sentence):
                for index in _of_the_writer(columns["unit_code"], submitter):
                    against.setdefault(index, Against(sentence, False))
            for index in _one_by_one(named or (), kind, sentence, columns["unit_code"], submitter, keys):
                against.setdefault(index, Against(sentence, False))
            continue
        if kind not in (WITHDRAWN, POSTPONED):
            continue
        for index in named or range(len(rows)):
            against.setdefault(index, Against(sentence, kind == WITHDRAWN))
    return against


def _of_the_writer(units: Sequence[str], submitter: str) -> list[int]:
    """Return the rows of whoever writes; of an unknown writer those of the one unit that the list holds."""
    return [i for i, unit in enumerate(units) if unit == submitter or len({*units}) == 1]


def _one_by_one(
    named: Iterable[int],
    kind: str,
    sentence: str,
    units: Sequence[str],
    submitter: str,
    keys: Sequence[tuple[str, int]],
) -> list[int]:
    """Return the rows that a sentence names and singles out: by words that may take back, or by words that are not
    understood, which say nothing of the one who writes."""
    if kind == UNREAD:
        bare = fold(visible(sentence))
        for key, _ in keys:
            bare = re.sub(rf"(?<!\w){re.escape(key)}(?!\w)", " ", bare)
        if is_plain(bare):
            return []
    others = [i for i in named if units[i] != submitter]
    return others or ([] if kind == UNREAD else list(named))


def hold(rows: Rows, against: Mapping[int, Against], where: str, **more: object) -> tuple[Rows, list[Finding]]:
    """Return rows and findings: those spoken against that have a number wait. where: the words' place, as a message
    says it; more: further parameters of the findings."""
    columns = rows.columns
    wait = {i: a for i, a in against.items() if columns["phone_e164"][i] and "phone_" not in columns["errors"][i]}
    if not wait:
        return rows, []
    changed = {name: list(values) for name, values in columns.items()}
    findings: list[Finding] = []
    for index, told in sorted(wait.items()):
        findings.append(_finding(columns, index, told, where))
        findings[-1].params |= more
        changed["errors"][index] = f"{changed['errors'][index]} {_CODE}".lstrip()
        for name in _OF_A_NUMBER:
            changed[name][index] = ""
    return Rows(changed), findings


def _finding(columns: dict[str, list[str]], index: int, told: Against, where: str) -> Finding:
    e164, extension, kind, display, cell, raw = (
        columns[name][index] for name in ("phone_e164", "extension", "phone_kind", "display", "phone_cell", "phone_raw")
    )
    options = [[e164, extension, kind, display]]
    params = told_of_withdrawn(where, short(told.sentence, _SHORT), display, options, [e164] if told.for_good else [])
    severity = CATALOGUE[_CODE].severity.value
    unit = columns["unit_code"][index]
    params |= {"cell": cell, "raw": short(raw)}
    return Finding(_CODE, severity, columns["sheet"][index], cell, raw, unit, params, (index,))


def _excepted(sentence: str, keys: Sequence[tuple[str, int]]) -> set[int] | None:
    """Return the rows that a sentence excepts, where nothing but the exception speaks against any: "đủ các xã, trừ xã X
    chưa chốt số"."""
    found = _EXCEPT.search(sentence)
    return None if found is None or takes_back(sentence[: found.start()]) else _named(sentence[found.end() :], keys)


def _without_speaker(
    named: set[int], sentence: str, units: Sequence[str], submitter: str, registry: Registry
) -> set[int]:
    """Return the rows that a sentence names without those of the sender itself, where it is named once, as the one who
    asks ("huyện Lấp Vò đề nghị rút số của xã Định An")."""
    own = {i for i in named if units[i] == submitter}
    unit = registry.by_code.get(submitter)
    if not own or own == named or unit is None:
        return named
    bare = " ".join(fold(visible(sentence)).split())
    name = re.escape(_TYPES.sub("", fold(unit.name)).strip())
    asks = re.findall(rf"(?<!\w){name}(?: (?:{_ASKS})\b)?", bare)
    return named - own if len(asks) == 1 and re.search(rf"(?:{_ASKS})$", asks[0]) else named


def _keys(columns: dict[str, list[str]], registry: Registry) -> list[tuple[str, int]]:
    """Return (folded name, row) of every name by which a sentence may mean a row, the longest first."""
    out: set[tuple[str, int]] = set()
    for index, (raw, code) in enumerate(zip(columns["name_raw"], columns["unit_code"], strict=True)):
        for name in (raw, registry.by_code[code].name if code in registry.by_code else ""):
            bare = " ".join(fold(one_line(name)).replace("–", "-").split()).strip(" .,;:-()")
            core = _TYPES.sub("", bare).strip()
            out.update((key, index) for key in (bare, core) if len(key) > 3 and not key.isdigit())
    return sorted(out, key=lambda found: (-len(found[0]), found))


def _named(sentence: str, keys: Sequence[tuple[str, int]]) -> set[int] | None:
    """Return the rows whose units a sentence names; None where it names none, or some in a way that is not
    understood."""
    bare = " ".join(fold(visible(sentence)).split())
    if _SEVERAL.search(bare):
        return None
    found: set[int] = set()
    met: set[str] = set()
    for key, index in keys:
        if key in met:
            found.add(index)
            continue
        parts = re.split(rf"(?<!\w){re.escape(key)}(?!\w)", bare)
        if len(parts) > 1:
            met.add(key)
            found.add(index)
            bare = " | ".join(parts)  # a longer name's words name no shorter one
    return found or None


def _same(digits: str, e164: str) -> bool:
    national = e164.removeprefix("+84")
    return (
        bool(national)
        and digits.lstrip("0").removeprefix("84").endswith(national[-7:])
        and (len(digits) < 9 or digits.endswith(national))
    )
