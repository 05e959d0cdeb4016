"""Unattended: Prefect's server with its page, the nightly deployment, and the watch over the inbox; one command, one
clean stop.

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
from collections.abc import Callable, Mapping
from pathlib import Path

from danhba.nights.services import note_stopped
from danhba.nights.tell import tell_quietly
from danhba.nights.troubles import ZONE, last_due
from danhba.receive.preview import Watch, clear
from danhba.registry import load_registry
from danhba.run.lock import CannotRun
from danhba.settings import Settings
from danhba.store.ledger import open_ledger
from flows.environment import prepare, speak_to
from flows.live import is_ours
from flows.password import USER, auth_is_set, password, password_file, server_key
from flows.server import Server, end
from flows.template import ensure_database

_log = logging.getLogger("danhba.schedule")
_LOOK = 60.0  # seconds between two full looks; files that wait to be checked are looked at again after the settle time
_CHILDREN = {"server": "trang theo dõi", "runner": "trình chạy theo lịch"}
_NIGHTS = 300.0  # seconds between two looks at what became of the nights


def schedule(settings: Settings, config: Path | None) -> None:
    """Serve until SIGTERM or SIGINT. Raises CannotRun when the server does not start, RegistryError, OSError."""
    registry = load_registry(settings.registry)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    auth, key = password(settings), server_key(settings)
    user, _, word = auth.partition(":")
    if not user or not word:
        raise CannotRun(
            "Thiết lập ui_auth phải có dạng người-dùng:mật-khẩu, ví dụ an:doi-mat-khau-nay; để trống thì máy tự đặt."
        )
    try:
        server = Server(settings.port)
    except OSError as error:
        raise CannotRun(f"Cổng {settings.port} đang có chương trình khác dùng; chọn cổng khác bằng --port.") from error
    environment = _environment(settings, config, server, auth)
    ensure_database(Path(environment["PREFECT_HOME"]) / "prefect.db")

    def start_server() -> subprocess.Popen[bytes]:
        # The child's own settings: the runner and its runs have no business with them.
        server.start(environment, auth, key, _private(settings.var / "prefect-server.log"), once=False)
        assert server.process is not None
        return server.process

    starts = {"server": start_server, "runner": lambda: _runner(settings, environment)}
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["server"] = start_server()
        _await_health(settings, children["server"], stop)
        if stop.is_set():
            return
        children["runner"] = starts["runner"]()
        _log.info("ready", extra={"port": settings.port, "cron": settings.cron})
        print(_opening(settings, server.address), flush=True)
        clear(settings)
        _watch(settings, Watch(settings, registry), children, starts, stop)
    finally:
        for child in reversed(children.values()):
            child.terminate()
        for child in children.values():
            end(child)
        server.close()


def _opening(settings: Settings, address: str) -> str:
    """Return the operator's one line: where the page is, how to get in, what goes on."""
    if auth_is_set(settings):
        entry = "người dùng và mật khẩu như thiết lập ui_auth"
    else:
        entry = f"người dùng “{USER}”, mật khẩu sau dấu “:” trong tệp {password_file(settings)}"
    return (
        f"danhba: trang theo dõi {address} ({entry}), "
        f"chạy theo lịch “{settings.cron}” ({ZONE}), canh “{settings.inbox}”."
    )


def _environment(settings: Settings, config: Path | None, server: Server, auth: str) -> dict[str, str]:
    prepare(settings.var, once=False)
    speak_to(f"{server.address}/api", auth)
    environment = dict(os.environ)
    if config is not None:
        environment["DANHBA_CONFIG"] = str(config.resolve())
    for name in ("inbox", "outbox", "var", "registry"):
        environment[f"DANHBA_{name.upper()}"] = str(Path(getattr(settings, name)).resolve())
    environment["DANHBA_CRON"] = settings.cron
    environment["DANHBA_PORT"] = str(settings.port)
    return environment


def _private(log: Path) -> Path:
    """Return a log that only its owner reads."""
    log.touch(mode=0o600)
    log.chmod(0o600)
    return log


def _runner(settings: Settings, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    # What it says when it is stopped in mid-run is for developers.
    with _private(settings.var / "prefect-runner.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "flows.runner"], env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip


def _await_health(settings: Settings, server: subprocess.Popen[bytes], stop: threading.Event) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and not stop.wait(0.2):
        if server.poll() is not None:
            break
        if is_ours(settings, settings.port):
            return
    if not stop.is_set():
        raise CannotRun(
            f"Trang theo dõi không khởi động được ở cổng {settings.port}; xem {settings.var / 'prefect-server.log'}."
        )


def _watch(
    settings: Settings,
    watch: Watch,
    children: dict[str, subprocess.Popen[bytes]],
    starts: Mapping[str, Callable[[], subprocess.Popen[bytes]]],
    stop: threading.Event,
) -> None:
    """Look at the inbox when something moves there, and every minute in any case; start again a child that has died."""
    moved, tell = threading.Event(), threading.Event()
    threading.Thread(target=_nights, args=(settings, tell, stop), daemon=True).start()
    threading.Thread(target=_listen, args=(settings.inbox, moved, stop), daemon=True).start()
    while not stop.is_set():
        try:
            count = watch.turn()
            if count:
                _log.info("checked", extra={"files": count})
            if watch.broken:
                _log.error("nothing is previewed: %s", watch.broken)
        except OSError as error:  # a share that is away comes back
            _log.warning("the inbox cannot be looked at: %s", error)
        for name, start in starts.items():
            if children[name].poll() is not None and not stop.is_set():
                code = children[name].returncode
                _log.warning("%s ended with %s: started again", name, code)
                log = settings.var / f"prefect-{name}.log"
                print(
                    f"danhba: {_CHILDREN[name]} đã dừng (mã {code}), đang mở lại; xem {log}.",
                    file=sys.stderr,
                    flush=True,
                )
                note_stopped(settings.var, _CHILDREN[name], code, dt.datetime.now(dt.UTC))
                tell.set()
                stop.wait(5)
                children[name] = start()
        pause = max(settings.settle, 0.2) if watch.waiting else _LOOK
        waited = 0.0
        while waited < pause and not stop.wait(0.2):
            waited += 0.2
            if moved.is_set() and not watch.waiting:
                break
            if any(child.poll() is not None for child in children.values()):
                break
        moved.clear()


def _nights(settings: Settings, tell: threading.Event, stop: threading.Event) -> None:
    """Look every five minutes, and when `tell` is set, whether a night went wrong: a line on the screen, and a message
    to whom the settings name."""
    shown: set[str] = set()
    while not stop.is_set():
        asked = tell.wait(_NIGHTS)
        tell.clear()
        if stop.is_set():
            return
        if asked:
            stop.wait(1)  # what died with it is noted as dead
        lines = {trouble.line for trouble in tell_quietly(settings)}
        for line in sorted(lines - shown):
            print(f"danhba: {line}", file=sys.stderr, flush=True)
        shown = lines


def _listen(inbox: Path, moved: threading.Event, stop: threading.Event) -> None:
    """Set `moved` when the system tells that something has changed. Where it tells nothing, the minute's look
    remains."""
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
    due = last_due(settings.cron, now or dt.datetime.now(dt.UTC))
    ledger = open_ledger(settings.ledger, settings.var)
    try:
        last = ledger.last_run()
    finally:
        ledger.close()
    return last is not None and dt.datetime.fromisoformat(last[1]) < due
