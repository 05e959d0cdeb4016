"""Reads sheets of monthly counts: a line a unit and month, checked for its month, its counts and their balance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from danhba.check.other_forms import File, Taken, fact_line, finding_at, row_line, value_line
from danhba.check.values import read_value
from danhba.counts.judge import Line
from danhba.counts.layout import Found, find_counts
from danhba.counts.month import months_in, words
from danhba.model.finding import Finding
from danhba.model.grid import Grid
from danhba.model.stated import Stated
from danhba.model.table import TableRow
from schemas.catalogue import CATALOGUE
from schemas.facts import SOUND, CountFacts
from schemas.forms.counts import CALLED, COUNTED, COUNTS_FORM

_COLUMNS = {c.field: c for c in COUNTS_FORM.values}
_SHOWN = 3  # units that the word of receipt names


class CountsForm:
    """The reader of the counts form."""

    form = COUNTS_FORM
    called = CALLED

    def find(self, grid: Grid, around: Sequence[str] = ()) -> Found | None:
        """Return the counts of a sheet."""
        del around  # its heads tell it alone
        return find_counts(grid)

    def read(self, found: Sequence[tuple[Grid, Any]], file: File) -> Taken:
        """Return what its sheets say."""
        out = Taken(COUNTS_FORM)
        seen: dict[tuple[str, str], tuple[int, Line]] = {}
        for _, sheet in found:
            self._sheet(sheet, file, out, seen)
        return out

    def received(self, stated: Sequence[Stated], file: File) -> Finding | None:
        """Say whose counts of which months were taken in."""
        told = [
            f"{file.registry.full_name(s.unit_code)}, {words(s.first)}: tiếp nhận {s.values['received']}"
            for s in stated[:_SHOWN]
        ]
        more = f" và {len(stated) - _SHOWN} dòng nữa" if len(stated) > _SHOWN else ""
        params: dict[str, object] = {"file": file.name, "detail": "đã nhận số liệu của " + "; ".join(told) + more}
        code = "counts_received"
        return Finding(code, CATALOGUE[code].severity.value, params=params)

    def _sheet(self, sheet: Found, file: File, out: Taken, seen: dict[tuple[str, str], tuple[int, Line]]) -> None:
        table = sheet.table
        if sheet.missing:
            have = [c.title for c in COUNTS_FORM.values if c.title not in sheet.missing and c.required]
            out.told(
                "column_missing",
                table.sheet,
                table.header_cell,
                column=" và ".join(sheet.missing),
                found=", ".join(have),
            )
        for cell, detail, todo in sheet.doubts:
            out.told("count_ambiguous", table.sheet, cell, detail=detail, todo=todo)
        if sheet.missing or sheet.doubts:
            return
        months = sheet.months or months_in(file.above) or months_in([file.stem.replace("_", " ")])
        named = [at for at in table.rows if at.name is not None]
        rows = {id(row.at): row for row in file.rows_of(table)} if named else {}
        for number, at in enumerate(table.rows):
            row = rows.get(id(at))
            if named and row is None:
                continue  # a heading
            statement = len(out.lines)
            unit = row.unit if row is not None else file.reading.submitter.unit_code
            if row is not None:
                out.lines.append(row_line(row, statement, file))
            elif not unit:
                out.dropped.add(statement)
            month = self._month(sheet, number, months, unit, statement, file, out)
            line = self._line(at, unit, month, statement, file, out)
            if line is None or not unit or not month:
                continue
            if (twice := seen.get((unit, month))) is not None and twice[1].values != line.values:
                self._twice(twice, line, statement, file, out)
                continue
            seen.setdefault((unit, month), (statement, line))
            out.stated[statement] = line.stated
        if not table.rows:
            out.findings.append(
                Finding("form_empty", CATALOGUE["form_empty"].severity.value, params={"file": file.name})
            )

    def _month(
        self,
        sheet: Found,
        number: int,
        months: list[tuple[str, str]],
        unit: str,
        statement: int,
        file: File,
        out: Taken,
    ) -> str:
        of_row = sheet.of_rows.get(number)
        if of_row is not None and (of_row[0] or of_row[2].strip()):
            month, cell, raw = of_row
            count, stands = int(bool(month)), f"ghi “{raw[:40]}”, không phải một tháng"
            place = f"Ô {cell}"
        else:
            cell, raw, count = sheet.table.header_cell, "", len(months)
            month = months[0][0] if count == 1 else ""
            place = f"Phần trên bảng (từ ô {cell})"
            stands = f"nói về {', '.join(words(m) for m, _ in months)}" if months else "không ghi tháng"
        name = file.registry.full_name(unit) if unit else ""
        params: dict[str, object] = {"place": place, "stands": stands, "unit": name}
        facts = SOUND._replace(counted=CountFacts(months=count))
        out.lines.append(fact_line(facts, statement, sheet.table.sheet, cell, raw, unit, params))
        return month

    def _line(self, at: TableRow, unit: str, month: str, statement: int, file: File, out: Taken) -> Line | None:
        values, cells = dict[str, int](), dict[str, str]()
        for name, value, cell in at.values:
            read = read_value(_COLUMNS[name], cell, value)
            out.lines.append(value_line(read, at, unit, statement))
            cells[name] = cell
            if read.text:
                values[name] = int(read.text)
        line = Line(unit, month, at.sheet, values, cells)
        if not line.whole:
            return None
        name = file.registry.full_name(unit) if unit else "dòng này"
        facts = SOUND._replace(counted=line.facts)
        raw = str(values["received"])
        out.lines.append(fact_line(facts, statement, at.sheet, cells["received"], raw, unit, line.params(name)))
        return line

    def _twice(self, first: tuple[int, Line], line: Line, statement: int, file: File, out: Taken) -> None:
        """Tell of one unit and month that stand twice with other counts: neither is taken."""
        out.dropped |= {first[0], statement}
        name = file.registry.full_name(line.unit_code)
        for one, other in ((first[1], line), (line, first[1])):
            differing = next(n for n in COUNTED if one.values[n] != other.values[n])
            out.findings.append(
                finding_at(
                    "count_ambiguous",
                    one.sheet,
                    one.cells[differing],
                    str(one.values[differing]),
                    line.unit_code,
                    detail=f"{name}, {words(line.month)} có hai dòng số liệu khác nhau ({one.values[differing]} ở đây, "
                    f"{other.values[differing]} ở ô {other.cells[differing]})",
                    todo="Chỉ giữ một dòng cho mỗi đơn vị và mỗi tháng, ví dụ: Tháng 9/2021.",
                )
            )
