"""The door of Prefect's server: who may talk to its page and API. Nothing but the health path answers without the
password.

Prefect's own check covers /api only, accepts any Host and, unless told otherwise, any Origin; this one stands before
everything that the server answers. A page in the operator's browser cannot pass: it would need our Host (DNS
rebinding), our Origin, and the password.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

HEALTH = "/api/health"
NONCE, PROOF = "x-danhba-nonce", "x-danhba-proof"


def proof_of(key: str, nonce: str) -> str:
    """Return what only a server that holds the key can answer to a nonce: hexadecimal HMAC-SHA256."""
    return hmac.new(key.encode(), b"danhba-server:" + nonce.encode(), hashlib.sha256).hexdigest()


class Guard:
    """An ASGI application before another one. hosts: values of the Host header that are ours, in lower case, with the
    port.

    key: what the server proves itself with at the health path, so that our own processes tell it from a stranger on the
    same port.
    """

    def __init__(self, app: App, auth: str, hosts: frozenset[str], key: str) -> None:
        self._app = app
        self._auth = auth.encode()
        self._hosts = hosts
        self._origins = frozenset(f"{scheme}://{host}" for host in hosts for scheme in ("http", "https"))
        self._key = key

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with 401, 403 or 421."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value.decode("latin-1"))
        refused = self._refused(scope, headers)
        if refused is None:
            nonce = headers.get(NONCE.encode(), [""])[0]
            told = scope["type"] == "http" and scope["path"] == HEALTH and nonce
            await self._app(scope, receive, self._with_proof(send, nonce) if told else send)
        elif scope["type"] == "websocket":
            await receive()  # the handshake
            await send({"type": "websocket.close", "code": 1008})
        else:
            status, text = refused
            sent = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
            if status == 401:
                sent.append((b"www-authenticate", b'Basic realm="danhba", charset="UTF-8"'))
            await send({"type": "http.response.start", "status": status, "headers": sent})
            await send({"type": "http.response.body", "body": f"{text}\n".encode()})

    def _refused(self, scope: Message, headers: dict[bytes, list[str]]) -> tuple[int, str] | None:
        """Return status and words of a refusal; None where the request may pass."""
        hosts = headers.get(b"host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421, "Foreign Host."
        origins = headers.get(b"origin", [])
        if any(origin.lower() not in self._origins for origin in origins):
            return 403, "Foreign Origin."
        if scope["type"] == "http" and scope["path"] == HEALTH and scope["method"] in ("GET", "HEAD"):
            return None
        if not origins and "cross-site" in headers.get(b"sec-fetch-site", []) and not _opens_a_page(scope, headers):
            return 403, "Foreign page."
        if scope["type"] == "websocket" and "prefect" in scope.get("subprotocols", ()):
            return None  # Prefect asks for the password in the first message and answers nothing before
        given = headers.get(b"authorization", [])
        if len(given) == 1 and self._knows(given[0]):
            return None
        return 401, "Cần mật khẩu: danhba schedule cho biết mật khẩu nằm ở đâu."

    def _knows(self, authorization: str) -> bool:
        scheme, _, given = authorization.partition(" ")
        if scheme.lower() != "basic":
            return False
        try:
            return hmac.compare_digest(base64.b64decode(given.strip(), validate=True), self._auth)
        except (binascii.Error, ValueError):
            return False

    def _with_proof(self, send: Send, nonce: str) -> Send:
        async def proved(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (PROOF.encode(), proof_of(self._key, nonce[:200]).encode())]
            await send(message)

        return proved


def _opens_a_page(scope: Message, headers: dict[bytes, list[str]]) -> bool:
    """Tell whether a person follows a link to the page: that reads nothing out and changes nothing."""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and headers.get(b"sec-fetch-mode") == ["navigate"]
        and headers.get(b"sec-fetch-dest") == ["document"]
    )
