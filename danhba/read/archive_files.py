"""What a .zip holds, as somebody would see it: names as they were typed, leftovers of programs left out, a spoilt file
by itself."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from danhba.vietnamese.encodings import of_windows_1258

Pieces = Iterable[bytes]

_PIECE = 1 << 20
_HELD = 8 << 20  # bytes of a file that is unpacked once and held; a larger one is unpacked twice
_DEFLATED = 1032  # bytes that one deflated byte gives at most
_LITTER = ("thumbs.db", "ehthumbs.db", ".ds_store", "desktop.ini", "icon\r")
# What makes a folder an unpacked document: its first part, and the ending that the document had.
_PACKAGES = (
    ("xl/workbook.xml", ".xlsx"),
    ("xl/workbook.bin", ".xlsb"),
    ("word/document.xml", ".docx"),
    ("Index/Document.iwa", ".numbers"),
)
_UNICODE_PATH = 0x7075


def files_of(archive: zipfile.ZipFile, data: bytes) -> Iterator[tuple[str, Pieces]]:
    """Yield (name, bytes in pieces) of every file of an open archive. data: the archive's own bytes.

    A file whose bytes do not agree with their checksum comes as its raw record, which no reader takes for anything but
    a broken file: its neighbours are read. A folder that holds the parts of an unpacked document comes as one document.
    """
    files = [(name_of(i), i) for i in archive.infolist() if not i.is_dir()]
    folders = {
        name[: -len(part)]: ending for name, _ in files for part, ending in _PACKAGES if f"/{name}".endswith(f"/{part}")
    }
    parts: dict[str, list[tuple[str, zipfile.ZipInfo]]] = {folder: [] for folder in folders}
    for name, info in files:
        folder = next((f for f in folders if f and name.startswith(f)), "")
        if folder:
            parts[folder].append((name[len(folder) :], info))
        elif not is_litter(name):
            yield name, _pieces(archive, info, data)
    for folder, inside in parts.items():
        if inside:
            yield f"{folder.rstrip('/')}{folders[folder]}", (_packed(archive, inside, data),)


def unpacked_size(archive: zipfile.ZipFile, data: bytes) -> int:
    """Return the bytes that an archive may unpack to, by its directory: no file gives more than it says there, and what
    it says in error beyond what its packed bytes can give is not counted. data: the archive's own bytes."""
    return sum(_size(info, len(data)) for info in archive.infolist())


def _size(info: zipfile.ZipInfo, most: int) -> int:
    packed = min(info.compress_size, most)
    if info.compress_type == zipfile.ZIP_STORED:
        return min(info.file_size, packed)
    return min(info.file_size, packed * _DEFLATED) if info.compress_type == zipfile.ZIP_DEFLATED else info.file_size


def is_litter(name: str) -> bool:
    """Tell whether a file was left by a program and never written by a person: lock files, thumbnails, resource
    forks."""
    base = name.rsplit("/", 1)[-1].lower()
    return (
        not base
        or base in _LITTER
        or base.startswith(("._", "~$", ".~lock."))
        or base.endswith(".tmp")
        or "__MACOSX/" in name
    )


def name_of(info: zipfile.ZipInfo) -> str:
    """Return a file's name as it was typed, with / between folders.

    Without the flag for UTF-8 the bytes may be UTF-8 all the same (macOS, many servers), the code page of a Vietnamese
    Windows, or old DOS letters.
    """
    name = info.orig_filename.split("\x00", 1)[0]
    if not info.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        if raw and not raw.isascii():
            name = _unicode_path(info.extra, raw) or _decoded(raw) or name
    return unicodedata.normalize("NFC", name.replace("\\", "/").lstrip("/"))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return of_windows_1258(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """Return the name of Info-ZIP's Unicode Path field where it belongs to this name, '' otherwise."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            if struct.unpack_from("<I", field, 1)[0] != zlib.crc32(raw):
                return ""
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return ""
    return ""


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> Pieces:
    """Return a file's bytes, looked through once before: what is spoilt is only known at its end."""
    try:
        with archive.open(info) as member:
            if info.file_size <= _HELD:
                return (member.read(),)
            while member.read(_PIECE):
                pass
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return (_record(info, data),)
    return _read(archive, info)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as member:
        while piece := member.read(_PIECE):
            yield piece


def _record(info: zipfile.ZipInfo, data: bytes) -> bytes:
    """Return a spoilt file as it lies in the archive: a local header without a directory, which reads as a broken
    zip."""
    return b"PK\x03\x04" + data[info.header_offset + 4 : info.header_offset + 30 + info.compress_size + 512][:_PIECE]


def _packed(archive: zipfile.ZipFile, parts: list[tuple[str, zipfile.ZipInfo]], data: bytes) -> bytes:
    """Pack the parts of an unpacked document again: the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, info in parts:
            content = b"".join(_pieces(archive, info, data))
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
