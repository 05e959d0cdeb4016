"""What the findings of a night come to: counted while they are written, so that a national night need not be held in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.findings import BLOCKING


@dataclass(slots=True)
class Tally:
    """`lines` are errors and warnings only; everything is counted."""

    lines: list[dict[str, str]] = field(default_factory=list)
    by_submission: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # severities by submission
    by_code: Counter[str] = field(default_factory=Counter)
    files_by_code: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    severities: dict[str, str] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)

    def add(self, lines: Sequence[dict[str, str]]) -> None:
        """Count lines of findings.csv."""
        for line in lines:
            code, severity, submission = line["code"], line["severity"], line["submission"]
            if submission:
                self.by_submission[submission][severity] += 1
            self.by_code[code] += 1
            self.files_by_code[code].add(submission)
            if severity != "info":
                self.lines.append(line)
            if self.severities.get(code) != "error":
                self.severities[code] = severity
            if code in BLOCKING:
                self.blocked.add(submission)

    def add_replaced(self, submission: str, count: int) -> None:
        """Count rows of a submission that newer ones replaced, of which there are as many as rows on a national night."""
        code = "unit_superseded"
        self.by_submission[submission]["info"] += count
        self.by_code[code] += count
        self.files_by_code[code].add(submission)
        self.severities.setdefault(code, "info")
