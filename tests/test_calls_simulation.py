"""Twelve weeks of calls, played from seeds: every planted fault named, nearly all verified, no more calls than a month has."""

from __future__ import annotations

import pytest

from benchmarks.calls import DAYS, MOST, NAMED, PLANTED, UNITS, play


@pytest.mark.parametrize("seed", [1, 2, 27])
def test_twelve_weeks(seed: int) -> None:
    played = play(seed)
    assert len(played.planted) == sum(PLANTED.values())
    assert set(played.planted.values()) == set(NAMED)
    assert {n for n in played.planted if n not in played.named} == set()
    assert max(played.named[n][1] for n in played.planted) <= 2  # rounds
    assert played.withdrawn == []
    assert played.verified >= 0.95
    assert played.busiest <= MOST
    assert UNITS < played.calls <= MOST * DAYS / 30


def test_the_same_seed_plays_the_same() -> None:
    assert play(5) == play(5)
