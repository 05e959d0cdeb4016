"""One thing wrong or notable, and the findings of a file: packed until they are looked at, for a national night has
hundreds of thousands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from danhba.model.packed_json import pack, unpack
from schemas.rule import Severity

_ERROR = Severity.ERROR.value
_NAMES_IN_DOUBT = ("name_guessed", "name_ambiguous", "layout_ambiguous")


@dataclass(slots=True)
class Finding:
    """One thing wrong or notable, with its place. `params` feed the message; the texts are made when it is reported.

    rows: which rows of the file have the cell, counted from 0; known once the reading is kept.
    """

    code: str
    severity: str
    sheet: str = ""
    cell: str = ""
    raw: str = ""
    unit_code: str = ""
    params: dict[str, object] = field(default_factory=dict)
    rows: Sequence[int] = ()


MOST_TEXT = 1000  # characters of a file's text that a finding repeats: nobody reads more, and a cell may hold megabytes


def bounded(finding: Finding) -> None:
    """Cut what a finding repeats of its file to what people read."""
    finding.raw = finding.raw[:MOST_TEXT]
    for name, value in finding.params.items():
        finding.params[name] = _cut(value)


def _cut(value: object) -> object:
    if isinstance(value, str):
        return value if len(value) <= MOST_TEXT else value[: MOST_TEXT - 1] + "…"
    if isinstance(value, dict):
        return {_cut(k): _cut(v) for k, v in value.items()}  # type: ignore[misc]
    if isinstance(value, list | tuple):
        return type(value)(map(_cut, value)) if type(value) in (list, tuple) else value  # type: ignore[misc]
    return value


class Findings(Sequence[Finding]):
    """The findings of one reading. errors: the codes of those that are errors; asks: whether a reviewer is asked about
    a name."""

    __slots__ = ("_length", "_packed", "asks", "errors")

    def __init__(self, packed: bytes, length: int, errors: list[str], asks: bool) -> None:
        self._packed, self._length, self.errors, self.asks = packed, length, errors, asks

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Finding]:
        return unpack_findings(self._packed) if self._length else iter(())

    def __getitem__(self, index: int) -> Finding:  # type: ignore[override]
        return list(self)[index]


_PIECE = 1000  # findings that are packed and unpacked at a time: a file may have tens of thousands
_SIZE = 8  # digits of a piece's length


class Packer:
    """Packs findings as they come."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._piece: list[tuple[object, ...]] = []

    def take(self, f: Finding) -> None:
        """Pack one more finding."""
        self._piece.append((f.code, f.severity, f.sheet, f.cell, f.raw, f.unit_code, f.params, f.rows))
        if len(self._piece) == _PIECE:
            self._close()

    def packed(self) -> bytes:
        """Return everything as bytes."""
        if self._piece:
            self._close()
        return b"".join(self._pieces)

    def _close(self) -> None:
        piece = pack(self._piece)
        self._pieces += (b"%0*x" % (_SIZE, len(piece)), piece)
        self._piece = []


def pack_findings(findings: Iterable[Finding]) -> bytes:
    """Return findings as bytes."""
    packer = Packer()
    for finding in findings:
        packer.take(finding)
    return packer.packed()


def unpack_findings(packed: bytes) -> Iterator[Finding]:
    """Yield the findings that were packed, a piece in memory at a time."""
    at = 0
    while at < len(packed):
        start = at + _SIZE
        at = start + int(packed[at:start], 16)
        for finding in unpack(packed[start:at]):
            yield Finding(*finding)


def error_codes(findings: Sequence[Finding]) -> list[str]:
    """Return the codes of the errors."""
    return findings.errors if isinstance(findings, Findings) else [f.code for f in findings if f.severity == _ERROR]


def names_in_doubt(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings about names for which a reviewer may choose among units."""
    if isinstance(findings, Findings) and not findings.asks:
        return []
    return [f for f in findings if f.code in _NAMES_IN_DOUBT and f.params.get("options")]
