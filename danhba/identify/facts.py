"""What a match is as facts, for the rules to check: the one place where the two meet."""

from __future__ import annotations

from functools import lru_cache

from danhba.identify.result import Match
from schemas.facts import NameFacts

SURE = NameFacts()


def facts_of(match: Match) -> NameFacts:
    """Return the facts of a match. Most matches are sure and have nothing beside the unit, and share theirs."""
    if match.unit is not None and not match.remarks and not match.verdict:
        return SURE
    encoding = str(match.detail.get("encoding", "")) if "name_decoded" in match.remarks else ""
    return _facts(match.verdict, len(match.candidates), "name_retired" in match.remarks, encoding)


@lru_cache(maxsize=1024)
def _facts(verdict: str, count: int, former: bool, encoding: str) -> NameFacts:
    if not verdict:
        return NameFacts(former=former, encoding=encoding)
    none = NameFacts(candidates=0, encoding=encoding, former=former)
    return {
        "name_missing": none._replace(blank=True),
        "name_unknown": none,
        "name_ambiguous": none._replace(candidates=max(2, count)),
        "name_garbled": none._replace(letters_lost=True),
        "name_guessed": none._replace(proposals=max(1, count)),
        "name_not_a_unit": none._replace(other_body=True),
        "name_retired": none._replace(former=True, maps_to=0),
        "many_units_in_row": none._replace(units=max(2, count)),
    }[verdict]
