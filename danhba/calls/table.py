"""reports/kiem-tra.csv, and the days that the public page tells. From values to values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from danhba.calls.schedule import Standing
from danhba.calls.state import CallRules, day_of


def call_lines(standing: Iterable[Standing]) -> list[dict[str, str]]:
    """Return the lines of kiem-tra.csv, in the order of the directory."""
    out = []
    for one in standing:
        told = one.calls
        out.append(
            {
                "unit_code": one.unit,
                "phone_e164": one.number.partition(";")[0],
                "calls": str(told.made),
                "last_called_at": told.last.called_at if told.last else "",
                "last_outcome": told.last.outcome if told.last else "",
                "verified_at": told.verified.called_at if told.verified else "",
                "next_due": one.due.isoformat() if one.due else "",
                "state": one.state.value,
            }
        )
    return out


def checked_days(standing: Iterable[Standing], at: dt.datetime, rules: CallRules) -> dict[str, str]:
    """Return, by unit, the day (ISO) on which its number was called and answered, as long as that may be told."""
    day = day_of(at)
    return {
        one.unit: one.calls.verified.day.isoformat()
        for one in standing
        if one.calls.verified is not None and one.calls.verified_on(day, rules)
    }
