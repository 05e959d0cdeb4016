"""Counts of all submissions: what holds of each unit and month, whether a month begins where the one before ended, the
share answered in time, the table for reviewers. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from danhba.counts.month import before, words
from danhba.model.finding import Finding
from danhba.model.stated import Stated
from danhba.model.submission import Submission
from danhba.registry import Registry
from schemas.catalogue import CATALOGUE
from schemas.facts import SOUND, CountFacts, flat
from schemas.forms.counts import COUNTED, COUNTS_FORM
from schemas.submitted import failures, schema_of

_CARRIED = "count_carried_over"


@dataclass(frozen=True, slots=True)
class MonthCount:
    """What holds of one unit and month (yyyy-mm): the newest statement of the best voice."""

    unit_code: str
    month: str
    stated: Stated
    submission: Submission

    def count(self, name: str) -> int:
        """Return one count by its field (schemas.forms.counts.COUNTED)."""
        return int(self.stated.values[name])

    @property
    def left(self) -> int:
        """What is open at the month's end."""
        return self.count("open_in_time") + self.count("open_overdue")

    @property
    def due(self) -> int:
        """What should have been answered: all that is closed, and what is open overdue."""
        return self.count("in_time") + self.count("late") + self.count("open_overdue")

    @property
    def share_in_time(self) -> float | None:
        """The share answered in time, None where nothing was due."""
        return self.count("in_time") / self.due if self.due else None


def counts_by_unit_and_month(
    submissions: Iterable[Submission], registry: Registry
) -> dict[tuple[str, str], MonthCount]:
    """Return what holds of each (unit code, yyyy-mm): a unit's own word before that of who stands above it, then the
    newest."""
    best: dict[tuple[str, str], tuple[tuple[int, int], MonthCount]] = {}
    for submission in submissions:
        for stated in submission.stated:
            if stated.form != COUNTS_FORM.name or stated.unit_code not in registry.by_code:
                continue
            key, rank = (stated.unit_code, stated.first[:7]), (submission.weight(stated.unit_code), submission.order)
            if key not in best or rank > best[key][0]:
                best[key] = (rank, MonthCount(*key, stated, submission))
    return {key: best[key][1] for key in sorted(best)}


def carried_over(counts: Mapping[tuple[str, str], MonthCount], registry: Registry) -> dict[str, list[Finding]]:
    """Return, by submission, a finding for each month that does not begin where the one before ended."""
    pairs = [(c, b) for (unit, month), c in counts.items() if (b := counts.get((unit, before(month)))) is not None]
    lines = [
        flat(SOUND._replace(counted=CountFacts(carried=now.count("carried"), left_before=then.left)))
        for now, then in pairs
    ]
    out: dict[str, list[Finding]] = defaultdict(list)
    for failure in failures(schema_of([CATALOGUE[_CARRIED]], _CARRIED), lines) if lines else ():
        now, then = pairs[failure.row]
        cell, raw = now.stated.cells["carried"], now.stated.values["carried"]
        told: dict[str, object] = {
            "cell": cell,
            "raw": raw,
            "unit": registry.full_name(now.unit_code),
            "month": words(now.month),
            "month_before": words(then.month),
            "where": f"tệp “{then.submission.file}”",
            "left": str(then.left),
        }
        finding = Finding(_CARRIED, failure.severity.value, now.stated.sheet, cell, raw, now.unit_code, told)
        out[now.submission.id].append(finding)
    return out


def share_words(count: MonthCount) -> str:
    """Return the share in time as a table says it: 0.909, '' where nothing was due."""
    return "" if count.share_in_time is None else f"{count.share_in_time:.3f}"


def count_lines(counts: Mapping[tuple[str, str], MonthCount], registry: Registry) -> list[dict[str, str]]:
    """Return the lines of so-lieu.csv, in the order of the registry, then of the months."""
    place = {u.code: n for n, u in enumerate(registry.units)}
    ordered: Sequence[MonthCount] = sorted(counts.values(), key=lambda c: (place[c.unit_code], c.month))
    out = []
    for c in ordered:
        unit = registry.by_code[c.unit_code]
        then = counts.get((c.unit_code, before(c.month)))
        out.append(
            {
                "tier": unit.tier,
                "unit_code": unit.code,
                "name": unit.name,
                "parent_code": unit.parent,
                "month": c.month,
                **{name: c.stated.values[name] for name in COUNTED},
                "share_in_time": share_words(c),
                "left_before": str(then.left) if then else "",
                "source_file": c.submission.source_file,
                "submission": c.submission.id,
                "received_at": c.submission.received_at,
            }
        )
    return out
