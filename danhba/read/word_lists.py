"""The numbers that Word writes by itself before paragraphs: needed where a cell holds nothing else, such as the running
number of a form."""

from __future__ import annotations

import lxml.etree

from danhba.read.word_names import attribute, local

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
(9, "IX"),
          (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


class Numbering:
    """Counts the lists of one document. tree: word/numbering.xml, None when there is none."""

    def __init__(self, tree: lxml.etree._Element | None) -> None:
        self._levels: dict[str, dict[str, tuple[str, int]]] = {}  # list → level → (format, first number)
        self._counts: dict[tuple[str, str], int] = {}
        if tree is None:
            return
        drawn: dict[str, dict[str, tuple[str, int]]] = {}
        for element in tree:
            if local(element) == "abstractNum":
                levels = {attribute(e, "ilvl") or "0": _level(e) for e in element if local(e) == "lvl"}
                drawn[attribute(element, "abstractNumId") or ""] = levels
        for element in tree:
            if local(element) == "num":
                of = next((attribute(e, "val") or "" for e in element if local(e) == "abstractNumId"), "")
                self._levels[attribute(element, "numId") or ""] = drawn.get(of, {})

    def label(self, properties: lxml.etree._Element) -> str:
        """Return the number that a paragraph with these properties bears and count it, '' for a bullet or none."""
        for child in properties:
            if local(child) == "numPr":
                said = {local(e): attribute(e, "val") or "" for e in child}
                key, level = said.get("numId", ""), said.get("ilvl", "0")
                if key not in self._levels:
                    return ""
                kind, first = self._levels[key].get(level, ("decimal", 1))
                number = self._counts[key, level] = self._counts.get((key, level), first - 1) + 1
                for other, at in list(self._counts):
                    if other == key and at > level:
                        del self._counts[other, at]
                return _written(kind, number)
        return ""


def _level(element: lxml.etree._Element) -> tuple[str, int]:
    kind, first = "decimal", 1
    for child in element:
        value = attribute(child, "val") or ""
        if local(child) == "numFmt":
            kind = value
        elif local(child) == "start" and value.isdigit():
            first = int(value)
    return kind, first


def _written(kind: str, number: int) -> str:
    if kind in ("bullet", "none"):
        return ""
    if kind in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        letter = chr(64 + number)
        return letter if kind == "upperLetter" else letter.lower()
    if kind in ("upperRoman", "lowerRoman") and 1 <= number < 4000:
        out = ""
        for value, sign in _ROMAN:
            while number >= value:
                out, number = out + sign, number - value
        return out if kind == "upperRoman" else out.lower()
    return str(number)
