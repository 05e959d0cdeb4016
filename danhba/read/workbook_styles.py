"""What the styles and the rich strings of an .xlsx say of its cells: struck, white, tiny, crossed out, other digits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from danhba.read.colours import BLACK, WHITE, Colour, colour_of, equal, fill_colour, font_colour, theme_colours
from danhba.read.ink import LEGIBLE, Look
from danhba.read.number_format import changes_digits
from danhba.read.package import Part
from danhba.read.word_names import RAISED, attribute, local, stands_above
from danhba.read.workbook_beside import tree_of

if TYPE_CHECKING:
    import lxml.etree

_PERCENT = {"9": "0%", "10": "0.00%"}  # formats that every workbook has by number

Theme = Callable[[], dict[int, Colour]]
Rich = list[tuple[str, Look | None]]  # a string in pieces of one font; None: its cell's


@dataclass(slots=True)
class Looks:
    """What the styles and strings of one workbook say: by style, whether it strikes, whitens, makes too small or
    crosses out, and its format; rich strings by number."""

    struck: set[int] = field(default_factory=set)
    white: set[int] = field(default_factory=set)
    tiny: set[int] = field(default_factory=set)
    crossed: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)
    fonts: dict[int, Look] = field(default_factory=dict)  # by style
    grounds: dict[int, Colour | None] = field(default_factory=dict)  # by style
    strings: dict[int, Rich] = field(default_factory=dict)
    theme: Theme = field(default=dict)
    hiding_rules: set[int] = field(default_factory=set)  # styles of conditional formats that hide or strike

    def __bool__(self) -> bool:
        return bool(self.struck or self.white or self.tiny or self.crossed or self.formats or self.strings)


def _theme_of(parts: dict[str, Part]) -> Theme:
    """Return what gives the colours of a workbook's theme, read when they are first asked for."""
    known: list[dict[int, Colour]] = []

    def theme() -> dict[int, Colour]:
        if not known:
            part = next((p for n, p in parts.items() if "theme/theme" in n.lower()), None)
            known.append(theme_colours(part()) if part is not None else theme_colours(b""))
        return known[0]

    return theme


def looks_of(styles: bytes, parts: dict[str, Part]) -> Looks:
    """Return what the part of the styles says. parts: among them the theme with its colours."""
    theme = _theme_of(parts)
    out = Looks(theme=theme)
    tree = tree_of(styles)
    if tree is None:
        return out
    formats: dict[str, str] = {}
    fonts: list[Look] = []
    crossed: set[int] = set()
    grounds: list[Colour | None] = []
    for group in tree:
        name = local(group)
        items = [e for e in group if local(e)]
        if name == "numFmts":
            formats = {attribute(e, "numFmtId") or "": attribute(e, "formatCode") or "" for e in items}
        elif name == "fonts":
            fonts = [Look(_struck(e), font_colour(e, theme), _size(e)) for e in items]
        elif name == "borders":
            crossed = {i for i, e in enumerate(items) if _is_crossed(e)}
        elif name == "fills":
            grounds = [fill_colour(e, theme) for e in items]
        elif name == "cellXfs":
            for i, style in enumerate(items):
                font, fill = number_of(style, "fontId"), number_of(style, "fillId")
                key = attribute(style, "numFmtId") or ""
                code = formats.get(key, _PERCENT.get(key, ""))
                look = fonts[font] if font < len(fonts) else Look()
                out.fonts[i], out.grounds[i] = look, grounds[fill] if fill < len(grounds) else None
                if look.struck:
                    out.struck.add(i)
                if look.size < LEGIBLE and look.size:
                    out.tiny.add(i)
                if number_of(style, "borderId") in crossed:
                    out.crossed.add(i)
                if font < len(fonts) and equal(look.ink, out.grounds[i]):
                    out.white.add(i)
                if code and changes_digits(code):
                    out.formats[i] = code
        elif name == "dxfs":
            out.hiding_rules = {i for i, e in enumerate(items) if _hides_by_rule(e, theme)}
    return out


def _hides_by_rule(style: lxml.etree._Element, theme: Theme) -> bool:
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


def rich_strings(content: bytes, theme: Theme) -> dict[int, Rich]:
    """Return the shared strings of several fonts that may not show all as it is, by number."""
    tree = tree_of(content)
    if tree is None:
        return {}
    items = enumerate(e for e in tree if local(e) == "si")
    return {i: rich for i, item in items if (rich := rich_text(item, theme))}


def rich_text(item: lxml.etree._Element, theme: Theme) -> Rich:
    """Return a string of several runs in its pieces, [] where nothing about it is out of the ordinary."""
    out: Rich = []
    odd = False
    for run in item:
        if local(run) != "r":
            continue
        marks = next((e for e in run if local(e) == "rPr"), None)
        text = "".join(e.text or "" for e in run if local(e) == "t")
        if marks is not None and stands_above(marks):
            text, odd = text.translate(RAISED), True
        look = Look(_struck(marks), font_colour(marks, theme), _size(marks)) if marks is not None else None
        odd = odd or look is None or look.struck or look.size < LEGIBLE or look.ink != BLACK
        out.append((text, look))
    return out if odd else []


def number_of(element: lxml.etree._Element, name: str) -> int:
    """Return an attribute's number, 0 where it is none."""
    value = attribute(element, name) or ""
    return int(value) if value.isdigit() and len(value) < 9 else 0


def is_on(element: lxml.etree._Element, name: str) -> bool:
    """Tell whether an attribute says yes."""
    return (attribute(element, name) or "0").lower() in ("1", "true")
