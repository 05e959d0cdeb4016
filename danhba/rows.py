"""Rows kept as columns: small in memory, quick to write down and to load, and still read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


class Rows(Sequence[dict[str, str]]):
    """The rows of one file as equal columns of text. A row is made into a dict only where it is looked at."""

    __slots__ = ("_length", "columns")

    def __init__(self, columns: dict[str, list[str]] | None = None) -> None:
        self.columns = columns or {}
        self._length = len(next(iter(self.columns.values()))) if self.columns else 0

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: int) -> dict[str, str]:  # type: ignore[override]
        return {name: values[index] for name, values in self.columns.items()}

    def __iter__(self) -> Iterator[dict[str, str]]:
        names = tuple(self.columns)
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, values, strict=True))

    def column(self, name: str) -> list[str]:
        """Return one column; empty when there are no rows."""
        return self.columns.get(name, [])
