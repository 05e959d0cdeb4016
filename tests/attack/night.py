"""One night as an operator runs it: a process of its own without root's rights, and what it left behind."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from danhba.receive.scan import is_litter
from tests.conftest import REGISTRY, ROOT
from tests.test_bad_inputs import ROOT_USER

# Notes the main process's own peak in kB (getrusage would count what started it, too).
_MAIN = """
import atexit, os, re, sys
at = sys.argv[-1]
pid = os.getpid()
def last():
    if os.getpid() == pid:
        own = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())
        open(at, "w").write(own[1])
atexit.register(last)
sys.argv = ["danhba", *sys.argv[1:-1]]
from danhba.cli.main import main
main()
"""


@dataclass(frozen=True)
class Ended:
    """How a process ended. peak: MB of the main process."""

    status: int
    out: str
    err: str
    seconds: float
    peak: int


class House:
    """An installation in a folder."""

    def __init__(self, root: Path, file_seconds: float) -> None:
        self.root, self.inbox, self.reviewers = root, root / "inbox", root / "review-inbox"
        self.outbox, self.var = root / "outbox", root / "var"
        for folder in (self.inbox, self.reviewers):
            folder.mkdir(parents=True)
            folder.chmod(0o777)
        # Spoilt returns may change the numbers of many units at once: the guard is another test's.
        (root / "danhba.toml").write_text(
            f"guard_share = 1.0\nfile_seconds = {file_seconds}\nsettle = 0.0\n", encoding="utf-8"
        )

    def danhba(self, *arguments: str, limit: float = 900) -> Ended:
        """Run a command to its end."""
        note = self.root / "peak"
        note.unlink(missing_ok=True)
        command = [
            *(["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if ROOT_USER else []), sys.executable, "-c", _MAIN, *arguments,
            "--outbox", str(self.outbox), "--var", str(self.var), "--config", str(self.root / "danhba.toml"), str(note),
        ]  # fmt: skip
        start = time.perf_counter()
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=limit, check=False, cwd=self.root, env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
            status, out, err = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired as error:
            status, out, err = -1, error.stdout or b"", error.stderr or b""
        own = int(note.read_text()) if note.exists() else 0
        said, told_wrong = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        return Ended(status, said, told_wrong, time.perf_counter() - start, own >> 10)

    def run(self, as_of: str) -> Ended:
        """Run a night."""
        places = ("--inbox", str(self.inbox), "--registry", str(REGISTRY))
        return self.danhba("run", "--no-prefect", *places, "--as-of", as_of, "--workers", "2")

    @property
    def directory(self) -> dict[str, str]:
        """Unit code → number, as published."""
        path = self.outbox / "current" / "danh-ba.csv"
        if not path.exists():
            return {}
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["unit_code"]: row["phone"] for row in csv.DictReader(file)}

    @property
    def received(self) -> set[tuple[bytes, str]]:
        """What has a receipt: (name as dropped, SHA-256)."""
        ledger = self.var / "ledger.db"
        if not ledger.exists():
            return set()
        with contextlib.closing(sqlite3.connect(ledger)) as connection:
            return {
                (bytes(n), s)
                for n, s in connection.execute("SELECT raw_name, sha256 FROM receipts WHERE container = ''")
            }

    @property
    def set_aside(self) -> int:
        """How many files lie in quarantine."""
        return sum(len(files) for _, _, files in os.walk(self.var / "quarantine"))

    def log_entries(self) -> str:
        """Return the log."""
        return "".join(p.read_text(encoding="utf-8", errors="replace") for p in sorted(self.var.glob("danhba.log*")))


def digest(path: bytes) -> str:
    """Return a file's SHA-256; of a large sparse one too."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def told(said: str, words: str) -> int:
    """Return the count in a line such as “Không nhận được 3 mục …”."""
    found = re.search(rf"{words} (\d+) ", said)
    return int(found[1]) if found else 0


def left_in(inbox: Path) -> tuple[set[bytes], int]:
    """Return what a look from outside finds in the inbox: names of what is no litter, and how many are litter."""
    names: set[bytes] = set()
    litter = 0
    root = os.fsencode(inbox)
    for folder, folders, files in os.walk(root):
        for name in files + [f for f in folders if os.path.islink(os.path.join(folder, f))]:
            if is_litter(os.fsdecode(name)):
                litter += 1
            else:
                names.add(os.path.relpath(os.path.join(folder, name), root))
    return names, litter
