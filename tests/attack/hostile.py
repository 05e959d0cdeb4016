"""What one hostile input is, and what its makers share: good returns of units that are nobody's neighbours, to be spoilt."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from danhba.registry import Registry, Unit
from danhba.samples.builder import csv_text, form, html_table, mail, word, xlsx, zipped


@dataclass(frozen=True)
class Hostile:
    """One input. name: bytes below the inbox, / between folders; data: what it holds, None where `then` makes it.

    then: called with its full path once it lies there: its rights, its times, its size, or what it is instead of a file.
    reviewers: it is put into the reviewers' folder.
    """

    name: bytes
    data: bytes | None
    then: Callable[[bytes], None] | None = None
    reviewers: bool = False


@dataclass
class Grounds:
    """What makers draw from. units: those whose returns may be spoilt; victims: units whose number is known, and the number."""

    random: random.Random
    registry: Registry
    units: list[Unit]
    victims: dict[str, str] = field(default_factory=dict)
    key: bytes = b""  # the installation's, to make what somebody else's would look like; never used to sign rightly for a stranger
    review: bytes = b""  # the newest workbook of decisions
    count: int = 0

    def name(self, ending: str, folder: bool | None = None) -> bytes:
        """Return a new name, sometimes in a unit's folder."""
        self.count += 1
        where = (
            f"{self.random.choice(self.units).code}/"
            if folder or (folder is None and self.random.random() < 0.4)
            else ""
        )
        return f"{where}h{self.count}{ending}".encode()

    def number(self) -> str:
        """Return a number that could be somebody's."""
        return f"0277 38{self.random.randrange(10**5):05d}"

    def rows(self, units: int = 1) -> list[list[object]]:
        """Return a good form of some of the units."""
        entries: dict[str, Sequence[tuple[object, ...]]] = {}
        for unit in self.random.sample(self.units, units):
            entries[unit.tier] = [*entries.get(unit.tier, ()), (self.registry.full_name(unit.code), self.number())]
        return form(entries)

    def good(self) -> tuple[str, bytes]:
        """Return a good return in some format: (ending, bytes)."""
        rows = self.rows(self.random.choice((1, 1, 3)))
        kind = self.random.randrange(6)
        inside = {f"phu luc {self.count}.xlsx": xlsx(rows)} if kind > 3 else {}
        return (
            (".xlsx", lambda: xlsx(rows)), (".csv", lambda: csv_text(rows)), (".xls", lambda: html_table(rows)),
            (".docx", lambda: word(rows)), (".zip", lambda: zipped(inside)), (".eml", lambda: mail(inside)),
        )[kind][0], (
            lambda: xlsx(rows), lambda: csv_text(rows), lambda: html_table(rows),
            lambda: word(rows), lambda: zipped(inside), lambda: mail(inside),
        )[kind]()  # fmt: skip
