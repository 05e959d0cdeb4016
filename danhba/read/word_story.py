"""One story of a Word document (the body, a header, the notes) from top to bottom: its paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.etree

from danhba.model.grid import cell_text
from danhba.read.beside import with_comment, with_link
from danhba.read.colours import equal
from danhba.read.ink import LEGIBLE, colour_named
from danhba.read.marked_tables import MarkedTable, Text, is_kept
from danhba.read.word_changes import SILENT, UNCHANGED, Change, Inside, Placeholders, content_of
from danhba.read.word_lists import Numbering
from danhba.read.word_names import RAISED, attribute, local, stands_above
from danhba.read.word_styles import UNMARKED, Marks, marks_of
from danhba.read.word_tables import Ground, Tables, count_of

_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DIGITS_ONLY = re.compile(r"[\d\s.()+/\-]*\d[\d\s.()+/\-]*")


@dataclass(slots=True)
class Story:
    """Reads one story (the body, a header, the notes) from top to bottom."""

    styles: dict[str, Marks]
    lists: Numbering
    tables: list[MarkedTable] = field(default_factory=list)
    lines: list[Text] = field(default_factory=list)
    boxed: list[MarkedTable] = field(default_factory=list)  # tables in text boxes
    boxes: list[Text] = field(default_factory=list)  # lines in text boxes
    fields: list[bool] = field(default_factory=list)  # of each field that is open, whether its result has begun
    placeholders: Placeholders = field(default_factory=Placeholders)
    ground: Ground = field(default_factory=Ground)
    comments: dict[str, str] = field(default_factory=dict)  # words by id
    links: dict[str, str] = field(default_factory=dict)  # addresses that dial, by the id of their relation
    begun: list[str] = field(default_factory=list)  # comments whose text has begun and not ended
    touched: list[str] = field(default_factory=list)  # comments that speak of the paragraph that is being read
    _tables: Tables = field(init=False)
    joined: bool = False  # the end of the paragraph before was deleted: this one goes on in its line

    def __post_init__(self) -> None:
        self._tables = Tables(self._blocks, self.placeholders, self.ground)

    def read(self, root: lxml.etree._Element) -> None:
        """Read a part."""
        body = next((e for e in root if local(e) == "body"), root)
        between = True
        heading = ""
        for block in self._blocks(body, UNCHANGED):
            if isinstance(block, MarkedTable):
                block.after_table = not between
                block.heading = heading
                block.lines_above = sum(map(is_kept, self.lines))
                self.tables.append(block)
                between = False
            else:
                self._line(self.lines, block)
                if block.words.strip():
                    between, heading = True, block.words.strip()
        self.fields.clear()

    def everything(self) -> list[Text]:
        """Return all text as lines, tables too."""
        tables = [line for table in (*self.tables, *self.boxed) for line in table.lines()]
        return [*tables, *self.lines, *self.boxes]

    def _line(self, lines: list[Text], text: Text) -> None:
        if self.joined and lines:
            lines[-1].add(text, "")
        else:
            lines.append(text)
        self.joined = False

    def _blocks(self, parent: lxml.etree._Element, change: Change) -> Iterator[Text | MarkedTable]:
        for child in parent:
            name = local(child)
            if name == "p":
                yield self._paragraph(child, change)
            elif name == "tbl":
                yield self._tables.read(child, change)
            elif name in SILENT or not name:
                continue
            else:
                with Inside(self.placeholders, child, change) as inner:
                    yield from self._blocks(content_of(child), inner)

    def _paragraph(self, paragraph: lxml.etree._Element, change: Change) -> Text:
        out = Text()
        marks = self.styles.get("", UNMARKED)
        number = ""
        for child in paragraph:
            if local(child) == "pPr":
                marks = self._paragraph_marks(child, out)
                number = self.lists.label(child)
                break
        self.touched = list(self.begun)
        self._runs(paragraph, out, marks, change)
        if self.touched:
            for key in dict.fromkeys(self.touched):
                out.shown = [with_comment(out.words, self.comments[key])]
            self.touched = []
        if number and not out.words.strip() and not out.unseen:
            out.shown = [number]  # a cell that Word numbers by itself
        return out

    def _paragraph_marks(self, properties: lxml.etree._Element, out: Text) -> Marks:
        plain = marks = self.styles.get("", UNMARKED)
        for child in properties:
            if local(child) == "pStyle":
                marks = self.styles.get(attribute(child, "val") or "", UNMARKED).over(plain)
            elif local(child) == "rPr" and any(local(e) in ("del", "ins", "moveFrom", "moveTo") for e in child):
                out.changed = True
        return marks_of(properties)._replace(struck=None, hidden=None, ink=None, size=None).over(marks)

    def _without_ink(self, marks: Marks) -> bool:
        """Tell whether text is written in the colour of what is behind it."""
        if not marks.ink:
            return False
        return equal(colour_named(marks.ink), colour_named(marks.ground or self.ground.colour))

    def _runs(self, parent: lxml.etree._Element, out: Text, marks: Marks, change: Change) -> None:
        for child in parent:
            name = local(child)
            if name == "r":
                before = len(out.shown)
                own = self._run_marks(child, marks)
                self._runs(child, out, own, change)
                if self._without_ink(own) and _DIGITS_ONLY.fullmatch(text := "".join(out.shown[before:])):
                    out.shown[before:] = []
                    out.unseen.append(("hidden_text", text))
                if _raised(child):
                    out.shown[before:] = [text.translate(RAISED) for text in out.shown[before:]]
            elif name in ("t", "delText"):
                self._add(out, child.text or "", marks, Change(deleted=True) if name == "delText" else change)
            elif name in _BREAKS:
                self._add(out, _BREAKS[name], marks, change)
            elif name == "fldChar":
                self._field(child, out, marks, change)
            elif name.startswith("commentR") and self.comments:
                self._comment(child, name)
            elif name == "textpath":  # a watermark
                if words := (attribute(child, "string") or "").strip():
                    self.boxes.append(Text([words]))
            elif name == "hyperlink" and self.links:
                before = len(out.shown)
                self._runs(child, out, marks, change)
                if address := next((self.links[str(v)] for v in child.attrib.values() if str(v) in self.links), ""):
                    shown = "".join(out.shown[before:])
                    out.shown[before:] = [cell_text(with_link(shown, address))]
            elif name == "txbxContent":
                for block in self._blocks(child, change):
                    if isinstance(block, MarkedTable):
                        self.boxed.append(block)
                    else:
                        self.boxes.append(block)
            elif name in SILENT or not name:
                continue
            else:
                with Inside(self.placeholders, child, change) as inner:
                    self._runs(content_of(child), out, marks, inner)

    def _comment(self, mark: lxml.etree._Element, name: str) -> None:
        """Heed where the text that a comment speaks of begins (…Start) and ends (…End), and where its sign stands
        (…Reference)."""
        key = attribute(mark, "id") or ""
        if key not in self.comments:
            return
        self.touched.append(key)
        if name == "commentRangeStart":
            self.begun.append(key)
        elif key in self.begun:
            self.begun.remove(key)

    def _run_marks(self, run: lxml.etree._Element, marks: Marks) -> Marks:
        for child in run:
            if local(child) == "rPr":
                style = UNMARKED
                for property in child:
                    if local(property) == "rStyle":
                        style = self.styles.get(attribute(property, "val") or "", style)
                return marks_of(child).over(style).over(marks)
        return marks

    def _add(self, out: Text, text: str, marks: Marks, change: Change) -> None:
        if not text or not all(self.fields):
            return  # a field's instruction is none of its text
        if change.deleted:
            out.changed = out.changed or bool(text.strip())
            out.deleted.append(text)
            return
        if change.inserted:
            out.changed = out.changed or bool(text.strip())
        reason = (
            "hidden_text"
            if marks.hidden
            else "struck"
            if marks.struck
            else "placeholder"
            if self.placeholders.open
            else "tiny"
            if marks.size is not None and 0 < marks.size < LEGIBLE
            else ""
        )
        if not reason:
            out.shown.append(text)
        elif out.unseen and out.unseen[-1][0] == reason:
            out.unseen[-1] = (reason, out.unseen[-1][1] + text)
        elif text.strip():
            out.unseen.append((reason, text))

    def _field(self, mark: lxml.etree._Element, out: Text, marks: Marks, change: Change) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            choice = _chosen(mark)
            if choice:
                self._add(out, choice, marks, change)
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()


def _chosen(mark: lxml.etree._Element) -> str:
    """Return what a drop-down field of a form shows: the entry chosen, or its first."""
    entries: list[str] = []
    chosen = 0
    for element in mark.iter():
        if local(element) == "listEntry":
            entries.append(attribute(element, "val") or "")
        elif local(element) == "result":
            chosen = count_of(element)
    return entries[chosen] if chosen < len(entries) else ""


def _raised(run: lxml.etree._Element) -> bool:
    return any(local(e) == "rPr" and stands_above(e) for e in run)
