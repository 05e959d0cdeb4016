"""How an .xls looks where that is more than its values: hidden rows and columns, struck, crossed and unreadable cells,
number formats, and parts of a cell that look otherwise than the rest.

calamine reads the values; the records that say how they look are few and fixed, and are walked once. Rows hidden by a
filter that another program did not write down are not looked at.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import olefile

from danhba.model.grid import Cell, Grid, Place, Unseen, cell_text
from danhba.read.colours import BLACK, INDEXED, Colour
from danhba.read.ink import Look, crossed_out, crossed_rows, parted, why_unseen
from danhba.read.number_format import changes_digits, hides_number, shown
from danhba.read.word_names import RAISED
from danhba.read.workbook_97_runs import Runs, rich_string, rich_strings

_BOF, _EOF, _BOUNDSHEET, _FONT, _FORMAT, _XF, _ROW, _COLINFO = 0x809, 0x0A, 0x85, 0x31, 0x41E, 0xE0, 0x208, 0x7D
_MULRK, _PALETTE, _SHARED, _OWN_RUNS = 0xBD, 0x92, 0xFD, 0xD6
_AUTOMATIC, _WHITE = 0x7FFF, 9  # numbers of colours
_NO_HEIGHT = 20  # twentieths of a point: a row of no more is a line to the eye
_ANY_NUMBER = "0000000"
_CELLS = frozenset(
    {0x06, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xD6, 0xFD}
)  # records of one cell: row, column, style first
_MOST = 4_000_000  # records that are walked


@dataclass(slots=True)
class _Book:
    sheets: list[int] = field(default_factory=list)  # where each sheet begins
    struck_fonts: set[int] = field(default_factory=set)
    raised: set[int] = field(default_factory=set)  # fonts of marks above the line
    sizes: dict[int, float] = field(default_factory=dict)  # font → points
    inks: dict[int, int] = field(default_factory=dict)  # font → number of its colour
    palette: dict[int, Colour] = field(default_factory=dict)
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[tuple[int, int]] = field(default_factory=list)  # font, format
    grounds: list[int | None] = field(default_factory=list)  # of each style, number of its ground's colour, None mixed
    crossed: set[int] = field(default_factory=set)  # styles
    strings: dict[int, Runs] = field(default_factory=dict)  # of several fonts

    def unseen(self, style: int, text: str, font: int | None = None) -> str:
        """Return the reason for which the eye sees nothing of a text of that style, '' for none. font: that of a part
        of the cell."""
        ground = self.grounds[style]
        of_text = self.styles[style][0] if font is None else font
        ink = self.inks.get(of_text)
        look = Look(
            of_text in self.struck_fonts,
            self._colour(ink) if ink is not None else None,
            self.sizes.get(of_text, 0.0),
        )
        return why_unseen(text, look, self._colour(ground) if ground is not None else None, whole=font is None)

    def parts(self, style: int, runs: Runs) -> list[tuple[str, str]]:
        """Return the parts of a string of several fonts in a cell of that style, each with the reason why it is not
        seen or ''."""
        text, changes = runs
        begins = [(0, self.styles[style][0]), *changes]
        ends = [*(at for at, _ in changes), len(text)]
        return [
            (piece.translate(RAISED) if font in self.raised else piece, self.unseen(style, piece, font))
            for (at, font), end in zip(begins, ends, strict=True)
            if (piece := text[at:end])
        ]

    def _colour(self, number: int) -> Colour | None:
        return BLACK if number == _AUTOMATIC else self.palette.get(number, INDEXED.get(number))


@dataclass(slots=True)
class _Looks:
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    styles: dict[Place, int] = field(default_factory=dict)  # of cells whose style strikes or formats
    runs: dict[Place, tuple[int, Runs]] = field(default_factory=dict)  # style and string of cells of several fonts


def as_shown(grids: list[Grid], data: bytes) -> list[Grid]:
    """Return the sheets as they look; as they are where the file does not say or is too old (before Excel 97)."""
    stream = _stream(data)
    if stream is None:
        return grids
    try:
        book = _book(stream)
        looks = [_sheet(stream, start, book) for start in book.sheets]
    except (struct.error, IndexError, ValueError):
        return grids
    # Sheets without cells are no grids: sheets are told apart by the names that calamine gives, in order.
    names = _names(stream)
    by_name = dict(zip(names, looks, strict=False))
    return [_laid_over(g, by_name[g.name], book) if g.name in by_name else g for g in grids]


def _stream(data: bytes) -> bytes | None:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            name = next((n for n in ("Workbook", "Book") if ole.exists(n)), None)
            content = ole.openstream(name).read() if name else b""
    except Exception:
        return None
    # Version 0x0600 is Excel 97 and later: the layout of these records is of that version.
    return content if content[:2] == b"\x09\x08" and content[4:6] == b"\x00\x06" else None


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    for _ in range(_MOST):
        if at + 4 > len(stream):
            return
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _book(stream: bytes) -> _Book:
    out = _Book()
    fonts = 0
    for kind, body in _records(stream, 0):
        if kind == _EOF:
            break
        if kind == _BOUNDSHEET:
            out.sheets.append(struct.unpack_from("<I", body, 0)[0])
        elif kind == _FONT:
            number = fonts if fonts < 4 else fonts + 1  # number 4 is never used
            height, options, ink, _, above = struct.unpack_from("<HHHHH", body, 0)
            if above == 1:
                out.raised.add(number)
            if options & 8:
                out.struck_fonts.add(number)
            out.sizes[number] = height / 20
            out.inks[number] = ink
            fonts += 1
        elif kind == _PALETTE:
            for i in range(struct.unpack_from("<H", body, 0)[0]):
                red, green, blue = body[2 + 4 * i : 5 + 4 * i]
                out.palette[8 + i] = (red, green, blue)
        elif kind == _FORMAT:
            number, length, wide = struct.unpack_from("<HHB", body, 0)
            code = body[5 : 5 + length * 2].decode("utf-16-le") if wide & 1 else body[5 : 5 + length].decode("latin-1")
            if changes_digits(code):
                out.formats[number] = code
        elif kind == _XF:
            font, code = struct.unpack_from("<HH", body, 0)
            out.styles.append((font, code))
            lines, more, colours = struct.unpack_from("<IIH", body, 10) if len(body) >= 20 else (0, 0, 0)
            pattern = more >> 26
            out.grounds.append(colours & 0x7F if pattern == 1 else _WHITE if pattern == 0 else None)
            if lines >> 30 and (more >> 21) & 0xF:
                out.crossed.add(len(out.styles) - 1)
    out.strings = rich_strings(_records(stream, 0))
    return out


def _names(stream: bytes) -> list[str]:
    out = []
    for kind, body in _records(stream, 0):
        if kind == _EOF:
            break
        if kind == _BOUNDSHEET:
            length, wide = body[6], body[7]
            raw = body[8 : 8 + (length * 2 if wide & 1 else length)]
            out.append(raw.decode("utf-16-le" if wide & 1 else "latin-1"))
    return out


def _sheet(stream: bytes, start: int, book: _Book) -> _Looks:
    out = _Looks()
    marked = {
        i
        for i, (_, code) in enumerate(book.styles)
        if code in book.formats or i in book.crossed or book.unseen(i, _ANY_NUMBER)
    }
    depth = 0
    for kind, body in _records(stream, start):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth != 1:
            continue  # a chart inside the sheet
        elif kind == _ROW and len(body) >= 16:
            row, options = struct.unpack_from("<H", body, 0)[0], struct.unpack_from("<H", body, 12)[0]
            height = struct.unpack_from("<H", body, 6)[0]
            if options & 0x20 or (not height & 0x8000 and height <= _NO_HEIGHT):
                out.hidden_rows.add(row)
        elif kind == _COLINFO and len(body) >= 10:
            first, last, width, _, options = struct.unpack_from("<HHHHH", body, 0)
            if options & 1 or width == 0:
                out.hidden_columns.update(range(first, min(last, 16_383) + 1))
        elif kind in _CELLS and (marked or book.strings or kind == _OWN_RUNS) and len(body) >= 6:
            row, column, style = struct.unpack_from("<HHH", body, 0)
            if style in marked:
                out.styles[row, column] = style
            if kind == _OWN_RUNS:
                out.runs[row, column] = style, rich_string(body)
            elif kind == _SHARED and (runs := book.strings.get(struct.unpack_from("<I", body, 6)[0])):
                out.runs[row, column] = style, runs
        elif kind == _MULRK and marked and len(body) >= 6:
            row, first = struct.unpack_from("<HH", body, 0)
            for i in range((len(body) - 6) // 6):
                style = struct.unpack_from("<H", body, 4 + 6 * i)[0]
                if style in marked:
                    out.styles[row, first + i] = style
    return out


def _laid_over(grid: Grid, looks: _Looks, book: _Book) -> Grid:
    if not (looks.hidden_rows or looks.hidden_columns or looks.styles or looks.runs):
        return grid
    rows: list[list[Cell]] = [list(row) for row in grid.rows]
    unseen = dict(grid.unseen)

    def value_at(place: Place) -> Cell:
        i, j = place[0] - grid.top, place[1] - grid.left
        return rows[i][j] if 0 <= i < len(rows) and 0 <= j < len(rows[i]) else None

    # A line through any cell of a row that holds something crosses the row.
    filled = {p: style for p, style in looks.styles.items() if value_at(p) is not None}
    crossed = crossed_rows((place for place, style in filled.items() if style in book.crossed), grid.merges)
    for (r, c), style in filled.items():
        i, j = r - grid.top, c - grid.left
        value = rows[i][j]
        _, code = book.styles[style]
        if (r, c) in looks.runs:
            continue
        if reason := book.unseen(style, cell_text(value)):
            rows[i][j], unseen[r, c] = None, Unseen(reason, cell_text(value))
        elif isinstance(value, int | float) and not isinstance(value, bool) and code in book.formats:
            text = shown(float(value), book.formats[code])
            if text is not None and hides_number(cell_text(value), text):
                rows[i][j], unseen[r, c] = text or None, Unseen("format", cell_text(value))
            elif text is not None:
                rows[i][j] = text
    for (r, c), (style, runs) in looks.runs.items():
        shows, hidden = parted(book.parts(style, runs))
        value = value_at((r, c))
        if value is None or (hidden is None and shows == cell_text(value).strip()):
            continue
        rows[r - grid.top][c - grid.left] = shows or None
        if hidden is not None:
            unseen[r, c] = hidden
    for (i, j), hidden in crossed_out(rows, (r - grid.top for r in crossed)).items():
        unseen[grid.top + i, grid.left + j] = hidden
    return replace(
        grid, rows=rows, unseen=unseen, hidden_rows=frozenset(looks.hidden_rows),
        hidden_columns=frozenset(looks.hidden_columns)
    )  # fmt: skip
