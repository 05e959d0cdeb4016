"""Every rule says what it lets pass and what not: each example is judged by the rule's own check, on the way that every return goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from danhba.check.reader import Reader
from schemas.catalogue import CATALOGUE, RULES
from schemas.facts import FACT_COLUMNS, SOUND, Facts, flat
from schemas.forms.counts import COUNTS_FORM
from schemas.forms.hotline import HOTLINE_FORM
from schemas.forms.roster import ROSTER_FORM
from schemas.submitted import failures, schema_of
from tests.corpus.rule_examples import broken, examples, wrong_examples

_CHECKED = [rule for rule in RULES if rule.check is not None]


@pytest.mark.parametrize("example", list(examples()), ids=str)
def test_the_example_is_judged_as_its_rule_says(example, reader: Reader) -> None:
    assert broken(example, reader) is not example.passes


@pytest.mark.parametrize("rule", [r for r in RULES if r.passes or r.fails], ids=lambda r: r.code)
def test_a_rule_with_examples_has_a_check_and_the_form_names_it(rule) -> None:
    assert rule.check is not None
    assert rule.passes
    assert rule.fails
    assert rule.code in {*HOTLINE_FORM.rules, *COUNTS_FORM.rules, *ROSTER_FORM.rules}


@pytest.mark.parametrize("rule", _CHECKED, ids=lambda r: r.code)
def test_without_its_check_a_rule_fails_its_own_examples(rule, monkeypatch, registry) -> None:
    """What `make accuracy` and this file look at depends on every single check."""
    monkeypatch.setitem(CATALOGUE, rule.code, replace(rule, check=None))
    form = replace(HOTLINE_FORM, name=f"without {rule.code}")
    reader = Reader(registry, form)
    ours = [e for e in examples() if e.rule.code == rule.code and not e.passes]
    assert ours
    assert not any(broken(e, reader, form) for e in ours)


@pytest.mark.parametrize("rule", _CHECKED, ids=lambda r: r.code)
def test_a_check_says_the_same_of_one_row_and_of_many(rule) -> None:
    """Plain values and columns: each fact is flipped by itself, and every row must be judged alike either way."""
    rows: list[Facts] = [SOUND]
    for group, facts in SOUND._asdict().items():
        for fact, value in zip(facts._fields, facts, strict=True):
            other = (not value) if isinstance(value, bool) else value + 1 if isinstance(value, int) else "x"
            rows.append(SOUND._replace(**{group: facts._replace(**{fact: other})}))
    assert len(rows) == len(FACT_COLUMNS) + 1
    many = {f.row for f in failures(schema_of([rule], "one rule"), [flat(row) for row in rows])}
    assert many == {i for i, row in enumerate(rows) if not rule.check(row)}
    assert 0 not in many


def test_no_column_of_facts_is_the_name_of_a_rule() -> None:
    assert sorted(CATALOGUE.keys() & FACT_COLUMNS.keys()) == []


def test_accuracy_looks_at_every_example(reader: Reader) -> None:
    assert wrong_examples(reader) == []
