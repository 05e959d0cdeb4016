"""Since when each conflict between two numbers is open: kept beside the questions, told when it grows old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

STATE = "open_since"  # the ledger's state, by the mark of a question
_CONFLICTS = ("conflict", "order")  # kinds of questions in which two numbers stand against each other


def mark_of(question: Mapping[str, Any]) -> str:
    """Return what a question is about: the same question about other rows is another conflict."""
    return f"{question['id']} {question['basis']}"


def open_since(before: Mapping[str, str], questions: Sequence[Mapping[str, Any]], now: str) -> dict[str, str]:
    """Return since when each conflict is open, by its mark; one that is answered or gone is forgotten. Pure."""
    keys = (mark_of(q) for q in questions if q["kind"] in _CONFLICTS and not q["answer"])
    return {key: before.get(key, now) for key in keys}
