"""A few points of the fault harness, in a process of its own; `make faults` kills at every step and at a hundred random times."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_no_promise_is_broken_at_a_few_points() -> None:
    command = [sys.executable, "-m", "tests.faults.harness", "--every", "600", "--random", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 promises broken" in done.stdout
    assert "kill at a step: killed" in done.stdout
    assert "disk full at a step: " in done.stdout
    assert "file-size limit: refused" in done.stdout


def test_a_cut_journal_is_mended() -> None:
    """One scenario; the others have tests of their own."""
    command = [sys.executable, "-m", "tests.faults.scenarios", "--seeds", "1", "--only", "cut_journal"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "cut_journal: 1 played" in done.stdout
