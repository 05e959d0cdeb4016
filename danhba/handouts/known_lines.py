"""What is printed of a unit in the lines of a blank form before anybody fills them in: its name, what stands published,
the month or the days that are to be told. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from danhba.registry import Registry, Unit
from danhba.vietnamese.dates import VIETNAM

_DAYS = 31  # of a roster, from the day after
_SHIFTS = (("7h00", "17h00"), ("17h00", "7h00"))  # that an office alters as its own are


def unit_line(
    number: int, unit: Unit, registry: Registry, entry: Mapping[str, str] | None, as_of: dt.datetime
) -> dict[str, str | int | dt.date]:
    """Return a unit's line by field: running number, name, the number and the note published of it, the month that is
    over."""
    month = as_of.astimezone(VIETNAM).date().replace(day=1) - dt.timedelta(1)
    out: dict[str, str | int | dt.date] = {
        "stt": number,
        "unit": registry.full_name(unit.code),
        "month": f"{month.month}/{month.year}",
    }
    if entry:
        out["phone"] = _number(entry)
        out["note"] = entry["note"]
    return out


def shift_lines(
    unit: Unit, registry: Registry, entry: Mapping[str, str] | None, as_of: dt.datetime
) -> list[dict[str, str | int | dt.date]]:
    """Return the lines of a roster: the days to come, two shifts each, at the unit's hotline, and nobody yet."""
    first = as_of.astimezone(VIETNAM).date() + dt.timedelta(1)
    number = _number(entry) if entry else ""
    shifts = [(first + dt.timedelta(n), hours) for n in range(_DAYS) for hours in _SHIFTS]
    return [
        {"stt": n, "unit": registry.full_name(unit.code), "day": day, "from": start, "to": end, "number": number}
        for n, (day, (start, end)) in enumerate(shifts, start=1)
    ]


def _number(entry: Mapping[str, str]) -> str:
    return entry["phone"] + (f" máy lẻ {entry['extension']}" if entry["extension"] else "")
