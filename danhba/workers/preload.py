"""What every worker would make on first use, made once: imported by the server that workers are forked from."""

from __future__ import annotations

import danhba.check.reader
import danhba.report.submission
import danhba.workers.pool  # noqa: F401
from danhba.check.validate import failures
from schemas.facts import SOUND, flat
from schemas.forms.hotline import HOTLINE_FORM

failures(HOTLINE_FORM, [flat(SOUND)])  # registers pandera's checks: a tenth of a second
