"""The corpus bar: nothing wrong, nearly every row found and settled, every seeded defect reported."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.accuracy import ALARMS, measure


def test_the_corpus_is_read_without_a_wrong_unit_or_number() -> None:
    score = measure()
    c = score.count
    assert c["returns"] >= 60
    assert score.rows >= 1500
    assert (c["unit_wrong"], c["phone_wrong"]) == (0, 0), score.problems[:10]
    assert c["rows_lost"] <= score.rows * 0.005
    assert c["unit_right"] + c["unit_rightly_withheld"] >= score.rows * 0.97
    assert not score.missed, score.problems[:10]
    assert c["withheld_falsely"] <= score.sound * ALARMS, score.alarms


def test_the_corpus_of_today_s_registry_is_read_without_a_wrong_unit_or_number() -> None:
    score = measure(Path("dong-thap-2025-07"), every=3)  # all of it: make accuracy REGISTRY=dong-thap-2025-07
    c = score.count
    assert score.rows >= 300
    assert (c["unit_wrong"], c["phone_wrong"], c["rows_lost"]) == (0, 0, 0), score.problems[:10]
    assert c["unit_right"] + c["unit_rightly_withheld"] >= score.rows * 0.97, score.problems[:10]
    assert not score.missed, score.problems[:10]
    assert c["withheld_falsely"] <= score.sound * ALARMS, score.alarms
