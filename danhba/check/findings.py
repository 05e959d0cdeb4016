"""Findings of one file: their place and the parameters of their words."""

from __future__ import annotations

import re

from danhba.model.finding import Finding
from danhba.vietnamese.text import one_line
from schemas.rule import Severity

_ERROR = Severity.ERROR.value


def _short(text: str, size: int = 80) -> str:
    text = one_line(text)
    return text if len(text) <= size else text[: size - 1] + "…"


_CELL = re.compile(r"([A-Z]+)(\d+)")


def _place(finding: Finding) -> tuple[str, int, int, str]:
    m = _CELL.fullmatch(finding.cell)
    if not m:
        return (finding.sheet, 0, 0, "")
    return (finding.sheet, int(m[2]), len(m[1]), m[1])
