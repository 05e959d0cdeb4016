"""Containers (.zip, .eml): what is inside, by name, with limits on size, count and depth. Nothing is written to disk."""

from __future__ import annotations

import contextlib
import email
import email.policy
import io
import zipfile
import zlib

from danhba.model.grid import ReadError
from danhba.read.kind import Kind, kind_of
from danhba.read.limits import Limits, limits_in_force

_LITTER = ("thumbs.db", ".ds_store", "desktop.ini")
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
            for info in archive.infolist():
                base = info.filename.rsplit("/", 1)[-1]
                if (
                    info.is_dir()
                    or not base
                    or base.lower() in _LITTER
                    or base.startswith("._")
                    or "__MACOSX/" in info.filename
                ):
                    continue
                if info.flag_bits & 1:
                    raise ReadError("file_encrypted", "tệp nén có mật khẩu")
                with archive.open(info) as member:
                    content = member.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise ReadError("file_too_large", f"giải nén vượt {limits.inflated_bytes >> 20} MB")
                out.append((info.filename.replace("\\", "/").lstrip("/"), content))
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
        message = email.message_from_bytes(data, policy=email.policy.default)
        out = []
        for part in message.walk():
            name = part.get_filename()
            if part.is_multipart() or not name:
                continue
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                out.append((name.replace("\\", "/").rsplit("/", 1)[-1] or "tep", content))
        return out
    except (LookupError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise ReadError("file_corrupt", "thư điện tử không đọc được") from error
