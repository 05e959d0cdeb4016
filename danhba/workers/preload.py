"""What every worker would make on first use, made once: imported by the server that workers are forked from."""

from __future__ import annotations

import pandas as pd

import danhba.check.reader
import danhba.report.submission
import danhba.workers.pool  # noqa: F401
from schemas.submitted import SUBMITTED_ROWS
from schemas.tables import ROW_COLUMNS

SUBMITTED_ROWS.validate(
    pd.DataFrame(columns=list(ROW_COLUMNS), dtype="str")
)  # registers pandera's checks: a tenth of a second
