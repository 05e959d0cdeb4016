"""Tables are held against their models as they are written, each in one pass; pandas is loaded only where something is
written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING

from schemas.tables import PublishedTable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_AT_ONCE = 16 << 20  # bytes of pieces of a file that are opened as one
_LINES_AT_ONCE = 5000  # lines of a file that are in memory together


def check_lines(table: PublishedTable, lines: Sequence[Mapping[str, str]]) -> None:
    """Hold the lines of a whole table against its model. Raises schemas.published.TableError."""
    from schemas.published import frame_of, validated

    validated(table, frame_of(table, lines))


def check_pieces(table: PublishedTable, path: Path, pieces: Sequence[tuple[int, int]]) -> None:
    """Hold the lines that were just written to a file against the model of its table.

    pieces: (start, end) in bytes, whole lines without the header. Looked at some thousand lines at a time: a national
    night has hundreds of thousands. Raises schemas.published.TableError, OSError.
    """
    with path.open("rb") as file:
        for pieces_at_once in _gathered(pieces):
            _check_bytes(table, BufferedReader(_Pieces(file, pieces_at_once)))


def _gathered(pieces: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of pieces that are looked at as one file: a table is opened once for many small ones."""
    run: list[tuple[int, int]] = []
    size = 0
    for start, end in pieces:
        if end > start:
            run.append((start, end))
            size += end - start
        if size > _AT_ONCE:
            yield run
            run, size = [], 0
    if run:
        yield run


class _Pieces(RawIOBase):
    """Pieces of a file, one behind the other, as a file of their own. Nothing is held of them."""

    def __init__(self, file: IO[bytes], pieces: Sequence[tuple[int, int]]) -> None:
        self._file, self._left = file, list(pieces)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        if not self._left:
            return 0
        start, end = self._left[0]
        view = memoryview(buffer).cast("B")
        self._file.seek(start)
        read = self._file.read(min(len(view), end - start))
        view[: len(read)] = read
        self._left[:1] = [(start + len(read), end)] if start + len(read) < end and read else []
        return len(read)


def _check_bytes(table: PublishedTable, lines: BufferedReader) -> None:
    import pandas as pd

    from schemas.published import TableError, validated

    try:
        frames = pd.read_csv(
            lines, dtype="str", keep_default_na=False, na_filter=False, header=None, chunksize=_LINES_AT_ONCE
        )
        for frame in frames:
            if len(frame.columns) != len(table.columns):
                raise TableError(f"{table.path}: {len(frame.columns)} columns")
            frame.columns = list(table.columns)
            validated(table, frame)
    except ValueError as error:  # lines of unequal length
        raise TableError(f"{table.path}: {error}") from error
