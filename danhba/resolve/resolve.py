"""resolve: per unit, over all submissions, choose one number, or none and a finding. A pure function of what was
received.

The walk goes from the best rank down and, inside a rank, from the newest submission to the oldest: the first voice
decides, and while it is in error the next valid one is published as `kept`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from danhba.calls.counted import Calls
from danhba.model.call import Call
from danhba.model.finding import Finding
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.ask import (
    about_unit,
    decided_names,
    decided_number,
    decided_sender,
    in_spite_of_outsiders,
    once_chosen,
    said_not_in_use,
    several,
    taken_back_with_new,
)
from danhba.resolve.called import heed_calls, tell_lapsed
from danhba.resolve.carried import carried_submissions, carry_over
from danhba.resolve.newest import evidence_of_order, part_by_sending
from danhba.resolve.outcome import WARNING, Resolution, Standing
from danhba.resolve.remarks import about_files, add_remark, older_and_lower, reason_of, repeats, replaced_whole
from danhba.resolve.said_again import only_passed_on
from danhba.resolve.shared_numbers import decided_shared
from danhba.resolve.taken_back import tell_effects
from danhba.resolve.voices import RANK_CARRIED, Said, Voice, listen, other_parts, valid
from danhba.review.questions import (
    Decision,
    book_of,
)
from schemas.tables import DIRECTORY_COLUMNS


def resolve(
    submissions: Iterable[Submission],
    registry: Registry,
    decisions: Iterable[Decision] = (),
    calls: Calls = Calls(),
    handed_in: Iterable[Call] = (),
    at: dt.datetime | None = None,
    carried: Sequence[Submission] | None = None,
) -> Resolution:
    """Return the resolution of all submissions (each content once, under its newest receipt), in any order.

    decisions: a reviewer's answers, oldest first; calls: all that were ever made, of which those up to `at` are heeded;
    handed_in: those of the workbooks among the submissions; carried: what stood when a later campaign began, with what
    words of this one take back of it, None where nobody heard them.
    """
    ordered = sorted(submissions, key=lambda s: (*s.moment, s.source_file, s.sha256, s.id))
    for i, submission in enumerate(ordered):
        submission.order = i
    out = Resolution(book=book_of(decisions))
    for submission in ordered:
        if submission.contradicted and len(submission.rows):
            decided_sender(submission, registry, out)
    out.replaced = replaced_whole(ordered, registry)
    for submission in ordered:
        if submission.id not in out.replaced and submission.findings and not submission.contradicted:
            decided = decided_names(submission, registry, out)
            if decided:
                out.decided[submission.id] = decided
    voices = out.voices = listen(ordered, out.decided, registry)
    for unit in registry.units:
        standing = out.standings[unit.code] = Standing(unit.code)
        if unit.code in voices.by_unit:
            _walk(standing, voices.by_unit[unit.code], ordered, registry, out)
        elif unit.code in voices.withheld:
            standing.state, standing.reason = "error", "submitter_unknown"
            standing.first = voices.withheld[unit.code]
        elif unit.code in voices.outside:
            standing.state, standing.reason = "error", "outside_authority"
            standing.first = voices.outside[unit.code]
    decided_shared(out, registry)
    carry_over(out, carried_submissions(registry) if carried is None else carried, registry)
    if at is not None:
        heed_calls(out, calls, at, registry)
        tell_lapsed(out, handed_in, registry)
    out.entries = _entries(out, registry)
    for standing in out.standings.values():
        if standing.winner is not None:
            out.replaced.discard(standing.winner.submission.id)
    asked = frozenset(q.unit_code for q in out.book.questions if q.unit_code and not q.answer)
    tell_effects(ordered, asked)
    about_files(ordered, out, registry)
    tell_lapsed_decisions(out.book.lapsed, out)
    _tell_contradicted(out)
    return out


def tell_lapsed_decisions(lapsed: Iterable[Decision], out: Resolution) -> None:
    """Say at the cell in which a decision was given that it holds no longer."""
    for decision in lapsed:
        submission_id, sheet, cell = decision.place
        if submission_id:
            told: dict[str, object] = {"cell": cell, "answer": decision.words}
            finding = Finding("decision_lapsed", WARNING, sheet, cell, decision.label, "", told)
            out.findings.setdefault(submission_id, []).append(finding)


def _tell_contradicted(out: Resolution) -> None:
    """Say at each of the cells in which reviewers decided differently in one night that neither answer holds."""
    for decision, others in out.book.contradicted:
        submission_id, sheet, cell = decision.place
        said = "; ".join(f"{other.words} (tệp {other.file.rsplit('/', 1)[-1]}, ô {other.place[2]})" for other in others)
        told: dict[str, object] = {"cell": cell, "answer": decision.words, "others": said}
        finding = Finding("decision_contradicted", WARNING, sheet, cell, decision.label, "", told)
        out.findings.setdefault(submission_id, []).append(finding)


def _walk(
    standing: Standing, ranks: dict[int, Said], ordered: Sequence[Submission], registry: Registry, out: Resolution
) -> None:
    # Best rank first, inside a rank newest first.
    said = [ranks[r] for r in sorted(ranks)]
    corrected = part_by_sending(said[0])
    doubt = _order_in_doubt(said[0])
    if doubt == -1:  # one of one night calls itself newer than the other, whose file was changed later, or an older
        # one was passed on: a conflict
        said[0].groups[:2] = [[*said[0].groups[0], *said[0].groups[1]]]
    if parts := other_parts(said[0]):
        said[0].groups = [[*said[0].groups[0], *parts]]
    groups = [g for s in said for g in s.groups]
    first = groups[0]
    standing.first = first[0]
    chosen = next((g for g in groups if valid(g)), None)
    if chosen is not None and chosen is not first:
        cut_off = {n for g in groups[: groups.index(chosen)] for v in g for n in said_not_in_use(v, out, registry.plan)}
        if chosen[0].number.partition(";")[0] in cut_off:
            chosen = None  # a better or newer voice said that just this number is no longer in use: it is not kept
    if chosen is not None:
        standing.winner = _spokesman(chosen)
        standing.state = "published" if chosen is first else "kept"
        standing.reason = "" if standing.state == "published" else reason_of(first)
    else:
        standing.state, standing.reason = "error", reason_of(first)
    name = registry.full_name(standing.unit_code)
    repeats(out.voices.repeated.get(standing.unit_code, ()), name, out)
    conflict = len(first) > 1 and len({v.number for v in first if v.ok}) > 1
    if conflict and chosen is None:
        standing.reason = "unit_conflict"
    decided = False
    if standing.state != "published":
        beside = taken_back_with_new((v for g in groups[1:] for v in g), out)
        decided = decided_number(standing, first, conflict, registry, out, beside=beside)
        conflict = conflict and not decided
    elif doubt == 0:
        older = said[0].groups[1]
        decided = decided_number(standing, [*first, *older], False, registry, out, "order")
        if not decided:
            for voice in older:
                told: dict[str, object] = {"number": voice.shown, "unit": name, "winner": first[0].submission.file}
                add_remark(out, voice, "unit_superseded", told, severity=WARNING)
                out.doubted.add((voice.submission.id, voice.index))
    for voice in corrected:
        told: dict[str, object] = {"number": voice.shown, "unit": name, "winner": first[0].submission.file}
        add_remark(out, voice, "unit_superseded", told)
        out.doubted.add((voice.submission.id, voice.index))
    if not decided:
        _overtaken(standing, first, ordered, registry, out)
    if conflict:
        said_of = _by_number(first)
        for voice in first:
            if voice.ok:
                # A few of each other number: a file with thousands of rows for one unit would fill every message with
                # all of them.
                others = several(text for number, texts in said_of.items() if number != voice.number for text in texts)
                add_remark(out, voice, "unit_conflict", {"number": voice.shown, "unit": name, "others": others})
    older_and_lower(said, standing, name, out)


def _overtaken(
    standing: Standing, first: list[Voice], ordered: Sequence[Submission], registry: Registry, out: Resolution
) -> None:
    """Let a unit wait whose number was decided and whose rows say another one since: what a person answered is never
    replaced without being asked again."""
    answer = out.book.standing(about_unit(standing.unit_code))
    if answer is None or (standing.winner is not None and standing.winner.number == answer.choice):
        return
    asked = any(q.id == answer.question for q in out.book.questions)
    number = standing.winner
    if asked and (voice := in_spite_of_outsiders(first, answer.choice, out)) is not None:
        standing.winner, standing.state = voice, "kept"
        return
    if standing.state == "published" and not asked:
        chosen_once = once_chosen(standing.unit_code, ordered, registry, out)
        if decided_number(standing, first, False, registry, out, "overtaken", chosen_once):
            return
    elif not asked:
        out.book.lapsed.append(answer)  # nothing that could be chosen stands there now
    standing.lapsed = True
    if number is None:
        return
    name = registry.full_name(standing.unit_code)
    if standing.state == "published":
        for voice in first:
            told: dict[str, object] = {"number": voice.shown, "unit": name, "answer": answer.words}
            add_remark(out, voice, "decision_overtaken", told)
        standing.reason = "decision_overtaken"
    standing.winner, standing.state = None, "error"


def _order_in_doubt(said: Said) -> int | None:
    """Return what speaks for the order of the two newest groups of a rank, where they came in one night with two
    numbers:
    1 what the files say confirms it, 0 their times of change alone, -1 something speaks against it; None elsewhere."""
    if len(said.groups) < 2 or not (valid(said.groups[0]) and valid(said.groups[1])):
        return None
    new, old = said.groups[0][0], said.groups[1][0]
    if new.number != old.number and only_passed_on(new.submission, old.submission):
        return -1
    if new.number == old.number or new.submission.received_at != old.submission.received_at:
        return None
    return evidence_of_order(new.submission, old.submission)


_FIRST = 30  # numbers, and places of each, that are told of a conflict


def _by_number(voices: list[Voice]) -> dict[str, list[str]]:
    """Return the first numbers that voices give, and where each stands."""
    out: dict[str, list[str]] = {}
    for voice in voices:
        if voice.ok and (voice.number in out or len(out) < _FIRST):
            texts = out.setdefault(voice.number, [])
            if len(texts) < _FIRST:
                texts.append(f"{voice.shown} ({voice.where})")
    return out


def _spokesman(group: list[Voice]) -> Voice:
    if len(group) == 1:
        return group[0]
    return min(group, key=lambda v: (v.submission.order, v["sheet"], int(v["row"])))


def _entries(out: Resolution, registry: Registry) -> list[dict[str, str]]:
    """Return the entries of the directory in registry order; made file by file, so that each file's rows are unpacked
    once."""
    winners = [(s.unit_code, s.winner, s.state) for s in out.standings.values() if s.winner is not None]
    made = {}
    for code, winner, state in sorted(winners, key=lambda w: w[1].submission.order):
        entry = made[code] = _entry(code, winner, "current" if state == "published" else "kept", registry)
        if registry.begins is not None:
            entry["confirmed"] = "no" if winner.rank == RANK_CARRIED else "yes"
    return [made[code] for code, _, _ in winners]


def _entry(code: str, winner: Voice, status: str, registry: Registry) -> dict[str, str]:
    unit = registry.by_code[code]
    parent = registry.by_code.get(unit.parent)
    columns, i, submission = winner.submission.rows.columns, winner.index, winner.submission
    own = (columns["phone_e164"][i], columns["extension"][i], columns["phone_kind"][i], columns["display"][i])
    e164, extension, kind, display = winner.chosen or own
    values = (
        unit.tier, unit.code, unit.name, unit.parent, parent.name if parent else "", display, e164, extension, kind,
        columns["note_public"][i],
        status, submission.source_file, columns["sheet"][i], columns["phone_cell"][i], submission.id,
        submission.received_at, "",
    )  # fmt: skip
    return dict(zip(DIRECTORY_COLUMNS, values, strict=True))
