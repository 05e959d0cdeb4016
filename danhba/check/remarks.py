"""Remarks: lines outside the rows that point at rows, and whose words doubt them. What they point at waits.

What a line says by itself is read in `danhba/phones/remarks.py`; here it is brought to the rows of its file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from danhba.check.findings import short
from danhba.check.findings_list import is_findings_list
from danhba.check.row_line import Row
from danhba.locate.contact import without_contact
from danhba.locate.phone_like import phone_like
from danhba.model.grid import Cell, Grid, address, cell_text
from danhba.model.table import Table
from danhba.phones.phone_reading import withdrawn
from danhba.phones.remarks import Place, Remark, gives_another, is_of_all, is_title, near_lines, of_a_unit, remark_of
from danhba.vietnamese.names import Level, keys, split_type, tidy, tokens_of, unaccented
from danhba.vietnamese.sent_before import left_of
from danhba.vietnamese.text import fold
from danhba.vietnamese.withdrawal import sentences

_PARTS = re.compile(r"[,;:&+]|\bvà\b|\bva\b", re.I)
# “Số: 215/UBND-VP” in a letterhead is a paper's number: with it “XÃ BÌNH HÀNG TRUNG” would speak of one “trùng”.
_OF_A_PAPER = re.compile(r"\bs[ốo] *: *\d* *(?:/ *[\w-]*[^\W\d_][\w./-]*)", re.I)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(_RAISED, "0123456789")
# A footnote's mark: before the words that explain it, and where it is borne: a number in brackets at a text's end only.
_MARK = re.compile(rf"\s*(?:[(\[]\s*(\*{{1,3}}|[\d{_RAISED}]{{1,2}})\s*[)\]]|(\*{{1,3}}|[{_RAISED}]{{1,2}}))(?!\*)")
_MARKED = re.compile(rf"(\*+)|([{_RAISED}]{{1,2}})|[(\[]\s*(\d{{1,2}})\s*[)\]]$")
_BELOW = re.compile(r"(?:dong|hang|muc) (?:\w+ )?duoi\b")
_OF_A_DOCUMENT = re.compile(r"(?:Bảng|Khung) \d+|Văn bản.*")  # what readers call the parts of documents and pages
# Words of another sheet that mean phone numbers, and no other figures.
_OF_PHONES = re.compile(
    r"\b(?:so|sdt)\b(?! (?:lieu|dan|luong|nguoi|ho|ngay|gio|lan|ap|khom|xa|huyen|don vi|tien|von|thu|tt|bao danh|ca|vu"
    r"|mui))"
    r"|\bdien thoai|\bhotline|\bduong day"
)
_SHORTEST, _LONGEST = 8, 4000  # characters of a line or paragraph that may hold a remark
_MOST = 400  # lines of a grid that are looked at
_FILLED = 3  # cells of such a line at most


def heed_remarks(
    rows: Sequence[Row],
    grids: Iterable[Grid],
    tables: Iterable[Table],
    named_in: Callable[[str], Sequence[str]],
    own_words: str | None = None,
    is_heading: Callable[[str], bool] = lambda text: False,
) -> None:
    """Let the rows wait that a remark of their file points at and doubts.

    grids: all that the file shows; tables: those of the rows; named_in: the codes of the units that a running text
    names; own_words: of a mail, whose page shows those of older mails too;
    is_heading: whether a line is a heading and nothing else, whose “cũ” is said of a place of before. A title above a
    table is none: what it says of the rows below it is told by `locate` and the second reading.
    """
    if not rows:
        return
    own_words = None if own_words is None else "".join(own_words.split())
    heads: dict[str, int] = {}  # the last line that heads a table, by sheet
    for table in tables:
        heads[table.sheet] = max(heads.get(table.sheet, 0), table.header_rows[0])
    taken: dict[str, set[int]] = {}
    for row in rows:
        if (
            row.unit or row.at.stt or any(p not in (None, "") for p in row.at.phones)
        ):  # a line of words alone is a remark, whatever column it stands in
            taken.setdefault(row.at.sheet, set()).add(row.at.row)
    for grid in grids:
        if not grid.visible or is_findings_list(grid):
            continue
        own = taken.get(grid.name, set[int]())
        first, last = min(own, default=0), max(own, default=0)
        looked_at = 0
        for i, line in enumerate(grid.rows):
            number = grid.top + i + 1
            if number in own:
                continue
            texts = [(j, v) for j, v in enumerate(line) if v.__class__ is str and v]
            if not 0 < len(texts) <= _FILLED:
                continue
            looked_at += 1
            if looked_at > _MOST:
                break
            for j, text in texts:
                if len(text) < _SHORTEST or len(text) > _LONGEST:  # type: ignore[arg-type]
                    continue
                if number < heads.get(grid.name, 0) and is_title(text):  # type: ignore[arg-type]
                    continue
                if own_words is not None and "".join(text.split()) not in own_words:  # type: ignore[union-attr]
                    continue  # an older mail's, which is quoted
                if is_heading(text):  # type: ignore[arg-type]
                    continue
                text = left_of(_OF_A_PAPER.sub(" ", without_contact(text)))  # type: ignore[arg-type]
                said = remark_of(text, Place.SHEET if own else Place.DOCUMENT)
                if (number > last or not own) and (given := _gives_another(text, rows)):
                    said = said._replace(words=given, everything=True)
                if not (said.words or said.of_units):
                    continue
                where = f"ô {address(grid.top + i, grid.left + j)} của trang “{grid.name}”"
                sheet = grid.name if own else ""
                if marked := _bearers(rows, text, sheet):
                    for row in marked:
                        row.phone = withdrawn(row.phone, where, short(text, 300), for_good=False)
                elif near := _near(rows, said.words, number, sheet):
                    for row in near:
                        row.phone = withdrawn(row.phone, where, short(said.words, 300), for_good=False)
                else:
                    begun = number > first or number > heads.get(grid.name, number)
                    apart = not own and not grid.aside and _OF_A_DOCUMENT.fullmatch(grid.name) is None
                    _hold(rows, said, where, sheet, begun + (number > last), named_in, apart)


def heed_notes_of_others(rows: Sequence[Row], named_in: Callable[[str], Sequence[str]]) -> None:
    """Let the rows wait that the note of another row points at and doubts: “Số ở dòng trên là số cũ”, “STT 1: số đã
    đổi”. What a note says of its own row is told where that is read."""
    for at, row in enumerate(rows):
        if len(row.note) < _SHORTEST or len(row.note) > _LONGEST:
            continue
        said = remark_of(row.note, Place.SHEET)
        if not said.words:
            continue
        same = [(i, other) for i, other in enumerate(rows) if other.at.sheet == row.at.sheet and i != at]
        pointed = [rows[i] for i in near_lines(said.words, at, len(rows)) if rows[i].at.sheet == row.at.sheet]
        pointed += [other for _, other in same if _count(other) in said.lines]
        if of_a_unit(said.words):
            named = _units_named([other for _, other in same], said.words, named_in) - {row.unit}
            pointed += [other for _, other in same if other.unit and other.unit in named]
        for other in pointed:
            where = f"ghi chú ở ô {row.at.note_cell} của trang “{row.at.sheet}”"
            other.phone = withdrawn(other.phone, where, short(said.words, 300), for_good=False)


def _gives_another(text: str, rows: Sequence[Row]) -> str:
    """Return the sentence of a text that gives a number which no row says, in the place of the table's; '' for none."""
    for sentence in sentences(text):
        numbers = phone_like(sentence) if gives_another(sentence) else ()
        if numbers and not any(n[-7:] in _digits(p) for n in numbers for row in rows for p in row.at.phones):
            return sentence
    return ""


def _near(rows: Sequence[Row], words: str, number: int, sheet: str) -> list[Row]:
    """Return the rows right above or below a line between them that it points at by its place: “số dòng dưới hiện không
    dùng”. number: the line's row; sheet: its sheet, '' where it has no rows. A line outside them may mean more."""
    meant = [row for row in rows if sheet and row.at.sheet == sheet]
    above = sum(row.at.row < number for row in meant)
    if not 0 < above < len(meant) and not _BELOW.search(fold(words)):
        return []
    found = near_lines(words, above - 0.5, len(meant))
    return [meant[i] for i in found]


def _digits(value: Cell) -> str:
    return "".join(c for c in cell_text(value) if c.isdigit())


def _hold(
    rows: Sequence[Row],
    said: Remark,
    where: str,
    sheet: str,
    below: int,
    named_in: Callable[[str], Sequence[str]],
    apart: bool = False,
) -> None:
    """Let those rows wait that a remark points at. sheet: the one whose rows it can mean, '' all; below: 1 where it
    stands below a row, 2 below all of them; apart: it stands on a sheet of a workbook that holds none, and speaks of
    the others'."""
    meant = [row for row in rows if not sheet or row.at.sheet == sheet]
    pointed = [row for row in meant if said.lines and (_count(row) in said.lines or row.at.row in said.lines)]
    if said.everything or (said.lines and not pointed):
        pointed = meant
    elif not said.lines and (below or not sheet):
        codes = _units_named(meant, said.words, named_in) if said.of_numbers or said.alone else set[str]()
        pointed = [row for row in meant if row.unit and row.unit in codes]
        if not pointed and ((said.alone and below > 1) or (apart and _OF_PHONES.search(fold(said.words)))):
            pointed = meant
    for row in pointed:
        row.phone = withdrawn(row.phone, where, short(said.words, 300), for_good=False)
    for sentence, or_all in said.of_units if below or not sheet else ():
        codes = _units_named(rows, sentence, named_in)
        here = any(row.unit in codes for row in rows if row.unit)
        for row in rows if here or or_all else ():
            if row.unit in codes or not here:
                row.phone = withdrawn(row.phone, where, short(sentence, 300), for_good=False)


def _bearers(rows: Sequence[Row], text: str, sheet: str) -> list[Row]:
    """Return the rows that bear the mark which a remark explains: (*), **, (2), ²; none where it begins with no mark,
    nobody bears it, or it speaks of other rows too."""
    found = _MARK.match(text)
    if found is None or is_of_all(text):
        return []
    mark = (found[1] or found[2]).translate(_LOWERED)
    meant = (row for row in rows if not sheet or row.at.sheet == sheet)
    return [row for row in meant if mark in _marks_of(row)]


def _marks_of(row: Row) -> set[str]:
    texts = (row.at.stt, row.name_raw, *map(cell_text, row.at.phones), row.note)
    return {(m[1] or m[2] or m[3]).translate(_LOWERED) for text in texts for m in _MARKED.finditer(text.strip())}


def _units_named(rows: Sequence[Row], text: str, named_in: Callable[[str], Sequence[str]]) -> set[str]:
    """Return the codes of those rows' units that a text names: with their type words, or bare by two words at least."""
    named = {code for part in _PARTS.split(text) for code in named_in(part)}
    tokens = tokens_of(tidy(text))
    plain = unaccented(text)
    line = f" {keys(tokens, Level.BARE if plain else Level.VOWELS)} "
    for row in rows:
        if row.match.unit is not None and row.unit not in named:
            _, core = split_type(tokens_of(tidy(row.match.unit.name)))
            if len(core) > 1 and f" {keys(core, Level.BARE if plain else Level.VOWELS)} " in line:
                named.add(row.unit)
    return named


def _count(row: Row) -> int:
    bare = row.at.stt.strip(" .)(")
    return int(bare) if bare.isdecimal() and len(bare) < 4 else -1
