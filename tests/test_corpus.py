"""The corpus bar: nothing wrong, nearly every row found and settled, every seeded defect reported."""

from __future__ import annotations

from tests.corpus.accuracy import measure


def test_the_corpus_is_read_without_a_wrong_unit_or_number() -> None:
    score = measure()
    c = score.count
    assert c["returns"] >= 60
    assert score.rows >= 1500
    assert (c["unit_wrong"], c["phone_wrong"]) == (0, 0), score.problems[:10]
    assert c["rows_lost"] <= score.rows * 0.005
    assert c["unit_right"] + c["unit_rightly_withheld"] >= score.rows * 0.97
    assert not score.missed, score.problems[:10]
