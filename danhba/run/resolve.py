"""Resolving, as the flow calls it."""

from __future__ import annotations

from danhba.resolve.outcome import Assembled, Resolution
from danhba.resolve.resolve import resolve
from danhba.run.context import House
from schemas.tables import DIRECTORY_COLUMNS


def resolve_all(house: House, assembled: Assembled) -> Resolution:
    """Choose one number a unit; the entries are checked against their schema before anyone publishes them."""
    resolution = resolve(assembled.submissions, house.registry, assembled.decisions)
    checked(resolution.entries)
    return resolution


def checked(entries: list[dict[str, str]]) -> None:
    """Check entries against their schema. Imported here: a night with nothing new does without pandas."""
    import pandas as pd

    from schemas.published import DirectoryEntries

    DirectoryEntries.validate(pd.DataFrame(entries, columns=list(DIRECTORY_COLUMNS), dtype="str"), lazy=True)
