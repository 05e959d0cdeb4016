"""What is said of rows and files beside the choice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import PurePosixPath

from danhba.model.finding import Finding, error_codes
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.none_yet import says_none
from danhba.resolve.outcome import WARNING, Resolution, Standing
from danhba.resolve.voices import Said, Voice
from danhba.vietnamese.dates import clock
from danhba.vietnamese.text import fold, visible
from schemas.catalogue import CATALOGUE, GRAVITY

Moment = tuple[str, str]
_CELLS = 20  # that a message lists


def reason_of(group: list[Voice]) -> str:
    codes = {c for v in group for c in _errors(v)}
    if not codes:
        return "unit_conflict"
    if codes == {"phone_missing"}:
        told = all(says_none(v["phone_raw"], v["note"]) for v in group)
        return "no_hotline_yet" if told else "phone_missing"
    return min(codes, key=lambda c: GRAVITY[c])


def _errors(voice: Voice) -> list[str]:
    return voice["errors"].split()


def add_remark(
    out: Resolution,
    voice: Voice,
    code: str,
    params: dict[str, object],
    at_name: bool = False,
    severity: str = "",
) -> None:
    row = voice
    cell = row["name_cell"] if at_name else row["phone_cell"]
    raw = row["name_raw"] if at_name else row["phone_raw"]
    finding = Finding(
        code, severity or CATALOGUE[code].severity.value, row["sheet"], cell, raw, voice.unit, {"cell": cell, **params}
    )
    if voice.submission.carried:  # its file belongs to an earlier campaign: the finding is about the unit alone
        finding.sheet = finding.cell = ""
        out.unit_findings.append(finding)
        return
    out.findings.setdefault(voice.submission.id, []).append(finding)


def repeats(repeated: Sequence[Sequence[Voice]], name: str, out: Resolution) -> None:
    """A unit that stands several times in one submission with one number: its further rows are superfluous."""
    for voices in repeated:
        sheets = len({v["sheet"] for v in voices}) > 1
        cells = ", ".join(v["name_cell"] + (f" trang “{v['sheet']}”" if sheets else "") for v in voices[:_CELLS])
        if len(voices) > _CELLS:
            cells += f" … và {len(voices) - _CELLS} ô nữa"
        for voice in voices[1:]:
            add_remark(out, voice, "unit_repeated", {"unit": name, "count": len(voices), "cells": cells}, at_name=True)


def older_and_lower(ranks: Sequence[Said], standing: Standing, name: str, out: Resolution) -> None:
    """Note what supersedes the older voices of each rank; tell which lower rank gives another number than the published
    one."""
    winner = standing.winner
    for said in ranks:
        newest = said.groups[0]
        pivot = newest
        if winner is not None and winner.rank == said.rank:
            pivot = next(g for g in said.groups if g[0].submission.moment == winner.submission.moment)
        said.newer = pivot[0].submission
        # Voices of several moments that stand against one another: none of them is replaced by the other.
        said.since = min(v.submission.moment for v in pivot)
        if len(said.groups) > 1:
            new, old = newest[0].submission, said.groups[1][0].submission
            if new.moment[0] > old.moment[0] and new.changed_at < old.changed_at:
                _about_file(out, new, "received_out_of_order", {"when": clock(new.changed_at), "other": old.file})
        if winner is not None and said.rank > winner.rank:
            for voice in newest:
                if voice.ok and voice.number != winner.number:
                    told: dict[str, object] = {
                        "number": voice.shown,
                        "unit": name,
                        "published": winner.shown,
                        "winner": winner.where,
                    }
                    add_remark(out, voice, "unit_disagrees", told)


def superseded_by(submission: Submission, out: Resolution) -> list[tuple[int, str, Submission]]:
    """Return the rows of a submission that newer ones replaced: (row, unit, the newer submission), in the order of the
    rows."""
    if submission.contradicted:
        return []
    moment, ranks = submission.moment, out.voices.ranks[submission.submitter]
    told: list[tuple[int, str, Submission]] = []
    for index, unit in enumerate(submission.rows.units):
        if unit and moment < (said := ranks[unit]).since and said.newer is not None:
            told.append((index, unit, said.newer))
    for index, unit, _ in out.decided.get(submission.id, ()):
        if moment < (said := ranks[unit]).since and said.newer is not None:
            told.append((index, unit, said.newer))
    return told


def _about_file(out: Resolution, submission: Submission, code: str, params: dict[str, object]) -> None:
    findings = out.findings.setdefault(submission.id, [])
    if any(f.code == code for f in findings):
        return
    told: dict[str, object] = {"file": submission.file, **params}
    findings.append(Finding(code, CATALOGUE[code].severity.value, unit_code=submission.submitter, params=told))


def about_files(ordered: list[Submission], out: Resolution, registry: Registry) -> None:
    """Supporting documents without a form, and forms without a supporting document."""
    forms: set[str] = set()
    proofs: dict[str, Submission] = {}
    for submission in ordered:
        if submission.submitter:
            if submission.evidence:
                proofs[submission.submitter] = submission
            elif submission.rows:
                forms.add(submission.submitter)
    for code, submission in proofs.items():
        if code not in forms:
            _about_file(out, submission, "evidence_only", {"submitter": registry.full_name(code)})
            standing = out.standings[code]
            if standing.state == "missing" or (standing.carried and standing.first is None):
                standing.reason = "evidence_only"
    for code in sorted(forms - proofs.keys(), key=lambda c: registry.by_code[c].order):
        params: dict[str, object] = {"unit": registry.full_name(code)}
        out.unit_findings.append(Finding("evidence_missing", WARNING, unit_code=code, params=params))
    for submission in ordered:
        standing_of = out.standings.get(submission.submitter)
        silent = standing_of is not None and (
            standing_of.state == "missing" or (standing_of.carried and standing_of.first is None)
        )
        if standing_of is not None and silent and submission.id not in out.replaced:
            codes = error_codes(submission.findings)
            if codes:
                standing_of.reason = min(codes, key=lambda c: GRAVITY[c])


def replaced_whole(ordered: list[Submission], registry: Registry) -> set[str]:
    """Return the ids of forms that a newer one of the same sender covers whole: their findings are answered.

    What a form held that was not read may be of any unit that its sender speaks for. It is answered by a newer form of
    that file's name, by one that names so many units more, or when of each of those units somebody has spoken since.
    """
    out: set[str] = set()
    covers: dict[str, _Covers] = defaultdict(_Covers)
    named: dict[tuple[str, str], Moment] = {}  # by sender and file: when it last named units
    spoken: dict[str, Moment] = {}  # by unit: when a row of anybody's last named it

    @cache
    def below(sender: str) -> list[str]:
        return [u.code for u in registry.units if registry.is_within(u.code, sender)]

    for submission in reversed(ordered):
        moment, sender = submission.moment, submission.submitter
        units = frozenset(c for c in submission.rows.units if c)
        if sender and not submission.evidence and "mark_forged" not in error_codes(submission.findings):
            unread = submission.rows.units.count("") + (not _UNREAD.isdisjoint(error_codes(submission.findings)))
            file = (sender, _name_of(submission.source_file))
            newer = covers[sender]
            answered = (bool(units) or not unread) and newer.covered_after(units, moment, unread)
            if unread and not answered and (not units or newer.covered_after(units, moment)):
                again = named.get(file, moment) > moment
                answered = again or all(spoken.get(u, moment) > moment for u in below(sender))
            if answered:
                out.add(submission.id)
            newer.add(units, moment)
            if units:
                named[file] = max(named.get(file, moment), moment)
        if not submission.contradicted:
            for unit in units:
                spoken[unit] = max(spoken.get(unit, moment), moment)
    return out


# A file of which nobody knows what it holds; an empty form and another letter's hold no number of ours.
_UNREAD = frozenset(
    {"archive_damaged", "column_missing", "file_corrupt", "file_empty", "file_encrypted", "file_quarantined",
     "file_too_large", "file_unsupported", "table_missing"}
)  # fmt: skip
_OF_A_VERSION = re.compile(
    r"\b(?:da |ban )?(?:sua|chinh|dinh chinh|hieu chinh|moi|cuoi|final|ok|copy|ban sao|danh dau|v|lan)\b|\d+"
)


def _name_of(file: str) -> str:
    """Return a file's name without what tells its versions apart."""
    stem = PurePosixPath(file.replace("!/", "/")).stem
    bare = re.sub(r"[\W_]+", " ", fold(visible(stem)))
    return " ".join(_OF_A_VERSION.sub(" ", bare).split()) or bare.strip()


class _Covers:
    """The sets of units that a sender's newer forms name, each once with its newest moment: whoever sends one form a
    thousand times has one."""

    def __init__(self) -> None:
        self.looked = 0  # sets that were compared
        self._newest: dict[frozenset[str], Moment] = {}
        self._with: dict[str, list[frozenset[str]]] = defaultdict(list)

    def covered_after(self, units: frozenset[str], moment: Moment, more: int = 0) -> bool:
        """Tell whether a form that names all these units, and so many more, came after a moment."""
        same = self._newest.get(units)
        if not more and same is not None and same > moment:
            return True
        # Of the units the one that fewest forms name; a form that names none is answered by any.
        some: Sequence[frozenset[str]] = (
            min((self._with.get(u, ()) for u in units), key=len) if units else list(self._newest)
        )
        for covered in some:
            self.looked += 1
            if units <= covered and len(covered) >= len(units) + more and self._newest[covered] > moment:
                return True
        return False

    def add(self, units: frozenset[str], moment: Moment) -> None:
        """Take in a form."""
        if not units:
            return
        known = self._newest.get(units)
        if known is None:
            for unit in units:
                self._with[unit].append(units)
        self._newest[units] = moment if known is None else max(known, moment)
