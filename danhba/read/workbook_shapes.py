"""What is drawn over the cells of an .xlsx: a line through a row, a box that hides it. Whether the eye still sees the
number is not worked out: it waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from danhba.read.package import Part
from danhba.read.word_names import attribute, local
from danhba.read.workbook_beside import relations, tree_of

if TYPE_CHECKING:
    import lxml.etree

_EDGE = 30_000  # English metric units (a point: 12,700): a line so near a row's edge is a border
_TALLEST = 60  # rows: a frame around a whole table hides none of them


class Area(NamedTuple):
    """Cells that a shape touches, 0-based; line: it is a line, which crosses the row and hides no cell."""

    top: int
    left: int
    bottom: int
    right: int
    line: bool


def shapes(parts: Mapping[str, Part]) -> dict[str, list[Area]]:
    """Return what is drawn over the cells of each sheet, by its part. Pictures and charts stand beside cells."""
    out: dict[str, list[Area]] = {}
    if not any("drawings/drawing" in name for name in parts):
        return out
    for sheet, _, _, target, outside in relations(parts, ("drawing",)):
        if outside or target not in parts:
            continue
        content = parts[target]()
        if b"Sp>" not in content and b"sp>" not in content and b"sp " not in content:
            continue
        tree = tree_of(content)
        found = [area for anchor in (tree if tree is not None else ()) if (area := _area(anchor)) is not None]
        if found:
            out.setdefault(sheet, []).extend(found)
    return out


def _area(anchor: lxml.etree._Element) -> Area | None:
    shape = next((e for e in anchor if local(e) in ("sp", "cxnSp")), None)
    start, end = (next((e for e in anchor if local(e) == name), None) for name in ("from", "to"))
    if shape is None or start is None or end is None:
        return None
    outline = next((attribute(e, "prst") or "" for e in shape.iter() if local(e) == "prstGeom"), "")
    line = local(shape) == "cxnSp" or outline.startswith(("line", "straightConnector"))
    top, left, down, _ = _corner(start)
    bottom, right, below, beyond = _corner(end)
    if line and top == bottom and max(down, below) < _EDGE:
        return None
    if below < _EDGE and bottom > top:
        bottom -= 1
    if beyond == 0 and right > left:
        right -= 1
    return Area(top, left, bottom, right, line) if 0 <= bottom - top < _TALLEST else None


def _corner(element: lxml.etree._Element) -> tuple[int, int, int, int]:
    """Return row, column, and how far into them, in English metric units."""
    told = {local(e): int(e.text) for e in element if (e.text or "").strip().lstrip("-").isdigit()}
    return told.get("row", 0), told.get("col", 0), told.get("rowOff", 0), told.get("colOff", 0)
