"""One received file and what it was read as: its receipt, who sent it, its reading."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from danhba.model.call import Call
from danhba.model.finding import Finding
from danhba.model.grid import Grid
from danhba.model.proof import NO_PROOF, Proof
from danhba.model.rows import Rows
from danhba.model.stated import Stated
from danhba.model.table import Outline, Table


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign of who sent a file: its kind (folder, mark, letterhead, file_name, rows), the text, the unit it names.

    unit_code is '' where it names several units, or a body that the registry does not have: it speaks for nobody and
    against all.
    """

    kind: str
    text: str
    unit_code: str


@dataclass(slots=True)
class Submitter:
    """Who sent a file ('' when nobody is assumed) and the evidence; contradicted: kinds of evidence name different
    senders."""

    unit_code: str = ""
    evidence: list[Evidence] = field(default_factory=list)
    contradicted: bool = False

    @property
    def claimed(self) -> list[str]:
        """The units that the evidence names, each once, without what the rows say."""
        return list(dict.fromkeys(e.unit_code for e in self.evidence if e.unit_code and e.kind != "rows"))


def stem_of(path: str) -> str:
    """Return a file's name without its ending, as pathlib does; a plain name needs no path made of it."""
    name = path.rpartition("/")[2]
    at = name.rfind(".")
    return name[:at] if 0 < at < len(name) - 1 else PurePosixPath(path).stem


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: the name it came with (folders before it, with /), its bytes, and where it lies if not there.

    size, sha256: of the whole file, where `data` is only its beginning.
    """

    source_file: str
    data: bytes
    lies_in: str = ""
    size: int = -1
    sha256: str = ""

    @property
    def whole(self) -> bool:
        """Whether `data` is all of the file."""
        return self.size < 0 or self.size == len(self.data)

    @property
    def folder(self) -> str:
        """The sub-folder of the inbox that the file came in, '' at the top; for a file in a container, the
        container's."""
        return self.source_file.split("!/")[0].rpartition("/")[0] or self.lies_in

    @property
    def stem(self) -> str:
        """The file's own name without its ending; of a file in a container, both names."""
        return " ".join(stem_of(p) for p in self.source_file.split("!/"))


@dataclass(slots=True)
class Reading:
    """What one file says. `rows` have the columns KEPT_COLUMNS; `kind` '' when unread."""

    source_file: str
    sha256: str
    kind: str = ""
    evidence_kind: str = ""  # how a supporting document is called; '' for anything else
    proof: Proof = NO_PROOF  # of a supporting document
    submitter: Submitter = field(default_factory=Submitter)
    rows: Rows = field(default_factory=Rows)
    findings: list[Finding] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)  # of a workbook of decisions
    calls: list[Call] = field(default_factory=list)  # of a workbook of calls
    stated: list[Stated] = field(default_factory=list)  # of forms other than the hotline's
    seals: list[tuple[str, str]] = field(default_factory=list)  # of its answered lines: content, signature
    saved_at: str = ""  # when the document says it was saved
    correction: int = 0  # which sending it calls itself; 0 says nothing
    outlines: list[Outline] = field(default_factory=list)  # of the sheets, where none holds our form
    grids: list[Grid] = field(default_factory=list)  # as read, until the second reading has seen them; never kept
    passing: bool = False  # the reader was stopped by time, memory or its death: what it says holds for this run only
    said: list[tuple[str, str]] = field(
        default_factory=list
    )  # of a mail's own words: (what they say of what it brings, the sentence)


@dataclass(frozen=True, slots=True)
class Answer:
    """One filled line: the question's id and mark, the key and label chosen, who and why, and where it stands."""

    question: str
    basis: str
    choice: str
    label: str
    who: str
    reason: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class SaidSent:
    """One line of an accepted da-gui.xlsx: which package somebody sent himself, when (ISO 8601 in UTC), who and by
    what; where it stands, and when its workbook was received."""

    telling: str
    at: str
    detail: str
    submission: str
    sheet: str
    cell: str
    received_at: str


@dataclass(slots=True)
class Submission:
    """One received file as resolve sees it. Times are ISO 8601 in UTC; `rows` and `findings` are the reading's, `noted`
    are about its receipt."""

    id: str
    source_file: str
    sha256: str
    received_at: str
    changed_at: str
    submitter: str
    rows: Rows
    findings: Sequence[Finding]
    evidence: bool = False
    words: bool = False  # a mail's or a file's words and no return
    meets: tuple[str, ...] = ()  # what it proves of what a letter asks: keys of schemas/demands.MEANS
    tries: tuple[str, ...] = ()  # what it is meant to prove and does not, being in error
    late: bool = False
    decisions: int = -1  # answers read from a workbook of decisions; -1 for anything else
    calls: int = -1  # lines read from a workbook of calls; -1 for anything else
    sent: int = -1  # lines read from a workbook of sent packages; -1 for anything else
    noted: list[Finding] = field(default_factory=list)
    stated: Sequence[Stated] = ()  # of forms other than the hotline's
    era: int = 0  # how often the clock had been set back before it was received (danhba.model.order)
    passing: bool = False  # its reader was stopped: what was read holds for this run only
    contradicted: bool = (
        False  # the evidence names different senders: its rows wait until a person says whose file it is
    )
    claimed: Sequence[str] = ()  # the units that the evidence names
    may_be: Sequence[str] = ()  # where it is contradicted: those that one sign of it names by itself
    saved_at: str = ""  # when the document says it was saved
    correction: int = 0  # which sending it calls itself; 0 says nothing
    carried: bool = False  # what stood published when a later campaign began, and no file of it
    said_before: str = ""  # received before, and in doubt whether it is said anew: when that was
    order: int = 0  # place among all submissions, oldest first; set by resolve

    @property
    def by_reviewer(self) -> bool:
        """Whether it is a workbook that a reviewer hands in, and no return."""
        return self.decisions >= 0 or self.calls >= 0 or self.sent >= 0

    def weight(self, unit_code: str) -> int:
        """Return how much its statements about a unit weigh: the unit's own 2, a known sender's 1, nobody's 0."""
        return 2 if self.submitter == unit_code else 1 if self.submitter else 0

    @property
    def moment(self) -> tuple[str, str]:
        """What "newest" compares: when it was received, as the order of the claims has it, then when it was last
        changed."""
        return (f"{self.era:04d} {self.received_at}", self.changed_at)

    @property
    def file(self) -> str:
        """The file's own name, without folders."""
        return self.source_file.rsplit("/", 1)[-1]

    @property
    def file_and_mail(self) -> str:
        """The file's own name, behind the mail or archive that it came in: two mails may bring a file of one name."""
        outer, inside, _ = self.source_file.partition("!/")
        return f"{outer.rsplit('/', 1)[-1]}!/{self.file}" if inside else self.file


# How the name of a claim ends that was made in the reviewers' folder: where a file came from outlives an interrupted
# run.
FROM_REVIEWERS = "-reviewers"


@dataclass(frozen=True, slots=True)
class Left:
    """Something in the inbox that was not received: its path as shown, and why, in Vietnamese."""

    name: str
    why: str

    @property
    def words(self) -> str:
        """Say it in one line."""
        return f"{self.name} ({self.why})"


@dataclass(slots=True)
class Received:
    """What a run received, and what it left for the next one."""

    receipts: list[Receipt] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    litter: int = 0
    left: list[Left] = field(default_factory=list)  # what lies in the inbox and cannot be taken
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)  # by receipt: why it could not be opened just now
    quarantined: list[Left] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)  # when the first file was claimed


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file received once: the same bytes again are another receipt."""

    id: str
    sha256: str
    size: int
    source_file: str
    raw_name: bytes
    received_at: str
    changed_at: str
    container: str = ""
    claim: str = ""
    members: int = 0

    @property
    def from_reviewers(self) -> bool:
        """Whether it lay in the reviewers' folder itself: what was inside a mail or an archive there did not."""
        return self.claim.endswith(FROM_REVIEWERS) and not self.container
