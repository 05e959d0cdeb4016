"""validate: one lazy pandera pass over the facts of many files' rows; every failed check becomes a finding's code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from schemas.catalogue import CATALOGUE
from schemas.forms.form import Form
from schemas.pandera_import import pa
from schemas.submitted import Failure, schema_of
from schemas.submitted import failures as failures_of


def failures(form: Form, rows: Sequence[Sequence[bool | int | str]]) -> list[Failure]:
    """Return every failed check of the form's rules, by row and then in the order of the catalogue.

    rows: the facts of each row (values of FACT_COLUMNS). Raises RuntimeError when they do not fit their schema, which
    is an error of ours and not of a file.
    """
    return failures_of(submitted_rows(form), rows)


@lru_cache(maxsize=16)
def submitted_rows(form: Form) -> pa.DataFrameSchema:
    """Return the schema of a form's rows, made of the rules that the form names."""
    return schema_of((CATALOGUE[code] for code in form.rules), form.name)
