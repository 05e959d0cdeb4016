"""All calls that were ever written down: which of them count, by unit and number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from danhba.model.call import Call
from schemas.calls import Outcome


@dataclass(slots=True)
class Calls:
    """What counts of all that was written down: of one number and time the newest statement, and no call that was put
    off."""

    by_place: dict[tuple[str, str], list[Call]] = field(default_factory=dict)  # (unit, number) → calls, oldest first
    reports: dict[str, list[Call]] = field(default_factory=dict)  # number → when it was reported wrong, oldest first
    numbers: dict[str, set[str]] = field(default_factory=dict)  # unit → the numbers that were called for it
    made: list[Call] = field(default_factory=list)  # every call once, oldest first

    def about(self, unit: str, number: str) -> list[Call]:
        """Return the calls about a unit and a number, and the reports about the number, oldest first."""
        calls, reports = self.by_place.get((unit, number), []), self.reports.get(number, [])
        return sorted([*reports, *calls], key=_when) if reports else calls


def counted(written: Iterable[Call]) -> Calls:
    """Return what counts. written: every line that was ever accepted, in the order in which they came.

    Whoever hands in a workbook again with more lines, or with a line mended, says each call once: of the same number
    and time what came last counts, and “to call later” takes back what was said.
    """
    newest: dict[tuple[str, str, bool], Call] = {}
    for call in written:
        key = (call.number, call.called_at, call.outcome == Outcome.REPORTED)
        newest.pop(key, None)
        newest[key] = call
    out = Calls()
    for call in sorted(newest.values(), key=_when):
        if call.outcome == Outcome.LATER:
            continue
        if call.outcome == Outcome.REPORTED:
            out.reports.setdefault(call.number, []).append(call)
            continue
        out.made.append(call)
        for unit in call.units:
            out.by_place.setdefault((unit, call.number), []).append(call)
            out.numbers.setdefault(unit, set()).add(call.number)
    return out


def _when(call: Call) -> tuple[str, str, str]:
    return (call.called_at, call.number, call.outcome)
