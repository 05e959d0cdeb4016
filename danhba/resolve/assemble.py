"""Everything received so far as resolve sees it: every reading brought together with its newest receipt."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from danhba.calls.accept import in_time
from danhba.calls.columns import KIND as CALLS
from danhba.check.evidence import with_subject
from danhba.check.mail_words import heed, mail_of, said_of
from danhba.check.taken_back import beside_form
from danhba.identify.claims import named_alone
from danhba.identify.match import Matcher
from danhba.identify.sender import Witness, evidence_words
from danhba.model.call import Call
from danhba.model.finding import Finding, error_codes
from danhba.model.order import Eras, claim_number, eras_of
from danhba.model.submission import Receipt, SaidSent, Submission
from danhba.phones.messages import MAY, UNREAD
from danhba.read.kind import Kind
from danhba.read.mail_sender import address_in
from danhba.registry import Registry
from danhba.resolve.carried import carried_submissions
from danhba.resolve.outcome import Assembled
from danhba.resolve.said_again import said_before
from danhba.resolve.taken_back import Speaker, TakenBack, speaker_of
from danhba.resolve.who_wrote import numbers_by_unit, of_own, who_wrote
from danhba.review.accept import refusal, told_of
from danhba.review.questions import Decision
from danhba.review.read_workbook import KIND as DECISIONS
from danhba.review.seal import Seal
from danhba.review.sent_list import KIND as SENT
from danhba.store.readings import Kept
from danhba.vietnamese.dates import clock, clock_and_date
from danhba.vietnamese.sent_again import PASSED_ON
from danhba.vietnamese.sent_before import of_subject
from schemas.catalogue import CATALOGUE
from schemas.demands import COUNTS, EVIDENCE, ROSTER
from schemas.forms.counts import CALLED as COUNTS_CALLED
from schemas.forms.roster import CALLED as ROSTER_CALLED

MAIL_WORDS = Kind.MAIL_BODY.value


@dataclass(frozen=True, slots=True)
class ReviewOffice:
    """How a reviewer's workbook is known.

    key: the installation's; folder: the reviewers', as people are told; sender_of: whom the mail of a receipt (its id)
    says it is from, '' unknown; unsealed: ids of receipts from before workbooks were signed, whose decisions stay in
    force; subject_of: what that mail is about, '' unknown.
    """

    key: bytes
    folder: str
    sender_of: Callable[[str], str]
    unsealed: frozenset[str] = frozenset()
    subject_of: Callable[[str], str] = lambda receipt: ""


def assemble(
    receipts: Sequence[Receipt],
    kept_of: Callable[[Receipt], Kept],
    decisions: list[Decision],
    registry: Registry,
    office: ReviewOffice,
) -> Assembled:
    """Bring every reading together with its newest receipt: the same bytes of the same sender count once.

    receipts: all of them, oldest first; kept_of: the reading of a receipt that is no container; decisions: those given
    by command, to which the answered workbooks' are added; office: how these are known.
    """
    read = [r for r in receipts if not r.members]
    mails = _Mails(read, kept_of, registry, office)
    same: dict[tuple[str, str, bool, str], list[Receipt]] = {}
    before: dict[tuple[str, str], list[Receipt]] = {}
    contents = {r.id: r.sha256 for r in receipts}

    def words_of(receipt: Receipt) -> str:
        """Words are their writer's: two who write the same each say it. By the mail that they came with."""
        kept = kept_of(receipt)
        return contents.get(receipt.container, "") if kept.kind == MAIL_WORDS or (kept.said and not kept.rows) else ""

    for receipt in read:
        sender = kept_of(receipt).submitter.unit_code
        # What lies in the inbox too is not what a reviewer handed in, though the bytes be the same.
        words = words_of(receipt)
        same.setdefault((receipt.sha256, sender, receipt.from_reviewers, words), []).append(receipt)
        before.setdefault((receipt.sha256, words), []).append(receipt)
    witness = cache(lambda: Witness(Matcher(registry)))  # most nights need none
    submissions: list[Submission] = []
    evidence: dict[str, list[str]] = {}
    repeated: list[tuple[str, str, str]] = []
    by_command, decisions = decisions, list(decisions)
    calls: list[Call] = []
    sent: list[SaidSent] = []
    eras = eras_of(receipts)
    for receipts_of_one in same.values():
        receipt = receipts_of_one[-1]
        kept = kept_of(receipt)
        submission = _submission(receipt, kept, registry, office)
        if submission.contradicted and len(submission.rows):
            alone = named_alone(kept.submitter.evidence, witness())
            submission.may_be = [u for u in alone if u in registry.by_code and u not in submission.claimed]
        mails.heed(receipt, submission)
        submission.said_before = said_before(
            receipts_of_one,
            mails.passed_on.get(receipt.container, ()),
            office.subject_of(receipt.container) if receipt.container and len(receipts_of_one) > 1 else "",
            kept.correction > max(1, kept_of(receipts_of_one[0]).correction),
        )
        submission.era = eras.of(claim_number(receipt.claim))
        all_of_these_bytes = before[receipt.sha256, words_of(receipt)]
        earlier = all_of_these_bytes[: all_of_these_bytes.index(receipt)]
        if earlier:
            said = "; ".join(f"{r.source_file.rsplit('/', 1)[-1]}, {clock(r.received_at)}" for r in earlier[-3:])
            _note(submission, "file_duplicate", {"detail": said})
        deadline = (
            None if kept.kind in (DECISIONS, CALLS, SENT) else registry.deadline
        )  # what a reviewer decides is no return
        if deadline is not None and dt.datetime.fromisoformat(receipt.received_at) > deadline:
            submission.late = True
            _note(
                submission, "received_late", {"when": clock(receipt.received_at), "deadline": clock_and_date(deadline)}
            )
        if kept.kind == DECISIONS:
            decisions += _answers(submission, receipt, kept, office, registry)
        if kept.kind == CALLS:
            calls += _calls(submission, receipt, kept, office, registry)
        if kept.kind == SENT:
            sent += _sent(submission, receipt, kept, office, registry)
        submissions.append(submission)
        evidence[submission.id] = [evidence_words(e, registry) for e in kept.submitter.evidence]
        repeated += [(r.source_file, r.received_at, receipt.source_file) for r in receipts_of_one[:-1]]
    carried = carried_submissions(registry, witness()) if registry.carried else []
    mails.take_back(submissions, carried, witness)
    opened = [(r.source_file, r.received_at, r.members) for r in receipts if r.members]
    return Assembled(
        submissions, evidence, opened, _oldest_first(by_command, decisions, receipts), repeated, calls, sent, carried
    )


class _Mails:
    """What the mails say of the files that they brought, by the mail, and what they take back of older ones."""

    def __init__(
        self, receipts: Sequence[Receipt], kept_of: Callable[[Receipt], Kept], registry: Registry, office: ReviewOffice
    ) -> None:
        self._registry = registry
        self._said: dict[str, list[tuple[str, Sequence[tuple[str, str]]]]] = {}  # by container
        self._speakers: list[Speaker] = []
        self._wrote = who_wrote(receipts, kept_of, registry, office.sender_of)
        self.passed_on: dict[str, set[str]] = defaultdict(set)  # by container: prefixes of the mails that only do that
        with_rows = {r.container for r in receipts if r.container and len(kept_of(r).rows)}
        self._numbers = numbers_by_unit(kept_of(r).rows for r in receipts)
        for receipt in receipts:
            kept = kept_of(receipt)
            if not kept.said and not (receipt.container and len(kept.rows)):
                continue
            letter = kept.kind != MAIL_WORDS
            if any(kind == PASSED_ON for kind, _ in kept.said):
                self.passed_on[receipt.container].add(mail_of(receipt.source_file))
            if receipt.container and not len(kept.rows):
                said = beside_form(kept.said, registry.plan) if letter else kept.said
                self._said.setdefault(receipt.container, []).append((mail_of(receipt.source_file), said))
            self._hear(receipt, kept, letter, receipt.container in with_rows, office)

    def _hear(self, receipt: Receipt, kept: Kept, letter: bool, brings: bool, office: ReviewOffice) -> None:
        sender = kept.submitter.unit_code if kept.submitter.unit_code in self._registry.by_code else ""
        around, of_mail = [], ""
        if receipt.container:
            of_mail = office.sender_of(receipt.container)
            around = [office.subject_of(receipt.container), of_mail.partition("<")[0]]
        if not sender and (writer := self._wrote.get(address_in(of_mail), "")):
            around.append(self._registry.full_name(writer))
        around = [text for text in around if text]
        said, brings = list(kept.said), brings or len(kept.rows) > 0
        if not brings:  # words about the writer's own number that are not understood, as where they come with a list
            own = self._numbers.get(sender or self._wrote.get(address_in(of_mail), ""), frozenset())
            said = [(MAY if k == UNREAD and of_own(text, own, self._registry) else k, text) for k, text in said]
        if around and len(kept.rows) and (kind := of_subject(office.subject_of(receipt.container))):
            said.append((kind, office.subject_of(receipt.container)))
        if (speaker := speaker_of(receipt, sender, said, around, brings, of_mail, letter)) is not None:
            self._speakers.append(speaker)

    def heed(self, receipt: Receipt, submission: Submission) -> None:
        """Let the rows of a submission wait that its own mail speaks against."""
        for mail, said in self._said.get(receipt.container, ()) if receipt.container else ():
            if len(submission.rows) and receipt.source_file.startswith(mail):
                mine = said_of(said, receipt.source_file)
                submission.rows, more = heed(submission.rows, mine, submission.submitter, self._registry)
                if more:
                    submission.findings = [*submission.findings, *more]

    def take_back(
        self, submissions: Sequence[Submission], carried: Sequence[Submission], witness: Callable[[], Witness]
    ) -> None:
        """Let what was sent before wait that a later mail or letter takes back, in this campaign or one before."""
        newest = {s.id for s in submissions}
        speakers = [
            s for s in self._speakers if s.receipt.id in newest
        ]  # the same bytes again speak when they last came
        if speakers or any("phone_withdrawn" in error_codes(s.findings) for s in submissions):
            TakenBack(self._registry, witness()).apply(speakers, [*carried, *submissions])


def _oldest_first(
    by_command: Sequence[Decision], decisions: Iterable[Decision], receipts: Iterable[Receipt]
) -> list[Decision]:
    """Return all decisions in the order in which they were taken: by the clock, and where it was set back, as they were
    written down."""
    place = {id(d): i for i, d in enumerate(by_command, start=1)}
    claims = {(claim_number(r.claim), 0, r.received_at) for r in receipts}
    eras = Eras([*claims, *((d.after_claim, place[id(d)], d.decided_at) for d in by_command)])
    return sorted(decisions, key=lambda d: (eras.of(d.after_claim, place.get(id(d), 0)), d.decided_at))


def _why_not(receipt: Receipt, kept: Kept, office: ReviewOffice) -> str:
    """Return why a workbook of reviewers is not accepted, '' where it is."""
    seals = [Seal(content, signature) for content, signature in kept.seals]
    return refusal(seals, office.key, receipt.from_reviewers, receipt.container != "")


def _refuse(
    submission: Submission, receipt: Receipt, kept: Kept, office: ReviewOffice, registry: Registry, why: str, code: str,
    **what: bool,
) -> None:  # fmt: skip
    """Look at nothing in such a workbook, and name its sender. what: which workbook it is, as `told_of` asks."""
    submission.findings = []
    place = f"Tệp “{submission.file}” ({_sender(submission, receipt, office, registry)})"
    _note(submission, code, told_of(place, len(kept.seals), why, office.folder, **what))


def _answers(
    submission: Submission, receipt: Receipt, kept: Kept, office: ReviewOffice, registry: Registry
) -> list[Decision]:
    """Return the decisions of a workbook that is accepted; of any other none, and one finding that names its sender."""
    why, file = _why_not(receipt, kept, office), receipt.source_file
    if why and receipt.id in office.unsealed:
        why, file = "", f"{file} (nhận trước khi bảng quyết định mang chữ ký)"
    if why:
        submission.decisions = 0
        _refuse(submission, receipt, kept, office, registry, why, "decision_unsigned")
        return []
    submission.submitter = ""  # a reviewer's, whatever its name says
    return [
        Decision(
            a.question, a.basis, a.choice, a.label, a.who, a.reason, receipt.received_at,
            (submission.id, a.sheet, a.cell), file, claim_number(receipt.claim),
        )
        for a in kept.answers
    ]  # fmt: skip


def _calls(
    submission: Submission, receipt: Receipt, kept: Kept, office: ReviewOffice, registry: Registry
) -> list[Call]:
    """Return the calls of a workbook that is accepted, by its receipt; of any other none, and one finding that names
    its sender."""
    if why := _why_not(receipt, kept, office):
        submission.calls = 0
        _refuse(submission, receipt, kept, office, registry, why, "call_unsigned", calls=True)
        return []
    submission.submitter = ""  # a reviewer's, whatever its name says
    sound, wrong = in_time(kept.calls, receipt.id, receipt.received_at)
    submission.noted += wrong
    return sound


def _sent(
    submission: Submission, receipt: Receipt, kept: Kept, office: ReviewOffice, registry: Registry
) -> list[SaidSent]:
    """Return the lines of a workbook of sent packages that is accepted; of any other none, and one finding that names
    its sender."""
    if why := _why_not(receipt, kept, office):
        submission.sent = 0
        _refuse(submission, receipt, kept, office, registry, why, "sent_unsigned", sent=True)
        return []
    submission.submitter = ""  # a reviewer's, whatever its name says
    return [
        SaidSent(
            a.question, a.choice, f"{a.who}; {a.label or 'không ghi gửi bằng gì'}; {receipt.source_file}",
            submission.id, a.sheet, a.cell, receipt.received_at,
        )
        for a in kept.answers
    ]  # fmt: skip


def _sender(submission: Submission, receipt: Receipt, office: ReviewOffice, registry: Registry) -> str:
    """Say who sent a file, as far as the way it came tells."""
    outer = receipt.source_file.split("!/")[0]
    folder, _, name = outer.rpartition("/")
    said = [f"người gửi: {registry.full_name(submission.submitter) if submission.submitter else 'chưa rõ đơn vị nào'}"]
    if folder:
        said.append(f"thư mục “{folder}”")
    if receipt.container:
        address = office.sender_of(receipt.container)
        said.append(f"trong “{name}”" + (f", thư của {address}" if address else ""))
    return "; ".join(said)


def _meets(receipt: Receipt, kept: Kept, office: ReviewOffice) -> tuple[str, ...]:
    """Return what a submission proves of what a letter may ask: keys of schemas/demands.MEANS."""
    kinds = kept.proof.sure
    if not kinds and receipt.container and (kept.proof.if_hotline or kept.proof.nameless):
        kinds = with_subject(kept.proof, office.subject_of(receipt.container))
    return tuple(f"{EVIDENCE}:{kind}" for kind in kinds)


def _submission(receipt: Receipt, kept: Kept, registry: Registry, office: ReviewOffice) -> Submission:
    submitter = kept.submitter.unit_code if kept.submitter.unit_code in registry.by_code else ""
    return Submission(
        id=receipt.id,
        source_file=receipt.source_file,
        sha256=receipt.sha256,
        received_at=receipt.received_at,
        changed_at=receipt.changed_at,
        submitter=submitter,
        contradicted=kept.submitter.contradicted,
        saved_at=kept.saved_at,
        correction=kept.correction,
        claimed=[u for u in kept.submitter.claimed if u in registry.by_code],
        rows=kept.rows,
        findings=kept.findings,
        evidence=bool(kept.evidence_kind),
        words=_is_of_words(kept),
        meets=_meets(receipt, kept, office),
        tries=tuple(m for m, c in _FORMS.items() if c in kept.evidence_kind and all(s.form != m for s in kept.stated)),
        decisions=len(kept.answers) if kept.kind == DECISIONS else -1,
        calls=len(kept.calls) if kept.kind == CALLS else -1,
        sent=len(kept.answers) if kept.kind == SENT else -1,
        passing=kept.passing,
        stated=kept.stated,
    )


def _is_of_words(kept: Kept) -> bool:
    """Tell whether a reading is of words and no return: a mail's own, or a file's that holds nothing else."""
    if len(kept.rows) or kept.evidence_kind or kept.stated or not _OF_WORDS.issuperset(error_codes(kept.findings)):
        return False
    return kept.kind == MAIL_WORDS or any(f.code in _TOLD_OF_WORDS for f in kept.findings)


_TOLD_OF_WORDS = frozenset({"message_noted", "message_not_understood", "attachment_missing", "mail_withdraws"})
_OF_WORDS = frozenset({"mail_withdraws", "number_taken_back", "row_outside_table"})  # errors of words
_FORMS = {ROSTER: ROSTER_CALLED, COUNTS: COUNTS_CALLED}  # means that are forms, by how files of them are called


def _note(submission: Submission, code: str, params: dict[str, object]) -> None:
    told: dict[str, object] = {"file": submission.file, **params}
    severity = CATALOGUE[code].severity.value
    submission.noted.append(Finding(code, severity, unit_code=submission.submitter, params=told))
