"""The password of Prefect's page and API, and the key that our server proves itself with: made once, in var/, for the
owner's eyes only."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path
from typing import Any

from danhba.settings import Settings

USER = "danhba"


def password_file(settings: Settings) -> Path:
    """Return where the password lies when none is set."""
    return settings.var / "prefect-password"


def auth_is_set(settings: Settings) -> str:
    """Return user:password from the settings `ui_auth` or `ui_auth_file`; empty where neither is set. Raises
    OSError."""
    if settings.ui_auth_file is not None:
        return settings.ui_auth_file.read_text(encoding="utf-8").strip()
    given: Any = settings.ui_auth
    return str(given.get_secret_value() if hasattr(given, "get_secret_value") else given)


def password(settings: Settings) -> str:
    """Return user:password: the setting `ui_auth`, or what is in var/prefect-password, made at random on first use.
    Raises OSError."""
    return auth_is_set(settings) or _kept(password_file(settings), f"{USER}:{secrets.token_urlsafe(24)}")


def server_key(settings: Settings) -> str:
    """Return the key by which our server is told from a stranger's on the same port. Raises OSError."""
    return _kept(settings.var / "prefect-key", secrets.token_hex(32))


def basic(auth: str) -> str:
    """Return the value of an Authorization header."""
    return "Basic " + base64.b64encode(auth.encode()).decode()


def _kept(path: Path, fresh: str) -> str:
    """Return what a file of ours holds; write `fresh` into it, mode 0600, where there is none. Of two writers the first
    one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(fresh + "\n")
                out.flush()
                os.fsync(out.fileno())
            os.link(aside, path)  # whole or not at all, and never over another's
        except FileExistsError:
            pass
        finally:
            aside.unlink(missing_ok=True)
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()
