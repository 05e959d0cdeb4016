"""receive: take what lies in the inbox, each file once, none lost; from here on the inbox is not read again.

A file that two looks find unchanged is claimed by a rename into var/claim, copied while hashing into the archive,
looked at once more, written down in the ledger, and only then let go of. What an interrupted run left in var/claim goes
the same way.
What cannot be taken stays and is told; nothing that lies in the inbox ends the run for the rest.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import io
import os
import secrets
import shutil
import time
import unicodedata
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from danhba.model.order import claim_name, claim_number
from danhba.model.submission import FROM_REVIEWERS, Left, Receipt, Received
from danhba.read.container import Member
from danhba.read.in_file import Content
from danhba.read.kind import HEAD, may_be_container
from danhba.read.limits import limits_in_force
from danhba.receive.claim import Claim, Claimed, Denied, claim_file, claimed_files, remove_empty
from danhba.receive.held import Held
from danhba.receive.in_hand import InHand, quarantined, set_aside
from danhba.receive.scan import Found, Inbox, display_name, look, no_file, shown, why_not
from danhba.receive.writers import Writers
from danhba.store.archive import Contents
from danhba.store.contents import content_of
from danhba.store.damaged import ArchiveDamagedError
from danhba.store.ledger import Ledger
from danhba.store.ledger_error import LedgerError
from danhba.vietnamese.dates import utc
from danhba.vietnamese.system_errors import system_words

_BATCH = 600
_FIRST_BATCH = 200  # small, so that the workers have something to read soon
_LOOKS_AFTER_COPY = 5
_SMALL = 1 << 20  # bytes that are copied through memory
_HANDED_ON = 32 << 20  # bytes of a batch that are handed on in memory
_OPENING = 4  # containers that workers open at a time: what is inside lies on the disk meanwhile
_MOST = 2 << 30  # bytes of a file that is received
_RESERVE = 256 << 20  # bytes that stay free on the disk when a large file is received
_LARGE = 64 << 20


class ReceiveError(Exception):
    """Nothing can be received; the text is one clear line in Vietnamese. What was dropped is still where it was."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What lies in the inbox and in the reviewers' folder, by the mark of their claims, and when it was seen
    (time.monotonic)."""

    places: dict[str, tuple[Path, Inbox]]
    looked: float

    @property
    def anything(self) -> bool:
        """Whether there is a file."""
        return any(found.files for _, found in self.places.values())


def first_look(inbox: Path, var: Path, reviewers: Path | None = None) -> FirstLook:
    """Look at what lies there; what a second look finds unchanged is received. Raises OSError."""
    inbox.mkdir(parents=True, exist_ok=True)
    places = {"": inbox, FROM_REVIEWERS: reviewers} if reviewers and _usable(reviewers) else {"": inbox}
    ours = Held(var).on_other_disks()
    return FirstLook({mark: (place, look(place, ours)) for mark, place in places.items()}, time.monotonic())


class Openers(Protocol):
    """Who opens containers, in processes of their own."""

    def begin_opening(self, content: Content, name: str, folder: str) -> Any: ...
    def end_opening(self, begun: Any) -> list[Member] | tuple[str, str, bool] | None: ...


def receive(
    inbox: Path,
    var: Path,
    archive: Contents,
    ledger: Ledger,
    openers: Openers,
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
    seen: called when there is something to receive; taken: called with the receipts of every batch once it counts as
    received, and with the contents (by SHA-256) of its small files.
    """
    claim = var / "claim"
    try:
        claim.mkdir(parents=True, exist_ok=True)
        archive.clear_temporary()
        shutil.rmtree(var / "opening", ignore_errors=True)
        number = 1 + max(map(claim_number, [*ledger.receipts.claims(), *os.listdir(claim)]), default=0)
        held = Held(var)
        held.look_again(claim, f"{as_of:%Y%m%dT%H%M%SZ}", number)
        first = first or first_look(inbox, var, reviewers)
        looks = [found for _, found in first.places.values()]
        out = Received(
            litter=sum(found.litter for found in looks), left=[left for found in looks for left in found.left]
        )
        if first.anything or os.listdir(claim):
            seen()  # while the files lie still
        if first.anything:
            time.sleep(max(0.0, settle - (time.monotonic() - first.looked)))
            out.began = time.perf_counter()
            for mark, (place, found) in first.places.items():
                batch = claim / claim_name(f"{as_of:%Y%m%dT%H%M%SZ}", number, f"{secrets.token_hex(4)}{mark}")
                _claim_all(place, batch, found.files, out, held)
        in_hand = InHand(var)
        claimed = _set_aside(list(claimed_files(claim)), in_hand, var / "quarantine")
        out.quarantined = [Left(shown(p), "lúc đang nhận tệp này") for p in quarantined(var)]
        start = 0
        with ThreadPoolExecutor(1) as other_hand:  # lets go of one batch while the next is copied
            let_go = []
            while start < len(claimed):
                part = claimed[start : start + (_BATCH if start else _FIRST_BATCH)]
                start += len(part)
                taken_in = _take_in(part, archive, ledger, openers, var / "opening", in_hand)
                let_go.append(other_hand.submit(_let_go, taken_in.copied, held))
                out.receipts.extend(taken_in.receipts)
                out.waiting.extend(taken_in.busy)
                out.left.extend(taken_in.left)
                out.refused.update(taken_in.refused)
                taken([r for r in taken_in.receipts if r.id not in taken_in.refused], taken_in.contents)
                progress(start, len(claimed))
            for gone in let_go:
                gone.result()
        in_hand.end()
        remove_empty(claim)
        shutil.rmtree(var / "opening", ignore_errors=True)
    except OSError as error:
        raise ReceiveError(
            f"Không nhận được tệp: {_reason(error)}. Các tệp đã gửi vẫn còn nguyên, lần chạy sau sẽ nhận lại."
        ) from error
    return out


def _usable(reviewers: Path) -> bool:
    """Tell whether the reviewers' folder is there; made where it can be. Without it no workbook of decisions is taken,
    the rest is."""
    try:
        reviewers.mkdir(parents=True, exist_ok=True)
        return os.access(reviewers, os.R_OK | os.X_OK)
    except OSError:
        return False


def _reason(error: OSError) -> str:
    what = {
        errno.ENOSPC: "đĩa đầy",
        errno.EACCES: "không có quyền đọc hoặc ghi",
        errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.ENOENT: "thư mục không còn",
    }
    name = f" (“{error.filename}”)" if error.filename else ""
    return what.get(error.errno or 0, system_words(error)) + name


def _claim_all(inbox: Path, batch: Path, files: list[Found], out: Received, held: Held) -> None:
    """Claim what a second look finds as the first. Raises ReceiveError where the folder itself lets nothing be taken,
    OSError."""
    second = {f.path: f for f in look(inbox, held.on_other_disks()).files} if files else {}
    still = [f for f in files if second.get(f.path) == f]
    out.waiting += sorted(display_name(p) for p in {f.path for f in files} & second.keys() - {f.path for f in still})
    made: set[str] = set()
    writers = Writers()
    free = shutil.disk_usage(batch.parent).free
    claimed = 0
    denied: Denied | None = None
    for found in still:
        if found.size > _MOST:
            out.left.append(Left(shown(found.path), f"{found.size >> 20} MB, chỉ nhận đến {_MOST >> 20} MB"))
            continue
        if found.size > _LARGE:
            if free - found.size < _RESERVE:
                out.left.append(Left(shown(found.path), f"{found.size >> 20} MB, đĩa không còn đủ chỗ"))
                continue
            free -= found.size
        what = claim_file(inbox, batch, found.path, made, writers, held)
        if what is Claim.TAKEN:
            claimed += 1
        elif what is Claim.BUSY:
            out.waiting.append(display_name(found.path))
        elif isinstance(what, Left):
            out.left.append(what)
            if isinstance(what, Denied) and (os.sep not in found.path or _is_read_only(inbox)):
                denied = what
    if denied is not None and not claimed:
        raise ReceiveError(
            f"Không lấy được tệp nào trong hộp nhận “{inbox}”: {denied.why}. Hãy cho tài khoản chạy danhba quyền "
            f"ghi vào hộp"
            " nhận (và bỏ dấu sticky nếu có: chmod -t). Các tệp đã gửi vẫn còn nguyên."
        )


def _is_read_only(folder: Path) -> bool:
    """Tell whether the disk or share that a folder lies on can only be read: nothing goes away from any part of it."""
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


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


@dataclass(slots=True)
class _TakenIn:
    """A batch that is archived and written down, but still lies in the claim folder."""

    receipts: list[Receipt] = field(default_factory=list)
    copied: list[tuple[Claimed, _Copied]] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)  # files whose sender still writes
    left: list[Left] = field(default_factory=list)  # files that cannot be read: they stay claimed
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)  # by receipt: why it could not be opened just now
    contents: dict[str, bytes] = field(default_factory=dict)  # of small files, by SHA-256


class _Unreadable(Exception):
    """A claimed file that cannot be read: no error of our own disk."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def _take_in(
    part: list[Claimed], archive: Contents, ledger: Ledger, openers: Openers, opening: Path, in_hand: InHand
) -> _TakenIn:
    """Archive a batch and write it down.

    A file that was written down before its run was interrupted is known by its claim and is only let go of.
    """
    out = _TakenIn()
    known = ledger.receipts.claimed({c.claim for c in part})
    inside = _Inside(archive, openers, opening, out)
    bytes_held = 0
    for claimed in part:
        in_hand.take(claimed.key)
        try:
            copied = _copy_still(claimed.full, archive)
        except (OSError, LedgerError):
            raise
        except Exception as error:  # whatever it is about this file, the others are received
            why = error.why if isinstance(error, _Unreadable) else f"lỗi {type(error).__name__}"
            out.left.append(Left(shown(claimed.path), why))
            in_hand.bad(claimed.key)
            continue
        if copied is None:
            out.busy.append(display_name(claimed.path))
            continue
        out.copied.append((claimed, copied))
        if (claimed.claim, os.fsencode(claimed.path), copied.sha256) in known:
            continue
        receipt = _receipt(claimed, copied.sha256, copied.size, copied.seen[1])
        inside.add(receipt, copied.head)
        if copied.whole and bytes_held + copied.size <= _HANDED_ON:
            bytes_held += copied.size
            out.contents[copied.sha256] = copied.head
    inside.finish()
    in_hand.put_down()
    archive.sync()
    named = _with_free_ids(out.receipts, ledger)
    ids = {old.id: new.id for old, new in zip(out.receipts, named, strict=True)}
    out.refused = {ids[receipt]: why for receipt, why in out.refused.items()}
    out.receipts = named
    ledger.add_receipts(out.receipts)
    in_hand.received({claimed.key for claimed, _ in out.copied})
    return out


@dataclass(frozen=True, slots=True)
class OpenedAgain:
    """Containers that were opened another night: new receipts of what was inside; opened, and refused with the reason,
    by receipt."""

    members: list[Receipt]
    opened: set[str]
    refused: dict[str, tuple[str, str]]


def open_again(
    containers: list[Receipt], var: Path, archive: Contents, ledger: Ledger, openers: Openers
) -> OpenedAgain:
    """Open containers of the archive that stopped their opener before, and write down what was inside. Raises
    ReceiveError."""
    out = _TakenIn()
    inside = _Inside(archive, openers, var / "opening", out)
    try:
        for receipt in containers:
            with contextlib.suppress(ArchiveDamagedError):  # which reading says
                inside.begin(receipt)
        inside.finish()
        archive.sync()
        members = _with_free_ids([r for r in out.receipts if r.container], ledger)
        ledger.add_receipts(members)
    except OSError as error:
        raise ReceiveError(f"Không mở lại được tệp nén: {_reason(error)}. Lần chạy sau sẽ mở lại.") from error
    finally:
        shutil.rmtree(var / "opening", ignore_errors=True)
    return OpenedAgain(members, {r.id for r in out.receipts if r.members}, out.refused)


def _let_go(copied: list[tuple[Claimed, _Copied]], held: Held) -> None:
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


@dataclass(frozen=True, slots=True)
class _Copied:
    """A file that is archived: its first bytes (all of a small one), and (size, time of change) as it was copied."""

    sha256: str
    size: int
    seen: tuple[int, int]
    head: bytes

    @property
    def whole(self) -> bool:
        return len(self.head) == self.size


class _Reading(io.RawIOBase):
    """A stream whose errors are the file's, not our disk's."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        try:
            data: bytes = self._stream.read(size)
        except OSError as error:
            raise _Unreadable(why_not(error)) from error
        return data


def _copy_still(full: str, archive: Contents) -> _Copied | None:
    """Copy a file until a look after the copy finds it as before; None when its sender goes on writing.

    Raises _Unreadable, and OSError of the archive. A large file passes in pieces.
    """
    for attempt in range(_LOOKS_AFTER_COPY):
        try:
            handle = os.open(full, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK)
        except OSError as error:
            raise _Unreadable(why_not(error)) from error
        with open(handle, "rb", buffering=0) as file:
            before = os.fstat(handle)
            if words := no_file(before.st_mode):
                raise _Unreadable(words)
            stream: Any = _Reading(file)
            if before.st_size <= _SMALL:
                head = b"".join(iter(lambda s=stream: s.read(_SMALL), b""))
                sha256, size = archive.put_bytes(head)
            else:
                head = stream.read(HEAD)
                file.seek(0)
                sha256, size = archive.put(stream)
            after = os.fstat(handle)
        seen = (after.st_size, after.st_mtime_ns)
        if (before.st_size, before.st_mtime_ns) == seen and size == after.st_size:
            return _Copied(sha256, size, seen, head)
        time.sleep(0.05 * (attempt + 1))
    return None


def believable(changed_ns: int, when: dt.datetime) -> dt.datetime:
    """Return a time of change that can be: one before 1970, or ahead of the clock by more than a day, is taken for
    `when`."""
    seconds = changed_ns // 1000 / 1e6
    if seconds > time.time() + 86400:
        return when
    return dt.datetime.fromtimestamp(max(seconds, 0.0), dt.UTC)


def _receipt(claimed: Claimed, sha256: str, size: int, changed_ns: int) -> Receipt:
    raw = os.fsencode(claimed.path)
    changed = believable(changed_ns, claimed.when)
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


class _Inside:
    """Containers of a batch: each gets, behind its own receipt, one for every file inside: thu.eml!/phu-luc.xlsx.

    A few are opened at a time; the receipts keep their order.
    """

    def __init__(self, archive: Contents, openers: Openers, folder: Path, out: _TakenIn) -> None:
        self._archive, self._openers, self._folder, self._out = archive, openers, folder, out
        self._waiting: deque[tuple[Receipt, Any, str]] = deque()  # begun, and the folder; None for what is no container

    def add(self, receipt: Receipt, head: bytes) -> None:
        """Add a receipt. head: the first bytes of its file. Raises OSError."""
        if not may_be_container(head, receipt.size, limits_in_force()):
            if self._waiting:
                self._waiting.append((receipt, None, ""))
            else:
                self._out.receipts.append(receipt)
            return
        self.begin(receipt)

    def begin(self, receipt: Receipt) -> None:
        """Have a container opened. Raises OSError, ArchiveDamagedError."""
        if sum(begun is not None for _, begun, _ in self._waiting) >= _OPENING:
            self._take()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = str(self._folder / secrets.token_hex(8))
        content = content_of(self._archive, receipt.sha256, receipt.size)
        self._waiting.append((receipt, self._openers.begin_opening(content, receipt.source_file, folder), folder))

    def finish(self) -> None:
        """Wait for every container. Raises OSError."""
        while self._waiting:
            self._take()

    def _take(self) -> None:
        """Take in the oldest container, and what stands behind it."""
        receipt, begun, folder = self._waiting.popleft()
        found = self._openers.end_opening(begun)
        if isinstance(found, list):
            self._out.receipts.append(replace(receipt, members=len(found)))
            self._out.receipts.extend(self._member(receipt, member) for member in found)
        else:
            self._out.receipts.append(receipt)
            if found is not None and found[2]:
                self._out.refused[receipt.id] = found[:2]
        shutil.rmtree(folder, ignore_errors=True)
        while self._waiting and self._waiting[0][1] is None:
            self._out.receipts.append(self._waiting.popleft()[0])

    def _member(self, container: Receipt, member: Member) -> Receipt:
        with open(member.path, "rb") as file:
            sha256, size = self._archive.put_bytes(file.read()) if member.size <= _SMALL else self._archive.put(file)
        with contextlib.suppress(OSError):
            os.unlink(member.path)
        raw = _raw(member.name)
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


def _raw(name: str) -> bytes:
    """Return the bytes of a name that a container gave, whatever it is made of."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "replace")


def _with_free_ids(receipts: list[Receipt], ledger: Ledger) -> list[Receipt]:
    """Give a receipt whose id is taken (the same file in the same second) the next free one; those inside it follow."""
    in_ledger = ledger.receipts.taken(r.id for r in receipts)
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
                taken |= ledger.receipts.taken([name])
        taken.add(name)
        if receipt.members:
            renamed[base] = name
        container = renamed.get(receipt.container, receipt.container)
        same = name == receipt.id and container == receipt.container
        out.append(receipt if same else replace(receipt, id=name, container=container))
    return out
