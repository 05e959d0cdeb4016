"""Findings and progress as tables: every text is made here, from the catalogue and a finding's parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from danhba.model.finding import Finding
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.vietnamese.text import one_line
from schemas.catalogue import words

SHOWN_OF_A_KIND = 500  # findings of one file and kind that are shown one by one; beyond them all stand in findings.csv


def examples(lines: Iterable[dict[str, str]], most: int = SHOWN_OF_A_KIND) -> Iterator[dict[str, str]]:
    """Yield the first lines of every kind (code and severity), as many as are shown one by one."""
    of_kind: Counter[tuple[str, str]] = Counter()
    for line in lines:
        kind = line["code"], line["severity"]
        of_kind[kind] += 1
        if of_kind[kind] <= most:
            yield line


def finding_line(finding: Finding, registry: Registry, submission: Submission | None = None) -> dict[str, str]:
    """Return a finding as a line of findings.csv."""
    message, hint = words(finding.code, finding.params, finding.severity, registry.examples)
    unit = registry.by_code.get(finding.unit_code)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "unit_code": finding.unit_code,
        "unit_name": unit.name if unit else "",
        "source_file": submission.source_file if submission else str(finding.params.get("source_file", "")),
        "submission": submission.id if submission else "",
        "sheet": finding.sheet,
        "cell": finding.cell,
        "raw": one_line(finding.raw),
        "message": message,
        "hint": hint,
        "received_at": submission.received_at if submission else "",
    }
