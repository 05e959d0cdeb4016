"""How a unit's own .xlsx looks, read as values: fonts, borders, fills, alignment, widths, heights, print set-up.
Nothing that runs or leads anywhere is read.

Of what may hide a number (struck or white text, number formats) nothing is taken over: what the unit writes into its
copy must show.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

import lxml.etree
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.utils import coordinate_to_tuple

from danhba.model.grid import address
from danhba.read.package import Part, package_parts
from danhba.read.safe_xml import parser
from danhba.read.word_names import attribute, local
from danhba.read.workbook_parts import sheet_parts

_MOST_BYTES = 8 << 20  # of a sheet or the styles, inflated
_MOST_CELLS, _MOST_COLUMNS = 60_000, 256
_ROWS = re.compile(r"\$(\d{1,4}):\$(\d{1,4})$")
_PAGE_MARGINS = ("left", "right", "top", "bottom", "header", "footer")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks."""

    font: Font
    border: Border
    fill: PatternFill | None
    alignment: Alignment | None


@dataclass(slots=True)
class Look:
    """How one sheet looks. Places are 1-based (row, column); widths in characters, heights in points; page: set-up by
    attribute."""

    cells: dict[tuple[int, int], Style] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    page: dict[str, Any] = field(default_factory=dict)
    margins: dict[str, float] = field(default_factory=dict)
    fit: tuple[int, int] | None = None  # pages wide, pages tall; 0: as many as it takes
    frozen: str = ""
    titles: str = ""  # rows printed on every page, "5:6"


def own_look(data: bytes) -> Mapping[str, Look]:
    """Return the look of each sheet by its name; empty where the file is no .xlsx, too large for its look, or says it
    in a way not understood."""
    if data[:4] != b"PK\x03\x04":
        return {}
    try:
        parts = package_parts(data)
        styles = next((parts[n]() for n in parts if n.endswith("xl/styles.xml")), b"")
        known = _styles(styles) if styles and len(styles) < _MOST_BYTES else []
        out: dict[str, Look] = {}
        for name, part in sheet_parts(parts).items():
            content = parts[part](_MOST_BYTES) if part in parts else b""
            if 0 < len(content) < _MOST_BYTES:
                out[name] = _sheet(content, known)
        for name, rows in _titles(parts).items():
            if name in out:
                out[name].titles = rows
        return out
    except (lxml.etree.LxmlError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return {}  # a look that is not understood costs the look, not the copy


def _styles(content: bytes) -> list[Style]:
    sheet: Any = Stylesheet.from_tree(lxml.etree.fromstring(content, parser()))
    fonts = [_font(f) for f in sheet.fonts]
    fills = [_fill(f) for f in sheet.fills]
    borders = [_border(b) for b in sheet.borders]
    out = []
    for form in sheet.cellXfs.xf:
        font, white = fonts[form.fontId or 0]
        fill = None if white else fills[form.fillId or 0]
        out.append(Style(font, borders[form.borderId or 0], fill, _alignment(form.alignment)))
    return out


def _font(told: Any) -> tuple[Font, bool]:
    """Return the font without what hides, and whether its text was white."""
    name = "".join(c for c in str(told.name or "Calibri") if c.isprintable())[:31] or "Calibri"
    size = min(max(float(told.sz or 11), 6.0), 72.0)
    colour = _colour(told.color)
    white = colour == "FFFFFFFF" or (told.color is not None and told.color.type == "theme" and told.color.theme == 0)
    return Font(
        name=name, sz=size, b=bool(told.b), i=bool(told.i), u="single" if told.u else None,
        color=None if white else colour
    ), white  # fmt: skip


def _colour(told: Any) -> str | None:
    """Return a colour that stands for itself; one of a theme is left out, for no theme of the file comes along."""
    if told is None or told.type != "rgb" or not isinstance(told.rgb, str) or len(told.rgb) != 8:
        return None
    return "FF" + told.rgb[2:].upper()


def _fill(told: Any) -> PatternFill | None:
    if getattr(told, "patternType", None) != "solid":
        return None
    colour = _colour(told.fgColor)
    if colour is None or sum(int(colour[i : i + 2], 16) for i in (2, 4, 6)) < 3 * 0x60:
        return None  # too dark for black text
    return PatternFill("solid", fgColor=colour)


def _border(told: Any) -> Border:
    sides = {}
    for name in ("left", "right", "top", "bottom"):
        side = getattr(told, name, None)
        if side is not None and side.style:
            kept = copy(side)
            kept.color = _colour(side.color) or "FF000000"
            sides[name] = kept
    return Border(**sides)


def _alignment(told: Any) -> Alignment | None:
    if told is None:
        return None
    indent = min(int(told.indent or 0), 15)
    return Alignment(told.horizontal, told.vertical, wrap_text=bool(told.wrap_text), indent=indent)


def _sheet(content: bytes, known: list[Style]) -> Look:
    out = Look()
    for element in lxml.etree.fromstring(content, parser()).iter():
        if not isinstance(element.tag, str):
            continue
        kind = local(element)
        if kind == "c":
            if len(out.cells) < _MOST_CELLS and (style := int(attribute(element, "s") or 0)) < len(known):
                place = coordinate_to_tuple(attribute(element, "r") or "A1")
                if place[1] <= _MOST_COLUMNS:
                    out.cells[place] = known[style]
        elif kind == "row":
            if (height := float(attribute(element, "ht") or 0)) > 0 and _true(attribute(element, "customHeight")):
                out.heights[int(attribute(element, "r") or 0)] = min(height, 409.0)
        elif kind == "col":
            first, last = int(attribute(element, "min") or 1), int(attribute(element, "max") or 1)
            if (width := float(attribute(element, "width") or 0)) > 0:
                for column in range(first, min(last, _MOST_COLUMNS) + 1):
                    out.widths[column] = min(max(width, 2.0), 120.0)
        elif kind == "pane":
            if attribute(element, "state") == "frozen":
                down, right = (int(float(attribute(element, n) or 0)) for n in ("ySplit", "xSplit"))
                out.frozen = address(down, right) if 0 < down + right < 200 else ""
        elif kind == "pageSetup":
            _page(element, out)
        elif kind == "pageMargins":
            out.margins = {m: min(max(float(attribute(element, m) or 0.5), 0.0), 5.0) for m in _PAGE_MARGINS}
        elif kind == "pageSetUpPr" and _true(attribute(element, "fitToPage")):
            out.fit = (1, 0)
    return out


def _titles(parts: dict[str, Part]) -> dict[str, str]:
    """Return the rows that each sheet prints on every page, by the sheet's name."""
    book = next((parts[n](_MOST_BYTES) for n in parts if n.endswith("xl/workbook.xml")), b"")
    if b"Print_Titles" not in book:
        return {}
    tree = lxml.etree.fromstring(book, parser())
    names = [attribute(e, "name") or "" for e in tree.iter() if isinstance(e.tag, str) and local(e) == "sheet"]
    out: dict[str, str] = {}
    for element in tree.iter():
        if isinstance(element.tag, str) and attribute(element, "name") == "_xlnm.Print_Titles":
            found = _ROWS.search(element.text or "")
            if found and int(found[1]) <= int(found[2]) < 200:
                out[names[int(attribute(element, "localSheetId") or 0)]] = f"{found[1]}:{found[2]}"
    return out


def _page(element: Any, out: Look) -> None:
    if (paper := int(attribute(element, "paperSize") or 9)) in range(1, 119):
        out.page["paperSize"] = paper
    if (way := attribute(element, "orientation")) in ("portrait", "landscape"):
        out.page["orientation"] = way
    if (scale := int(attribute(element, "scale") or 100)) in range(10, 401):
        out.page["scale"] = scale
    if out.fit:
        out.fit = (_pages(element, "fitToWidth"), _pages(element, "fitToHeight"))


def _pages(element: Any, name: str) -> int:
    told = attribute(element, name)
    return min(max(int(told), 0), 999) if told is not None else 1


def _true(told: str | None) -> bool:
    return told in ("1", "true")
