"""The codes that the rules about names give for a match: what a test asks a matcher for."""

from __future__ import annotations

from danhba.identify.result import Match
from schemas.facts import SOUND
from schemas.rules.name import RULES


def codes_of(match: Match) -> set[str]:
    """Return the codes of the name rules that a match fails; the rules are run as they are on a submitted row."""
    row = SOUND._replace(name=match.facts)
    return {rule.code for rule in RULES if not rule.check(row)}
