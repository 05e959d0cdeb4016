"""What resolve returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from danhba.model.call import Call
from danhba.model.finding import Finding
from danhba.model.submission import SaidSent, Submission
from danhba.resolve.voices import RANK_CARRIED, Voice, Voices
from danhba.review.questions import Book, Decision
from schemas.rule import Severity

if TYPE_CHECKING:
    from danhba.counts.months import MonthCount
    from danhba.duty.state import Duty


@dataclass(frozen=True, slots=True)
class Assembled:
    """Everything received so far as resolve sees it, and what pages say beside it."""

    submissions: list[Submission]
    evidence: dict[str, list[str]]  # how we know who sent a submission, by its id
    opened: list[tuple[str, str, int]]  # containers: name, received at, files inside
    decisions: list[Decision]  # oldest first
    repeated: list[
        tuple[str, str, str]
    ]  # receipts whose bytes came again: name, received at, name of the newest receipt
    calls: Sequence[Call] = ()  # those of accepted workbooks, by their newest receipt
    sent: Sequence[SaidSent] = ()  # packages that people sent themselves, by accepted workbooks
    carried: Sequence[Submission] = ()  # what stood when a later campaign began, after the words of this one


_ERROR, WARNING, _INFO = Severity.ERROR.value, Severity.WARNING.value, Severity.INFO.value


@dataclass(slots=True)
class Standing:
    """What became of one unit."""

    unit_code: str
    state: str = "missing"
    reason: str = "not_returned"
    winner: Voice | None = None
    first: Voice | None = None  # the voice that decided, in error or not
    lapsed: bool = False  # a reviewer's answer was overtaken: nothing is published that it did not choose

    @property
    def carried(self) -> bool:
        """Whether its entry stands from an earlier campaign."""
        return self.winner is not None and self.winner.rank == RANK_CARRIED

    @property
    def voice(self) -> Voice | None:
        """The voice of this campaign that speaks for the unit: the one published, else the one that decided."""
        return self.first if self.carried else self.winner or self.first


def _no_counts() -> dict[tuple[str, str], MonthCount]:
    return {}


def _no_duty() -> dict[str, Duty]:
    return {}


@dataclass(slots=True)
class Resolution:
    """The directory, what became of every unit, and the findings that only all submissions together show."""

    entries: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    standings: dict[str, Standing] = field(default_factory=dict[str, Standing])
    findings: dict[str, list[Finding]] = field(default_factory=dict[str, list[Finding]])  # by submission id
    unit_findings: list[Finding] = field(default_factory=list[Finding])
    closed: dict[str, set[tuple[str, str]]] = field(
        default_factory=dict[str, set[tuple[str, str]]]
    )  # cells whose findings a newer return answered
    book: Book = field(default_factory=Book)  # the questions put to the reviewer, with the decisions in force
    voices: Voices = field(default_factory=Voices)
    decided: dict[str, list[tuple[int, str, str]]] = field(
        default_factory=dict[str, list[tuple[int, str, str]]]
    )  # (row, unit, number) of names in doubt, by submission
    phone_findings: dict[str, dict[tuple[str, str], list[Finding]]] = field(
        default_factory=dict[str, dict[tuple[str, str], list[Finding]]]
    )  # by submission and cell
    doubted: set[tuple[str, int]] = field(
        default_factory=set[tuple[str, int]]
    )  # rows (submission, row) replaced by a file's time alone
    senders: dict[str, str] = field(
        default_factory=dict[str, str]
    )  # whose file a reviewer said it is, by submission; '' nobody's
    replaced: set[str] = field(default_factory=set[str])  # submissions that a newer one of the same sender covers whole
    counts: dict[tuple[str, str], MonthCount] = field(default_factory=_no_counts)  # heed_counts
    duty: dict[str, Duty] = field(default_factory=_no_duty)  # heed_duty
