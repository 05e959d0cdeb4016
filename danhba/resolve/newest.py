"""Which of two files received in one night is the newer: their times of change, unless what they say themselves speaks
against it."""

from __future__ import annotations

from danhba.model.submission import Submission
from danhba.resolve.voices import Said, Voice, valid

_CALLED_OLD = "phone_withdrawn"
_SECOND = 2  # the sending that a name counts: a word of correction alone may speak of anything


def evidence_of_order(newer: Submission, older: Submission) -> int:
    """Return 1 where what the files say confirms their order, -1 where something speaks against it, 0 where they say
    nothing.

    Compared: the time at which each says it was saved, and which of them calls itself a correction (lần 2, thay thế …).
    """
    signs = set[int]()
    if newer.saved_at and older.saved_at and newer.saved_at != older.saved_at:
        signs.add(1 if newer.saved_at > older.saved_at else -1)
    if newer.correction != older.correction:
        signs.add(1 if newer.correction > older.correction else -1)
    return -1 if -1 in signs else max(signs, default=0)


def part_by_sending(said: Said) -> list[Voice]:
    """Part the newest voices of one moment, which differ, where one file counts itself as a later sending than all
    others (“lần 2”) and nothing that they say speaks against it; return those that it replaces, none elsewhere.

    Files of one archive or mail have one time: their names are all that tells a correction from what it corrects.
    """
    group = said.groups[0]
    if valid(group):
        return []
    # “cũ/pl.xlsx” beside “mới/pl.xlsx”: the one that is called old stands behind the other.
    called_old = [v for v in group if v["errors"] == _CALLED_OLD]
    others = [v for v in group if v not in called_old]
    if called_old and others and {v.submission.id for v in called_old}.isdisjoint(v.submission.id for v in others):
        said.groups[:1] = [others, called_old]
        group = others
    if valid(group) or not all(v.ok for v in group):
        return []
    newest = max((v.submission for v in group), key=lambda s: s.correction)
    mine = [v for v in group if v.submission is newest]
    others = [v for v in group if v.submission is not newest]
    if newest.correction < _SECOND or any(evidence_of_order(newest, v.submission) != 1 for v in others):
        return []
    if any(v.submission.correction == newest.correction for v in others) or not valid(mine):
        return []
    said.groups[:1] = [mine, others]
    return others
