"""Styles of a Word document that strike or hide their text."""

from __future__ import annotations

import lxml.etree

from danhba.read.word_names import attribute, local, switched_on

Marks = tuple[bool | None, bool | None]  # struck, hidden; None: not said


def styles_of(tree: lxml.etree._Element | None) -> dict[str, Marks]:
    """Return the styles that strike or hide their text, those that they are based on included."""
    if tree is None:
        return {}
    own: dict[str, Marks] = {}
    based: dict[str, str] = {}
    for style in tree:
        if local(style) != "style":
            continue
        key = attribute(style, "styleId") or ""
        for child in style:
            if local(child) == "rPr":
                own[key] = marks_of(child)
            elif local(child) == "basedOn":
                based[key] = attribute(child, "val") or ""
    out: dict[str, Marks] = {}
    for key in {*own, *based}:
        struck = hidden = None
        at, steps = key, 0
        while at and steps < 20:
            mine = own.get(at, (None, None))
            struck, hidden = mine[0] if struck is None else struck, mine[1] if hidden is None else hidden
            at, steps = based.get(at, ""), steps + 1
        if struck or hidden:
            out[key] = struck, hidden
    return out


def marks_of(properties: lxml.etree._Element) -> Marks:
    """Return whether the properties of a run strike or hide its text."""
    struck: bool | None = None
    hidden: bool | None = None
    for child in properties:
        name = local(child)
        if name in ("strike", "dstrike"):
            struck = switched_on(child) or bool(struck)
        elif name in ("vanish", "specVanish"):
            hidden = switched_on(child) or bool(hidden)
    return struck, hidden


def first_said(*values: bool | None) -> bool | None:
    """Return the first that is said."""
    return next((v for v in values if v is not None), None)
