"""Everything received so far as resolve sees it: every reading brought together with its newest receipt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from danhba.answers import KIND as DECISIONS
from danhba.decisions import Decision
from danhba.house import House
from danhba.kept import Kept, load
from danhba.ledger import Receipt
from danhba.moments import clock
from danhba.publish.edition import clock_and_date
from danhba.registry import Registry
from danhba.values import Finding
from danhba.voices import Submission
from schemas.findings import CATALOGUE


@dataclass(frozen=True, slots=True)
class Assembled:
    """Everything received so far as resolve sees it, and what pages say beside it."""

    submissions: list[Submission]
    evidence: dict[str, list[str]]  # how we know who sent a submission, by its id
    opened: list[tuple[str, str, int]]  # containers: name, received at, files inside
    decisions: list[Decision]  # oldest first
    repeated: list[tuple[str, str, str]]  # receipts whose bytes came again: name, received at, name of the newest receipt


def age(receipt: Receipt) -> tuple[str, str, str, str]:
    return (receipt.received_at, receipt.changed_at, receipt.source_file, receipt.id)


def recall(house: House) -> None:
    """Load every receipt of the ledger, oldest first, and what was read of them, once a run."""
    if not house.recalled:
        house.recalled = True
        house.receipts = sorted(house.ledger.receipts(), key=age)
        house.known = _readings(house, house.receipts)


def _readings(house: House, receipts: Iterable[Receipt]) -> dict[str, Kept]:
    wanted = {house.key(r) for r in receipts if not r.members} - house.known.keys()
    return {key: load(payload) for key, payload in house.ledger.readings(wanted)} if wanted else {}


def assemble(house: House) -> Assembled:
    """Bring every reading together with its newest receipt: the same bytes of the same sender count once."""
    recall(house)
    receipts = house.receipts
    read = [r for r in receipts if not r.members]
    house.known.update(_readings(house, read))
    kept_by_key, house.known = house.known, {}
    same: dict[tuple[str, str], list[Receipt]] = {}
    before: dict[str, list[Receipt]] = {}
    for receipt in read:
        sender = kept_by_key[house.key(receipt)].submitter.unit_code
        same.setdefault((receipt.sha256, sender), []).append(receipt)
        before.setdefault(receipt.sha256, []).append(receipt)
    submissions = []
    evidence = {}
    repeated: list[tuple[str, str, str]] = []
    decisions = house.ledger.decisions()
    for receipts_of_one in same.values():
        receipt = receipts_of_one[-1]
        kept = kept_by_key[house.key(receipt)]
        submission = _submission(receipt, kept, house.registry)
        all_of_these_bytes = before[receipt.sha256]
        earlier = all_of_these_bytes[: all_of_these_bytes.index(receipt)]
        if earlier:
            said = "; ".join(f"{r.source_file.rsplit('/', 1)[-1]}, {clock(r.received_at)}" for r in earlier[-3:])
            _note(submission, "file_duplicate", {"detail": said})
        deadline = house.registry.deadline
        if deadline is not None and dt.datetime.fromisoformat(receipt.received_at) > deadline:
            submission.late = True
            _note(submission, "received_late", {"when": clock(receipt.received_at), "deadline": clock_and_date(deadline)})
        for answer in kept.answers:
            place = (submission.id, answer.sheet, answer.cell)
            told = (answer.question, answer.basis, answer.choice, answer.label, answer.who, answer.reason)
            decisions.append(Decision(*told, receipt.received_at, place))
        submissions.append(submission)
        evidence[submission.id] = [e.words(house.registry) for e in kept.submitter.evidence]
        repeated += [(r.source_file, r.received_at, receipt.source_file) for r in receipts_of_one[:-1]]
    opened = [(r.source_file, r.received_at, r.members) for r in receipts if r.members]
    decisions.sort(key=lambda d: d.decided_at)
    return Assembled(submissions, evidence, opened, decisions, repeated)


def _submission(receipt: Receipt, kept: Kept, registry: Registry) -> Submission:
    submitter = kept.submitter.unit_code if kept.submitter.unit_code in registry.by_code else ""
    return Submission(
        id=receipt.id,
        source_file=receipt.source_file,
        sha256=receipt.sha256,
        received_at=receipt.received_at,
        changed_at=receipt.changed_at,
        submitter=submitter,
        rows=kept.rows,
        findings=kept.findings,
        evidence=bool(kept.evidence_kind),
        decisions=len(kept.answers) if kept.kind == DECISIONS else -1,
    )


def _note(submission: Submission, code: str, params: dict[str, object]) -> None:
    told: dict[str, object] = {"file": submission.file, **params}
    severity = CATALOGUE[code].severity.value
    submission.noted.append(Finding(code, severity, unit_code=submission.submitter, params=told))
