"""The installation's signing key: random, made once, kept in var/ and nowhere else. What it signs is told in
danhba/model/signature.py."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from danhba.output.files import sync_folder
from danhba.vietnamese.system_errors import system_words

FILE = "signing.key"
KEY = "signing_key"  # the ledger's state: the name of the key in use, and since when where it took another's place
_BYTES = 32


class KeyFileError(Exception):
    """The key cannot be read or made; the text is one clear line in Vietnamese."""


def load_key(var: Path) -> bytes | None:
    """Return the key, None where none was made yet. Raises KeyFileError."""
    path = var / FILE
    try:
        key = path.read_bytes()
        if len(key) == _BYTES and os.name == "posix" and path.stat().st_mode & 0o077:
            os.chmod(path, 0o600)  # copied here by hand, or restored
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyFileError(
            f"Không đọc được khóa ký “{path}”: {system_words(error)}. Chạy bằng tài khoản vận hành danhba."
        ) from error
    if len(key) != _BYTES:
        raise KeyFileError(f"Khóa ký “{path}” bị hỏng ({len(key)} byte, phải là {_BYTES}); lấy lại từ bản sao lưu.")
    return key


def make_key(var: Path) -> bytes:
    """Return the key, made now where there was none. Raises KeyFileError.

    Whole or not at all: two who make it at once end with the same one.
    """
    key = load_key(var)
    if key is not None:
        return key
    temporary = var / f".{FILE}.{secrets.token_hex(4)}.tmp"
    try:
        var.mkdir(parents=True, exist_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_BYTES))
                file.flush()
                os.fsync(file.fileno())
            _put(temporary, var / FILE)
            sync_folder(var)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise KeyFileError(f"Không tạo được khóa ký trong “{var}”: {system_words(error)}.") from error
    key = load_key(var)
    if key is None:
        raise KeyFileError(f"Không tạo được khóa ký trong “{var}”: tệp vừa ghi đã mất.")
    return key


def name_of(key: bytes) -> str:
    """Return a name by which a key is known again, and which betrays nothing of it."""
    return hmac.new(key, b"name", "sha256").hexdigest()[:16]


def _put(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass  # somebody else was first: theirs counts
    except OSError:  # a file system without hard links
        if not path.exists():
            os.replace(temporary, path)
