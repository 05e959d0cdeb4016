"""`make bench`: the same seeded inboxes through danhba, the plain pipeline and frictionless; whole processes, in turn.

Prints wall, CPU and peak memory of each process tree, the work alone of danhba (first claim to publication), and
reading against a bare calamine read in one process. BENCH_SIZES="200 2000 11000" sets the inboxes; BENCH_PLAIN_MAX the
largest that the plain pipeline and frictionless are run on.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import psutil

from benchmarks.inbox import REGISTRY, ROOT, build
from benchmarks.national import build as national_inbox
from benchmarks.national import make_registry
from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.registry import load_registry
from danhba.store.ledger import Ledger


@dataclass(slots=True)
class Run:
    """Whole-process figures: seconds of wall and CPU, peak memory of the process tree in MB (shared pages counted
    once), and of that tree without Prefect's server."""

    wall: float
    cpu: float
    memory: float
    own: float


def measure(command: list[str]) -> Run:
    """Run a command and measure its process tree."""
    peak = own = 0.0
    os.sync()  # nobody pays for writing what was there before
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    root = psutil.Process(process.pid)
    seen: dict[int, float] = {}
    stop = threading.Event()

    def watch() -> None:
        nonlocal peak, own
        while not stop.wait(0.3):  # counting shared pages is dear: more often would slow what is measured
            total = server = 0.0
            try:
                tree = [root, *root.children(recursive=True)]
            except psutil.Error:
                continue
            for part in tree:
                try:
                    info = part.memory_full_info()
                    used = info.pss if hasattr(info, "pss") else info.rss
                    total += used
                    if any(name in " ".join(part.cmdline()) for name in ("prefect.server", "flows.server")):
                        server += used
                    times = part.cpu_times()
                    seen[part.pid] = times.user + times.system
                except psutil.Error:
                    continue
            peak, own = max(peak, total), max(own, total - server)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    status = process.wait()
    wall = time.perf_counter() - start
    stop.set()
    watcher.join()
    cpu = sum(seen.values())
    if status:
        raise SystemExit(f"{' '.join(command)}: exit status {status}")
    return Run(wall, cpu, peak / 1e6, own / 1e6)


def danhba(folder: Path, inbox: Path, *options: str, registry: Path = REGISTRY) -> tuple[Run, dict[str, float]]:
    """Run the nightly job on a copy of an inbox; return whole-process figures and the seconds of its parts."""
    copy = folder / "inbox"
    shutil.copytree(inbox, copy, dirs_exist_ok=True)
    places = ["--inbox", str(copy), "--outbox", str(folder / "outbox"), "--var", str(folder / "var")]
    run = measure([sys.executable, "-m", "danhba", "run", *places, "--registry", str(registry), *options])
    ledger = Ledger(f"sqlite:///{folder / 'var' / 'ledger.db'}")
    last = ledger.last_run()
    ledger.close()
    assert last is not None
    return run, last[2]["seconds"]


def reading(inbox: Path, rounds: int = 3) -> tuple[float, float]:
    """Return (bare calamine, claimed bytes to validated rows) in ms a file: medians, one process, one thread, in
    turn."""
    from python_calamine import CalamineWorkbook

    files = [(p.name, p.read_bytes()) for p in sorted(inbox.iterdir())]
    bare, ours = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        for _, data in files:
            workbook = CalamineWorkbook.from_filelike(BytesIO(data))
            for name in workbook.sheet_names:
                workbook.get_sheet_by_name(name).to_python()
        bare.append((time.perf_counter() - start) / len(files) * 1e3)
        reader = Reader(load_registry(REGISTRY))
        start = time.perf_counter()
        for i in range(0, len(files), 300):
            reader.read([Source(name, data) for name, data in files[i : i + 300]])
        ours.append((time.perf_counter() - start) / len(files) * 1e3)
    return statistics.median(bare), statistics.median(ours)


def national(root: Path, size: int) -> None:
    """A registry of 11,000 units: cold, nothing new, 50 new files; each with Prefect and without."""
    registry = make_registry(root / "registry")
    inbox, more, nothing = root / "national", root / "more", root / "no-files"
    national_inbox(inbox, registry, size)
    national_inbox(more, registry, 50, first=size)
    nothing.mkdir()
    print(f"\n{size} files of 20 rows over a registry of 11,000 units, {os.cpu_count()} cores")
    for title, options in (("with Prefect", ()), ("without Prefect", ("--no-prefect",))):
        folder = root / title.replace(" ", "-")
        for what, files in (("cold", inbox), ("nothing new", nothing), ("50 new", more)):
            run, seconds = danhba(folder, files, *options, registry=registry)
            _line(f"{title}, {what}", run, size)
            if what != "nothing new":
                print(
                    f"    first claim to publication{seconds['work']:8.2f} s, to the last report "
                    f"{seconds['whole']:.2f} s"
                )


def main() -> None:
    """Measure and print."""
    sizes = [int(s) for s in os.environ.get("BENCH_SIZES", "200 2000 11000").split()]
    plain_max = int(os.environ.get("BENCH_PLAIN_MAX", "2000"))
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for size in sizes:
            if size > 5000:
                national(root, size)
                continue
            inbox = root / f"inbox-{size}"
            build(inbox, size)
            print(f"\n{size} files of 20 rows, {os.cpu_count()} cores")
            bare, ours = reading(inbox)
            print(f"  bare calamine read          {bare:8.3f} ms a file")
            print(f"  bytes to validated rows     {ours:8.3f} ms a file, {ours / bare:.1f} times calamine")
            run, seconds = danhba(root / f"danhba-{size}", inbox)
            work = seconds["work"] / size * 1e3
            _line("danhba, whole process", run, size)
            print(
                f"    the work alone            {seconds['work']:8.2f} s, {work:.2f} ms a file (reading "
                f"{seconds['reading']:.2f} s)"
            )
            again, _ = (
                danhba(root / f"danhba-{size}", root / f"nothing-{size}")
                if _empty(root / f"nothing-{size}")
                else (run, {})
            )
            _line("danhba, nothing new", again, size)
            plain_run, _ = danhba(root / f"alone-{size}", inbox, "--no-prefect")
            _line("danhba without Prefect", plain_run, size)
            if size <= plain_max:
                for name, module in (
                    ("plain pipeline", "benchmarks.plain"),
                    ("frictionless", "benchmarks.with_frictionless"),
                ):
                    out = root / f"{module}-{size}"
                    out.mkdir()
                    other = measure([sys.executable, "-m", module, str(inbox), str(out)])
                    _line(name, other, size)
                    whole, alone = other.wall / run.wall, other.wall / size * 1e3 / work
                    print(
                        f"    against danhba            {whole:8.1f} times the whole process, {alone:.0f} times "
                        f"the work alone per file"
                    )


def _empty(folder: Path) -> bool:
    folder.mkdir(exist_ok=True)
    return True


def _line(name: str, run: Run, size: int) -> None:
    print(
        f"  {name:<27} {run.wall:8.2f} s wall, {run.cpu:7.2f} s CPU, {run.memory:5.0f} MB peak ({run.own:.0f} "
        f"without Prefect's server), {run.wall / size * 1e3:8.2f} ms a file"
    )


if __name__ == "__main__":
    main()
