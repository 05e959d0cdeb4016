"""How an .xlsx looks where that is more than its values: hidden rows and columns, struck text, number formats, formulas
without results.

Its parts are searched for signs of these first, which costs a tenth of a millisecond; only a workbook that has any is
parsed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from danhba.model.grid import Cell, Grid, Place, Unseen, cell_text
from danhba.read import beside, workbook_beside
from danhba.read.colours import WHITE, Colour, colour_of, equal, fill_colour, font_colour, may_hide_ink, theme_colours
from danhba.read.limits import limits_in_force
from danhba.read.number_format import changes_digits, hides_number, shown, shown_text
from danhba.read.package import Part, package_parts
from danhba.read.word_names import RAISED, attribute, local, stands_above
from danhba.read.workbook_beside import place_of, tree_of

if TYPE_CHECKING:
    import lxml.etree

# Each begins with plain letters, which are found without trying the pattern anywhere else; what must stand before them
# is looked at behind.
_HIDDEN = re.compile(rb"hidden\s*=\s*[\"'](?:1|true)")
_NO_WIDTH = re.compile(rb"width(?<!\wwidth)\s*=\s*[\"']0(?:\.0*)?[\"']")
_NO_HEIGHT = re.compile(rb"ht(?<!\wht)\s*=\s*[\"'][01](?:\.\d*)?[\"']")
_HIDING = ((b"hidden", _HIDDEN), (b"width", _NO_WIDTH), (b"ht", _NO_HEIGHT))
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>"
    rb"|<(?:\w+:)?v>\s*#|</(?:\w+:)?c>)"
)
_TINY = re.compile(rb"<(?:\w+:)?sz val=\"[0-2](?:\.\d*)?\"")
_CROSSED = re.compile(rb"diagonal(?:Up|Down)=\"(?:1|true)\"")
_FORMAT = re.compile(rb"formatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SUM = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\s*\+\s*(\d{1,4})")
_ROW = re.compile(r"ROW\(\)\s*(?:([+-])\s*(\d{1,5}))?")
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_DIGITS = re.compile(r"\d")
_PRINTED, _DRAWN = "Đầu, chân trang in", "Hình và hộp chữ"
_RULE = re.compile(
    rb"<(?:\w+:)?conditionalFormatting\s[^<>]*?sqref=\"([^\"]*)\"[^<>]*>(.*?)</(?:\w+:)?conditionalFormatting>", re.S
)
_RULE_STYLE = re.compile(rb"dxfId=\"(\d{1,6})\"")
_NEAR = 60  # rows and columns by which a comment outside the filled cells makes a sheet larger
_PERCENT = {"9": "0%", "10": "0.00%"}  # formats that every workbook has by number
_SMALL = 64 << 10  # bytes of styles that are remembered
_LEGIBLE = 3.0  # points: smaller letters are a line to the eye
_FEW = 5000  # cells of one rule's ranges


@dataclass(slots=True)
class _Looks:
    """What the styles and strings of one workbook say: by style, whether it strikes, whitens, makes too small or
    crosses out, and its format; rich strings by number."""

    struck: set[int] = field(default_factory=set)
    white: set[int] = field(default_factory=set)
    tiny: set[int] = field(default_factory=set)
    crossed: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)
    strings: dict[int, tuple[str, str]] = field(default_factory=dict)  # (what shows, what is struck)
    hiding_rules: set[int] = field(default_factory=set)  # styles of conditional formats that hide or strike

    def __bool__(self) -> bool:
        return bool(self.struck or self.white or self.tiny or self.crossed or self.formats or self.strings)


def as_shown(grids: list[Grid], data: bytes) -> list[Grid]:
    """Return the sheets as they look. A workbook whose bytes show no sign of more than values comes back as it is."""
    parts = package_parts(data)
    sheets = {name: parts[name]() for name in parts if "worksheets/" in name and name.endswith(".xml")}
    styles = next((parts[n]() for n in parts if n.endswith("styles.xml")), b"")
    strings = next((parts[n]() for n in parts if n.lower().endswith("sharedstrings.xml")), b"")
    looks = _styles(styles, parts) if _may_change_looks(styles) else _Looks()
    style_signs = bool(looks)
    string_signs = b"strike" in strings or b"superscript" in strings
    comments = workbook_beside.comments(parts)
    links = workbook_beside.links(parts, sheets)
    looked = {
        name: content
        for name, content in sheets.items()
        if style_signs
        or string_signs
        or b"strike" in content
        or b"superscript" in content
        or _hides(content)
        or name in comments
        or name in links
        or (looks.hiding_rules and b"onditionalFormatting" in content)
    }
    lines = [line for content in sheets.values() for line in workbook_beside.printed(content)]
    out = workbook_beside.aside(_PRINTED, dict.fromkeys(lines)) + workbook_beside.aside(
        _DRAWN, workbook_beside.drawn(parts)
    )
    if not looked:
        return [*grids, *out]
    if string_signs:
        looks.strings = _struck_strings(strings)
    places = sheet_parts(parts)
    seen = []
    for grid in grids:
        part = places.get(grid.name, "")
        content = looked.get(part)
        if content is not None:
            grid = _Sheet(grid, looks, comments.get(part, {}), links.get(part, {}), grid.top, grid.left).read(content)
        seen.append(grid)
    return [*seen, *out]


def _may_change_looks(styles: bytes) -> bool:
    """Tell whether styles may strike, whiten or show other digits; they are looked at closely only then."""
    return _may_change(styles) if len(styles) < _SMALL else _may_change.__wrapped__(styles)


@lru_cache(maxsize=32)  # forms filled in from one blank form mostly have its styles
def _may_change(styles: bytes) -> bool:
    return (
        b"strike" in styles
        or b'numFmtId="9"' in styles
        or b"dxf>" in styles
        or may_hide_ink(styles)
        or _TINY.search(styles) is not None
        or _CROSSED.search(styles) is not None
        or _formats(styles)
    )


def _stands(word: bytes, sign: re.Pattern[bytes], content: bytes) -> bool:
    """Tell whether a pattern that begins with a word stands anywhere: the word's places are found much faster than the
    pattern's."""
    at = content.find(word)
    while at >= 0:
        if sign.match(content, at):
            return True
        at = content.find(word, at + 1)
    return False


def _hides(content: bytes) -> bool:
    """Tell whether a sheet hides rows or columns or has formulas without results. Plain searches first: they cost a
    tenth of a pattern's."""
    for word, sign in _HIDING:
        if _stands(word, sign, content):
            return True
    return (b"<f" in content or b":f" in content) and _NO_RESULT.search(content) is not None


def sheet_parts(parts: dict[str, Part]) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    book = next((n for n in parts if n.lower().endswith("workbook.xml")), "")
    folder = posixpath.dirname(book)
    relations = tree_of(parts[key]()) if (key := f"{folder}/_rels/workbook.xml.rels") in parts else None
    targets: dict[str, str] = {}
    for relation in relations if relations is not None else ():
        target = attribute(relation, "Target") or ""
        full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        targets[attribute(relation, "Id") or ""] = full
    tree = tree_of(parts[book]()) if book else None
    out: dict[str, str] = {}
    for sheet in tree.iter() if tree is not None else ():
        if local(sheet) == "sheet":
            key = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
            out[attribute(sheet, "name") or ""] = targets.get(key, "")
    return out


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


def _styles(content: bytes, parts: dict[str, Part]) -> _Looks:
    out = _Looks()
    tree = tree_of(content)
    if tree is None:
        return out
    known: list[dict[int, Colour]] = []

    def theme() -> dict[int, Colour]:
        if not known:
            part = next((p for n, p in parts.items() if "theme/theme" in n.lower()), None)
            known.append(theme_colours(part()) if part is not None else theme_colours(b""))
        return known[0]

    formats: dict[str, str] = {}
    struck: set[int] = set()
    tiny: set[int] = set()
    crossed: set[int] = set()
    inks: list[Colour | None] = []
    grounds: list[Colour | None] = []
    for group in tree:
        name = local(group)
        items = [e for e in group if local(e)]
        if name == "numFmts":
            formats = {attribute(e, "numFmtId") or "": attribute(e, "formatCode") or "" for e in items}
        elif name == "fonts":
            struck = {i for i, e in enumerate(items) if _struck(e)}
            tiny = {i for i, e in enumerate(items) if _size(e) < _LEGIBLE}
            inks = [font_colour(e, theme) for e in items]
        elif name == "borders":
            crossed = {i for i, e in enumerate(items) if _is_crossed(e)}
        elif name == "fills":
            grounds = [fill_colour(e, theme) for e in items]
        elif name == "cellXfs":
            for i, style in enumerate(items):
                font, fill = _number(style, "fontId"), _number(style, "fillId")
                key = attribute(style, "numFmtId") or ""
                code = formats.get(key, _PERCENT.get(key, ""))
                if font in struck:
                    out.struck.add(i)
                if font in tiny:
                    out.tiny.add(i)
                if _number(style, "borderId") in crossed:
                    out.crossed.add(i)
                if font < len(inks) and fill < len(grounds) and equal(inks[font], grounds[fill]):
                    out.white.add(i)
                if code and changes_digits(code):
                    out.formats[i] = code
        elif name == "dxfs":
            out.hiding_rules = {i for i, e in enumerate(items) if _hides_by_rule(e, theme)}
    return out


def _hides_by_rule(style: lxml.etree._Element, theme: Callable[[], dict[int, Colour]]) -> bool:
    """Tell whether a conditional format's style strikes, hides or writes in the colour of its ground."""
    ground: Colour | None = WHITE
    ink: Colour | None = None
    for part in style:
        name = local(part)
        if name == "font":
            if _struck(part):
                return True
            ink = font_colour(part, theme) if any(local(e) == "color" for e in part) else None
        elif name == "numFmt":
            code = attribute(part, "formatCode") or ""
            if code.count(";") >= 2 and not code.strip("; "):
                return True
        elif name == "fill":
            named = next((e for p in part for e in p if local(e) == "bgColor"), None)
            ground = colour_of(named, theme) if named is not None else fill_colour(part, theme)
    return equal(ink, ground)


def _struck(font: lxml.etree._Element) -> bool:
    return any(local(e) == "strike" and (attribute(e, "val") or "1").lower() not in ("0", "false") for e in font)


def _size(font: lxml.etree._Element) -> float:
    """Return a font's size in points, a common one where it names none."""
    named = next((attribute(e, "val") or "" for e in font if local(e) == "sz"), "")
    try:
        return float(named)
    except ValueError:
        return 11.0


def _is_crossed(border: lxml.etree._Element) -> bool:
    """Tell whether a cell's border draws a line from corner to corner."""
    if not (_on(border, "diagonalUp") or _on(border, "diagonalDown")):
        return False
    return any(local(e) == "diagonal" and attribute(e, "style") not in (None, "none") for e in border)


def _number(element: lxml.etree._Element, name: str) -> int:
    value = attribute(element, name) or ""
    return int(value) if value.isdigit() and len(value) < 9 else 0


def _struck_strings(content: bytes) -> dict[int, tuple[str, str]]:
    tree = tree_of(content)
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
    links: dict[Place, str]
    top: int
    left: int
    rows: list[list[Cell]] = field(default_factory=list)
    unseen: dict[Place, Unseen] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    crossed: set[int] = field(default_factory=set)  # rows with a filled cell that a line crosses

    def read(self, content: bytes) -> Grid:
        """Return the sheet as it looks."""
        tree = tree_of(content)
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
                        place = place_of(attribute(cell, "r") or "") or (r, c + 1)
                        c = place[1]
                        self._cell(place, cell)
        self._cross_out()
        self._rules(content)
        for place, address in self.links.items():
            self._set(place, beside.with_link(self._value(place), address))
        for place, text in self.comments.items():
            self._beside(place, text)
        return replace(
            self.grid, top=self.top, left=self.left, rows=self.rows, unseen=self.unseen,
            hidden_rows=frozenset(self.hidden_rows), hidden_columns=frozenset(self.hidden_columns),
        )  # fmt: skip

    def _column(self, element: lxml.etree._Element) -> None:
        if _on(element, "hidden") or _zero(element, "width"):
            first, last = _number(element, "min"), _number(element, "max")
            self.hidden_columns.update(range(max(first - 1, 0), min(last, 16_384)))

    def _value(self, place: Place) -> Cell:
        r, c = place[0] - self.top, place[1] - self.left
        return self.rows[r][c] if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]) else None

    def _set(self, place: Place, value: Cell) -> bool:
        r, c = place[0] - self.top, place[1] - self.left
        if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]):
            self.rows[r][c] = value
            return True
        return False

    def _cell(self, place: Place, cell: lxml.etree._Element) -> None:
        value = self._value(place)
        style = _number(cell, "s")
        formula = next((e for e in cell if local(e) == "f"), None)
        if formula is not None and value is None:
            if attribute(cell, "t") == "e":
                fault = next((e.text or "" for e in cell if local(e) == "v"), "")
                self.unseen[place] = Unseen("error", fault.strip() or "#N/A")
            else:
                self._formula(place, formula)
            return
        if value is None:
            return
        if style in self.looks.crossed:
            self.crossed.add(place[0])
        rich = self._rich(cell)
        if rich is not None:
            self._hide(place, "struck", rich[1], rich[0].strip() or None)
        elif style in self.looks.struck:
            self._hide(place, "struck", cell_text(value), None)
        elif style in self.looks.tiny:
            self._hide(place, "tiny", cell_text(value), None)
        elif style in self.looks.white and len(_DIGITS.findall(cell_text(value))) >= 7:
            self._hide(place, "hidden_text", cell_text(value), None)
        elif style in self.looks.formats and isinstance(value, int | float) and not isinstance(value, bool):
            text = shown(float(value), self.looks.formats[style])
            self._show(place, value, text)
        elif style in self.looks.formats and isinstance(value, str):
            self._show(place, value, shown_text(value, self.looks.formats[style]))

    def _cross_out(self) -> None:
        """Take the numbers out of lines that are crossed out; a head parted by such a line holds none."""
        for r in self.crossed:
            for c, value in enumerate(self.rows[r - self.top], self.left):
                if len(_DIGITS.findall(cell_text(value))) >= 7:
                    self._hide((r, c), "crossed", cell_text(value), None)

    def _rich(self, cell: lxml.etree._Element) -> tuple[str, str] | None:
        kind = attribute(cell, "t")
        if kind == "s" and self.looks.strings:
            value = next((e.text or "" for e in cell if local(e) == "v"), "")
            return self.looks.strings.get(int(value)) if value.strip().isdigit() else None
        if kind == "inlineStr":
            found = next((_rich(e) for e in cell if local(e) == "is"), ("", ""))
            return found if any(found) else None
        return None

    def _show(self, place: Place, value: Cell, text: str | None) -> None:
        """Put what a format shows in a cell's place, '' for nothing, None for the value itself."""
        if text is not None and hides_number(cell_text(value), text):
            self._hide(place, "format", cell_text(value), text or None)
        elif text is not None:
            self._set(place, text)

    def _rules(self, content: bytes) -> None:
        """Mark numbers that a conditional format may hide or strike: whether its condition holds is not worked out."""
        if not self.looks.hiding_rules or b"onditionalFormatting" not in content:
            return
        for ranges, rules in _RULE.findall(content):
            if self.looks.hiding_rules.isdisjoint(int(n) for n in _RULE_STYLE.findall(rules)):
                continue
            for reference in ranges.decode("ascii", "replace").split():
                first, _, last = reference.partition(":")
                start, end = place_of(first), place_of(last or first)
                if start is None or end is None:
                    continue
                for place in self._filled(start, end):
                    value = self._value(place)
                    if len(_DIGITS.findall(cell_text(value))) >= 7:
                        self._set(place, beside.in_doubt(value))

    def _filled(self, start: Place, end: Place) -> Iterator[Place]:
        """Yield the places of a range that lie in the sheet."""
        rows = range(max(start[0], self.top), min(end[0], self.top + len(self.rows) - 1) + 1)
        width = max(map(len, self.rows), default=0)
        columns = range(max(start[1], self.left), min(end[1], self.left + width - 1) + 1)
        return islice(((r, c) for r in rows for c in columns), _FEW)

    def _beside(self, place: Place, text: str) -> None:
        """Put the words of a comment behind what its cell shows: they are about it. One beside all cells makes the
        sheet larger."""
        if not self._set(place, beside.with_comment(self._value(place), text)):
            place = self._reach(place)
            self._set(place, beside.with_comment(self._value(place), text))

    def _reach(self, place: Place) -> Place:
        """Make the sheet reach to a place, where that lies near; return the place, or the nearest one in the sheet."""
        width = max(map(len, self.rows), default=0)
        bottom, right = self.top + len(self.rows) - 1, self.left + width - 1
        r = max(self.top - _NEAR, min(place[0], bottom + _NEAR))
        c = max(self.left - _NEAR, min(place[1], right + _NEAR))
        before, after = max(self.left - c, 0), max(c - right, 0)
        above, below = max(self.top - r, 0), max(r - bottom, 0)
        if (above + len(self.rows) + below) * (before + width + after) > limits_in_force().cells:
            return min(max(r, self.top), bottom), min(max(c, self.left), right)
        rows: list[list[Cell]] = (
            [[] for _ in range(above)] + [[None] * before + row for row in self.rows] + [[] for _ in range(below)]
        )
        for row in rows:
            row += [None] * (before + width + after - len(row))
        self.rows = rows
        self.top, self.left = self.top - above, self.left - before
        return r, c

    def _hide(self, place: Place, reason: str, text: str, rest: Cell) -> None:
        if self._set(place, rest) and text.strip():
            self.unseen[place] = Unseen(reason, text)

    def _formula(self, place: Place, formula: lxml.etree._Element) -> None:
        """A formula that was never worked out shows its result when the file is opened: plain ones are worked out
        here."""
        text = (formula.text or "").strip()
        for value in self._results(place, text):
            if self._set(place, value):
                return
        self.unseen[place] = Unseen("formula", f"={text or '…'}")

    def _results(self, place: Place, text: str) -> Iterator[Cell]:
        if found := _SUM.fullmatch(text):
            above = self._value(place_of(found[1] + found[2]) or (-1, -1))
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
