"""findings.csv, and a page and a marked copy a submission, as planned: what has not changed is copied, the rest was
made anew."""

from __future__ import annotations

import errno
import logging
import os
import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from danhba.model.finding import Finding
from danhba.output.cells import csv_lines
from danhba.output.files import FOR_EVERYBODY, make_folder, write_new
from danhba.output.valid_tables import check_pieces
from danhba.report.inputs import Inputs
from danhba.report.lines import finding_line
from danhba.report.submission import Report, report_of
from danhba.report.tally import counts_of
from danhba.report.which_changed import HEADER, Plan, Window, sign
from schemas.tables import FINDING_COLUMNS, FINDINGS

_log = logging.getLogger(__name__)
_BUFFER, _AT_ONCE = 8 << 20, 1 << 20  # bytes


class _Lines:
    """findings.csv in the making: new lines, and pieces of the former file."""

    def __init__(self, file: BinaryIO, former: BinaryIO | None) -> None:
        self._file, self._former = file, former
        self._start = self._end = 0
        self.new: list[tuple[int, int]] = []  # where new lines stand, in bytes

    def copy(self, start: int, end: int) -> None:
        """Copy a piece of the former file, together with its neighbours."""
        if start != self._end:
            self.flush()
            self._start = start
        self._end = end

    def write(self, data: bytes) -> None:
        """Write new lines."""
        self.flush()
        start = self._file.tell()
        self._file.write(data)
        if self.new and self.new[-1][1] == start:
            start = self.new.pop()[0]
        self.new.append((start, self._file.tell()))

    def flush(self) -> None:
        """Write what was only noted for copying."""
        if self._end > self._start:
            assert self._former is not None
            self._former.seek(self._start)
            left = self._end - self._start
            while left and (piece := self._former.read(min(left, _AT_ONCE))):
                self._file.write(piece)
                left -= len(piece)
            if left:
                raise OSError(errno.ESTALE, "findings.csv bị sửa trong khi chạy")
        self._start = self._end = 0


def write_everyone(inputs: Inputs, plan: Plan, about_units: Sequence[Finding], reports: Path) -> dict[str, Any]:
    """Write findings.csv, pages and marked copies; return the state by which the next run knows what changed. Raises
    OSError.

    about_units: findings that belong to no submission.
    """
    make_folder(reports)
    path = reports / "findings.csv"
    temporary = reports / f".findings.csv.{secrets.token_hex(4)}.tmp"
    try:
        with (
            _former(path, plan) as former,
            temporary.open("wb", buffering=_BUFFER) as file,
            ThreadPoolExecutor(2) as hands,  # write pages while lines are gathered
        ):
            out = _Lines(file, former)
            os.fchmod(file.fileno(), FOR_EVERYBODY)
            file.write(HEADER)
            while (window := plan.take(inputs)) is not None:
                _finish(inputs, window, reports, out, plan, hands)
                inputs.progress("báo cáo", window.done, window.of)
            lines = [finding_line(f, inputs.registry) for f in about_units]
            out.write(csv_lines(lines, FINDING_COLUMNS))
            plan.tally.show(about_units, inputs.registry)
            plan.tally.count("", counts_of(about_units))
        check_pieces(FINDINGS, temporary, out.new)  # what is copied was held against the model when it was new
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return {"file": sign(path), "rules": plan.rules, "units": plan.units, "spans": plan.spans}


@contextmanager
def _former(path: Path, plan: Plan) -> Iterator[BinaryIO | None]:
    """Open the findings.csv that lines are copied from. Raises OSError when it is no longer what was planned with."""
    if plan.former is None:
        yield None
        return
    with path.open("rb") as file:
        if sign(file.fileno()) != plan.former:
            raise OSError(errno.ESTALE, "findings.csv bị sửa trong khi chạy", str(path))
        yield file


def _finish(inputs: Inputs, window: Window, reports: Path, out: _Lines, plan: Plan, hands: ThreadPoolExecutor) -> None:
    """Write the lines of a window in order, and the pages and copies that were made anew."""
    made = _made(inputs, window, plan)
    anew = iter(window.anew)
    written = []
    for place in window.places:
        if place is not None:
            out.copy(*place)
            continue
        identity, report = next(anew).submission.id, next(made)
        written.append(hands.submit(_write, reports / identity, report))
        for piece in report.lines.pieces():
            out.write(piece)
        basis, _, counts = plan.spans[identity]
        if identity in plan.uncopied:
            basis += _TRIED_IN_VAIN
        plan.spans[identity] = (basis, report.lines.length, counts)
    out.flush()
    for done in written:
        done.result()


def _write(folder: Path, report: Report) -> None:
    make_folder(folder)
    write_new(folder / "phieu-ra-soat.html", report.page)
    if report.copy:
        write_new(folder / "phieu-ra-soat.xlsx", report.copy)
    else:
        (folder / "phieu-ra-soat.xlsx").unlink(missing_ok=True)


_TRIED_IN_VAIN = "!"  # after what a report depended on: the next night makes it anew, its marked copy with it


def _made(inputs: Inputs, window: Window, plan: Plan) -> Iterator[Report]:
    """Yield the reports of a window in order; where the file stopped its worker, without a marked copy, which is
    told."""
    reports: Iterator[Report | None] = iter([None] * len(window.anew))
    if window.begun:
        reports = (report for begun in window.begun for report in inputs.makers.reports(begun))
    for anew, report in zip(window.anew, reports, strict=True):
        if report is not None:
            yield report
            continue
        if window.begun and anew.mend:
            submission = anew.submission
            plan.uncopied[submission.id] = submission.source_file
            _log.error(
                "no marked copy could be made", extra={"submission": submission.id, "file": submission.source_file}
            )
        yield report_of(anew.told, anew.submission.rows.pack(), b"", inputs.registry)
