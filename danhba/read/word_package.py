"""The parts of a .docx: its body, its comments by id, its links that dial a number."""

from __future__ import annotations

import zipfile

import lxml.etree

from danhba.model.grid import ReadError
from danhba.read.beside import dialled_by
from danhba.read.limits import limits_in_force
from danhba.read.safe_xml import parser
from danhba.read.word_names import attribute, local
from danhba.read.workbook_beside import OUR_NAME

_DOCUMENT = "word/document.xml"


def main_part(package: zipfile.ZipFile, names: dict[str, str]) -> str:
    """Return the part with the body. names: as they are read, to as the package has them. Raises ReadError."""
    tree = tree_of(package, names.get("_rels/.rels"))
    if tree is not None:
        for relation in tree.iter():
            target = (attribute(relation, "Target") or "").lstrip("/")
            if (attribute(relation, "Type") or "").endswith("/officeDocument") and target in names:
                return target
    if _DOCUMENT not in names:
        raise ReadError("file_corrupt", "tài liệu Word không có phần nội dung")
    return _DOCUMENT


def tree_of(package: zipfile.ZipFile, name: str | None) -> lxml.etree._Element | None:
    """Return a part as a tree, None where it is missing or spoilt."""
    if name is None:
        return None
    try:
        return parsed(package, name)
    except (lxml.etree.XMLSyntaxError, zipfile.BadZipFile):
        return None


def parsed(package: zipfile.ZipFile, name: str) -> lxml.etree._Element:
    """Return a part as a tree. Raises lxml.etree.XMLSyntaxError."""
    return lxml.etree.fromstring(bytes_of(package, name), parser())


def bytes_of(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a part, one byte beyond what may be inflated at most."""
    with package.open(name) as part:
        return part.read(limits_in_force().inflated_bytes + 1)


def comments_of(tree: lxml.etree._Element | None) -> dict[str, str]:
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


def links_of(tree: lxml.etree._Element | None) -> dict[str, str]:
    """Return the addresses that dial a number by the ids of their relations."""
    found = {attribute(e, "Id") or "": attribute(e, "Target") or "" for e in (tree if tree is not None else ())}
    return {key: target for key, target in found.items() if dialled_by(target)}
