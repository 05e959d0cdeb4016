"""tien-do.csv: every unit and its state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.demands import Answer
from danhba.resolve.outcome import Resolution
from schemas.situations import MEANINGS, Situation

_NONE: Mapping[str, str] = {}


def progress_table(
    submissions: Sequence[Submission],
    resolution: Resolution,
    situations: Mapping[str, Situation],
    counts: Counter[tuple[str, str]],
    registry: Registry,
    answers: Mapping[str, Mapping[str, Answer]] | None = None,
    duty_until: Mapping[str, str] = _NONE,
    counts_month: Mapping[str, str] = _NONE,
) -> list[dict[str, str]]:
    """Return one line a unit of the registry: its state and why it is not simply published (tien-do.csv).

    situations: of every unit, as `resolve.situation` returns them; counts: findings by (unit code, severity);
    answers: as `resolve.demands` returns them;
    duty_until, counts_month: by unit code, where there is any.
    """
    proofs = {s.submitter for s in submissions if s.evidence and s.submitter}
    newest: dict[str, Submission] = {}
    for submission in sorted(submissions, key=lambda s: s.order):
        if submission.submitter and not submission.by_reviewer:
            newest[submission.submitter] = submission
    phones = {e["unit_code"]: e["phone"] for e in resolution.entries}
    lines = []
    for unit in registry.units:
        standing = resolution.standings[unit.code]
        voice = standing.voice
        spoken = voice.submission if voice else newest.get(unit.code)
        submitter = spoken.submitter if spoken else ""
        lines.append(
            {
                "tier": unit.tier,
                "unit_code": unit.code,
                "name": unit.name,
                "parent_code": unit.parent,
                "state": standing.state,
                "reason": standing.reason,
                "phone": phones.get(unit.code, ""),
                "submitted_by": submitter or ("?" if spoken else ""),
                "received_at": spoken.received_at if spoken else "",
                "late": ("yes" if spoken.late else "no") if spoken else "",
                "evidence": "yes" if unit.code in proofs or (submitter in proofs and submitter) else "no",
                "errors": str(counts[unit.code, "error"]),
                "warnings": str(counts[unit.code, "warning"]),
                "situation": situations[unit.code].value,
                "situation_words": MEANINGS[situations[unit.code]].words,
                "demands": " ".join(f"{d}={a.state.value}" for d, a in (answers or {}).get(unit.code, {}).items()),
                "duty_until": duty_until.get(unit.code, ""),
                "counts_month": counts_month.get(unit.code, ""),
            }
        )
    return lines
