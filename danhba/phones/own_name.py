"""A text without the name of the row's own unit: what else it says. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danhba.vietnamese.text import fold


def without_own(text: str, bare: str, own: Sequence[str], above: Sequence[str]) -> tuple[str, str]:
    """Return a text (as it stands, folded) with blanks for the unit's own name, and for those above it where its own,
    or its type, stands before."""
    named = False
    for names in (own, above):
        if names is above and not named:
            break
        for name in names:
            kind, _, core = fold(name).partition("|")
            if core and (core.isdigit() or len(core) < 3):
                pattern = rf"\b(?:{_short(kind)})\W*0?{re.escape(core)}(?!\w)"
            elif core:
                pattern = rf"(?:\b(?:{_short(kind)})\W*)?(?<!\w){re.escape(core)}(?!\w)"
            else:
                pattern = rf"\b(?:{_short(kind)})(?!\w)(?!\W*\d)"
            spans = [m.span() for m in re.finditer(pattern, bare)]
            named = named or bool(spans)
            text, bare = blanked(text, spans), blanked(bare, spans)
    return text, bare


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with blanks for the spans (start, end) of it, which are in order and apart."""
    if not spans:
        return text
    out: list[str] = []
    at = 0
    for start, end in spans:
        out += (text[at:start], " " * (end - start))
        at = end
    out.append(text[at:])
    return "".join(out)


_SHORT = {
    "xa": "xa|x",
    "phuong": "phuong|p",
    "thi tran": "thi tran|tt",
    "huyen": "huyen|h",
    "thi xa": "thi xa|tx",
    "thanh pho": "thanh pho|tp",
    "tinh": "tinh|t",
}


def _short(kind: str) -> str:
    return _SHORT.get(kind, re.escape(kind))
