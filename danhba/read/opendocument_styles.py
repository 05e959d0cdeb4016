"""What the styles of an OpenDocument spreadsheet say of how letters look: struck, hidden, tiny, their colour and that
of their ground, cells crossed out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import lxml.etree

from danhba.read.colours import BLACK, WHITE, Colour, equal
from danhba.read.ink import Look, colour_named, points
from danhba.read.word_names import attribute, local

_SIGNS = re.compile(
    rb'line-through-(?:style|type)="(?!none)|text:display="none"|diagonal-(?:tl-br|bl-tr)="(?!none)'
    rb'|text-position="(?:super|[1-9])|font-size="[0-2]?(?:\.\d+)?pt"'
)
_INK = re.compile(rb'fo:color="([^"]*)"')
_GROUND = re.compile(rb'fo:background-color="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says; None or 0: nothing. hidden: of text and of sheets."""

    struck: bool | None = None
    hidden: bool = False
    size: float = 0.0
    ink: Colour | None = None
    ground: Colour | None = None
    crossed: bool | None = None
    raised: bool = False  # a mark above the line

    @property
    def look(self) -> Look:
        """How letters of the style are written."""
        return Look(bool(self.struck), self.ink or BLACK, self.size)

    def under(self, inner: Style | None) -> Style:
        """Return how a text looks whose own style stands inside this one. What an outer style strikes stays struck."""
        if inner is None:
            return self
        return Style(
            self.struck or inner.struck,
            self.hidden or inner.hidden,
            inner.size or self.size,
            inner.ink or self.ink,
            inner.ground or self.ground,
            self.crossed,
            self.raised or inner.raised,
        )


def may_hide(content: bytes) -> bool:
    """Tell from a part's bytes whether any style may strike or hide its text, or write in the colour of a ground:
    quick, and rather once too often."""
    if _SIGNS.search(content):
        return True
    grounds = [WHITE, *(colour_named(g.decode("ascii", "replace")) for g in set(_GROUND.findall(content)))]
    inks = [BLACK, *(colour_named(i.decode("ascii", "replace")) for i in set(_INK.findall(content)))]
    return any(equal(ink, ground) for ink in inks for ground in grounds)


def styles_of(*roots: lxml.etree._Element | None) -> dict[str, Style]:
    """Return the styles of a document's parts by name, what they take from their parents included."""
    own: dict[str, Style] = {}
    parents: dict[str, str] = {}
    for root in roots:
        for style in root.iter() if root is not None else ():
            if local(style) == "style":
                name = attribute(style, "name") or ""
                if name not in own:
                    own[name], parents[name] = _said(style), attribute(style, "parent-style-name") or ""
    out: dict[str, Style] = {}
    for name, style in own.items():
        made, at, steps = style, parents.get(name, ""), 0
        while at in own and steps < 20:
            above = own[at]
            made = replace(
                made,
                struck=above.struck if made.struck is None else made.struck,
                size=made.size or above.size,
                ink=made.ink or above.ink,
                ground=made.ground or above.ground,
                raised=made.raised or above.raised,
                crossed=above.crossed if made.crossed is None else made.crossed,
            )
            at, steps = parents.get(at, ""), steps + 1
        out[name] = made
    return out


def _said(style: lxml.etree._Element) -> Style:
    out = Style()
    for properties in style:
        name = local(properties)
        if name == "text-properties":
            lines = [attribute(properties, f"text-line-through-{k}") for k in ("style", "type")]
            said = [line for line in lines if line]
            size = attribute(properties, "font-size") or ""
            out = replace(
                out,
                struck=any(line != "none" for line in said) if said else None,
                hidden=attribute(properties, "display") == "none",
                raised=(attribute(properties, "text-position") or "").strip().startswith(("super", *"123456789")),
                size=points(size) if not size.strip().startswith("0p") else 0.1,
                ink=BLACK
                if attribute(properties, "use-window-font-color") == "true"
                else colour_named(attribute(properties, "color") or ""),
            )
        elif name == "table-cell-properties":
            diagonals = [attribute(properties, f"diagonal-{k}") for k in ("tl-br", "bl-tr")]
            ground = attribute(properties, "background-color") or ""
            out = replace(
                out,
                ground=WHITE if ground == "transparent" else colour_named(ground),
                crossed=any(d != "none" for d in diagonals if d) if any(diagonals) else None,
            )
        elif name == "table-properties":
            out = replace(out, hidden=attribute(properties, "display") == "false")
    return out
