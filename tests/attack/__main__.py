"""`make attack`: hostile inputs, night after night, seeded; after each night a quiet one; every promise is looked at after both.

ATTACK_INPUTS (5000), ATTACK_SEED (1), ATTACK_MINUTES (no night begins later; 0: no end), ATTACK_NIGHT (inputs a night, 250).
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from danhba.registry import Unit, load_registry
from danhba.samples.builder import csv_text, form, html_table, mail, word, xlsx, zipped
from danhba.store.keys import load_key
from danhba.vietnamese.text import fold
from tests.attack import archives, forged, mails, places, spoilt, workbooks
from tests.attack.hostile import Grounds, Hostile
from tests.attack.night import Ended, House, digest, left_in, told
from tests.conftest import REGISTRY

FAMILIES: dict[str, tuple[Callable[[Grounds], Hostile], int]] = {
    "mails": (mails.one, 6), "archives": (archives.one, 6), "workbooks": (workbooks.one, 6), "names": (places.names, 4), "modes": (places.modes, 4),
    "sizes": (places.sizes, 3), "times": (places.times, 2), "flips": (spoilt.flips, 10), "garbage": (spoilt.garbage, 5),
    "decisions": (forged.decisions, 1), "marks": (forged.marks, 2),
}  # fmt: skip
MOST_MB = 600
_NEIGHBOURS = 40
_TRIED_AGAIN = 60  # files that stopped their reader and are read once more on a quiet night


class Attack:
    """Nights in one installation. findings: what should not have been, one line each."""

    def __init__(self, root: Path, seed: int, say: Callable[[str], None] = print, file_seconds: float = 10.0) -> None:
        self.house, self.say = House(root, file_seconds), say
        self.random = random.Random(seed)
        registry = load_registry(REGISTRY)
        names = Counter(fold(u.name) for u in registry.units)
        alone = [u for u in registry.units if u.tier == "C" and names[fold(u.name)] == 1]
        self.neighbours: list[Unit] = self.random.sample(alone, _NEIGHBOURS)
        others = [u for u in registry.units if u not in self.neighbours]
        self.grounds = Grounds(self.random, registry, others)
        self.truth: dict[str, str] = {}
        self.night = 0
        self.inputs = 0
        self.findings: list[str] = []
        self.exits: Counter[int] = Counter()
        self.families: Counter[str] = Counter()
        self.peak = 0
        self.slowest = 0.0

    def wrong(self, what: str) -> None:
        """Note a finding."""
        self.findings.append(f"night {self.night}: {what}")
        self.say(f"FINDING night {self.night}: {what}")

    # what is dropped

    def _place(self, one: Hostile) -> tuple[bytes, str, bool] | None:
        """Put an input there; return (name, SHA-256 or '' for what cannot be received, in the reviewers' folder)."""
        root = os.fsencode(self.house.reviewers if one.reviewers else self.house.inbox)
        path = os.path.join(root, one.name)
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if one.data is not None:
                with open(path, "xb") as file:
                    file.write(one.data)
                os.utime(path, (1630800000 + self.inputs, 1630800000 + self.inputs))
        except OSError:
            return None  # this file system cannot hold it
        sha = digest(path) if one.data is not None else ""
        if one.then:
            try:
                one.then(path)
            except OSError:
                return None
            if one.data is not None and os.path.isfile(path) and sha:
                size = os.stat(path).st_size
                sha = digest(path) if size != len(one.data) and size <= 2 << 30 else sha
        return one.name, sha, one.reviewers

    def _good(self, unit: Unit) -> None:
        """Drop a neighbour's return."""
        number = f"0277 39{self.random.randrange(10**5):05d}"
        rows = form({unit.tier: [(self.grounds.registry.full_name(unit.code), number)]})
        kind = self.random.randrange(6)
        make: list[tuple[str, Callable[[], bytes]]] = [
            (".xlsx", lambda: xlsx(rows)), (".csv", lambda: csv_text(rows)), (".html", lambda: html_table(rows)), (".docx", lambda: word(rows)),
            (".zip", lambda: zipped({"phu luc.xlsx": xlsx(rows)})), (".eml", lambda: mail({"phu luc.xlsx": xlsx(rows)})),
        ]  # fmt: skip
        ending, data = make[kind][0], make[kind][1]()
        path = self.house.inbox / unit.code / f"phu luc {self.night}{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        moment = 1630900000 + self.night * 86400
        os.utime(path, (moment, moment))
        self.truth[unit.code] = number
        self.grounds.victims[unit.code] = number

    # what must be

    def _run(self, may_stop: bool = False) -> Ended:
        self.night += 1
        as_of = dt.datetime(2021, 9, 6, 13, tzinfo=dt.UTC) + dt.timedelta(days=self.night)
        ended = self.house.run(as_of.isoformat())
        self.exits[ended.status] += 1
        self.peak = max(self.peak, ended.peak)
        self.slowest = max(self.slowest, ended.seconds)
        said = ended.out + ended.err
        if ended.status not in ((0, 3) if may_stop else (0,)):
            self.wrong(f"exit {ended.status}: {said[-600:]!r}")
        if ended.status == 3 and len(ended.err.strip().splitlines()) != 1:
            self.wrong(f"exit 3 with other than one line: {ended.err[:600]!r}")
        if "Traceback" in said or "Traceback" in self.house.log_entries():
            self.wrong(f"a traceback: {said[-600:]!r}")
        if ended.peak > MOST_MB:
            self.wrong(f"{ended.peak} MB")
        return ended

    def _look(self, ended: Ended, dropped: list[tuple[bytes, str, bool]]) -> None:
        """Compare the directory with the truth, and account for every input."""
        published = self.house.directory
        for code, number in self.truth.items():
            if published.get(code, "").replace(" ", "") != number.replace(" ", ""):
                self.wrong(f"neighbour {code}: {number} was sent, {published.get(code)!r} is published")
        received, (lying, _) = self.house.received, left_in(self.house.inbox)
        lost = [
            n
            for n, sha, reviewers in dropped
            if (n, sha) not in received and (reviewers or n not in lying) and not self._lies(n)
        ]
        aside = self.house.set_aside
        if len(lost) > aside:
            self.wrong(f"unaccounted ({aside} in quarantine): {lost[:5]}")
        names = {n for n, _, reviewers in dropped if not reviewers}
        count = told(ended.out, "Không nhận được") + told(ended.out, "Còn")
        # A folder that may not be looked into is one line, whatever is in it.
        if len(lying & names) and not count:
            self.wrong(f"{len(lying)} left and none told: {sorted(lying)[:5]}")
        page = (self.house.outbox / "reports" / "index.html").read_text(encoding="utf-8")
        for name in lying:
            shown = os.fsdecode(name).encode("utf-8", "replace").decode()
            parts = [p for p in shown.replace("\n", "\ufffd").split("/") if p]
            if (
                not any(p[:20] in page for p in parts)
                and shown.isascii()
                and shown.isprintable()
                and "&" not in shown
                and "<" not in shown
            ):
                self.wrong(f"left and not on the page: {name!r}")

    def _lies(self, name: bytes) -> bool:
        return os.path.lexists(os.path.join(os.fsencode(self.house.inbox), name))

    def attack(self, count: int) -> None:
        """One night with so many hostile inputs and some good ones, and a quiet night behind it."""
        start = time.perf_counter()
        self.grounds.key = load_key(self.house.var) or bytes(32)
        review = self.house.outbox / "review" / "quyet-dinh.xlsx"
        self.grounds.review = review.read_bytes() if review.exists() else b""
        for unit in self.random.sample(self.neighbours, 6 if self.truth else 15):
            self._good(unit)
        weights = [w for _, w in FAMILIES.values()]
        dropped = []
        for family in self.random.choices(list(FAMILIES), weights, k=count):
            one = FAMILIES[family][0](self.grounds)
            placed = self._place(one)
            if placed:
                self.families[family] += 1
                self.inputs += 1
                dropped.append(placed)
        made = time.perf_counter() - start
        if self.random.random() < 0.2:  # the inbox itself lets nothing go
            self.house.inbox.chmod(0o555)
            self._run(may_stop=True)
            self.house.inbox.chmod(0o777)
        ended = self._run()
        self._look(ended, dropped)
        if self.random.random() < 0.5:
            self._good(self.random.choice(self.neighbours))
        quiet = self._run()
        self._look(quiet, [])
        again = told(quiet.out, "đọc")
        if again > _TRIED_AGAIN:
            self.wrong(f"a quiet night read {again} files")
        self._clear()
        self.say(
            f"night {self.night}: {self.inputs} inputs, made in {made:.0f} s, {ended.seconds:.1f} + {quiet.seconds:.1f} s, peak {ended.peak} MB,"
            f" {len(self.truth)} neighbours right, {len(self.findings)} findings"
        )

    def _clear(self) -> None:
        """Take away what was left in the inbox, as an operator would some day."""
        for folder, folders, _ in os.walk(self.house.inbox):
            for name in folders:
                path = os.path.join(folder, name)
                if not os.path.islink(path):
                    os.chmod(path, 0o777)
        for path in list(self.house.inbox.iterdir()):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()

    def end(self) -> None:
        """Verify what lasts."""
        ended = self.house.danhba("verify")
        self.exits[ended.status] += 1
        if ended.status or "Traceback" in ended.err:
            self.wrong(f"verify: {ended.status} {ended.out[-800:]} {ended.err[-400:]}")


def main() -> int:
    """Attack; print the figures; 1 when there is a finding."""
    inputs, seed = int(os.environ.get("ATTACK_INPUTS", "5000")), int(os.environ.get("ATTACK_SEED", "1"))
    minutes, each = float(os.environ.get("ATTACK_MINUTES", "0")), int(os.environ.get("ATTACK_NIGHT", "250"))
    start = time.perf_counter()
    root = Path(tempfile.mkdtemp(prefix="danhba-attack-"))
    attack = Attack(root, seed, lambda line: print(line, flush=True))
    while attack.inputs < inputs and not (minutes and time.perf_counter() - start > minutes * 60):
        attack.attack(min(each, inputs - attack.inputs))
    attack.end()
    print(f"inputs: {dict(attack.families)}")
    print(
        f"seed {seed}: {attack.inputs} inputs, {attack.night} nights, exits {dict(attack.exits)}, {len(attack.findings)} findings,"
        f" peak {attack.peak} MB, slowest night {attack.slowest:.1f} s, {time.perf_counter() - start:.0f} s"
    )
    if attack.findings:
        print(f"left for a look: {root}")
    else:
        shutil.rmtree(root, ignore_errors=True)
    return 1 if attack.findings else 0


if __name__ == "__main__":
    sys.exit(main())
