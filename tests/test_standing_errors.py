"""An error stands since the first file that had it, whatever its unit sends after; the report before is the one a week back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import lru_cache

from hypothesis import given
from hypothesis import strategies as st

from danhba.registry import load_registry
from danhba.report.by_day import report_before, with_today
from danhba.report.standing_errors import AGES, longest, of_ages, standing_errors
from tests.conftest import REGISTRY

_registry = lru_cache(lambda: load_registry(REGISTRY))
BEGIN = dt.datetime(2021, 9, 6, 1, tzinfo=dt.UTC)


@given(st.lists(st.frozensets(st.tuples(st.integers(0, 14), st.sampled_from(["phone_missing", "phone_length"])), max_size=8),
                min_size=1, max_size=12), st.integers(1, 5))  # fmt: skip
def test_an_error_stands_as_long_as_it_comes_back(nights: list[frozenset[tuple[int, str]]], step: int) -> None:
    registry = _registry()
    kept: dict[str, str] | None = None
    begun: dict[tuple[str, str], int] = {}  # the same, said plainly: the night on which each came
    for number, errors in enumerate(nights):
        as_of = BEGIN + dt.timedelta(days=number * step)
        seen = {(registry.units[u].code, "", code): (2, as_of.strftime("%Y-%m-%dT%H:%M:%SZ")) for u, code in errors}
        lines, kept = standing_errors(kept, seen, registry, as_of)
        now = {(unit, code) for unit, _, code in seen}
        begun = {key: begun.get(key, number) for key in now}
        assert {(line["unit_code"], line["code"]): int(line["days"]) for line in lines} == {
            key: (number - first) * step for key, first in begun.items()
        }
        oldest = Counter[str]()
        for (unit, _), first in begun.items():
            oldest[unit] = max(oldest[unit], (number - first) * step)
        assert of_ages(lines) == [(age, sum(days >= age for days in oldest.values() if days)) for age in AGES]
        told = [int(one["days"]) for one in longest(lines, 3)]
        assert told == sorted(oldest.values(), reverse=True)[:3]
        assert sum(int(line["errors"]) for line in lines) == 2 * len(errors)


@given(st.sets(st.integers(0, 70), min_size=1, max_size=20), st.integers(1, 14))
def test_the_report_before_lies_a_week_back(nights: set[int], apart: int) -> None:
    days = None
    for night in sorted(nights):
        as_of = BEGIN + dt.timedelta(days=night)
        days = with_today(days, {"errors": night}, as_of)
        past = [n for n in nights if n < night and (BEGIN + dt.timedelta(days=n)).date().isoformat() in days]
        expected = max((n for n in past if night - n >= apart), default=min(past, default=None))
        told = report_before(days, as_of, apart)
        assert told == ("" if expected is None else (BEGIN + dt.timedelta(days=expected)).date().isoformat())
