"""When a unit is reminded: before the deadline, on the day after it, then so many days after it; rules of days.
Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """deadline: the letter's day, None without one; before, after: days; answer: days to answer once the deadline has
    passed."""

    deadline: dt.date | None = None
    before: int = 2
    after: tuple[int, ...] = (7, 14, 30)
    answer: int = 3

    @property
    def first(self) -> dt.date | None:
        """The day from which who has sent nothing is asked; None: from the beginning."""
        return self.deadline - dt.timedelta(days=self.before) if self.deadline else None

    def days(self, told_first: dt.date) -> list[dt.date]:
        """Return the days of all reminders of a matter that was first told on a day, in order."""
        base = max(told_first, self.deadline) if self.deadline else told_first
        out = [base + dt.timedelta(days=n) for n in self.after]
        if self.deadline and self.first:
            out += [self.first, self.deadline + dt.timedelta(days=1)]
        return sorted(set(out))

    def due(self, told_first: dt.date, told_last: dt.date, today: dt.date) -> bool:
        """Tell whether a reminder's day has come since a unit was told last. However many have passed: one reminder."""
        return any(told_last < day <= today for day in self.days(told_first))

    def next(self, told_first: dt.date, told_last: dt.date) -> dt.date | None:
        """Return the day of the next reminder of a matter told last on a day, None after the last one."""
        return next((day for day in self.days(told_first) if day > told_last), None)

    def answer_by(self, today: dt.date) -> dt.date:
        """Return the day before which a unit is asked to answer: the deadline while it lies ahead, else so many days
        from now. On the deadline's own day nobody can answer before it."""
        return self.deadline if self.deadline and today < self.deadline else today + dt.timedelta(days=self.answer)
