"""In which situation every unit is: the one place that decides it, from what was received and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from danhba.model.finding import error_codes
from danhba.model.submission import Submission
from danhba.registry import Registry
from danhba.resolve.none_yet import left_blank
from danhba.resolve.outcome import Resolution, Standing
from danhba.resolve.voices import RANK_SELF, RANK_UNKNOWN
from schemas.situations import Situation

_UNREADABLE = frozenset(
    {"archive_damaged", "file_empty", "file_corrupt", "file_encrypted", "file_unsupported", "file_too_large"}
)


def situations(submissions: Iterable[Submission], resolution: Resolution, registry: Registry) -> dict[str, Situation]:
    """Return the situation of every unit of the registry, by its code.

    submissions: all that were received, resolved (`order` set), in any order.
    """
    sent: dict[str, list[Submission]] = defaultdict(list)
    claimed: set[str] = set()
    for submission in submissions:
        if submission.submitter and not submission.by_reviewer:
            sent[submission.submitter].append(submission)
        elif submission.contradicted:
            claimed.update(submission.claimed, submission.may_be)
    out: dict[str, Situation] = {}
    for unit in registry.units:
        own = sorted(sent.get(unit.code, ()), key=lambda s: -s.order)
        found = _situation(resolution.standings[unit.code], own, registry)
        if found is Situation.NOTHING and unit.code in claimed:
            found = Situation.FILE_UNCLEAR  # "chưa gửi" would be untrue of whoever sent it
        out[unit.code] = found
    return out


def _situation(standing: Standing, own: Sequence[Submission], registry: Registry) -> Situation:
    """own: what the unit itself sent, newest first."""
    if standing.carried and standing.first is None:
        return Situation.CARRIED
    if standing.state in ("published", "kept"):
        return Situation(standing.state)
    if standing.state == "missing":
        return _without_row(standing.unit_code, own, registry)
    if standing.reason == "decision_applied":
        return Situation.WITHHELD
    voice = standing.first
    if voice is None or standing.reason == "submitter_unknown" or voice.rank == RANK_UNKNOWN:
        return Situation.SENDER_UNCLEAR
    if voice.rank != RANK_SELF:
        return Situation.WRITTEN_BY_OTHERS
    if standing.reason == "no_hotline_yet":
        return Situation.SAYS_NONE_YET
    return Situation.LEFT_BLANK if standing.reason == "phone_missing" and left_blank(voice) else Situation.WITH_ERRORS


def _without_row(code: str, own: Sequence[Submission], registry: Registry) -> Situation:
    """Of a unit of which no row speaks: what of its own has come."""
    forms = [s for s in own if not (s.evidence or s.words)]
    if not own:
        return Situation.NOTHING
    if not forms:
        return Situation.EVIDENCE_ONLY if any(s.evidence for s in own) else Situation.WORDS_ONLY
    # A list that was read says more than a file beside it that was not, and so on down.
    named = {u for s in forms for u in s.rows.units if u}
    if any(registry.is_within(u, code) for u in named):
        return Situation.BELOW_ONLY
    codes = {c for s in forms for c in error_codes(s.findings)}
    if any(len(s.rows) for s in forms):
        return Situation.WITHOUT_OWN_ROW
    if "form_empty" in codes:
        return Situation.FORM_BLANK
    return Situation.UNREADABLE if codes and codes <= _UNREADABLE else Situation.WITHOUT_OWN_ROW
