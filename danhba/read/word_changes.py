"""Elements around the text of a Word document: tracked changes, content controls, alternatives, and what is silent."""

from __future__ import annotations

from dataclasses import dataclass

import lxml.etree

from danhba.read.word_names import local, switched_on

# Elements whose text is no part of what is read, whatever they hold.
SILENT = frozenset({
    "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "rt",
    "tblPrEx",
    "footnoteReference", "endnoteReference", "annotationRef", "customXmlPr", "smartTagPr", "fldData",
})  # fmt: skip


@dataclass(slots=True)
class Change:
    """What tracked changes say of the text that is being read."""

    inserted: bool = False
    deleted: bool = False


UNCHANGED = Change()


@dataclass(slots=True)
class Placeholders:
    """How many content controls that show their placeholder stand around the text that is being read."""

    open: int = 0


class Inside:
    """Steps into an element around text: what it makes of the changes and of placeholders while it is read."""

    def __init__(self, placeholders: Placeholders, element: lxml.etree._Element, change: Change) -> None:
        self._placeholders, name = placeholders, local(element)
        if name in ("ins", "moveTo"):
            change = Change(True, change.deleted)
        elif name in ("del", "moveFrom"):
            change = Change(change.inserted, True)
        self._change = change
        self._placeholder = name == "sdt" and any(
            local(e) == "showingPlcHdr" and switched_on(e) for p in element if local(p) == "sdtPr" for e in p
        )

    def __enter__(self) -> Change:
        self._placeholders.open += self._placeholder
        return self._change

    def __exit__(self, *_: object) -> None:
        self._placeholders.open -= self._placeholder


def content_of(element: lxml.etree._Element) -> lxml.etree._Element:
    """Return what holds the content of an element: of alternatives, only the first is the text."""
    if local(element) == "AlternateContent":
        return next((e for e in element if local(e) == "Choice"), element)
    return element
