"""How much one file may ask for: bytes, cells, members, pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most: bytes of a file, bytes it may inflate to, entries of a container, cells and sheets of a
    workbook, rows of a form: the largest registry has 11,000 units; findings.
    """

    file_bytes: int = 64 << 20
    inflated_bytes: int = 512 << 20
    entries: int = 2000
    cells: int = 3_000_000
    sheets: int = 200
    rows: int = 20_000
    findings: int = 50_000  # of one file, so that none fills the memory of whoever gathers them


_now = Limits()


def limits_in_force() -> Limits:
    """Return the limits in force in this process."""
    return _now


def set_limits(new: Limits) -> None:
    """Put limits in force in this process: once, when it starts."""
    global _now
    _now = new
