"""`make faults`, the scenarios that no kill at a step makes: a file that kills its receiver, a cut journal, a clock set back, a slow sender.

Seeded: `python -m tests.faults.scenarios --seeds 10`. After each the night is whole: good numbers published, every byte kept, `verify` finds nothing.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from danhba.samples.builder import csv_text, form, xlsx
from danhba.settings import Settings
from danhba.store.verify import verify
from flows.run import run
from tests.conftest import REGISTRY
from tests.faults.harness import FIRST, SECOND, XA, Broken, drop, end_of, in_child

UNIT = "30181"
NIGHT = dt.datetime(2021, 9, 5, 13, tzinfo=dt.UTC)


def _settings(root: Path, as_of: dt.datetime) -> Settings:
    return Settings(
        inbox=root / "inbox", outbox=root / "outbox", var=root / "var", registry=REGISTRY, settle=0, workers=1, as_of=as_of
    )  # fmt: skip


def _night(root: Path, as_of: dt.datetime, patch: Callable[[], None] = lambda: None) -> int:
    """Run a night in a child; return its exit status: 0, 3 where it said in one line why not, else what killed it."""
    from danhba.receive.receive_error import ReceiveError
    from danhba.run.lock import CannotRun
    from danhba.store.ledger_error import LedgerError

    def act() -> int:
        patch()
        try:
            run(_settings(root, as_of), lambda *_: None, lambda line: None, watched=False)
            return 0
        except (CannotRun, ReceiveError, LedgerError):
            return 3

    killed, status = in_child(act)
    return -killed or status


def _must(true: bool, what: str) -> None:
    if not true:
        raise Broken(what)


def _published(root: Path) -> str:
    with (root / "outbox" / "current" / "danh-ba.csv").open(encoding="utf-8-sig", newline="") as file:
        return next((row["phone"] for row in csv.DictReader(file) if row["unit_code"] == UNIT), "")


def _whole(root: Path, number: str) -> None:
    _must(_published(root) == number, f"{number} is not published")
    found = list(verify(_settings(root, NIGHT)))
    _must(not found, f"verify: {found[:2]}")


def quarantine(root: Path, r: random.Random) -> None:
    """A file whose receiving kills the main process is set aside after two runs; the night goes on, the next too."""
    data = r.randbytes(r.randrange(1, 5000))
    drop(root, {**FIRST, f"{r.choice(('', '875/'))}giet.xlsx": data})

    def kills() -> None:
        import danhba.receive.take_in as receiving

        real = receiving.copy_still
        receiving.copy_still = lambda full, archive: os._exit(9) if full.endswith("giet.xlsx") else real(full, archive)

    ended = [_night(root, NIGHT + dt.timedelta(days=n), kills) for n in range(4)]
    _must(ended == [9, 9, 0, 0], f"nights ended {ended}")
    aside = [p.read_bytes() for p in (root / "var" / "quarantine").rglob("*") if p.is_file()]
    _must(aside == [data], "the bytes are not in quarantine")
    _whole(root, "0277 3851 001")


def cut_journal(root: Path, r: random.Random) -> None:
    """A journal that lost its end: nothing is received on it before it is mended, and then the night ends as if it had been whole."""
    drop(root, FIRST)
    _must(_night(root, NIGHT) == 0, "the first night")
    drop(root, SECOND)
    calm = root.with_name(f"{root.name}-calm")
    shutil.copytree(root, calm, symlinks=True)
    later = NIGHT + dt.timedelta(days=1)
    _must(_night(calm, later) == 0, "the undisturbed night")
    journal = root / "var" / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole[: len(whole) - r.randrange(1, len(whole))])
    status = _night(root, later)
    _must(status in (0, 3), f"the night on a cut journal ended {status}")
    if status == 3:

        def mend() -> int:
            from danhba.run.lock import locked
            from danhba.run.rebuild import rebuild

            settings = _settings(root, later)
            with locked(settings):
                rebuild(settings)
            return 0

        _must(in_child(mend) == (0, 0), "rebuild")
        _must(_night(root, later) == 0, "the night after rebuild")
    mine, theirs = end_of(root), end_of(calm)
    _must(mine == theirs, f"another end: {[k for k in mine if mine[k] != theirs[k]]}")


def clock_set_back(root: Path, r: random.Random) -> None:
    """A night with the clock ahead does not beat a return of a later night."""
    drop(root, {f"{XA}/a.xlsx": xlsx(form({"C": [(XA, "0277 3851 001")]}))})
    _must(_night(root, NIGHT + dt.timedelta(days=r.randrange(2, 5000))) == 0, "the night ahead")
    drop(root, {f"{XA}/b.xlsx": xlsx(form({"C": [(XA, "0277 3851 002")]}))})
    _must(_night(root, NIGHT + dt.timedelta(hours=r.randrange(48))) == 0, "the night after")
    _whole(root, "0277 3851 002")


def slow_sender(root: Path, r: random.Random) -> None:
    """What a sender writes on after a run, where no lease tells of him, comes whole with the next."""
    data = csv_text(form({"C": [(XA, "0277 3851 003")]}))
    path = root / "inbox" / XA / "a.csv"
    path.parent.mkdir(parents=True)

    def unseen() -> None:
        from danhba.receive.writers import Writers

        Writers.open_for_writing = lambda self, handle, told: False  # type: ignore[method-assign]

    at = r.randrange(1, len(data))
    with path.open("wb") as sender:
        sender.write(data[:at])
        sender.flush()
        _must(_night(root, NIGHT, unseen) == 0, "the night meanwhile")
        sender.write(data[at:])
    for n in (1, 2):
        _must(_night(root, NIGHT + dt.timedelta(days=n), unseen) == 0, f"night {n} after")
    sums = {p.name for p in (root / "var" / "archive").rglob("*") if p.is_file()}
    _must(hashlib.sha256(data).hexdigest() in sums, "the whole bytes are not in the archive")
    _whole(root, "0277 3851 003")


SCENARIOS = (quarantine, cut_journal, clock_set_back, slow_sender)


def main() -> int:
    """Play every scenario with every seed; print the figures; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--only", default="", help="the name of one scenario")
    options = parser.parse_args()
    broken = 0
    for scenario in [s for s in SCENARIOS if options.only in ("", s.__name__)]:
        start, bad = time.perf_counter(), 0
        for seed in range(options.seeds):
            with tempfile.TemporaryDirectory() as temporary:
                root = Path(temporary) / "context"
                (root / "inbox").mkdir(parents=True)
                try:
                    scenario(root, random.Random(seed))
                except Broken as error:
                    bad += 1
                    print("BROKEN", scenario.__name__, f"seed {seed}:", error, flush=True)
        broken += bad
        print(
            f"{scenario.__name__}: {options.seeds} played in {time.perf_counter() - start:.0f} s, {bad} promises broken",
            flush=True,
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
