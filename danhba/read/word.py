"""Word documents (.docx) as they look with every tracked change accepted: tables, and the lines around them.

What is struck out, hidden or deleted does not speak; it is kept by the side with its cell. The parts are parsed without
entities, network or great depth.
"""

from __future__ import annotations

import io
import posixpath
import zipfile

import lxml.etree

from danhba.model.grid import DOCUMENT_TEXT, Grid
from danhba.read.marked_tables import grids_of, lines_grid
from danhba.read.safe_xml import parser
from danhba.read.word_lists import Numbering
from danhba.read.word_package import bytes_of, comments_of, links_of, main_part, parsed, tree_of
from danhba.read.word_story import Story
from danhba.read.word_styles import styles_of

_BESIDE = ("header", "footer", "footnotes", "endnotes")  # parts whose text stands beside the body


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return every table (Bảng 1, Bảng 2 …), then the lines outside them (Văn bản), then what stands beside the
    body."""
    del stem
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = {n.replace("\\", "/"): n for n in package.namelist()}
        part = main_part(package, names)
        content = bytes_of(package, names[part])
        body = lxml.etree.fromstring(content, parser())
        folder = posixpath.dirname(part)
        styles = styles_of(tree_of(package, names.get(f"{folder}/styles.xml")))
        lists = Numbering(tree_of(package, names.get(f"{folder}/numbering.xml")))
        reader = Story(styles, lists)
        if b"ommentR" in content and (key := f"{folder}/comments.xml") in names:
            reader.comments = comments_of(tree_of(package, names[key]))
        relations = names.get(f"{folder}/_rels/{posixpath.basename(part)}.rels")
        if b"hyperlink" in content and relations is not None:
            reader.links = links_of(tree_of(package, relations))
        reader.read(body)
        beside = Story(styles, Numbering(None))
        for name in sorted(names):
            if posixpath.dirname(name) == folder and posixpath.basename(name).startswith(_BESIDE):
                beside.read(parsed(package, names[name]))
    out = grids_of([*reader.tables, *reader.boxed])
    lines = lines_grid(DOCUMENT_TEXT, reader.lines)
    aside = lines_grid("Ngoài thân văn bản", [*reader.boxes, *beside.everything()], aside=True)
    return [*out, *(g for g in (lines, aside) if g is not None)]
