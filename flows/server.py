"""Prefect's server behind our guard: started on a socket that the starter holds, ended when the starter is gone.

`python -m flows.server` is the child. The starter binds the socket before the child is there, so that nobody else can
have the port, requests wait in the socket's queue until the child answers, and no port is guessed.
"""

from __future__ import annotations

import contextlib
import gc
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from flows.template import ensure_database

_AUTH, _KEY, _HOSTS, _ONCE = (f"DANHBA_SERVER_{n}" for n in ("AUTH", "KEY", "HOSTS", "ONCE"))
_OUTBOX = "DANHBA_OUTBOX"
SHOWN = "/danhba"  # where the outbox is shown
_SANDBOX = (
    (b"content-security-policy", b"sandbox allow-scripts allow-popups allow-downloads"),
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-cache"),
)
_AUTH_FILE = "DANHBA_SERVER_AUTH_FILE"  # in a container the password is a secret file


class Server:
    """A listening socket on this machine and, once started, the process that answers it."""

    def __init__(self, port: int = 0) -> None:
        """Bind the port; 0: a free one. Raises OSError when another process has it."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind(("127.0.0.1", port))
            self._socket.listen(128)
        except OSError:
            self._socket.close()
            raise
        self.port: int = self._socket.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """The address of page and API."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, environment: dict[str, str], auth: str, key: str, log: Path, once: bool) -> None:
        """Start the child; returns at once. once: it serves one run, without page and services of a standing server."""
        environment = {
            **environment,
            _AUTH: auth,  # through the environment, which other users cannot read: never on a command line
            _KEY: key,
            _HOSTS: f"127.0.0.1:{self.port},localhost:{self.port}",
            _ONCE: "1" if once else "",
        }
        command = [sys.executable, "-m", "flows.server", str(self._socket.fileno())]
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=out, stderr=out, start_new_session=True,
                pass_fds=[self._socket.fileno()],
            )  # fmt: skip

    def refuse_when_gone(self) -> None:
        """Have callers refused, not kept waiting, once the child is gone: for a server that nobody starts again."""
        process = self.process
        assert process is not None

        def watch() -> None:
            process.wait()
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

        threading.Thread(target=watch, daemon=True).start()

    def close(self) -> None:
        """Let the port go."""
        self._socket.close()


def end(process: subprocess.Popen[bytes] | None, seconds: float = 20) -> None:
    """End a child of ours, politely at first."""
    if process is None:
        return
    process.terminate()
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()


def go_with_parent() -> None:
    """End this process when the one that started it is gone, however it went: its end of our standard input closes
    then."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def application(once: bool) -> Any:
    """Return Prefect's application behind the guard. Raises ValueError, OSError without a password: it is never served
    open."""
    given = os.environ.get(_AUTH_FILE)
    auth = Path(given).read_text(encoding="utf-8").strip() if given else os.environ.get(_AUTH, "")
    key, hosts = os.environ.get(_KEY) or secrets.token_hex(32), os.environ.get(_HOSTS, "")
    user, _, word = auth.partition(":")
    if not user or not word:
        raise ValueError("the server needs user:password")
    os.environ["PREFECT_SERVER_API_AUTH_STRING"] = auth
    names = frozenset(h.strip().lower() for h in hosts.split(",") if h.strip())
    os.environ["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] = ",".join(f"http://{n}" for n in sorted(names))
    os.environ["PREFECT_SERVER_UI_API_URL"] = "/api"  # the page asks the address that it was opened with
    from prefect.server.api.server import create_app

    from flows.guard import Guard

    app: Any = create_app(ephemeral=once, final=True)
    outbox = os.environ.get(_OUTBOX)
    return Guard(_with_outbox(app, Path(outbox)) if outbox else app, auth, names, key)


def _with_outbox(app: Any, outbox: Path) -> Any:
    """Show the outbox under /danhba/, so that the links on a run's page open in a browser, which opens no file:// from
    a page.

    What units have sent stands in those pages: they are shown in a sandbox, without an origin, and cannot speak to the
    API.
    """
    from starlette.staticfiles import StaticFiles

    files = StaticFiles(directory=outbox, html=True, check_dir=False)

    async def either(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(f"{SHOWN}/"):
            await app(scope, receive, send)
            return

        async def in_a_sandbox(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_SANDBOX]
            await send(message)

        try:
            await files({**scope, "root_path": SHOWN}, receive, in_a_sandbox)
        except Exception:  # a page that is not there, or not to be looked at
            body = "Không có trang này.\n".encode()
            await send(
                {
                    "type": "http.response.start",
                    "status": 404,
                    "headers": [(b"content-type", b"text/plain; charset=utf-8")],
                }
            )
            await send({"type": "http.response.body", "body": body})

    return either


def main() -> None:
    """Serve on the socket given by number, or on --host and --port in a container."""
    gc.disable()  # a second of the start is looking for garbage among modules
    import uvicorn

    once = bool(os.environ.get(_ONCE))
    given = sys.argv[1:]
    inherited = len(given) == 1 and given[0].isdigit()
    if inherited:
        go_with_parent()
    if not inherited:
        ensure_database(Path(os.environ["PREFECT_HOME"]) / "prefect.db")
    config = uvicorn.Config(
        application(once), log_level="error", lifespan="on", server_header=False, proxy_headers=False, access_log=False,
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    gc.freeze()
    gc.enable()
    if inherited:
        uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(given[0]))])
    else:
        config.host, config.port = given[0], int(given[1])  # in a container
        uvicorn.Server(config).run()


if __name__ == "__main__":
    main()
