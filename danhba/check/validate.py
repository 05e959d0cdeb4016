"""validate: one lazy pandera pass over the rows of many files; every failure case becomes (row, code)."""

from __future__ import annotations

import pandas as pd

from schemas.catalogue import CATALOGUE
from schemas.pandera_import import errors
from schemas.submitted import SUBMITTED_ROWS
from schemas.tables import ROW_COLUMNS


def failures(columns: dict[str, list[str]]) -> list[tuple[int, str]]:
    """Return (row number, code) of every failed check, by row and then in the order of the catalogue.

    columns: every column of ROW_COLUMNS, all of one length, all text; {} when there are no rows. Raises SchemaError when a column itself is wrong,
    which is an error of ours and not of a file.
    """
    if not columns or not columns["row"]:
        return []
    frame = pd.DataFrame({name: pd.Series(columns[name], dtype="str") for name in ROW_COLUMNS})
    try:
        SUBMITTED_ROWS.validate(frame, lazy=True)
    except errors.SchemaErrors as raised:
        cases = raised.failure_cases
        ours = cases["index"].isna() | ~cases["check"].isin(list(CATALOGUE))
        if ours.any():
            raise RuntimeError(f"rows do not fit their schema: {cases[ours].head(5).to_dict('records')}") from raised
        order = {code: i for i, code in enumerate(CATALOGUE)}
        found = zip(cases["index"].astype(int), cases["check"], strict=True)
        return sorted(found, key=lambda f: (f[0], order[f[1]]))
    return []
