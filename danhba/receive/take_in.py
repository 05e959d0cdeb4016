"""A batch of claimed files is archived and written down; only then is it let go of."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from danhba.model.submission import Left, Receipt
from danhba.receive.claim import Claimed
from danhba.receive.containers import Containers, Openers
from danhba.receive.copied import Copied, Unreadable, copy_still
from danhba.receive.held import Held
from danhba.receive.in_hand import InHand
from danhba.receive.receipts import receipt_of, with_free_ids
from danhba.receive.scan import display_name, shown
from danhba.store.archive import Contents
from danhba.store.ledger import Ledger
from danhba.store.ledger_error import LedgerError

_HANDED_ON = 32 << 20  # bytes of a batch that are handed on in memory


@dataclass(frozen=True, slots=True)
class Into:
    """Where what is received goes: var/, the archive, the ledger, and who opens containers."""

    var: Path
    archive: Contents
    ledger: Ledger
    openers: Openers

    @property
    def opening(self) -> Path:
        """Where what is inside containers lies while they are opened."""
        return self.var / "opening"


@dataclass(slots=True)
class TakenIn:
    """A batch that is archived and written down, but still lies in the claim folder."""

    receipts: list[Receipt] = field(default_factory=list)
    copied: list[tuple[Claimed, Copied]] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)  # files whose sender still writes
    left: list[Left] = field(default_factory=list)  # files that cannot be read: they stay claimed
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)  # by receipt: why it could not be opened just now
    contents: dict[str, bytes] = field(default_factory=dict)  # of small files, by SHA-256


def take_in(part: list[Claimed], into: Into, in_hand: InHand) -> TakenIn:
    """Archive a batch and write it down.

    A file that was written down before its run was interrupted is known by its claim and is only let go of.
    """
    out = TakenIn()
    known = into.ledger.receipts.claimed({c.claim for c in part})
    inside = Containers(into.archive, into.openers, into.opening)
    bytes_held = 0
    for claimed in part:
        in_hand.take(claimed.key)
        try:
            copied = copy_still(claimed.full, into.archive)
        except (OSError, LedgerError):
            raise
        except Exception as error:  # whatever it is about this file, the others are received
            why = error.why if isinstance(error, Unreadable) else f"lỗi {type(error).__name__}"
            out.left.append(Left(shown(claimed.path), why))
            in_hand.bad(claimed.key)
            continue
        if copied is None:
            out.busy.append(display_name(claimed.path))
            continue
        out.copied.append((claimed, copied))
        if (claimed.claim, os.fsencode(claimed.path), copied.sha256) in known:
            continue
        inside.add(receipt_of(claimed, copied), copied.head)
        if copied.whole and bytes_held + copied.size <= _HANDED_ON:
            bytes_held += copied.size
            out.contents[copied.sha256] = copied.head
    inside.finish()
    in_hand.put_down()
    into.archive.sync()
    named = with_free_ids(inside.receipts, into.ledger.receipts)
    ids = {old.id: new.id for old, new in zip(inside.receipts, named, strict=True)}
    out.refused = {ids[receipt]: why for receipt, why in inside.refused.items()}
    out.receipts = named
    into.ledger.add_receipts(out.receipts)
    in_hand.received({claimed.key for claimed, _ in out.copied})
    return out


def let_go(copied: list[tuple[Claimed, Copied]], held: Held) -> None:
    """Put the claimed files of a batch that is written down where the next run looks at them once more."""
    by_claim: dict[str, list[tuple[str, str, int, int, str]]] = {}
    for claimed, as_copied in copied:
        stat = os.stat(claimed.full)
        if (stat.st_size, stat.st_mtime_ns) != as_copied.seen:
            continue  # written to after the copy: it stays claimed and the next run receives it anew
        told = (claimed.full, claimed.path, *as_copied.seen, as_copied.sha256)
        by_claim.setdefault(claimed.claim, []).append(told)
    for claim, files in by_claim.items():
        held.hold(claim, files)
