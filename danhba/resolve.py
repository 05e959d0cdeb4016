"""resolve: per unit, over all submissions, choose one number, or none and a finding. A pure function of what was received.

A row speaks for a unit by the rank of who sent it. The walk goes from the best rank down and, inside a rank, from the newest
submission to the oldest: the first voice decides, and while it is in error the next valid one is published as `kept`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from danhba.registry import Registry
from danhba.rows import Rows
from danhba.values import Finding
from schemas.findings import CATALOGUE, GRAVITY, Severity
from schemas.rows import DIRECTORY_COLUMNS

RANK_DECISION, RANK_SELF, RANK_PARENT, RANK_OFFICE, RANK_UNKNOWN, RANK_NONE = 1, 2, 3, 4, 5, 9

_ERROR, _WARNING = Severity.ERROR.value, Severity.WARNING.value


@dataclass(slots=True)
class Submission:
    """One received file as resolve sees it. Times are ISO 8601 in UTC; `rows` and `findings` are the reading's."""

    id: str
    source_file: str
    sha256: str
    received_at: str
    changed_at: str
    submitter: str
    rows: Rows
    findings: list[Finding]
    evidence: bool = False
    late: bool = False
    order: int = 0  # place among all submissions, oldest first; set by resolve

    @property
    def moment(self) -> tuple[str, str]:
        """What "newest" compares: when it was received, then when it was last changed."""
        return (self.received_at, self.changed_at)


@dataclass(slots=True)
class Voice:
    """One row speaking for one unit."""

    rank: int
    submission: Submission
    index: int  # of the row in its submission
    ok: bool
    number: str  # "+84…;extension", what is compared

    def __getitem__(self, name: str) -> str:
        """Return one value of the row (a name of KEPT_COLUMNS)."""
        return self.submission.rows.columns[name][self.index]

    @property
    def shown(self) -> str:
        """The number as it is told to people."""
        text = self["display"] or self["phone_raw"] or "(trống)"
        return f"{text}, máy lẻ {self['extension']}" if self["extension"] else text


@dataclass(slots=True)
class Standing:
    """What became of one unit."""

    unit_code: str
    state: str = "missing"
    reason: str = "not_returned"
    winner: Voice | None = None
    first: Voice | None = None  # the voice that decided, in error or not


@dataclass(slots=True)
class Resolution:
    """The directory, what became of every unit, and the findings that only all submissions together show."""

    entries: list[dict[str, str]] = field(default_factory=list)
    standings: dict[str, Standing] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)  # by submission id
    unit_findings: list[Finding] = field(default_factory=list)
    closed: dict[str, set[tuple[str, str]]] = field(default_factory=dict)  # cells whose findings a newer return answered
    superseded: list[tuple[Voice, Voice]] = field(default_factory=list)  # (old voice, newer one), not yet told as findings
    replaced: set[str] = field(default_factory=set)  # submissions that a newer one of the same sender covers whole


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


def resolve(submissions: Iterable[Submission], registry: Registry) -> Resolution:
    """Return the resolution of all submissions (each content once, under its newest receipt), in any order."""
    ordered = sorted(submissions, key=lambda s: (s.received_at, s.changed_at, s.source_file, s.sha256, s.id))
    for i, submission in enumerate(ordered):
        submission.order = i
    out = Resolution()
    out.replaced = _replaced(ordered)
    voices: dict[str, list[Voice]] = defaultdict(list)
    outside: dict[str, list[Voice]] = defaultdict(list)
    ranks: dict[tuple[str, str], int] = {}
    for submission in ordered:
        rows = submission.rows
        told = zip(rows.column("unit_code"), rows.column("ok"), rows.column("phone_e164"), rows.column("extension"), strict=True)
        for index, (code, ok, e164, extension) in enumerate(told):
            if code:
                pair = (submission.submitter, code)
                rank = ranks.get(pair)
                if rank is None:
                    rank = ranks[pair] = rank_of(*pair, registry)
                voice = Voice(rank, submission, index, ok == "1", f"{e164};{extension}")
                (outside if rank == RANK_NONE else voices)[code].append(voice)
    for unit in registry.units:
        standing = out.standings[unit.code] = Standing(unit.code)
        if unit.code in voices:
            _walk(standing, voices[unit.code], registry, out)
        elif unit.code in outside:
            standing.state, standing.reason = "error", "outside_authority"
            standing.first = outside[unit.code][-1]
        if standing.winner is not None:
            out.entries.append(_entry(standing, registry))
            out.replaced.discard(standing.winner.submission.id)
    _shared(out, registry)
    _about_files(ordered, out, registry)
    return out


def _walk(standing: Standing, voices: list[Voice], registry: Registry, out: Resolution) -> None:
    groups: dict[tuple[int, tuple[str, str]], list[Voice]] = defaultdict(list)
    for voice in voices:
        groups[voice.rank, voice.submission.moment].append(voice)
    # Best rank first, then newest first (two stable sorts: moments are texts).
    keys = sorted(groups, key=lambda k: k[1], reverse=True)
    keys.sort(key=lambda k: k[0])
    first = groups[keys[0]]
    standing.first = first[0]
    valid = [k for k in keys if _valid(groups[k])]
    if valid:
        standing.winner = _spokesman(groups[valid[0]])
        standing.state = "published" if valid[0] == keys[0] else "kept"
        standing.reason = "" if standing.state == "published" else _reason(first)
    else:
        standing.state, standing.reason = "error", _reason(first)
    name = registry.full_name(standing.unit_code)
    _repeats(groups, standing.unit_code, name, out)
    if len(numbers := {v.number for v in first if v.ok}) > 1:
        for voice in first:
            if voice.ok:
                others = "; ".join(dict.fromkeys(f"{v.shown} ({_where(v)})" for v in first if v.ok and v.number != voice.number))
                _add(out, voice, "unit_conflict", {"number": voice.shown, "unit": name, "others": others})
        if not valid:
            standing.reason = "unit_conflict"
        del numbers
    _older_and_lower(groups, keys, standing, name, out)


def _valid(group: list[Voice]) -> bool:
    return all(v.ok for v in group) and len({v.number for v in group}) == 1


def _spokesman(group: list[Voice]) -> Voice:
    if len(group) == 1:
        return group[0]
    return min(group, key=lambda v: (v.submission.order, v["sheet"], int(v["row"])))


def _reason(group: list[Voice]) -> str:
    codes = {c for v in group for c in _errors(v)}
    if not codes:
        return "unit_conflict"
    if codes == {"phone_missing"}:
        return "no_hotline_yet"
    return min(codes, key=lambda c: GRAVITY[c])


def _errors(voice: Voice) -> list[str]:
    row = voice
    return [c for c in (row["name_verdict"], row["phone_verdict"], row["authority"]) if c]


def _where(voice: Voice) -> str:
    name = voice.submission.source_file.rsplit("/", 1)[-1]
    return f"{name}, ô {voice['phone_cell']}"


def _add(out: Resolution, voice: Voice, code: str, params: dict[str, object], at_name: bool = False) -> None:
    row = voice
    cell = row["name_cell"] if at_name else row["phone_cell"]
    raw = row["name_raw"] if at_name else row["phone_raw"]
    finding = Finding(code, CATALOGUE[code].severity.value, row["sheet"], cell, raw, row["unit_code"], {"cell": cell, **params})
    out.findings.setdefault(voice.submission.id, []).append(finding)


def _repeats(groups: dict[tuple[int, tuple[str, str]], list[Voice]], code: str, name: str, out: Resolution) -> None:
    """A unit that stands twice in one submission with one number: its further rows are superfluous."""
    del code
    for group in groups.values():
        if len(group) < 2:
            continue
        by_submission: dict[str, list[Voice]] = defaultdict(list)
        for voice in group:
            by_submission[voice.submission.id].append(voice)
        for rows in by_submission.values():
            if len(rows) > 1 and all(v.ok for v in rows) and len({v.number for v in rows}) == 1:
                cells = ", ".join(v["name_cell"] for v in rows)
                for voice in rows[1:]:
                    _add(out, voice, "unit_repeated", {"unit": name, "count": len(rows), "cells": cells}, at_name=True)


def _older_and_lower(
    groups: dict[tuple[int, tuple[str, str]], list[Voice]],
    keys: Sequence[tuple[int, tuple[str, str]]],
    standing: Standing,
    name: str,
    out: Resolution,
) -> None:
    """Tell what was replaced inside each rank, and which lower rank gives another number than the published one."""
    winner = standing.winner
    by_rank: dict[int, list[tuple[int, tuple[str, str]]]] = defaultdict(list)
    for key in keys:
        by_rank[key[0]].append(key)
    for rank, inside in by_rank.items():
        pivot = inside[0]
        if winner is not None and winner.rank == rank:
            pivot = (rank, winner.submission.moment)
        newer = groups[pivot][0]
        for key in inside[inside.index(pivot) + 1 :]:
            out.superseded.extend((voice, newer) for voice in groups[key])
        if len(inside) > 1:
            new, old = groups[inside[0]][0].submission, groups[inside[1]][0].submission
            if new.received_at > old.received_at and new.changed_at < old.changed_at:
                _about_file(
                    out, new, "received_out_of_order", {"when": _clock(new.changed_at), "other": old.source_file.rsplit("/", 1)[-1]}
                )
        if winner is not None and rank > winner.rank:
            for voice in groups[inside[0]]:
                if voice.ok and voice.number != winner.number:
                    told: dict[str, object] = {"number": voice.shown, "unit": name, "published": winner.shown, "winner": _where(winner)}
                    _add(out, voice, "unit_disagrees", told)


def tell_superseded(out: Resolution, registry: Registry) -> None:
    """Add a finding for every row that a newer one replaced: there are many, and the directory does not wait for them."""
    told, out.superseded = out.superseded, []
    for voice, newer in told:
        row = voice.submission.rows.columns
        index = voice.index
        cells = out.closed.setdefault(voice.submission.id, set())
        sheet = row["sheet"][index]
        cells.update((sheet, row[c][index]) for c in ("name_cell", "phone_cell", "note_cell") if row[c][index])
        name = registry.full_name(row["unit_code"][index])
        winner = newer.submission.source_file.rsplit("/", 1)[-1]
        _add(out, voice, "unit_superseded", {"number": voice.shown, "unit": name, "winner": winner})


def _clock(iso: str) -> str:
    """Return an ISO time in Vietnam as people say it; what is no time as it stands."""
    try:
        moment = dt.datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return moment.astimezone(dt.timezone(dt.timedelta(hours=7))).strftime("%H:%M ngày %d/%m/%Y")


def _entry(standing: Standing, registry: Registry) -> dict[str, str]:
    winner = standing.winner
    assert winner is not None
    unit = registry.by_code[standing.unit_code]
    parent = registry.by_code.get(unit.parent)
    row = winner
    values = (
        unit.tier, unit.code, unit.name, unit.parent, parent.name if parent else "", row["display"], row["phone_e164"], row["extension"],
        row["phone_kind"], row["note_public"], "current" if standing.state == "published" else "kept", winner.submission.source_file,
        row["sheet"], row["phone_cell"], winner.submission.id, winner.submission.received_at,
    )  # fmt: skip
    return dict(zip(DIRECTORY_COLUMNS, values, strict=True))


def _shared(out: Resolution, registry: Registry) -> None:
    by_number: dict[str, list[Standing]] = defaultdict(list)
    for standing in out.standings.values():
        if standing.winner is not None and standing.winner["phone_kind"] != "short":
            by_number[standing.winner.number].append(standing)
    for standings in by_number.values():
        if len(standings) < 2:
            continue
        names = {s.unit_code: registry.full_name(s.unit_code) for s in standings}
        for standing in standings:
            assert standing.winner is not None
            others = [n for c, n in names.items() if c != standing.unit_code]
            shown = "; ".join(others[:5]) + (f" và {len(others) - 5} đơn vị khác" if len(others) > 5 else "")
            told: dict[str, object] = {"number": standing.winner.shown, "unit": names[standing.unit_code], "others": shown}
            _add(out, standing.winner, "phone_shared", told)


def _about_file(out: Resolution, submission: Submission, code: str, params: dict[str, object]) -> None:
    findings = out.findings.setdefault(submission.id, [])
    if any(f.code == code for f in findings):
        return
    told: dict[str, object] = {"file": submission.source_file.rsplit("/", 1)[-1], **params}
    findings.append(Finding(code, CATALOGUE[code].severity.value, unit_code=submission.submitter, params=told))


def _about_files(ordered: list[Submission], out: Resolution, registry: Registry) -> None:
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
            if standing.state == "missing":
                standing.reason = "evidence_only"
    for code in sorted(forms - proofs.keys(), key=lambda c: registry.by_code[c].order):
        params: dict[str, object] = {"unit": registry.full_name(code)}
        out.unit_findings.append(Finding("evidence_missing", _WARNING, unit_code=code, params=params))
    for submission in ordered:
        standing_of = out.standings.get(submission.submitter)
        if standing_of is not None and standing_of.state == "missing" and submission.id not in out.replaced:
            codes = [f.code for f in submission.findings if f.severity == _ERROR]
            if codes:
                standing_of.reason = min(codes, key=lambda c: GRAVITY[c])


def _replaced(ordered: list[Submission]) -> set[str]:
    """Return the ids of forms that a newer one of the same sender covers whole: their findings are answered."""
    out: set[str] = set()
    by_sender: dict[str, list[tuple[Submission, set[str]]]] = defaultdict(list)
    for submission in ordered:
        if submission.submitter and not submission.evidence:
            units = {c for c in submission.rows.column("unit_code") if c}
            by_sender[submission.submitter].append((submission, units))
    for sent in by_sender.values():
        for i, (submission, units) in enumerate(sent):
            for newer, covered in sent[i + 1 :]:
                if covered and units <= covered and newer.moment > submission.moment:
                    out.add(submission.id)
                    break
    return out
