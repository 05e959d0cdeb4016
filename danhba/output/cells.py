"""Output that cannot be run: no cell starts a formula, files appear whole or not at all, names are safe everywhere."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from danhba.output.bidi import shown

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_E164 = re.compile(r"\+\d{6,15}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

_RISKY = re.compile(_CONTROL.pattern + "|^[ \u00a0]*[" + re.escape("".join(_FORMULA)) + "]")


def cell(text: str) -> str:
    """Return text that a spreadsheet shows and never computes; +84… numbers, which are digits only, stay as they
    are."""
    if not _RISKY.search(text):
        return text
    text = _CONTROL.sub(" ", text)
    if text.lstrip(" \u00a0").startswith(_FORMULA) and not _E164.fullmatch(text):
        return "'" + text
    return text


# A line at one look: nothing in it is unprintable, and after none of the marks put before its values stands what starts
# a formula.
_MARK = "\u241f"
_FORMULA_IN_LINE = re.compile(
    f"{_MARK} *["
    + re.escape("".join(f for f in _FORMULA if f != "+"))
    + rf"]|{_MARK} +\+|{_MARK}\+(?!\d{{6,15}}(?:{_MARK}|$))"
)


def cells(values: list[str]) -> list[str]:
    """Return the values of a line as `cell` makes them; most lines need nothing made."""
    line = _MARK + _MARK.join(values)
    if line.isprintable() and line.count(_MARK) == len(values) and not _FORMULA_IN_LINE.search(line):
        return values
    return [cell(value) for value in values]


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return UTF-8 with BOM and CRLF, the columns exactly as given."""
    return b"\xef\xbb\xbf" + csv_lines([dict(zip(columns, columns, strict=True))], columns) + csv_lines(rows, columns)


def csv_lines(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Return lines of a table, without its header."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(cells([row[c] for c in columns]) for row in rows)
    return shown(out.getvalue()).encode("utf-8", "replace")
