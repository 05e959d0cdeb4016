"""The built wheel, installed outside the checkout: in an empty folder everything that the README names works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from danhba.samples.builder import form, xlsx
from tests.conftest import ROOT, table

Danhba = Callable[..., subprocess.CompletedProcess[str]]
_ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "DANHBA_", "PREFECT_", "PIP_"))}


def _pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=_ENVIRONMENT, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    there = tmp_path_factory.mktemp("wheel")
    for top in ("danhba", "flows", "schemas"):
        shutil.copytree(ROOT / top, there / "source" / top, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / file, there / "source")
    _pip("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-w", there, there / "source")
    return next(there.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Danhba:
    """Return the installed program's command. What it depends on comes from the tests' own environment, danhba does not."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    _pip(
        "--python", home / "bin" / "python", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed",
        "--no-compile", wheel,
    )  # fmt: skip

    def danhba(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        command = [str(home / "bin" / "danhba"), *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=cwd, env=_ENVIRONMENT, timeout=120, check=False
        )

    where = subprocess.run(
        [home / "bin" / "python", "-c", "import danhba, flows, schemas; print(danhba.__file__, flows.__file__)"],
        capture_output=True, text=True, cwd=home, env=_ENVIRONMENT, check=True,
    ).stdout  # fmt: skip
    assert where.count(str(site)) == 2, where
    return danhba


def test_the_wheel_holds_three_packages_and_every_file_that_is_no_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {n.split("/")[0] for n in names if ".dist-info/" not in n} == {"danhba", "flows", "schemas"}
    listed = subprocess.run(
        ["git", "ls-files", "danhba", "flows", "schemas"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:  # a checkout: nothing that is kept with the code is left out of the wheel
        assert {n for n in listed.stdout.splitlines() if (ROOT / n).exists()} <= names


def test_an_empty_folder_becomes_a_place_to_work(installed: Danhba, tmp_path: Path) -> None:
    place, elsewhere = tmp_path / "viec", tmp_path / "noi-khac"
    place.mkdir()
    elsewhere.mkdir()
    assert "dong-thap-2021-09: " in installed("registry", "list", cwd=place).stdout
    made = installed("init", "--no-prefect", cwd=place)
    assert made.returncode == 0, made.stderr
    assert sorted(p.name for p in place.iterdir()) == ["danhba.toml", "inbox", "outbox", "review-inbox"]
    (place / "danhba.toml").open("a").write("settle = 0\nworkers = 1\n")
    before = (place / "danhba.toml").read_bytes()
    again = installed("init", "--no-prefect", cwd=place)
    assert again.returncode == 2
    assert "không ghi đè" in again.stderr
    assert (place / "danhba.toml").read_bytes() == before

    rows = form({"C": [("Xã Phú Cường", "0277 3827 612")]})
    (place / "tep.xlsx").write_bytes(xlsx(rows))
    checked = installed("check", "tep.xlsx", cwd=place)
    assert checked.returncode == 0, checked
    assert "tep.xlsx" in checked.stdout

    # From anywhere: what danhba.toml names lies beside it.
    shutil.copy(place / "tep.xlsx", place / "inbox" / "Xã Phú Cường.xlsx")
    ran = installed("run", "--no-prefect", "--config", place / "danhba.toml", cwd=elsewhere)
    assert ran.returncode == 0, ran.stderr
    assert not list(elsewhere.iterdir())
    assert table(place / "outbox" / "current" / "danh-ba.csv")[0]["phone_e164"] == "+842773827612"

    done = installed("form", "--unit", "875", "--config", place / "danhba.toml", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert len(list((place / "outbox" / "forms").iterdir())) == 1
    nothing = installed("poster", "--district", "875", "--config", place / "danhba.toml", cwd=elsewhere)
    assert (nothing.returncode, "không có gì để in" in nothing.stderr) == (2, True)  # no number is published yet
    assert installed("form", "--unit", "875", "--outbox", elsewhere / "o", cwd=place).returncode == 0
    assert len(list((elsewhere / "o" / "forms").iterdir())) == 1


@pytest.mark.long
def test_the_demo_runs_where_no_checkout_is(installed: Danhba, tmp_path: Path) -> None:
    # A ledger that cannot be reached: a trial must not even try to.
    (tmp_path / "danhba.toml").write_text(
        'ledger_url = "postgresql://danhba@nowhere.invalid/danhba"\n', encoding="utf-8"
    )
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "that.txt").write_text("x", encoding="utf-8")
    refused = installed("demo", "--no-prefect", "--folder", ".", cwd=tmp_path)
    assert refused.returncode == 2
    assert (tmp_path / "inbox" / "that.txt").exists()
    done = installed("demo", "--no-prefect", "--workers", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo" / "outbox" / "current" / "danh-ba.xlsx").exists()
    assert "<html" in (tmp_path / "demo" / "outbox" / "reports" / "index.html").read_text(encoding="utf-8")
