"""Who says what of which unit: the submissions as resolve sees them, and the voices that decide about each unit.

A row speaks for a unit by the rank of who sent it. Of each unit and rank only the newest voices are kept, down to the
first that can be published and one before it: everything older is superseded, whatever it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from danhba.model.submission import Submission
from danhba.registry import Registry

RANK_DECISION, RANK_SELF, RANK_PARENT, RANK_OFFICE, RANK_UNKNOWN = 1, 2, 3, 4, 5
RANK_CARRIED, RANK_NONE = 8, 9  # published in the campaign before; nobody's


@dataclass(slots=True)
class Voice:
    """One row speaking for one unit."""

    rank: int
    submission: Submission
    index: int  # of the row in its submission
    number: str  # "+84…;extension", what is compared; '' when it cannot be published
    unit: str = ""
    chosen: tuple[str, str, str, str] | None = None  # (e164, extension, kind, display) that a reviewer decided for

    def __getitem__(self, name: str) -> str:
        """Return one value of the row (a name of KEPT_COLUMNS)."""
        return self.submission.rows.columns[name][self.index]

    @property
    def ok(self) -> bool:
        """Whether the number may be published."""
        return self.number != ""

    @property
    def display(self) -> str:
        """The number as it is published."""
        return self.chosen[3] if self.chosen else self["display"]

    @property
    def extension(self) -> str:
        return self.chosen[1] if self.chosen else self["extension"]

    @property
    def shown(self) -> str:
        """The number as it is told to people."""
        if not self.ok:
            return self["phone_raw"] or "(trống)"
        return f"{self.display}, máy lẻ {self.extension}" if self.extension else self.display

    @property
    def where(self) -> str:
        """The file and the cell, as told to people."""
        return f"{self.submission.file_and_mail}, trang “{self['sheet']}”, ô {self['phone_cell']}"


@dataclass(slots=True)
class Said:
    """What was said of one unit at one rank: groups of voices of one moment, newest first, no more than can matter."""

    rank: int
    unit: str
    groups: list[list[Voice]] = field(default_factory=list[list[Voice]])
    moment: tuple[str, str] | None = None  # of the last group
    found: bool = False  # one of the groups before the last can be published
    closed: bool = False  # what is older cannot matter
    newer: Submission | None = None  # what superseded everything older of this rank; set by resolve
    since: tuple[str, str] = ("", "")  # its moment


def valid(group: Sequence[Voice]) -> bool:
    """Tell whether voices of one moment can be published: all have a number, and it is one."""
    number = group[0].number
    return number != "" and all(v.number == number for v in group)


def other_parts(said: Said) -> list[Voice]:
    """Return the newest voices of other parts of a unit that gave another number than its newest voice, which speaks
    under a former name too: several former communes are one unit today, and none of them takes another's place by
    coming later."""
    newest = said.groups[0][0]
    if not newest["former"] or not newest.ok:
        return []
    out: list[Voice] = []
    heard = {newest["former"]}
    for group in said.groups[1:]:
        parts = {v["former"] for v in group} - heard
        heard |= parts
        out += [v for v in group if v["former"] in parts and v.ok and v.number != newest.number]
    return out


def rank_of(submitter: str, unit: str, registry: Registry) -> int:
    """Return the rank at which a submitter ('' nobody known) speaks for a unit."""
    if not submitter:
        return RANK_UNKNOWN
    if submitter == unit:
        return RANK_SELF
    if registry.is_within(unit, submitter):
        return RANK_PARENT
    if submitter == registry.province_office:
        return RANK_OFFICE
    return RANK_NONE


@dataclass(slots=True)
class Voices:
    """All that was said that can matter. Ranks are shared by submitters: nobody known, a unit, one of those above
    it."""

    by_unit: dict[str, dict[int, Said]] = field(default_factory=dict[str, dict[int, Said]])
    outside: dict[str, Voice] = field(
        default_factory=dict[str, Voice]
    )  # the newest voice of those not entitled to speak for a unit
    withheld: dict[str, Voice] = field(
        default_factory=dict[str, Voice]
    )  # the newest voice of files of which nobody knows whose they are
    repeated: dict[str, list[list[Voice]]] = field(
        default_factory=dict[str, list[list[Voice]]]
    )  # a unit's rows that stand in one file, oldest file first
    ranks: dict[str, dict[str, Said]] = field(default_factory=dict[str, dict[str, Said]])  # by submitter and unit


def listen(
    ordered: Sequence[Submission], decided: Mapping[str, Sequence[tuple[int, str, str]]], registry: Registry
) -> Voices:
    """Return the voices of submissions, which come oldest first.

    decided: by submission, the (row, unit, number) that reviewers gave to names in doubt.
    """
    out = Voices()
    for moment, block in groupby(reversed(ordered), key=lambda s: s.moment):
        for submission in reversed(list(block)):
            if submission.contradicted:
                for index, unit in enumerate(submission.rows.units):
                    if unit:
                        voice = Voice(RANK_NONE, submission, index, submission.rows.numbers[index], unit)
                        out.withheld.setdefault(unit, voice)
                continue
            mine = out.ranks.setdefault(submission.submitter, {})
            numbers = submission.rows.numbers
            told = {
                index for index, _, _ in decided.get(submission.id, ())
            }  # of these rows the reviewer says whose they are
            for index, unit in enumerate(submission.rows.units):
                if unit and index not in told:
                    said = mine.get(unit)
                    if said is None or not said.closed:
                        _hear(
                            said or _said(out, submission.submitter, unit, registry),
                            submission,
                            index,
                            numbers[index],
                            moment,
                            out,
                        )
            for index, unit, number in decided.get(submission.id, ()):
                _hear(
                    mine.get(unit) or _said(out, submission.submitter, unit, registry),
                    submission,
                    index,
                    number,
                    moment,
                    out,
                )
    repeats(ordered, decided, out)
    return out


def _hear(said: Said, submission: Submission, index: int, number: str, moment: tuple[str, str], out: Voices) -> None:
    """Add a voice, unless what is known already decides."""
    if said.moment != moment:
        if said.closed or (said.moment is not None and _close(said)):
            return
        said.moment = moment
        said.groups.append([])
    voice = Voice(said.rank, submission, index, number, said.unit)
    if said.rank == RANK_NONE:
        before = out.outside.get(said.unit)
        if before is None or before.submission.moment == moment:
            out.outside[said.unit] = voice
    else:
        said.groups[-1].append(voice)


def _said(out: Voices, submitter: str, unit: str, registry: Registry) -> Said:
    """Return what is said of a unit at the rank that a submitter has, which others may share."""
    rank = rank_of(submitter, unit, registry)
    if rank == RANK_NONE:
        said = Said(rank, unit)
    else:
        said = out.by_unit.setdefault(unit, {}).setdefault(rank, Said(rank, unit))
    out.ranks[submitter][unit] = said
    return said


def _close(said: Said) -> bool:
    """Another, older moment comes: tell whether it cannot matter."""
    if said.rank == RANK_NONE:
        said.closed = True
    else:
        said.found = said.found or valid(said.groups[-1])
        # Under a name that is no unit's today only a part of the unit speaks: what other parts said before matters too.
        said.closed = said.found and len(said.groups) > 1 and not said.groups[0][0]["former"]
    return said.closed


def repeats(ordered: Sequence[Submission], decided: Mapping[str, Sequence[tuple[int, str, str]]], out: Voices) -> None:
    """Note the units that stand in one file several times with one number: all rows but the first are superfluous."""
    for submission in ordered:
        if submission.contradicted:
            continue
        rows = submission.rows
        told = decided.get(submission.id, ())
        if len(set(rows.units)) == len(rows.units) and not told:
            continue
        by_unit: dict[str, list[Voice]] = {}
        for index, unit, number in [*zip(range(len(rows)), rows.units, rows.numbers, strict=True), *told]:
            if unit:
                by_unit.setdefault(unit, []).append(
                    Voice(out.ranks[submission.submitter][unit].rank, submission, index, number, unit)
                )
        for unit, voices in by_unit.items():
            if len(voices) > 1 and voices[0].rank != RANK_NONE and valid(voices):
                out.repeated.setdefault(unit, []).append(voices)
