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
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding. `message` and `hint` are templates over the parameters of the finding ({raw}, {cell}, …).

    example: a text that passes when written into the cell named by `points_at`, '' where nothing is written into a cell.
    other_words: (severity, message, hint) for cases that are graver or milder than usual.
    """

    code: str
    severity: Severity
    points_at: PointsAt
    title: str
    message: str
    hint: str
    example: str = ""
    source: str = "Công văn ngày 04/9/2021 và biểu mẫu kèm theo"
    other_words: tuple[tuple[Severity, str, str], ...] = ()

    def words_at(self, severity: str) -> tuple[str, str]:
        """Return (message, hint), the templates for a case of that severity ('': the usual one)."""
        return next(((m, h) for s, m, h in self.other_words if s == severity), (self.message, self.hint))
