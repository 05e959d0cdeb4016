"""Reads sheets of duty rosters: all sheets of a file together, a statement a unit, gaps and overlaps at their cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from danhba.check.other_forms import File, Taken, fact_line, row_line
from danhba.duty.coverage import Fault, Stretch, coverage
from danhba.duty.days import Period, period_of
from danhba.duty.find import find_roster
from danhba.duty.layout import shifts_of
from danhba.duty.roster import Found, Shift
from danhba.duty.state import number_mark
from danhba.duty.times import DAY, clock
from danhba.model.finding import Finding
from danhba.model.grid import Grid, cell_text
from danhba.model.stated import Stated
from danhba.model.table import Table, TableRow
from danhba.phones.cell import read_phone
from schemas.catalogue import CATALOGUE
from schemas.facts import SOUND, DutyFacts
from schemas.forms.roster import CALLED, ROSTER_FORM

_SHOWN = 3  # units that the word of receipt names


@dataclass(slots=True)
class _Of:
    """The shifts of one unit."""

    statement: int
    unit: str
    shifts: list[tuple[str, Shift]] = field(default_factory=list[tuple[str, Shift]])  # with their sheets
    whole: bool = True  # every one of them was understood


class RosterForm:
    """The reader of the roster form."""

    form = ROSTER_FORM
    called = CALLED

    def find(self, grid: Grid, around: Sequence[str] = ()) -> Found | None:
        """Return where a sheet's roster stands."""
        return find_roster(grid, around)

    def read(self, found: Sequence[tuple[Grid, Any]], file: File) -> Taken:
        """Return what its sheets say together."""
        out = Taken(ROSTER_FORM)
        around = period_of(file.above)
        by_name: dict[str, _Of] = {}
        periods: list[Period] = []
        doubtful = False
        for _, sheet in found:
            own = sheet.period
            period = own if own.first or own.year else around
            if own.first:
                periods.append(own)
            for shift in shifts_of(sheet, period, file.above):
                self._of(sheet, shift, by_name, file, out).shifts.append((sheet.grid.name, shift))
            for cell, detail, todo in sheet.doubts:
                doubtful = True
                out.told("duty_ambiguous", sheet.grid.name, cell, detail=detail, todo=todo)
        if not by_name and not out.findings:
            out.findings.append(
                Finding("form_empty", CATALOGUE["form_empty"].severity.value, params={"file": file.name})
            )
        if not periods and around.first:
            periods = [around]
        for of in by_name.values():
            self._judge(of, periods, file, out)
            if doubtful:
                out.dropped.add(of.statement)
        return out

    def received(self, stated: Sequence[Stated], file: File) -> Finding | None:
        """Say of which units rosters were taken in, and until when they are whole."""
        told: list[str] = []
        for s in stated[:_SHOWN]:
            name = file.registry.full_name(s.unit_code)
            told.append(
                f"{name} có lịch trực đến ngày {_day(s.values['until'])}"
                if s.values["until"]
                else f"{name}: lịch trực {_day(s.first)} – {_day(s.last)} trống giờ ngay từ ngày đầu"
            )
        more = f" và {len(stated) - _SHOWN} đơn vị nữa" if len(stated) > _SHOWN else ""
        code = "roster_received"
        params: dict[str, object] = {"file": file.name, "detail": "; ".join(told) + more}
        return Finding(code, CATALOGUE[code].severity.value, params=params)

    def _of(self, sheet: Found, shift: Shift, by_name: dict[str, _Of], file: File, out: Taken) -> _Of:
        """Return the unit of a shift: its row's, or the sender where the roster has no column of units."""
        name = cell_text(shift.unit).strip() if shift.unit is not None else ""
        if name in by_name:
            return by_name[name]
        statement = len(by_name)
        unit = file.reading.submitter.unit_code
        if shift.unit_cell:
            at = TableRow(sheet.grid.name, 0, "", "", shift.unit, shift.unit_cell, [], shift.unit_cell, None, "")
            table = Table(sheet.grid.name, (0, 0), shift.unit_cell, {}, [at], has_section=True)
            rows = file.rows_of(table)
            unit = rows[0].unit if rows else ""
            out.lines.extend(row_line(row, statement, file) for row in rows)
        same = next((of for of in by_name.values() if unit and of.unit == unit), None)
        by_name[name] = same or _Of(statement, unit)
        return by_name[name]

    def _judge(self, of: _Of, periods: Sequence[Period], file: File, out: Taken) -> None:
        """Make lines of facts of a unit's shifts, and its statement."""
        name = file.registry.full_name(of.unit) if of.unit else ""
        days_told: set[tuple[str, str]] = set()
        for sheet, shift in of.shifts:
            wrong_day, wrong_hours = shift.days is None, shift.spans is None
            of.whole = of.whole and not wrong_day and not wrong_hours
            params: dict[str, object] = {"unit": name, "stands": shift.stands}
            cell = shift.day_cell if wrong_day else shift.cell
            if wrong_day and (sheet, cell) in days_told:
                continue  # one day, however many shifts
            if wrong_day:
                days_told.add((sheet, cell))
            facts = SOUND._replace(duty=DutyFacts(day_fits=not wrong_day, hours_fit=wrong_day or not wrong_hours))
            out.lines.append(fact_line(facts, of.statement, sheet, cell, "", of.unit, params))
        days = [d for _, shift in of.shifts for d in shift.days or ()]
        if not of.whole or not of.unit or not days or of.statement in out.stated:
            return
        known = [(p.first.toordinal(), p.last.toordinal()) for p in periods if p.first and p.last]
        first = min([f for f, _ in known] or days)
        last = max([end for _, end in known] or days)
        first, last = min(first, *days), max(last, *days)
        stretches = [
            Stretch((day - first) * DAY + start, (day - first) * DAY + end, sheet, shift.cell)
            for sheet, shift in of.shifts
            for day in shift.days or ()
            for start, end in shift.spans or ()
        ]
        told = coverage(stretches, last - first + 1)
        for fault in told.gaps:
            facts = SOUND._replace(duty=DutyFacts(uncovered=fault.end - fault.start))
            out.lines.append(_fault_line(facts, of, fault, first, name))
        for fault in told.overlaps:
            facts = SOUND._replace(duty=DutyFacts(shared=fault.end - fault.start))
            out.lines.append(_fault_line(facts, of, fault, first, name))
        whole_days = last - first + 1 if told.until >= told.end else told.until // DAY
        until = dt.date.fromordinal(first + whole_days - 1).isoformat() if whole_days > 0 else ""
        numbers = self._numbers(of, file)
        out.stated[of.statement] = Stated(
            ROSTER_FORM.name, of.unit, dt.date.fromordinal(first).isoformat(), dt.date.fromordinal(last).isoformat(),
            {"until": until, "gap_minutes": str(sum(f.end - f.start for f in told.gaps))},
            of.shifts[0][0], numbers,
        )  # fmt: skip

    def _numbers(self, of: _Of, file: File) -> dict[str, str]:
        """Return, by a mark of each number that calls are not sent on to, the first cell that says it."""
        plan = file.registry.plan_of(of.unit)
        out: dict[str, str] = {}
        for sheet, shift in of.shifts:
            if shift.number is None or shift.forwarded:
                continue
            number = read_phone(shift.number, plan).number
            if number is not None:
                out.setdefault(
                    number_mark(of.unit, f"{number.e164};{number.extension}"), f"{sheet}!{shift.number_cell}"
                )
        return out


def _fault_line(facts: Any, of: _Of, fault: Fault, first: int, name: str) -> Any:
    params: dict[str, object] = {
        "unit": name,
        "since": _moment(first, fault.start),
        "until": _moment(first, fault.end),
        "example": f"{clock(fault.start)} - {clock(fault.end)}",
    }
    return fact_line(facts, of.statement, fault.at.sheet, fault.at.cell, "", of.unit, params)


def _moment(first: int, minute: int) -> str:
    day = dt.date.fromordinal(first + minute // DAY)
    return f"{clock(minute)} ngày {day:%d/%m/%Y}"


def _day(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%d/%m/%Y}"
