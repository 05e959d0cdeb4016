"""The journal: every receipt, every decision of the command line and every publication, one line each, in the order
they came.

It lies beside the archive, is only ever appended to, and is synced before the ledger commits: with the archive's bytes
it is all that the ledger can be made anew from. Each line carries a checksum; the lines of one transaction count
together or not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from filelock import FileLock

from danhba.output.files import sync_folder
from danhba.vietnamese.system_errors import system_words

VERSION = 2  # of the journal and of the folders in var/; a newer one is refused
RECEIPT, DECISION, PUBLICATION, HELD, RUN = "receipt", "decision", "publication", "held", "run"
TELLING, SENDING, FETCHED, CALL = "telling", "sending", "fetched", "call"  # since version 2
_HEADER = "journal"
_CHECK = 16  # hexadecimal digits of a line's checksum


class JournalError(Exception):
    """The journal cannot be used; the text is one clear line in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its number (from 1, without gaps), the number of its transaction's last line, its kind, its values."""

    seq: int
    last: int
    kind: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two transactions: the number of the last line before it and its distance from the start in
    bytes."""

    seq: int = 0
    size: int = 0


class Journal:
    """One journal by path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(f"{path}.lock")

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from writing: a line and its ledger transaction belong together. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock:
            yield

    def exists(self) -> bool:
        """Tell whether there is one."""
        return self.path.exists()

    def version(self) -> int:
        """Return the version that its first line names. Raises OSError, JournalError."""
        with self.path.open("rb") as file:
            line = file.readline()
        _must_know(line)
        return int((_values(line) or {}).get("version", 1))

    def write_anew(self, batches: Iterable[Sequence[tuple[str, dict[str, Any]]]]) -> Mark:
        """Write a journal of these transactions, whole or not at all; what is there is kept beside it. Raises
        OSError."""
        temporary = self.path.with_name(f".{self.path.name}.tmp")
        seq = 0
        with temporary.open("wb") as file:
            file.write(_line({"seq": 0, "last": 0, "kind": _HEADER, "version": VERSION}))
            for batch in batches:
                data, seq = _lines(seq, batch)
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        if self.exists():
            os.link(self.path, self.path.with_name(f"{self.path.stem}-{secrets.token_hex(4)}.jsonl"))
        temporary.replace(self.path)
        sync_folder(self.path.parent)
        return Mark(seq, size)

    def append(self, after: Mark, batch: Sequence[tuple[str, dict[str, Any]]]) -> Mark:
        """Write one transaction behind `after` and sync it; what lies behind it already is cut off.

        Raises OSError; the journal then ends at `after`, or holds the beginning of a transaction that counts for
        nothing.
        """
        data, seq = _lines(after.seq, batch)
        handle = os.open(self.path, os.O_WRONLY | os.O_CLOEXEC)
        try:
            os.ftruncate(handle, after.size)
            os.lseek(handle, after.size, os.SEEK_SET)
            view = memoryview(data)
            try:
                while view:
                    view = view[os.write(handle, view) :]
                os.fsync(handle)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, after.size)
                raise
        finally:
            os.close(handle)
        return Mark(seq, after.size + len(data))

    def tail(self, after: Mark) -> tuple[list[Entry], Mark] | None:
        """Return the whole transactions behind a mark and where they end; None when the journal does not agree with the
        mark.

        Raises JournalError.
        """
        try:
            with self.path.open("rb") as file:
                _must_know(file.readline())
                if os.fstat(file.fileno()).st_size < after.size or not after.size:
                    return None
                start = max(0, after.size - (1 << 20))
                file.seek(start)
                before = file.read(after.size - start)
                # The line before the mark is the one that it names.
                told = _values(before.removesuffix(b"\n").rpartition(b"\n")[2] + b"\n")
                if not before.endswith(b"\n") or told is None or not told["seq"] == told["last"] == after.seq:
                    return None
                return _whole(file, after)
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def entries(self) -> tuple[list[Entry], Mark]:
        """Return every whole transaction and where the last one ends. Raises JournalError when a line is damaged, or of
        a newer program."""
        damaged = self.damaged()
        if damaged:
            raise JournalError(
                f"Nhật ký nhận “{self.path}” hỏng ở dòng {', '.join(map(str, damaged[:5]))}"
                f"{' …' if len(damaged) > 5 else ''}; khôi phục tệp này từ bản sao lưu, đừng sửa tay."
            )
        with self.path.open("rb") as file:
            header = file.readline()
            return _whole(file, Mark(0, len(header)))

    def readable(self) -> Iterator[Entry]:
        """Yield every line that is as it was written, whatever became of the others. Raises JournalError."""
        try:
            with self.path.open("rb") as file:
                yield from (entry for line in file if (entry := _parsed(line)) is not None and entry.seq)
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def damaged(self) -> list[int]:
        """Return the numbers of the lines, from 1, that are not as they were written. Raises JournalError.

        A last line that was cut short is none: its transaction was never told to anybody, and does not count.
        """
        wrong = []
        try:
            with self.path.open("rb") as file:
                _must_know(file.readline())
                due = 1
                for number, line in enumerate(file, start=2):
                    if line.endswith(b"\n"):
                        entry = _parsed(line)
                        if entry is None or entry.seq != due:
                            wrong.append(number)
                        due = (entry.seq if entry is not None else due) + 1
        except OSError as error:
            raise _unreadable(self.path, error) from error
        return wrong


def _lines(seq: int, batch: Sequence[tuple[str, dict[str, Any]]]) -> tuple[bytes, int]:
    last = seq + len(batch)
    told = (
        _line({"seq": seq + i, "last": last, "kind": kind, **values}) for i, (kind, values) in enumerate(batch, start=1)
    )
    return b"".join(told), last


def _line(told: dict[str, Any]) -> bytes:
    # The names of a table's columns are a kind of str that orjson does not take.
    text = orjson.dumps({str.__str__(k): {"hex": v.hex()} if isinstance(v, bytes) else v for k, v in told.items()})
    return _check(text) + b" " + text + b"\n"


def _check(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:_CHECK].encode()


def _values(line: bytes) -> dict[str, Any] | None:
    check, _, text = line.partition(b" ")
    if not text.endswith(b"\n") or _check(text[:-1]) != check:
        return None
    told: dict[str, Any] = orjson.loads(text)
    return {k: bytes.fromhex(v["hex"]) if isinstance(v, dict) and v.keys() == {"hex"} else v for k, v in told.items()}


def _parsed(line: bytes) -> Entry | None:
    """Return a line's entry, None when it is not as it was written."""
    told = _values(line)
    if told is None:
        return None
    return Entry(told.pop("seq"), told.pop("last"), told.pop("kind"), told)


def _must_know(line: bytes) -> None:
    """Raise JournalError unless this is the first line of a journal that this program knows."""
    told = _values(line)
    if told is None or told.get("kind") != _HEADER:
        raise JournalError("Nhật ký nhận hỏng ở dòng đầu; khôi phục tệp này từ bản sao lưu (danhba restore).")
    if told["version"] > VERSION:
        raise JournalError(
            f"Nhật ký nhận có cấu trúc đời {told['version']}, chương trình này chỉ biết đến đời {VERSION}: dùng "
            f"bản danhba mới hơn."
        )


def _whole(lines: Iterable[bytes], after: Mark) -> tuple[list[Entry], Mark]:
    """Return the entries of whole transactions, up to the first line that does not follow the one before, and where
    they end."""
    out: list[Entry] = []
    begun: list[Entry] = []
    seq, size = after.seq, after.size
    for line in lines:
        entry = _parsed(line)
        if entry is None or entry.seq != seq + 1:
            break
        seq, size = entry.seq, size + len(line)
        begun.append(entry)
        if entry.last == seq:
            out += begun
            begun = []
            after = Mark(seq, size)
    return out, after


def _unreadable(path: Path, error: OSError) -> JournalError:
    return JournalError(f"Không đọc được nhật ký nhận “{path}”: {system_words(error)}.")
