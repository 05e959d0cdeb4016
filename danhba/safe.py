"""Output that cannot be run: no cell starts a formula, files appear whole or not at all, names are safe everywhere."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import os
import re
import secrets
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_E164 = re.compile(r"\+\d{6,15}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

_RISKY = re.compile(_CONTROL.pattern + "|^[ \u00a0]*[" + re.escape("".join(_FORMULA)) + "]")


def cell(text: str) -> str:
    """Return text that a spreadsheet shows and never computes; +84… numbers, which are digits only, stay as they are."""
    if not _RISKY.search(text):
        return text
    text = _CONTROL.sub(" ", text)
    if text.lstrip(" \u00a0").startswith(_FORMULA) and not _E164.fullmatch(text):
        return "'" + text
    return text


# A line at one look: nothing in it is unprintable, and after none of the marks put before its values stands what starts a formula.
_MARK = "\u241f"
_FORMULA_IN_LINE = re.compile(
    f"{_MARK} *[" + re.escape("".join(f for f in _FORMULA if f != "+")) + rf"]|{_MARK} +\+|{_MARK}\+(?!\d{{6,15}}(?:{_MARK}|$))"
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
    return out.getvalue().encode("utf-8", "replace")


def fixed_times(data: bytes, moment: dt.datetime, parts: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """Return a workbook or document whose own times, and those inside its zip, are a moment: the same content gives the same bytes.

    parts: what becomes of the parts named.
    """
    out = io.BytesIO()
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            if parts and info.filename in parts:
                content = parts[info.filename](content)
            fixed = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            target.writestr(fixed, content)
    return out.getvalue()


def write_whole(path: Path, data: bytes) -> bool:
    """Write a file so that readers see the old bytes or the new; return whether it changed."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, data)
    return True


def write_new(path: Path, data: bytes) -> None:
    """Write a file into a folder that is there, so that readers see the old bytes or the new. By descriptors: a national night writes thousands."""
    temporary = os.path.join(path.parent, f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def sync_folder(path: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
