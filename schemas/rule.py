"""One rule: its code, severity, words, source and what passes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave: an error keeps the row out of the publication, a warning asks for a look, an info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class PointsAt(StrEnum):
    """The cell that a finding names: the one that must be mended."""

    PHONE = "phone"
    NAME = "name"
    NOTE = "note"
    HEADER = "header"
    FILE = "file"
    UNIT = "unit"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding. `message` and `hint` are templates over the parameters of the finding ({raw}, {cell}, …)."""

    code: str
    severity: Severity
    points_at: PointsAt
    title: str
    message: str
    hint: str
    example: str = ""
    source: str = "Công văn ngày 04/9/2021 và biểu mẫu kèm theo"
