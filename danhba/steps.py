"""The shell's steps, as the flow calls them: receive, read, resolve, publish, remember.

Only these touch files, ledger and clock. Each can be run again after an interruption and ends where it would have ended.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from danhba import READING_RULES, __version__
from danhba.assemble import Assembled, age, recall
from danhba.house import Batch, CannotRun, House, locked
from danhba.ledger import Ledger, Receipt
from danhba.moments import utc
from danhba.publish.edition import Edition
from danhba.publish.publication import FORMATS, Guard, Published, confirm, current, make_all, publish, published_entries
from danhba.receive import Received, receive
from danhba.report.again import say_nothing_new
from danhba.resolve import Resolution, resolve
from danhba.settings import Settings
from danhba.workers import ReadingPool, give_back
from schemas.columns import DIRECTORY_COLUMNS

if TYPE_CHECKING:
    pass

_TASK_BATCHES = 4  # at most: a task costs Prefect a twentieth of a second
_MUCH = 1000  # files
_LARGE = 2000  # entries of a directory whose formats are made by two processes
_NEEDED_LATER = ("danhba.publish.workbook", "danhba.publish.document", "danhba.publish.page", "danhba.report.plan", "danhba.report.write")
_DEAREST = (("danh-ba.xlsx",),)
_AHEAD = 2400  # files that workers may have in hand while others are still received


_log = logging.getLogger(__name__)


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
    seconds: dict[str, float] = field(
        default_factory=dict
    )  # from the first claim: "work" to publication, "whole" to the last report; "reading": its reading part
    findings: list[dict[str, str]] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)  # what the next run compares itself with, by name
    held: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the reports told: errors and warnings (lines of findings.csv), and what the next run compares itself with."""

    findings: list[dict[str, str]]
    state: dict[str, Any]


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


def receive_all(house: House) -> Received:
    """Claim, archive and write down what lies in the inbox; what is received begins to be read at once. Raises ReceiveError."""
    settings = house.settings
    kept: set[str] = set()

    def progress(done: int, total: int) -> None:
        house.progress("nhận", done, total)

    def taken(receipts: list[Receipt], contents: dict[str, bytes]) -> None:
        _keep_what_is_done(house)
        wanted = [r for r in receipts if r.sha256 in contents and not r.members and (key := house.key(r)) not in kept and not kept.add(key)]
        if not wanted or sum(len(b.receipts) for b in house.ahead) > _AHEAD:
            return  # enough lies in the workers' hands: the rest is read from the archive
        size = max(1, -(-len(wanted) // settings.processes))
        for part in (wanted[i : i + size] for i in range(0, len(wanted), size)):
            house.ahead.append(Batch(part, house.pool.begin([(r.source_file, contents[r.sha256]) for r in part])))

    def seen() -> None:
        # What takes time and does not wait for the files is done while the workers start and the files lie still.
        house.pool.wake()
        recall(house)
        kept.update(house.ledger.reading_keys())
        _checked([])  # makes what pandera makes on first use
        for module in _NEEDED_LATER:
            import_module(module)

    claim = settings.var / "claim"
    received = receive(settings.inbox, claim, house.archive, house.ledger, house.as_of, settings.settle, progress, taken, seen)
    if house.recalled:
        house.receipts = sorted([*house.receipts, *received.receipts], key=age)
    return received


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
    kept = house.ledger.reading_keys() | {house.key(r) for b in ahead for r in b.receipts}
    wanted = list({key: r for r in house.receipts if not r.members and (key := house.key(r)) not in kept}.values())
    # As many batches as make every worker's share equal, none larger than the setting.
    processes = house.settings.processes
    rounds = max(1, -(-len(wanted) // (house.settings.batch_files * processes)))
    size = max(1, -(-len(wanted) // (rounds * processes)))
    batches = ahead + [Batch(wanted[i : i + size]) for i in range(0, len(wanted), size)]
    tasks = processes * -(-len(batches) // (_TASK_BATCHES * processes))
    return [group for i in range(tasks) if (group := batches[i::tasks])]


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
    house.ledger.add_readings([(house.key(r), r.sha256, p) for r, p in zip(batch.receipts, payloads, strict=True)])


def end_reading(house: House, read: int) -> None:
    """Let reading processes that have read much go, for their memory is wanted; those that have read little go on to reports."""
    if read > _MUCH:
        house.pool.rest()


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
