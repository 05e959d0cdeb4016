"""Whom each sign of a file's sender names by itself, where the signs together name nobody: what a person may choose
among."""

from __future__ import annotations

from collections.abc import Iterable

from danhba.identify.result import Scope
from danhba.identify.sender import Witness
from danhba.model.submission import Evidence

_MOST = 30  # units that a file's signs may name


def named_alone(evidence: Iterable[Evidence], witness: Witness) -> list[str]:
    """Return the codes of the units that the letterhead alone, the folder alone, the file's name alone speak of; of a
    body of before (a former district) those that took its place."""
    texts: dict[str, list[str]] = {}
    for one in evidence:
        texts.setdefault(one.kind, []).append(one.text)
    out: list[str] = []
    for kind, said in texts.items():
        alone: list[Evidence] = []
        if kind == "letterhead":
            alone = witness.before_rows("", "", said)
        elif kind == "folder":
            alone = witness.before_rows("/".join(said), "", ())
        elif kind == "file_name":
            alone = witness.before_rows("", " ".join(said), ())
        units = [e.unit_code for e in alone if e.unit_code]
        if not units:
            for text in said:
                match = witness.matcher.match(text, Scope())
                units += [unit.code for unit in ((match.unit,) if match.unit else match.candidates)]
        out += units
    return list(dict.fromkeys(out))[:_MOST]
