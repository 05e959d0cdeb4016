"""The shell's steps, as the flow calls them: open the house, receive, read, resolve, publish, report.

Only these touch files, ledger and clock. Each can be run again after an interruption and ends where it would have ended.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from danhba import READING_RULES, __version__
from danhba.answers import KIND as DECISIONS
from danhba.archive import Contents, open_archive
from danhba.decisions import Decision
from danhba.kept import Kept, load, reading_key
from danhba.ledger import Ledger, Receipt
from danhba.logs import set_up
from danhba.moments import utc
from danhba.publish.edition import VIETNAM, Edition, clock_and_date
from danhba.publish.publication import FORMATS, Guard, Published, confirm, current, make_all, publish, published_entries
from danhba.read.kind import set_limits
from danhba.receive import Received, receive
from danhba.registry import Registry, load_registry
from danhba.report.again import say_nothing_new
from danhba.resolve import Resolution, resolve
from danhba.settings import Settings
from danhba.values import Finding
from danhba.voices import Submission
from danhba.workers import Begun, ReadingPool, give_back
from schemas.columns import DIRECTORY_COLUMNS
from schemas.findings import CATALOGUE

if TYPE_CHECKING:
    from danhba.cluster import ClusterPool

Progress = Callable[[str, int, int], None]
_TASK_BATCHES = 4  # at most: a task costs Prefect a twentieth of a second
_MUCH = 1000  # files
_LARGE = 2000  # entries of a directory whose formats are made by two processes
_NEEDED_LATER = ("danhba.publish.workbook", "danhba.publish.document", "danhba.publish.page", "danhba.report.plan", "danhba.report.write")
_DEAREST = (("danh-ba.xlsx",),)
_AHEAD = 2400  # files that workers may have in hand while others are still received


_log = logging.getLogger(__name__)


class CannotRun(Exception):
    """The run cannot go on; the text is one clear line in Vietnamese, the exit status 3."""


@dataclass(slots=True)
class Batch:
    """Receipts to read together; `begun` when workers have them already."""

    receipts: list[Receipt]
    begun: Begun | None = None


@dataclass(slots=True)
class House:
    """What a run works with."""

    settings: Settings
    registry: Registry
    ledger: Ledger
    archive: Contents
    pool: ReadingPool | ClusterPool
    as_of: dt.datetime
    progress: Progress = lambda step, done, total: None
    receipts: list[Receipt] = field(default_factory=list)  # all of them, oldest first, once they are recalled
    known: dict[str, Kept] = field(default_factory=dict)  # readings recalled, by key
    recalled: bool = False
    ahead: list[Batch] = field(default_factory=list)  # what is being read while files are still received
    read: int = 0  # files that were read before the last one was received


@dataclass(frozen=True, slots=True)
class Assembled:
    """Everything received so far as resolve sees it, and what pages say beside it."""

    submissions: list[Submission]
    evidence: dict[str, list[str]]  # how we know who sent a submission, by its id
    opened: list[tuple[str, str, int]]  # containers: name, received at, files inside
    decisions: list[Decision]  # oldest first
    repeated: list[tuple[str, str, str]]  # receipts whose bytes came again: name, received at, name of the newest receipt


class Clock:
    """Seconds of the parts of a run, from a moment of time.perf_counter."""

    def __init__(self, start: float) -> None:
        self._start = start
        self.seconds: dict[str, float] = {}

    def stop(self, name: str) -> None:
        """Note the seconds since the start."""
        self.seconds[name] = round(time.perf_counter() - self._start, 3)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Note the seconds of a part."""
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


@dataclass(slots=True)
class Outcome:
    """What a run did: the figures for its last lines, its artifacts and the ledger."""

    received: int = 0
    read: int = 0
    waiting: list[str] = field(default_factory=list)
    litter: int = 0
    submissions: int = 0
    rows: int = 0
    entries: int = 0
    publication: str = ""
    new_publication: bool = False
    errors: int = 0
    warnings: int = 0
    states: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)  # "work": first claim to publication; "reading": its reading part
    findings: list[dict[str, str]] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)  # what the next run compares itself with, by name
    held: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the reports told: errors and warnings (lines of findings.csv), and what the next run compares itself with."""

    findings: list[dict[str, str]]
    state: dict[str, Any]


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Hold the lock on var/: one run at a time. Raises CannotRun when another holds it or the folder cannot be used."""
    try:
        settings.var.mkdir(parents=True, exist_ok=True)
        lock = FileLock(settings.var / "run.lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise CannotRun(f"Một lần chạy khác đang dùng “{settings.var}”; chờ lần đó xong rồi chạy lại.") from error
    except OSError as error:
        raise CannotRun(f"Không dùng được thư mục “{settings.var}”: {error.strerror or error}.") from error
    try:
        yield
    finally:
        lock.release()


def confirm_held(settings: Settings, publication: str) -> None:
    """Put the held publication in place. Raises ValueError when this one is not held, CannotRun, LedgerError, OSError."""
    with locked(settings):
        ledger = Ledger(settings.ledger)
        try:
            held = ledger.state("held") or {}
            if held.get("id") != publication:
                known = f"; đang chờ xác nhận: {held['id']}" if held.get("id") else ""
                raise ValueError(f"Không có bản “{publication}” nào đang bị giữ lại{known}.")
            now = current(settings.outbox)
            if (str(now["id"]) if now else "") != held["before"]:
                raise ValueError("Bản đang công bố đã khác lúc giữ lại; chạy danhba run để so lại.")
            confirm(settings.outbox, publication)
            ledger.add_publication(publication, held["content"], utc(dt.datetime.now(dt.UTC)))
            ledger.set_state("held", {})
        finally:
            ledger.close()


def _pool(settings: Settings) -> ReadingPool | ClusterPool:
    """Return the readers: processes of this machine, or a cluster. Raises CannotRun when the cluster does not answer."""
    if not settings.cluster:
        return ReadingPool(settings.registry, settings.processes, settings.file_seconds, settings.worker_memory_mb, limits=settings.limits)
    try:
        from danhba.cluster import ClusterPool

        return ClusterPool(settings.cluster, settings.registry, settings.file_seconds, settings.limits)
    except ImportError as error:
        raise CannotRun("Chưa cài phần chạy nhiều máy; cài: pip install danhba[scale].") from error
    except OSError as error:
        raise CannotRun(f"Cụm máy ở “{settings.cluster}” không trả lời: {str(error).splitlines()[0]}.") from error


@contextmanager
def open_house(settings: Settings, progress: Progress) -> Iterator[House]:
    """Take the lock on var/, open the ledger and the archive, start the reading processes; put all away at the end.

    Raises CannotRun when another run holds the lock or a folder cannot be used, RegistryError, LedgerError.
    """
    registry = load_registry(settings.registry)
    set_limits(settings.limits)  # containers are opened here
    with locked(settings):
        set_up(settings.var)
        ledger = Ledger(settings.ledger)
        try:
            archive = open_archive(settings.var, settings.archive_url)
        except OSError as error:
            place = settings.archive_url or settings.var
            raise CannotRun(f"Không dùng được kho lưu trữ ở “{place}”: {error.strerror or error}.") from error
        with _pool(settings) as pool:
            yield House(settings, registry, ledger, archive, pool, settings.now(), progress)
        ledger.close()


def receive_all(house: House) -> Received:
    """Claim, archive and write down what lies in the inbox; what is received begins to be read at once. Raises ReceiveError."""
    settings = house.settings
    kept: set[str] = set()

    def progress(done: int, total: int) -> None:
        house.progress("nhận", done, total)

    def taken(receipts: list[Receipt], contents: dict[str, bytes]) -> None:
        _keep_what_is_done(house)
        wanted = [
            r for r in receipts if r.sha256 in contents and not r.members and (key := _key(r, house)) not in kept and not kept.add(key)
        ]
        if not wanted or sum(len(b.receipts) for b in house.ahead) > _AHEAD:
            return  # enough lies in the workers' hands: the rest is read from the archive
        size = max(1, -(-len(wanted) // settings.processes))
        for part in (wanted[i : i + size] for i in range(0, len(wanted), size)):
            house.ahead.append(Batch(part, house.pool.begin([(r.source_file, contents[r.sha256]) for r in part])))

    def seen() -> None:
        # What takes time and does not wait for the files is done while the workers start and the files lie still.
        waking = threading.Thread(target=house.pool.wake, daemon=True)
        waking.start()
        recall(house)
        kept.update(house.ledger.reading_keys())
        _checked([])  # makes what pandera makes on first use
        for module in _NEEDED_LATER:
            import_module(module)

    claim = settings.var / "claim"
    received = receive(settings.inbox, claim, house.archive, house.ledger, house.as_of, settings.settle, progress, taken, seen)
    if house.recalled:
        house.receipts = sorted([*house.receipts, *received.receipts], key=_age)
    return received


def _age(receipt: Receipt) -> tuple[str, str, str, str]:
    return (receipt.received_at, receipt.changed_at, receipt.source_file, receipt.id)


def recall(house: House) -> None:
    """Load every receipt of the ledger, oldest first, and what was read of them, once a run."""
    if not house.recalled:
        house.recalled = True
        house.receipts = sorted(house.ledger.receipts(), key=_age)
        house.known = _readings(house, house.receipts)


def _readings(house: House, receipts: Iterable[Receipt]) -> dict[str, Kept]:
    wanted = {_key(r, house) for r in receipts if not r.members} - house.known.keys()
    return {key: load(payload) for key, payload in house.ledger.readings(wanted)} if wanted else {}


def _fingerprint(house: House) -> str:
    """Return a mark of everything that a run's outcome depends on: with the same mark, the outcome is the same."""
    registry, settings = house.registry, house.settings
    late = registry.deadline is not None and house.as_of > registry.deadline
    now = current(settings.outbox)
    rules = (__version__, READING_RULES, registry.digest, settings.guard_share, settings.guard_least, late)
    held = (house.ledger.state("held") or {}).get("id", "")
    told = repr((rules, house.ledger.counts(), held, str(now["id"]) if now else ""))
    return hashlib.sha256(told.encode()).hexdigest()


def nothing_new(house: House, received: Received) -> bool:
    """Tell whether everything is as the last whole run left it: nothing came, nothing was decided, nothing was taken away."""
    if received.receipts or house.ahead or house.ledger.state("fingerprint") != _fingerprint(house):
        return False
    reports = house.settings.outbox / "reports"
    return all((reports / n).exists() for n in ("index.html", "findings.csv", "tien-do.csv", "tien-do.html"))


def same_again(house: House, received: Received) -> Outcome:
    """Say that nothing is new; return the figures of the last run. Raises CannotRun."""
    last = house.ledger.last_run()
    night = house.ledger.state("night")
    assert last is not None
    assert night is not None
    outcome = Outcome(**{k: v for k, v in last[2].items() if k in Outcome.__slots__})
    outcome.received, outcome.read, outcome.new_publication, outcome.findings = 0, 0, False, []
    outcome.waiting, outcome.litter = received.waiting, received.litter
    try:
        state = say_nothing_new(house.settings.outbox / "reports", night, received, house.as_of, bool(outcome.held))
    except OSError as error:
        raise CannotRun(f"Không ghi được báo cáo: {error.strerror or error}.") from error
    outcome.state = {"night": state}
    return outcome


def _keep_what_is_done(house: House) -> None:
    """Write down what the workers have finished, so that its bytes and rows leave the memory."""
    for batch in [b for b in house.ahead if b.begun is not None and b.begun.future is not None and b.begun.future.done()]:
        _keep(house, batch)
        house.ahead.remove(batch)
        house.read += len(batch.receipts)


def unread(house: House) -> list[list[Batch]]:
    """Return the receipts whose reading is not kept, in batches, some for each task; a content under one name is read once."""
    recall(house)
    ahead, house.ahead = house.ahead, []
    kept = house.ledger.reading_keys() | {_key(r, house) for b in ahead for r in b.receipts}
    wanted = list({key: r for r in house.receipts if not r.members and (key := _key(r, house)) not in kept}.values())
    # As many batches as make every worker's share equal, none larger than the setting.
    processes = house.settings.processes
    rounds = max(1, -(-len(wanted) // (house.settings.batch_files * processes)))
    size = max(1, -(-len(wanted) // (rounds * processes)))
    batches = ahead + [Batch(wanted[i : i + size]) for i in range(0, len(wanted), size)]
    tasks = processes * -(-len(batches) // (_TASK_BATCHES * processes))
    return [group for i in range(tasks) if (group := batches[i::tasks])]


def _key(receipt: Receipt, house: House) -> str:
    return reading_key(receipt.sha256, receipt.source_file, house.registry)


def read_batches(house: House, batches: list[Batch]) -> int:
    """Have batches read by worker processes and keep what they found; return how many files it was.

    The next batch waits at the workers' door while one is written down, so that no worker waits for us.
    """
    for batch, after in zip(batches, [*batches[1:], None], strict=True):
        _begin(house, batch)
        if after is not None:
            _begin(house, after)
        _keep(house, batch)
    return sum(len(b.receipts) for b in batches)


def _begin(house: House, batch: Batch) -> None:
    if batch.begun is None:
        batch.begun = house.pool.begin([(r.source_file, house.archive.get(r.sha256)) for r in batch.receipts])


def _keep(house: House, batch: Batch) -> None:
    """Write down what workers found in a batch that was begun, and let its bytes go."""
    assert batch.begun is not None
    payloads = house.pool.end(batch.begun)
    batch.begun = None
    house.ledger.add_readings([(_key(r, house), r.sha256, p) for r, p in zip(batch.receipts, payloads, strict=True)])


def end_reading(house: House, read: int) -> None:
    """Let reading processes that have read much go, for their memory is wanted; those that have read little go on to reports."""
    if read > _MUCH:
        house.pool.rest()


def assemble(house: House) -> Assembled:
    """Bring every reading together with its newest receipt: the same bytes of the same sender count once."""
    recall(house)
    receipts = house.receipts
    read = [r for r in receipts if not r.members]
    house.known.update(_readings(house, read))
    kept_by_key, house.known = house.known, {}
    same: dict[tuple[str, str], list[Receipt]] = {}
    before: dict[str, list[Receipt]] = {}
    for receipt in read:
        sender = kept_by_key[_key(receipt, house)].submitter.unit_code
        same.setdefault((receipt.sha256, sender), []).append(receipt)
        before.setdefault(receipt.sha256, []).append(receipt)
    submissions = []
    evidence = {}
    repeated: list[tuple[str, str, str]] = []
    decisions = house.ledger.decisions()
    for receipts_of_one in same.values():
        receipt = receipts_of_one[-1]
        kept = kept_by_key[_key(receipt, house)]
        submission = _submission(receipt, kept, house.registry)
        all_of_these_bytes = before[receipt.sha256]
        earlier = all_of_these_bytes[: all_of_these_bytes.index(receipt)]
        if earlier:
            said = "; ".join(f"{r.source_file.rsplit('/', 1)[-1]}, {_clock(r.received_at)}" for r in earlier[-3:])
            _note(submission, "file_duplicate", {"detail": said})
        deadline = house.registry.deadline
        if deadline is not None and dt.datetime.fromisoformat(receipt.received_at) > deadline:
            submission.late = True
            _note(submission, "received_late", {"when": _clock(receipt.received_at), "deadline": clock_and_date(deadline)})
        for answer in kept.answers:
            place = (submission.id, answer.sheet, answer.cell)
            told = (answer.question, answer.basis, answer.choice, answer.label, answer.who, answer.reason)
            decisions.append(Decision(*told, receipt.received_at, place))
        submissions.append(submission)
        evidence[submission.id] = [e.words(house.registry) for e in kept.submitter.evidence]
        repeated += [(r.source_file, r.received_at, receipt.source_file) for r in receipts_of_one[:-1]]
    opened = [(r.source_file, r.received_at, r.members) for r in receipts if r.members]
    decisions.sort(key=lambda d: d.decided_at)
    return Assembled(submissions, evidence, opened, decisions, repeated)


def _submission(receipt: Receipt, kept: Kept, registry: Registry) -> Submission:
    submitter = kept.submitter.unit_code if kept.submitter.unit_code in registry.by_code else ""
    return Submission(
        id=receipt.id,
        source_file=receipt.source_file,
        sha256=receipt.sha256,
        received_at=receipt.received_at,
        changed_at=receipt.changed_at,
        submitter=submitter,
        rows=kept.rows,
        findings=kept.findings,
        evidence=bool(kept.evidence_kind),
        decisions=len(kept.answers) if kept.kind == DECISIONS else -1,
    )


def _note(submission: Submission, code: str, params: dict[str, object]) -> None:
    told: dict[str, object] = {"file": submission.source_file.rsplit("/", 1)[-1], **params}
    severity = CATALOGUE[code].severity.value
    submission.noted.append(Finding(code, severity, unit_code=submission.submitter, params=told))


def _clock(iso: str) -> str:
    return dt.datetime.fromisoformat(iso).astimezone(VIETNAM).strftime("%H:%M ngày %d/%m/%Y")


def resolve_all(house: House, assembled: Assembled) -> Resolution:
    """Choose one number a unit; the entries are checked against their schema before anyone publishes them."""
    resolution = resolve(assembled.submissions, house.registry, assembled.decisions)
    _checked(resolution.entries)
    return resolution


def _checked(entries: list[dict[str, str]]) -> None:
    """Check entries against their schema. Imported here: a night with nothing new does without pandas."""
    import pandas as pd

    from schemas.rows import DirectoryEntries

    DirectoryEntries.validate(pd.DataFrame(entries, columns=list(DIRECTORY_COLUMNS), dtype="str"), lazy=True)


def publish_all(house: House, resolution: Resolution) -> Published:
    """Publish the directory, if it differs from what is published. Raises CannotRun; what was published then stands."""
    settings, ledger = house.settings, house.ledger
    edition = Edition(resolution.entries, house.registry, house.as_of, published_entries(settings.outbox))
    waiting = ledger.state("held") or {}
    held_before = waiting["id"] if waiting.get("content") == edition.content else ""
    try:
        guard = Guard(settings.guard_share, settings.guard_least)
        published = publish(edition, settings.outbox, guard, held_before, partial(_formats, house))
    except OSError as error:
        raise CannotRun(
            f"Không công bố được vào “{settings.outbox}”: {error.strerror or error}. Bản công bố trước vẫn giữ nguyên."
        ) from error
    if published.held:
        ledger.set_state("held", {"id": published.held_id, "content": edition.content, "before": published.id, "why": published.held})
        return published
    if waiting:
        ledger.set_state("held", {})
    # Not new, but perhaps put in place by a run that was interrupted before it could write so.
    ledger.add_publication(published.id, edition.content, utc(house.as_of))
    give_back()
    return published


def _formats(house: House, edition: Edition) -> dict[str, bytes]:
    """Make every format; of a large directory the dearest ones by workers meanwhile."""
    if len(edition.entries) < _LARGE or not isinstance(house.pool, ReadingPool):
        return make_all(edition)
    begun = [house.pool.begin_render(names, edition.entries, edition.as_of) for names in _DEAREST]
    made = {name: render(edition) if not any(name in names for names in _DEAREST) else b"" for name, render in FORMATS.items()}
    for part in begun:
        try:
            made.update(zip(part.batch, part.future.result(), strict=True))
        except Exception as error:  # whatever became of the worker
            _log.warning("formats were not made by a worker", exc_info=error)
            made.update({name: FORMATS[name](edition) for name in part.batch})
    return made


def outcome_of(
    received: Received,
    read: int,
    assembled: Assembled,
    resolution: Resolution,
    published: Published,
    told: Told,
) -> Outcome:
    """Return the figures of a run."""
    states: dict[str, int] = {}
    for standing in resolution.standings.values():
        states[standing.state] = states.get(standing.state, 0) + 1
    return Outcome(
        received=len(received.receipts),
        read=read,
        waiting=received.waiting,
        litter=received.litter,
        submissions=len(assembled.submissions),
        rows=sum(len(s.rows) for s in assembled.submissions),
        entries=published.entries,
        publication=published.id,
        new_publication=published.new,
        errors=sum(f["severity"] == "error" for f in told.findings),
        warnings=sum(f["severity"] == "warning" for f in told.findings),
        states=states,
        findings=told.findings,
        state=told.state,
        held=published.held,
    )


def remember(house: House, outcome: Outcome) -> None:
    """Write the run's figures down, with what the next run compares itself with."""
    summary = {f: getattr(outcome, f) for f in Outcome.__slots__ if f not in ("findings", "state")}
    figures = {k: summary[k] for k in ("received", "read", "entries", "publication", "new_publication", "errors", "warnings", "seconds")}
    _log.info("run ended", extra=figures)
    state = {**outcome.state, "fingerprint": _fingerprint(house)}
    house.ledger.add_run(utc(house.as_of), utc(dt.datetime.now(dt.UTC)), summary, state)
