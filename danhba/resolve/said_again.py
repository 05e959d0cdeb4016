"""Whether bytes that were sent before and come again inside a mail or an archive are said anew, or only passed on: a
mail forwarded for the record, an old form beside what proves it. In doubt nobody takes a later correction's place.

A loose file that somebody lays into the inbox again, and a mail's own attachment, is said again: a unit that sends A,
then B, then A again has said A.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from danhba.model.submission import Receipt, Submission, stem_of
from danhba.vietnamese.sent_again import says_anew

_FORWARD = ("fw:", "fwd:", "chuyển tiếp:", "chuyen tiep:")


def said_before(receipts: Sequence[Receipt], words: Collection[str], subject: str, calls_itself_newer: bool) -> str:
    """Return when the newest of some receipts of the same bytes and sender was said before, where nothing makes sure
    that it says them anew; '' where it does.

    words: the prefixes (`thu.eml!/`) of the mails of its container whose words pass it on; subject: that mail's;
    calls_itself_newer: its name counts a later sending than before.
    """
    newest = receipts[-1]
    before = [r.received_at for r in receipts[:-1] if r.received_at < newest.received_at]
    if not before or not newest.container:
        return ""
    around = newest.source_file.rpartition("!/")[0] + "!/"
    parts = newest.source_file.split("!/")
    nested = len(parts) > 2
    forwarded = subject.lower().lstrip().startswith(_FORWARD) or any(around.startswith(prefix) for prefix in words)
    if not (forwarded or nested):
        in_archive = not parts[0].lower().endswith(".eml")
        if not in_archive or calls_itself_newer or any(says_anew(stem_of(part)) for part in parts):
            return ""
    return before[-1]


def only_passed_on(newer: Submission, older: Submission) -> bool:
    """Tell whether a file may only have been passed on, and had been said before what it would replace."""
    return newer.said_before != "" and newer.said_before < older.received_at < newer.received_at
