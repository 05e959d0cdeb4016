"""A first look at the inbox and the reviewers' folder: what a second one finds unchanged is received."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from danhba.model.submission import FROM_REVIEWERS
from danhba.receive.held import Held
from danhba.receive.scan import Inbox, look


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What lies in the inbox and in the reviewers' folder, by the mark of their claims, and when it was seen
    (time.monotonic)."""

    places: dict[str, tuple[Path, Inbox]]
    looked: float

    @property
    def anything(self) -> bool:
        """Whether there is a file."""
        return any(found.files for _, found in self.places.values())


def first_look(inbox: Path, var: Path, reviewers: Path | None = None) -> FirstLook:
    """Look at what lies there; what a second look finds unchanged is received. Raises OSError."""
    inbox.mkdir(parents=True, exist_ok=True)
    places = {"": inbox, FROM_REVIEWERS: reviewers} if reviewers and _usable(reviewers) else {"": inbox}
    ours = Held(var).on_other_disks()
    return FirstLook({mark: (place, look(place, ours)) for mark, place in places.items()}, time.monotonic())


def _usable(reviewers: Path) -> bool:
    """Tell whether the reviewers' folder is there; made where it can be. Without it no workbook of decisions is taken,
    the rest is."""
    try:
        reviewers.mkdir(parents=True, exist_ok=True)
        return os.access(reviewers, os.R_OK | os.X_OK)
    except OSError:
        return False
