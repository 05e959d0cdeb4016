"""What later mails and letters take back of what was sent before, wherever it came from: which rows wait, and by whose
word.

Whoever may speak for a unit takes its number back as he gave it. Anybody else only makes it doubtful: it waits too, but
a person's answer weighs more than his word (decision 0129).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from danhba.check.findings import short
from danhba.check.mail_words import HOTLINE, OF_ITS_MAIL, Against, hold, spoken_against
from danhba.check.taken_back import AROUND, corrects, is_about_hotlines, numbers_of, stops_publishing
from danhba.identify.sender import Witness
from danhba.model.finding import Finding, error_codes
from danhba.model.submission import Receipt, Submission
from danhba.phones.messages import DROPPED, MAY, UNREAD
from danhba.registry import Registry
from danhba.resolve.named_units import NamedUnits
from danhba.resolve.voices import RANK_NONE, rank_of
from danhba.resolve.when_said import is_before, meant_by
from danhba.vietnamese.dates import clock
from danhba.vietnamese.sent_again import PASSED_ON
from danhba.vietnamese.sent_before import (
    EARLIER,
    OF_BEFORE,
    OPEN,
    REPLACED,
    of_line,
    of_list,
    of_one_before,
    without_what_stays,
)
from danhba.vietnamese.text import fold
from danhba.vietnamese.withdrawal import POSTPONED, WITHDRAWN, of_all
from schemas.catalogue import CATALOGUE

_CODE, _WITHDRAWN = "mail_withdraws", "phone_withdrawn"
_NAMED = 5  # numbers that a message names
_SHORTEST_NAME = 6  # characters of a file's name that stands in a sentence
# The writer's own number is meant beside those of others; a title that says what a letter is about; who writes.
_OWN_TOO = re.compile(r"của (?:ubnd )?(?:huyện|thị xã|thành phố|đơn vị)(?: mình)?,? (?:và|cùng)\b")
# A paper that was sent, and not an appointment or a car: “Bản hôm qua em gửi lộn”, “Báo cáo hôm qua xin bỏ”.
_A_PAPER = re.compile(
    r"\b(?:bản|báo cáo|phụ lục|biểu(?: mẫu)?|bảng|danh sách|file|tệp|form|excel|ban|bao cao|phu luc|danh sach|tep)\b"
    r"[^.;]{0,60}\b(?:hôm (?:qua|trước|kia)|hồi|bữa|vừa|gửi|nộp|báo|sáng nay|tối qua|chiều qua|lúc nãy|hom qua"
    r"|gui|nop)\b"
)
_TITLE = re.compile(r"\W*(?:v/v|về việc|trích yếu)\b", re.I)
_WRITER = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Huyện|TP|Thành phố|Thị xã) [^,.;:]{2,60}?"
    r"(?= (?:đề nghị|xin|kính|trân trọng|thông báo|báo|nhờ))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A mail or letter that takes something back.

    sender: who is known to have sent it, '' nobody; said: kinds and sentences; around: other words that may name the
    unit it speaks of (subject, who the mail says it is from, letterhead); brings: it came with rows of its own, and
    speaks of older ones only where it gives their number; as_shown: how a message names it; letter: no mail's words.
    """

    receipt: Receipt
    sender: str
    said: Sequence[tuple[str, str]]
    around: Sequence[str]
    brings: bool
    as_shown: str
    letter: bool = False

    @property
    def by(self) -> tuple[str, str]:
        """Its receipt, and how a message names it."""
        return self.receipt.id, self.as_shown


@dataclass(frozen=True, slots=True)
class _Word:
    speaker: Speaker
    sentence: str
    units: frozenset[str]  # of which it speaks where it gives no number that somebody has
    numbers: frozenset[str]  # taken back
    right: frozenset[str]  # given as right
    listed: str = ""  # whose whole list it speaks of, '' of none
    left_out: frozenset[str] = frozenset()  # units that it excepts


@dataclass(slots=True)
class _Rows:
    """All rows that had a number when they were read, by unit and by number (E.164), as (submission, row, number)."""

    by_unit: dict[str, list[tuple[Submission, int, str]]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, list[tuple[Submission, int, str]]] = field(default_factory=lambda: defaultdict(list))


class TakenBack:
    """Applies speakers to submissions against one registry."""

    def __init__(self, registry: Registry, witness: Witness) -> None:
        self._registry, self._units = registry, NamedUnits(registry, witness)
        self._held: dict[tuple[str, int], Finding] = {}
        # (unit, number as shown) by the speaker's receipt
        self._reached: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def apply(self, speakers: Sequence[Speaker], submissions: Sequence[Submission]) -> None:
        """Let rows wait. speakers: oldest first. Those who may speak come before those who may not."""
        rows = _rows_of(submissions)
        for speaker in speakers:
            self._of_his_own(speaker, submissions, rows)
            self._of_what_it_replaces(speaker, submissions, rows)
            self._of_rows_left_blank(speaker, rows)
        # The sentence that gives the number is the one to be shown.
        words = sorted((w for speaker in speakers for w in self._words(speaker)), key=lambda word: not word.numbers)
        for known in (True, False):
            for word in words:
                self._of_anybody(word, rows, known)
                self._of_a_list(word, submissions, known)
        self._of_what_mails_doubt(submissions, rows)
        for speaker in speakers:
            self._tell(speaker, submissions)

    # --- what he sent himself -----------------------------------------------------------------------------------------

    def _of_his_own(self, speaker: Speaker, submissions: Sequence[Submission], rows: _Rows) -> None:
        """A sender's later mail without a list speaks of the lists that he sent before; where it gives a number that
        somebody has, of that."""
        if not speaker.sender or speaker.brings or speaker.letter:
            return
        said = [s for s in speaker.said if s[0] == WITHDRAWN or (s[0] == POSTPONED and stops_publishing(s[1]))]
        plan = self._registry.plan
        said = [
            (WITHDRAWN, text)
            for _, text in said
            # Of units that are named it is heard below, one by one: “của các xã Định An, Tân Mỹ” is not all.
            if of_list(without_what_stays(text)) or not self._named_by(text, speaker.sender) - {speaker.sender}
            if of_all(text) or not any(rows.by_number.get(number) for number in numbers_of(text, plan)[0])
        ]
        own = [s for s in submissions if s.submitter == speaker.sender and len(s.rows)]
        for _, text in said:
            for submission in meant_by(speaker.receipt, text, own):
                against = spoken_against(submission.rows, [(WITHDRAWN, text)], speaker.sender, self._registry)
                self._hold(submission, against, speaker.by, False)

    # --- what comes with rows of its own ------------------------------------------------------------------------------

    def _of_what_it_replaces(self, speaker: Speaker, submissions: Sequence[Submission], rows: _Rows) -> None:
        """A return that takes back what was sent before, of itself or in its mail's words: the older rows of its units
        wait and are never kept; where it stays open what is meant, its own wait too."""
        for kind, sentence in speaker.said:
            if kind not in OF_BEFORE:
                continue
            for brought in self._brought_by(speaker, submissions):
                sender = "" if brought.contradicted else brought.submitter
                own = {u for u in brought.rows.units if u}
                sound = zip(brought.rows.units, brought.rows.numbers, strict=True)
                brought_sound = dict(sound) if sender else dict[str, str]()
                named = self._named_by(sentence, sender) - {sender}
                meant = [row for unit in sorted(own | named) for row in rows.by_unit[unit]]
                if sender:  # nobody knows who sends: of all its units it makes the older numbers doubtful
                    meant = [m for m in meant if m[0].submitter == sender or m[0].rows.units[m[1]] in (sender, *named)]
                if sender and of_list(sentence) and not named:
                    meant += [row for all_of in rows.by_unit.values() for row in all_of if row[0].submitter == sender]
                numbers: dict[str, set[str]] = defaultdict(set)
                for submission, i, number in meant:
                    unit = submission.rows.units[i]
                    may = rank_of(sender, unit, self._registry) != RANK_NONE
                    if may and is_before(submission, speaker.receipt) and not self._brings(speaker, submission):
                        numbers[unit].add(number)
                        told = kind != REPLACED or not brought_sound.get(unit)
                        against = {i: Against(sentence, True)}
                        self._hold(submission, against, speaker.by, not sender, with_new=True, told=told)
                if kind != REPLACED:  # the same number again, or words that may be of these rows
                    given = [number.partition(";")[0] for number in brought.rows.numbers]
                    again = [
                        i for i, u in enumerate(brought.rows.units) if u and (kind == OPEN or given[i] in numbers[u])
                    ]
                    self._hold(brought, {i: Against(sentence, False) for i in again}, speaker.by, False, with_new=True)

    def _of_what_mails_doubt(self, submissions: Sequence[Submission], rows: _Rows) -> None:
        """A number that its mail's words let wait, which speak of one before too: the one before waits with it. Kept in
        its place it might be just the one that the words call dead."""
        for submission in submissions:
            if not submission.submitter:
                continue
            for finding in submission.findings if _WITHDRAWN in error_codes(submission.findings) else ():
                words = str(finding.params.get("words", ""))
                if finding.code != _WITHDRAWN or finding.params.get("where") != OF_ITS_MAIL or not of_one_before(words):
                    continue
                for older, i, _ in rows.by_unit.get(finding.unit_code, ()):
                    if older.submitter == submission.submitter and older.moment < submission.moment:
                        by = submission.id, f"thư gửi kèm tệp “{short(submission.file, 60)}”"
                        self._hold(older, {i: Against(words, False)}, by, False, with_new=True, told=False)

    def _of_rows_left_blank(self, speaker: Speaker, rows: _Rows) -> None:
        """A row without a number whose note takes back the number before: that one waits."""
        for unit, _, note in (text.partition("\n") for kind, text in speaker.said if kind == DROPPED):
            may = rank_of(speaker.sender, unit, self._registry) != RANK_NONE
            for submission, i, _ in rows.by_unit.get(unit, ()):
                if is_before(submission, speaker.receipt) and not self._brings(speaker, submission):
                    self._hold(submission, {i: Against(note, True)}, speaker.by, not may, with_new=True, told=False)

    def _brings(self, speaker: Speaker, submission: Submission) -> bool:
        receipt = speaker.receipt
        if submission.id == receipt.id:
            return True
        around = receipt.source_file.rpartition("!/")[0]
        same = submission.received_at == receipt.received_at and bool(receipt.container) and around != ""
        return same and submission.source_file.startswith(f"{around}!/")

    def _brought_by(self, speaker: Speaker, submissions: Sequence[Submission]) -> list[Submission]:
        own = [s for s in submissions if s.id == speaker.receipt.id and len(s.rows)]
        return own or [s for s in submissions if len(s.rows) and self._brings(speaker, s)]

    # --- whoever sent it ----------------------------------------------------------------------------------------------

    def _words(self, speaker: Speaker) -> list[_Word]:
        out: list[_Word] = []
        about = any(is_about_hotlines(text) for text in [*speaker.around, *(text for _, text in speaker.said)])
        around = self._units.first_of(speaker.around)
        # “Phụ lục hôm qua điền trật hết, xin hủy.”: a unit that sent one is known, and what it sent before is meant.
        known = bool(speaker.sender) or len(around) == 1
        about = about or (
            known
            and any(of_line(text) in (EARLIER, REPLACED) or _A_PAPER.search(text.lower()) for _, text in speaker.said)
        )
        writer = self._writer(speaker, around)
        specific = any(
            self._named_by(text, writer) - {writer} for k, text in speaker.said if k in (WITHDRAWN, POSTPONED)
        )
        for kind, sentence in speaker.said:
            wrong, right = numbers_of(sentence, self._registry.plan)
            named = self._named_by(sentence, writer)
            others = named - {writer}
            if kind == HOTLINE:  # "số đường dây nóng của xã là …": every number in it is given as right
                wrong, right = frozenset[str](), wrong | right
                if not (corrects(sentence) or (named and speaker.sender)):
                    continue
            elif kind != WITHDRAWN and not (kind == POSTPONED and (stops_publishing(sentence) or wrong)):
                continue
            if speaker.brings:
                named = around = frozenset[str]()
            listed, left_out = "", frozenset[str]()
            units = frozenset[str]()
            if others and not speaker.brings:
                units = others
                if writer and _OWN_TOO.search(sentence.lower()):
                    units |= {writer}
            else:
                units = named or around or frozenset({speaker.sender} - {""} if not speaker.brings else ())
                whole = of_list(sentence) and not speaker.brings
                if specific and not named and (not whole or _is_title(sentence)):
                    units = frozenset[str]()  # other words say which units are meant
                elif whole:
                    about = True
                    listed = writer or (next(iter(units)) if len(units) == 1 else "")
                    left_out = self._units.without_excepted(without_what_stays(sentence), listed)[1]
            if about or wrong:
                units = units - left_out if about else frozenset[str]()
                out.append(_Word(speaker, sentence, units, wrong, right, listed, left_out))
        return out

    def _writer(self, speaker: Speaker, around: frozenset[str]) -> str:
        """Return the unit that writes: its sender, or the one that the words around or the first sentence name."""
        if speaker.sender:
            return speaker.sender
        said = [text for kind, text in speaker.said if kind in (WITHDRAWN, POSTPONED)]
        who = tuple(m[0] for text in said if (m := _WRITER.search(text)))
        own = around or self._units.first_of(who) or self._units.first_of(said)
        return next(iter(own)) if len(own) == 1 else ""

    def _named_by(self, sentence: str, writer: str) -> frozenset[str]:
        """Return the units of which a sentence of a writer speaks, each by its name; what stands above him says only
        where he is."""
        text, left_out = self._units.without_excepted(without_what_stays(sentence), writer)
        named = self._units.in_list(text, writer) - left_out
        return frozenset(u for u in named if u == writer or not (writer and self._registry.is_within(writer, u)))

    def _of_a_list(self, word: _Word, submissions: Sequence[Submission], known: bool) -> None:
        """The list that a unit sent, or the file that is named, is taken back: all its rows wait."""
        speaker = word.speaker
        may = bool(speaker.sender)
        if may is not known or speaker.brings:
            return
        bare = fold(word.sentence)
        with_rows = [s for s in submissions if len(s.rows)]
        own = [s for s in with_rows if word.listed and s.submitter == word.listed]
        lists = {s.id for s in meant_by(speaker.receipt, word.sentence, own)}
        for submission in with_rows:
            name = fold(submission.source_file.rpartition("!/")[2].rpartition("/")[2])
            by_name = len(name) > _SHORTEST_NAME and name in bare and is_before(submission, speaker.receipt)
            if not by_name and submission.id not in lists:
                continue
            units, numbers = submission.rows.units, submission.rows.numbers
            if by_name and may and submission.submitter != speaker.sender:
                continue
            against = {
                i: Against(word.sentence, True)
                for i, unit in enumerate(units)
                if numbers[i] and unit not in word.left_out and numbers[i].partition(";")[0] not in word.right
            }
            self._hold(submission, against, speaker.by, not may)

    def _of_anybody(self, word: _Word, rows: _Rows, known: bool) -> None:
        speaker = word.speaker
        meant = [(s, i) for n in sorted(word.numbers) for s, i, _ in rows.by_number[n] if is_before(s, speaker.receipt)]
        spoken = {s.rows.units[i] for s, i in meant}
        for unit in sorted(word.units - spoken):
            own = [(s, i) for s, i, number in rows.by_unit[unit] if number not in word.right]
            reached = {s.id for s in meant_by(speaker.receipt, word.sentence, [s for s, _ in own])}
            meant += [(s, i) for s, i in own if s.id in reached and not self._brings(speaker, s)]
        for submission, index in meant:
            unit = submission.rows.units[index]
            may = bool(speaker.sender) and rank_of(speaker.sender, unit, self._registry) != RANK_NONE
            if may is known:
                self._hold(submission, {index: Against(word.sentence, True)}, speaker.by, not may)

    def _hold(
        self,
        submission: Submission,
        against: dict[int, Against],
        by_whom: tuple[str, str],
        outsider: bool,
        with_new: bool = False,
        told: bool = True,
    ) -> None:
        by, as_shown = by_whom
        for index in against:
            held = self._held.get((submission.id, index))
            before: list[str] = held.params["by"] if held is not None else []  # type: ignore[assignment]
            if held is not None and not outsider and by not in before:
                before.append(by)  # said again by whoever may: an answer to what he said before is none to this
        shown = submission.rows.column("display")
        submission.rows, more = hold(submission.rows, against, as_shown, by=[by], outsider=outsider)
        if with_new:
            for finding in more:
                finding.params = dict(finding.params, with_new=True)
        for finding in more:
            finding.params = dict(finding.params, by=[by])
            self._held[submission.id, finding.rows[0]] = finding
            unit = self._registry.by_code.get(finding.unit_code)
            name = self._registry.full_name(unit.code) if unit else "một đơn vị"
            if told:  # what a sound number has replaced waits for nobody
                self._reached[by].append((finding.unit_code, f"{shown[finding.rows[0]]} của {name}"))
        if more:
            submission.findings = [*submission.findings, *more]

    def _tell(self, speaker: Speaker, submissions: Sequence[Submission]) -> None:
        """Note at the mail or letter what it takes back reached; what became of that is told when all is resolved."""
        reached = list(dict.fromkeys(self._reached.get(speaker.receipt.id, ())))
        heard = any(kind in (WITHDRAWN, POSTPONED) for kind, _ in speaker.said)
        if not reached and (speaker.brings or not heard):
            return
        for submission in submissions:
            if submission.id == speaker.receipt.id:
                told = [f for f in submission.findings if f.code != _CODE]
                before = next((f for f in submission.findings if f.code == _CODE), None)
                words = "”, “".join(short(text, 300) for _, text in speaker.said[:3])
                params = before.params if before is not None else {"file": submission.file, "words": words}
                finding = Finding(
                    _CODE,
                    CATALOGUE[_CODE].severity.value,
                    params={**params, "file": submission.file_and_mail, "reached": [list(r) for r in reached]},
                )
                submission.findings = [*told, finding]
                finding.unit_code = speaker.sender


def tell_effects(submissions: Sequence[Submission], open_of: frozenset[str]) -> None:
    """Say at every mail or letter what became of the numbers that it takes back. open_of: the codes of the units about
    whose number a reviewer is asked and has not answered; no other number is told as waiting for one."""
    for submission in submissions:
        for finding in submission.findings if _CODE in error_codes(submission.findings) else ():
            if finding.code == _CODE and "reached" in finding.params:
                reached: list[tuple[str, str]] = [(u, n) for u, n in finding.params["reached"]]  # type: ignore[attr-defined]
                waiting = [number for unit, number in reached if unit in open_of]
                over = [number for unit, number in reached if unit not in open_of]
                said = [f"{_WAITS}: {_some(waiting)}"] if waiting else []
                said += [f"{_OVER}: {_some(over)}"] if over else []
                finding.params = {**finding.params, "effect": ". ".join(said) or _NONE_MEANT}


def effects_of(submission: Submission) -> list[str]:
    """Return what is told at a mail or letter of what it takes back; empty for any other file."""
    if _CODE not in error_codes(submission.findings):
        return []
    return [str(f.params.get("effect", "")) for f in submission.findings if f.code == _CODE and "reached" in f.params]


_WAITS = "Số đã gửi trước đó chờ trả lời trong quyet-dinh.xlsx, chưa công bố"
_OVER = "Lời này không còn giữ lại số nào của đơn vị, vì đã có câu trả lời hoặc bản gửi khác"
_NONE_MEANT = "Không số nào đã nhận khớp với lời này, nên không có số nào phải giữ lại"


def _some(numbers: Sequence[str]) -> str:
    more = f" và {len(numbers) - _NAMED} số nữa" if len(numbers) > _NAMED else ""
    return "; ".join(numbers[:_NAMED]) + more


def speaker_of(
    receipt: Receipt,
    sender: str,
    said: Sequence[tuple[str, str]],
    around: Sequence[str],
    brings: bool,
    of_mail: str,
    letter: bool,
) -> Speaker | None:
    """Return what a mail's words or a letter take back, None where they take nothing back. of_mail: whom its mail says
    it is from, '' unknown."""
    said = [s for s in said if s[0] not in (UNREAD, PASSED_ON) and not (brings and s[0] == MAY)]
    if not any(kind in (WITHDRAWN, POSTPONED, MAY, HOTLINE, DROPPED) or kind in OF_BEFORE for kind, _ in said):
        return None
    what = "thư" if not letter else "tệp" if brings else "công văn"
    name = short(
        receipt.source_file.split("!/")[0].rsplit("/", 1)[-1] if not letter else receipt.source_file.rsplit("/", 1)[-1],
        60,
    )
    by = "" if sender else f", {f'của {short(of_mail, 80)}, ' if of_mail else ''}chưa rõ đơn vị gửi"
    shown = f"{what} “{name}” (nhận lúc {clock(receipt.received_at)}{by})"
    lines = [text for kind, text in said if kind == AROUND]
    if not brings:  # the words are all that came: whatever doubts a number is said of one that was sent before
        doubts = (MAY, POSTPONED)
        said = [(WITHDRAWN if kind in doubts else kind, text) for kind, text in said]
    return Speaker(receipt, sender, [s for s in said if s[0] != AROUND], [*around, *lines], brings, shown, letter)


def _is_title(sentence: str) -> bool:
    return _TITLE.match(sentence) is not None


def _rows_of(submissions: Sequence[Submission]) -> _Rows:
    out = _Rows()
    for submission in submissions:
        for index, (unit, number) in enumerate(zip(submission.rows.units, submission.rows.numbers, strict=True)):
            if unit and number:
                e164 = number.partition(";")[0]
                out.by_unit[unit].append((submission, index, e164))
                out.by_number[e164].append((submission, index, e164))
    return out
