"""What the findings of a night come to: counted while they are written, so that a national night need not be held in
memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from danhba.model.finding import Finding
from danhba.report.lines import SHOWN_OF_A_KIND, examples
from danhba.report.standing_errors import Seen, Who
from schemas.catalogue import BLOCKING

_MANY, _FEW = 30_000, 20  # once so many lines are held, fewer of one file and kind are

Kind = tuple[str, str]  # code, severity: what is an error in one file may be a warning in another
Counts = Sequence[tuple[str, str, int]]  # (code, severity, how many)


def counts_of(findings: Iterable[Finding], replaced: int = 0) -> Counts:
    """Return how many findings there are of each kind. replaced: rows that newer ones replaced, each a finding of its
    own."""
    counts = Counter((f.code, f.severity) for f in findings)
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

    def add(self, submission: str, counts: Counts, lines: Iterable[dict[str, str]]) -> None:
        """Count the findings of one submission ('': about units). lines: its errors and warnings as lines of
        findings.csv."""
        self.lines.extend(examples(self._counted(lines), SHOWN_OF_A_KIND if len(self.lines) < _MANY else _FEW))
        for code, severity, n in counts:
            if submission:
                self.by_submission[submission][severity] += n
            self.by_kind[code, severity] += n
            self.totals[severity] += n
            if submission and code in BLOCKING:
                self.blocked.add(submission)
        if submission:
            self.files_by_kind.update({(code, severity) for code, severity, _ in counts})

    def _counted(self, lines: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
        for line in lines:
            self.by_unit[line["unit_code"], line["severity"]] += 1
            if line["severity"] == "error":
                who = (line["unit_code"], "" if line["unit_code"] else line["source_file"], line["code"])
                count, oldest = self.standing.get(who, (0, line["received_at"]))
                self.standing[who] = (count + 1, min(filter(None, (oldest, line["received_at"])), default=""))
            yield line
