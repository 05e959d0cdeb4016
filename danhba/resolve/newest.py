"""Which of two files received in one night is the newer: their times of change, unless what they say themselves speaks
against it."""

from __future__ import annotations

from danhba.model.submission import Submission


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
