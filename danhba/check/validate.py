"""validate: one lazy pandera pass over the facts of many files' rows; every failed check becomes a finding's code.

Rules look at nothing but a row's facts, so that rows of equal facts break the same rules: each is checked once and what
was found is kept. Most rows of a night are alike in that (a sound landline in its section), and a batch has a dozen
kinds of rows, not thousands: 0.8 of 13.7 million instructions a form of 20 rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from schemas.catalogue import CATALOGUE
from schemas.forms.form import Form
from schemas.pandera_import import pa
from schemas.rule import Severity
from schemas.submitted import Failure, schema_of
from schemas.submitted import failures as failures_of

_FactsLine = Sequence[bool | int | str]
_Broken = tuple[tuple[str, Severity], ...]  # the rules that a row breaks, in the order of the catalogue
_KEPT = 20_000  # lines of facts


def failures(form: Form, rows: Sequence[_FactsLine]) -> list[Failure]:
    """Return every failed check of the form's rules, by row and then in the order of the catalogue.

    rows: the facts of each row (values of FACT_COLUMNS). Raises RuntimeError when they do not fit their schema, which
    is an error of ours and not of a file.
    """
    known = _broken(form)
    lines = [tuple(row) for row in rows]
    unlike = {id(line): line for line in lines}  # rows that are alike share their line, and to hash one takes long
    new = [line for line in dict.fromkeys(unlike.values()) if line not in known]
    if len(known) + len(new) > _KEPT:
        known.clear()
        new = list(dict.fromkeys(unlike.values()))
    if new:
        found: list[list[tuple[str, Severity]]] = [[] for _ in new]
        for failure in failures_of(submitted_rows(form), new):
            found[failure.row].append((failure.code, failure.severity))
        known.update(zip(new, map(tuple, found), strict=True))
    broken_by = {key: known[line] for key, line in unlike.items()}
    return [Failure(row, *broken) for row, line in enumerate(lines) for broken in broken_by[id(line)]]


@lru_cache(maxsize=16)
def _broken(form: Form) -> dict[tuple[bool | int | str, ...], _Broken]:
    """Return what is kept of a form: the rules that lines of facts break, by the line."""
    return {}


@lru_cache(maxsize=16)
def submitted_rows(form: Form) -> pa.DataFrameSchema:
    """Return the schema of a form's rows, made of the rules that the form names."""
    return schema_of((CATALOGUE[code] for code in form.rules), form.name)
