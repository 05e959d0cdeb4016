"""Nobody gets in: the guard before Prefect's server, the password's file, and whom our processes tell it to."""

from __future__ import annotations

import asyncio
import http.server
import os
import pwd
import shutil
import stat
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danhba.settings import Settings
from flows.guard import HEALTH, NONCE, PROOF, Guard, proof_of
from flows.live import is_ours, live_server
from flows.password import basic, password, password_file, server_key
from tests.examples import share

AUTH, KEY, HOST = "danhba:đúng-mật-khẩu", "k" * 64, "127.0.0.1:4200"


def _answer(kind: str = "http", method: str = "GET", path: str = "/", headers: Any = (), protocols: Any = ()) -> Any:
    """Return the status of an answer (200: the application was reached) and its headers."""
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    guard = Guard(inner, AUTH, frozenset({HOST, "localhost:4200"}), KEY)
    raw = [(k.lower().encode(), v.encode("utf-8")) for k, v in headers]
    scope = {"type": kind, "method": method, "path": path, "headers": raw, "subprotocols": list(protocols)}
    asyncio.run(guard(scope, receive, send))
    return sent[0].get("status", sent[0].get("code")), dict(sent[0].get("headers", []))


_PATHS = st.sampled_from(["/", "/docs", "/openapi.json", "/redoc", "/ui-settings", "/api", "/api/ready", "/api/admin/version",
                          "/api/deployments/filter", "/api/health/", "/api//health", "/API/HEALTH", "/x/api/health", "/api/health%00"]) | st.text(
    max_size=20
).map(lambda t: "/" + t)  # fmt: skip
_METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"])
_CREDENTIALS = st.none() | st.sampled_from(["Basic", "Basic ", "Bearer x", basic("danhba:"), basic(":"), basic(AUTH + " "), basic(AUTH)[:-2]]) | st.text(
    st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=30
)  # fmt: skip


@given(_PATHS, _METHODS, _CREDENTIALS, st.sampled_from(["http", "websocket"]))
@settings(max_examples=share(150), deadline=None)
def test_nothing_answers_without_the_password(path: str, method: str, credentials: str | None, kind: str) -> None:
    headers = [("Host", HOST)] + ([("Authorization", credentials)] if credentials is not None else [])
    status, answered = _answer(kind, method, path, headers)
    if kind == "http" and path == HEALTH and method in ("GET", "HEAD"):
        assert status == 200
    else:
        assert status == (401 if kind == "http" else 1008)
        assert kind == "websocket" or answered[b"www-authenticate"].startswith(b"Basic")


@given(
    st.sampled_from(["evil.example", "127.0.0.1", "127.0.0.1:4201", "127.0.0.1:4200.evil.example", "", "[::1]:4200", "localhost", "0.0.0.0:4200"])
    | st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30),
    _PATHS | st.just(HEALTH),
)  # fmt: skip
@settings(max_examples=share(100), deadline=None)
def test_a_foreign_host_is_refused_even_with_the_password(host: str, path: str) -> None:
    """DNS rebinding: a page of evil.example that resolves to this machine."""
    if host.lower() in (HOST, "localhost:4200"):
        return
    assert _answer(path=path, headers=[("Host", host), ("Authorization", basic(AUTH))])[0] == 421
    assert _answer(path=path, headers=[("Host", HOST), ("Host", host), ("Authorization", basic(AUTH))])[0] == 421


@given(
    st.sampled_from(["null", "", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:8000", "http://127.0.0.1:4200.evil.example",
                     "file://", "http://evil.example#http://127.0.0.1:4200"])
    | st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30),
    _METHODS,
    _PATHS | st.just(HEALTH),
)  # fmt: skip
@settings(max_examples=share(100), deadline=None)
def test_a_foreign_page_is_refused_even_with_the_password(origin: str, method: str, path: str) -> None:
    """The operator's browser adds the password by itself; what page asked stands in Origin."""
    headers = [("Host", HOST), ("Authorization", basic(AUTH)), ("Origin", origin)]
    assert _answer(method=method, path=path, headers=headers)[0] == 403
    assert _answer("websocket", method, path, headers, ["prefect"])[0] == 1008


def test_our_own_page_and_processes_pass() -> None:
    own = [("Host", HOST), ("Authorization", basic(AUTH))]
    for headers in (own, [*own, ("Origin", f"http://{HOST}")], [*own, ("Origin", "http://localhost:4200")]):
        assert _answer(method="POST", path="/api/flows/", headers=headers)[0] == 200
    assert _answer("websocket", path="/api/events/in", headers=own)[0] == 200
    link = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]
    assert _answer(headers=[*own, *link])[0] == 200  # a link in a mail
    assert _answer(headers=[*own, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "image")])[0] == 403


def test_the_health_path_proves_whose_server_it_is() -> None:
    status, headers = _answer(path=HEALTH, headers=[("Host", HOST), (NONCE, "abc")])
    assert status == 200
    assert headers[PROOF.encode()].decode() == proof_of(KEY, "abc") != proof_of("another", "abc")


def test_the_password_is_random_and_for_the_owner_only(tmp_path: Path) -> None:
    made = Settings(var=tmp_path / "var")
    first = password(made)
    assert first.startswith("danhba:")
    assert len(first) > 30
    assert password(made) == first != password(Settings(var=tmp_path / "other"))
    for path in (password_file(made), made.var / "prefect-key"):
        server_key(made)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
        server_key(made), password(made)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert password(Settings(var=tmp_path / "var", ui_auth="an:bi-mat")) == "an:bi-mat"  # type: ignore[arg-type]


def test_two_that_start_at_once_agree_on_the_password(tmp_path: Path) -> None:
    made = Settings(var=tmp_path)
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(password(made))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert len(set(got)) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["prefect-password"]


@pytest.mark.skipif(os.getuid() != 0 or not shutil.which("setpriv"), reason="needs root to become another user")
def test_another_user_cannot_read_the_password(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    password(Settings(var=tmp_path))
    nobody = str(pwd.getpwnam("nobody").pw_uid)
    command = [
        "setpriv",
        "--reuid",
        nobody,
        "--regid",
        nobody,
        "--clear-groups",
        "cat",
        str(tmp_path / "prefect-password"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    assert done.returncode != 0
    assert "Permission denied" in done.stderr


def test_a_stranger_on_our_port_is_not_told_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no schedule runs, any local user can listen on its port and say that he is well."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    heard: list[str] = []

    class Stranger(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(str(self.headers))
            self.send_response(200)
            self.send_header(PROOF, proof_of("a guess", self.headers[NONCE]))
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = http.server.HTTPServer(("127.0.0.1", 0), Stranger)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made = Settings(var=tmp_path, port=server.server_address[1])
    secret = password(made).partition(":")[2]
    server_key(made)
    assert not is_ours(made, made.port)
    assert live_server(made) is None
    server.shutdown()
    assert heard
    assert not any(secret in h or "Authorization" in h for h in heard)
