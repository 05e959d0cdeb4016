"""What hides letters from the eye, the same for every format: a line through them, a size that nobody reads, the colour
of their ground."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from danhba.model.grid import Cell, Merge, Place, Unseen, cell_text
from danhba.read.colours import BLACK, WHITE, Colour, equal

LEGIBLE = 3.0  # points: smaller letters are a line to the eye
_FIGURES = re.compile(r"[\d\s.()+/\-]*\d[\d\s.()+/\-]*")
_NUMBER = 7  # digits of a telephone number, at least
_TALLEST = 10_000  # rows that one crossed cell is heeded in
_HEX = re.compile(r"#?(?:[0-9a-f]{6}|[0-9a-f]{3})")
_PARTS = re.compile(r"rgba?\(([^()]*)\)")
_SIZE = re.compile(r"\s*(\d*\.?\d+)\s*(pt|px|mm|cm|in|pc)\b", re.I)
_POINTS = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0}
_NAMED: dict[str, Colour] = {
    "white": WHITE, "black": BLACK, "windowtext": BLACK, "window": WHITE, "red": (255, 0, 0), "lime": (0, 255, 0),
    "green": (0, 128, 0), "blue": (0, 0, 255), "navy": (0, 0, 128), "yellow": (255, 255, 0), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "silver": (192, 192, 192), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255),
}  # fmt: skip


class Look(NamedTuple):
    """How a piece of text is written. ink: None where its colour is not known; size: points, 0 where not said."""

    struck: bool = False
    ink: Colour | None = BLACK
    size: float = 0.0


def is_number(text: str) -> bool:
    """Tell whether a text holds the digits of a telephone number."""
    return sum(map(str.isdigit, text)) >= _NUMBER


def why_unseen(text: str, look: Look, ground: Colour | None, *, whole: bool = False) -> str:
    """Return the reason (a key of UNSEEN) for which the eye does not see a text on its ground, '' where it does. whole:
    it is all of its cell.

    Of letters in the colour of their ground only figures are taken out, since the ground of a heading is not always
    known: a telephone number, or the figures that are a part of one.
    """
    if look.struck:
        return "struck"
    if 0 < look.size < LEGIBLE:
        return "tiny"
    if not equal(look.ink, ground):
        return ""
    return "hidden_text" if is_number(text) or (not whole and _FIGURES.fullmatch(text)) else ""


def crossed_rows(places: Iterable[Place], merges: Iterable[Merge]) -> set[int]:
    """Return the rows that a line through the cells at these places crosses: of a cell merged over rows all of them."""
    last = {(top, left): bottom for top, left, bottom, _ in merges}
    return {r for r, c in places for r in range(r, min(last.get((r, c), r), r + _TALLEST) + 1)}


def crossed_out(rows: list[list[Cell]], crossed: Iterable[int]) -> dict[Place, Unseen]:
    """Take the numbers out of rows that a line crosses; return them. A head parted by such a line holds none."""
    out: dict[Place, Unseen] = {}
    for i in crossed:
        for j, value in enumerate(rows[i] if 0 <= i < len(rows) else ()):
            if is_number(text := cell_text(value)):
                rows[i][j], out[i, j] = None, Unseen("crossed", text)
    return out


def parted(pieces: Iterable[tuple[str, str]]) -> tuple[str, Unseen | None]:
    """Return what shows of a text's pieces (text, reason why it is not seen or ''), and what does not."""
    shows: list[str] = []
    hidden: list[str] = []
    reasons: list[str] = []
    for text, reason in pieces:
        (hidden if reason else shows).append(text)
        if reason and text.strip():
            reasons.append(reason)
    return "".join(shows).strip(), Unseen(reasons[0], "".join(hidden).strip()) if reasons else None


def colour_named(text: str) -> Colour | None:
    """Return the colour that a word, # and hexadecimal digits or rgb(…) name; None where it is not known."""
    bare = text.strip().lower()
    if _HEX.fullmatch(bare):
        digits = bare.lstrip("#")
        digits = digits if len(digits) == 6 else "".join(c * 2 for c in digits)
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _PARTS.fullmatch(bare):
        parts = [p for p in re.split(r"[\s,/]+", found[1].strip()) if p]
        if len(parts) >= 3 and all(p.isdigit() and len(p) <= 3 for p in parts[:3]) and (parts[3:] or ["1"])[0] != "0":
            red, green, blue = (min(int(p), 255) for p in parts[:3])
            return red, green, blue
        return None
    return _NAMED.get(bare)


def points(text: str) -> float:
    """Return a size such as 2.5pt or 1px in points; 0 where it is none that is known."""
    found = _SIZE.match(text)
    return float(found[1]) * _POINTS[found[2].lower()] if found else 0.0
