"""What a name was found to be, and where it was looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from danhba.registry import Unit
from schemas.facts import NameFacts

SURE = NameFacts()
_NO_UNIT = NameFacts(candidates=0)


@dataclass(frozen=True, slots=True)
class Match:
    """What a name says. `unit` is set only when it is certain; `facts` are what the rules about names are checked on.

    candidates: the units that it may mean where it is not certain, or that it stands beside.
    detail: words for the message, by the message's own names.
    """

    unit: Unit | None = None
    facts: NameFacts = SURE
    candidates: tuple[Unit, ...] = ()
    detail: dict[str, object] = field(default_factory=dict[str, object])

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether a rule fits the name to several units."""
        return self.facts.candidates > 1


def blank() -> Match:
    """Return what a cell without a letter or a digit says."""
    return Match(facts=_NO_UNIT._replace(blank=True))


def unknown(near: tuple[Unit, ...] = (), nearest: str = "") -> Match:
    """Return a name that no unit has. near: units whose names come nearest; nearest: what is wrong, in words."""
    return Match(facts=_NO_UNIT, candidates=near, detail={"nearest": nearest} if nearest else {})


def ambiguous(units: tuple[Unit, ...]) -> Match:
    """Return a name that fits several units by a rule."""
    return Match(facts=_NO_UNIT._replace(candidates=max(2, len(units))), candidates=units)


def proposed(units: tuple[Unit, ...], **detail: object) -> Match:
    """Return a name that no rule fits to a unit and that may be meant for these: a person is to say."""
    return Match(facts=_NO_UNIT._replace(proposals=max(1, len(units))), candidates=units, detail=detail)


def letters_lost() -> Match:
    """Return a name whose marks no font brings back."""
    return Match(facts=_NO_UNIT._replace(letters_lost=True))


def other_body(beside: tuple[Unit, ...] = ()) -> Match:
    """Return a body that is not asked: the police of a commune, a division of an agency."""
    return Match(facts=_NO_UNIT._replace(other_body=True), candidates=beside)


def several(units: tuple[Unit, ...] = ()) -> Match:
    """Return a cell that names units one after the other."""
    return Match(facts=_NO_UNIT._replace(units=max(2, len(units))), candidates=units)


def renamed(unit: Unit, detail: str) -> Match:
    """Return the one unit that a name, type or unit of the past is today. detail: what it was, in words."""
    return Match(unit, SURE._replace(former=True), detail={"detail": detail})


def gone(detail: str, heirs: tuple[Unit, ...] = (), unheard: bool = False) -> Match:
    """Return a unit of the past that is no one unit of today. unheard: nobody knows it at the place named."""
    words: dict[str, object] = {"detail": detail}
    return Match(
        facts=_NO_UNIT._replace(former=True, maps_to=0),
        candidates=heirs,
        detail=words | {"unheard": True} if unheard else words,
    )


class Scope(NamedTuple):
    """What is known beside the name: the section's tier ('' unknown) and the district in context ('' unknown).

    worded: the section's heading says the tier in words, and not by its letter alone. sender: the unit whose own return
    this is, as folder, mark or letterhead say, where no heading speaks of another place; '' unknown. area: the former
    districts, each with its former province, that a heading, a title, a column or the sheet's name speaks of, in order;
    () for none.
    """

    tier: str = ""
    district: str = ""
    worded: bool = True
    sender: str = ""
    area: tuple[tuple[str, str], ...] = ()
