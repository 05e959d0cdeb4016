"""The journal of what a run has in hand: a claim that was in hand when two runs ended badly is set aside, and the night
goes on."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from danhba.model.at_hand import take_up

_NAME = "in-hand.jsonl"
_TWICE = 2


class InHand:
    """The journal of one run, in var/. Lines: how often a claim was in hand at a bad end, what is in hand now, the end.

    Written before a file is touched: what the process leaves behind when it is killed is what it was killed by.
    """

    def __init__(self, var: Path) -> None:
        """Read what the last run left, and begin anew. Raises OSError."""
        self._path = var / _NAME
        self._times = _left_by(self._path)
        self._write_all()
        self._handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)

    @property
    def suspects(self) -> set[str]:
        """The claims that were in hand when two runs ended badly."""
        return {key for key, times in self._times.items() if times >= _TWICE}

    def take(self, key: str, lasting: bool = False) -> None:
        """A claim is in hand from now on. lasting: even through a power cut."""
        take_up(key.partition("/")[2])
        os.write(self._handle, _line("hand", key))
        if lasting:
            os.fdatasync(self._handle)

    def put_down(self) -> None:
        """Nothing is in hand."""
        os.write(self._handle, _line("free", ""))
        take_up("")

    def bad(self, key: str) -> None:
        """A claim could not be received, whatever the reason; the run goes on."""
        self._times[key] = self._times.get(key, 0) + 1

    def received(self, keys: set[str]) -> None:
        """Claims are received: whatever happened before, they were not to blame."""
        for key in keys & self._times.keys():
            del self._times[key]

    def end(self) -> None:
        """The run's receiving ended well. Raises OSError."""
        os.close(self._handle)
        self._write_all("end")
        take_up("")

    def _write_all(self, end: str = "") -> None:
        lines = [_line("times", key, times) for key, times in sorted(self._times.items())]
        if end:
            lines.append(_line(end, ""))
        temporary = self._path.with_name(f".{_NAME}.tmp")
        with open(temporary, "wb") as file:
            file.write(b"".join(lines))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._path)


def _line(what: str, key: str, times: int = 0) -> bytes:
    return (json.dumps([what, key, times]) + "\n").encode("ascii")


def _left_by(path: Path) -> dict[str, int]:
    """Return how often each claim was in hand at a bad end, the last run's included."""
    times: dict[str, int] = {}
    hand = ""
    with contextlib.suppress(FileNotFoundError):
        for line in path.read_bytes().splitlines():
            try:
                what, key, count = json.loads(line)
            except (ValueError, TypeError):
                continue  # cut short
            if what == "times":
                times[key] = int(count)
            else:
                hand = key if what == "hand" else ""
    if hand:
        times[hand] = times.get(hand, 0) + 1
    return times


def set_aside(full: str, path: str, claim: str, quarantine: Path) -> None:
    """Move a claimed file into quarantine, keeping its claim and path. Raises OSError."""
    target = quarantine / claim / path
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(full, target)


def quarantined(var: Path) -> list[str]:
    """Return the paths of what lies in quarantine, as they were dropped, sorted."""
    root = var / "quarantine"
    out = []
    for folder, _, names in os.walk(root):
        for name in names:
            relative = os.path.relpath(os.path.join(folder, name), root)
            out.append(relative.partition(os.sep)[2] or relative)
    return sorted(out)
