"""Which reports must be made anew, and the making of them begun: workers have them ready while the directory is
published.

The state remembers what superseded the older rows of every unit, and of every submission what else its report depended
on, what was counted and how long its lines were. Lines are copied out of the former findings.csv only while that is the
file that the last run wrote: the same size and time of change.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from danhba import READING_RULES, __version__
from danhba.identify.mark import mark_of
from danhba.model.begun import Begun
from danhba.model.finding import Finding, Packer
from danhba.model.submission import Submission
from danhba.output.cells import csv_bytes
from danhba.read.in_file import Content
from danhba.read.limits import limits_in_force
from danhba.report.inputs import Inputs
from danhba.report.submission import Task, basis_of, open_findings, replaced_rows, task_of, to_mend
from danhba.report.tally import Counts, Tally, counts_of_kinds
from danhba.resolve.outcome import Assembled, Resolution
from danhba.resolve.remarks import superseded_by
from danhba.resolve.voices import Said
from danhba.store.contents import content_of
from danhba.store.damaged import ArchiveDamagedError
from schemas.catalogue import CATALOGUE
from schemas.tables import FINDING_COLUMNS

_log = logging.getLogger(__name__)
STATE = "reported"
HEADER = csv_bytes(FINDING_COLUMNS, ())
Span = tuple[str, int, Counts]  # what a report depended on, the length of its lines in bytes, what was counted
_WINDOW = 200  # submissions reported anew at a time: their reports are in memory together
_HEAVY = 4 << 20  # bytes of what is told of them: a file may have tens of thousands of findings
_A_LINE = 600  # of them a finding
_AT_FIRST, AHEAD = 2, 4  # windows that workers have in hand: before the directory is published, after
_TASK = 50  # reports made by one task
_COPIES = 25  # of them with a marked copy
_FEW = 40  # so many are made here: to hand them over would take longer
_TEMPLATES = sorted((Path(__file__).parent / "templates").iterdir())
_WORDS = hashlib.sha256(
    repr([[rule.wording for rule in CATALOGUE.values()], [t.read_bytes() for t in _TEMPLATES if t.is_file()]]).encode()
).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Anew:
    """A submission whose report is made anew: what `report_of` needs besides its rows, and whether a marked copy
    helps."""

    submission: Submission
    told: bytes
    mend: bool
    weight: int  # bytes that its findings take as lines, roughly


@dataclass(slots=True)
class Window:
    """Lines of findings.csv in order: places (start, end) in the former file, or a report to be made (None)."""

    places: list[tuple[int, int] | None] = field(default_factory=list)
    anew: list[Anew] = field(default_factory=list)
    begun: list[Begun] = field(default_factory=list)
    done: int = 0  # submissions up to its end
    of: int = 0  # submissions in all
    alone: bool = False  # it is the only one

    @property
    def weight(self) -> int:
        """Bytes of what is told."""
        return sum(anew.weight for anew in self.anew)


@dataclass(slots=True)
class Plan:
    """The reports of a run, window by window: only those that workers have in hand are in memory. When all are taken,
    the tally is whole."""

    rules: str
    units: dict[str, str]  # what superseded the older rows of each unit
    former: list[int] | None  # the sign of the findings.csv that lines are copied from
    tally: Tally = field(default_factory=Tally)
    spans: dict[str, Span] = field(default_factory=dict)
    uncopied: dict[str, str] = field(
        default_factory=dict
    )  # submissions whose marked copy could not be made: id, name of the file
    source: Iterator[Window] = field(default_factory=lambda: iter(()))
    ahead: deque[Window] = field(default_factory=deque)

    def begin(self, inputs: Inputs, windows: int) -> None:
        """Have workers make the reports of so many windows. Raises OSError."""
        while len(self.ahead) < windows and sum(w.weight for w in self.ahead) < _HEAVY:
            window = next(self.source, None)
            if window is None:
                return
            _begin(inputs, window)
            self.ahead.append(window)

    def take(self, inputs: Inputs) -> Window | None:
        """Return the next window, others begun behind it; None after the last. Raises OSError."""
        self.begin(inputs, AHEAD)
        return self.ahead.popleft() if self.ahead else None


def plan_reports(inputs: Inputs, assembled: Assembled, resolution: Resolution) -> Plan | None:
    """Return the plan, the first of its windows begun; None where the folder of reports or the archive cannot be read
    now."""
    try:
        plan = planned(inputs, assembled, resolution)
        plan.begin(inputs, _AT_FIRST)
    except OSError:
        return None  # the report step says so: what is to be published is published before
    return plan


def planned(inputs: Inputs, assembled: Assembled, resolution: Resolution) -> Plan:
    """Return the plan, nothing of it begun. Raises OSError."""
    reports = inputs.outbox / "reports"
    known = inputs.remembered(STATE) or {}
    rules = f"{__version__} {READING_RULES} {inputs.registry.digest} {_WORDS} {limits_in_force()}"
    units = {unit: "".join(_mark(said) for said in ranks.values()) for unit, ranks in resolution.voices.by_unit.items()}
    same = known.get("rules") == rules and sign(reports / "findings.csv") == known["file"]
    plan = Plan(rules, units, known["file"] if same else None)
    plan.source = _windows(inputs, assembled, resolution, plan, _Unchanged(known if same else {}, units, reports))
    return plan


def _windows(
    inputs: Inputs, assembled: Assembled, resolution: Resolution, plan: Plan, unchanged: _Unchanged
) -> Iterator[Window]:
    window, weight = Window(), 0
    ordered = sorted(assembled.submissions, key=lambda s: s.order)
    for done, submission in enumerate(ordered, start=1):
        identity, basis = submission.id, basis_of(submission, resolution)
        place = unchanged.place(submission, basis, resolution)
        counts = unchanged.counts(identity) if place else ()
        if place is None:
            past = replaced_rows(submission, resolution)
            passed = _Passed(open_findings(submission, resolution, {p[0] for p in past}))
            plan.tally.show(passed, inputs.registry, submission)
            counts = passed.counts(len(past))
            mend = to_mend(submission, passed.at_a_cell)
            known = submission.submitter if mend else ""
            mark = mark_of(inputs.signing_key, inputs.registry, known) if known else None
            evidence, found = assembled.evidence[identity], passed.packer.packed()
            told = task_of(submission, evidence, found, (), past, inputs.as_of, mark)
            window.anew.append(Anew(submission, told, mend, len(told) + _A_LINE * sum(n for _, _, n in counts)))
            weight += window.anew[-1].weight
        elif codes := {code for code, severity, _ in counts if severity != "info"}:
            # Errors and warnings are told again. Which are open is worked out only where some are of the file's own.
            again: Iterable[Finding] = submission.noted
            if not codes <= {f.code for f in submission.noted}:
                replaced = {index for index, _, _ in superseded_by(submission, resolution)}
                again = open_findings(submission, resolution, replaced)
            plan.tally.show(again, inputs.registry, submission)
        plan.tally.count(identity, counts)
        plan.spans[identity] = (basis, place[1] - place[0] if place else 0, counts)
        window.places.append(place)
        last = done == len(ordered)
        if len(window.anew) >= _WINDOW or weight >= _HEAVY or last:
            window.done, window.of, window.alone = done, len(ordered), last and len(window.places) == done
            yield window
            window, weight = Window(), 0


class _Passed:
    """Findings as they go by: packed, counted, and looked at for one that a marked copy could show."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings, self._counter = findings, Counter[tuple[str, str]]()
        self.packer, self.at_a_cell = Packer(), False

    def __iter__(self) -> Iterator[Finding]:
        for finding in self._findings:
            self.packer.take(finding)
            self._counter[finding.code, finding.severity] += 1
            self.at_a_cell = self.at_a_cell or (finding.severity == "error" and finding.cell != "")
            yield finding

    def counts(self, replaced: int) -> Counts:
        """Return how many of each kind went by. replaced: rows that newer ones replaced."""
        return counts_of_kinds(self._counter, replaced)


def sign(file: Path | int) -> list[int]:
    """Return what tells a file (by path or descriptor) from one that was written later; empty where there is none."""
    try:
        stat = os.stat(file)
    except FileNotFoundError:
        return []
    return [stat.st_size, stat.st_mtime_ns]


def _mark(said: Said) -> str:
    return f"{said.rank}{said.newer.id if said.newer else ''} "


class _Unchanged:
    """Which submissions have the report that they had after the last run, and where its lines stand in the former
    findings.csv."""

    def __init__(self, known: dict[str, Any], units: dict[str, str], reports: Path) -> None:
        before: dict[str, str] = known.get("units", {})
        self._dirty = {unit for unit, mark in units.items() if before.get(unit) != mark}
        self._reports = str(reports)
        self._known: dict[str, tuple[str, int, int, Counts]] = {}
        start = len(HEADER)
        for identity, (basis, length, counts) in known.get("spans", {}).items():
            self._known[identity] = (basis, start, start + length, counts)
            start += length

    def place(self, submission: Submission, basis: str, resolution: Resolution) -> tuple[int, int] | None:
        """Return where the lines of a submission start and end; None when its report must be made anew."""
        known = self._known.get(submission.id)
        if known is None or known[0] != basis or not self._dirty.isdisjoint(submission.rows.units):
            return None
        if not os.path.exists(f"{self._reports}/{submission.id}/phieu-ra-soat.html"):
            return None
        if any(unit in self._dirty for _, unit, _ in resolution.decided.get(submission.id, ())):
            return None
        return known[1], known[2]

    def counts(self, identity: str) -> Counts:
        """Return what was counted of a submission."""
        return self._known[identity][3]


def _begin(inputs: Inputs, window: Window) -> None:
    """Hand the reports of a window to the workers, unless they are few."""
    if window.alone and len(window.anew) <= _FEW and window.weight < _HEAVY and not any(a.mend for a in window.anew):
        return
    batch: list[Task] = []
    weight = 0
    for anew in window.anew:
        data = _archived(inputs, anew.submission) if anew.mend else b""
        batch.append((anew.told, anew.submission.rows.pack(), data))
        weight += anew.weight
        if len(batch) >= _TASK or sum(t[2] != b"" for t in batch) >= _COPIES or weight >= _HEAVY // 4:
            window.begun.append(inputs.makers.begin_reports(batch))
            batch, weight = [], 0
    if batch:
        window.begun.append(inputs.makers.begin_reports(batch))


def _archived(inputs: Inputs, submission: Submission) -> Content:
    """Return a file to mark; nothing where the archive has spoilt it: the report is whole without its copy."""
    try:
        return content_of(inputs.archive, submission.sha256)
    except ArchiveDamagedError as error:
        _log.error("an archived file is damaged", extra={"sha256": submission.sha256, "why": str(error)})
        return b""
