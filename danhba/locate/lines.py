"""A grid to tables: the header by its words, then every line by its role.

What follows a header is told apart line by line: column numbers, sections, headings, blank and dotted rows, totals,
notes, signatures, and data; each with its tier, its context and the address of every cell. A skipped line holds no
number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from danhba.locate.cells import DIGIT, bare_text, covered_cells, stt_text, texts_of
from danhba.locate.contact import without_contact
from danhba.locate.headers import Header, Headers
from danhba.locate.phone_like import holds_a_number
from danhba.locate.roles import ARABIC, COUNTER, Roles
from danhba.locate.row_cells import RowCells, RowCutter
from danhba.model.grid import Cell, Grid, address, cell_text, column_letters
from danhba.model.table import Table, TableRow
from danhba.registry import Section
from danhba.vietnamese.text import fold
from schemas.forms.form import Form
from schemas.forms.official import NOT_LETTERHEAD

_NOT_LETTERHEAD = re.compile(NOT_LETTERHEAD)
_DITTO = re.compile(
    r"[\"'”“″〃`´/\\-][\s\"'”“″〃`´/\\–—-]*|[\s\"'”“(–—-]*(?:n\.?/?t\.?|(?:nhu )?tren)[\s\"'”“)–—-]*"
)  # as in the cell above

_BULLET = re.compile(r"[-+*•–—]\s*")


@dataclass(slots=True)
class Located:
    """What one grid holds: its tables, the lines above the first one, and the nearest thing to a header when none."""

    tables: list[Table] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)  # cells of it in which the sender's own contact stands
    lines: list[str] = field(default_factory=list)  # every text above the first table, or of the first rows
    nearest: Header | None = None
    nearest_cell: str = ""
    nearest_text: str = ""
    grid: Grid | None = None
    foreign: list[tuple[int, int]] = field(
        default_factory=list
    )  # (first row, last row), from 1, of another list's lines


@dataclass(slots=True)
class _Context:
    """What the lines so far say of the next one."""

    tier: str
    has_section: bool
    worded: bool = False  # the section's heading says its tier in words
    footer: bool = False
    district: Cell = None  # of a district column, written once and left blank below
    count: tuple[int, ...] = ()  # the running number before
    blank: bool = False  # blank rows stand between it and this line

    def section(self, tier: str, worded: bool) -> None:
        """A section begins; one that says no tier goes on with the one before."""
        self.worded = worded if tier else self.worded
        self.tier, self.has_section = tier or self.tier, True

    def ended(self) -> None:
        """A heading, a section, a line that is not understood: what it says it says anew."""
        self.count, self.blank, self.district = (), False, None


class Locator:
    """Finds one form in grids."""

    def __init__(self, form: Form, sections: Sequence[Section], place: str = "", names: Iterable[str] = ()) -> None:
        """names: of units and places, which a title or a heading may hold."""
        self.form = form
        self._contact = re.compile(form.lines.contact)
        self.roles = Roles(sections, form.lines, place)
        self.headers = Headers(form, self.roles, (place, *names))

    def names_a_list(self, line: str) -> bool:
        """Tell whether a line gives a list its name: it begins as titles do, or names the form's own number."""
        about = self.headers.about
        return about is not None and (about.gives_a_name(line) or about.is_own(line))

    def locate(self, grid: Grid) -> Located:
        """Return the tables of a grid, with the lines above them."""
        headers, nearest = self.headers.find(grid)
        out = Located(grid=grid)
        top = headers[0].first if headers else min(len(grid.rows), 25)
        over = self._over_halves(grid, headers)
        numbered = () if headers else [r for r, row in enumerate(grid.rows) if any(map(holds_a_number, row))]
        lone = numbered[0] if len(numbered) == 1 else -1
        for r, row in enumerate(grid.rows[:top]):
            texts = {} if r in over else texts_of(row)
            out.lines.extend(texts.values())
            # A sheet without a header may be a list that goes on: its lines with numbers are no letterhead, but for
            # one cell in it with the sender's own contact.
            said = [without_contact(text) for text in texts.values()]
            numbers = [v for v in row if holds_a_number(v)]
            if not headers and numbers and len(texts) <= 2 and len(numbers) == 1 and r == lone:
                held, numbers = numbers, [text for text in said if holds_a_number(text)]
                out.contacts.extend(v for v in held if isinstance(v, str) and not numbers)
            if headers or (len(texts) <= 2 and not numbers):
                out.letterhead.extend(text for text in said if text.strip())
        if not headers:
            if nearest is not None:
                out.nearest = nearest
                if nearest.others:
                    out.foreign.append((grid.top + nearest.first + 1, grid.top + len(grid.rows)))
                columns = [c for v in nearest.columns.values() for c in v]
                out.nearest_cell = address(grid.top + nearest.first, grid.left + min(columns))
                out.nearest_text = " | ".join(" ".join(t.split()) for t in texts_of(grid.rows[nearest.first]).values())
            return out
        tier, worded = "", False
        for i, header in enumerate(headers):
            stop = next((h.first for h in headers[i + 1 :] if h.first > header.last), len(grid.rows))
            if header.foreign:
                out.foreign.append((grid.top + header.first + 1, grid.top + stop))
                continue
            table, tier, worded = self._table(grid, header, stop, tier if i else "", worded)
            heading = over.get(header.first - 1, {}).get(header.left)
            if heading is not None:
                table.rows.insert(0, heading)
            out.tables.append(table)
        return out

    def _over_halves(self, grid: Grid, headers: list[Header]) -> dict[int, dict[int, TableRow]]:
        """Return, by row and by where a half begins, the headings of tables that stand side by side: one text above
        each, right above its head."""
        out: dict[int, dict[int, TableRow]] = {}
        for first in {h.first for h in headers if h.first and (h.left or h.right < 10_000)}:
            halves = [h for h in headers if h.first == first]
            row = grid.rows[first - 1]
            texts = texts_of(row)
            each = [[t for c, t in texts.items() if h.left <= c < h.right] for h in halves]
            if any(_NOT_LETTERHEAD.search(bare_text(t)) for t in texts.values()):
                continue  # the two halves of a letterhead
            if len(halves) > 1 and all(len(ts) == 1 for ts in each) and len(texts) == len(halves):
                headings = {
                    h.left: self._heading(grid, first - 1, ts[0], "", row) for h, ts in zip(halves, each, strict=True)
                }
                if all(headings.values()):
                    out[first - 1] = {left: heading for left, heading in headings.items() if heading is not None}
        return out

    def _table(self, grid: Grid, header: Header, stop: int, tier: str, worded: bool) -> tuple[Table, str, bool]:
        columns = header.columns
        top, left = grid.top, grid.left
        whole = header.left == 0 and header.right == 10_000
        cutter = RowCutter(grid, header, covered_cells(grid))
        across = {
            (m[0] - top, c - left)
            for m in grid.merges
            if m[3] - m[1] >= 2
            for c in range(m[1], min(m[3], m[1] + 50) + 1)
        }
        rows: list[TableRow] = []
        skipped: list[tuple[int, str]] = []
        context = _Context(tier, bool(tier), worded)
        for r in range(header.last + 1, stop):
            row = grid.rows[r] if whole else [None] * header.left + grid.rows[r][header.left : header.right]
            cells = cutter.cut(r)
            wide = bool(across) and (r, cells.name_at[1]) in across
            line = self._line(grid, header, cutter, r, row, cells, context, rows, wide)
            if isinstance(line, TableRow):
                rows.append(line)
            elif line:
                skipped.append((top + r + 1, line))
        table = Table(
            sheet=grid.name,
            header_rows=(top + header.first + 1, top + header.last + 1),
            header_cell=address(top + header.first, left + min(c for v in columns.values() for c in v)),
            columns={f: [column_letters(left + c) for c in cs] for f, cs in columns.items()},
            rows=rows,
            has_section=context.has_section,
            skipped=skipped,
        )
        table.others = {column_letters(left + c): heading for c, heading in header.others.items()}
        table.change, table.unclear = header.change, header.unclear
        table.hours = {column_letters(left + c): heading for c, heading in header.hours.items()}
        return table, context.tier, context.worded

    def _line(
        self,
        grid: Grid,
        header: Header,
        cutter: RowCutter,
        r: int,
        row: list[Cell],
        cells: RowCells,
        context: _Context,
        rows: list[TableRow],
        across: bool,
    ) -> TableRow | str:
        """Return the row that a line is, or the role for which it is skipped, '' for a blank one; what it says goes
        into the context."""
        name, phones, note = cells.name, cells.phones, cells.note
        if name is None and not phones and cells.stt is None and not cells.names:
            return self._outside(grid, r, row, note, context)
        stt, arabic = _running_number(cells.stt)
        if not stt and self._is_contact(row):
            context.ended()
            return "aside"
        if name is None and phones and self.roles.is_beside_a_signature(stt, phones, context.footer):
            # Place and date, a title, a signature: they stand on the right, in the columns of number and note.
            context.footer = True
            context.ended()
            return "footer"
        if isinstance(name, str) and len(phones) == 1 and phones[0] == name and not DIGIT.search(name):
            cells.phones = phones = []  # one text repeated over a merged line, as some programs write it
        if len(phones) == 1 and isinstance(phones[0], str) and not phones[0].strip():
            cells.phones = phones = []
        name_text = name if isinstance(name, str) else ("" if name is None else str(name))
        if not phones or (isinstance(phones[0], str) and not DIGIT.search(phones[0])):
            role, told = self._role_without_number(stt, arabic, name_text, phones, cells)
            if context.footer and role in ("data", "heading") and _is_a_recipient(row):
                return "footer"
            if role == "section":
                context.section(told, self.roles.in_words(name_text.strip() or stt))
                context.footer = False
                context.ended()
                return "section"
            if role == "heading":
                context.ended()
                return self._heading(grid, r, stt, context.tier, row) or "blank"
            if role != "data":
                if role == "footer":
                    context.footer = True
                    context.ended()
                return role
        else:
            if (
                len(name_text) < 8
                and COUNTER.fullmatch(name_text.strip())
                and all(COUNTER.fullmatch(stt_text(p)) for p in phones)
            ):
                return "column_numbers"
            if not holds_a_number(phones[0]):
                spoken = bool(name_text.strip()) or arabic
                role = self.roles.role(stt if spoken else "", name_text if spoken else stt)[0]
                if role in ("total", "footer", "note"):
                    return role
        if cells.name_at[0] != r and cells.name is not None and rows and self._joined(grid, cutter, r, cells, rows[-1]):
            return "merged"
        return self._row(grid, header, cutter, r, cells, context, stt, arabic, across)

    def _is_contact(self, row: list[Cell]) -> bool:
        """Tell whether a line is one text that gives somebody's contact and no number of its own."""
        filled = [value for value in row if value is not None]
        if len(filled) != 1 or not isinstance(text := filled[0], str) or not holds_a_number(text):
            return False
        return not without_contact(text).strip() or bool(len(text) > 20 and self._contact.search(bare_text(text)))

    def _role_without_number(
        self, stt: str, arabic: bool, name: str, phones: list[Cell], cells: RowCells
    ) -> tuple[str, str]:
        if name.strip():
            role, told = self.roles.role("1" if arabic else stt, name)
            if cells.names and role in ("footer", "note"):
                return "data", ""
            return role, told
        if phones or cells.names:
            return "data", ""
        role, told = self.roles.role("", stt)
        if role == "data":
            return ("heading" if stt and not arabic else "blank"), ""
        return role, told

    def _outside(self, grid: Grid, r: int, row: list[Cell], note: Cell, context: _Context) -> TableRow | str:
        """Tell what a line is that has nothing in the columns of number, name and STT."""
        if not any(v is not None for v in row):
            context.blank = True
            return ""
        words = [v for v in row if isinstance(v, str)]
        if not words:
            return "aside"
        role, told = self.roles.role("", words[0])
        if role in ("section", "footer", "total"):
            if role == "section":
                context.section(told, self.roles.in_words(words[0]))
            context.footer = role == "footer" or (context.footer and role != "section")
            if role != "total":
                context.ended()
            return role
        if len(words) == 1 and words[0] is not note and not holds_a_number(words[0]):
            heading = self._heading(grid, r, words[0], context.tier, row)
            if heading is not None:
                context.ended()
                return heading
        return "aside"

    def _joined(self, grid: Grid, cutter: RowCutter, r: int, cells: RowCells, above: TableRow) -> bool:
        """Join a line of a merged name to the record above it, where the two are one; tell whether they are."""
        if above.name_cell != address(grid.top + cells.name_at[0], grid.left + cells.name_at[1]):
            return False
        if cells.names and cells.names != above.names:
            return False
        if cells.phones and above.phones and cells.phone_cells != above.phone_cells:
            return False
        if cells.phones and not above.phones:
            above.phones, above.phone_cells, above.values = cells.phones, cells.phone_cells, cells.values
            above.phone_cell = address(grid.top + cells.phone_at[0], grid.left + cells.phone_at[1])
        if cells.note is not None:
            if above.note is None:
                above.note = cells.note
                above.note_cell = address(grid.top + r, grid.left + cutter.note_column)
            else:
                above.note = f"{cell_text(above.note)}\n{cell_text(cells.note)}"
        return True

    def _row(
        self,
        grid: Grid,
        header: Header,
        cutter: RowCutter,
        r: int,
        cells: RowCells,
        context: _Context,
        stt: str,
        arabic: bool,
        across: bool,
    ) -> TableRow:
        top, left = grid.top, grid.left
        count = _counts(stt) if arabic and stt[:1].isdigit() else ()
        starts_anew = False
        if count:
            follows = bool(context.count) and count[:-1] == context.count[:-1] and count[-1] == context.count[-1] + 1
            starts_anew = bool(context.count) and (count < context.count or (context.blank and not follows))
            context.count = count
        elif context.blank:
            starts_anew = True
        context.blank = False
        if starts_anew:
            context.district = None
        district = cell_text(cells.district).strip() if cells.district is not None else ""
        if district and not _DITTO.fullmatch(fold(district)):
            context.district = cells.district
        has_stt = cutter.stt_column >= 0
        labelled = across or (bool(stt) and not arabic)
        if labelled:
            context.count = ()  # the lines below a heading count for themselves
        return TableRow(
            sheet=grid.name,
            row=top + r + 1,
            tier=context.tier,
            stt=stt,
            name=cells.name,
            name_cell=address(top + cells.name_at[0], left + cells.name_at[1]),
            phones=cells.phones,
            phone_cell=cells.phone_cells[0]
            if cells.phone_cells
            else address(top + cells.phone_at[0], left + cells.phone_at[1]),
            note=cells.note,
            note_cell=address(top + r, left + cutter.note_column) if cells.note is not None else "",
            district=stt_text(context.district),
            maybe_heading=not cells.phones and (across or (has_stt and not arabic)),
            continues=has_stt and not stt and cells.name_at[0] == r and cells.phone_at[0] == r,
            after_footer=context.footer,
            phone_cells=cells.phone_cells,
            names=cells.names,
            starts_anew=starts_anew,
            values=cells.values,
            worded=context.worded,
            labelled=labelled,
        )

    def _heading(self, grid: Grid, r: int, text: str, tier: str, row: list[Cell]) -> TableRow | None:
        """A line with one text outside the name column may be a district's heading: "I. HUYỆN LẤP VÒ"."""
        column = next((c for c, v in enumerate(row) if v == text or stt_text(v) == text), 0)
        if len(text) > 80:
            return None
        cell = address(grid.top + r, grid.left + column)
        return TableRow(
            grid.name, grid.top + r + 1, tier, "", text, cell, [], cell, None, "", maybe_heading=True, labelled=True
        )


def _is_a_recipient(row: Iterable[Cell]) -> bool:
    """Tell whether a line below “Nơi nhận:” is one of those to whom the paper goes: “- Văn phòng UBND Tỉnh;”, without
    a number. A signature may stand beside it."""
    filled = [value for value in row if value is not None and value != ""]
    texts = [value.strip() for value in filled if isinstance(value, str)]
    if not texts or len(texts) != len(filled) or any(holds_a_number(text) for text in texts):
        return False
    if any(DIGIT.search(text) for text in texts[1:]):
        return False
    return bool(_BULLET.match(texts[0]) or texts[0].endswith((";", ".")))


@lru_cache(maxsize=4096)
def _counts(stt: str) -> tuple[int, ...]:
    """Return the parts of a running number, as it stands: 2.1 is (2, 1)."""
    return tuple(int(p) for p in stt.strip("().").split(".") if p.isdigit())[:3]


@lru_cache(maxsize=4096, typed=True)
def _running_number(value: Cell) -> tuple[str, bool]:
    """Return (STT as text, whether it counts); a date is what a spreadsheet made of 1.2."""
    if isinstance(value, dt.date):
        return value.strftime("%d/%m"), True
    stt = stt_text(value)
    return stt, bool(stt) and bool(ARABIC.fullmatch(stt))
