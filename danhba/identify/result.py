"""What a name was found to be, and where it was looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from danhba.registry import Unit


@dataclass(frozen=True, slots=True)
class Match:
    """What a name says. `unit` is set only when it is certain; `verdict` is the error code otherwise."""

    unit: Unit | None = None
    verdict: str = ""
    remarks: tuple[str, ...] = ()
    candidates: tuple[Unit, ...] = ()
    detail: dict[str, object] = field(default_factory=dict)


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
