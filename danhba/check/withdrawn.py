"""Rows that wait because their own file says so: its name, the folder or archive it lies in, its print header, a watermark, a line above its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from danhba.check.findings import short
from danhba.check.row_line import Row
from danhba.model.submission import Source
from danhba.phones.phone_reading import withdrawn
from danhba.vietnamese.withdrawal import WITHDRAWN, Said, said_in_name


def heed_names(source: Source, rows: Sequence[Row]) -> None:
    """Let all rows of a file wait whose name, or that of a folder, a mail or an archive around it, says that it is old, a draft or not to be used."""
    if told := said_of_names(source):
        _wait(rows, *told)


def said_of_names(source: Source) -> tuple[str, Said] | None:
    """Return (which name, as a message says it; what it says), None where no name speaks against the file."""
    for where, name in _names(source):
        if said := said_in_name(name):
            return where, said
    return None


def _names(source: Source) -> Iterable[tuple[str, str]]:
    """Yield (what it is, as a message says it; the name without ending) of the file and of all that it lies in, from inside."""
    *around, own = source.source_file.replace("!/", "!\n").split("!\n")
    parts = PurePosixPath(own).parts
    if parts:
        yield "tên tệp", PurePosixPath(parts[-1]).stem
    yield from (("tên thư mục", part) for part in reversed(parts[:-1]))
    for container in reversed(around):
        parts = PurePosixPath(container).parts
        if parts:
            yield "tên thư hoặc tệp nén", PurePosixPath(parts[-1]).stem
            yield from (("tên thư mục", part) for part in reversed(parts[:-1]))
    if source.lies_in:
        yield "tên thư mục", source.lies_in


def _wait(rows: Iterable[Row], where: str, said: Said) -> None:
    for row in rows:
        row.phone = withdrawn(row.phone, where, short(said.text, 300), said.kind == WITHDRAWN)
