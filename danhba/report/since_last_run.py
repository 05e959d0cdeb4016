"""What is new, still open and solved since the run before. Pure: the state of the run before goes in, the state to keep
comes out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from danhba.vietnamese.dates import VIETNAM, utc


@dataclass(slots=True)
class Night:
    """One run against the one before. `new` are keys of findings; `solved` are (code, unit, file) of those that are
    gone."""

    since: str = ""  # when the run before was, ISO 8601; '' for the first
    new: set[str] = field(default_factory=set)
    still: int = 0
    solved: list[tuple[str, str, str]] = field(default_factory=list)
    moved: list[tuple[str, str, str]] = field(default_factory=list)  # (unit code, state before, state now)
    history: list[tuple[str, dict[str, int]]] = field(default_factory=list)  # (day, units by state), oldest first
    keep: dict[str, Any] = field(default_factory=dict)  # the state for the next run


def key_of(line: dict[str, str]) -> str:
    """Return what makes two findings of two nights the same."""
    told = (
        line["code"],
        line["unit_code"],
        line["source_file"],
        line["sheet"],
        line["cell"],
        line["raw"],
        line["message"],
    )
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:12]


def compare(
    before: dict[str, Any] | None,
    findings: Sequence[dict[str, str]],
    progress: Sequence[dict[str, str]],
    as_of: dt.datetime,
) -> Night:
    """Return the night. before: what `keep` was after the run before, None at first."""
    was: dict[str, list[str]] = (before or {}).get("findings", {})
    states: dict[str, str] = (before or {}).get("states", {})
    out = Night(since=(before or {}).get("as_of", ""))
    now: dict[str, list[str]] = {}
    for line in findings:
        if line["severity"] != "info":
            now[key_of(line)] = [line["code"], line["unit_name"] or line["unit_code"], line["source_file"]]
    out.new = set(now) - set(was)
    out.still = len(now) - len(out.new)
    out.solved = [(v[0], v[1], v[2]) for k, v in was.items() if k not in now]
    out.moved = [
        (p["unit_code"], states[p["unit_code"]], p["state"])
        for p in progress
        if states.get(p["unit_code"], p["state"]) != p["state"]
    ]
    day = as_of.astimezone(VIETNAM).date().isoformat()
    days: dict[str, dict[str, int]] = dict((before or {}).get("history", {}))
    days[day] = dict(sorted(Counter(p["state"] for p in progress).items()))
    days = dict(sorted(days.items())[-60:])
    out.history = list(days.items())
    out.keep = {
        "as_of": utc(as_of),
        "findings": now,
        "states": {p["unit_code"]: p["state"] for p in progress},
        "history": days,
    }
    return out
