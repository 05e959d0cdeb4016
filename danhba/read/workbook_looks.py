"""How an .xlsx looks where that is more than its values: hidden rows and columns, struck text, number formats, formulas
without results.

Its parts are searched for signs of these first, which costs a tenth of a millisecond; only a workbook that has any is
parsed.
"""

from __future__ import annotations

from danhba.model.grid import Grid
from danhba.read import workbook_beside, workbook_shapes
from danhba.read.package import package_parts
from danhba.read.workbook_parts import sheet_parts
from danhba.read.workbook_sheet import Sheet
from danhba.read.workbook_signs import hides, may_change_looks, may_hide_runs
from danhba.read.workbook_styles import Looks, looks_of, rich_strings

_PRINTED, _DRAWN = "Đầu, chân trang in", "Hình và hộp chữ"


def as_shown(grids: list[Grid], data: bytes) -> list[Grid]:
    """Return the sheets as they look. A workbook whose bytes show no sign of more than values comes back as it is."""
    parts = package_parts(data)
    sheets = {name: parts[name]() for name in parts if "worksheets/" in name and name.endswith(".xml")}
    styles = next((parts[n]() for n in parts if n.endswith("styles.xml")), b"")
    strings = next((parts[n]() for n in parts if n.lower().endswith("sharedstrings.xml")), b"")
    string_signs = may_hide_runs(strings)
    run_signs = {name for name, content in sheets.items() if may_hide_runs(content)}
    looks = looks_of(styles, parts) if may_change_looks(styles) or string_signs or run_signs else Looks()
    style_signs = bool(looks)
    comments = workbook_beside.comments(parts)
    links = workbook_beside.links(parts, sheets)
    shapes = workbook_shapes.shapes(parts)
    looked = {
        name: content
        for name, content in sheets.items()
        if style_signs
        or string_signs
        or name in run_signs
        or hides(content)
        or name in comments
        or name in links
        or name in shapes
        or (looks.hiding_rules and b"onditionalFormatting" in content)
    }
    lines = [line for content in sheets.values() for line in workbook_beside.printed(content)]
    out = workbook_beside.aside(_PRINTED, dict.fromkeys(lines)) + workbook_beside.aside(
        _DRAWN, workbook_beside.drawn(parts)
    )
    if not looked:
        return [*grids, *out]
    if string_signs:
        looks.strings = rich_strings(strings, looks.theme)
    places = sheet_parts(parts)
    seen = []
    for grid in grids:
        part = places.get(grid.name, "")
        content = looked.get(part)
        if content is not None:
            grid = Sheet(grid, looks, comments.get(part, {}), links.get(part, {}), shapes.get(part, ())).read(content)
        seen.append(grid)
    return [*seen, *out]
