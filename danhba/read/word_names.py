"""Names in WordprocessingML whatever the namespace (transitional, strict, none), and its switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import lxml.etree

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # digits that stand above the line are no number's
_LOCAL: dict[str, str] = {}


def local(element: lxml.etree._Element) -> str:
    """Return an element's name without its namespace, '' for a comment."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    name = _LOCAL.get(tag)
    if name is None:
        if len(_LOCAL) > 5000:
            _LOCAL.clear()
        name = _LOCAL[tag] = tag.rpartition("}")[2]
    return name


def attribute(element: lxml.etree._Element, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def switched_on(element: lxml.etree._Element) -> bool:
    """Tell whether a switch such as w:strike is on: it is unless it says otherwise."""
    return (attribute(element, "val") or "true").lower() not in ("0", "false", "off", "none")


def stands_above(properties: lxml.etree._Element) -> bool:
    """Tell whether the properties of a run put it above the line, as the mark of a footnote."""
    return any(local(e) == "vertAlign" and attribute(e, "val") == "superscript" for e in properties)
