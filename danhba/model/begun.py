"""A batch that other processes have in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Begun:
    """A batch that a pool is reading."""

    batch: list[Any]
    pool: Any
    future: Any  # None when the pool would not take it


class Passing(bytes):
    """The payload of a reading that was stopped by time, memory or a worker's death: it holds for this run only."""
