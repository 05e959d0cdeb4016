"""A roster's sheet, where it stands, and one of its shifts."""

from __future__ import annotations

from dataclasses import dataclass, field

from danhba.duty.days import Period, period_of
from danhba.model.grid import Cell, Grid, address


@dataclass(slots=True)
class Shift:
    """One shift: its days and hours (minutes from midnight), and the cells that say them. days, spans: None where the
    cell is not understood; stands: what it says, as far as it may be told."""

    days: list[int] | None  # ordinals
    spans: list[tuple[int, int]] | None
    day_cell: str
    cell: str
    stands: str = ""
    unit: Cell = None
    unit_cell: str = ""
    number: Cell = None
    number_cell: str = ""
    forwarded: bool = False


@dataclass(slots=True)
class Found:
    """A roster's sheet. across: the columns of days, none for a row a shift; hours: the columns whose head says hours,
    with them, for a row a day; columns: others by field; doubts: (cell, what is in doubt, what to do)."""

    grid: Grid
    head: int
    last: int
    columns: dict[str, int]
    across: list[int] = field(default_factory=list[int])
    hours: dict[int, list[tuple[int, int]]] = field(default_factory=dict[int, list[tuple[int, int]]])
    titles: list[str] = field(default_factory=list[str])
    doubts: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])

    @property
    def period(self) -> Period:
        """What its titles and its name say of its time."""
        own = period_of(self.titles)
        return own if own.first else period_of([self.grid.name]) if not own.doubtful and not own.year else own

    def address(self, r: int, c: int) -> str:
        """Return a cell's address."""
        return address(self.grid.top + r, self.grid.left + c)
