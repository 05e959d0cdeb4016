"""A receipt of what was received: its id, its times, and a free id where one is taken."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from danhba.model.submission import FROM_REVIEWERS, Receipt
from danhba.receive.claim import Claimed
from danhba.receive.copied import Copied
from danhba.receive.scan import display_name
from danhba.vietnamese.dates import utc

if TYPE_CHECKING:  # `danhba check` needs no database
    from danhba.store.ledger_receipts import Receipts


def believable(changed_ns: int, when: dt.datetime) -> dt.datetime:
    """Return a time of change that can be: one before 1970, or ahead of the clock by more than a day, is taken for
    `when`."""
    seconds = changed_ns // 1000 / 1e6
    if seconds > time.time() + 86400:
        return when
    return dt.datetime.fromtimestamp(max(seconds, 0.0), dt.UTC)


def receipt_of(claimed: Claimed, copied: Copied) -> Receipt:
    """Return the receipt of a claimed file as it was copied."""
    raw = os.fsencode(claimed.path)
    changed = believable(copied.seen[1], claimed.when)
    told = raw + FROM_REVIEWERS.encode() if claimed.claim.endswith(FROM_REVIEWERS) else raw
    return Receipt(
        id=_receipt_id(claimed.when, copied.sha256, told, changed),
        sha256=copied.sha256,
        size=copied.size,
        source_file=display_name(claimed.path),
        raw_name=raw,
        received_at=utc(claimed.when),
        changed_at=changed.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        claim=claimed.claim,
    )


def member_of(container: Receipt, name: str, sha256: str, size: int) -> Receipt:
    """Return the receipt of a file inside a container. name: as the container gave it."""
    raw = _raw(name)
    changed = dt.datetime.fromisoformat(container.changed_at)
    when = dt.datetime.fromisoformat(container.received_at)
    return replace(
        container,
        id=_receipt_id(when, sha256, raw, changed),
        sha256=sha256,
        size=size,
        source_file=unicodedata.normalize("NFC", raw.decode("utf-8", "replace")),
        raw_name=raw,
        container=container.id,
    )


def _receipt_id(when: dt.datetime, sha256: str, raw_name: bytes, changed: dt.datetime) -> str:
    """Return an id that a file has whatever the order and the company in which it is received."""
    told = b"\n".join((sha256.encode(), raw_name, changed.isoformat().encode()))
    return f"{when:%Y%m%d-%H%M%S}-{hashlib.sha256(told).hexdigest()[:8]}"


def _raw(name: str) -> bytes:
    """Return the bytes of a name that a container gave, whatever it is made of."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "replace")


def with_free_ids(receipts: list[Receipt], written: Receipts) -> list[Receipt]:
    """Give a receipt whose id is taken (the same file in the same second) the next free one; those inside it follow."""
    in_ledger = written.taken(r.id for r in receipts)
    taken = set(in_ledger)
    next_free: dict[str, int] = {}
    renamed: dict[str, str] = {}  # of containers: the newest one of an id
    out = []
    for receipt in receipts:
        base = name = receipt.id
        while name in taken:
            n = next_free.get(base, 2)
            name, next_free[base] = f"{base}-{n}", n + 1
            if base in in_ledger:
                taken |= written.taken([name])
        taken.add(name)
        if receipt.members:
            renamed[base] = name
        container = renamed.get(receipt.container, receipt.container)
        same = name == receipt.id and container == receipt.container
        out.append(receipt if same else replace(receipt, id=name, container=container))
    return out
