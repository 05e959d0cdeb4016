"""A grid to tables: the header by its words, then every line by its role.

What follows a header is told apart line by line: column numbers, sections, headings, blank and dotted rows, totals, notes,
signatures, and data; each with its tier, its context and the address of every cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from danhba.locate.cells import DIGIT, covered_cells, has_a_number, stt_text, texts_of, value_at
from danhba.locate.headers import Header, Headers
from danhba.locate.roles import ARABIC, COUNTER, Roles
from danhba.model.grid import Cell, Grid, address, column_letters
from danhba.model.table import Table, TableRow
from danhba.registry import Section
from schemas.forms.hotline import Form


@dataclass(slots=True)
class Located:
    """What one grid holds: its tables, the lines above the first one, and the nearest thing to a header when none."""

    tables: list[Table] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # every text above the first table, or of the first rows
    nearest: Header | None = None
    nearest_cell: str = ""
    nearest_text: str = ""


class Locator:
    """Finds one form in grids."""

    def __init__(self, form: Form, sections: Sequence[Section]) -> None:
        self.form = form
        self.roles = Roles(sections)
        self.headers = Headers(form, self.roles)

    def locate(self, grid: Grid) -> Located:
        """Return the tables of a grid, with the lines above them."""
        headers, nearest = self.headers.find(grid)
        out = Located()
        top = headers[0].first if headers else min(len(grid.rows), 25)
        for row in grid.rows[:top]:
            texts = texts_of(row)
            out.lines.extend(texts.values())
            if headers or len(texts) <= 2:
                out.letterhead.extend(texts.values())
        if not headers:
            if nearest is not None:
                out.nearest = nearest
                columns = [c for v in nearest.columns.values() for c in v]
                out.nearest_cell = address(grid.top + nearest.first, grid.left + min(columns))
                out.nearest_text = " | ".join(" ".join(t.split()) for t in texts_of(grid.rows[nearest.first]).values())
            return out
        tier = ""
        for i, header in enumerate(headers):
            stop = headers[i + 1].first if i + 1 < len(headers) else len(grid.rows)
            table, tier = self._table(grid, header, stop, tier if i else "")
            out.tables.append(table)
        return out

    def _table(self, grid: Grid, header: Header, stop: int, tier: str) -> tuple[Table, str]:
        columns = header.columns
        stt_col = columns.get("stt", [-1])[0]
        unit_cols, phone_cols = columns["unit"], columns["phone"]
        note_col = columns.get("note", [-1])[0]
        district_col = columns.get("district", [-1])[0]
        first_cell = address(grid.top + header.first, grid.left + min(c for v in columns.values() for c in v))
        covered = covered_cells(grid)
        rows: list[TableRow] = []
        skipped: list[tuple[int, str]] = []
        has_section = bool(tier)
        footer = False
        district = ""
        top, left = grid.top, grid.left
        grid_rows = grid.rows
        for r in range(header.last + 1, stop):
            row = grid_rows[r]
            width = len(row)
            unit_at, name = unit_cols[0], None
            for c in unit_cols:
                if c < width and row[c] is not None:
                    unit_at, name = c, row[c]
                    break
            stt_value = row[stt_col] if 0 <= stt_col < width else None
            phones: list[Cell] = []
            phone_at = phone_cols[0]
            for c in phone_cols:
                if c < width and row[c] is not None:
                    if not phones:
                        phone_at = c
                    phones.append(row[c])
            phone_row = unit_row = r
            note = row[note_col] if 0 <= note_col < width else None
            if covered:
                if name is None and (above := covered.get((r, unit_at))) is not None:
                    unit_row, unit_at = above
                    name = value_at(grid, above) if unit_row > header.last else None
                    unit_row, unit_at = (r, unit_cols[0]) if name is None else (unit_row, unit_at)
                if not phones and (above := covered.get((r, phone_at))) is not None and above[0] > header.last:
                    value = value_at(grid, above)
                    if value is not None and above[1] == phone_at:
                        phones, phone_row = [value], above[0]
            if name is None and not phones and stt_value is None:
                if note is not None or any(v is not None for v in row):
                    words = [v for v in row if isinstance(v, str)]
                    if words and (role := self.roles.role("", words[0])[0]) in ("section", "footer", "total"):
                        if role == "section":
                            tier, has_section, district = self.roles.role("", words[0])[1] or tier, True, ""
                        footer = footer or role == "footer"
                        skipped.append((top + r + 1, role))
                        continue
                    if words and len(words) == 1 and words[0] is not note:
                        rows_heading = self._heading(grid, r, words[0], tier, row)
                        if rows_heading is not None:
                            rows.append(rows_heading)
                            continue
                    if words:
                        skipped.append((top + r + 1, "aside"))
                continue
            stt = stt_text(stt_value)
            if name is None and not stt and phones and self.roles.is_aside(phones, footer):
                # Place and date, a title, a signature: they stand on the right, in the columns of number and note.
                footer = True
                skipped.append((top + r + 1, "footer"))
                continue
            if isinstance(name, str) and len(phones) == 1 and phones[0] == name and not DIGIT.search(name):
                phones = []  # one text repeated over a merged line, as some programs write it
            if len(phones) == 1 and isinstance(phones[0], str) and not phones[0].strip():
                phones = []
            name_text = name if isinstance(name, str) else ("" if name is None else str(name))
            if not phones or (isinstance(phones[0], str) and not DIGIT.search(phones[0])):
                if not name_text.strip():
                    if not phones:
                        role, told = self.roles.role("", stt)
                        if role == "data":
                            heading = (
                                self._heading(grid, r, stt, tier, row) if stt and not ARABIC.fullmatch(stt) else None
                            )
                            if heading is not None:
                                rows.append(heading)
                            else:
                                skipped.append((top + r + 1, "blank"))
                            continue
                    else:
                        role, told = "data", ""
                else:
                    role, told = self.roles.role(stt, name_text)
                if role == "section":
                    tier, has_section, district = told or tier, True, ""
                    skipped.append((top + r + 1, "section"))
                    continue
                if role != "data":
                    footer = footer or role == "footer"
                    skipped.append((top + r + 1, role))
                    continue
            else:
                if (
                    len(name_text) < 8
                    and COUNTER.fullmatch(name_text.strip())
                    and all(COUNTER.fullmatch(stt_text(p)) for p in phones)
                ):
                    skipped.append((top + r + 1, "column_numbers"))
                    continue
                if not has_a_number(phones[0]) and self.roles.role(stt, name_text)[0] in ("total", "footer", "note"):
                    skipped.append((top + r + 1, self.roles.role(stt, name_text)[0]))
                    continue
            arabic = bool(ARABIC.fullmatch(stt)) if stt else False
            merged_across = (
                any(m[0] == top + r and m[1] <= left + unit_at <= m[3] and m[3] - m[1] >= 2 for m in grid.merges)
                if grid.merges
                else False
            )
            rows.append(
                TableRow(
                    sheet=grid.name,
                    row=top + r + 1,
                    tier=tier,
                    stt=stt,
                    name=name,
                    name_cell=address(top + unit_row, left + unit_at),
                    phones=phones,
                    phone_cell=address(top + phone_row, left + phone_at),
                    note=note,
                    note_cell=address(top + r, left + note_col) if note is not None else "",
                    district=stt_text(row[district_col]) if 0 <= district_col < width else district,
                    maybe_heading=not phones and (merged_across or (stt_col >= 0 and not arabic)),
                    continues=stt_col >= 0 and not stt and unit_row == r and phone_row == r,
                    after_footer=footer,
                )
            )
        table = Table(
            sheet=grid.name,
            header_rows=(top + header.first + 1, top + header.last + 1),
            header_cell=first_cell,
            columns={f: [column_letters(left + c) for c in cs] for f, cs in columns.items()},
            rows=rows,
            has_section=has_section,
            skipped=skipped,
        )
        return table, tier

    def _heading(self, grid: Grid, r: int, text: str, tier: str, row: list[Cell]) -> TableRow | None:
        """A line with one text outside the name column may be a district's heading: "I. HUYỆN LẤP VÒ"."""
        column = next((c for c, v in enumerate(row) if v == text or stt_text(v) == text), 0)
        if len(text) > 80:
            return None
        cell = address(grid.top + r, grid.left + column)
        return TableRow(grid.name, grid.top + r + 1, tier, "", text, cell, [], cell, None, "", "", True, False, True)
