"""Names written in a legacy encoding (TCVN3, VNI, VISCII, VPS), read where exactly one reading is certain."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from danhba.identify import result
from danhba.identify.result import Match
from danhba.vietnamese.encodings import NAMES, decodings
from danhba.vietnamese.names import tidy

# Blanks of typing only: in a text read in the wrong encoding a no-break space is half of a letter.
_BLANKS = re.compile(r"[ \t\r\n]+")


def decoded_texts(raw: str) -> list[tuple[str, str]]:
    """Return (encoding, tidy text) of the encodings that a raw text may be written in.

    The raw text: in TCVN3 the letter ư is a soft hyphen, which tidy text has lost.
    """
    return [(encoding, tidy(text)) for encoding, text in decodings(_BLANKS.sub(" ", raw).strip(" "))]


def one_decoding(readings: list[tuple[str, str]], certain: Callable[[str], Match | None]) -> Match | None:
    """Return what a name says of which exactly one reading is certain; an ambiguity where several are.

    readings: (encoding, text); certain: what a name means by a rule, its vowels as they are.
    """
    hits: dict[object, tuple[Match, str, str]] = {}
    for encoding, text in readings:
        found = certain(text)
        if found is not None:
            meaning = found.unit.code if found.unit else (found.facts, *(u.code for u in found.candidates))
            hits.setdefault(meaning, (found, encoding, text))
    if any(found.unit for found, _, _ in hits.values()):
        hits = {name: hit for name, hit in hits.items() if "unheard" not in hit[0].detail}
    if len(hits) == 1:
        found, encoding, text = next(iter(hits.values()))
        detail = {**found.detail, "encoding": NAMES[encoding], "decoded": text}
        return replace(found, facts=found.facts._replace(encoding=NAMES[encoding]), detail=detail)
    if hits:
        units = dict.fromkeys(u for m, _, _ in hits.values() for u in ((m.unit,) if m.unit else m.candidates))
        return result.ambiguous(tuple(units))
    return None
