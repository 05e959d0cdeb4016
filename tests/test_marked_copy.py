"""A marked copy is made of any sheet: whatever is merged, every value stays and every cell to mend has its comment."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from danhba.model.grid import Grid, Merge, address
from danhba.report.marked_copy import marked_copy

_AS_OF = dt.datetime(2021, 9, 6, tzinfo=dt.UTC)
_PLACE = st.tuples(st.integers(0, 5), st.integers(0, 3))
_AREA = st.tuples(_PLACE, _PLACE).map(
    lambda p: (min(p[0][0], p[1][0]), min(p[0][1], p[1][1]), max(p[0][0], p[1][0]), max(p[0][1], p[1][1]))
)


@settings(deadline=None, max_examples=60)
@example(merges=[(0, 0, 1, 1)], found={(1, 1)}, values={(0, 0)}, top=0)  # a number that a merged cell covers
@example(merges=[(0, 0, 1, 1), (1, 1, 2, 2)], found=set(), values=set(), top=3)
@example(merges=[(0, 0, 1048575, 16383)], found={(1, 1)}, values={(0, 0)}, top=0)
@given(
    merges=st.lists(_AREA, max_size=5), found=st.sets(_PLACE, max_size=4), values=st.sets(_PLACE, max_size=9), top=st.integers(0, 3),
)  # fmt: skip
def test_whatever_is_merged(
    merges: list[Merge], found: set[tuple[int, int]], values: set[tuple[int, int]], top: int
) -> None:
    rows: list[list[object]] = [[f"v{r}{c}" if (r, c) in values else None for c in range(4)] for r in range(6)]
    grid = Grid("Phụ lục", rows, top=top, merges=[(a + top, b, c + top, d) for a, b, c, d in merges])
    lines = [
        {
            "sheet": "Phụ lục", "cell": address(r + top, c), "severity": "error", "message": "sai", "hint": "sửa", "unit_name": "x", "raw": "",
            "code": "phone_missing",
        }
        for r, c in found
    ]  # fmt: skip
    book = load_workbook(BytesIO(marked_copy([grid], lines, None, _AS_OF)))
    sheet = book["Phụ lục"]
    for r, c in found:
        comment = sheet.cell(r + top + 1, c + 1).comment
        assert comment is not None
        assert "sai" in comment.text
    assert {(r, c) for r in range(6) for c in range(4) if sheet.cell(r + top + 1, c + 1).value} == values
    areas = [a.bounds for a in sheet.merged_cells.ranges]
    cells = [(r, c) for c1, r1, c2, r2 in areas for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)]
    assert len(cells) == len(set(cells))
