"""What a run did: the figures for its last lines, its artifacts and the ledger."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from danhba.model.submission import Received

if TYPE_CHECKING:
    from danhba.publish.publication import Published
    from danhba.report.write import Told
    from danhba.resolve.outcome import Assembled, Resolution


class Clock:
    """Seconds of the parts of a run, from a moment of time.perf_counter."""

    def __init__(self, start: float) -> None:
        self._start = start
        self.seconds: dict[str, float] = {}

    def stop(self, name: str) -> None:
        """Note the seconds since the start."""
        self.seconds[name] = round(time.perf_counter() - self._start, 3)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Note the seconds of a part."""
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


@dataclass(slots=True)
class Outcome:
    """What a run did: the figures for its last lines, its artifacts and the ledger."""

    received: int = 0
    read: int = 0
    waiting: list[str] = field(default_factory=list)
    litter: int = 0
    left: list[str] = field(default_factory=list)  # what lies in the inbox and was not received, with the reason
    quarantined: list[str] = field(default_factory=list)  # what lies in var/quarantine
    submissions: int = 0
    rows: int = 0
    entries: int = 0
    publication: str = ""
    new_publication: bool = False
    errors: int = 0
    warnings: int = 0
    messages: int = 0  # that a person has to read
    states: dict[str, int] = field(default_factory=dict)
    situations: dict[str, int] = field(default_factory=dict)  # units, by schemas.situations.Situation
    seconds: dict[str, float] = field(
        default_factory=dict
    )  # from the first claim: "work" to publication, "whole" to the last report; "reading": its reading part
    findings: list[dict[str, str]] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)  # what the next run compares itself with, by name
    held: str = ""
    packages: int = 0  # new packages for units
    mailbox: str = ""  # why mails were not taken in, in words


def outcome_of(
    received: Received,
    read: int,
    assembled: Assembled,
    resolution: Resolution,
    published: Published,
    told: Told,
) -> Outcome:
    """Return the figures of a run."""
    states: dict[str, int] = {}
    for standing in resolution.standings.values():
        states[standing.state] = states.get(standing.state, 0) + 1
    return Outcome(
        received=len(received.receipts),
        read=read,
        waiting=received.waiting,
        litter=received.litter,
        left=[thing.words for thing in received.left],
        quarantined=[thing.name for thing in received.quarantined],
        submissions=len(assembled.submissions),
        rows=sum(len(s.rows) for s in assembled.submissions),
        entries=published.entries,
        publication=published.id,
        new_publication=published.new,
        errors=told.totals["error"],
        warnings=told.totals["warning"],
        messages=sum(line["code"] == "message_not_understood" for line in told.findings),
        states=states,
        situations=dict(told.situations),
        findings=told.findings,
        state=told.state,
        held=published.held,
    )
