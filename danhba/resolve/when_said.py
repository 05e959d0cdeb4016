"""Which files words of withdrawal can mean by when they were said: those sent before, in the same night too, and where
nothing was sent before, what came just after.

Files of one night go by their own times; a time to the second proves nothing of what a person did first within a
minute.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from danhba.check.taken_back import stops_publishing
from danhba.model.submission import Receipt, Submission
from danhba.vietnamese.sent_before import sends_anew, speaks_of_later

_CLAUSES = re.compile(r"[,;]|\bnhưng\b|\bmà\b", re.I)
_MINUTE = len("2021-09-04T09:10")


def is_before(submission: Submission, words: Receipt) -> bool:
    """Tell whether a file was sent before a mail or letter; of one night, that which was not changed later."""
    if submission.received_at != words.received_at:
        return submission.received_at < words.received_at
    return submission.changed_at[:_MINUTE] <= words.changed_at[:_MINUTE]


def meant_by(words: Receipt, sentence: str, submissions: Sequence[Submission]) -> list[Submission]:
    """Return the submissions of one sender or unit that a sentence can mean which gives no number: those before it; and
    of those after it, where it holds what is yet to come or there is nothing else that it could mean, those of the same
    night, and those that had been changed before it and only came later."""
    before = [s for s in submissions if is_before(s, words)]
    if before and not _holds_what_comes(sentence):
        return before
    return [s for s in submissions if is_before(s, words) or _just_after(s, words, bool(before))]


def _just_after(submission: Submission, words: Receipt, others: bool) -> bool:
    if submission.received_at == words.received_at:
        return True
    # Received once before, it is sent anew, whatever its time.
    again = any(f.code == "file_duplicate" for f in submission.noted)
    late = submission.changed_at[:_MINUTE] < words.changed_at[:_MINUTE]
    return not others and not again and late


def _holds_what_comes(sentence: str) -> bool:
    """Tell whether a sentence asks to wait, and does not end in saying that something else comes in its place:
    “gửi file nhưng khoan đăng” holds the file, “khoan đăng, lát gửi lại” what was there before."""
    end = _CLAUSES.split(sentence)[-1]
    return stops_publishing(sentence) and not (sends_anew(end) or speaks_of_later(end))
