"""Word documents (.docx) as they look with every tracked change accepted: tables, and the lines around them.

What is struck out, hidden or deleted does not speak; it is kept by the side with its cell. The parts are parsed without
entities, network or great depth.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.etree

from danhba.model.grid import DOCUMENT_TEXT, Grid, ReadError, cell_text
from danhba.read.beside import dialled_by, with_comment, with_link
from danhba.read.limits import limits_in_force
from danhba.read.marked_tables import MarkedCell, MarkedTable, Text, grids_of, is_kept, lines_grid
from danhba.read.safe_xml import parser
from danhba.read.word_lists import Numbering
from danhba.read.word_names import RAISED, attribute, local, stands_above, switched_on
from danhba.read.workbook_beside import OUR_NAME

_DOCUMENT = "word/document.xml"
_BESIDE = ("header", "footer", "footnotes", "endnotes")  # parts whose text stands beside the body
# Elements whose text is no part of what is read, whatever they hold.
_SILENT = frozenset({
    "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "rt",
    "tblPrEx",
    "footnoteReference", "endnoteReference", "annotationRef", "customXmlPr", "smartTagPr", "fldData",
})  # fmt: skip
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WIDEST = 200  # columns that one cell may span


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return every table (Bảng 1, Bảng 2 …), then the lines outside them (Văn bản), then what stands beside the
    body."""
    del stem
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = {n.replace("\\", "/"): n for n in package.namelist()}
        part = _main_part(package, names)
        content = _content_of(package, names[part])
        body = lxml.etree.fromstring(content, parser())
        folder = posixpath.dirname(part)
        styles = _styles(package, names.get(f"{folder}/styles.xml"))
        lists = Numbering(_tree(package, names.get(f"{folder}/numbering.xml")))
        reader = _Reader(styles, lists)
        if b"ommentR" in content and (key := f"{folder}/comments.xml") in names:
            reader.comments = _comments(_tree(package, names[key]))
        relations = names.get(f"{folder}/_rels/{posixpath.basename(part)}.rels")
        if b"hyperlink" in content and relations is not None:
            reader.links = _links(_tree(package, relations))
        reader.story(body)
        beside = _Reader(styles, Numbering(None))
        for name in sorted(names):
            if posixpath.dirname(name) == folder and posixpath.basename(name).startswith(_BESIDE):
                beside.story(_parsed(package, names[name]))
    out = grids_of([*reader.tables, *reader.boxed])
    lines = lines_grid(DOCUMENT_TEXT, reader.lines)
    aside = lines_grid("Ngoài thân văn bản", [*reader.boxes, *beside.everything()], aside=True)
    return [*out, *(g for g in (lines, aside) if g is not None)]


def _main_part(package: zipfile.ZipFile, names: dict[str, str]) -> str:
    tree = _tree(package, names.get("_rels/.rels"))
    if tree is not None:
        for relation in tree.iter():
            target = (attribute(relation, "Target") or "").lstrip("/")
            if (attribute(relation, "Type") or "").endswith("/officeDocument") and target in names:
                return target
    if _DOCUMENT not in names:
        raise ReadError("file_corrupt", "tài liệu Word không có phần nội dung")
    return _DOCUMENT


def _tree(package: zipfile.ZipFile, name: str | None) -> lxml.etree._Element | None:
    if name is None:
        return None
    try:
        return _parsed(package, name)
    except (lxml.etree.XMLSyntaxError, zipfile.BadZipFile):
        return None


def _parsed(package: zipfile.ZipFile, name: str) -> lxml.etree._Element:
    return lxml.etree.fromstring(_content_of(package, name), parser())


def _content_of(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(limits_in_force().inflated_bytes + 1)


def _comments(tree: lxml.etree._Element | None) -> dict[str, str]:
    """Return the words of comments by their ids, those of our own marked copies left out."""
    out: dict[str, str] = {}
    for comment in tree if tree is not None else ():
        if local(comment) == "comment" and attribute(comment, "author") != OUR_NAME:
            paragraphs = [
                "".join(e.text or "" for e in p.iter() if local(e) == "t") for p in comment if local(p) == "p"
            ]
            if words := " ".join(" ".join(paragraphs).split()):
                out[attribute(comment, "id") or ""] = words
    return out


def _links(tree: lxml.etree._Element | None) -> dict[str, str]:
    """Return the addresses that dial a number by the ids of their relations."""
    found = {attribute(e, "Id") or "": attribute(e, "Target") or "" for e in (tree if tree is not None else ())}
    return {key: target for key, target in found.items() if dialled_by(target)}


# --- styles -----------------------------------------------------------------------------------------------------------

_DIGITS_ONLY = re.compile(r"[\d\s.()+/\-]*\d[\d\s.()+/\-]*")
_PAPER = "FFFFFF"
_Marks = tuple[bool | None, bool | None]  # struck, hidden; None: not said


def _styles(package: zipfile.ZipFile, name: str | None) -> dict[str, _Marks]:
    """Return the styles that strike or hide their text, those that they are based on included."""
    tree = _tree(package, name)
    if tree is None:
        return {}
    own: dict[str, _Marks] = {}
    based: dict[str, str] = {}
    for style in tree:
        if local(style) != "style":
            continue
        key = attribute(style, "styleId") or ""
        for child in style:
            if local(child) == "rPr":
                own[key] = _marks(child)
            elif local(child) == "basedOn":
                based[key] = attribute(child, "val") or ""
    out: dict[str, _Marks] = {}
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


def _marks(properties: lxml.etree._Element) -> _Marks:
    struck: bool | None = None
    hidden: bool | None = None
    for child in properties:
        name = local(child)
        if name in ("strike", "dstrike"):
            struck = switched_on(child) or bool(struck)
        elif name in ("vanish", "specVanish"):
            hidden = switched_on(child) or bool(hidden)
    return struck, hidden


# --- the text ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Change:
    """What tracked changes say of the text that is being read."""

    inserted: bool = False
    deleted: bool = False


_UNCHANGED = _Change()


@dataclass(slots=True)
class _Reader:
    """Reads one story (the body, a header, the notes) from top to bottom."""

    styles: dict[str, _Marks]
    lists: Numbering
    tables: list[MarkedTable] = field(default_factory=list)
    lines: list[Text] = field(default_factory=list)
    boxed: list[MarkedTable] = field(default_factory=list)  # tables in text boxes
    boxes: list[Text] = field(default_factory=list)  # lines in text boxes
    fields: list[bool] = field(default_factory=list)  # of each field that is open, whether its result has begun
    placeholder: int = 0
    ground: str = _PAPER  # the colour behind the text
    comments: dict[str, str] = field(default_factory=dict)  # words by id
    links: dict[str, str] = field(default_factory=dict)  # addresses that dial, by the id of their relation
    begun: list[str] = field(default_factory=list)  # comments whose text has begun and not ended
    touched: list[str] = field(default_factory=list)  # comments that speak of the paragraph that is being read
    joined: bool = False  # the end of the paragraph before was deleted: this one goes on in its line

    def story(self, root: lxml.etree._Element) -> None:
        """Read a part."""
        body = next((e for e in root if local(e) == "body"), root)
        between = True
        heading = ""
        for block in self._blocks(body, _UNCHANGED):
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

    def _blocks(self, parent: lxml.etree._Element, change: _Change) -> Iterator[Text | MarkedTable]:
        for child in parent:
            name = local(child)
            if name == "p":
                yield self._paragraph(child, change)
            elif name == "tbl":
                yield self._table(child, change)
            elif name in _SILENT or not name:
                continue
            else:
                with _Inside(self, child, change) as inner:
                    yield from self._blocks(_content(child), inner)

    def _paragraph(self, paragraph: lxml.etree._Element, change: _Change) -> Text:
        out = Text()
        marks: _Marks = (None, None)
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

    def _paragraph_marks(self, properties: lxml.etree._Element, out: Text) -> _Marks:
        marks: _Marks = (None, None)
        for child in properties:
            if local(child) == "pStyle":
                marks = self.styles.get(attribute(child, "val") or "", marks)
            elif local(child) == "rPr" and any(local(e) in ("del", "ins", "moveFrom", "moveTo") for e in child):
                out.changed = True
        return marks

    def _runs(self, parent: lxml.etree._Element, out: Text, marks: _Marks, change: _Change) -> None:
        for child in parent:
            name = local(child)
            if name == "r":
                before = len(out.shown)
                self._runs(child, out, self._run_marks(child, marks), change)
                if self._without_ink(child) and _DIGITS_ONLY.fullmatch(text := "".join(out.shown[before:])):
                    out.shown[before:] = []
                    out.unseen.append(("hidden_text", text))
                if _raised(child):
                    out.shown[before:] = [text.translate(RAISED) for text in out.shown[before:]]
            elif name in ("t", "delText"):
                self._add(out, child.text or "", marks, _Change(deleted=True) if name == "delText" else change)
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
            elif name in _SILENT or not name:
                continue
            else:
                with _Inside(self, child, change) as inner:
                    self._runs(_content(child), out, marks, inner)

    def _without_ink(self, run: lxml.etree._Element) -> bool:
        """Tell whether a run is written in the colour of what is behind it."""
        ink, ground = "", self.ground
        for child in run:
            if local(child) == "rPr":
                for property in child:
                    name = local(property)
                    if name == "color":
                        ink = (attribute(property, "val") or "").upper()
                    elif name == "shd":
                        ground = _ground(property) or ground
                    elif name == "highlight":
                        ground = ""
                break
        return ink == ground

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

    def _run_marks(self, run: lxml.etree._Element, marks: _Marks) -> _Marks:
        for child in run:
            if local(child) == "rPr":
                style: _Marks = (None, None)
                for property in child:
                    if local(property) == "rStyle":
                        style = self.styles.get(attribute(property, "val") or "", style)
                own = _marks(child)
                return _first(own[0], style[0], marks[0]), _first(own[1], style[1], marks[1])
        return marks

    def _add(self, out: Text, text: str, marks: _Marks, change: _Change) -> None:
        if not text or not all(self.fields):
            return  # a field's instruction is none of its text
        if change.deleted:
            out.changed = out.changed or bool(text.strip())
            out.deleted.append(text)
            return
        if change.inserted:
            out.changed = out.changed or bool(text.strip())
        reason = "hidden_text" if marks[1] else "struck" if marks[0] else "placeholder" if self.placeholder else ""
        if not reason:
            out.shown.append(text)
        elif out.unseen and out.unseen[-1][0] == reason:
            out.unseen[-1] = (reason, out.unseen[-1][1] + text)
        elif text.strip():
            out.unseen.append((reason, text))

    def _field(self, mark: lxml.etree._Element, out: Text, marks: _Marks, change: _Change) -> None:
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

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, table: lxml.etree._Element, change: _Change) -> MarkedTable:
        out = MarkedTable()
        above: dict[int, MarkedCell] = {}  # cells that may go on below, by column
        for row, inner in self._parts(table, "tr", change):
            self._row(row, out, above, inner)
            out.height += 1
            if out.height * max(out.width, 1) > limits_in_force().cells:
                raise ReadError("file_too_large", "bảng có quá nhiều ô")
        return out

    def _row(self, row: lxml.etree._Element, out: MarkedTable, above: dict[int, MarkedCell], change: _Change) -> None:
        column = 0
        for child in row:
            if local(child) == "trPr":
                for property in child:
                    name = local(property)
                    if name == "gridBefore":
                        column = _count(property)
                    elif name == "ins":
                        change = _Change(True, change.deleted)
                    elif name == "del":
                        change = _Change(change.inserted, True)
                    elif name == "hidden" and switched_on(property):
                        out.hidden_rows.add(out.height)
        for cell, inner in self._parts(row, "tc", change):
            around = self.ground
            across, goes_on, inner = self._cell_properties(cell, inner)
            blocks = self._cell_blocks(cell, inner)
            self.ground = around
            top = above.get(column)
            if goes_on and top is not None:
                top.down = out.height - top.row + 1
                hidden = MarkedCell(out.height, column, blocks=blocks).text()
                if hidden.words.strip():
                    top.blocks.append(Text(unseen=[("covered", hidden.words)]))
            else:
                made = MarkedCell(out.height, column, 1, across, blocks)
                out.cells.append(made)
                above[column] = made
            column += across
            out.width = max(out.width, column)

    def _cell_blocks(self, cell: lxml.etree._Element, change: _Change) -> list[Text | MarkedTable]:
        blocks: list[Text | MarkedTable] = []
        for block in self._blocks(cell, change):
            blocks.append(block)
        return blocks

    def _cell_properties(self, cell: lxml.etree._Element, change: _Change) -> tuple[int, bool, _Change]:
        across, goes_on = 1, False
        for child in cell:
            if local(child) == "tcPr":
                for property in child:
                    name = local(property)
                    if name == "gridSpan":
                        across = max(1, _count(property))
                    elif name == "shd":
                        self.ground = _ground(property) or self.ground
                    elif name == "vMerge":
                        goes_on = (attribute(property, "val") or "continue") != "restart"
                    elif name == "cellIns":
                        change = _Change(True, change.deleted)
                    elif name == "cellDel":
                        change = _Change(change.inserted, True)
        return across, goes_on, change

    def _parts(
        self, parent: lxml.etree._Element, wanted: str, change: _Change
    ) -> Iterator[tuple[lxml.etree._Element, _Change]]:
        """Yield the rows of a table or the cells of a row, through content controls and tracked changes around them."""
        for child in parent:
            name = local(child)
            if name == wanted:
                yield child, change
            elif name and name not in _SILENT and name not in ("p", "tbl", "tr", "tc"):
                with _Inside(self, child, change) as inner:
                    yield from self._parts(_content(child), wanted, inner)


class _Inside:
    """Steps into an element around text: what it makes of the changes and of placeholders while it is read."""

    def __init__(self, reader: _Reader, element: lxml.etree._Element, change: _Change) -> None:
        self._reader, name = reader, local(element)
        if name in ("ins", "moveTo"):
            change = _Change(True, change.deleted)
        elif name in ("del", "moveFrom"):
            change = _Change(change.inserted, True)
        self._change = change
        self._placeholder = name == "sdt" and any(
            local(e) == "showingPlcHdr" and switched_on(e) for p in element if local(p) == "sdtPr" for e in p
        )

    def __enter__(self) -> _Change:
        self._reader.placeholder += self._placeholder
        return self._change

    def __exit__(self, *_: object) -> None:
        self._reader.placeholder -= self._placeholder


def _content(element: lxml.etree._Element) -> lxml.etree._Element:
    """Return what holds the content of an element: of alternatives, only the first is the text."""
    if local(element) == "AlternateContent":
        return next((e for e in element if local(e) == "Choice"), element)
    return element


def _first(*values: bool | None) -> bool | None:
    return next((v for v in values if v is not None), None)


def _count(element: lxml.etree._Element) -> int:
    value = attribute(element, "val") or ""
    return min(int(value), _WIDEST) if value.isdigit() else 0


def _ground(shading: lxml.etree._Element) -> str:
    """Return the colour of a shading, '' where it names none."""
    fill = (attribute(shading, "fill") or "").upper()
    return "" if fill == "AUTO" else fill


def _chosen(mark: lxml.etree._Element) -> str:
    """Return what a drop-down field of a form shows: the entry chosen, or its first."""
    entries: list[str] = []
    chosen = 0
    for element in mark.iter():
        if local(element) == "listEntry":
            entries.append(attribute(element, "val") or "")
        elif local(element) == "result":
            chosen = _count(element)
    return entries[chosen] if chosen < len(entries) else ""


def _raised(run: lxml.etree._Element) -> bool:
    return any(local(e) == "rPr" and stands_above(e) for e in run)
