"""Receiving and reading, as the flow calls them; reading begins while files are still received."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module

from danhba.check.unreadable import UNOPENED, refused
from danhba.model.begun import Passing
from danhba.model.order import in_order
from danhba.model.submission import Receipt, Received
from danhba.output.valid_tables import check_lines
from danhba.read.in_file import Content, Head
from danhba.read.limits import limits_in_force
from danhba.receive.first_look import first_look
from danhba.receive.open_again import open_again
from danhba.receive.receive import Listener, receive
from danhba.receive.take_in import Into
from danhba.run.context import Batch, RunContext
from danhba.run.lock import CannotRun
from danhba.run.personal import removed_reading
from danhba.run.recall import damaged_reading, recall
from danhba.run.stopped import NIGHTS, Container
from danhba.store.contents import content_of
from danhba.store.damaged import ArchiveDamagedError
from danhba.store.readings import dump, head_end, load
from danhba.store.sealed import ContentRemovedError
from danhba.workers.probe import REPAIR, BrokenReaderError, unreadable_probes
from schemas.tables import DIRECTORY

_log = logging.getLogger(__name__)

_NEEDED_LATER = (
    "danhba.run.resolve",
    "danhba.run.publish",
    "danhba.publish.formats.xlsx",
    "danhba.publish.formats.docx",
    "danhba.publish.formats.web_page",
    "danhba.report.which_changed",
    "danhba.report.write",
)
_TASK_BATCHES = 4  # at most: a task costs Prefect a twentieth of a second


_MUCH = 1000  # files


_AHEAD = 2400  # files that workers may have in hand while others are still received
_AHEAD_BYTES = 48 << 20  # of them
_BATCH_BYTES = (
    96 << 20
)  # bytes of the files of one batch, unless it is one file: whoever reads them holds them together


def look_early(context: RunContext) -> None:
    """Take the first look at the inbox, and do what does not wait for the files, while something else is waited for."""
    try:
        context.first = first_look(context.settings.inbox, context.settings.var, context.settings.reviewers)
    except OSError:
        return  # receiving says so
    if context.first.anything:
        warm_up(context)


def warm_up(context: RunContext) -> None:
    """Do what takes time and does not wait for the files, while the workers start and the files lie still."""
    if context.warm:
        return
    context.warm = True
    context.pool.wake()
    recall(context)
    check_lines(DIRECTORY, [])  # makes what pandera makes on first use
    for module in _NEEDED_LATER:
        import_module(module)


def receive_all(context: RunContext) -> Received:
    """Claim, archive and write down what lies in the inbox; what is received begins to be read at once. Raises
    ReceiveError."""
    settings = context.settings
    kept: set[str] = set()

    def progress(done: int, total: int) -> None:
        context.progress("nhận", done, total)

    def taken(receipts: list[Receipt], contents: dict[str, bytes]) -> None:
        _keep_what_is_done(context)
        wanted = [
            r
            for r in receipts
            if r.sha256 in contents and not r.members and (key := context.key(r)) not in kept and not kept.add(key)
        ]
        if not wanted or sum(len(b.receipts) for b in context.ahead) > _AHEAD:
            return  # enough lies in the workers' hands: the rest is read from the archive
        if sum(r.size for b in context.ahead for r in b.receipts) > _AHEAD_BYTES:
            return
        size = max(1, -(-len(wanted) // settings.processes))
        for part in (wanted[i : i + size] for i in range(0, len(wanted), size)):
            context.ahead.append(Batch(part, context.pool.begin([(r.source_file, contents[r.sha256]) for r in part])))

    def seen() -> None:
        warm_up(context)
        kept.update(context.ledger.readings.keys())

    with _readers_start():
        received = receive(
            settings.inbox, _into(context), context.as_of, settings.settle, Listener(seen, taken, progress),
            settings.reviewers, context.first,
        )  # fmt: skip
    if context.recalled:
        context.receipts = in_order([*context.receipts, *received.receipts])
    _open_again(context)
    by_id = {r.id: r for r in received.receipts}
    for receipt, (code, detail) in received.refused.items():
        context.stopped.refuse(receipt, context.key(by_id[receipt]), code, detail)
    return received


def _into(context: RunContext) -> Into:
    return Into(context.settings.var, context.archive, context.ledger, context.pool)


def _open_again(context: RunContext) -> None:
    """Open what stopped its opener on earlier nights once more, unless it has done so too often. Raises
    ReceiveError."""
    stopped = context.stopped.containers
    if not stopped:
        return
    recall(context)
    waiting = [
        r
        for r in context.receipts
        if r.id in stopped and (stopped[r.id].nights < NIGHTS or stopped[r.id].key != context.key(r))
    ]
    if not waiting:
        return
    again = open_again(waiting, _into(context))
    for receipt in waiting:
        if receipt.id in again.refused:
            context.stopped.refuse(receipt.id, context.key(receipt), *again.refused[receipt.id])
        else:
            del stopped[receipt.id]  # opened, or no longer what stops an opener: its reader says why
    inside = Counter(r.container for r in again.members)
    known = [replace(r, members=inside[r.id]) if r.id in again.opened else r for r in context.receipts]
    context.receipts = in_order([*known, *again.members])
    context.passing = True  # this night is not the one before


def _keep_what_is_done(context: RunContext) -> None:
    """Write down what the workers have finished, so that its bytes and rows leave the memory."""
    for batch in [
        b for b in context.ahead if b.begun is not None and b.begun.future is not None and b.begun.future.done()
    ]:
        _keep(context, batch)
        context.ahead.remove(batch)
        context.read += len(batch.receipts)


def unread(context: RunContext) -> list[list[Batch]]:
    """Return the receipts whose reading is not kept, in batches, some for each task; a content under one name is read
    once."""
    recall(context)
    ahead, context.ahead = context.ahead, []
    kept = context.ledger.readings.keys() | {context.key(r) for b in ahead for r in b.receipts}
    wanted = list({key: r for r in context.receipts if not r.members and (key := context.key(r)) not in kept}.values())
    wanted = [r for r in wanted if not _refuse(context, r)]
    # As many batches as make every worker's share equal, none larger than the setting.
    processes = context.settings.processes
    rounds = max(1, -(-len(wanted) // (context.settings.batch_files * processes)))
    size = max(1, -(-len(wanted) // (rounds * processes)))
    batches = ahead + [Batch(part) for part in _parts(wanted, size)]
    tasks = processes * -(-len(batches) // (_TASK_BATCHES * processes))
    return [group for i in range(tasks) if (group := batches[i::tasks])]


def _parts(receipts: list[Receipt], most: int) -> Iterator[list[Receipt]]:
    """Yield receipts in batches of so many files at most, none of them heavy."""
    part: list[Receipt] = []
    weight, most_bytes = 0, limits_in_force().file_bytes
    for receipt in receipts:
        if part and (len(part) >= most or weight + min(receipt.size, most_bytes) > _BATCH_BYTES):
            yield part
            part, weight = [], 0
        part.append(receipt)
        weight += min(receipt.size, most_bytes)
    if part:
        yield part


def _refuse(context: RunContext, receipt: Receipt) -> bool:
    """Say of a container that stopped its opener this night why it is not read; after some such nights that is kept."""
    stopped = context.stopped.containers.get(receipt.id)
    if stopped is None:
        return False
    reading = refused(receipt.source_file, Head(b"", receipt.size, receipt.sha256), stopped.code, stopped.detail)
    _keep_stopped(context, receipt, dump(reading), stopped.nights < NIGHTS)
    return True


def _keep_stopped(context: RunContext, receipt: Receipt, payload: bytes, again: bool) -> None:
    """Keep what is said of a file that stopped whoever read it: for this run only where it is tried again the next
    night."""
    key = context.key(receipt)
    context.known[key] = load(payload)
    if again:
        context.passing = True
    else:
        context.ledger.readings.add([(key, receipt.sha256, payload)])


def read_batches(context: RunContext, batches: list[Batch]) -> int:
    """Have batches read by worker processes and keep what they found; return how many files it was.

    The next batch waits at the workers' door while one is written down, so that no worker waits for us.
    """
    for batch, after in zip(batches, [*batches[1:], None], strict=True):
        _begin(context, batch)
        if after is not None:
            _begin(context, after)
        _keep(context, batch)
    return sum(len(b.receipts) for b in batches)


def _begin(context: RunContext, batch: Batch) -> None:
    """Hand a batch to the workers; a file whose archived bytes are spoilt costs its own submission one finding."""
    if batch.begun is not None:
        return
    whole: list[tuple[Receipt, Content]] = []
    for receipt in batch.receipts:
        try:
            whole.append((receipt, content_of(context.archive, receipt.sha256, receipt.size)))
        except ContentRemovedError as error:
            context.ledger.readings.add([(context.key(receipt), receipt.sha256, removed_reading(receipt, error))])
        except ArchiveDamagedError as error:
            _log.error("an archived file is damaged", extra={"sha256": receipt.sha256, "why": str(error)})
            context.known[context.key(receipt)] = damaged_reading(context, receipt)
            context.damaged.append(receipt.id)
    batch.receipts = [r for r, _ in whole]
    batch.begun = context.pool.begin([(r.source_file, data) for r, data in whole])


def _keep(context: RunContext, batch: Batch) -> None:
    """Write down what workers found in a batch that was begun, and let its bytes go."""
    assert batch.begun is not None
    with _readers_start():
        payloads = context.pool.end(batch.begun)
    batch.begun = None
    if any(isinstance(p, Passing) or _CORRUPT in p[: head_end(p)] for p in payloads):
        _must_read(context)
    lasting = []
    for receipt, payload in zip(batch.receipts, payloads, strict=True):
        if isinstance(payload, Passing):
            _keep_stopped(context, receipt, payload, context.stopped.again(context.key(receipt)))
        elif not receipt.container and _UNOPENED in payload[: head_end(payload)] and _is_unopened(payload):
            # It stopped its opener when it was received, and the ledger that knew was lost: opened the next night.
            context.stopped.containers[receipt.id] = Container(context.key(receipt), 0, *UNOPENED)
            _keep_stopped(context, receipt, payload, True)
        else:
            lasting.append((context.key(receipt), receipt.sha256, payload))
    context.ledger.readings.add(lasting)


_CORRUPT, _UNOPENED = b'"file_corrupt"', f'"{UNOPENED[0]}"'.encode()


def _is_unopened(payload: bytes) -> bool:
    """Tell whether a reading says of a file that it is a container nobody opened."""
    return any((f.code, f.params.get("detail")) == UNOPENED for f in load(payload).findings)


def _must_read(context: RunContext) -> None:
    """Make sure, once a run, that it is the file and not the reader that is broken. Raises CannotRun."""
    if context.probed:
        return
    context.probed = True
    if failed := unreadable_probes(context.pool.read):
        raise CannotRun(f"{BrokenReaderError(failed)} {_KEPT}")


_KEPT = "Các tệp đã nhận nằm trong kho lưu trữ, lần chạy sau sẽ đọc."


@contextmanager
def _readers_start() -> Iterator[None]:
    """Say in one line that no reading process starts. Raises CannotRun."""
    try:
        yield
    except BrokenProcessPool as error:
        raise CannotRun(f"Trình đọc không khởi động được: {REPAIR} {_KEPT}") from error


def end_reading(context: RunContext, read: int) -> None:
    """Let reading processes that have read much go, for their memory is wanted; those that have read little go on to
    reports."""
    if read > _MUCH:
        context.pool.rest()
