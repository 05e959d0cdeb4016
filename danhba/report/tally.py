"""What the findings of a night come to: counted while they are written, so that a national night need not be held in
memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from danhba.model.finding import Finding
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.report.lines import SHOWN_OF_A_KIND, finding_line
from danhba.report.standing_errors import Seen, Who
from schemas.catalogue import BLOCKING

_MANY, _FEW = 10_000, 20  # once so many lines are held, fewer of one file and kind are

Kind = tuple[str, str]  # code, severity: what is an error in one file may be a warning in another
Counts = Sequence[tuple[str, str, int]]  # (code, severity, how many)


def counts_of(findings: Iterable[Finding]) -> Counts:
    """Return how many findings there are of each kind."""
    return counts_of_kinds(Counter((f.code, f.severity) for f in findings))


def counts_of_kinds(counts: Counter[Kind], replaced: int = 0) -> Counts:
    """Return what was counted of each kind. replaced: rows that newer ones replaced, each a finding of its own."""
    if replaced:
        counts["unit_superseded", "info"] += replaced
    return [(code, severity, n) for (code, severity), n in counts.items()]


@dataclass(slots=True)
class Tally:
    """`lines` are errors and warnings only, of one file the first of every kind; everything is counted."""

    lines: list[dict[str, str]] = field(default_factory=list)
    by_submission: dict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )  # severities by submission
    by_kind: Counter[Kind] = field(default_factory=Counter)
    files_by_kind: Counter[Kind] = field(default_factory=Counter)  # files alone: what is about a unit has none
    blocked: set[str] = field(default_factory=set)
    totals: Counter[str] = field(default_factory=Counter)  # severities of all
    by_unit: Counter[tuple[str, str]] = field(default_factory=Counter)  # (unit code, severity) of errors and warnings
    standing: dict[Who, Seen] = field(default_factory=dict[Who, Seen])  # errors, by unit (or file) and kind

    def count(self, submission: str, counts: Counts) -> None:
        """Count the findings of one submission ('': about units)."""
        for code, severity, n in counts:
            if submission:
                self.by_submission[submission][severity] += n
            self.by_kind[code, severity] += n
            self.totals[severity] += n
            if submission and code in BLOCKING:
                self.blocked.add(submission)
        if submission:
            self.files_by_kind.update({(code, severity) for code, severity, _ in counts})

    def show(self, findings: Iterable[Finding], registry: Registry, submission: Submission | None = None) -> None:
        """Take in the errors and warnings of one submission (None: about units). Texts are made of those alone that are
        shown one by one."""
        most = SHOWN_OF_A_KIND if len(self.lines) < _MANY else _FEW
        of_kind: Counter[Kind] = Counter()
        received_at = submission.received_at if submission is not None else ""
        for f in findings:
            if f.severity == "info":
                continue
            self.by_unit[f.unit_code, f.severity] += 1
            if f.severity == "error":
                file = submission.source_file if submission is not None else str(f.params.get("source_file", ""))
                who = (f.unit_code, "" if f.unit_code else file, f.code)
                count, oldest = self.standing.get(who, (0, received_at))
                self.standing[who] = (count + 1, min(filter(None, (oldest, received_at)), default=""))
            of_kind[f.code, f.severity] += 1
            if of_kind[f.code, f.severity] <= most:
                self.lines.append(finding_line(f, registry, submission))
