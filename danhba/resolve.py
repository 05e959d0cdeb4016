"""resolve: per unit, over all submissions, choose one number, or none and a finding. A pure function of what was received.

The walk goes from the best rank down and, inside a rank, from the newest submission to the oldest: the first voice decides, and
while it is in error the next valid one is published as `kept`.
"""

from __future__ import annotations

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
from danhba.findings import error_codes, names_in_doubt
from danhba.moments import clock
from danhba.registry import Registry
from danhba.values import Finding
from danhba.voices import RANK_DECISION, Said, Submission, Voice, Voices, listen, valid
from schemas.columns import DIRECTORY_COLUMNS
from schemas.findings import CATALOGUE, GRAVITY, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR.value, Severity.WARNING.value, Severity.INFO.value


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
    voices: Voices = field(default_factory=Voices)
    decided: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)  # (row, unit, number) of names in doubt, by submission
    replaced: set[str] = field(default_factory=set)  # submissions that a newer one of the same sender covers whole


def resolve(submissions: Iterable[Submission], registry: Registry, decisions: Iterable[Decision] = ()) -> Resolution:
    """Return the resolution of all submissions (each content once, under its newest receipt), in any order.

    decisions: a reviewer's answers, oldest first.
    """
    ordered = sorted(submissions, key=lambda s: (s.received_at, s.changed_at, s.source_file, s.sha256, s.id))
    for i, submission in enumerate(ordered):
        submission.order = i
    out = Resolution(book=book_of(decisions))
    out.replaced = _replaced(ordered)
    for submission in ordered:
        if submission.id not in out.replaced and submission.findings:
            decided = _decided_names(submission, registry, out)
            if decided:
                out.decided[submission.id] = decided
    voices = out.voices = listen(ordered, out.decided, registry)
    for unit in registry.units:
        standing = out.standings[unit.code] = Standing(unit.code)
        if unit.code in voices.by_unit:
            _walk(standing, voices.by_unit[unit.code], registry, out)
        elif unit.code in voices.outside:
            standing.state, standing.reason = "error", "outside_authority"
            standing.first = voices.outside[unit.code]
    _shared(out, registry)
    out.entries = _entries(out, registry)
    for standing in out.standings.values():
        if standing.winner is not None:
            out.replaced.discard(standing.winner.submission.id)
    _about_files(ordered, out, registry)
    for decision in out.book.lapsed:
        submission_id, sheet, cell = decision.place
        if submission_id:
            told: dict[str, object] = {"cell": cell, "answer": decision.words}
            finding = Finding("decision_lapsed", _WARNING, sheet, cell, decision.label, "", told)
            out.findings.setdefault(submission_id, []).append(finding)
    return out


def _decided_names(submission: Submission, registry: Registry, out: Resolution) -> list[tuple[int, str, str]]:
    """Ask about names that fit several units or none quite; return (row, unit code, number) where a reviewer has decided."""
    doubtful = names_in_doubt(submission.findings)
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
            decided.append((index, chosen.key, "" if row["phone_verdict"] else f"{row['phone_e164']};{row['extension']}"))
    return decided


def _walk(standing: Standing, ranks: dict[int, Said], registry: Registry, out: Resolution) -> None:
    # Best rank first, inside a rank newest first.
    said = [ranks[r] for r in sorted(ranks)]
    groups = [g for s in said for g in s.groups]
    first = groups[0]
    standing.first = first[0]
    chosen = next((g for g in groups if valid(g)), None)
    if chosen is not None:
        standing.winner = _spokesman(chosen)
        standing.state = "published" if chosen is first else "kept"
        standing.reason = "" if standing.state == "published" else _reason(first)
    else:
        standing.state, standing.reason = "error", _reason(first)
    name = registry.full_name(standing.unit_code)
    _repeats(out.voices.repeated.get(standing.unit_code, ()), name, out)
    conflict = len(first) > 1 and len({v.number for v in first if v.ok}) > 1
    if conflict and chosen is None:
        standing.reason = "unit_conflict"
    if standing.state != "published" and _decided(standing, first, conflict, name, out):
        conflict = False
    if conflict:
        for voice in first:
            if voice.ok:
                others = "; ".join(dict.fromkeys(f"{v.shown} ({v.where})" for v in first if v.ok and v.number != voice.number))
                _add(out, voice, "unit_conflict", {"number": voice.shown, "unit": name, "others": others})
    _older_and_lower(said, standing, name, out)


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
        "; ".join(dict.fromkeys(v.where for v in spoken)),
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
            decided = Voice(RANK_DECISION, voice.submission, voice.index, f"{e164};{extension}", voice.unit, chosen.number)
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


def _add(out: Resolution, voice: Voice, code: str, params: dict[str, object], at_name: bool = False) -> None:
    row = voice
    cell = row["name_cell"] if at_name else row["phone_cell"]
    raw = row["name_raw"] if at_name else row["phone_raw"]
    finding = Finding(code, CATALOGUE[code].severity.value, row["sheet"], cell, raw, voice.unit, {"cell": cell, **params})
    out.findings.setdefault(voice.submission.id, []).append(finding)


def _repeats(repeated: Sequence[Sequence[Voice]], name: str, out: Resolution) -> None:
    """A unit that stands several times in one submission with one number: its further rows are superfluous."""
    for voices in repeated:
        cells = ", ".join(v["name_cell"] for v in voices)
        for voice in voices[1:]:
            _add(out, voice, "unit_repeated", {"unit": name, "count": len(voices), "cells": cells}, at_name=True)


def _older_and_lower(ranks: Sequence[Said], standing: Standing, name: str, out: Resolution) -> None:
    """Note what supersedes the older voices of each rank; tell which lower rank gives another number than the published one."""
    winner = standing.winner
    for said in ranks:
        newest = said.groups[0]
        pivot = newest
        if winner is not None and winner.rank == said.rank:
            pivot = next(g for g in said.groups if g[0].submission.moment == winner.submission.moment)
        said.newer = pivot[0].submission
        said.since = said.newer.moment
        if len(said.groups) > 1:
            new, old = newest[0].submission, said.groups[1][0].submission
            if new.received_at > old.received_at and new.changed_at < old.changed_at:
                _about_file(out, new, "received_out_of_order", {"when": clock(new.changed_at), "other": old.file})
        if winner is not None and said.rank > winner.rank:
            for voice in newest:
                if voice.ok and voice.number != winner.number:
                    told: dict[str, object] = {"number": voice.shown, "unit": name, "published": winner.shown, "winner": winner.where}
                    _add(out, voice, "unit_disagrees", told)


def superseded_by(submission: Submission, out: Resolution) -> list[tuple[int, str, Submission]]:
    """Return the rows of a submission that newer ones replaced: (row, unit, the newer submission), in the order of the rows."""
    moment, ranks = submission.moment, out.voices.ranks[submission.submitter]
    told = []
    for index, unit in enumerate(submission.rows.units):
        if unit and moment < (said := ranks[unit]).since and said.newer is not None:
            told.append((index, unit, said.newer))
    for index, unit, _ in out.decided.get(submission.id, ()):
        if moment < (said := ranks[unit]).since and said.newer is not None:
            told.append((index, unit, said.newer))
    return told


def _entries(out: Resolution, registry: Registry) -> list[dict[str, str]]:
    """Return the entries of the directory in registry order; made file by file, so that each file's rows are unpacked once."""
    winners = [(s.unit_code, s.winner, s.state) for s in out.standings.values() if s.winner is not None]
    made = {}
    for code, winner, state in sorted(winners, key=lambda w: w[1].submission.order):
        made[code] = _entry(code, winner, "current" if state == "published" else "kept", registry)
    return [made[code] for code, _, _ in winners]


def _entry(code: str, winner: Voice, status: str, registry: Registry) -> dict[str, str]:
    unit = registry.by_code[code]
    parent = registry.by_code.get(unit.parent)
    columns, i, submission = winner.submission.rows.columns, winner.index, winner.submission
    own = (columns["phone_e164"][i], columns["extension"][i], columns["phone_kind"][i], columns["display"][i])
    e164, extension, kind, display = winner.chosen or own
    values = (
        unit.tier, unit.code, unit.name, unit.parent, parent.name if parent else "", display, e164, extension, kind, columns["note_public"][i],
        status, submission.source_file, columns["sheet"][i], columns["phone_cell"][i], submission.id, submission.received_at,
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
                winner.where,
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
    told: dict[str, object] = {"file": submission.file, **params}
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
            codes = error_codes(submission.findings)
            if codes:
                standing_of.reason = min(codes, key=lambda c: GRAVITY[c])


def _replaced(ordered: list[Submission]) -> set[str]:
    """Return the ids of forms that a newer one of the same sender covers whole: their findings are answered."""
    out: set[str] = set()
    by_sender: dict[str, list[tuple[Submission, set[str]]]] = defaultdict(list)
    for submission in ordered:
        if submission.submitter and not submission.evidence:
            units = {c for c in submission.rows.units if c}
            by_sender[submission.submitter].append((submission, units))
    for sent in by_sender.values():
        for i, (submission, units) in enumerate(sent):
            for newer, covered in sent[i + 1 :]:
                if covered and units <= covered and newer.moment > submission.moment:
                    out.add(submission.id)
                    break
    return out
