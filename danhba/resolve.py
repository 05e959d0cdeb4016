"""resolve: per unit, over all submissions, choose one number, or none and a finding. A pure function of what was received.

A row speaks for a unit by the rank of who sent it. The walk goes from the best rank down and, inside a rank, from the newest
submission to the oldest: the first voice decides, and while it is in error the next valid one is published as `kept`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from danhba.decisions import (
    NOTHING,
    Book,
    Choice,
    Decision,
    Question,
    book_of,
    mark,
    number_choice,
    with_nothing,
)
from danhba.registry import Registry
from danhba.rows import Rows
from danhba.values import Finding
from schemas.findings import CATALOGUE, GRAVITY, Severity
from schemas.rows import DIRECTORY_COLUMNS

RANK_DECISION, RANK_SELF, RANK_PARENT, RANK_OFFICE, RANK_UNKNOWN, RANK_NONE = 1, 2, 3, 4, 5, 9

_ERROR, _WARNING, _INFO = Severity.ERROR.value, Severity.WARNING.value, Severity.INFO.value


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
    decisions: int = -1  # answers read from a workbook of decisions; -1 for anything else
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
    unit: str = ""
    chosen: tuple[str, str, str, str] | None = None  # (e164, extension, kind, display) that a reviewer decided for

    def __getitem__(self, name: str) -> str:
        """Return one value of the row (a name of KEPT_COLUMNS)."""
        return self.submission.rows.columns[name][self.index]

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
        text = self.display if self.ok else self["phone_raw"] or "(trống)"
        return f"{text}, máy lẻ {self.extension}" if self.ok and self.extension else text


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
    book: Book = field(default_factory=Book)  # the questions put to the reviewer, with the decisions in force
    superseded: list[tuple[Voice, Voice]] = field(default_factory=list)  # (old voice, newer one): told as findings one by one
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


def resolve(submissions: Iterable[Submission], registry: Registry, decisions: Iterable[Decision] = ()) -> Resolution:
    """Return the resolution of all submissions (each content once, under its newest receipt), in any order.

    decisions: a reviewer's answers, oldest first.
    """
    ordered = sorted(submissions, key=lambda s: (s.received_at, s.changed_at, s.source_file, s.sha256, s.id))
    for i, submission in enumerate(ordered):
        submission.order = i
    out = Resolution(book=book_of(decisions))
    out.replaced = _replaced(ordered)
    voices: dict[str, list[Voice]] = defaultdict(list)
    outside: dict[str, list[Voice]] = defaultdict(list)
    ranks: dict[tuple[str, str], int] = {}

    def speak(submission: Submission, index: int, code: str, ok: bool, number: str) -> None:
        pair = (submission.submitter, code)
        rank = ranks.get(pair)
        if rank is None:
            rank = ranks[pair] = rank_of(*pair, registry)
        (outside if rank == RANK_NONE else voices)[code].append(Voice(rank, submission, index, ok, number, code))

    for submission in ordered:
        rows = submission.rows
        columns = zip(rows.column("unit_code"), rows.column("ok"), rows.column("phone_e164"), rows.column("extension"), strict=True)
        for index, (code, ok, e164, extension) in enumerate(columns):
            if code:
                speak(submission, index, code, ok == "1", f"{e164};{extension}")
        if submission.id not in out.replaced:
            for index, code in _decided_names(submission, registry, out):
                row = rows[index]
                speak(submission, index, code, not row["phone_verdict"], f"{row['phone_e164']};{row['extension']}")
    for unit in registry.units:
        standing = out.standings[unit.code] = Standing(unit.code)
        if unit.code in voices:
            _walk(standing, voices[unit.code], registry, out)
        elif unit.code in outside:
            standing.state, standing.reason = "error", "outside_authority"
            standing.first = outside[unit.code][-1]
    _shared(out, registry)
    for standing in out.standings.values():
        if standing.winner is not None:
            out.entries.append(_entry(standing, registry))
            out.replaced.discard(standing.winner.submission.id)
    _about_files(ordered, out, registry)
    for decision in out.book.lapsed:
        submission_id, sheet, cell = decision.place
        if submission_id:
            told: dict[str, object] = {"cell": cell, "answer": decision.words}
            finding = Finding("decision_lapsed", _WARNING, sheet, cell, decision.label, "", told)
            out.findings.setdefault(submission_id, []).append(finding)
    return out


def _decided_names(submission: Submission, registry: Registry, out: Resolution) -> list[tuple[int, str]]:
    """Ask about names that fit several units or none quite; return (row, unit code) where a reviewer has decided."""
    doubtful = [f for f in submission.findings if f.code in ("name_guessed", "name_ambiguous") and f.params.get("options")]
    if not doubtful:
        return []
    at = {(s, c): i for i, (s, c) in enumerate(zip(submission.rows.column("sheet"), submission.rows.column("name_cell"), strict=True))}
    decided = []
    for finding in doubtful:
        index = at.get((finding.sheet, finding.cell))
        if index is None:
            continue
        row = submission.rows[index]
        options = [str(o) for o in finding.params["options"] if str(o) in registry.by_code]  # type: ignore[attr-defined]
        about = submission.submitter or f"{submission.sha256}!{finding.sheet}!{finding.cell}"
        question = Question(
            mark("name", about, row["name_raw"])[:10],
            mark(row["name_raw"], row["phone_raw"], options),
            "name",
            "",
            row["name_raw"],
            f"“{row['name_raw']}” – {row['phone_raw'] or '(trống)'}",
            f"{submission.source_file}, ô {finding.cell}",
            with_nothing([Choice(o, registry.full_name(o)) for o in options]),
        )
        chosen = out.book.ask(question)
        if chosen is None:
            continue
        out.closed.setdefault(submission.id, set()).add((finding.sheet, finding.cell))
        told: dict[str, object] = {"cell": finding.cell, "raw": row["name_raw"], "answer": question.answer}
        out.findings.setdefault(submission.id, []).append(
            Finding("decision_applied", Severity.INFO.value, finding.sheet, finding.cell, row["name_raw"], "", told)
        )
        if chosen.key != NOTHING:
            decided.append((index, chosen.key))
    return decided


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
    conflict = len({v.number for v in first if v.ok}) > 1
    if conflict and not valid:
        standing.reason = "unit_conflict"
    if standing.state != "published" and _decided(standing, first, conflict, name, out):
        conflict = False
    if conflict:
        for voice in first:
            if voice.ok:
                others = "; ".join(dict.fromkeys(f"{v.shown} ({_where(v)})" for v in first if v.ok and v.number != voice.number))
                _add(out, voice, "unit_conflict", {"number": voice.shown, "unit": name, "others": others})
    _older_and_lower(groups, keys, standing, name, out)


def _decided(standing: Standing, first: list[Voice], conflict: bool, name: str, out: Resolution) -> bool:
    """Ask the reviewer about a unit whose first voice is in error; put the decision in force, if there is one."""
    spoken = [*first, standing.winner] if standing.winner else first
    choices: list[Choice] = []
    for voice in spoken:
        where = f"{voice.submission.source_file}, ô {voice['phone_cell']}"
        if voice.ok:
            choices.append(number_choice(voice["phone_e164"], voice["extension"], voice["phone_kind"], voice["display"], where))
        else:
            choices += [number_choice(str(o[0]), str(o[1]), str(o[2]), str(o[3]), where) for o in _options(voice)]
    if not choices:
        return False
    kind = "conflict" if conflict else "kept" if standing.winner else "number"
    question = Question(
        mark("unit", standing.unit_code)[:10],
        mark(sorted({(v.rank, v.submission.submitter, v["name_raw"], v["phone_raw"]) for v in spoken})),
        kind,
        standing.unit_code,
        name,
        "; ".join(dict.fromkeys(v["phone_raw"] or "(trống)" for v in spoken)),
        "; ".join(dict.fromkeys(_where(v) for v in spoken)),
        with_nothing(choices),
    )
    chosen = out.book.ask(question)
    if chosen is None:
        return False
    standing.reason = "" if chosen.key != NOTHING else "decision_applied"
    standing.state = "published" if chosen.key != NOTHING else "error"
    standing.winner = None
    for voice in spoken:
        out.closed.setdefault(voice.submission.id, set()).add((voice["sheet"], voice["phone_cell"]))
        mine = f"{voice['phone_e164']};{voice['extension']}" if voice.ok else ""
        if standing.winner is None and (
            mine == chosen.key or (not voice.ok and any(f"{o[0]};{o[1]}" == chosen.key for o in _options(voice)))
        ):
            e164, extension, _, _ = chosen.number
            decided = Voice(RANK_DECISION, voice.submission, voice.index, True, f"{e164};{extension}", voice.unit, chosen.number)
            standing.winner = decided
    told = standing.winner or spoken[0]
    _add(out, told, "decision_applied", {"raw": told["phone_raw"], "answer": question.answer})
    return True


def _options(voice: Voice) -> list[list[object]]:
    """Return the numbers that a refused cell may mean, as (e164, extension, kind, display)."""
    place = (voice["sheet"], voice["phone_cell"])
    for finding in voice.submission.findings:
        if (finding.sheet, finding.cell) == place and finding.code.startswith("phone_") and finding.params.get("options"):
            return list(finding.params["options"])  # type: ignore[call-overload]
    return []


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
    finding = Finding(code, CATALOGUE[code].severity.value, row["sheet"], cell, raw, voice.unit, {"cell": cell, **params})
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


def superseded_by(out: Resolution) -> dict[str, list[tuple[Voice, Voice]]]:
    """Return, by submission, the voices that newer ones replaced, with those."""
    told: dict[str, list[tuple[Voice, Voice]]] = defaultdict(list)
    for old, newer in out.superseded:
        told[old.submission.id].append((old, newer))
    return told


def superseded(old: Voice, newer: Voice, registry: Registry) -> Finding:
    """Return the finding of a voice that a newer one replaced. There are many: each is made when it is told and then let go."""
    name = registry.full_name(old.unit)
    cell = old["phone_cell"]
    told: dict[str, object] = {"cell": cell, "number": old.shown, "unit": name, "winner": newer.submission.source_file.rsplit("/", 1)[-1]}
    return Finding("unit_superseded", _INFO, old["sheet"], cell, old["phone_raw"], old.unit, told)


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
    e164, extension, kind, display = winner.chosen or (row["phone_e164"], row["extension"], row["phone_kind"], row["display"])
    values = (
        unit.tier, unit.code, unit.name, unit.parent, parent.name if parent else "", display, e164, extension, kind, row["note_public"], "current" if standing.state == "published" else "kept", winner.submission.source_file,
        row["sheet"], row["phone_cell"], winner.submission.id, winner.submission.received_at,
    )  # fmt: skip
    return dict(zip(DIRECTORY_COLUMNS, values, strict=True))


def _shared(out: Resolution, registry: Registry) -> None:
    by_number: dict[str, list[Standing]] = defaultdict(list)
    for standing in out.standings.values():
        if standing.winner is not None and not standing.winner.number.startswith("1"):
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
            if standing.winner.rank == RANK_DECISION:
                continue
            winner = standing.winner
            label = "Đúng là số của đơn vị này"
            question = Question(
                mark("shared", standing.unit_code)[:10],
                mark(winner.number, sorted(names)),
                "shared",
                standing.unit_code,
                names[standing.unit_code],
                f"{winner.shown} cũng của: {shown}",
                _where(winner),
                with_nothing([Choice(winner.number, label)]),
            )
            chosen = out.book.ask(question)
            if chosen is None:
                _add(out, winner, "phone_shared", told)
                continue
            _add(out, winner, "decision_applied", {"raw": winner["phone_raw"], "answer": question.answer})
            if chosen.key == NOTHING:
                standing.winner, standing.state, standing.reason = None, "error", "decision_applied"


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
