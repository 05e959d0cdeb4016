"""The parser of every XML part that a stranger sends: no entity is expanded, nothing is fetched, no huge tree is
built."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import lxml.etree


def parser(recover: bool = False) -> lxml.etree.XMLParser:
    """Return a new parser. recover: what is broken costs its own part of the tree, not the whole."""
    import lxml.etree  # only files with XML to be parsed need it

    return lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=recover
    )
