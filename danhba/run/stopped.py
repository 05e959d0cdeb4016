"""What stopped its reader or its opener: tried again a few nights, then kept as that until bytes, rules or limits
change.

Of containers only those are written down that stopped whoever opened them: another night they are opened again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from danhba.settings import Settings
from danhba.store.ledger import Ledger

NIGHTS = 3  # so many nights a file may stop its reader: a machine that was busy has been given another chance
STATE = "stopped"


@dataclass(slots=True)
class Container:
    """A container that stopped its opener, or has not been opened yet (nights 0). key: of its reading, as it was
    then."""

    key: str
    nights: int
    code: str
    detail: str


@dataclass(slots=True)
class Stopped:
    """What a run knows of it. readings: nights by the key of a reading; containers: by receipt; limits: time and memory
    of a file."""

    limits: list[float]
    readings: dict[str, int] = field(default_factory=dict)
    containers: dict[str, Container] = field(default_factory=dict)

    def again(self, key: str) -> bool:
        """Count one more night on which a file stopped its reader; tell whether it is tried another night."""
        self.readings[key] = self.readings.get(key, 0) + 1
        return self.readings[key] < NIGHTS

    def refuse(self, receipt: str, key: str, code: str, detail: str) -> None:
        """Count one more night on which a container stopped its opener."""
        known = self.containers.get(receipt)
        nights = known.nights if known is not None and known.key == key else 0
        self.containers[receipt] = Container(key, nights + 1, code, detail)

    def kept(self) -> dict[str, Any]:
        """Return what the next run is told."""
        told = {name: [c.key, c.nights, c.code, c.detail] for name, c in self.containers.items()}
        return {"limits": self.limits, "readings": self.readings, "containers": told}


def recalled(ledger: Ledger, settings: Settings) -> Stopped:
    """Return what earlier runs found. Where a file is now given other time or memory, everything that was stopped is
    tried again."""
    limits = [settings.file_seconds, float(settings.worker_memory_mb)]
    known = ledger.state(STATE)
    if known is None:
        return Stopped(limits)
    containers = {name: Container(*told) for name, told in known["containers"].items()}
    if known["limits"] == limits:
        return Stopped(limits, dict(known["readings"]), containers)
    keys = {*known["readings"], *(c.key for c in containers.values())}
    if keys:
        ledger.readings.forget(keys)
        ledger.set_state("fingerprint", "")  # the next night is no night with nothing new
    for container in containers.values():
        container.nights = 0
    return Stopped(limits, {}, containers)
