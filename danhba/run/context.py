"""What a run works with: settings, registry, ledger, archive and readers, opened under the lock on var/ and put away at
the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from danhba.calls.counted import Calls
from danhba.identify.mark import Marks, marks_of
from danhba.model.begun import Begun
from danhba.model.submission import Receipt
from danhba.model.telling import Telling
from danhba.outgoing.addresses import Addresses
from danhba.read.limits import set_limits
from danhba.receive.first_look import FirstLook
from danhba.registry import Registry, load_registry
from danhba.run.lock import CannotRun, locked
from danhba.run.logs import set_up
from danhba.run.mail_heads import STATE as MAIL_HEADS
from danhba.run.mail_heads import MailHeads
from danhba.run.stopped import Stopped, recalled
from danhba.settings import Settings
from danhba.store.archive_remote import without_secrets
from danhba.store.keys import KEY, KeyFileError, load_key, make_key, name_of
from danhba.store.ledger import Ledger, open_ledger
from danhba.store.ledger_error import LedgerError
from danhba.store.open_archive import open_archive
from danhba.store.readings import Kept, reading_key
from danhba.store.received_so_far import is_older, note_received
from danhba.store.sealed import SealingArchive
from danhba.vietnamese.dates import utc
from danhba.vietnamese.system_errors import system_words
from danhba.workers.pool import ReadingPool

if TYPE_CHECKING:
    from danhba.workers.cluster import ClusterPool

FROM_BEFORE = "received_before_signing"
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Batch:
    """Receipts to read together; `begun` when workers have them already."""

    receipts: list[Receipt]
    begun: Begun | None = None


@dataclass(slots=True)
class RunContext:
    """What a run works with."""

    settings: Settings
    registry: Registry
    ledger: Ledger
    archive: SealingArchive
    pool: ReadingPool | ClusterPool
    as_of: dt.datetime
    signing_key: bytes  # signs questions and forms, see danhba/model/signature.py
    marks: Marks  # tells genuine marks of forms, without the key
    unsealed: frozenset[str]  # receipts from before workbooks of decisions were signed, see `_from_before`
    stopped: Stopped  # what stopped its reader or its opener on earlier nights and this one
    progress: Progress = lambda step, done, total: None
    receipts: list[Receipt] = field(default_factory=list)  # all of them, oldest first, once they are recalled
    known: dict[str, Kept] = field(default_factory=dict)  # readings recalled, by key
    recalled: bool = False
    damaged: list[str] = field(default_factory=list)  # receipts whose archived bytes were found spoilt
    ahead: list[Batch] = field(default_factory=list)  # what is being read while files are still received
    read: int = 0  # files that were read before the last one was received
    first: FirstLook | None = None  # at the inbox, where it was taken before receiving
    warm: bool = False  # what does not wait for the files is done
    reread: bool = False  # everything is read again from the archive
    probed: bool = False  # the readers are known to read what is good
    mailbox: str = ""  # why mails were not taken in, in words
    tellings: list[Telling] = field(default_factory=list)  # what units are told tonight, and matters that are closed
    outgoing: dict[str, Any] | None = None  # what the next run knows the packages by; None: as it was
    mail_heads: MailHeads | None = None  # once they are asked for; None: what is remembered stays as it was
    addresses: Addresses = field(default_factory=Addresses)  # that mails came from, and those that may be used
    calls: Calls | None = None  # to published numbers, once they are recalled
    passing: bool = False  # some reading holds for this run only: the next night is never one with nothing new

    def heads_of_mails(self) -> MailHeads:
        """Return what the heads of archived mails say: what the archive is asked for tonight is remembered."""
        if self.mail_heads is None:
            self.mail_heads = MailHeads(self.receipts, self.archive, self.ledger.state(MAIL_HEADS) or {})
        return self.mail_heads

    def key(self, receipt: Receipt) -> str:
        """Return the key under which the reading of a receipt is kept."""
        return reading_key(receipt.sha256, receipt.source_file, self.registry, self.marks.name, self.settings.limits)


def _pool(settings: Settings, marks: Marks) -> ReadingPool | ClusterPool:
    """Return the readers: processes of this machine, or a cluster. Raises CannotRun when the cluster does not
    answer."""
    if not settings.cluster:
        return ReadingPool(
            settings.registry,
            settings.processes,
            settings.file_seconds,
            settings.worker_memory_mb,
            limits=settings.limits,
            marks=marks,
        )
    try:
        from danhba.workers.cluster import ClusterPool

        return ClusterPool(
            settings.cluster,
            settings.registry,
            settings.file_seconds,
            settings.limits,
            marks,
            settings.worker_memory_mb,
        )
    except ImportError as error:
        raise CannotRun("Chưa cài phần chạy nhiều máy; cài: pip install danhba[scale].") from error
    except OSError as error:
        raise CannotRun(f"Cụm máy ở “{settings.cluster}” không trả lời: {str(error).splitlines()[0]}.") from error


def _apart(settings: Settings) -> None:
    """Refuse a reviewers' folder that lies in the inbox, or the other way round: whoever writes there would be a
    reviewer. Raises CannotRun."""
    inbox, reviewers = settings.inbox.resolve(), settings.reviewers.resolve()
    if inbox == reviewers or inbox in reviewers.parents or reviewers in inbox.parents:
        raise CannotRun(
            f"Thư mục của người duyệt “{settings.reviewers}” và thư mục nhận tệp “{settings.inbox}” nằm trong nhau; "
            'đặt review_inbox trong danhba.toml ra nơi riêng, ví dụ: review_inbox = "review-inbox".'
        )


def _from_before(ledger: Ledger, signs: bool) -> frozenset[str]:
    """Return the receipts of files that lay in the inbox itself before the program that signs questions was installed.

    Their decisions were in force and stay so. Written down once, by the first run of that program, before it makes its
    key; never added to later. signs: there is a key. Where what was written down is lost then (a ledger made anew, a
    damaged line), nothing is taken for older than the key: a forged decision would come into force.
    """
    known = ledger.state(FROM_BEFORE)
    if known is None:
        old = not signs and ledger.last_run() is not None
        known = [r.id for r in ledger.receipts.all() if not r.container and "/" not in r.source_file] if old else []
        ledger.set_state(FROM_BEFORE, known)
    return frozenset(known)


def _note_key(ledger: Ledger, key: bytes, known: bool, now: dt.datetime) -> None:
    """Write down which key signs, and since when where it is another than before: what the old one signed is foreign.

    known: the key was there already.
    """
    before, name = ledger.state(KEY) or {}, name_of(key)
    if before.get("name") == name:
        return
    if before.get("before") == name:  # put back: little was signed meanwhile
        ledger.set_state(KEY, {"name": name, "since": "", "before": ""})
        return
    lost = bool(before) or (not known and ledger.last_run() is not None and ledger.state(FROM_BEFORE) == [])
    ledger.set_state(KEY, {"name": name, "since": utc(now) if lost else "", "before": before.get("name", "")})


@contextmanager
def open_run(settings: Settings, progress: Progress) -> Iterator[RunContext]:
    """Take the lock on var/, open the ledger and the archive, start the reading processes; put all away at the end.

    Raises CannotRun when another run holds the lock or a folder cannot be used, RegistryError, LedgerError.
    """
    registry = load_registry(settings.registry)
    set_limits(settings.limits)  # containers are opened here
    _apart(settings)
    with locked(settings):
        set_up(settings.var)
        with closing(open_ledger(settings.ledger, settings.var)) as ledger:
            try:
                archive = open_archive(settings.var, settings.archive)
            except OSError as error:
                place = without_secrets(settings.archive) or settings.var
                raise CannotRun(f"Không dùng được kho lưu trữ ở “{place}”: {system_words(error)}.") from error
            try:
                known = load_key(settings.var) is not None
                from_before = _from_before(ledger, known)
                key = make_key(settings.var)
            except KeyFileError as error:
                raise CannotRun(str(error)) from error
            claim = settings.var / "claim"
            ledger.writes.catch_up(
                {p.name for p in claim.iterdir()} if claim.is_dir() else set(),
                lambda: next(iter(archive.names()), None) is not None,
            )
            if older := is_older(settings.var, ledger.counts()[0]):
                raise LedgerError(older)
            _note_key(ledger, key, known, settings.now())
            marks = marks_of(key, registry)
            with _pool(settings, marks) as pool:
                yield RunContext(
                    settings,
                    registry,
                    ledger,
                    archive,
                    pool,
                    settings.now(),
                    key,
                    marks,
                    from_before,
                    recalled(ledger, settings),
                    progress,
                )
            note_received(settings.var, ledger.counts()[0])
            ledger.close(seal=True)
