"""Unattended: Prefect's server with its page, the nightly deployment, and the watch over the inbox; one command, one clean stop.

The parent watches the inbox and its two children, the server and the runner, and starts again what has died.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

from danhba.receive.preview import Watch, clear
from danhba.registry import load_registry
from danhba.run.lock import CannotRun
from danhba.settings import Settings
from danhba.store.ledger import Ledger
from flows.environment import prepare

_log = logging.getLogger("danhba.schedule")
_LOOK = 60.0  # seconds between two full looks; files that wait to be checked are looked at again after the settle time
_ZONE = "Asia/Ho_Chi_Minh"


def schedule(settings: Settings, config: Path | None) -> None:
    """Serve until SIGTERM or SIGINT. Raises CannotRun when the server does not start, RegistryError."""
    registry = load_registry(settings.registry)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    environment = _environment(settings, config)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["server"] = _server(settings, environment)
        _await_health(settings, children["server"], stop)
        if stop.is_set():
            return
        children["runner"] = _runner(settings, environment)
        _log.info("ready", extra={"port": settings.port, "cron": settings.cron})
        print(
            f"danhba: trang theo dõi http://127.0.0.1:{settings.port}, chạy theo lịch “{settings.cron}” ({_ZONE}), canh “{settings.inbox}”.",
            flush=True,
        )
        clear(settings)
        _watch(settings, Watch(settings, registry), children, environment, stop)
    finally:
        for child in reversed(children.values()):
            child.terminate()
        for child in children.values():
            try:
                child.wait(timeout=20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _environment(settings: Settings, config: Path | None) -> dict[str, str]:
    prepare(settings.var, once=False)
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{settings.port}/api"
    if settings.ui_auth:
        os.environ["PREFECT_SERVER_API_AUTH_STRING"] = os.environ["PREFECT_API_AUTH_STRING"] = settings.ui_auth
    environment = dict(os.environ)
    if config is not None:
        environment["DANHBA_CONFIG"] = str(config.resolve())
    for name in ("inbox", "outbox", "var", "registry"):
        environment[f"DANHBA_{name.upper()}"] = str(Path(getattr(settings, name)).resolve())
    environment["DANHBA_CRON"] = settings.cron
    return environment


def _server(settings: Settings, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    log = (settings.var / "prefect-server.log").open("ab")
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(settings.port)]
    return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)


def _runner(settings: Settings, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    log = (settings.var / "prefect-runner.log").open(
        "ab"
    )  # what it says when it is stopped in mid-run is for developers
    return subprocess.Popen(
        [sys.executable, "-m", "flows.nightly"], env=environment, stdout=log, stderr=log, start_new_session=True
    )


def _await_health(settings: Settings, server: subprocess.Popen[bytes], stop: threading.Event) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and not stop.wait(0.5):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{settings.port}/api/health", timeout=2):
                return
        except OSError:
            continue
    if not stop.is_set():
        raise CannotRun(
            f"Trang theo dõi không khởi động được ở cổng {settings.port}; xem {settings.var / 'prefect-server.log'}."
        )


def _watch(
    settings: Settings,
    watch: Watch,
    children: dict[str, subprocess.Popen[bytes]],
    environment: dict[str, str],
    stop: threading.Event,
) -> None:
    """Look at the inbox when something moves there, and every minute in any case; start again a child that has died."""
    moved = threading.Event()
    threading.Thread(target=_listen, args=(settings.inbox, moved, stop), daemon=True).start()
    while not stop.is_set():
        try:
            count = watch.turn()
            if count:
                _log.info("checked", extra={"files": count})
        except OSError as error:  # a share that is away comes back
            _log.warning("the inbox cannot be looked at: %s", error)
        for name, start in (
            ("server", lambda: _server(settings, environment)),
            ("runner", lambda: _runner(settings, environment)),
        ):
            if children[name].poll() is not None and not stop.is_set():
                _log.warning("%s ended with %s: started again", name, children[name].returncode)
                stop.wait(5)
                children[name] = start()
        pause = max(settings.settle, 0.2) if watch.waiting else _LOOK
        waited = 0.0
        while waited < pause and not stop.wait(0.2):
            waited += 0.2
            if moved.is_set() and not watch.waiting:
                break
        moved.clear()


def _listen(inbox: Path, moved: threading.Event, stop: threading.Event) -> None:
    """Set `moved` when the system tells that something has changed. Where it tells nothing, the minute's look remains."""
    from watchfiles import watch

    while not stop.is_set():
        try:
            for _ in watch(inbox, stop_event=stop, recursive=True, raise_interrupt=False):
                moved.set()
        except (OSError, RuntimeError) as error:
            _log.warning("no events from the inbox: %s", error)
            stop.wait(60)


def missed(settings: Settings, now: dt.datetime | None = None) -> bool:
    """Tell whether the last night's run is missing: none has ended since the schedule was last due."""
    from zoneinfo import ZoneInfo

    from croniter import croniter

    moment = (now or dt.datetime.now(dt.UTC)).astimezone(ZoneInfo(_ZONE))
    due: Any = croniter(settings.cron, moment).get_prev(dt.datetime)
    ledger = Ledger(settings.ledger)
    try:
        last = ledger.last_run()
    finally:
        ledger.close()
    return last is not None and dt.datetime.fromisoformat(last[1]) < due
