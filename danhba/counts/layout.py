"""Where a sheet's counts stand: a row a unit under heads of one to three lines, or a list of what is counted with the
count beside it. What can be understood in two ways is told and not read. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from danhba.counts.month import month_of_cell, months_in
from danhba.model.grid import Cell, Grid, address, cell_text
from danhba.model.table import Table, TableRow
from danhba.vietnamese.text import fold, visible
from schemas.forms.counts import ABOUT, COUNTED, COUNTS_FORM
from schemas.forms.official import OFFICIAL_LINES

_LEAST = 4  # of the counted columns: fewer are no sheet of counts
_TOP = 40  # lines among which the heads stand
_WORDS = {c.field: [re.compile(p) for p, _ in c.words] for c in COUNTS_FORM.columns}
_ABOUT = re.compile(ABOUT)
_TITLES = {c.field: c.title for c in COUNTS_FORM.columns}
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-h])\)?(?:\s*=.*)?")
_TIME_WORDS = re.compile(r"\b(?:han|kip|tre|cham)\b")
_CLOSED_OR_OPEN = re.compile(r"\b(?:da|dang|chua)\b")
_PLACE, _FOOTER = re.compile(OFFICIAL_LINES.place_and_date), re.compile(OFFICIAL_LINES.footer)
_SUM = re.compile(r"^\s*tổng(?: cộng| số)?\b", re.I)
_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)\b.{0,20}")


@dataclass(slots=True)
class Found:
    """The counts of one sheet. table: its lines, each with its values and its month; missing: counted columns it has
    not; doubts: (cell, what is in doubt, what to do)."""

    table: Table
    months: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])  # of the titles: (yyyy-mm, text)
    of_rows: dict[int, tuple[str, str, str]] = field(default_factory=dict[int, tuple[str, str, str]])
    # by place in table.rows: (yyyy-mm or '', cell, what stands there), where the row says its month itself
    missing: list[str] = field(default_factory=list[str])
    doubts: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    titles: list[str] = field(default_factory=list[str])


@lru_cache(maxsize=8192)
def _fields(text: str) -> tuple[str, ...]:
    """Return the fields that a heading may head; of the counted ones at most one."""
    bare = " ".join(fold(visible(text)).split()).strip(" .:;*()-")
    if not bare or len(bare) > 120:
        return ()
    found = [name for name, words in _WORDS.items() if any(w.search(bare) for w in words)]
    counted = [name for name in found if name in COUNTED]
    return tuple(counted[:1] if len(counted) == 1 else () if counted else found)


@lru_cache(maxsize=16384)
def _of_time(text: str) -> bool:
    """Tell whether a text may be part of a head of what was dealt with in time or late. Of any four counted columns two
    have such heads, and each of their patterns holds one of these words."""
    return text.lower() != text.upper() and _TIME_WORDS.search(fold(visible(text))) is not None


def find_counts(grid: Grid) -> Found | None:
    """Return the counts of a sheet, None where it is no sheet of counts."""
    if not any(map(_of_time, grid.texts())):
        return None  # asked of every sheet that ever comes: 2.2 of 15.6 million instructions a form of 20 rows
    return _across(grid) or _down(grid)


def _about(lines: Sequence[str]) -> bool:
    return any(_ABOUT.search(fold(visible(line))) for line in lines)


def _texts_above(grid: Grid, r: int) -> list[str]:
    return [v for row in grid.rows[:r] for v in row if isinstance(v, str) and v.strip()]


# --- a row a unit -----------------------------------------------------------------------------------------------------


def _stacks(grid: Grid, first: int, last: int) -> dict[int, str]:
    """Return for each column the headings it stands under, joined. A head reaches over its merged cells, and over the
    empty ones to its right that have sub-heads."""
    spans = {(r - grid.top, c - grid.left): c2 - grid.left for r, c, _, c2 in grid.merges}
    out: dict[int, list[str]] = {}
    for r in range(first, last + 1):
        row = grid.rows[r]
        texts = {c: v for c, v in enumerate(row) if isinstance(v, str) and v.strip()}
        for c, text in texts.items():
            end = spans.get((r, c), c)
            if r < last:
                below = grid.rows[r + 1]
                while end + 1 < len(below) and end + 1 not in texts and isinstance(below[end + 1], str) and below[c]:
                    end += 1
            for column in range(c, end + 1):
                heads = out.setdefault(column, [])
                if text not in heads:
                    heads.append(text)
    # "Tổng số" over what it is made of says nothing of each part.
    return {
        c: " ".join([*(_SUM.sub("", h).strip() for h in heads[:-1]), heads[-1]]).strip() for c, heads in out.items()
    }


def _across(grid: Grid) -> Found | None:
    best: tuple[int, int, int, dict[int, str]] | None = None
    for r in range(min(len(grid.rows), _TOP)):
        if sum(isinstance(v, str) and bool(v) for v in grid.rows[r]) < 2:
            continue
        for last in range(r, min(r + 3, len(grid.rows))):
            if any(v is not None and not isinstance(v, str) for v in grid.rows[last]):
                break
            stacks = _stacks(grid, r, last)
            known = {f for text in stacks.values() for f in _fields(text) if f in COUNTED}
            if len(known) >= _LEAST and (best is None or len(known) > best[0]):
                best = (len(known), r, last, stacks)
        if best is not None:
            break
    if best is None:
        return None
    _, first, last, stacks = best
    titles = _texts_above(grid, first)
    whole = len({f for text in stacks.values() for f in _fields(text)} & set(COUNTED)) == len(COUNTED)
    if not whole and not _about([*titles, *stacks.values(), grid.name]):
        return None
    columns: dict[str, list[int]] = {}
    for c, text in stacks.items():
        for name in _fields(text):
            columns.setdefault(name, []).append(c)
    found = _found(grid, first, last, columns, titles)
    for name, twice in columns.items():
        if name in COUNTED and len(twice) > 1:
            cells = " và ".join(address(grid.top + first, grid.left + c) for c in twice)
            found.doubts.append(
                (
                    address(grid.top + first, grid.left + twice[0]),
                    f"cột {_TITLES[name]} có thể là cột ở {cells}",
                    f"Chỉ giữ một cột {_TITLES[name]}, tiêu đề ghi như biểu mẫu, ví dụ: {_TITLES[name]}.",
                )
            )
    unit, month = columns.get("unit", [-1])[0], columns.get("month", [-1])[0]
    counted = {name: cs[0] for name, cs in columns.items() if name in COUNTED}
    for r in range(last + 1, len(grid.rows)):
        row = grid.rows[r]
        filled = [v for v in row if v is not None and cell_text(v).strip()]
        if not filled:
            continue
        if len(filled) > len(counted) and _numbers_of_columns(filled):
            continue
        if found.table.rows and _ends(filled):
            break
        values = {name: row[c] if c < len(row) else None for name, c in counted.items()}
        name_cell = row[unit] if 0 <= unit < len(row) else None
        told = " ".join(cell_text(v) for v in (*row[: min(counted.values())],) if v is not None)
        if not any(v is not None and cell_text(v).strip() for v in values.values()):
            if unit < 0 and found.table.rows:
                break  # below the table
            continue
        if _TOTAL.fullmatch(fold(visible(told)).strip()) or (
            name_cell is not None and _TOTAL.fullmatch(fold(visible(cell_text(name_cell))).strip())
        ):
            continue
        if not any(any(ch.isdigit() for ch in cell_text(v)) for v in values.values()) and name_cell is None:
            continue  # place, date, signature
        where = (grid.top + r, grid.left + (unit if unit >= 0 else min(counted.values())))
        at = _row(grid, r, name_cell, address(*where), [(n, v, counted[n]) for n, v in values.items()])
        if month >= 0:
            said = row[month] if month < len(row) else None
            cell = address(grid.top + r, grid.left + month)
            found.of_rows[len(found.table.rows)] = (month_of_cell(said), cell, cell_text(said))
        found.table.rows.append(at)
    return found


def _numbers_of_columns(filled: Sequence[Cell]) -> bool:
    """Tell whether a line numbers the columns: a, b, 1, 2, 3 = 1 + 2; counts that happen to be small do not go up by
    one."""
    marks = [fold(cell_text(v)).strip() for v in filled]
    numbers = [int(digits[1]) for m in marks if (digits := re.match(r"\(?(\d+)", m))]
    up = all(b == a + 1 for a, b in pairwise(numbers))
    return up and all(map(_MARK.fullmatch, marks))


def _ends(filled: Sequence[Cell]) -> bool:
    """Tell whether a line is the place and date, or the signature, below a table."""
    texts = [" ".join(fold(visible(v)).split()) for v in filled if isinstance(v, str)]
    return len(texts) == len(filled) <= 2 and any(_PLACE.fullmatch(t) or _FOOTER.fullmatch(t) for t in texts)


def _found(grid: Grid, first: int, last: int, columns: dict[str, list[int]], titles: list[str]) -> Found:
    head = address(grid.top + first, grid.left + min((c for cs in columns.values() for c in cs), default=0))
    table = Table(grid.name, (grid.top + first + 1, grid.top + last + 1), head, {}, [], has_section=True)
    months = months_in(titles) or months_in([grid.name])
    return Found(table, months, missing=[_TITLES[n] for n in COUNTED if n not in columns], titles=titles)


def _row(grid: Grid, r: int, name: Cell, cell: str, values: Sequence[tuple[str, Cell, int]]) -> TableRow:
    told = tuple((n, v, address(grid.top + r, grid.left + c)) for n, v, c in values)
    return TableRow(grid.name, grid.top + r + 1, "", "", name, cell, [], cell, None, "", values=told)


# --- a list of what is counted, the count beside it -------------------------------------------------------------------


def _down(grid: Grid) -> Found | None:
    for c in range(min(max((len(row) for row in grid.rows), default=0), 8)):
        labels: dict[str, list[int]] = {}
        upper = ""
        for r, row in enumerate(grid.rows[: 3 * _TOP]):
            text = row[c] if c < len(row) else None
            if not isinstance(text, str) or not text.strip():
                continue
            bare = fold(visible(text))
            if _CLOSED_OR_OPEN.search(bare) and not [f for f in _fields(text) if f in COUNTED]:
                upper = text  # "Đã trả lời", with its sum or without, over "- đúng hạn" and "- trễ hạn"
                continue
            if not any(v is not None and cell_text(v).strip() for v in row[c + 1 :]):
                continue  # a title
            under = f"{upper} {text}" if upper and not _CLOSED_OR_OPEN.search(bare) else text
            for name in [f for f in _fields(under) if f in COUNTED] or [f for f in _fields(text) if f in COUNTED]:
                labels.setdefault(name, []).append(r)
        if len(labels) >= _LEAST:
            return _read_down(grid, c, labels)
    return None


def _read_down(grid: Grid, c: int, labels: dict[str, list[int]]) -> Found | None:
    first = min(rs[0] for rs in labels.values())
    titles = _texts_above(grid, first)
    if len(labels) < len(COUNTED) and not _about(
        [*titles, *(cell_text(grid.rows[rs[0]][c]) for rs in labels.values()), grid.name]
    ):
        return None
    found = _found(grid, first, first, {name: [c] for name in labels}, titles)
    for name, twice in labels.items():
        if len(twice) > 1:
            cells = " và ".join(address(grid.top + r, grid.left + c) for r in twice)
            found.doubts.append(
                (
                    address(grid.top + twice[0], grid.left + c),
                    f"dòng {_TITLES[name]} có thể là dòng ở {cells}",
                    f"Chỉ giữ một dòng {_TITLES[name]}, ghi như biểu mẫu, ví dụ: {_TITLES[name]}.",
                )
            )
    lines = [rs[0] for rs in labels.values()]
    numbered = [
        column
        for column in range(c + 1, max(len(grid.rows[r]) for r in lines))
        if sum(_is_count(grid.rows[r], column) for r in lines) * 2 >= len(lines)
    ]
    heads = {column: _month_above(grid, first, column) for column in numbered}
    if len(numbered) > 1 and not all(heads.values()):
        cells = " và ".join(address(grid.top + first, grid.left + column) for column in numbered)
        found.doubts.append(
            (
                address(grid.top + first, grid.left + numbered[0]),
                f"số liệu có thể là cột ở {cells}, không cột nào ghi rõ tháng",
                "Ghi tháng ở đầu mỗi cột số liệu, ví dụ: Tháng 9/2021.",
            )
        )
        return found
    for column in numbered or [c + 1]:
        told = tuple(
            (name, _at(grid.rows[rs[0]], column), address(grid.top + rs[0], grid.left + column))
            for name, rs in labels.items()
        )
        cell = address(grid.top + first, grid.left + column)
        if heads.get(column):
            found.of_rows[len(found.table.rows)] = (heads[column], cell, "")
        row = grid.top + first + 1
        found.table.rows.append(TableRow(grid.name, row, "", "", None, cell, [], cell, None, "", values=told))
    return found


def _at(row: list[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _is_count(row: list[Cell], column: int) -> bool:
    value = _at(row, column)
    return value is not None and not isinstance(value, bool) and any(ch.isdigit() for ch in cell_text(value))


def _month_above(grid: Grid, first: int, column: int) -> str:
    for r in range(first - 1, max(first - 4, -1), -1):
        value = _at(grid.rows[r], column)
        if value is not None and (month := month_of_cell(value)):
            return month
    return ""
