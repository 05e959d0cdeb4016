"""`python -m tests.faults.fortnight_victim PHASE STEP ROOT …`: danhba with these arguments, killed before its STEP-th step within a phase; `--serve`: again and again.

Steps are changes of files below ROOT, commits to the ledger, and what is said to a mail server or mailbox.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.victim import Trap

# Phase → the module that calls its function, and that function's name there.
PHASES = {
    "fetch": ("danhba.run.mails", "fetch_into"),
    "publish": ("danhba.run.publish", "publish"),
    "packages": ("danhba.run.outgoing", "write_packages"),
    "end": ("flows.consolidate", "remember"),
    "send": ("danhba.outgoing.send", "send_all"),
}


class Armed(Trap):
    """A trap that counts within one phase only."""

    armed = False

    def step(self, name: str, effect: Callable[[], Any]) -> Any:
        return super().step(name, effect) if self.armed else effect()

    def within(self, act: Callable[..., Any], for_good: bool) -> Callable[..., Any]:
        """Return `act`, counted. for_good: also what comes after it (it only begins something)."""

        def counted(*arguments: Any, **more: Any) -> Any:
            self.armed = True
            try:
                return act(*arguments, **more)
            finally:
                self.armed = for_good

        return counted


def _count(kind: Any, name: str, trap: Trap) -> None:
    real = getattr(kind, name)
    setattr(kind, name, lambda *a, **k: trap.step(name, lambda: real(*a, **k)))


def be_danhba(phase: str, step: float, root: Path, arguments: list[str]) -> None:
    """Set the trap and be danhba."""
    if phase == "time":
        threading.Timer(step, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    elif phase:
        import imaplib
        import smtplib

        trap = Armed(root, int(step))
        place, name = PHASES[phase]
        module = importlib.import_module(place)
        setattr(module, name, trap.within(getattr(module, name), phase == "send"))
        trap.set()
        _count(imaplib.IMAP4, "uid", trap)
        _count(smtplib.SMTP, "send", trap)
        _count(smtplib.SMTP, "getreply", trap)
    sys.argv = ["danhba", *arguments]
    from danhba.cli.main import main as danhba

    danhba()


def serve() -> None:
    """Be danhba again and again in forked children, everything loaded: a line of JSON in (phase, step, root, arguments, where its
    screen goes), a line out with its exit status, negative where it was killed."""
    for place, _ in PHASES.values():
        importlib.import_module(place)
    for name in (
        "danhba.cli.send",
        "danhba.cli.run",
        "flows.run",
        "danhba.run.context",
        "danhba.store.ledger",
        "danhba.nights.tell",
        "danhba.outgoing.post",
    ):
        importlib.import_module(name)
    for line in sys.stdin:
        phase, step, root, arguments, screen = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _as_child(phase, step, Path(root), arguments, screen)
        os.setpgid(pid, pid)
        _, ended = os.waitpid(pid, 0)
        with contextlib.suppress(ProcessLookupError, PermissionError):  # workers of a killed run
            os.killpg(pid, signal.SIGKILL)
        print(-os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else os.WEXITSTATUS(ended), flush=True)


def _as_child(phase: str, step: float, root: Path, arguments: list[str], screen: str) -> None:
    status = 70
    try:
        with open(screen, "wb") as out:
            for handle in (1, 2):
                os.dup2(out.fileno(), handle)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        be_danhba(phase, step, root, arguments)
        status = 0
    except SystemExit as ended:
        status = int(ended.code or 0)
    finally:
        sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        serve()
    else:
        be_danhba(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
