"""One rule: its code, severity, words, source, its check over facts, and examples that pass and that fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from schemas.facts import Facts


class Severity(StrEnum):
    """How grave: an error keeps the row out of the publication, a warning asks for a look, an info is for the
    record."""

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

    example: a text that passes when written into the cell named by `points_at`, '' where nothing is written into one.
    other_words: (severity, message, hint) for cases that are graver or milder than usual.
    check: whether a row's facts keep the rule; None for a rule that a step finds broken by itself (a file, a form, a
    decision).
    error_if: facts that make a broken rule an error where it usually is none.
    passes, fails: examples, run as tests: a text for the cell named by `points_at`, or facts where no single cell
    decides.
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
    check: Callable[[Facts], bool] | None = None
    error_if: Callable[[Facts], bool] | None = None
    passes: tuple[str | Facts, ...] = ()
    fails: tuple[str | Facts, ...] = ()

    @property
    def wording(self) -> tuple[object, ...]:
        """All that a report shows of the rule: equal in every process, which the rule itself, with its check, is
        not."""
        return (
            self.code,
            self.severity,
            self.title,
            self.message,
            self.hint,
            self.example,
            self.source,
            self.other_words,
        )

    def words_at(self, severity: str) -> tuple[str, str]:
        """Return (message, hint), the templates for a case of that severity ('': the usual one)."""
        return next(((m, h) for s, m, h in self.other_words if s == severity), (self.message, self.hint))
