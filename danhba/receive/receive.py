"""receive: take what lies in the inbox, each file once, none lost; from here on the inbox is not read again.

A file that two looks find unchanged is claimed by a rename into var/claim, copied while hashing into the archive, looked at
once more, written down in the ledger, and only then let go of. What an interrupted run left in var/claim goes the same way.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import secrets
import time
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from danhba.model.grid import ReadError
from danhba.model.order import claim_name, claim_number
from danhba.model.submission import FROM_REVIEWERS, Receipt, Received
from danhba.read.container import members
from danhba.read.kind import Kind, kind_of
from danhba.receive.claim import Claimed, _claim, _claimed, _remove_empty
from danhba.receive.scan import Found, Inbox, display_name, look
from danhba.store.archive import Contents
from danhba.store.ledger import Ledger
from danhba.vietnamese.dates import utc

_BATCH = 600
_FIRST_BATCH = 200  # small, so that the workers have something to read soon
_LOOKS_AFTER_COPY = 5
_SMALL = 16 << 20  # bytes that are copied through memory


class ReceiveError(Exception):
    """Nothing can be received; the text is one clear line in Vietnamese. What was dropped is still where it was."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What lies in the inbox and in the reviewers' folder, by the mark of their claims, and when it was seen (time.monotonic)."""

    places: dict[str, tuple[Path, Inbox]]
    looked: float

    @property
    def anything(self) -> bool:
        """Whether there is a file."""
        return any(found.files for _, found in self.places.values())


def first_look(inbox: Path, reviewers: Path | None = None) -> FirstLook:
    """Look at what lies there; what a second look finds unchanged is received. Raises OSError."""
    inbox.mkdir(parents=True, exist_ok=True)
    places = {"": inbox, FROM_REVIEWERS: reviewers} if reviewers and _usable(reviewers) else {"": inbox}
    return FirstLook({mark: (place, look(place)) for mark, place in places.items()}, time.monotonic())


def receive(
    inbox: Path,
    claim: Path,
    archive: Contents,
    ledger: Ledger,
    as_of: dt.datetime,
    settle: float,
    progress: Callable[[int, int], None] = lambda done, total: None,
    taken: Callable[[list[Receipt], dict[str, bytes]], None] = lambda receipts, contents: None,
    seen: Callable[[], None] = lambda: None,
    reviewers: Path | None = None,
    first: FirstLook | None = None,
) -> Received:
    """Receive everything that is still, and what an earlier run had claimed. Raises ReceiveError.

    reviewers: the reviewers' folder, received like the inbox; a receipt from there says so (`Receipt.from_reviewers`).
    first: a look taken before; the files must have been still since then.
    seen: called when there is something to receive; taken: called with the receipts of every batch once it counts as received, and with the contents (by SHA-256) of its small files.
    """
    try:
        claim.mkdir(parents=True, exist_ok=True)
        archive.clear_temporary()
        first = first or first_look(inbox, reviewers)
        out = Received(litter=sum(found.litter for _, found in first.places.values()))
        if first.anything or os.listdir(claim):
            seen()  # while the files lie still
        if first.anything:
            time.sleep(max(0.0, settle - (time.monotonic() - first.looked)))
            number = 1 + max(map(claim_number, [*ledger.claims(), *os.listdir(claim)]), default=0)
            out.began = time.perf_counter()
            for mark, (place, found) in first.places.items():
                batch = claim / claim_name(f"{as_of:%Y%m%dT%H%M%SZ}", number, f"{secrets.token_hex(4)}{mark}")
                out.waiting += _claim_still(place, batch, found.files)
        claimed = list(_claimed(claim))
        start = 0
        with ThreadPoolExecutor(1) as other_hand:  # lets go of one batch while the next is copied
            let_go = []
            while start < len(claimed):
                part = claimed[start : start + (_BATCH if start else _FIRST_BATCH)]
                start += len(part)
                taken_in = _take_in(part, archive, ledger)
                let_go.append(other_hand.submit(_let_go, taken_in.copied))
                out.receipts.extend(taken_in.receipts)
                out.waiting.extend(taken_in.busy)
                taken(taken_in.receipts, taken_in.contents)
                progress(start, len(claimed))
            for gone in let_go:
                gone.result()
        _remove_empty(claim)
    except OSError as error:
        raise ReceiveError(
            f"Không nhận được tệp: {_reason(error)}. Các tệp đã gửi vẫn còn nguyên, lần chạy sau sẽ nhận lại."
        ) from error
    return out


def _claim_still(inbox: Path, batch: Path, files: list[Found]) -> list[str]:
    """Claim what a second look finds as the first; return what is left for the next time."""
    second = {f.path: f for f in look(inbox).files} if files else {}
    still = [f for f in files if second.get(f.path) == f]
    waiting = sorted(display_name(p) for p in {f.path for f in files} & second.keys() - {f.path for f in still})
    made: set[str] = set()
    return waiting + [display_name(f.path) for f in still if not _claim(inbox, batch, f.path, made)]


def _usable(reviewers: Path) -> bool:
    """Tell whether the reviewers' folder is there; made where it can be. Without it no workbook of decisions is taken, the rest is."""
    try:
        reviewers.mkdir(parents=True, exist_ok=True)
        return os.access(reviewers, os.R_OK | os.X_OK)
    except OSError:
        return False


def _reason(error: OSError) -> str:
    what = {
        errno.ENOSPC: "đĩa đầy",
        errno.EACCES: "không có quyền ghi",
        errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.ENOENT: "thư mục không còn",
    }
    name = f" (“{error.filename}”)" if error.filename else ""
    return what.get(error.errno or 0, error.strerror or str(error)) + name


@dataclass(slots=True)
class _TakenIn:
    """A batch that is archived and written down, but still lies in the claim folder."""

    receipts: list[Receipt] = field(default_factory=list)
    copied: list[tuple[Claimed, tuple[int, int]]] = field(default_factory=list)  # with (size, time of change) as copied
    busy: list[str] = field(default_factory=list)  # files whose sender still writes
    contents: dict[str, bytes] = field(default_factory=dict)  # of small files, by SHA-256


def _take_in(part: list[Claimed], archive: Contents, ledger: Ledger) -> _TakenIn:
    """Archive a batch and write it down.

    A file that was written down before its run was interrupted is known by its claim and is only let go of.
    """
    out = _TakenIn()
    known = ledger.claimed({c.claim for c in part})
    for claimed in part:
        copied = _copy_still(claimed.full, archive)
        if copied is None:
            out.busy.append(display_name(claimed.path))
            continue
        sha256, size, seen, data = copied
        out.copied.append((claimed, seen))
        if (claimed.claim, os.fsencode(claimed.path), sha256) not in known:
            out.receipts.extend(_open_container(_receipt(claimed, sha256, size, seen[1]), data, archive))
            if data is not None:
                out.contents[sha256] = data
    archive.sync()
    out.receipts = _with_free_ids(out.receipts, ledger)
    ledger.add_receipts(out.receipts)
    return out


def _let_go(copied: list[tuple[Claimed, tuple[int, int]]]) -> None:
    """Remove the claimed files of a batch that is written down."""
    for claimed, seen in copied:
        stat = os.stat(claimed.full)
        if (stat.st_size, stat.st_mtime_ns) != seen:
            continue  # written to after the copy: it stays claimed and the next run receives it anew
        os.unlink(claimed.full)


def _copy_still(full: str, archive: Contents) -> tuple[str, int, tuple[int, int], bytes | None] | None:
    """Copy a file until a look after the copy finds it as before; None when its sender goes on writing.

    Returns (sha256, bytes, (size, time of change), the content of a small file).
    """
    for attempt in range(_LOOKS_AFTER_COPY):
        before = os.stat(full)
        data = None
        with open(full, "rb", buffering=0) as stream:
            if before.st_size <= _SMALL:
                data = stream.readall()
                sha256, size = archive.put_bytes(data)
            else:
                sha256, size = archive.put(stream)
        after = os.stat(full)
        seen = (after.st_size, after.st_mtime_ns)
        if (before.st_size, before.st_mtime_ns) == seen and size == after.st_size:
            return sha256, size, seen, data
        time.sleep(0.05 * (attempt + 1))
    return None


def _receipt(claimed: Claimed, sha256: str, size: int, changed_ns: int) -> Receipt:
    raw = os.fsencode(claimed.path)
    changed = dt.datetime.fromtimestamp(max(changed_ns, 0) // 1000 / 1e6, dt.UTC)
    told = raw + FROM_REVIEWERS.encode() if claimed.claim.endswith(FROM_REVIEWERS) else raw
    return Receipt(
        id=_receipt_id(claimed.when, sha256, told, changed),
        sha256=sha256,
        size=size,
        source_file=display_name(claimed.path),
        raw_name=raw,
        received_at=utc(claimed.when),
        changed_at=changed.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        claim=claimed.claim,
    )


def _receipt_id(when: dt.datetime, sha256: str, raw_name: bytes, changed: dt.datetime) -> str:
    """Return an id that a file has whatever the order and the company in which it is received."""
    told = b"\n".join((sha256.encode(), raw_name, changed.isoformat().encode()))
    return f"{when:%Y%m%d-%H%M%S}-{hashlib.sha256(told).hexdigest()[:8]}"


def _open_container(receipt: Receipt, data: bytes | None, archive: Contents) -> list[Receipt]:
    """Archive what is inside a .zip or .eml, each with a receipt of its own: thu.eml!/phu-luc.xlsx."""
    if data is None:
        data = archive.get(receipt.sha256)
    try:
        kind = kind_of(data)
        if kind not in (Kind.ZIP, Kind.MAIL):
            return [receipt]
        found = members(data, kind, receipt.source_file)
    except ReadError:
        return [receipt]  # reading it says what is wrong
    changed = dt.datetime.fromisoformat(receipt.changed_at)
    when = dt.datetime.fromisoformat(receipt.received_at)
    out = [replace(receipt, members=len(found))]
    for name, content in found:
        sha256, size = archive.put_bytes(content)
        raw = name.encode("utf-8", "surrogateescape")
        out.append(
            replace(
                receipt,
                id=_receipt_id(when, sha256, raw, changed),
                sha256=sha256,
                size=size,
                source_file=unicodedata.normalize("NFC", raw.decode("utf-8", "replace")),
                raw_name=raw,
                container=receipt.id,
            )
        )
    return out


def _with_free_ids(receipts: list[Receipt], ledger: Ledger) -> list[Receipt]:
    """Give a receipt whose id is taken (the same file in the same second) the next free one."""
    taken = ledger.receipt_ids(r.id for r in receipts)
    out = []
    for receipt in receipts:
        name, n = receipt.id, 2
        while name in taken:
            name, n = f"{receipt.id}-{n}", n + 1
            taken |= ledger.receipt_ids([name])
        taken.add(name)
        out.append(receipt if name == receipt.id else replace(receipt, id=name))
    return out
