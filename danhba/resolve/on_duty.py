"""What rosters and the published numbers show together: a number on duty that is not the unit's hotline."""

from __future__ import annotations

from collections.abc import Iterable

from danhba.duty.state import duty_by_unit, number_mark
from danhba.model.call import number_of
from danhba.model.finding import Finding
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.outcome import Resolution
from schemas.catalogue import CATALOGUE
from schemas.facts import SOUND, DutyFacts, flat
from schemas.submitted import failures, schema_of

_CODE = "duty_number"


def heed_duty(out: Resolution, submissions: Iterable[Submission], registry: Registry) -> None:
    """Keep who is on duty, and add a finding at each cell whose number is not the published one of its unit. A unit
    without a published number is asked for that first."""
    entries = {entry["unit_code"]: entry for entry in out.entries}
    places: list[tuple[Submission, str, str, str]] = []
    lines: list[tuple[bool | int | str, ...]] = []
    out.duty = duty_by_unit(submissions, registry)
    for unit, duty in out.duty.items():
        if (entry := entries.get(unit)) is None:
            continue
        mark = number_mark(unit, number_of(entry))
        for stated, submission in duty.rosters:
            for said, place in stated.cells.items():
                places.append((submission, unit, place, entry["phone"]))
                lines.append(flat(SOUND._replace(duty=DutyFacts(number_fits=said == mark))))
    for failure in failures(schema_of([CATALOGUE[_CODE]], _CODE), lines) if lines else ():
        submission, unit, place, phone = places[failure.row]
        sheet, _, cell = place.rpartition("!")
        told: dict[str, object] = {"cell": cell, "unit": registry.full_name(unit), "number": phone}
        finding = Finding(_CODE, failure.severity.value, sheet, cell, "", unit, told)
        out.findings.setdefault(submission.id, []).append(finding)
