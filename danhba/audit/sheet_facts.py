"""What the second reading works out of a sheet once, and asks for with every line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(slots=True)
class Remarks:
    """Lines of words that stand alone and call something old, replaced or mistaken, by what they speak of; each by its
    row, the first first."""

    all_numbers: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    units: dict[str, list[tuple[int, str]]] = field(default_factory=dict[str, list[tuple[int, str]]])
    marks: dict[str, list[tuple[int, str]]] = field(
        default_factory=dict[str, list[tuple[int, str]]]
    )  # by the mark that they explain
    numbers: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])  # that hold a number
    lines: list[tuple[str, tuple[int, str]]] = field(
        default_factory=list[tuple[str, tuple[int, str]]]
    )  # that point at lines by their numbers: each with one of them
    starred: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])  # of whatever bears an asterisk


@dataclass(slots=True)
class Headings:
    """Lines of words that stand alone, in order: their rows, the places they name, and the districts in force after
    each."""

    rows: list[int] = field(default_factory=list[int])
    places: list[tuple[frozenset[str], ...]] = field(default_factory=list[tuple[frozenset[str], ...]])
    after: list[tuple[frozenset[str], int, bool]] = field(
        default_factory=list[tuple[frozenset[str], int, bool]]
    )  # districts, their heading's row, ended
    # The heading of a former district in force after each, '' for none.
    areas: list[str] = field(default_factory=list[str])
    again: list[int] = field(default_factory=list[int])  # lines at which running numbers start again
    blank: list[int] = field(default_factory=list[int])  # lines at which a blank block stands


class WeighingColumn(NamedTuple):
    """A column beside the form's own that weighs the numbers of its table."""

    column: int
    kind: str  # state, bad, day, number or code
    head: str  # its plain words
    ticked: bool  # nothing but ticks stands in it
