"""Rows kept as columns: small in memory, quick to write down and to load, and still read row by row.

What every run needs of every row (its unit, its number) lies open; the rest of a kept file stays packed until a row is
looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from danhba.model.packed_json import pack, unpack


class Rows(Sequence[dict[str, str]]):
    """The rows of one file as equal columns of text. A row is made into a dict only where it is looked at.

    units: each row's unit code, '' unknown; numbers: "+84…;extension" of each row that may be published, '' of any
    other.
    """

    __slots__ = ("_columns", "_packed", "numbers", "units")

    def __init__(self, columns: dict[str, list[str]] | None = None) -> None:
        self._columns = columns or {}
        self._packed = b""
        self.units = self._columns.get("unit_code", [])
        told = (self.column(c) for c in ("ok", "phone_e164", "extension"))
        self.numbers = [f"{e164};{extension}" if ok else "" for ok, e164, extension in zip(*told, strict=True)]

    @classmethod
    def packed(cls, body: bytes, units: list[str], numbers: list[str]) -> Rows:
        """Return rows whose columns stay packed until they are needed. body: what `pack` returned."""
        rows = cls.__new__(cls)
        rows._columns, rows._packed, rows.units, rows.numbers = {}, body, units, numbers
        return rows

    def pack(self) -> bytes:
        """Return the columns as bytes."""
        return self._packed or pack(self._columns)

    @property
    def columns(self) -> dict[str, list[str]]:
        """All columns by name. Nobody changes them."""
        return _unpacked(self._packed) if self._packed else self._columns

    def __len__(self) -> int:
        return len(self.units)

    def __getitem__(self, index: int) -> dict[str, str]:  # type: ignore[override]
        return {name: values[index] for name, values in self.columns.items()}

    def __iter__(self) -> Iterator[dict[str, str]]:
        columns = self.columns
        names = tuple(columns)
        for values in zip(*columns.values(), strict=True):
            yield dict(zip(names, values, strict=True))

    def column(self, name: str) -> list[str]:
        """Return one column; empty when there are no rows."""
        return self.columns.get(name, [])


@lru_cache(maxsize=512)
def _unpacked(body: bytes) -> dict[str, list[str]]:
    """Unpack; files that are looked at again soon are unpacked once."""
    columns: dict[str, list[str]] = unpack(body)
    return columns
