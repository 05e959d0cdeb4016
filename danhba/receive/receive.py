"""receive: take what lies in the inbox, each file once, none lost; from here on the inbox is not read again.

A file that two looks find unchanged is claimed by a rename into var/claim, copied while hashing into the archive,
looked at once more, written down in the ledger, and only then let go of. What an interrupted run left in var/claim goes
the same way.
What cannot be taken stays and is told; nothing that lies in the inbox ends the run for the rest.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from danhba.model.order import claim_name, claim_number
from danhba.model.submission import Left, Receipt, Received
from danhba.receive.claim import Claimed, claimed_files, remove_empty
from danhba.receive.first_look import FirstLook, first_look
from danhba.receive.held import Held
from danhba.receive.in_hand import InHand, quarantined, set_aside
from danhba.receive.receive_error import ReceiveError, reason
from danhba.receive.scan import shown
from danhba.receive.still_files import claim_still
from danhba.receive.take_in import Into, let_go, take_in

_BATCH = 600
_FIRST_BATCH = 200  # small, so that the workers have something to read soon


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told while files are received.

    seen: called when there is something to receive; taken: called with the receipts of every batch once it counts as
    received, and with the contents (by SHA-256) of its small files; progress: with how many of how many files are in.
    """

    seen: Callable[[], None] = lambda: None
    taken: Callable[[list[Receipt], dict[str, bytes]], None] = lambda receipts, contents: None
    progress: Callable[[int, int], None] = lambda done, total: None


def receive(
    inbox: Path,
    into: Into,
    as_of: dt.datetime,
    settle: float,
    listener: Listener = Listener(),
    reviewers: Path | None = None,
    first: FirstLook | None = None,
) -> Received:
    """Receive everything that is still, and what an earlier run had claimed. Raises ReceiveError.

    reviewers: the reviewers' folder, received like the inbox; a receipt from there says so (`Receipt.from_reviewers`).
    first: a look taken before; the files must have been still since then.
    listener: who is told while files are received.
    """
    var, claim = into.var, into.var / "claim"
    try:
        claim.mkdir(parents=True, exist_ok=True)
        into.archive.clear_temporary()
        shutil.rmtree(into.opening, ignore_errors=True)
        number = 1 + max(map(claim_number, [*into.ledger.receipts.claims(), *os.listdir(claim)]), default=0)
        held = Held(var)
        held.look_again(claim, f"{as_of:%Y%m%dT%H%M%SZ}", number)
        first = first or first_look(inbox, var, reviewers)
        looks = [found for _, found in first.places.values()]
        out = Received(
            litter=sum(found.litter for found in looks), left=[left for found in looks for left in found.left]
        )
        if first.anything or os.listdir(claim):
            listener.seen()  # while the files lie still
        if first.anything:
            time.sleep(max(0.0, settle - (time.monotonic() - first.looked)))
            out.began = time.perf_counter()
            for mark, (place, found) in first.places.items():
                batch = claim / claim_name(f"{as_of:%Y%m%dT%H%M%SZ}", number, f"{secrets.token_hex(4)}{mark}")
                claim_still(place, batch, found.files, out, held)
        in_hand = InHand(var)
        claimed = _set_aside(list(claimed_files(claim)), in_hand, var / "quarantine")
        out.quarantined = [Left(shown(p), "lúc đang nhận tệp này") for p in quarantined(var)]
        start = 0
        with ThreadPoolExecutor(1) as other_hand:  # lets go of one batch while the next is copied
            going = []
            while start < len(claimed):
                part = claimed[start : start + (_BATCH if start else _FIRST_BATCH)]
                start += len(part)
                taken_in = take_in(part, into, in_hand)
                going.append(other_hand.submit(let_go, taken_in.copied, held))
                out.receipts.extend(taken_in.receipts)
                out.waiting.extend(taken_in.busy)
                out.left.extend(taken_in.left)
                out.refused.update(taken_in.refused)
                listener.taken([r for r in taken_in.receipts if r.id not in taken_in.refused], taken_in.contents)
                listener.progress(start, len(claimed))
            for gone in going:
                gone.result()
        in_hand.end()
        remove_empty(claim)
        shutil.rmtree(into.opening, ignore_errors=True)
    except OSError as error:
        raise ReceiveError(
            f"Không nhận được tệp: {reason(error)}. Các tệp đã gửi vẫn còn nguyên, lần chạy sau sẽ nhận lại."
        ) from error
    return out


def _set_aside(claimed: list[Claimed], in_hand: InHand, quarantine: Path) -> list[Claimed]:
    """Move into quarantine what was in hand when two runs ended badly; return the rest. Raises OSError."""
    suspects = in_hand.suspects
    if not suspects:
        return claimed
    rest = []
    for one in claimed:
        if one.key not in suspects:
            rest.append(one)
            continue
        set_aside(one.full, one.path, one.claim, quarantine)
    in_hand.received(suspects)
    return rest
