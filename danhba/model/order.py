"""In which order things were received: by the clock, and where the clock was set back, by the order of the claims.
Pure.

Every claim carries a number that only grows. While the clock goes forward, received_at tells what is newer. A claim
whose time lies before that of an earlier claim shows that the clock had been ahead: an era ends, and everything claimed
from then on is newer than all that came before, whatever the clock said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from danhba.model.submission import Receipt

_NUMBERED = re.compile(r"[0-9]{8}T[0-9]{6}Z-n([0-9]+)-")


def claim_name(when: str, number: int, token: str) -> str:
    """Return a claim's name. when: yyyymmddThhmmssZ; number: one more than that of any claim before; token: makes it
    its own."""
    return f"{when}-n{number:06d}-{token}"


def claim_number(claim: str) -> int:
    """Return a claim's number by its name; 0 for those made before there were numbers."""
    found = _NUMBERED.match(claim)
    return int(found.group(1)) if found else 0


class Eras:
    """Which era anything belongs to. moments: (number of the claim, place after it, time in ISO 8601 and UTC) of each
    event.

    A claim has the place 0, a decision of the command line a higher one after the newest claim before it.
    """

    def __init__(self, moments: Iterable[tuple[int, int, str]]) -> None:
        self._begin: list[tuple[int, int]] = []  # the first event of each era after the first
        newest = ""
        for number, place, when in sorted(set(moments)):
            if number and when < newest:
                newest = ""
                self._begin.append((number, place))
            newest = max(newest, when)

    def of(self, number: int, place: int = 0) -> int:
        """Return the era of an event; 0 while the clock never went back."""
        return bisect_right(self._begin, (number, place))


def eras_of(receipts: Iterable[Receipt]) -> Eras:
    """Return the eras of what was received."""
    return Eras((claim_number(claim), 0, when) for claim, when in {(r.claim, r.received_at) for r in receipts})


def in_order(receipts: Iterable[Receipt]) -> list[Receipt]:
    """Return receipts oldest first; those of one claim by their files' times of change."""
    known = list(receipts)
    eras = eras_of(known)
    of = {claim: eras.of(claim_number(claim)) for claim in {r.claim for r in known}}
    return sorted(known, key=lambda r: (of[r.claim], r.received_at, r.changed_at, r.source_file, r.id))
