"""The catalogue of findings: all rules in order, each declared once in `schemas/rules/`.

Reports, `docs/findings.md`, pandera check names and tests all read these declarations. A message says what stands there
and why it is refused; a hint says what to write instead.
"""

from __future__ import annotations

from schemas.examples import NO_EXAMPLES, Examples, filled
from schemas.rule import Rule, Severity
from schemas.rules import call, count, decision, duty, file, form, name, note, phone, sender, unit, value
from schemas.rules.shared import NOTHING_EXAMPLE

__all__ = ["BLOCKING", "CATALOGUE", "GRAVITY", "NOTHING_EXAMPLE", "RULES", "words"]

RULES: tuple[Rule, ...] = tuple(
    rule
    for subject in (file, form, name, sender, phone, note, value, unit, decision, call, count, duty)
    for rule in subject.RULES
)

CATALOGUE: dict[str, Rule] = {rule.code: rule for rule in RULES}

# The order in which a unit's gravest finding is chosen: errors before warnings, then the order of the catalogue.
GRAVITY: dict[str, int] = {
    rule.code: i for i, rule in enumerate(sorted(RULES, key=lambda r: list(Severity).index(r.severity)))
}

# Findings that stand alone: after one of these the rows of the file could not be checked.
BLOCKING: frozenset[str] = frozenset(
    {
        "archive_damaged", "file_empty", "file_corrupt", "file_encrypted", "file_unsupported", "file_too_large",
        "table_missing", "form_other", "column_missing", "form_empty", "file_quarantined", "personal_data",
    }
)  # fmt: skip


def words(
    code: str, params: dict[str, object], severity: str = "", examples: Examples = NO_EXAMPLES
) -> tuple[str, str]:
    """Return (message, hint) of a finding in Vietnamese, its examples those of the registry in force.

    Unknown parameters show as “…”. Raises KeyError on a bad code.
    """
    message, hint = CATALOGUE[code].words_at(severity)
    return filled(message, examples, params), filled(hint, examples, params)
