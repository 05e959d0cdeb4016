"""Which cell styles of an .xlsx write in the colour of their ground, so that the eye sees nothing: white on white,
black on black, any equal pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from danhba.read.word_names import attribute, local

if TYPE_CHECKING:
    import lxml.etree

Colour = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
_NEAR = 24  # of 255: less difference in every part of the light is none to the eye
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
# Source: ECMA-376 part 1, 18.8.27: the indexed colours 0 to 7 (and again 8 to 15); 64 and 65 are the system's.
INDEXED: dict[int, Colour] = {
    i + more: colour
    for more in (0, 8)
    for i, colour in enumerate(
        (BLACK, WHITE, (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255), (0, 255, 255))
    )
} | {64: BLACK, 65: WHITE}
_COLOR = re.compile(rb"<(?:\w+:)?color\s+([^<>]*?)\s*/?>")
_GROUND = re.compile(rb"<(?:\w+:)?fgColor\s+([^<>]*?)\s*/?>")
# A plain ground that names no colour is black: so programs write 000000 that take it for nothing.
_NO_GROUND_NAMED = re.compile(rb"patternType=\"solid\"[^<>]*(?:/>|>\s*(?!\s|<(?:\w+:)?fgColor))")
_AT_SIGHT = re.compile(rb"rgb=\"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})\"|theme=\"([01])\"|(indexed=\"64\"|auto=\"1\")")
_PLAIN = {b"0": WHITE, b"1": BLACK, b'indexed="64"': BLACK, b'auto="1"': BLACK}
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{i}" for i in range(1, 7)), "hlink", "folHlink")
_THEME_COLOUR = re.compile(
    rb"<(?:\w+:)?(dk1|lt1|dk2|lt2|accent\d|hlink|folHlink)>\s*<[^<>]*?(?:lastClr|val)=\"([0-9A-Fa-f]{6})\"[^<>]*?>"
)


def theme_colours(content: bytes) -> dict[int, Colour]:
    """Return the colours of a theme's part by their number."""
    found = {m[1].decode(): m[2].decode() for m in _THEME_COLOUR.finditer(content[: 64 << 10])}
    plain = {"lt1": "FFFFFF", "dk1": "000000"} | found
    return {i: _of_hex(plain[name]) for i, name in enumerate(_THEME) if name in plain}


def colour_of(element: lxml.etree._Element | None, theme: Callable[[], Mapping[int, Colour]]) -> Colour | None:
    """Return the colour that an element names, None where it names none that is known."""
    if element is None:
        return None
    rgb, number, indexed = (attribute(element, name) or "" for name in ("rgb", "theme", "indexed"))
    colour: Colour | None = None
    if found := _HEX.fullmatch(rgb):
        colour = _of_hex(found[1])
    elif number.isdigit():
        colour = theme().get(int(number))
    elif indexed.isdigit():
        colour = INDEXED.get(int(indexed))
    return _tinted(colour, attribute(element, "tint") or "") if colour is not None else None


def font_colour(font: lxml.etree._Element, theme: Callable[[], Mapping[int, Colour]]) -> Colour | None:
    """Return a font's colour: black where it names none."""
    named = next((e for e in font if local(e) == "color"), None)
    return BLACK if named is None or attribute(named, "auto") else colour_of(named, theme)


def fill_colour(fill: lxml.etree._Element, theme: Callable[[], Mapping[int, Colour]]) -> Colour | None:
    """Return the colour of a cell's ground: white where it has none, None where it is no plain colour."""
    for pattern in fill:
        if local(pattern) == "gradientFill":
            return None
        kind = attribute(pattern, "patternType") or "none"
        if kind == "none":
            return WHITE
        if kind != "solid":
            return None
        named = next((e for e in pattern if local(e) == "fgColor"), None)
        return BLACK if named is None else colour_of(named, theme)
    return WHITE


def equal(one: Colour | None, other: Colour | None) -> bool:
    """Tell whether the eye sees no difference between two colours that are known."""
    return one is not None and other is not None and max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _NEAR


def may_hide_ink(styles: bytes) -> bool:
    """Tell from the bytes of a workbook's styles whether any font may have the colour of any ground: quick, and rather
    once too often."""
    inks, grounds = _named(styles, b"fonts", _COLOR), _named(styles, b"fills", _GROUND)
    if inks is None or grounds is None:
        return True
    grounds |= {WHITE, *([BLACK] if _NO_GROUND_NAMED.search(styles) else [])}
    return any(equal(ink, ground) for ink in inks | {BLACK} for ground in grounds)


def _named(styles: bytes, group: bytes, pattern: re.Pattern[bytes]) -> set[Colour] | None:
    """Return the colours that a group of styles names, None where one of them is not known at sight."""
    start = styles.find(group)
    end = styles.find(group + b">", start + len(group)) if start >= 0 else -1
    out: set[Colour] = set()
    for found in {m[1] for m in pattern.finditer(styles, max(start, 0), end if end > 0 else len(styles))}:
        known = _AT_SIGHT.fullmatch(found)
        if known is None:
            return None
        out.add(_of_hex(known[1].decode()) if known[1] else _PLAIN[known[2] or known[3]])
    return out


def _of_hex(text: str) -> Colour:
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def _tinted(colour: Colour, tint: str) -> Colour:
    try:
        by = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        return colour
    red, green, blue = (round(c * (1 + by) if by < 0 else c + (255 - c) * by) for c in colour)
    return red, green, blue
