"""What tests share: the registry, one reader, and a check of a drawn sheet that reads like the sheet it means."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as properties

from danhba.check.reader import Reader
from danhba.identify.match import Matcher
from danhba.model.submission import Reading, Source
from danhba.read.limits import Limits, set_limits
from danhba.registries import shipped
from danhba.registry import Registry, load_registry
from danhba.samples.builder import draw, xlsx

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = shipped()["dong-thap-2021-09"]


# The suite tries the same examples every time, and on a busy machine too; `make long` tries others, four times as many.
properties.register_profile(
    "suite", derandomize="EXAMPLES_SHARE" not in os.environ, suppress_health_check=[HealthCheck.too_slow], deadline=None
)
properties.load_profile("suite")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Half as many workers again as cores: a third of the suite's time is waited for servers and other processes."""
    return max(2, (os.cpu_count() or 2) * 3 // 2)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the last lines what was left out, and what it lacked: a run without a browser or Samba is no whole run."""
    lacking: Counter[str] = Counter()
    for report in terminalreporter.getreports("skipped"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        lacking[reason.removeprefix("Skipped: ")] += 1
    for reason, count in sorted(lacking.items()):
        terminalreporter.write_line(f"left out: {count} tests: {reason}")


@pytest.fixture(autouse=True)
def _limits_of_every_process() -> Iterator[None]:
    """A run in a test's own process puts its limits in force; they are the next test's no more."""
    yield
    set_limits(Limits())


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry(REGISTRY)


@pytest.fixture(scope="session")
def reader(registry: Registry) -> Reader:
    return Reader(registry)


@pytest.fixture(scope="session")
def matcher(reader: Reader) -> Matcher:
    return reader.matcher


@dataclass
class Report:
    """A reading, asked the way tests ask."""

    reading: Reading

    def codes_at(self, cell: str, sheet: str | None = None) -> set[str]:
        return {
            f.code
            for f in self.reading.findings
            if f.cell == cell and sheet in (None, f.sheet) and f.severity != "info"
        }

    @property
    def codes(self) -> list[str]:
        return sorted(f.code for f in self.reading.findings)

    @property
    def units(self) -> dict[str, str]:
        """unit code → number of the rows that may be published"""
        return {r["unit_code"]: r["phone_e164"] for r in self.reading.rows if r["ok"]}


@pytest.fixture(scope="session")
def check(reader: Reader) -> Callable[..., Report]:
    def run(drawing: str | bytes, name: str = "tep.xlsx", **options: object) -> Report:
        data = drawing if isinstance(drawing, bytes) else xlsx(draw(drawing), **options)  # type: ignore[arg-type]
        return Report(reader.read([Source(name, data)])[0])

    return run


def danhba(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would, Prefect left out unless asked for."""
    command = [sys.executable, "-m", "danhba", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd or ROOT, timeout=200, check=False)


def table(path: Path) -> list[dict[str, str]]:
    """Return a published table's lines."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Place:
    """An inbox, an outbox and a var/ of one test, with runs at given times."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inbox, self.outbox, self.var = root / "inbox", root / "outbox", root / "var"
        self.reviewers = root / "review-inbox"
        self.inbox.mkdir()

    def hand_in(self, name: str, data: bytes) -> Path:
        """Put a file into the reviewers' folder."""
        return self.drop(name, data, folder=self.reviewers)

    def drop(self, name: str, data: bytes, changed: float | None = None, folder: Path | None = None) -> Path:
        import os

        path = (folder or self.inbox) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if changed is not None:
            os.utime(path, (changed, changed))
        return path

    def run(
        self, as_of: str = "2021-09-06T08:00:00+07:00", workers: int = 1, watched: bool = False, **more: Any
    ) -> Any:
        """Run once. Units are told nothing unless tell_units says so: most tests are not about it."""
        import datetime as dt

        from danhba.settings import Settings
        from flows.run import run

        settings = Settings(
            inbox=self.inbox, outbox=self.outbox, var=self.var, settle=0, workers=workers,
            as_of=dt.datetime.fromisoformat(as_of), **{"tell_units": False, "registry": REGISTRY, **more},
        )  # fmt: skip
        self.warnings: list[str] = []
        return run(settings, lambda step, done, total: None, self.warnings.append, watched)

    @property
    def directory(self) -> dict[str, dict[str, str]]:
        return {r["unit_code"]: r for r in table(self.outbox / "current" / "danh-ba.csv")}

    @property
    def findings(self) -> list[dict[str, str]]:
        return table(self.outbox / "reports" / "findings.csv")

    @property
    def progress(self) -> dict[str, dict[str, str]]:
        return {r["unit_code"]: r for r in table(self.outbox / "reports" / "tien-do.csv")}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)
