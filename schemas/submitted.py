"""Submitted rows as a frame of facts, and the pandera schema made of the rules that a form names.

One lazy pass over the rows of many files reports every failure; a failed check bears the code of its rule. Nothing is
coerced: a column of another type than its fact is an error of ours. A frame's index numbers its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from schemas.catalogue import CATALOGUE
from schemas.facts import FACT_COLUMNS, Facts
from schemas.pandera_import import errors, pa
from schemas.rule import Rule, Severity

_TYPES = {bool: "bool", int: "int64", str: "object"}
_CHECKED = "rows"


class Failure(NamedTuple):
    """A row that breaks a rule. row: its place in the frame, from 0."""

    row: int
    code: str
    severity: Severity


def frame_of(rows: Sequence[Sequence[bool | int | str]]) -> pd.DataFrame:
    """Return rows of facts (`flat`) as a frame, a column a fact."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(FACT_COLUMNS)
    return pd.DataFrame(
        {
            name: pd.Series(np.array(values, dtype=_TYPES[type(plain)]), dtype=_TYPES[type(plain)])
            for (name, plain), values in zip(FACT_COLUMNS.items(), columns, strict=True)
        }
    )


def schema_of(rules: Iterable[Rule], name: str) -> pa.DataFrameSchema:
    """Return the schema that checks those rules, as far as they have a check over facts."""
    return pa.DataFrameSchema(
        {column: pa.Column(_TYPES[type(plain)], nullable=False) for column, plain in FACT_COLUMNS.items()},
        checks=[_check(rule.code, rule.check) for rule in rules if rule.check is not None],
        strict=True,
        ordered=True,
        name=name,
    )


def failures(schema: pa.DataFrameSchema, rows: Sequence[Sequence[bool | int | str]]) -> list[Failure]:
    """Return every failed check, by row and then in the order of the catalogue.

    rows: facts of each row, in the order of FACT_COLUMNS. Raises RuntimeError when they do not fit their schema: an
    error of ours.
    """
    if not rows:
        return []
    frame = frame_of(rows)
    try:
        schema.validate(frame, lazy=True)
    except errors.SchemaErrors as raised:
        facts = _facts(frame)
        found = [f for error in raised.schema_errors for f in _failures_of(error, facts)]
        order = {code: i for i, code in enumerate(CATALOGUE)}
        return sorted(found, key=lambda f: (f.row, order[f.code]))
    return []


def _check(code: str, keeps: Callable[[Facts], bool]) -> pa.Check:
    def check(group: dict[str, pd.DataFrame]) -> pd.Series[bool]:
        frame = group[_CHECKED]
        return pd.Series(keeps(_facts(frame)), index=frame.index, dtype=bool)

    def all_rows(frame: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
        return [(_CHECKED, frame)]

    # One group that is all rows: pandera then keeps what the check said of each row and does not copy every failing
    # one, column by column.
    return pa.Check(check, name=code, groupby=all_rows)


class _Group:
    """The facts of one group as columns of a frame, taken when they are asked for."""

    def __init__(self, frame: pd.DataFrame, group: str) -> None:
        self._frame, self._group = frame, group

    def __getattr__(self, fact: str) -> Any:
        return self._frame[f"{self._group}_{fact}"].to_numpy()


def _facts(frame: pd.DataFrame) -> Facts:
    """Return the columns of a frame as facts: every value is an array with one element a row."""
    groups: list[Any] = [_Group(frame, group) for group in Facts._fields]
    return Facts(*groups)


def _failures_of(error: errors.SchemaError, facts: Facts) -> list[Failure]:
    failed: Any = error  # pandera gives the attributes of its errors no types
    rule = CATALOGUE.get(getattr(failed.check, "name", None) or "")
    kept: Any = failed.check_output
    if rule is None or not isinstance(kept, pd.Series):
        raise RuntimeError(f"rows do not fit their schema: {str(error)[:500]}") from error
    broken = np.flatnonzero(~failed.check_output.to_numpy()).tolist()
    graver: Any = rule.error_if(facts) if rule.error_if is not None else None
    return [
        Failure(row, rule.code, Severity.ERROR if graver is not None and graver[row] else rule.severity)
        for row in broken
    ]
