"""Cells that name several units, one after the other: Phường 1, Phường 2 và Phường 3; các xã."""

from __future__ import annotations

import re
from collections.abc import Callable

from danhba.identify import result
from danhba.identify.result import Match
from danhba.identify.tiers import Tiers
from danhba.registry import Unit
from danhba.vietnamese.names import split_type, strip_office, tidy, tokens_of
from danhba.vietnamese.text import fold

_BLANK_RUN = re.compile(r"[^\S\n]+")
_ENDINGS = re.compile(r"(?P<name>.*[^\W\d_]{2,}) (?P<one>[A-ZĐ]|\d{1,2})\s*(?:[,;/&+-]|và)\s*(?P<other>[A-ZĐ]|\d{1,2})")
_LIST = re.compile(r"\s*[;,\n/+&]\s*|\s+(?:và|va)\s+|\s+[-–]\s+")
_ALL_OF = re.compile(r"(?<!\w)(?:cac|tat ca|\d+)\s+(?:xa|phuong|thi tran|huyen|don vi|ubnd)(?!\w)")


def several_units(raw: str, certain: Callable[[str], Match | None], tiers: Tiers) -> Match | None:
    """Return the units of one tier that a cell names one after the other; None where it does not.

    certain: what a name means by a rule.
    """
    parts = [p for p in _LIST.split(_BLANK_RUN.sub(" ", raw)) if p and any(c.isalnum() for c in p)]
    if endings := _ENDINGS.fullmatch(tidy(raw)):  # Phường An Bình A, B; Xã Long Khánh A-B
        parts = [f"{endings['name']} {end}" for end in (endings["one"], endings["other"])]
    kind = ""
    found: list[Unit] = []
    for part in parts[:60]:
        tokens, _ = strip_office(tokens_of(tidy(part)))
        unit_type, core = split_type(tokens)
        if not tokens:
            continue
        if unit_type:
            kind = unit_type
        text = tidy(part) if unit_type or not kind else f"{kind} {tidy(part)}"
        match = certain(text)
        if match is None and core:
            match = certain(f"{kind} {' '.join(core)}") if kind else None
        if match is not None and (match.unit or match.is_ambiguous):
            found.extend([match.unit] if match.unit else match.candidates[:1])
    units = tuple(dict.fromkeys(found))
    kinds = {tiers.kind(u.tier) for u in units}
    if len(units) > 1 and len(kinds) == 1:
        return result.several(units)
    if _ALL_OF.search(fold(tidy(raw))) and not found:
        return result.several()
    return None
