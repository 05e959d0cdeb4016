"""The outline of a sheet that is not our form: where its own header stands and what its lines are, for `check
--explain`.

Nothing is read from it. It only lets a reviewer see that the sheet was looked at and why it is another form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from danhba.locate.lines import Locator
from danhba.locate.roles import readable
from danhba.model.grid import Cell, Grid, address, cell_text
from danhba.model.table import Outline
from danhba.vietnamese.text import fold

_HEAD = 60  # lines among which the header stands
_STT = re.compile(r"^(?:s[o.]?\s*)?t\s?\.?t\.?$|^so thu tu$|^no$|^ma (?:so )?$")
_MARK = re.compile(r"^\(?(?:\d{1,2}|[a-h])\)?$|^\d{1,2}\s*=.*")
_LABEL = re.compile(r"^(?:[a-h]|[ivx]{1,4}|\d{1,2})$")


def outline(grid: Grid, locator: Locator) -> Outline:
    """Return the outline of a grid."""
    out = Outline(grid.name)
    texts = [list(_texts(row)) for row in grid.rows[: _HEAD + 4]]
    head = _header(texts)
    if head is None:
        out.titles = [t for row in texts[:25] for _, t in row if len(row) <= 2 and isinstance(t, str)][:8]
        return out
    first, last = head
    out.header_rows = (grid.top + first + 1, grid.top + last + 1)
    out.header_cell = address(grid.top + first, grid.left + texts[first][0][0])
    out.titles = [t for row in texts[:first] for _, t in row][:8]
    for r in range(last + 1, len(grid.rows)):
        # Of a wide line no more is looked at than tells what it is: a sheet may have millions of cells.
        coming = _texts(grid.rows[r])
        row = list(islice(coming, 4))
        if not row:
            continue
        role = _role(row, coming, locator)
        if role == "data":
            out.data_rows += 1
        else:
            out.lines.append((grid.top + r + 1, role, " | ".join(t for _, t in row[:3])))
    return out


def _texts(row: list[Cell]) -> Iterator[tuple[int, str]]:
    """Yield (column, text) of a line's cells that hold something."""
    for c, value in enumerate(row):
        if value is not None and str(value).strip():
            yield c, readable(cell_text(value))


def _header(texts: list[list[tuple[int, str]]]) -> tuple[int, int] | None:
    """Return the first and last row of the header: the row that names most columns in words, early, best with a running
    number."""
    best: tuple[float, int] | None = None
    for r, row in enumerate(texts[:_HEAD]):
        words = [t for _, t in row if any(c.isalpha() for c in t) and len(t) < 90 and not re.search(r"\d{4,}", t)]
        if len(words) < 2 or len(words) < len(row) * 0.6:
            continue
        score = (
            len({fold(t) for t in words}) + (6 if any(_STT.fullmatch(fold(t).strip()) for t in words) else 0) - r / 20
        )
        if best is None or score > best[0]:
            best = (score, r)
    if best is None:
        return None
    first = last = best[1]
    while last + 1 < len(texts) and last - first < 3:
        below = texts[last + 1]
        if (
            not below
            or any(re.search(r"\d{3,}", t) for _, t in below)
            or all(_MARK.fullmatch(fold(t).strip()) for _, t in below)
        ):
            break
        left = min(c for c, _ in texts[first])
        if any(c == left for c, _ in below) or len(below) < 2:
            break
        last += 1
    return first, last


def _role(row: list[tuple[int, str]], more: Iterator[tuple[int, str]], locator: Locator) -> str:
    """Return the role of a line. row: its first texts, four at most; more: the others."""
    bare = [fold(t).strip() for _, t in row]
    if (
        len(row) > 1
        and all(_MARK.fullmatch(b) for b in bare)
        and all(_MARK.fullmatch(fold(t).strip()) for _, t in more)
    ):
        return "column_numbers"
    if len(row) <= 3:
        for _, text in row:
            role = locator.roles.role_of_text(text)
            if role in ("footer", "total", "note", "dots"):
                return role
    words = [b for b in bare if any(c.isalpha() for c in b) and not _LABEL.fullmatch(b)]
    if len(row) <= 2 and len(words) == 1 and (len(row) == 1 or _LABEL.fullmatch(bare[0])):
        return "section"
    return "data"
