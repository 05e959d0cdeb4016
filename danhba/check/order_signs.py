"""What a file itself says of its age: when it was saved, and words that call it a correction of another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from danhba.read.kind import Kind
from danhba.read.package import package_parts
from danhba.vietnamese.text import fold, visible

_SAVED = re.compile(rb"<(?:dcterms:modified|dc:date)[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_PARTS = ("docProps/core.xml", "meta.xml")
_MOST = 64 << 10  # bytes of such a part
_TIME = re.compile(r"\blan (?:thu )?(\d{1,2}|hai|ba|bon|tu|nam)\b")
_WORDS = {"hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5}
_CORRECTION = re.compile(
    r"\b(?:thay the|dinh chinh|dieu chinh|bo sung|sua(?: doi| lai)?|cap nhat|ban moi|moi nhat|chinh thuc|gui lai"
    r"|ban cuoi|final)\b"
)


def saved_at(data: bytes, kind: Kind) -> str:
    """Return the time at which a workbook or document says it was last saved (ISO 8601, as it stands), '' where it says
    none."""
    if kind not in (Kind.WORKBOOK, Kind.WORD) or not data.startswith(b"PK"):
        return ""
    parts = package_parts(data)
    for name in _PARTS:
        if name in parts and (found := _SAVED.search(parts[name](_MOST))):
            return found[1].decode("ascii")
    return ""


def correction(stem: str, lines: Iterable[str]) -> int:
    """Return which sending a file calls itself in its name or above its table: 2 for "lần 2", 1 for a correction, 0 for
    none."""
    return max(map(_sending, (stem, *lines)))


@lru_cache(maxsize=8192)
def _sending(text: str) -> int:
    """Return the same of one name or line."""
    bare = fold(visible(text)).replace("_", " ").replace("-", " ")
    if time := _TIME.search(bare):
        return _WORDS.get(time[1]) or int(time[1])
    return 1 if _CORRECTION.search(bare) else 0
