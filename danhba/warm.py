"""What every worker would make on first use, made once: imported by the server that workers are forked from."""

from __future__ import annotations

import pandas as pd

import danhba.reading
import danhba.report.one
import danhba.workers  # noqa: F401
from schemas.columns import ROW_COLUMNS
from schemas.rows import SUBMITTED_ROWS

SUBMITTED_ROWS.validate(pd.DataFrame(columns=list(ROW_COLUMNS), dtype="str"))  # registers pandera's checks: a tenth of a second
