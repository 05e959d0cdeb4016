"""What an .xlsx holds beside its cells: comments, old and threaded; numbers that links dial; print headers and footers;
words in drawn boxes.

Each is looked for only where the package has a part for it, or the sheet's bytes a sign of it.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from danhba.model.grid import Grid, Place
from danhba.read.package import Part
from danhba.read.safe_xml import parser
from danhba.read.word_names import attribute, local

if TYPE_CHECKING:
    import lxml.etree

OUR_NAME = "danhba"  # writes the comments of marked copies
_THREAD = "tc="  # how the author of a comment is called that stands for a thread
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_PRINTED = re.compile(
    rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)(?:\s[^<>]*)?>([^<]+)</(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>"
)
_PRINT_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[A-Za-z])|&(?=&)')
_PARTS_OF_A_LINE = re.compile(r"&[LCR]|\n")
_DIALS = re.compile(rb"HYPERLINK\(\s*(?:&quot;|\")\s*(?:tel|callto)\s*:", re.I)
_FORMULA = re.compile(r"HYPERLINK\(\s*\"((?:[^\"]|\"\")*)\"", re.I)
_LINE_END = re.compile(r"_x000[AaDd]_|\r")
_MOST = 2000  # lines of one part


def tree_of(content: bytes) -> lxml.etree._Element | None:
    """Return a part's tree, None where it is none."""
    import lxml.etree  # only the few workbooks with signs need it

    try:
        return lxml.etree.fromstring(content, parser(recover=True)) if content else None
    except lxml.etree.XMLSyntaxError:
        return None


def place_of(reference: str) -> Place | None:
    """Return a cell's place from its address, of a range the first's; None for none."""
    found = _REFERENCE.match(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def relations(parts: Mapping[str, Part], wanted: tuple[str, ...]) -> Iterator[tuple[str, str, str, str, bool]]:
    """Yield (sheet's part, id, kind, target as it is or the part that it names, outside) of sheets' relations of the
    wanted kinds."""
    for name in parts:
        folder, _, sheet = name.partition("/_rels/")
        relations = tree_of(parts[name]()) if "worksheets/_rels/" in name else None
        for relation in relations if relations is not None else ():
            kind = (attribute(relation, "Type") or "").rpartition("/")[2]
            if kind not in wanted:
                continue
            target = attribute(relation, "Target") or ""
            outside = (attribute(relation, "TargetMode") or "").lower() == "external"
            if not outside:
                target = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
            yield f"{folder}/{sheet.removesuffix('.rels')}", attribute(relation, "Id") or "", kind, target, outside


# --- comments ---------------------------------------------------------------------------------------------------------


def comments(parts: Mapping[str, Part]) -> dict[str, dict[Place, str]]:
    """Return the comments on cells by the part of their sheet, those of our own marked copies left out."""
    out: dict[str, dict[Place, str]] = {}
    if not any("comments" in name.lower() for name in parts):
        return out
    threads: dict[str, dict[Place, str]] = {}
    for sheet, _, kind, target, _ in relations(parts, ("comments", "threadedComment")):
        tree = tree_of(parts[target]()) if target in parts else None
        if tree is None:
            continue
        if kind == "comments":
            out.setdefault(sheet, {}).update(_plain(tree))
        else:
            for place, text in _threaded(tree):
                known = threads.setdefault(sheet, {})
                known[place] = f"{known[place]}; {text}" if place in known else text
    for sheet, told in threads.items():
        out.setdefault(sheet, {}).update(told)
    return {sheet: told for sheet, told in out.items() if told}


def _plain(tree: lxml.etree._Element) -> Iterator[tuple[Place, str]]:
    authors = ["".join(str(t) for t in e.itertext()) for e in tree.iter() if local(e) == "author"]
    for comment in tree.iter():
        place = place_of(attribute(comment, "ref") or "") if local(comment) == "comment" else None
        number = attribute(comment, "authorId") or ""
        by = authors[int(number)] if number.isdigit() and len(number) < 6 and int(number) < len(authors) else ""
        text = "".join(e.text or "" for e in comment.iter() if local(e) == "t").strip()
        text = text.removeprefix(f"{by}:")  # programs put the writer's name before his words
        if by.startswith(_THREAD):  # "[Threaded comment] … Comment: words": what a program says that knows no threads
            text = text.rpartition("\n\n")[2].partition(":")[2] or text
        if place is not None and text.strip() and by != OUR_NAME:
            yield place, " ".join(text.split())


def _threaded(tree: lxml.etree._Element) -> Iterator[tuple[Place, str]]:
    for comment in tree.iter():
        place = place_of(attribute(comment, "ref") or "") if local(comment) == "threadedComment" else None
        text = "".join(e.text or "" for e in comment if local(e) == "text")
        if place is not None and text.strip():
            yield place, " ".join(text.split())


# --- numbers that links dial -----------------------------------------------------------------------------------------


def links(parts: Mapping[str, Part], sheets: Mapping[str, bytes]) -> dict[str, dict[Place, str]]:
    """Return the addresses that dial a number (tel:…) by the part of their sheet and the cell."""
    out: dict[str, dict[Place, str]] = {}
    ids: dict[tuple[str, str], str] = {}
    if any(b"hyperlink" in content for content in sheets.values()):
        for sheet, key, _, target, outside in relations(parts, ("hyperlink",)):
            if outside and target.lower().lstrip().startswith(("tel", "callto", "sms")):
                ids[sheet, key] = target
    linked = {sheet for sheet, _ in ids} | {
        name for name, content in sheets.items() if b"YPERLINK(" in content and _DIALS.search(content)
    }
    for sheet in linked & sheets.keys():
        tree = tree_of(sheets[sheet])
        for element in tree.iter() if tree is not None else ():
            name = local(element)
            if name == "hyperlink":
                key = next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")
                place, address = place_of(attribute(element, "ref") or ""), ids.get((sheet, key), "")
            elif (
                name == "f"
                and (found := _FORMULA.search(element.text or ""))
                and (cell := element.getparent()) is not None
            ):
                place, address = place_of(attribute(cell, "r") or ""), found[1]
            else:
                continue
            if place is not None and address:
                out.setdefault(sheet, {})[place] = address
    return out


# --- print headers, drawn boxes
# ------------------------------------------------------------------------------------------


def printed(content: bytes) -> list[str]:
    """Return the lines of a sheet's print headers and footers, page numbers and the like left out."""
    if b"Header>" not in content and b"Footer>" not in content:
        return []
    out: list[str] = []
    for found in _PRINTED.findall(content):
        text = _LINE_END.sub("\n", html.unescape(found.decode("utf-8", "replace")))
        for line in _PARTS_OF_A_LINE.split(text):
            words = " ".join(_PRINT_CODE.sub(" ", line).split())
            if sum(c.isalnum() for c in words) >= 3 and words not in out:
                out.append(words)
    return out[:_MOST]


def drawn(parts: Mapping[str, Part]) -> list[str]:
    """Return the paragraphs of the boxes and shapes drawn on sheets."""
    out: list[str] = []
    for name in parts:
        if "drawings/drawing" not in name.lower() or not name.endswith(".xml"):
            continue
        content = parts[name]()
        tree = tree_of(content) if b":t>" in content or b"<t>" in content else None
        for paragraph in tree.iter() if tree is not None else ():
            if local(paragraph) == "p":
                words = " ".join("".join(e.text or "" for e in paragraph.iter() if local(e) == "t").split())
                if words and len(out) < _MOST:
                    out.append(words)
    return out


def aside(name: str, lines: Iterable[str]) -> list[Grid]:
    """Return lines that stand beside a workbook's cells as a grid of their own; none for none."""
    rows: list[list[object]] = [[line] for line in lines]
    return [Grid(name, rows, aside=True)] if rows else []
