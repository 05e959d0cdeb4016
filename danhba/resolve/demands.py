"""What every unit has done about every demand of the letter: one state a unit and demand, so that each demand's states
sum to the registry. Pure: submissions resolved go in, lines come out.

What meets a demand is the campaign's data (`schemas/demands.py`); what a submission proves stands in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.outcome import Resolution, Standing
from schemas.demands import (
    DEMAND_STATE_TITLES,
    EVIDENCE,
    MEANS,
    NUMBER,
    RETURN,
    Demand,
    DemandState,
)
from schemas.situations import MEANINGS, Situation

_MET, _WAITING, _MISSING = DemandState.MET, DemandState.WAITING, DemandState.MISSING
_BEST = {_MET: 0, _WAITING: 1, _MISSING: 2}
_NO_FORMS: Mapping[str, Mapping[str, Submission]] = {}
_NOTHING_CAME = frozenset({Situation.NOTHING, Situation.EVIDENCE_ONLY, Situation.WORDS_ONLY})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit has done about a demand: the state, why it is not met ('' where that says itself), by which file."""

    state: DemandState
    why: str = ""
    by: Submission | None = None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is known of one unit. own: what it sent, newest first; for_it: what whoever's return spoke for it sent;
    forms: by means, what holds of the forms beside the hotline's."""

    standing: Standing
    situation: Situation
    own: Sequence[Submission] = ()
    for_it: Sequence[Submission] = field(default=())
    forms: Mapping[str, Submission] = field(default_factory=dict[str, Submission])


def demand_answers(
    submissions: Iterable[Submission],
    resolution: Resolution,
    situations: Mapping[str, Situation],
    registry: Registry,
    by_form: Mapping[str, Mapping[str, Submission]] = _NO_FORMS,
) -> dict[str, dict[str, Answer]]:
    """Return each unit's answer to each demand, by the unit's code and the demand's id; {} inside where the campaign
    declares none.

    by_form: for a means that is a form of its own (ROSTER, COUNTS), the submission that holds for a unit, by its code.
    """
    if not registry.demands:
        return {unit.code: {} for unit in registry.units}
    sent: dict[str, list[Submission]] = defaultdict(list)
    for submission in submissions:
        if submission.submitter and not submission.by_reviewer:
            sent[submission.submitter].append(submission)
    for of_one in sent.values():
        of_one.sort(key=lambda s: -s.order)
    out: dict[str, dict[str, Answer]] = {}
    for unit in registry.units:
        standing = resolution.standings[unit.code]
        voice = standing.voice
        speaker = voice.submission.submitter if voice else ""
        known = _Unit(
            standing,
            situations[unit.code],
            sent.get(unit.code, ()),
            sent.get(speaker, ()) if speaker != unit.code else (),
            {mean: held[unit.code] for mean, held in by_form.items() if unit.code in held},
        )
        out[unit.code] = {demand.id: _answer(demand, unit.tier, known) for demand in registry.demands}
    return out


def _answer(demand: Demand, tier: str, unit: _Unit) -> Answer:
    if demand.tiers and tier not in demand.tiers:
        return Answer(DemandState.NOT_ASKED)
    answers = [_by(mean, demand, unit) for mean in demand.met_by]
    best = min(answers, key=lambda a: _BEST[a.state])
    if not demand.every or len(answers) == 1:
        return best
    worst = max(answers, key=lambda a: _BEST[a.state])
    if best.state == worst.state:
        return best
    lacks = "; ".join(
        answer.why or f"chưa có {MEANS[mean]}"
        for mean, answer in zip(demand.met_by, answers, strict=True)
        if answer.state != _MET
    )
    return Answer(_WAITING, lacks, best.by)


def _by(mean: str, demand: Demand, unit: _Unit) -> Answer:
    """Return how far one means meets a demand."""
    if mean == NUMBER:
        return _number(unit)
    if mean == RETURN:
        answer = _of_files([s for s in unit.own if not s.evidence and not s.meets and len(s.rows)], demand)
        if answer.state == _MISSING and unit.for_it and unit.standing.voice and unit.standing.winner:
            return Answer(_WAITING, "biểu mẫu do đơn vị khác gửi thay", unit.standing.voice.submission)
        return answer
    if mean in unit.forms:
        return _of_files([unit.forms[mean]], demand)
    if mean == EVIDENCE:
        own, others = [s for s in unit.own if s.evidence], [s for s in unit.for_it if s.evidence]
    else:
        own, others = [s for s in unit.own if mean in s.meets], [s for s in unit.for_it if mean in s.meets]
    if own:
        return _of_files(own, demand)
    code = unit.standing.unit_code
    stated = (s for s in unit.own if any(one.form == mean and one.unit_code == code for one in s.stated))
    if sent := next(stated, None):  # a form that says something of the unit, and does not hold
        return Answer(_WAITING, f"{MEANS[mean]} đã gửi, chưa phủ kín hoặc đã hết hạn", sent)
    if tried := next((s for s in unit.own if mean in s.tries), None):
        return Answer(_WAITING, f"{MEANS[mean]} còn lỗi", tried)
    if others:
        return Answer(_WAITING, "tài liệu do đơn vị khác gửi thay", others[0])
    if mean.startswith(f"{EVIDENCE}:") and (unknown := next((s for s in unit.own if _is_unknown(s)), None)):
        return Answer(_WAITING, "có tài liệu chưa rõ loại, cần xem", unknown)
    return Answer(_MISSING)


def _is_unknown(submission: Submission) -> bool:
    """Tell whether nobody knows what a supporting document is: a roster or counts, in error or not, are known."""
    known = submission.meets or submission.tries or submission.stated
    return submission.evidence and not known


def _number(unit: _Unit) -> Answer:
    voice = unit.standing.voice
    by = voice.submission if voice and unit.standing.winner else None
    if unit.standing.state == "published":
        return Answer(_MET, by=by)
    if unit.situation in _NOTHING_CAME or (unit.situation == Situation.CARRIED and not unit.own):
        return Answer(_MISSING)
    return Answer(_WAITING, MEANINGS[unit.situation].words, by or (unit.own[0] if unit.own else None))


def _of_files(files: Sequence[Submission], demand: Demand) -> Answer:
    """Return what files, newest first, are worth: the newest of them that came in time."""
    if not files:
        return Answer(_MISSING)
    in_time = next((s for s in files if not (demand.by_deadline and s.late)), None)
    return Answer(_MET, by=in_time) if in_time else Answer(_WAITING, "gửi sau hạn", files[-1])


def demand_lines(answers: Mapping[str, Mapping[str, Answer]], registry: Registry) -> list[dict[str, str]]:
    """Return yeu-cau.csv: one line a unit and demand, in the order of the registry and the letter."""
    return [
        {
            "tier": unit.tier,
            "unit_code": unit.code,
            "name": registry.full_name(unit.code),
            "demand": demand.id,
            "demand_words": demand.words,
            "state": (answer := answers[unit.code][demand.id]).state.value,
            "state_words": DEMAND_STATE_TITLES[answer.state],
            "why": answer.why,
            "source_file": answer.by.source_file if answer.by else "",
            "received_at": answer.by.received_at if answer.by else "",
        }
        for unit in registry.units
        for demand in registry.demands
    ]


def demand_counts(answers: Mapping[str, Mapping[str, Answer]], registry: Registry) -> dict[str, Counter[DemandState]]:
    """Return how many units are in which state of each demand, by the demand's id."""
    return {d.id: Counter(of_unit[d.id].state for of_unit in answers.values()) for d in registry.demands}
