"""What a file holds and does not show, and what tracked changes touch: told at its cell, and the rows it concerns
marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from danhba.check.findings import short
from danhba.check.row_line import Row
from danhba.model.finding import Finding
from danhba.model.grid import UNSEEN, Grid, Place, address, cell_text
from danhba.model.submission import Reading
from danhba.model.table import Table
from danhba.phones.phone_reading import in_doubt, refuse
from danhba.registry import Registry
from danhba.vietnamese.text import one_line
from schemas.rule import Severity

_ERROR, _WARNING = Severity.ERROR.value, Severity.WARNING.value
_MATTERS_BY_NUMBER = ("placeholder", "quoted", "quoted_alone")  # words there are nobody's loss
# How to show what does not show, by its reason; "" the others.
_MEND = {
    "": "ghi rõ trong bảng, không ẩn, không gạch ngang",
    "format": "chọn định dạng Văn bản (Text) hoặc Chung (General) cho ô và gõ lại số",
    "error": "xóa công thức và gõ số vào ô",
    "formula": "xóa công thức và gõ số vào ô",
    "placeholder": "gõ số vào ô, không để nguyên chữ gợi ý",
    "quoted": "ghi số trong biểu mẫu, hoặc trong thư mới ở phía trên phần thư cũ",
    "quoted_alone": "ghi số trong biểu mẫu, hoặc trong thư mới ở phía trên phần thư cũ",
    "covered": "bỏ gộp ô, ghi mỗi số ở một ô",
    "tiny": "để cỡ chữ bình thường",
}
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-()–\xa0]{0,3}\d){6,11}(?!\d)|(?<!\d)(?:1022|1[89]00)(?!\d)")
_CELL = re.compile(r"[A-Z]+(\d+)")
_WHOLE = ("hidden_row", "hidden_column")  # reasons that concern a whole line: told once for each
_SHOWN = 6  # places that one message names


def tell_unseen(reading: Reading, grids: Sequence[Grid], rows: Sequence[Row], registry: Registry) -> None:
    """Add a finding for what does not show: each cell struck out or hidden, each hidden row, and hidden columns'
    numbers.

    An error where the cell is the number of a row that has no other.
    """
    phones = {(row.at.sheet, row.at.phone_cell): row for row in rows}
    for grid in grids:
        for (r, c), line in grid.apart.items():
            reading.findings.append(_apart(grid.name, address(r, c), line))
        if not grid.visible or not grid.unseen:
            continue  # numbers on hidden sheets are told with those outside the table
        for (r, c), unseen in sorted(grid.unseen.items()):
            if unseen.reason in _WHOLE or (unseen.reason in _MATTERS_BY_NUMBER and not _NUMBER.search(unseen.text)):
                continue
            if not any(ch.isalnum() for ch in unseen.text):
                continue
            cell = address(r, c)
            row = phones.get((grid.name, cell))
            alone = row is not None and row.phone.facts.blank
            if row is not None and any(ch.isdigit() for ch in unseen.text):
                _heed_a_part(row)
            unit = row.unit if row is not None else ""
            finding = _hidden(grid.name, cell, unseen.text, unseen.reason, unit)
            if alone or unseen.reason == "quoted_alone":
                finding.severity = _ERROR
                finding.params["unit"] = registry.full_name(unit) if unit else "đơn vị ở dòng này"
            reading.findings.append(finding)
        reading.findings += _hidden_rows(grid)
        reading.findings += _hidden_columns(grid)


def _heed_a_part(row: Row) -> None:
    """Let a number wait that is one only by a repair, where other digits of its cell do not show: what is left of
    “0277 3845 112” may look like another's without its zero."""
    number = row.phone.number
    if number is not None and number.repairs:
        row.phone = refuse(row.phone.raw, in_doubt(number, "một phần chữ số trong ô bị gạch hoặc không nhìn thấy"))


def _hidden(sheet: str, cell: str, raw: str, reason: str, unit: str = "", where: str = "") -> Finding:
    """Return the finding of a place. reason: a key of UNSEEN; where: what is said behind its words."""
    raw = one_line(raw)
    told: dict[str, object] = {"cell": cell, "raw": short(raw, 160), "detail": UNSEEN[reason] + where}
    told["mend"] = _MEND.get(reason, _MEND[""])
    return Finding("row_hidden", _WARNING, sheet, cell, raw, unit, told)


def _apart(sheet: str, cell: str, line: str) -> Finding:
    params: dict[str, object] = {
        "cell": cell,
        "raw": short(line, 160),
        "detail": f"dòng “{short(line, 120)}” có nhiều dấu ngăn cột hơn dòng tiêu đề",
        "candidates": "một tên đơn vị có dấu phẩy không nằm trong ngoặc kép, hoặc một dòng có thêm cột",
    }
    return Finding("layout_ambiguous", _ERROR, sheet, cell, one_line(line), "", params)


def _hidden_rows(grid: Grid) -> Iterator[Finding]:
    """Yield a finding for each hidden row with a number, and one for each run of rows without."""
    lines: dict[int, list[tuple[int, str]]] = {}
    for (r, c), unseen in sorted(grid.unseen.items()):
        if unseen.reason == "hidden_row" and unseen.text.strip():
            lines.setdefault(r, []).append((c, unseen.text))
    run: list[int] = []
    for r, cells in lines.items():
        told = next((c for c, text in cells if _NUMBER.search(text)), None)
        if told is not None:
            yield _hidden(grid.name, address(r, told), " | ".join(t for _, t in cells), "hidden_row")
            continue
        if run and r == run[-1] + 1:
            run.append(r)
            continue
        yield from _run(grid, run, lines)
        run = [r]
    yield from _run(grid, run, lines)


def _run(grid: Grid, run: list[int], lines: dict[int, list[tuple[int, str]]]) -> Iterator[Finding]:
    if run:
        where = f" (dòng {run[0] + 1}–{run[-1] + 1})" if len(run) > 1 else ""
        cells = lines[run[0]]
        raw = " | ".join(t for _, t in cells)
        yield _hidden(grid.name, address(run[0], cells[0][0]), raw, "hidden_row", where=where)


def _hidden_columns(grid: Grid) -> Iterator[Finding]:
    """Yield a finding for each number in a hidden column, and one at the first text of the column."""
    seen: set[int] = set()
    for (r, c), unseen in sorted(grid.unseen.items()):
        if unseen.reason == "hidden_column" and (c not in seen or _NUMBER.search(unseen.text)):
            seen.add(c)
            if any(ch.isalnum() for ch in unseen.text):
                yield _hidden(grid.name, address(r, c), unseen.text, "hidden_column")


def mark_changed(rows: Iterable[Row], tables: Sequence[Table], grids: Iterable[Grid]) -> list[tuple[Grid, Place]]:
    """Mark each row that a tracked change touches, a line that continues it included; return the changes outside
    rows."""
    changed = [(g, p) for g in grids if g.changed for p in sorted(g.changed)]
    if not changed:
        return []
    skipped = {(t.sheet, r) for t in tables for r, _ in t.skipped}
    heads = {(t.sheet, r) for t in tables for r in range(t.header_rows[0], t.header_rows[1] + 1)}
    owners: dict[tuple[str, int], Row] = {}
    last: dict[str, list[int]] = {}
    for row in rows:
        for line in (row.at.row, _line(row.at.name_cell), _line(row.at.phone_cell)):
            owners.setdefault((row.at.sheet, line), row)
        last.setdefault(row.at.sheet, []).append(row.at.row)
    outside: list[tuple[Grid, Place]] = []
    for grid, (r, c) in changed:
        line = r + 1
        row = owners.get((grid.name, line))
        if (
            row is None
            and (grid.name, line) not in skipped | heads
            and any(v is not None for v in grid.rows[r - grid.top])
        ):
            above = max((n for n in last.get(grid.name, ()) if n < line), default=0)
            row = owners.get((grid.name, above))
        if row is None:
            outside.append((grid, (r, c)))
            continue
        cell = address(r, c)
        here = row.changed_cell in (row.at.phone_cell, row.at.name_cell)
        row.changed_cell = (
            row.changed_cell if here else cell if cell in (row.at.phone_cell, row.at.name_cell) else row.at.name_cell
        )
        row.changes = [*row.changes, _words(grid, (r, c))]
    return outside


def tell_changes(reading: Reading, outside: Sequence[tuple[Grid, Place]], *, letter: bool) -> None:
    """Add findings for tracked changes outside rows: each that carries a number, the rest of a form in one. letter: no
    form, a letter."""
    rest: list[str] = []
    for grid, (r, c) in outside:
        here = cell_text(grid.rows[r - grid.top][c - grid.left]) if c - grid.left < len(grid.rows[r - grid.top]) else ""
        deleted = grid.changed[r, c]
        if _NUMBER.search(deleted) or _NUMBER.search(here):
            words = _words(grid, (r, c))
            raw = one_line(f"{deleted} {here}")
            _change(reading, [words], grid.name, address(r, c), raw)
        elif not letter:
            rest.append(_words(grid, (r, c)))
    if rest:
        _change(reading, rest, "", "", "")


def _change(reading: Reading, words: list[str], sheet: str, cell: str, raw: str) -> None:
    more = f"; và {len(words) - _SHOWN} chỗ khác" if len(words) > _SHOWN else ""
    params: dict[str, object] = {
        "file": reading.source_file.rsplit("/", 1)[-1],
        "count": len(words),
        "detail": "; ".join(words[:_SHOWN]) + more,
        "cell": cell,
    }
    reading.findings.append(Finding("document_with_changes", _WARNING, sheet, cell, raw, "", params))


def _words(grid: Grid, place: Place) -> str:
    r, c = place
    row = grid.rows[r - grid.top]
    now = short(cell_text(row[c - grid.left]), 60) if c - grid.left < len(row) else ""
    deleted = short(grid.changed[place], 60)
    said = f"xóa “{deleted}”, còn “{now}”" if deleted and now else f"xóa “{deleted}”" if deleted else f"nay ghi “{now}”"
    return f"ô {address(r, c)} {said}"


def _line(cell: str) -> int:
    found = _CELL.fullmatch(cell)
    return int(found[1]) if found else 0
