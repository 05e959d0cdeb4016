"""`make faults`: kill a real run at every step and at random times, let its disk fail, and check after each what must never break.

(a) every dropped file is in the inbox, in var/claim or in the archive, with the bytes its sender last wrote; (b) `current` leads
to a whole publication or to none; (c) nothing counts twice; (d) the next run ends exactly where an undisturbed run would, and
`verify` finds nothing; (g) the ledger has no receipt that the journal lacks.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from danhba.publish.publication import whole
from danhba.samples.builder import PDF, form, xlsx, zipped
from danhba.settings import Settings
from danhba.store.journal import RECEIPT, Entry, Journal
from danhba.store.ledger import Ledger
from danhba.store.verify import verify
from flows.run import run
from tests.conftest import REGISTRY
from tests.faults.victim import Trap

XA = "Xã Tân Khánh Trung"
FIRST = {
    f"{XA}/a.xlsx": xlsx(form({"C": [(XA, "0277 3851 001")]})),
    "875/huyen.xlsx": xlsx(form({"B": [("Huyện Lấp Vò", "0277 3845 200")], "C": [("Xã Tân Mỹ", "0277 38")]})),
    "A-SYT/quyet dinh.pdf": PDF,
    "goi.zip": zipped({"so y te.xlsx": xlsx(form({"A": [("Sở Y tế", "0277 3851 108")]}))}),
    "hong.xlsx": b"PK\x03\x04 broken",
}
SECOND = {
    f"{XA}/b.xlsx": xlsx(form({"C": [(XA, "0277 3851 002")]})),
    f"{XA}/a.xlsx": FIRST[f"{XA}/a.xlsx"],
    "A-SNV/x.xlsx": xlsx(form({"A": [("Sở Nội vụ", "0277 3851 101 / 0912 345 678")]})),
}
_TIMES = ("2021-09-05T20:00:00+07:00", "2021-09-06T20:00:00+07:00")


class Broken(AssertionError):
    """A promise was broken."""


def settings_of(root: Path, night: int) -> Settings:
    """Return the settings of one night in a folder."""
    return Settings(
        inbox=root / "inbox", outbox=root / "outbox", var=root / "var", registry=REGISTRY, settle=0, workers=1,
        as_of=dt.datetime.fromisoformat(_TIMES[night]), tell_units=False,
    )  # fmt: skip


def drop(root: Path, files: dict[str, bytes]) -> None:
    """Put files into the inbox with fixed times of change."""
    for i, (name, data) in enumerate(sorted(files.items())):
        path = root / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (1630800000 + i, 1630800000 + i))


def in_child(act: Callable[[], int]) -> tuple[int, int]:
    """Fork, act there, return (signal, exit status)."""
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        status = 70
        try:
            with open(os.devnull, "w") as null:
                os.dup2(null.fileno(), 2)
            status = act()
        finally:
            os._exit(status)
    _, ended = os.waitpid(pid, 0)
    try:  # workers of a killed run
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    return os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0, os.waitstatus_to_exitcode(ended) if os.WIFEXITED(
        ended
    ) else 0


def run_once(root: Path, night: int, trap: Trap | None = None, report: Path | None = None) -> int:
    """Run the job; 0 done, 3 could not run (one clear line), 70 anything else."""
    from danhba.receive.receive_error import ReceiveError
    from danhba.run.lock import CannotRun
    from danhba.store.ledger_error import LedgerError

    if trap is not None:
        trap._pid = os.getpid()
        trap.set()
    try:
        run(settings_of(root, night), lambda step, done, total: None, lambda line: None, watched=False)
        return 0
    except (CannotRun, ReceiveError, LedgerError, OSError):
        return 3
    finally:
        if trap is not None and report is not None:
            fd = os.open(report, os.O_WRONLY | os.O_CREAT, 0o600)
            os.close(fd)
            Path(report).write_text(f"{trap.count}\n" + "\n".join(trap.names))


def check_after_kill(root: Path, files: dict[str, bytes]) -> None:
    """Check (a) and (b)."""
    there: Counter[str] = Counter()
    for place in ("inbox", "var/claim", "var/archive"):
        for path in (root / place).rglob("*") if (root / place).exists() else ():
            if path.is_file() and not path.name.endswith(".tmp") and "archive/tmp" not in str(path):
                there[hashlib.sha256(path.read_bytes()).hexdigest()] += 1
    for name, data in files.items():
        if not there[hashlib.sha256(data).hexdigest()]:
            raise Broken(f"(a) {name} is gone")
    current = root / "outbox" / "current"
    if current.is_symlink():
        wrong = whole(current)
        if wrong:
            raise Broken(f"(b) current lacks {wrong}")
    lacking = _receipts(root) - {e.values["id"] for e in _readable(root) if e.kind == RECEIPT}
    if lacking:
        raise Broken(f"(g) the journal lacks {sorted(lacking)}")


def _receipts(root: Path) -> set[str]:
    """Return the ids in the ledger; of a copy, so that nothing is recovered before the next run does it."""
    if not (root / "var" / "ledger.db").exists():
        return set()
    with tempfile.TemporaryDirectory() as folder:
        for path in (root / "var").glob("ledger.db*"):
            shutil.copy(path, folder)
        connection = sqlite3.connect(Path(folder) / "ledger.db")
        try:
            return {row[0] for row in connection.execute("SELECT id FROM receipts")}
        except sqlite3.OperationalError:
            return set()  # not even its tables were made
        finally:
            connection.close()


def _readable(root: Path) -> list[Entry]:
    journal = Journal(root / "var" / "journal.jsonl")
    return list(journal.readable()) if journal.exists() else []


def end_of(root: Path) -> dict[str, str]:
    """Return what a finished installation comes to: data files, receipts, reports."""
    out = {}
    for name in ("current/danh-ba.csv", "reports/findings.csv", "reports/tien-do.csv"):
        out[name] = hashlib.sha256((root / "outbox" / name).read_bytes()).hexdigest()
    ledger = Ledger(f"sqlite:///{root / 'var' / 'ledger.db'}")
    receipts = ledger.receipts.all()
    ledger.close()
    out["receipts"] = "; ".join(sorted(f"{r.source_file} {r.sha256[:8]} {r.received_at}" for r in receipts))
    told = [e.values for e in _readable(root) if e.kind == RECEIPT]
    out["journal"] = "; ".join(sorted(f"{v['source_file']} {v['sha256'][:8]} {v['received_at']}" for v in told))
    out["verify"] = "; ".join(verify(settings_of(root, 0)))
    left = [p.name for p in (root / "var" / "claim").rglob("*") if p.is_file()] + [
        p.name for p in (root / "inbox").rglob("*") if p.is_file()
    ]
    out["left"] = "; ".join(sorted(left))
    page = (root / "outbox" / "reports" / "index.html").read_text(encoding="utf-8")
    missing = [r.source_file for r in receipts if r.source_file not in page]
    out["unreported"] = "; ".join(missing)
    return out


class Stage:
    """One scenario: a folder as it was before the run that is disturbed, and how an undisturbed run ends."""

    def __init__(self, work: Path, night: int) -> None:
        self.night, self.work = night, work
        self.before = work / f"before-{night}"
        (self.before / "inbox").mkdir(parents=True)
        self.files = dict(FIRST)
        drop(self.before, FIRST)
        if night:
            in_child(lambda: run_once(self.before, 0))
            drop(self.before, SECOND)
            self.files |= SECOND
        calm = self.copy("calm")
        report = work / f"steps-{night}"
        in_child(lambda: run_once(calm, night, Trap(calm), report))
        lines = report.read_text().splitlines()
        self.steps, self.names = int(lines[0]), lines[1:]
        self.end = end_of(calm)

    def copy(self, name: str) -> Path:
        """Return a fresh copy of the folder."""
        root = self.work / f"{name}-{self.night}"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.before, root, symlinks=True)
        return root

    def disturb(self, act: Callable[[Path], tuple[int, int]], what: str) -> str:
        """Disturb a run, check, let the next run end, compare; return how the disturbed one ended."""
        root = self.copy("disturbed")
        ended, status = act(root)
        check_after_kill(root, self.files)
        if ended == 0 and status not in (0, 3):
            raise Broken(f"(f) {what}: neither done nor one clear line (exit {status})")
        again = in_child(lambda: run_once(root, self.night))
        if again != (0, 0):
            raise Broken(f"(d) {what}: the next run did not end well: {again}")
        end = end_of(root)
        if end != self.end:
            different = [k for k in end if end[k] != self.end[k]]
            raise Broken(f"(c, d) {what}: other end: {different}: {[(self.end[k], end[k]) for k in different][:2]}")
        return "killed" if ended else "refused" if status == 3 else "finished"


def kill_at(stage: Stage, step: int, after: bool) -> str:
    """Kill at one step."""

    def act(root: Path) -> tuple[int, int]:
        return in_child(lambda: run_once(root, stage.night, Trap(root, step, after)))

    return stage.disturb(act, f"night {stage.night}, {'after' if after else 'before'} step {step}")


def fail_at(stage: Stage, step: int) -> str:
    """Let one step fail as a full disk does."""

    def act(root: Path) -> tuple[int, int]:
        return in_child(lambda: run_once(root, stage.night, Trap(root, step, fail=True)))

    return stage.disturb(act, f"night {stage.night}, disk full at step {step}")


def limit_files(stage: Stage, size: int) -> str:
    """Forbid files larger than so many bytes, as a quota does."""

    def act(root: Path) -> tuple[int, int]:
        def limited() -> int:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
            return run_once(root, stage.night)

        return in_child(limited)

    return stage.disturb(act, f"night {stage.night}, files of {size} bytes at most")


def kill_after(stage: Stage, seconds: float) -> str:
    """Kill at a time."""

    def act(root: Path) -> tuple[int, int]:
        def timed() -> int:
            timer = threading.Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGKILL))
            timer.daemon = True
            timer.start()
            return run_once(root, stage.night)

        return in_child(timed)

    return stage.disturb(act, f"night {stage.night}, after {seconds:.3f} s")


def main() -> int:
    """Kill, check, print the figures; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every n-th step")
    parser.add_argument("--random", type=int, default=100, help="kills at random times")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    broken: list[str] = []
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    start = time.perf_counter()

    def attempt(kind: str, act: Callable[[], str]) -> None:
        try:
            counts[f"{kind}: {act()}"] += 1
        except Broken as error:
            broken.append(str(error))
            print("BROKEN", error, flush=True)

    with tempfile.TemporaryDirectory() as temporary:
        stages = [Stage(Path(temporary), night) for night in (0, 1)]
        for stage in stages:
            print(f"night {stage.night}: {stage.steps} steps: {dict(Counter(stage.names))}", flush=True)
            for step in range(1, stage.steps + 1, options.every):
                kinds[stage.names[step - 1]] += 1
                attempt("kill at a step", lambda s=stage, n=step: kill_at(s, n, False))
            for step in range(1, stage.steps + 1, options.every * 4):
                attempt("disk full at a step", lambda s=stage, n=step: fail_at(s, n))
            for step in range(1, stage.steps + 1, options.every * 5):
                attempt("kill right after a step", lambda s=stage, n=step: kill_at(s, n, True))
            for size in (0, 1000, 5000, 20_000):
                attempt("file-size limit", lambda s=stage, n=size: limit_files(s, n))
        random_ = random.Random(options.seed)
        for i in range(options.random):
            stage = stages[i % 2]
            attempt("kill at a random time", lambda s=stage: kill_after(s, random_.uniform(0.0, 1.2)))
    points = sum(stage.steps for stage in stages)
    print(
        f"{points} steps of {len(kinds)} kinds, {sum(counts.values())} disturbed runs in {time.perf_counter() - start:.0f} s, {len(broken)} promises broken"
    )
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
