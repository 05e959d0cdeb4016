"""A night of a quarter of the corpus, all hands, layouts and formats: every figure that people read counts again from the CSVs."""

from __future__ import annotations

from danhba.registry import Registry
from tests.conftest import Place
from tests.corpus.build import corpus
from tests.corpus.odd import odd_returns
from tests.recount import recount


def test_a_night_of_the_corpus_counts_again(place: Place, registry: Registry) -> None:
    for number, item in enumerate([*corpus(registry), *odd_returns(registry)][::4]):
        place.drop(f"{number:03d}-{item.name}", item.data, 1630800000 + number)
    place.run("2021-09-06T20:00:00+07:00", workers=2)
    situations = recount(place, registry)
    assert situations["published"] > 30
    assert len(situations) >= 3
