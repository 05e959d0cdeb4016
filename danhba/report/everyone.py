"""findings.csv, and a page and a marked copy a submission: what has not changed since the last run is copied, the rest is made anew.

The state remembers what superseded the older rows of every unit, and of every submission what else its report depended on, what was
counted and how long its lines were. Lines are copied out of the former findings.csv only while that is the file that the last run
wrote: the same size and time of change.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from danhba import READING_RULES, __version__
from danhba.report.one import Past, Report, basis_of, open_findings, replaced_rows, report_of, task_of, to_mend
from danhba.report.tables import finding_line
from danhba.report.tally import Counts, Tally, counts_of
from danhba.resolve import Resolution, superseded_by
from danhba.safe import csv_bytes, csv_lines, write_new
from danhba.steps import Assembled, House
from danhba.voices import Said, Submission
from danhba.workers import Begun, Task
from schemas.columns import FINDING_COLUMNS
from schemas.findings import CATALOGUE

_WINDOW = 200  # submissions reported anew at a time: their reports are in memory together
_TASK = 50  # reports made by one task
_COPIES = 25  # of them with a marked copy
_FEW = 40  # so many are made here: starting workers would take longer
_PIECE = 1 << 20  # bytes copied at a time
_STATE = "reported"
_Span = tuple[str, int, Counts]  # what a report depended on, the length of its lines in bytes, what was counted


@dataclass(frozen=True, slots=True)
class _Anew:
    """A submission whose report is made anew."""

    submission: Submission
    task: Task


@dataclass(slots=True)
class _Window:
    """Lines of findings.csv in order: places (start, end) in the former file, or a report to be made (None)."""

    places: list[tuple[int, int] | None] = field(default_factory=list)
    anew: list[_Anew] = field(default_factory=list)
    begun: list[Begun] = field(default_factory=list)


class _Lines:
    """findings.csv in the making; neighbouring pieces of the former file are copied together."""

    def __init__(self, file: BinaryIO, former: BinaryIO | None) -> None:
        self._file, self._former = file, former
        self._start = self._end = 0

    def copy(self, start: int, end: int) -> None:
        """Copy a piece of the former file."""
        if start != self._end:
            self.flush()
            self._start = start
        self._end = end

    def write(self, data: bytes) -> None:
        """Write new lines."""
        self.flush()
        self._file.write(data)

    def flush(self) -> None:
        """Write what was only noted for copying. Raises OSError when the former file was cut short."""
        if self._end > self._start:
            assert self._former is not None
            self._former.seek(self._start)
            left = self._end - self._start
            while left:
                piece = self._former.read(min(left, _PIECE))
                if not piece:
                    raise OSError(errno.EIO, "findings.csv")
                self._file.write(piece)
                left -= len(piece)
        self._start = self._end = 0


def report_everyone(house: House, assembled: Assembled, resolution: Resolution, reports: Path) -> tuple[Tally, dict[str, Any]]:
    """Write findings.csv, pages and marked copies; return the tally, and the state by which the next run knows what changed. Raises OSError."""
    reports.mkdir(parents=True, exist_ok=True)
    known = house.ledger.state(_STATE) or {}
    rules = f"{__version__} {READING_RULES} {house.registry.digest} {_CATALOGUE}"
    units = {unit: "".join(_mark(said) for said in ranks.values()) for unit, ranks in resolution.voices.by_unit.items()}
    header = csv_bytes(FINDING_COLUMNS, ())
    tally, spans = Tally(), dict[str, _Span]()
    temporary = reports / f".findings.csv.{secrets.token_hex(4)}.tmp"
    ordered = sorted(assembled.submissions, key=lambda s: s.order)
    try:
        with (
            _former(reports / "findings.csv", known, rules) as former,
            temporary.open("wb") as file,
            ThreadPoolExecutor(2) as hands,  # write pages while lines are gathered
        ):
            unchanged = _Unchanged(known if former is not None else {}, units, len(header), reports)
            out = _Lines(file, former)
            out.write(header)
            window, ahead = _Window(), deque[_Window]()
            for done, submission in enumerate(ordered, start=1):
                identity, basis = submission.id, basis_of(submission, resolution)
                place = unchanged.place(submission, basis, resolution)
                counts = unchanged.counts(identity) if place else ()
                lines: list[dict[str, str]] = []
                if place is None:
                    past = replaced_rows(submission, resolution)
                    found = open_findings(submission, resolution, {p[0] for p in past})
                    counts = counts_of(found, len(past))
                    lines = [finding_line(f, house.registry, submission) for f in found]
                    window.anew.append(_Anew(submission, _task(house, assembled, submission, lines, past)))
                elif codes := {code for code, severity, _ in counts if severity != "info"}:
                    # Errors and warnings are told again. Which are open is worked out only where some are of the file's own.
                    found = submission.noted
                    if not codes <= {f.code for f in found}:
                        found = open_findings(submission, resolution, {index for index, _, _ in superseded_by(submission, resolution)})
                    lines = [finding_line(f, house.registry, submission) for f in found if f.severity != "info"]
                tally.add(identity, counts, (line for line in lines if line["severity"] != "info"))
                spans[identity] = (basis, place[1] - place[0] if place else 0, counts)
                window.places.append(place)
                if len(window.anew) >= _WINDOW or done == len(ordered):
                    _begin(house, window, here=done == len(ordered) and not ahead)
                    ahead.append(window)
                    window = _Window()
                    if len(ahead) > 1:
                        _finish(house, ahead.popleft(), reports, out, spans, hands)
                    house.progress("báo cáo", done, len(ordered))
            while ahead:
                _finish(house, ahead.popleft(), reports, out, spans, hands)
            about_units = [finding_line(f, house.registry) for f in resolution.unit_findings]
            out.write(csv_lines(about_units, FINDING_COLUMNS))
            out.flush()
            file.flush()
            written = _sign(os.fstat(file.fileno()))
            tally.add("", counts_of(resolution.unit_findings), (line for line in about_units if line["severity"] != "info"))
        temporary.replace(reports / "findings.csv")
    finally:
        temporary.unlink(missing_ok=True)
    return tally, {_STATE: {"file": written, "rules": rules, "units": units, "spans": spans}}


def _mark(said: Said) -> str:
    return f"{said.rank}{said.newer.id if said.newer else ''} "


class _Unchanged:
    """Which submissions have the report that they had after the last run, and where its lines stand in the former findings.csv."""

    def __init__(self, known: dict[str, Any], units: dict[str, str], start: int, reports: Path) -> None:
        before: dict[str, str] = known.get("units", {})
        self._dirty = {unit for unit, mark in units.items() if before.get(unit) != mark}
        self._with_page = {e.name for e in os.scandir(reports) if e.is_dir()} if known else set[str]()
        self._known: dict[str, tuple[str, int, int, Counts]] = {}
        for identity, (basis, length, counts) in known.get("spans", {}).items():
            self._known[identity] = (basis, start, start + length, counts)
            start += length

    def place(self, submission: Submission, basis: str, resolution: Resolution) -> tuple[int, int] | None:
        """Return where the lines of a submission start and end; None when its report must be made anew."""
        known = self._known.get(submission.id)
        if known is None or known[0] != basis or submission.id not in self._with_page or not self._dirty.isdisjoint(submission.rows.units):
            return None
        if any(unit in self._dirty for _, unit, _ in resolution.decided.get(submission.id, ())):
            return None
        return known[1], known[2]

    def counts(self, identity: str) -> Counts:
        """Return what was counted of a submission."""
        return self._known[identity][3]


_CATALOGUE = hashlib.sha256(repr(list(CATALOGUE.items())).encode()).hexdigest()[:16]


@contextmanager
def _former(path: Path, known: dict[str, Any], rules: str) -> Iterator[BinaryIO | None]:
    """Open the findings.csv of the last run; None where it is not there, was changed since, or was made by other rules."""
    if known.get("rules") != rules:
        yield None
        return
    try:
        file = path.open("rb", buffering=0)
    except FileNotFoundError:
        yield None
        return
    with file:
        yield file if _sign(os.fstat(file.fileno())) == known["file"] else None


def _sign(stat: os.stat_result) -> list[int]:
    return [stat.st_size, stat.st_mtime_ns]


def _task(house: House, assembled: Assembled, submission: Submission, lines: Sequence[dict[str, str]], past: Sequence[Past]) -> Task:
    task = task_of(submission, assembled.evidence[submission.id], lines, past, house.as_of)
    data = house.archive.get(submission.sha256) if to_mend(submission, lines) else b""
    return task, submission.rows.pack(), data


def _begin(house: House, window: _Window, here: bool) -> None:
    """Hand the reports of a window to the workers. here: there is no other window, so that few of them are made in this process."""
    if here and len(window.anew) <= _FEW and not any(a.task[2] for a in window.anew):
        return
    batch: list[Task] = []
    for anew in window.anew:
        batch.append(anew.task)
        if len(batch) >= _TASK or sum(t[2] != b"" for t in batch) >= _COPIES:
            window.begun.append(house.pool.begin_reports(batch))
            batch = []
    if batch:
        window.begun.append(house.pool.begin_reports(batch))


def _finish(house: House, window: _Window, reports: Path, out: _Lines, spans: dict[str, _Span], hands: ThreadPoolExecutor) -> None:
    """Write the lines of a window in order, and the pages and copies that were made anew."""
    made = _made(house, window)
    anew = iter(window.anew)
    written = []
    for place in window.places:
        if place is not None:
            out.copy(*place)
            continue
        identity, report = next(anew).submission.id, next(made)
        written.append(hands.submit(_write, reports / identity, report))
        out.write(report.lines)
        basis, _, counts = spans[identity]
        spans[identity] = (basis, len(report.lines), counts)
    out.flush()
    for done in written:
        done.result()


def _write(folder: Path, report: Report) -> None:
    folder.mkdir(exist_ok=True)
    write_new(folder / "phieu-ra-soat.html", report.page)
    if report.copy:
        write_new(folder / "phieu-ra-soat.xlsx", report.copy)
    else:
        (folder / "phieu-ra-soat.xlsx").unlink(missing_ok=True)


def _made(house: House, window: _Window) -> Iterator[Report]:
    """Yield the reports of a window in order; where the file stopped its worker, without a marked copy."""
    if window.begun:
        reports = (report for begun in window.begun for report in house.pool.reports(begun))
    else:
        reports = iter([None] * len(window.anew))
    for anew, report in zip(window.anew, reports, strict=True):
        task, rows, _ = anew.task
        yield report if report is not None else report_of(task, rows, b"", house.registry)
