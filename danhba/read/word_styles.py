"""Styles of a Word document that strike, hide, colour or shrink their text."""

from __future__ import annotations

from typing import NamedTuple

import lxml.etree

from danhba.read.word_names import attribute, local, switched_on


class Marks(NamedTuple):
    """How text is written; None where it is not said. ink: hexadecimal digits, '' for the automatic colour, which is
    never that of the ground; size: points; ground: hexadecimal digits, '?' where it is not known."""

    struck: bool | None = None
    hidden: bool | None = None
    ink: str | None = None
    size: float | None = None
    ground: str | None = None

    def over(self, outer: Marks) -> Marks:
        """Return these marks with what they do not say taken from others."""
        return Marks(
            outer.struck if self.struck is None else self.struck,
            outer.hidden if self.hidden is None else self.hidden,
            outer.ink if self.ink is None else self.ink,
            outer.size if self.size is None else self.size,
            outer.ground if self.ground is None else self.ground,
        )


UNMARKED = Marks()


def styles_of(tree: lxml.etree._Element | None) -> dict[str, Marks]:
    """Return the styles that say how their text is written, by their names; what they are based on included. Under ''
    stands what the document says of all its text."""
    if tree is None:
        return {}
    own: dict[str, Marks] = {}
    based: dict[str, str] = {}
    plain = UNMARKED
    for style in tree:
        if local(style) == "docDefaults":
            plain = next((marks_of(e) for e in style.iter() if local(e) == "rPr"), UNMARKED)
        if local(style) != "style":
            continue
        key = attribute(style, "styleId") or ""
        for child in style:
            if local(child) in ("rPr", "pPr"):
                own[key] = marks_of(child).over(own.get(key, UNMARKED))
            elif local(child) == "basedOn":
                based[key] = attribute(child, "val") or ""
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
            plain = own.get(key, UNMARKED).over(plain)
    out: dict[str, Marks] = {"": plain} if plain != UNMARKED else {}
    for key in {*own, *based}:
        marks, at, steps = UNMARKED, key, 0
        while at and steps < 20:
            marks = marks.over(own.get(at, UNMARKED))
            at, steps = based.get(at, ""), steps + 1
        if marks != UNMARKED:
            out[key] = marks
    return out


def marks_of(properties: lxml.etree._Element) -> Marks:
    """Return what the properties of a run or a paragraph say of how its text is written."""
    struck: bool | None = None
    hidden: bool | None = None
    ink: str | None = None
    size: float | None = None
    ground: str | None = None
    for child in properties:
        name = local(child)
        if name in ("strike", "dstrike"):
            struck = switched_on(child) or bool(struck)
        elif name in ("vanish", "specVanish"):
            hidden = switched_on(child) or bool(hidden)
        elif name == "color":
            said = (attribute(child, "val") or "").upper()
            ink = "" if said == "AUTO" else said
        elif name == "sz":
            said = attribute(child, "val") or ""
            size = float(said) / 2 if said.isascii() and said.isdigit() and len(said) < 6 else None
        elif name == "shd":
            ground = ground_of(child) or ground
        elif name == "highlight":
            ground = "?"
    return Marks(struck, hidden, ink, size, ground)


def ground_of(shading: lxml.etree._Element) -> str:
    """Return the colour of a shading, '' where it names none."""
    fill = (attribute(shading, "fill") or "").upper()
    return "" if fill == "AUTO" else fill
