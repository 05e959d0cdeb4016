"""Tables are held against their models as they are written, each in one pass; pandas is loaded only where something is
written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from schemas.tables import PublishedTable

_AT_ONCE = 16 << 20  # bytes of a file that are in memory together


def check_lines(table: PublishedTable, lines: Sequence[Mapping[str, str]]) -> None:
    """Hold the lines of a whole table against its model. Raises schemas.published.TableError."""
    from schemas.published import frame_of, validated

    validated(table, frame_of(table, lines))


def check_pieces(table: PublishedTable, path: Path, pieces: Sequence[tuple[int, int]]) -> None:
    """Hold the lines that were just written to a file against the model of its table.

    pieces: (start, end) in bytes, whole lines without the header. Looked at 16 MB at a time: a national night has
    hundreds of thousands of lines. Raises schemas.published.TableError, OSError.
    """
    gathered: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        for start, end in pieces:
            file.seek(start)
            gathered.append(file.read(end - start))
            size += end - start
            if size > _AT_ONCE:
                _check_bytes(table, b"".join(gathered))
                gathered, size = [], 0
    if size:
        _check_bytes(table, b"".join(gathered))


def _check_bytes(table: PublishedTable, lines: bytes) -> None:
    import pandas as pd

    from schemas.published import TableError, validated

    try:
        frame = pd.read_csv(BytesIO(lines), dtype="str", keep_default_na=False, na_filter=False, header=None)
    except ValueError as error:  # lines of unequal length
        raise TableError(f"{table.path}: {error}") from error
    if len(frame.columns) != len(table.columns):
        raise TableError(f"{table.path}: {len(frame.columns)} columns")
    frame.columns = list(table.columns)
    validated(table, frame)
