"""One small night of hostile inputs and a quiet one behind it; `make attack` has thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attack.__main__ import Attack


@pytest.mark.long
def test_a_night_of_hostile_inputs_costs_nobody_else_anything(tmp_path: Path) -> None:
    attack = Attack(tmp_path / "a", seed=3, file_seconds=3.0)
    attack.attack(20)
    attack.end()
    assert attack.findings == []
    assert attack.inputs >= 16
    assert len(attack.truth) >= 6
