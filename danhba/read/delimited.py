"""Delimited text (.csv .tsv .txt): the encoding and the separator are told from what makes a header readable."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from danhba.model.grid import Cell, Grid, ReadError
from danhba.vietnamese.encodings import of_windows_1258
from danhba.vietnamese.text import fold
from schemas.forms.known import HEADS, NUMBER_HEADS, UNIT_HEADS

_DIGIT = re.compile(r"\d")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LOST = re.compile(r"(?<=\w)\?(?=\w)|\?\?+")
_TALLEST = 200  # lines that one record may take
_STT = re.compile(r"\s*\"?\d{1,4}\"?\s*")
_TEXT_FORMULA = re.compile(r'\s*="([^"]*)"\s*')
_FIRM = re.compile(r"[;\t|]")
_TONES = tuple(tone.encode("cp1258") for tone in "\u0300\u0301\u0303\u0309\u0323")
_SIGNS = "–—“”‘’…•\xa0"
_SEPARATORS = (",", ";", "\t", "|")


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return the text as one grid named after the file's stem."""
    text = decode(data)
    if text[:4].lower() == "sep=" and "\n" in text:
        text, offset = text.split("\n", 1)[1], 1
    else:
        offset = 0
    rows, apart = _rows(text)
    if not rows:
        raise ReadError("file_empty", "không có dòng nào")
    if _letters_lost(text, rows):
        raise ReadError(
            "file_corrupt",
            "các chữ có dấu đã mất khi lưu (chỉ còn dấu “?” hoặc “�”), không tên đơn vị nào đọc lại được; "
            "hãy lưu lại từ tệp gốc dưới dạng Excel (.xlsx) hoặc CSV UTF-8",
        )
    lines = {(offset + r, 0): line for r, line in apart.items()}
    return [Grid(stem, rows, offset, 0, apart=lines, of_file=True)]


def _letters_lost(text: str, rows: list[list[Cell]]) -> bool:
    """Tell whether letters were replaced by question marks all over, so that not even a header can be read."""
    lost = text.count("\ufffd") + len(_LOST.findall(text[:200_000]))
    return lost >= 5 and not any(_is_header([str(c or "") for c in row]) for row in rows[:60])


def _is_header(fields: list[str]) -> bool:
    bare = [fold(f) for f in fields]
    return any(w in f for f in bare for w in NUMBER_HEADS) and any(w in f for f in bare for w in UNIT_HEADS)


def decode(data: bytes) -> str:
    """Return the text of delimited bytes: Unicode by its mark or by its form, else the 8-bit reading with most header
    words."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(codec, "replace")
    if data[1::2].count(0) > len(data) * 0.3:
        return data.decode("utf-16-le", "replace")
    if data[::2].count(0) > len(data) * 0.3:
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Windows-1258 writes tones as marks of their own; TCVN3, VNI, VPS and VISCII bytes are kept one for one.
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    single = data.decode("cp1252", "replace") if b"\xad" not in data else data.decode("latin-1")
    if "\ufffd" in single:
        single = data.decode("latin-1")
    told = _readable(vietnamese) - _readable(single)
    # Of a file whose heads are written without marks only its own letters tell.
    toned = told == 0 and any(tone in data for tone in _TONES)
    return vietnamese if told > 0 or (toned and of_windows_1258(data, _SIGNS)) else single


def _readable(text: str) -> int:
    bare = fold(text)
    return sum(bare.count(w) for w in HEADS)


@dataclass(slots=True)
class _Line:
    """One record: its fields, and whether it was written without quotation marks (only then may a separator stand
    inside a field)."""

    fields: list[str]
    bare: bool
    text: str


def _rows(text: str) -> tuple[list[list[Cell]], dict[int, str]]:
    """Return the rows, and the lines that cannot be told apart into columns by their row."""
    best: list[_Line] = []
    best_score = -1.0
    separated = ","
    text = text.replace("\x00", "")
    for separator in _SEPARATORS:
        if separator not in text and best:
            continue
        lines = _parse(text, separator)
        widths = [len(n.fields) for n in lines if any(f.strip() for f in n.fields)]
        if not widths:
            continue
        usual = max(set(widths), key=widths.count)
        # Cells that hold a word of a header and no firmer separator: a comma may stand inside a heading, a semicolon
        # does not.
        header = max((_heads(n.fields) for n in lines[:60]), default=0)
        score = (
            (header * 10 if max(widths) > 1 else 0)
            + (widths.count(usual) / len(widths) if usual > 1 else 0)
            + min(usual, 20) / 100
        )
        if score > best_score:
            best, best_score, separated = lines, score, separator
    apart: dict[int, str] = {}
    if separated == ",":
        best, apart = _commas(best)
    return [[_shown(f) for f in n.fields] if i not in apart else [] for i, n in enumerate(best)], apart


def _shown(text: str) -> Cell:
    """Return what a spreadsheet shows of a field: ="0277…" is a formula that keeps a number's zeros."""
    found = _TEXT_FORMULA.fullmatch(text)
    return (found[1] if found else text) if text.strip() else None


def _heads(fields: list[str]) -> int:
    """Return how many fields hold a word of a header and no firmer separator."""
    return sum(bool(f.strip()) and not _FIRM.search(f) and _readable(f) > 0 for f in fields)


def _commas(lines: list[_Line]) -> tuple[list[_Line], dict[int, str]]:
    """Mend commas that stand inside fields without quotation marks; return the lines, and those that stay in doubt by
    their row.

    A comma with a space behind it belongs to the text where that makes all lines as wide as their header. A longer line
    whose number does not stand in the number's column is nobody's guess.
    """
    joined = [_Line(_with_spaces(n.fields), True, n.text) if n.bare else n for n in lines]
    if joined != lines and _uniform(joined) > _uniform(lines):
        lines = joined
    head = max(range(min(len(lines), 60)), key=lambda i: (_heads(lines[i].fields), -i), default=-1)
    if head < 0 or _heads(lines[head].fields) < 2:
        return lines, {}
    width = len(lines[head].fields)
    phone = next((i for i, f in enumerate(lines[head].fields) if any(w in fold(f) for w in NUMBER_HEADS)), -1)
    apart: dict[int, str] = {}
    for i, line in enumerate(lines):
        numbers = [c for c, f in enumerate(line.fields) if len(_DIGIT.findall(f)) >= 6]
        if i > head and line.bare and len(line.fields) > width and numbers and phone >= 0 and phone not in numbers:
            apart[i] = line.text.strip()
    return lines, apart


def _with_spaces(fields: list[str]) -> list[str]:
    """Return fields with those that begin with a space joined to the one before."""
    out: list[str] = []
    for field in fields:
        if out and field[:1] == " " and field.strip() and out[-1].strip() and not _DIGIT.search(out[-1][-1:]):
            out[-1] += f",{field}"
        else:
            out.append(field)
    return out


def _uniform(lines: list[_Line]) -> tuple[float, int]:
    """Return which share of the lines has the usual width (two at least), and that width."""
    widths = [len(n.fields) for n in lines if len(n.fields) > 1]
    if not widths:
        return (0.0, 0)
    usual = max(set(widths), key=widths.count)
    return (widths.count(usual) / sum(1 for n in lines if n.text.strip()), -usual) if usual > 1 else (0.0, 0)


def _parse(text: str, separator: str) -> list[_Line]:
    """Return the records. A quotation mark that is never closed, or only lines later, is a letter of its own line."""
    out: list[_Line] = []
    physical = [p for p in _LINES.findall(text) if p]
    i = 0
    while i < len(physical):
        if len(out) > 1_000_000:
            raise ReadError("file_too_large", "hơn 1.000.000 dòng")
        line = physical[i]
        if '"' not in line:
            record = line.rstrip("\r\n")
            out.append(_Line(record.split(separator), True, record) if record else _Line([], True, ""))
            i += 1
            continue
        record, taken = _record(physical, i, separator)
        fields = _quoted(record, separator) if taken else None
        bare = fields is None
        if fields is None:
            record, taken = line.rstrip("\r\n"), 1
            fields = record.split(separator)
        out.append(_Line(fields, bare, record))
        i += taken
    return out


def _record(physical: list[str], start: int, separator: str) -> tuple[str, int]:
    """Return a record that holds quotation marks and how many lines it takes, 0 lines when they do not pair."""
    record = ""
    marks = 0
    for taken in range(1, min(len(physical) - start, _TALLEST) + 1):
        line = physical[start + taken - 1]
        if taken > 1 and separator in line and _STT.fullmatch(line.split(separator, 1)[0]):
            return "", 0  # a record by itself: what was opened above is no quotation
        record += line
        marks += line.replace('\\"', "").count('"')
        if marks % 2 == 0:
            return record, taken
    return "", 0


def _quoted(record: str, separator: str) -> list[str] | None:
    escape = "\\" if '\\"' in record else None
    try:
        rows = list(
            csv.reader(io.StringIO(record, newline=""), delimiter=separator, skipinitialspace=True, escapechar=escape)
        )
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
