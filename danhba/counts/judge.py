"""A line of counts: its facts, and what is kept of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from danhba.counts.month import first_and_last, words
from danhba.model.stated import Stated
from schemas.facts import CountFacts
from schemas.forms.counts import COUNTED, COUNTS_FORM


@dataclass(frozen=True, slots=True)
class Line:
    """The counts of one unit and month (yyyy-mm). values, cells: by counted field; whole: every count could be read."""

    unit_code: str
    month: str
    sheet: str
    values: Mapping[str, int]
    cells: Mapping[str, str]

    @property
    def whole(self) -> bool:
        """Whether every count could be read."""
        return all(name in self.values for name in COUNTED)

    @property
    def facts(self) -> CountFacts:
        """Whether it balances."""
        v = self.values
        return CountFacts(
            v["carried"] + v["received"],
            v["in_time"] + v["late"] + v["open_in_time"] + v["open_overdue"],
            v["carried"],
        )

    def params(self, unit: str) -> dict[str, object]:
        """Return what the words of count_balance need. unit: its name."""
        facts = self.facts
        told: dict[str, object] = {"unit": unit, "month": words(self.month) if self.month else "kỳ này"}
        for name in COUNTED:
            told[name], told[f"{name}_cell"] = str(self.values[name]), self.cells[name]
        told |= {"brought": str(facts.brought), "accounted": str(facts.accounted)}
        return told | {"off": str(abs(facts.brought - facts.accounted))}

    @property
    def stated(self) -> Stated:
        """What is kept."""
        first, last = first_and_last(self.month)
        values = {name: str(self.values[name]) for name in COUNTED}
        return Stated(COUNTS_FORM.name, self.unit_code, first, last, values, self.sheet, dict(self.cells))
