"""Is there a Prefect server already? The one that the environment names, or our own schedule's on the settings'
port."""

from __future__ import annotations

import hmac
import os
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException

from danhba.settings import Settings
from flows.guard import HEALTH, NONCE, PROOF, proof_of
from flows.password import password, server_key

_PATIENCE = 2.0  # seconds for a server that is there to say so


@dataclass(frozen=True, slots=True)
class Live:
    """A server that answers: its API's address, and user:password where it is our own."""

    url: str
    auth: str = ""


def live_server(settings: Settings) -> Live | None:
    """Return the server to speak to; None where none answers.

    Our own must prove itself before it is told the password: anybody on this machine may listen on a free port.
    """
    named = os.environ.get("PREFECT_API_URL", "")
    if named:
        return Live(named) if _healthy(f"{named.rstrip('/')}/health") else None
    if is_ours(settings, settings.port):
        return Live(f"http://127.0.0.1:{settings.port}/api", password(settings))
    return None


def is_ours(settings: Settings, port: int, patience: float = _PATIENCE) -> bool:
    """Tell whether a server on this port answers and holds our key."""
    if not (settings.var / "prefect-key").exists():
        return False  # nobody has ever served from here
    nonce = secrets.token_hex(16)
    request = urllib.request.Request(f"http://127.0.0.1:{port}{HEALTH}", headers={NONCE: nonce})
    try:
        with _direct.open(request, timeout=patience) as answer:
            return hmac.compare_digest(answer.headers.get(PROOF) or "", proof_of(server_key(settings), nonce))
    except (OSError, HTTPException, ValueError):
        return False


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=_PATIENCE):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except (OSError, HTTPException, ValueError):
        return False


_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # this machine is not reached through a proxy
