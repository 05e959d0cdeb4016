"""Why no table of ours was found in a file."""

from __future__ import annotations

import re

from danhba.check.findings import file_finding, short
from danhba.locate.lines import Located, Locator
from danhba.locate.phone_like import holds_a_number
from danhba.locate.roles import bare_line, readable
from danhba.model.finding import Finding
from danhba.model.grid import Grid, address, cell_text
from danhba.model.submission import Reading
from danhba.vietnamese.text import one_line
from schemas.rule import Severity

_MOST_LINES = 60  # lines and columns of a sheet that may be a form turned sideways


def no_form(reading: Reading, located: list[Located], grids: list[Grid], locator: Locator) -> None:
    """Add the finding that says why: another letter's form, a missing column, an empty file, no header at all."""
    lines = [line for found in located for line in found.lines]
    other = _other_form(lines, located, locator)
    if sideways := _sideways(located, locator):
        file_finding(reading, "table_missing", None, nearest=sideways, **locator.form.words)
        return
    best = max((f for f in located if f.nearest), key=lambda f: f.nearest.score if f.nearest else 0, default=None)
    if other:
        file_finding(reading, "form_other", None, other=other, **locator.form.words)
        return
    if best is not None and best.nearest is not None and _is_ours(best, lines, locator):
        grid = grids[0]
        for candidate in grids:
            if any(best is f for f in located) and best.nearest_text:
                grid = candidate if best.nearest_text.split(" | ")[0] in _flat(candidate) else grid
        titles = {c.field: c.title for c in locator.form.columns}
        missing = [titles[c.field] for c in locator.form.columns if c.required and c.field not in best.nearest.columns]
        found = [titles[f] for f in best.nearest.columns if titles.get(f)]
        found += [
            f"“{short(one_line(heading), 40)}”" + _first_number(best, column)
            for column, heading in sorted(best.nearest.others.items())
        ]
        finding = Finding("column_missing", Severity.ERROR.value, grid.name, best.nearest_cell, best.nearest_text)
        finding.params = {"cell": best.nearest_cell, "column": " và ".join(missing), "found": ", ".join(found)}
        reading.findings.append(finding)
        return
    if not any(any(v is not None for v in row) for g in grids for row in g.rows):
        file_finding(reading, "file_empty", detail="không có ô nào được điền")
        return
    nearest = "Không dòng nào giống dòng tiêu đề của biểu mẫu."
    if best is not None:
        nearest = f"Dòng giống nhất (từ ô {best.nearest_cell}) ghi: “{short(best.nearest_text, 160)}”."
    file_finding(reading, "table_missing", None, nearest=nearest, **locator.form.words)


def _sideways(located: list[Located], locator: Locator) -> str:
    """Return what a message says of a form whose heads stand below one another, each unit in a column of its own; ''
    where there is none."""
    for found in located:
        grid = found.grid
        if grid is None or not grid.visible or not 2 <= len(grid.rows) <= _MOST_LINES:
            continue
        rows = [row if sum(v is not None and v != "" for v in row) > 1 else [] for row in grid.rows]  # no titles
        width = min(max(map(len, rows)), _MOST_LINES)
        turned = Grid(grid.name, [[row[c] if c < len(row) else None for row in rows] for c in range(width)])
        headers, _ = locator.headers.find(turned)
        for header in headers:
            heads = [f for f in locator.form.columns if f.required and f.field in header.columns]
            cells = [(r, turned.rows[header.last][r]) for f in heads for r in header.columns[f.field][:1]]
            if len(heads) < 2 or not all(isinstance(v, str) for _, v in cells):
                continue
            told = ", ".join(
                f"ô {address(grid.top + r, grid.left + header.last)} “{short(one_line(str(v)), 40)}”" for r, v in cells
            )
            beside = (v for r, _ in cells for v in grid.rows[r][header.last + 1 :])
            number = next((cell_text(v) for v in beside if holds_a_number(v)), "")
            seen = f" (có số {short(number, 30)})" if number else ""
            return (
                f"Tên các cột đang ghi dọc từ trên xuống: {told}{seen}, còn hệ thống đọc mỗi đơn vị một dòng. Xoay "
                "bảng lại: chọn bảng, chép, rồi Dán đặc biệt (Paste Special), đánh dấu Chuyển vị (Transpose)."
            )
    return ""


def _first_number(found: Located, column: int) -> str:
    """Return what stands first in a column of numbers that is not the form's, as a message says it: " (ô C5 ghi “0277
    3851 222”)"."""
    grid = found.grid
    if grid is None or found.nearest is None:
        return ""
    for r in range(found.nearest.last + 1, len(grid.rows)):
        value = grid.rows[r][column] if column < len(grid.rows[r]) else None
        if value is not None and holds_a_number(value):
            return f" (ô {address(grid.top + r, grid.left + column)} ghi “{short(cell_text(value), 40)}”)"
    return ""


def _is_ours(found: Located, lines: list[str], locator: Locator) -> bool:
    """Tell whether a header lacking a column is our form's: it has a required column, and a running number, a note or
    our title."""
    assert found.nearest is not None
    columns = found.nearest.columns
    if not any(c.field in columns for c in locator.form.columns if c.required):
        return False
    title = any(locator.headers.is_own_title(line) for line in lines)
    others = sum(f in columns for f in ("stt", "note"))
    return others == 2 or (others == 1 and found.nearest.score >= 18) or title


def _other_form(lines: list[str], located: list[Located], locator: Locator) -> str:
    """Return the name of the form that the lines above and the nearest header speak of, '' when none."""
    bare = [bare_line(line) for line in lines]
    heads = " | ".join(bare_line(f.nearest_text) for f in located if f.nearest)
    ours = any(locator.headers.is_own_title(line) for line in lines)
    for other in locator.form.others:
        if any(re.search(other.title, line) for line in bare) and (re.search(other.columns, heads) or not ours):
            title = next(line for line, b in zip(lines, bare, strict=True) if re.search(other.title, b))
            return f"{other.name}, tiêu đề “{short(one_line(title), 120)}”"
    if ours:
        return ""
    for line, b in zip(lines, bare, strict=True):
        if re.search(locator.form.lines.of_a_text, b):
            return f"“{short(readable(line), 160)}”"
    return ""


def _flat(grid: Grid) -> str:
    return " ".join(" ".join(str(v).split()) for row in grid.rows for v in row if v is not None)
