"""The cells of one sheet while its looks are laid over it: what is put there, what is taken out, its reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from danhba.model.grid import Cell, Place, Unseen
from danhba.read import beside
from danhba.read.limits import limits_in_force

_NEAR = 60  # rows and columns by which a comment outside the filled cells makes a sheet larger
_FEW = 5000  # cells of one rule's ranges


@dataclass(slots=True)
class Cells:
    """Rows of values from (top, left) on, and what does not show, by place."""

    rows: list[list[Cell]]
    top: int
    left: int
    unseen: dict[Place, Unseen] = field(default_factory=dict)

    def value(self, place: Place) -> Cell:
        """Return what stands at a place, None beside the sheet."""
        r, c = place[0] - self.top, place[1] - self.left
        return self.rows[r][c] if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]) else None

    def set(self, place: Place, value: Cell) -> bool:
        """Put a value at a place; False where that lies beside the sheet."""
        r, c = place[0] - self.top, place[1] - self.left
        if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]):
            self.rows[r][c] = value
            return True
        return False

    def hide(self, place: Place, reason: str, text: str, rest: Cell) -> None:
        """Take a text out of what shows, and leave the rest."""
        if self.set(place, rest) and text.strip():
            self.unseen[place] = Unseen(reason, text)

    def within(self, start: Place, end: Place) -> Iterator[Place]:
        """Yield the places of a range that lie in the sheet."""
        rows = range(max(start[0], self.top), min(end[0], self.top + len(self.rows) - 1) + 1)
        width = max(map(len, self.rows), default=0)
        columns = range(max(start[1], self.left), min(end[1], self.left + width - 1) + 1)
        return islice(((r, c) for r in rows for c in columns), _FEW)

    def comment(self, place: Place, text: str) -> None:
        """Put the words of a comment behind what its cell shows: they are about it. One beside all cells makes the
        sheet larger."""
        if not self.set(place, beside.with_comment(self.value(place), text)):
            place = self._reach(place)
            self.set(place, beside.with_comment(self.value(place), text))

    def _reach(self, place: Place) -> Place:
        """Make the sheet reach to a place, where that lies near; return the place, or the nearest one in the sheet."""
        width = max(map(len, self.rows), default=0)
        bottom, right = self.top + len(self.rows) - 1, self.left + width - 1
        r = max(self.top - _NEAR, min(place[0], bottom + _NEAR))
        c = max(self.left - _NEAR, min(place[1], right + _NEAR))
        before, after = max(self.left - c, 0), max(c - right, 0)
        above, below = max(self.top - r, 0), max(r - bottom, 0)
        if (above + len(self.rows) + below) * (before + width + after) > limits_in_force().cells:
            return min(max(r, self.top), bottom), min(max(c, self.left), right)
        rows: list[list[Cell]] = (
            [[] for _ in range(above)] + [[None] * before + row for row in self.rows] + [[] for _ in range(below)]
        )
        for row in rows:
            row += [None] * (before + width + after - len(row))
        self.rows = rows
        self.top, self.left = self.top - above, self.left - before
        return r, c
