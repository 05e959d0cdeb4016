"""Delimited text (.csv .tsv .txt): the encoding and the separator are told from what makes a header readable."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from danhba.model.grid import Cell, Grid, ReadError
from danhba.vietnamese.text import fold

_FIRM = re.compile(r"[;\t|]")
_SEPARATORS = (",", ";", "\t", "|")
_HEADER_WORDS = (
    "stt",
    "don vi",
    "don_vi",
    "dien thoai",
    "dien_thoai",
    "ghi chu",
    "co quan",
    "hotline",
    "duong day",
    "dia phuong",
    "sdt",
    "phone",
)


def grids(data: bytes, stem: str) -> list[Grid]:
    """Return the text as one grid named after the file's stem."""
    text = decode(data)
    if text[:4].lower() == "sep=" and "\n" in text:
        text, offset = text.split("\n", 1)[1], 1
    else:
        offset = 0
    rows = _rows(text)
    if not rows:
        raise ReadError("file_empty", "không có dòng nào")
    return [Grid(stem, rows, offset, 0)]


def decode(data: bytes) -> str:
    """Return the text of delimited bytes: Unicode by its mark or by its form, else the 8-bit reading with most header words."""
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
    return vietnamese if _readable(vietnamese) > _readable(single) else single


def _readable(text: str) -> int:
    bare = fold(text)
    return sum(bare.count(w) for w in _HEADER_WORDS)


def _rows(text: str) -> list[list[Cell]]:
    best: list[list[Cell]] = []
    best_score = -1.0
    text = text.replace("\x00", "")
    for separator in _SEPARATORS:
        if separator not in text and best:
            continue
        rows = _parse(text, separator)
        widths = [len(r) for r in rows if any(c is not None for c in r)]
        if not widths:
            continue
        usual = max(set(widths), key=widths.count)
        # Cells that hold a word of a header and no firmer separator: a comma may stand inside a heading, a semicolon does not.
        header = max(
            (sum(bool(c) and not _FIRM.search(str(c)) and _readable(str(c)) > 0 for c in r) for r in rows[:60]),
            default=0,
        )
        score = (
            (header * 10 if max(widths) > 1 else 0)
            + (widths.count(usual) / len(widths) if usual > 1 else 0)
            + min(usual, 20) / 100
        )
        if score > best_score:
            best, best_score = rows, score
    return best


def _parse(text: str, separator: str) -> list[list[Cell]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    rows: list[list[Cell]] = []
    try:
        for row in reader:
            rows.append([v if v.strip() else None for v in row])
            if len(rows) > 1_000_000:
                raise ReadError("file_too_large", "hơn 1.000.000 dòng")
    except csv.Error:
        rows = [[v if v.strip() else None for v in line.split(separator)] for line in text.splitlines()]
    return rows
