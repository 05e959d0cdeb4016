"""Containers (.zip, .eml): what is inside, by name, with limits on size, count and depth. Nothing is written to disk."""

from __future__ import annotations

import contextlib
import email
import email.policy
import io
import zipfile
import zlib

from danhba.model.grid import ReadError
from danhba.read import archive_files, mail
from danhba.read.kind import Kind, kind_of
from danhba.read.limits import Limits, limits_in_force

_DEPTH = 3


def members(
    data: bytes, kind: Kind, name: str, limits: Limits | None = None, depth: int = 1
) -> list[tuple[str, bytes]]:
    """Return (name, bytes) of every file inside, containers inside opened in turn: `thu.eml!/phu-luc.xlsx`.

    Raises ReadError: file_empty for a container without files, file_corrupt, file_encrypted or file_too_large.
    """
    limits = limits or limits_in_force()
    found = _unzip(data, limits) if kind is Kind.ZIP else _unmail(data)
    if not found:
        raise ReadError("file_empty", "tệp nén không có tệp nào" if kind is Kind.ZIP else "thư không có tệp đính kèm")
    out: list[tuple[str, bytes]] = []
    for inner, content in found:
        path = f"{name}!/{inner}"
        inner_kind: Kind | None = None
        with contextlib.suppress(ReadError):
            inner_kind = kind_of(content, limits)
        if inner_kind is not None and inner_kind in (Kind.ZIP, Kind.MAIL) and depth < _DEPTH:
            try:
                out.extend(members(content, inner_kind, path, limits, depth + 1))
                continue
            except ReadError:
                pass  # kept as a file of its own: reading it says what is wrong
        out.append((path, content))
    return out


def _unzip(data: bytes, limits: Limits) -> list[tuple[str, bytes]]:
    out = []
    left = limits.inflated_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name, pieces in archive_files.files_of(archive, data):
                content = b""
                for piece in pieces:
                    left -= len(piece)
                    if left < 0:
                        raise ReadError("file_too_large", f"giải nén vượt {limits.inflated_bytes >> 20} MB")
                    content += piece
                out.append((name, content))
    except ReadError:
        raise
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ) as error:  # type: ignore[attr-defined]
        raise ReadError("file_corrupt", "tệp nén không giải nén được") from error
    return out


def _unmail(data: bytes) -> list[tuple[str, bytes]]:
    try:
        return list(mail.files_of(email.message_from_bytes(data, policy=email.policy.default)))
    except (LookupError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise ReadError("file_corrupt", "thư điện tử không đọc được") from error
