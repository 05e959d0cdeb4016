"""Where the server of one run comes from: a live one where one answers, else one of our own that ends with the run.

Light to import: the server is started before everything else is loaded.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path
from types import TracebackType

from danhba.settings import Settings
from flows.environment import prepare, speak_to
from flows.live import live_server
from flows.server import Server, end
from flows.template import ensure_database


class Watcher:
    """Prefect's server for one run: a live one where one answers, else one of our own that ends with the run."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: Server | None = None
        self._before = dict(os.environ)
        self.failure: Exception | None = None  # why there is no server

    def __enter__(self) -> Watcher:
        return self

    def start(self) -> None:
        """Find or start the server, without waiting for it; what fails is kept in `failure`."""
        settings = self._settings
        try:
            live = live_server(settings)
            if live is not None:
                prepare(settings.var)
                speak_to(live.url, live.auth)
                return
            prepare(settings.var)
            database = settings.var / "prefect" / "prefect.db"
            _look_at_database(database)
            ensure_database(database)
            auth = f"danhba:{secrets.token_urlsafe(24)}"  # for this run only, told to nobody
            self._server = Server()
            environment = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"}
            log = settings.var / "prefect-server.log"
            log.touch(mode=0o600)
            self._server.start(environment, auth, secrets.token_hex(32), log, once=True)
            self._server.refuse_when_gone()
            speak_to(f"{self._server.address}/api", auth)
        except Exception as error:
            self.failure = error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            end(self._server.process, 5)
            self._server.close()
        for name in [n for n in os.environ if n.startswith("PREFECT_") and n not in self._before]:
            del os.environ[name]
        os.environ.update({n: v for n, v in self._before.items() if n.startswith("PREFECT_")})


def _look_at_database(path: Path) -> None:
    """Raise at once where Prefect's server would die of its database and its client wait for it."""
    if not path.exists():
        return
    connection = sqlite3.connect(path)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()
