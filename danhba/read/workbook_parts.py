"""Which part of an .xlsx holds which sheet."""

from __future__ import annotations

import posixpath

from danhba.read.package import Part
from danhba.read.word_names import attribute, local
from danhba.read.workbook_beside import tree_of


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
