"""What is known of a unit tonight, as far as it is to hear of it: values only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from danhba.model.submission import Submission
from schemas.situations import Act, Situation

Line = dict[str, str]  # of findings.csv


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that a unit sent, and what is open in it: errors and warnings that the unit can mend (lines of
    findings.csv)."""

    submission: Submission
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Below:
    """A unit below a district: its code, its situation, how many errors stand in what it sent, and whether the office
    waits for it."""

    code: str
    situation: Situation
    errors: int
    open: bool


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """One unit tonight. number: what is published of it ('' nothing); number_before: what was when it was last looked
    at, None: never.

    files: what it sent itself, newest first; below: the communes of a district.
    """

    code: str
    situation: Situation
    act: Act
    files: Sequence[OwnFile] = ()
    number: str = ""
    number_before: str | None = None
    below: Sequence[Below] = ()

    @property
    def lines(self) -> list[Line]:
        """Everything open in its files."""
        return [line for file in self.files for line in file.lines]

    @property
    def errors(self) -> int:
        """How many errors are open in its files."""
        return sum(line["severity"] == "error" for line in self.lines)

    @property
    def warnings(self) -> int:
        """How many warnings are."""
        return sum(line["severity"] == "warning" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of every unit as people write it, with its extension, by code: tonight's, and when the last run
    looked."""

    now: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] | None = None
