"""The guard: a publication that loses many units waits for a person."""

from __future__ import annotations

from dataclasses import dataclass

from danhba.publish.changes import withdrawn
from danhba.publish.edition import Edition


@dataclass(frozen=True, slots=True)
class Guard:
    """How many published numbers one run may remove or change: a share of them, and so many in any case."""

    share: float = 0.1
    least: int = 5

    def refusal(self, edition: Edition) -> str:
        """Return why an edition is held for a person to confirm, '' when it may go out."""
        count = withdrawn(edition.changes)
        limit = max(int(self.share * len(edition.before)), self.least)
        if count <= limit:
            return ""
        return f"bản mới rút hoặc đổi {count} trong {len(edition.before)} số đang công bố (giới hạn {limit})"
