"""Rows that wait because their own file says so: its name, the folder or archive it lies in, a sheet's tab, its print
header, a watermark, a line above its table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from danhba.check.findings import short
from danhba.check.findings_list import is_findings_list
from danhba.check.notes import heed_note
from danhba.check.own_names import own_names
from danhba.check.row_line import Row
from danhba.locate.lines import Located
from danhba.model.grid import DOCUMENT_TEXT, Grid, address
from danhba.model.submission import Source, stem_of
from danhba.phones.phone_reading import withdrawn
from danhba.read.beside import COMMENT_BEGINS, comment_in
from danhba.registry import Registry
from danhba.vietnamese.sent_before import EARLIER, OPEN, REPLACED, may_take_back, of_line, of_name
from danhba.vietnamese.withdrawal import (
    WITHDRAWN,
    Said,
    said_in_line,
    said_in_mail,
    said_of_container,
    said_of_time,
)

_NUMBERED = re.compile(r"\s*(?:(?:\d{1,2}|[IVX]{1,4}|[A-Ha-h])[.)]|[-+*])\s+")  # how a heading is counted
_LINES = 400  # of one grid that are looked at
_TOLD = 20  # sentences of a file that are kept
_FOLDER = "tên thư mục"
_NAME = 60  # characters of a print header or watermark that names its container


def heed_names(source: Source, rows: Sequence[Row]) -> None:
    """Let all rows of a file wait whose name, or that of a folder, a mail or an archive around it, says that it is old,
    a draft or not to be used."""
    if told := said_of_names(source):
        _wait(rows, *told)


def said_of_names(source: Source) -> tuple[str, Said] | None:
    """Return (which name, as a message says it; what it says), None where no name speaks against the file."""
    for where, name in _names(source):
        of_before = of_name(name)
        if of_before in (REPLACED, EARLIER):
            continue
        either = of_before == OPEN and where != _FOLDER
        if said := said_of_container(name) or (Said(WITHDRAWN, name) if either else None):
            return where, said
    return None


def said_of_before(source: Source, grids: Sequence[Grid], located: Sequence[Located]) -> list[tuple[str, str]]:
    """Return what a file's names and the lines around its tables take back of what was sent before: (kind, words)."""
    named = ((of_name(name), name) for where, name in _names(source) if (of_name(name), where) != (OPEN, _FOLDER))
    out = [(kind, name) for kind, name in named if kind]
    for lines in _lines_around(grids, located):
        for kind, part in _takes_back(lines):
            out.append((kind, short(part, 300)))
    return list(dict.fromkeys(out))[:_TOLD]


def _lines_around(grids: Sequence[Grid], located: Sequence[Located]) -> Iterable[list[str]]:
    """Yield the lines above the tables of each sheet, and those of the parts that hold no table."""
    with_tables = {found.grid.name: found for found in located if found.tables and found.grid is not None}
    for grid in grids:
        if grid.name not in with_tables and grid.visible and not is_findings_list(grid):
            yield [line for _, line in _texts(grid)]
    yield from (list(found.lines[:_LINES]) for found in with_tables.values())


def _takes_back(lines: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (of what it speaks, the sentence) of the sentences of a sheet's lines that take something back."""
    parts = [part for line in lines for part in may_take_back(line)]
    context = "\n".join(lines) if parts else ""
    return ((kind, part) for part in parts if (kind := of_line(part, context)))


def heed_tabs(rows: Sequence[Row], is_place: Callable[[str], bool]) -> None:
    """Let the rows of a sheet wait whose tab says that it is old, a draft or not to be used.

    is_place: whether a tab names a place of before, which “cũ” says of the place and not of the numbers.
    """
    for name in dict.fromkeys(row.at.sheet for row in rows):
        if (said := said_of_container(name)) and not is_place(name):
            _wait((row for row in rows if row.at.sheet == name), "tên trang", said)


def heed_lines(
    rows: Sequence[Row],
    grids: Sequence[Grid],
    located: Sequence[Located],
    saved: str,
    spans: Mapping[int, frozenset[str]] | None = None,
    own_words: str | None = None,
) -> None:
    """Let rows wait of which a line says it that stands for the whole: above their table, in a print header, a
    watermark, a drawn box, a letter.

    saved: when the document says it was saved, '' unknown; spans: the sheets that a line of its text heads, where
    others have headings of the same kind; own_words: of a mail, whose page shows those of older mails too.
    """
    if not rows:
        return
    with_tables = {found.grid.name: found for found in located if found.tables and found.grid is not None}
    for grid in grids:
        if grid.name in with_tables or not grid.visible or is_findings_list(grid):
            continue
        for at, line in _texts(grid):
            # What stands beside the cells (a print header, a watermark) names what it holds, as a tab does.
            bare = _uncounted(line)
            if of_line(bare) in (REPLACED, EARLIER) or (own_words is not None and _flat(line) not in _flat(own_words)):
                continue
            if said := said_of_container(bare) if grid.aside and len(line) <= _NAME else said_in_line(bare):
                headed = (spans or {}).get(at) if grid.name == DOCUMENT_TEXT else None
                meant = rows if headed is None else [row for row in rows if row.at.sheet in headed]
                _wait(meant, f"phần “{grid.name}” của tệp", said)
    for name, found in with_tables.items():
        for line in found.lines[:_LINES]:
            if of_line(line) in (REPLACED, EARLIER):
                continue
            if said := said_in_line(_uncounted(line)) or said_of_time(line, saved):
                _wait((r for r in rows if r.at.sheet == name), "dòng phía trên bảng", said)
    if len(rows) and with_tables:
        for lines in _lines_around(grids, located):
            for kind, part in _takes_back(lines):
                if kind == OPEN:  # of these numbers or of those before: both wait
                    _wait(rows, "lời trong tệp", Said(WITHDRAWN, part))


@lru_cache(maxsize=8192)
def _uncounted(line: str) -> str:
    return _NUMBERED.sub("", line, count=1)


def _flat(text: str) -> str:
    return "".join(text.split())


def heed_comments(rows: Sequence[Row], grids: Sequence[Grid], registry: Registry) -> None:
    """Let a row's number wait that a comment in its line speaks against, whichever cell it is put to; those at the
    number are read with it."""
    sheets = {grid.name: grid for grid in reversed(grids)}
    if not any(COMMENT_BEGINS in text for grid in sheets.values() for text in grid.texts()):
        return
    for row in rows:
        grid = sheets.get(row.at.sheet)
        line = grid.rows[row.at.row - 1 - grid.top] if grid and 0 <= row.at.row - 1 - grid.top < len(grid.rows) else ()
        for column, value in enumerate(line):
            if value.__class__ is not str or COMMENT_BEGINS not in value:  # type: ignore[operator]
                continue
            if (words := comment_in(value)) and row.phone.number is not None:  # type: ignore[arg-type]
                assert grid is not None
                where = f"chú thích ở ô {address(row.at.row - 1, grid.left + column)}"
                for said in said_in_mail(words)[:1]:
                    row.phone = withdrawn(row.phone, where, short(words, 300), said.kind == WITHDRAWN)
                own = own_names(row.match.unit, registry)
                row.phone = heed_note(row.phone, words, registry.plan, where, registry.deadline, own)


def _texts(grid: Grid) -> Iterable[tuple[int, str]]:
    """Yield the short texts of a grid without a table of ours, each with its row (0-based)."""
    texts = ((i, v) for i, row in enumerate(grid.rows) for v in row if isinstance(v, str) and len(v) < 200)
    return islice(texts, _LINES)


def _names(source: Source) -> Iterable[tuple[str, str]]:
    """Yield (what it is, as a message says it; the name without ending) of the file and of all that it lies in, from
    inside."""
    *around, own = source.source_file.replace("!/", "!\n").split("!\n")
    parts = _parts(own)
    if parts:
        yield "tên tệp", stem_of(parts[-1])
    yield from ((_FOLDER, part) for part in reversed(parts[:-1]))
    for container in reversed(around):
        parts = _parts(container)
        if parts:
            yield "tên thư hoặc tệp nén", stem_of(parts[-1])
            yield from ((_FOLDER, part) for part in reversed(parts[:-1]))
    if source.lies_in:
        yield _FOLDER, source.lies_in


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part not in ("", ".")]


def _wait(rows: Iterable[Row], where: str, said: Said) -> None:
    for row in rows:
        row.phone = withdrawn(row.phone, where, short(said.text, 300), said.kind == WITHDRAWN)
