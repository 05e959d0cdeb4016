"""ton-dong.csv: which errors stand since when. An error that comes back with a new file of the same unit is the same
one, and stands. Pure: what was known the run before goes in, lines and what to keep come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from danhba.registry import Registry
from danhba.vietnamese.dates import VIETNAM, utc
from schemas.catalogue import CATALOGUE

AGES = (7, 14, 30)  # days from which an error is told as one that stands

Who = tuple[str, str, str]  # unit code ('' where nobody knows), the file where no unit is known, code of the error
Seen = tuple[int, str]  # how often it stands there now, and when the oldest file with it was received


def standing_errors(
    before: Mapping[str, str] | None, seen: Mapping[Who, Seen], registry: Registry, as_of: dt.datetime
) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Return the lines of ton-dong.csv, longest first, and since when each stands, by its key, for the next run."""
    since = {}
    for who, (_, received) in seen.items():
        key = "\t".join(who)
        since[key] = min(moment for moment in ((before or {}).get(key), received, utc(as_of)) if moment)
    order = {unit.code: unit.order for unit in registry.units}

    def place(who: Who) -> tuple[str, int, str, str]:
        return (since["\t".join(who)], order.get(who[0], len(order)), who[1], who[2])

    lines = [
        {
            "unit_code": who[0],
            "name": registry.full_name(who[0]) if who[0] else who[1],
            "code": who[2],
            "title": CATALOGUE[who[2]].title,
            "since": (moment := since["\t".join(who)]),
            "days": str(_days(moment, as_of)),
            "errors": str(seen[who][0]),
        }
        for who in sorted(seen, key=place)
    ]
    return lines, since


def _days(since: str, as_of: dt.datetime) -> int:
    """Return how many of Vietnam's days lie between."""
    begun = dt.datetime.fromisoformat(since).astimezone(VIETNAM).date()
    return max(0, (as_of.astimezone(VIETNAM).date() - begun).days)


def longest(lines: Sequence[Mapping[str, str]], most: int) -> list[dict[str, str]]:
    """Return the units (or files of nobody known) whose errors stand longest, each once: name, days, errors."""
    by_name: dict[str, list[Mapping[str, str]]] = {}
    for line in lines:  # oldest first
        by_name.setdefault(line["name"], []).append(line)
    return [
        {"name": name, "days": of_one[0]["days"], "errors": str(sum(int(line["errors"]) for line in of_one))}
        for name, of_one in list(by_name.items())[:most]
    ]


def of_ages(lines: Sequence[Mapping[str, str]]) -> list[tuple[int, int]]:
    """Return, for each age, how many units have an error that stands for so many days or more."""
    return [(age, len({line["name"] for line in lines if int(line["days"]) >= age})) for age in AGES]
