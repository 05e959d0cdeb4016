"""One call, as a person wrote it down, and all of them by unit and number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from danhba.vietnamese.dates import VIETNAM
from schemas.calls import MISSED, Band, Outcome

_NIGHT_ENDS, _NIGHT_BEGINS = 6, 22


@dataclass(frozen=True, slots=True)
class Call:
    """One filled line. units: codes of the units it is about, none where a number was reported wrong, whosever it is.

    number: "+84…;extension"; outcome: of schemas.calls.Outcome; called_at, received_at: ISO 8601 in UTC; post: who answered, never a name;
    receipt, sheet, cell: where it stands.
    """

    units: tuple[str, ...]
    number: str
    outcome: str
    called_at: str
    caller: str = ""
    post: str = ""
    note: str = ""
    received_at: str = ""
    receipt: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def missed(self) -> bool:
        """Whether nobody was reached."""
        return self.outcome in MISSED

    @property
    def local(self) -> dt.datetime:
        """When it was made, in Vietnam."""
        return _local(self.called_at)

    @property
    def day(self) -> dt.date:
        return self.local.date()

    @property
    def band(self) -> Band:
        return band_of(self.local)

    @property
    def night(self) -> dt.date:
        """The day on whose evening the night of this call began."""
        return (self.local - dt.timedelta(hours=_NIGHT_ENDS)).date()


@lru_cache(maxsize=65536)
def _local(iso: str) -> dt.datetime:
    return dt.datetime.fromisoformat(iso).astimezone(VIETNAM)


def band_of(local: dt.datetime) -> Band:
    """Return the part of the day of a time in Vietnam."""
    hour = local.hour
    if hour < _NIGHT_ENDS or hour >= _NIGHT_BEGINS:
        return Band.NIGHT
    return Band.MORNING if hour < 12 else Band.AFTERNOON if hour < 18 else Band.EVENING


def number_of(entry: Mapping[str, str]) -> str:
    """Return what is called of an entry of the directory: "+84…;extension", as voices and decisions name it."""
    return f"{entry['phone_e164']};{entry['extension']}"


@dataclass(slots=True)
class Calls:
    """What counts of all that was written down: of one number and time the newest statement, and no call that was put off."""

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

    Whoever hands in a workbook again with more lines, or with a line mended, says each call once: of the same number and time
    what came last counts, and “to call later” takes back what was said.
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
