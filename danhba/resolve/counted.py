"""What all counts together show: a month that does not begin where the one before ended, one sent before its end."""

from __future__ import annotations

from collections.abc import Iterable

from danhba.counts.month import words
from danhba.counts.months import carried_over, counts_by_unit_and_month
from danhba.model.finding import Finding
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.outcome import Resolution
from schemas.catalogue import CATALOGUE

_AHEAD = "count_ahead"


def heed_counts(out: Resolution, submissions: Iterable[Submission], registry: Registry) -> None:
    """Keep what was counted, and add what is found, each at the cell of the submission that holds for its unit and
    month."""
    counts = out.counts = counts_by_unit_and_month(submissions, registry)
    for submission, findings in carried_over(counts, registry).items():
        out.findings.setdefault(submission, []).extend(findings)
    for count in counts.values():
        stated = count.stated
        if count.submission.received_at[:10] >= stated.last:
            continue
        cell, raw = stated.cells["received"], stated.values["received"]
        unit = registry.full_name(count.unit_code)
        told: dict[str, object] = {"cell": cell, "raw": raw, "unit": unit, "month": words(count.month)}
        finding = Finding(_AHEAD, CATALOGUE[_AHEAD].severity.value, stated.sheet, cell, raw, count.unit_code, told)
        out.findings.setdefault(count.submission.id, []).append(finding)
