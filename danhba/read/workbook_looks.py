"""How an .xlsx looks where that is more than its values: hidden rows and columns, struck text, number formats, formulas without results.

Its parts are searched for signs of these first, which costs a tenth of a millisecond; only a workbook that has any is parsed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from danhba.model.grid import Cell, Grid, Place, Unseen, cell_text
from danhba.read.number_format import changes_digits, shown
from danhba.read.package import Part, package_parts
from danhba.read.safe_xml import parser
from danhba.read.word_names import RAISED, attribute, local, stands_above

if TYPE_CHECKING:
    import lxml.etree

_HIDDEN = re.compile(
    rb"hidden\s*=\s*[\"'](?:1|true)|\bwidth\s*=\s*[\"']0(?:\.0*)?[\"']|\bht\s*=\s*[\"'][01](?:\.\d*)?[\"']"
)
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|</(?:\w+:)?c>)"
)
_FORMAT = re.compile(rb"formatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_WHITE = re.compile(rb"<(?:\w+:)?color\s[^<>]*(?:rgb\s*=\s*[\"'](?:FF|00)?FFFFFF[\"']|theme\s*=\s*[\"']0[\"'])", re.I)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SUM = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\s*\+\s*(\d{1,4})")
_ROW = re.compile(r"ROW\(\)\s*(?:([+-])\s*(\d{1,5}))?")
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
OUR_NAME = "danhba"  # writes the comments of marked copies
_DIGITS = re.compile(r"\d")


@dataclass(slots=True)
class _Looks:
    """What the styles and strings of one workbook say: by style, whether it strikes or whitens, and its format; rich strings by number."""

    struck: set[int] = field(default_factory=set)
    white: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)
    strings: dict[int, tuple[str, str]] = field(default_factory=dict)  # (what shows, what is struck)

    def __bool__(self) -> bool:
        return bool(self.struck or self.white or self.formats or self.strings)


def as_shown(grids: list[Grid], data: bytes) -> list[Grid]:
    """Return the sheets as they look. A workbook whose bytes show no sign of more than values comes back as it is."""
    parts = package_parts(data)
    sheets = {name: parts[name]() for name in parts if "worksheets/" in name and name.endswith(".xml")}
    styles = next((parts[n]() for n in parts if n.endswith("styles.xml")), b"")
    strings = next((parts[n]() for n in parts if n.lower().endswith("sharedstrings.xml")), b"")
    style_signs = b"strike" in styles or _WHITE.search(styles) is not None or _formats(styles)
    string_signs = b"strike" in strings or b"superscript" in strings
    comments = _comments(parts)
    looked = {
        name: content
        for name, content in sheets.items()
        if style_signs
        or string_signs
        or b"strike" in content
        or b"superscript" in content
        or _hides(content)
        or name in comments
    }
    if not looked:
        return grids
    looks = _styles(styles) if style_signs else _Looks()
    if string_signs:
        looks.strings = _struck_strings(strings)
    places = sheet_parts(parts)
    out = []
    for grid in grids:
        content = looked.get(places.get(grid.name, ""))
        if content is not None:
            grid = _Sheet(grid, looks, comments.get(places[grid.name], {})).read(content)
        out.append(grid)
    return out


def _hides(content: bytes) -> bool:
    """Tell whether a sheet hides rows or columns or has formulas without results. Plain searches first: they cost a tenth of a pattern's."""
    if b"hidden" in content or b'="0"' in content or b"='0'" in content or b'="0.' in content or b'ht="1' in content:
        if _HIDDEN.search(content):
            return True
    return (b"<f" in content or b":f" in content) and _NO_RESULT.search(content) is not None


def _tree(content: bytes) -> lxml.etree._Element | None:
    import lxml.etree  # only the few workbooks with signs need it

    try:
        return lxml.etree.fromstring(content, parser(recover=True)) if content else None
    except lxml.etree.XMLSyntaxError:
        return None


def sheet_parts(parts: dict[str, Part]) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    book = next((n for n in parts if n.lower().endswith("workbook.xml")), "")
    folder = posixpath.dirname(book)
    relations = _tree(parts[key]()) if (key := f"{folder}/_rels/workbook.xml.rels") in parts else None
    targets: dict[str, str] = {}
    for relation in relations if relations is not None else ():
        target = attribute(relation, "Target") or ""
        full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        targets[attribute(relation, "Id") or ""] = full
    tree = _tree(parts[book]()) if book else None
    out: dict[str, str] = {}
    for sheet in tree.iter() if tree is not None else ():
        if local(sheet) == "sheet":
            key = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
            out[attribute(sheet, "name") or ""] = targets.get(key, "")
    return out


def _comments(parts: dict[str, Part]) -> dict[str, dict[Place, str]]:
    """Return the comments on cells by the part of their sheet, those of our own marked copies left out."""
    out: dict[str, dict[Place, str]] = {}
    if not any("comments" in name.lower() for name in parts):
        return out
    for name in parts:
        folder, _, sheet = name.partition("/_rels/")
        relations = _tree(parts[name]()) if "worksheets/_rels/" in name else None
        for relation in relations if relations is not None else ():
            if not (attribute(relation, "Type") or "").endswith("/comments"):
                continue
            target = attribute(relation, "Target") or ""
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            tree = _tree(parts[full]()) if full in parts else None
            if tree is not None and (found := dict(_comments_of(tree))):
                out[f"{folder}/{sheet.removesuffix('.rels')}"] = found
    return out


def _comments_of(tree: lxml.etree._Element) -> Iterator[tuple[Place, str]]:
    authors = ["".join(str(t) for t in e.itertext()) for e in tree.iter() if local(e) == "author"]
    for comment in tree.iter():
        place = _place(attribute(comment, "ref") or "") if local(comment) == "comment" else None
        number = _number(comment, "authorId")
        by = authors[number] if number < len(authors) else ""
        text = "".join(e.text or "" for e in comment.iter() if local(e) == "t").strip()
        text = text.removeprefix(f"{by}:")  # programs put the writer's name before his words
        if place is not None and text.strip() and by != OUR_NAME:
            yield place, " ".join(text.split())


# --- styles and strings -----------------------------------------------------------------------------------------------


def _formats(styles: bytes) -> bool:
    return any(changes_digits(_unescaped(a or b)) for a, b in _FORMAT.findall(styles))


def _unescaped(code: bytes) -> str:
    text = code.decode("utf-8", "replace")
    for entity, sign in (
        ("&quot;", '"'),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#34;", '"'),
        ("&amp;", "&"),
    ):
        text = text.replace(entity, sign)
    return text


def _styles(content: bytes) -> _Looks:
    out = _Looks()
    tree = _tree(content)
    if tree is None:
        return out
    formats: dict[str, str] = {}
    struck: set[int] = set()
    white: set[int] = set()
    filled: set[int] = set()
    for group in tree:
        name = local(group)
        items = [e for e in group if local(e)]
        if name == "numFmts":
            formats = {attribute(e, "numFmtId") or "": attribute(e, "formatCode") or "" for e in items}
        elif name == "fonts":
            struck = {i for i, e in enumerate(items) if _struck(e)}
            white = {i for i, e in enumerate(items) if _white(e)}
        elif name == "fills":
            filled = {i for i, e in enumerate(items) if _filled(e)}
        elif name == "cellXfs":
            for i, style in enumerate(items):
                font, code = _number(style, "fontId"), formats.get(attribute(style, "numFmtId") or "", "")
                if font in struck:
                    out.struck.add(i)
                if font in white and _number(style, "fillId") not in filled:
                    out.white.add(i)
                if code and changes_digits(code):
                    out.formats[i] = code
    return out


def _struck(font: lxml.etree._Element) -> bool:
    return any(local(e) == "strike" and (attribute(e, "val") or "1").lower() not in ("0", "false") for e in font)


def _white(font: lxml.etree._Element) -> bool:
    return any(
        local(e) == "color"
        and ((attribute(e, "rgb") or "")[-6:].upper() == "FFFFFF" or attribute(e, "theme") == "0")
        and not attribute(e, "tint")
        for e in font
    )


def _filled(fill: lxml.etree._Element) -> bool:
    for pattern in fill:
        if local(pattern) == "gradientFill":
            return True
        if (attribute(pattern, "patternType") or "none") != "none":
            fore = next((e for e in pattern if local(e) == "fgColor"), None)
            return fore is None or (attribute(fore, "rgb") or "")[-6:].upper() != "FFFFFF"
    return False


def _number(element: lxml.etree._Element, name: str) -> int:
    value = attribute(element, name) or ""
    return int(value) if value.isdigit() and len(value) < 9 else 0


def _struck_strings(content: bytes) -> dict[int, tuple[str, str]]:
    tree = _tree(content)
    out: dict[int, tuple[str, str]] = {}
    if tree is not None:
        for i, item in enumerate(e for e in tree if local(e) == "si"):
            rich = _rich(item)
            if any(rich):
                out[i] = rich
    return out


def _rich(item: lxml.etree._Element) -> tuple[str, str]:
    """Return (what shows, what is struck) of a string of several runs; ("", "") where it shows all as it is."""
    raised = False
    shows: list[str] = []
    struck: list[str] = []
    for run in item:
        if local(run) != "r":
            continue
        marks = next((e for e in run if local(e) == "rPr"), None)
        text = "".join(e.text or "" for e in run if local(e) == "t")
        if marks is not None and stands_above(marks):
            text, raised = text.translate(RAISED), True
        (struck if marks is not None and _struck(marks) else shows).append(text)
    return ("".join(shows), "".join(struck)) if struck or raised else ("", "")


# --- one sheet --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sheet:
    """One sheet while its looks are laid over its values."""

    grid: Grid
    looks: _Looks
    comments: dict[Place, str]
    rows: list[list[Cell]] = field(default_factory=list)
    unseen: dict[Place, Unseen] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def read(self, content: bytes) -> Grid:
        """Return the sheet as it looks."""
        tree = _tree(content)
        if tree is None:
            return self.grid
        self.rows = [list(row) for row in self.grid.rows]
        self.unseen = dict(self.grid.unseen)
        r = -1
        for element in tree.iter():
            name = local(element)
            if name == "col":
                self._column(element)
            elif name == "row":
                number = _number(element, "r")
                r = number - 1 if number else r + 1
                if _on(element, "hidden") or _zero(element, "ht", r"[01](?:\.\d*)?"):
                    self.hidden_rows.add(r)
                c = -1
                for cell in element:
                    if local(cell) == "c":
                        place = _place(attribute(cell, "r") or "") or (r, c + 1)
                        c = place[1]
                        self._cell(place, cell)
        for place, text in self.comments.items():
            self._beside(place, text)
        return replace(
            self.grid, rows=self.rows, unseen=self.unseen,
            hidden_rows=frozenset(self.hidden_rows), hidden_columns=frozenset(self.hidden_columns),
        )  # fmt: skip

    def _column(self, element: lxml.etree._Element) -> None:
        if _on(element, "hidden") or _zero(element, "width"):
            first, last = _number(element, "min"), _number(element, "max")
            self.hidden_columns.update(range(max(first - 1, 0), min(last, 16_384)))

    def _value(self, place: Place) -> Cell:
        r, c = place[0] - self.grid.top, place[1] - self.grid.left
        return self.rows[r][c] if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]) else None

    def _set(self, place: Place, value: Cell) -> bool:
        r, c = place[0] - self.grid.top, place[1] - self.grid.left
        if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]):
            self.rows[r][c] = value
            return True
        return False

    def _cell(self, place: Place, cell: lxml.etree._Element) -> None:
        value = self._value(place)
        style = _number(cell, "s")
        formula = next((e for e in cell if local(e) == "f"), None)
        if formula is not None and value is None:
            self._formula(place, formula)
            return
        if value is None:
            return
        rich = self._rich(cell)
        if rich is not None:
            self._hide(place, "struck", rich[1], rich[0].strip() or None)
        elif style in self.looks.struck:
            self._hide(place, "struck", cell_text(value), None)
        elif style in self.looks.white and len(_DIGITS.findall(cell_text(value))) >= 7:
            self._hide(place, "hidden_text", cell_text(value), None)
        elif style in self.looks.formats and isinstance(value, int | float) and not isinstance(value, bool):
            text = shown(float(value), self.looks.formats[style])
            if text == "":
                self._hide(place, "format", cell_text(value), None)
            elif text is not None:
                self._set(place, text)

    def _rich(self, cell: lxml.etree._Element) -> tuple[str, str] | None:
        kind = attribute(cell, "t")
        if kind == "s" and self.looks.strings:
            value = next((e.text or "" for e in cell if local(e) == "v"), "")
            return self.looks.strings.get(int(value)) if value.strip().isdigit() else None
        if kind == "inlineStr":
            found = next((_rich(e) for e in cell if local(e) == "is"), ("", ""))
            return found if any(found) else None
        return None

    def _beside(self, place: Place, text: str) -> None:
        """Put the words of a comment behind what its cell shows: they are about it."""
        value = self._value(place)
        self._set(place, text if value is None else f"{cell_text(value)} ({text})")

    def _hide(self, place: Place, reason: str, text: str, rest: Cell) -> None:
        if self._set(place, rest) and text.strip():
            self.unseen[place] = Unseen(reason, text)

    def _formula(self, place: Place, formula: lxml.etree._Element) -> None:
        """A formula that was never worked out shows its result when the file is opened: plain ones are worked out here."""
        text = (formula.text or "").strip()
        for value in self._results(place, text):
            if self._set(place, value):
                return
        self.unseen[place] = Unseen("formula", f"={text or '…'}")

    def _results(self, place: Place, text: str) -> Iterator[Cell]:
        if found := _SUM.fullmatch(text):
            above = self._value(_place(found[1] + found[2]) or (-1, -1))
            if isinstance(above, int | float) and not isinstance(above, bool):
                yield float(above) + int(found[3])
        elif found := _ROW.fullmatch(text):
            yield float(place[0] + 1 + int(f"{found[1] or '+'}{found[2] or 0}"))
        elif found := _TEXT.fullmatch(text):
            yield found[1].replace('""', '"')


def _on(element: lxml.etree._Element, name: str) -> bool:
    return (attribute(element, name) or "0").lower() in ("1", "true")


def _zero(element: lxml.etree._Element, name: str, small: str = r"0(?:\.0*)?") -> bool:
    value = attribute(element, name)
    return value is not None and bool(re.fullmatch(small, value))


def _place(reference: str) -> Place | None:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
