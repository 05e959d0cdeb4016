"""However a command ends: one line, exit 3, an entry in the log with the file at hand, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REGISTRY, ROOT
from tests.test_bad_inputs import GOOD


def run_with(tmp_path: Path, patch: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    code = f"""
import sys
{patch}
sys.argv = ["danhba", *{list(arguments)!r}]
from danhba.cli.main import main
main()
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=env, timeout=120, check=False
    )


@pytest.mark.parametrize(
    "error", ["ValueError('x\\ny')", "MemoryError()", "OSError(28, 'No space left on device', '/x')"]
)
def test_an_error_of_any_kind_is_one_line_and_a_log_entry(tmp_path: Path, error: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(GOOD)
    (tmp_path / "var").mkdir()
    patch = f"""
import danhba.cli.check_files as c
from danhba.model.at_hand import take_up
def broken(*arguments):
    take_up("a.xlsx")
    raise {error}
c.look_at = broken
"""
    done = run_with(tmp_path, patch, "check", "a.xlsx", "--registry", str(REGISTRY))
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "a.xlsx" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    entry = json.loads((tmp_path / "var" / "danhba.log").read_text().splitlines()[-1])
    assert (entry["file"], entry["error"]) == ("a.xlsx", error.partition("(")[0])
    assert any("look_at" in line or "check_files" in line for line in entry["trace"])


@pytest.mark.parametrize(
    "fault", ["raise ImportError('no parser')", pytest.param("import os; os._exit(1)", marks=pytest.mark.long)]
)
def test_check_says_that_the_reader_is_broken_not_the_file(tmp_path: Path, fault: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(GOOD)
    patch = f"""
from danhba.check.reader import Reader
def broken(*arguments):
    {fault}
Reader.read = broken
"""
    done = run_with(tmp_path, patch, "check", "a.xlsx", "--registry", str(REGISTRY))
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "cài lại" in done.stderr
    assert "file_corrupt" not in done.stdout
    (tmp_path / "b.xlsx").write_bytes(GOOD[: len(GOOD) // 2])
    assert run_with(tmp_path, "", "check", "b.xlsx", "--registry", str(REGISTRY)).returncode == 1


def test_a_screen_without_vietnamese_gets_signs(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"b\xe1\xbb\x8dng\xff.xlsx")
    path.write_bytes(GOOD)
    for encoding, output in (("ascii", "table"), ("ascii", "json"), ("utf-8", "table")):
        arguments = ("check", path.name, "--format", output, "--registry", str(REGISTRY))
        done = run_with(tmp_path, "", *arguments, PYTHONIOENCODING=encoding)
        assert done.returncode in (0, 1), done.stderr
        assert not done.stderr
        if output == "json":
            assert json.loads(done.stdout)["files"][0]["rows"][0]["phone_e164"] == "+842773851001"


def test_what_fails_beside_the_work_goes_to_the_log(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    patch = """
import danhba.cli.check_files as c
class Last:
    def __del__(self): raise OSError(28, "No space left on device")
def look(*arguments):
    Last()
    return []
c.look_at = look
"""
    (tmp_path / "a.xlsx").write_bytes(GOOD)
    done = run_with(tmp_path, patch, "check", "a.xlsx", "--registry", str(REGISTRY))
    assert (done.returncode, done.stderr) == (0, "")
    assert "OSError" in (tmp_path / "var" / "danhba.log").read_text()
