"""What the styles and the rich strings of an .xlsx say of its cells: struck, white, tiny, crossed out, other digits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from danhba.read.colours import WHITE, Colour, colour_of, equal, fill_colour, font_colour, theme_colours
from danhba.read.number_format import changes_digits
from danhba.read.package import Part
from danhba.read.word_names import RAISED, attribute, local, stands_above
from danhba.read.workbook_beside import tree_of

if TYPE_CHECKING:
    import lxml.etree

_PERCENT = {"9": "0%", "10": "0.00%"}  # formats that every workbook has by number
_LEGIBLE = 3.0  # points: smaller letters are a line to the eye


@dataclass(slots=True)
class Looks:
    """What the styles and strings of one workbook say: by style, whether it strikes, whitens, makes too small or
    crosses out, and its format; rich strings by number."""

    struck: set[int] = field(default_factory=set)
    white: set[int] = field(default_factory=set)
    tiny: set[int] = field(default_factory=set)
    crossed: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)
    strings: dict[int, tuple[str, str]] = field(default_factory=dict)  # (what shows, what is struck)
    hiding_rules: set[int] = field(default_factory=set)  # styles of conditional formats that hide or strike

    def __bool__(self) -> bool:
        return bool(self.struck or self.white or self.tiny or self.crossed or self.formats or self.strings)


def looks_of(styles: bytes, parts: dict[str, Part]) -> Looks:
    """Return what the part of the styles says. parts: among them the theme with its colours."""
    out = Looks()
    tree = tree_of(styles)
    if tree is None:
        return out
    known: list[dict[int, Colour]] = []

    def theme() -> dict[int, Colour]:
        if not known:
            part = next((p for n, p in parts.items() if "theme/theme" in n.lower()), None)
            known.append(theme_colours(part()) if part is not None else theme_colours(b""))
        return known[0]

    formats: dict[str, str] = {}
    struck: set[int] = set()
    tiny: set[int] = set()
    crossed: set[int] = set()
    inks: list[Colour | None] = []
    grounds: list[Colour | None] = []
    for group in tree:
        name = local(group)
        items = [e for e in group if local(e)]
        if name == "numFmts":
            formats = {attribute(e, "numFmtId") or "": attribute(e, "formatCode") or "" for e in items}
        elif name == "fonts":
            struck = {i for i, e in enumerate(items) if _struck(e)}
            tiny = {i for i, e in enumerate(items) if _size(e) < _LEGIBLE}
            inks = [font_colour(e, theme) for e in items]
        elif name == "borders":
            crossed = {i for i, e in enumerate(items) if _is_crossed(e)}
        elif name == "fills":
            grounds = [fill_colour(e, theme) for e in items]
        elif name == "cellXfs":
            for i, style in enumerate(items):
                font, fill = number_of(style, "fontId"), number_of(style, "fillId")
                key = attribute(style, "numFmtId") or ""
                code = formats.get(key, _PERCENT.get(key, ""))
                if font in struck:
                    out.struck.add(i)
                if font in tiny:
                    out.tiny.add(i)
                if number_of(style, "borderId") in crossed:
                    out.crossed.add(i)
                if font < len(inks) and fill < len(grounds) and equal(inks[font], grounds[fill]):
                    out.white.add(i)
                if code and changes_digits(code):
                    out.formats[i] = code
        elif name == "dxfs":
            out.hiding_rules = {i for i, e in enumerate(items) if _hides_by_rule(e, theme)}
    return out


def _hides_by_rule(style: lxml.etree._Element, theme: Callable[[], dict[int, Colour]]) -> bool:
    """Tell whether a conditional format's style strikes, hides or writes in the colour of its ground."""
    ground: Colour | None = WHITE
    ink: Colour | None = None
    for part in style:
        name = local(part)
        if name == "font":
            if _struck(part):
                return True
            ink = font_colour(part, theme) if any(local(e) == "color" for e in part) else None
        elif name == "numFmt":
            code = attribute(part, "formatCode") or ""
            if code.count(";") >= 2 and not code.strip("; "):
                return True
        elif name == "fill":
            named = next((e for p in part for e in p if local(e) == "bgColor"), None)
            ground = colour_of(named, theme) if named is not None else fill_colour(part, theme)
    return equal(ink, ground)


def _struck(font: lxml.etree._Element) -> bool:
    return any(local(e) == "strike" and (attribute(e, "val") or "1").lower() not in ("0", "false") for e in font)


def _size(font: lxml.etree._Element) -> float:
    """Return a font's size in points, a common one where it names none."""
    named = next((attribute(e, "val") or "" for e in font if local(e) == "sz"), "")
    try:
        return float(named)
    except ValueError:
        return 11.0


def _is_crossed(border: lxml.etree._Element) -> bool:
    """Tell whether a cell's border draws a line from corner to corner."""
    if not (is_on(border, "diagonalUp") or is_on(border, "diagonalDown")):
        return False
    return any(local(e) == "diagonal" and attribute(e, "style") not in (None, "none") for e in border)


def struck_strings(content: bytes) -> dict[int, tuple[str, str]]:
    """Return (what shows, what is struck) of the shared strings that do not show all as it is, by number."""
    tree = tree_of(content)
    out: dict[int, tuple[str, str]] = {}
    if tree is not None:
        for i, item in enumerate(e for e in tree if local(e) == "si"):
            rich = rich_text(item)
            if any(rich):
                out[i] = rich
    return out


def rich_text(item: lxml.etree._Element) -> tuple[str, str]:
    """Return (what shows, what is struck) of a string of several runs; ("", "") where it shows all as it is."""
    raised = False
    shows: list[str] = []
    struck: list[str] = []
    for run in item:
        if local(run) != "r":
            continue
        marks = next((e for e in run if local(e) == "rPr"), None)
        text = "".join(e.text or "" for e in run if local(e) == "t")
        if marks is not None and stands_above(marks):
            text, raised = text.translate(RAISED), True
        (struck if marks is not None and _struck(marks) else shows).append(text)
    return ("".join(shows), "".join(struck)) if struck or raised else ("", "")


def number_of(element: lxml.etree._Element, name: str) -> int:
    """Return an attribute's number, 0 where it is none."""
    value = attribute(element, name) or ""
    return int(value) if value.isdigit() and len(value) < 9 else 0


def is_on(element: lxml.etree._Element, name: str) -> bool:
    """Tell whether an attribute says yes."""
    return (attribute(element, name) or "0").lower() in ("1", "true")
