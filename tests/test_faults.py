"""A few points of the fault harness; `make faults` kills at every step and at a hundred random times."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.harness import Stage, fail_at, kill_after, kill_at, limit_files


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(tmp_path_factory.mktemp("faults"), 1)


@pytest.mark.parametrize("kind", ["os.rename", "open", "commit", "os.symlink", "os.unlink"])
def test_killed_at_a_step_the_next_run_ends_as_if_nothing_had_been(stage: Stage, kind: str) -> None:
    step = len(stage.names) - stage.names[::-1].index(kind)
    assert kill_at(stage, step, after=kind == "os.symlink") == "killed"


def test_a_full_disk_ends_in_one_line_and_loses_nothing(stage: Stage) -> None:
    assert fail_at(stage, stage.names.index("commit") + 1) == "refused"
    assert limit_files(stage, 1000) == "refused"


def test_killed_at_a_time(stage: Stage, tmp_path: Path) -> None:
    assert kill_after(stage, 0.4) in ("killed", "finished")
