"""What the findings of a night come to: counted while they are written, so that a national night need not be held in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from danhba.model.finding import Finding
from schemas.catalogue import BLOCKING

Counts = Sequence[tuple[str, str, int]]  # (code, severity, how many)


def counts_of(findings: Iterable[Finding], replaced: int = 0) -> Counts:
    """Return how many findings there are of each kind. replaced: rows that newer ones replaced, each a finding of its own."""
    counts = Counter((f.code, f.severity) for f in findings)
    if replaced:
        counts["unit_superseded", "info"] += replaced
    return [(code, severity, n) for (code, severity), n in counts.items()]


@dataclass(slots=True)
class Tally:
    """`lines` are errors and warnings only; everything is counted."""

    lines: list[dict[str, str]] = field(default_factory=list)
    by_submission: dict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )  # severities by submission
    by_code: Counter[str] = field(default_factory=Counter)
    files_by_code: Counter[str] = field(default_factory=Counter)
    severities: dict[str, str] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)

    def add(self, submission: str, counts: Counts, lines: Iterable[dict[str, str]]) -> None:
        """Count the findings of one submission ('': about units). lines: its errors and warnings as lines of findings.csv."""
        self.lines.extend(lines)
        codes = set()
        for code, severity, n in counts:
            if submission:
                self.by_submission[submission][severity] += n
            self.by_code[code] += n
            codes.add(code)
            if self.severities.get(code) != "error":
                self.severities[code] = severity
            if code in BLOCKING:
                self.blocked.add(submission)
        for code in codes:
            self.files_by_code[code] += 1
