"""Contact lines: a telephone, fax, address of a letterhead or a signature, which says nothing of any row."""

from __future__ import annotations

import re
from functools import lru_cache

from danhba.vietnamese.text import fold, visible

_LABEL = r"(?:so )?(?:dien thoai|d\.?t|s\.?d\.?t|tel(?:ephone)?|phone|fax|mobile|di dong|e-?mail|web(?:site)?)\b"
_LABELS, _FIRST = re.compile(_LABEL), re.compile(rf"(?<![\w/]){_LABEL}")
_ADDRESS = re.compile(r"(?<!\w)dia chi\s*:[^;|]*?(?=[-–;|,.]?\s*(?:" + _LABEL + r"\s*[:.]|$))")
_NET = re.compile(r"[\w.+-]+@[\w.-]+|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)\b")
_LONGEST = 2000  # characters of a text in which a contact is looked for: beyond it is none
_NUMBER = re.compile(r"\d(?:[ .\-()\xa0]{0,3}\d){5,}")


@lru_cache(maxsize=4096)
def without_contact(text: str) -> str:
    """Return a text without its contact lines, and without the contact at the end of a line; '' where it is nothing
    else. A line that says anything more of a number stays."""
    if len(text) > _LONGEST or not any(c.isdigit() or c == "@" for c in text):
        return text
    out: list[str] = []
    for line in text.split("\n"):
        shown = visible(line)
        bare = fold(shown)
        if len(bare) != len(shown) or _is_contact(bare):
            if len(bare) != len(shown):
                out.append(line)
            continue
        for found in _FIRST.finditer(bare):
            if _is_contact(bare[found.start() :]):
                shown = shown[: found.start()].rstrip(" -–—,;:.(|\t")
                break
        if shown.strip():
            out.append(shown)
    return "\n".join(out)


def _is_contact(bare: str) -> bool:
    rest = _NET.sub(" @ ", _ADDRESS.sub(" ", bare))
    if not (_NUMBER.search(rest) or "@" in rest) or not _LABELS.search(rest):
        return False
    return not any(c.isalpha() for c in _LABELS.sub(" ", rest))
