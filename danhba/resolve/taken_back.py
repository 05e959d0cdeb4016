"""What later mails and letters take back of what was sent before, wherever it came from: which rows wait, and by whose
word.

Whoever may speak for a unit takes its number back as he gave it. Anybody else only makes it doubtful: it waits too, but
a person's answer weighs more than his word (decision 0129).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from danhba.check.findings import short
from danhba.check.mail_words import HOTLINE, Against, hold, spoken_against
from danhba.check.taken_back import AROUND, corrects, is_about_hotlines, numbers_of, stops_publishing
from danhba.identify.sender import Witness
from danhba.model.finding import Finding
from danhba.model.submission import Receipt, Submission
from danhba.registry import Registry
from danhba.resolve.voices import RANK_NONE, rank_of
from danhba.vietnamese.dates import clock
from danhba.vietnamese.withdrawal import POSTPONED, WITHDRAWN, of_all
from schemas.catalogue import CATALOGUE

_CODE = "mail_withdraws"
_NAMED = 5  # numbers that a message names


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


@dataclass(frozen=True, slots=True)
class _Word:
    speaker: Speaker
    sentence: str
    units: frozenset[str]  # of which it speaks where it gives no number that somebody has
    numbers: frozenset[str]  # taken back
    right: frozenset[str]  # given as right


@dataclass(slots=True)
class _Rows:
    """All rows that had a number when they were read, by unit and by number (E.164), as (submission, row, number)."""

    by_unit: dict[str, list[tuple[Submission, int, str]]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, list[tuple[Submission, int, str]]] = field(default_factory=lambda: defaultdict(list))


class TakenBack:
    """Applies speakers to submissions against one registry."""

    def __init__(self, registry: Registry, witness: Witness) -> None:
        self._registry, self._witness = registry, witness
        self._held: dict[tuple[str, int], Finding] = {}
        self._reached: dict[str, list[str]] = defaultdict(list)  # numbers as shown, by the speaker's receipt

    def apply(self, speakers: Sequence[Speaker], submissions: Sequence[Submission]) -> None:
        """Let rows wait. speakers: oldest first. Those who may speak come before those who may not."""
        rows = _rows_of(submissions)
        for speaker in speakers:
            self._of_his_own(speaker, submissions, rows)
        # The sentence that gives the number is the one to be shown.
        words = sorted((w for speaker in speakers for w in self._words(speaker)), key=lambda word: not word.numbers)
        for known in (True, False):
            for word in words:
                self._of_anybody(word, rows, known)
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
            if of_all(text) or not any(rows.by_number.get(number) for number in numbers_of(text, plan)[0])
        ]
        for submission in submissions:
            earlier = submission.received_at < speaker.receipt.received_at
            if said and earlier and submission.submitter == speaker.sender and len(submission.rows):
                against = spoken_against(submission.rows, said, speaker.sender, self._registry)
                self._hold(submission, against, speaker, False)

    # --- whoever sent it ----------------------------------------------------------------------------------------------

    def _words(self, speaker: Speaker) -> list[_Word]:
        out: list[_Word] = []
        about = any(is_about_hotlines(text) for text in [*speaker.around, *(text for _, text in speaker.said)])
        around = self._named(speaker.around)
        for kind, sentence in speaker.said:
            wrong, right = numbers_of(sentence, self._registry.plan)
            named = self._named([sentence])
            if kind == HOTLINE:  # "số đường dây nóng của xã là …": every number in it is given as right
                wrong, right = frozenset[str](), wrong | right
                if not (corrects(sentence) or (named and speaker.sender)):
                    continue
            elif kind != WITHDRAWN and not (kind == POSTPONED and (stops_publishing(sentence) or wrong)):
                continue
            if speaker.brings:
                named = around = frozenset[str]()
            units = named or around or frozenset({speaker.sender} - {""} if not speaker.brings else ())
            if about or wrong:
                out.append(_Word(speaker, sentence, units if about else frozenset(), wrong, right))
        return out

    def _named(self, texts: Sequence[str]) -> frozenset[str]:
        """Return the units that the first of some texts names that names any; a name that several have is none's."""
        for text in texts:
            units = self._witness.named_in(text)
            names = {self._registry.by_code[u].name for u in units}
            if len(units) == 1 or len(names) == len(units) > 0:
                return frozenset(units)
        return frozenset()

    def _of_anybody(self, word: _Word, rows: _Rows, known: bool) -> None:
        speaker = word.speaker
        meant = [(s, i) for n in sorted(word.numbers) for s, i, _ in rows.by_number[n] if _is_before(s, speaker, True)]
        spoken = {s.rows.units[i] for s, i in meant}
        for unit in sorted(word.units - spoken):
            own = ((s, i) for s, i, number in rows.by_unit[unit] if number not in word.right)
            meant += [(s, i) for s, i in own if _is_before(s, speaker, False)]
        for submission, index in meant:
            unit = submission.rows.units[index]
            may = bool(speaker.sender) and rank_of(speaker.sender, unit, self._registry) != RANK_NONE
            if may is known:
                self._hold(submission, {index: Against(word.sentence, True)}, speaker, not may)

    def _hold(self, submission: Submission, against: dict[int, Against], speaker: Speaker, outsider: bool) -> None:
        by = speaker.receipt.id
        for index in against:
            held = self._held.get((submission.id, index))
            before: list[str] = held.params["by"] if held is not None else []  # type: ignore[assignment]
            if held is not None and not outsider and by not in before:
                before.append(by)  # said again by whoever may: an answer to what he said before is none to this
        shown = submission.rows.column("display")
        submission.rows, more = hold(submission.rows, against, speaker.as_shown, by=[by], outsider=outsider)
        for finding in more:
            finding.params = dict(finding.params, by=[by])
            self._held[submission.id, finding.rows[0]] = finding
            unit = self._registry.by_code.get(finding.unit_code)
            name = self._registry.full_name(unit.code) if unit else "một đơn vị"
            self._reached[by].append(f"{shown[finding.rows[0]]} của {name}")
        if more:
            submission.findings = [*submission.findings, *more]

    def _tell(self, speaker: Speaker, submissions: Sequence[Submission]) -> None:
        """Say at the mail or letter what became of what it takes back."""
        reached = list(dict.fromkeys(self._reached.get(speaker.receipt.id, ())))
        heard = any(kind in (WITHDRAWN, POSTPONED) for kind, _ in speaker.said)
        if not reached and (speaker.brings or not heard):
            return
        more = f" và {len(reached) - _NAMED} số nữa" if len(reached) > _NAMED else ""
        effect = (
            f"Số đã gửi trước đó chờ trả lời trong quyet-dinh.xlsx, chưa công bố: {'; '.join(reached[:_NAMED])}{more}"
            if reached
            else "Không số nào đang có khớp với lời này, nên chưa giữ lại số nào"
        )
        for submission in submissions:
            if submission.id == speaker.receipt.id:
                told = [f for f in submission.findings if f.code != _CODE]
                before = next((f for f in submission.findings if f.code == _CODE), None)
                words = "”, “".join(short(text, 300) for _, text in speaker.said[:3])
                params = before.params if before is not None else {"file": submission.file, "words": words}
                finding = Finding(
                    _CODE,
                    CATALOGUE[_CODE].severity.value,
                    params={**params, "file": submission.file_and_mail, "effect": effect},
                )
                submission.findings = [*told, finding]
                finding.unit_code = speaker.sender


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
    if not any(kind in (WITHDRAWN, POSTPONED, HOTLINE) for kind, _ in said):
        return None
    what = "công văn" if letter else "thư"
    name = short(
        receipt.source_file.split("!/")[0].rsplit("/", 1)[-1] if not letter else receipt.source_file.rsplit("/", 1)[-1],
        60,
    )
    by = "" if sender else f", {f'của {short(of_mail, 80)}, ' if of_mail else ''}chưa rõ đơn vị gửi"
    shown = f"{what} “{name}” (nhận lúc {clock(receipt.received_at)}{by})"
    lines = [text for kind, text in said if kind == AROUND]
    return Speaker(receipt, sender, [s for s in said if s[0] != AROUND], [*around, *lines], brings, shown, letter)


def _rows_of(submissions: Sequence[Submission]) -> _Rows:
    out = _Rows()
    for submission in submissions:
        for index, (unit, number) in enumerate(zip(submission.rows.units, submission.rows.numbers, strict=True)):
            if unit and number:
                e164 = number.partition(";")[0]
                out.by_unit[unit].append((submission, index, e164))
                out.by_number[e164].append((submission, index, e164))
    return out


def _is_before(submission: Submission, speaker: Speaker, by_number: bool) -> bool:
    """Tell whether a file was sent before a mail or letter; of one night, where just its number is given, that which
    was not changed later."""
    receipt = speaker.receipt
    if submission.received_at != receipt.received_at or not by_number:
        return submission.received_at < receipt.received_at
    return submission.changed_at <= receipt.changed_at
