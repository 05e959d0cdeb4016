"""Readings as bytes: what the ledger keeps and what a worker sends back. Quick to load: what few runs need stays packed."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import astuple, dataclass
from functools import lru_cache
from sys import intern

import orjson

from danhba import READING_RULES
from danhba.answers import Answer
from danhba.identify.submitter import Evidence, Submitter
from danhba.reading import Reading
from danhba.registry import Registry
from danhba.rows import Rows
from danhba.values import Finding

# Columns that validation needed; once it has made its findings they are not looked at again.
_FOR_CHECKS = frozenset({"unit_tier", "name_remarks", "phone_remarks", "note_remarks"})
_SIZE = 8  # hexadecimal digits that say how long the head is


def reading_key(sha256: str, source_file: str, registry: Registry) -> str:
    """Return the key under which a reading is kept: bytes, the name they came under, reading rules and registry."""
    return _key(sha256, source_file, registry.digest)


@lru_cache(maxsize=65536)
def _key(sha256: str, source_file: str, digest: str) -> str:
    name = unicodedata.normalize("NFC", source_file)
    return hashlib.sha256(f"{READING_RULES}\n{digest}\n{sha256}\n{name}".encode()).hexdigest()


def dump(reading: Reading) -> bytes:
    """Return a reading as bytes: the length of its head, the head that every run needs, the rows' columns."""
    rows = reading.rows
    at: dict[tuple[str, str], list[int]] = {}
    if any(f.cell for f in reading.findings):
        for name in ("name_cell", "phone_cell", "note_cell"):
            for index, place in enumerate(zip(rows.column("sheet"), rows.column(name), strict=True)):
                at.setdefault(place, []).append(index)
    head = orjson.dumps(
        {
            "kind": reading.kind,
            "evidence_kind": reading.evidence_kind,
            "submitter": reading.submitter.unit_code,
            "evidence": [(e.kind, e.text, e.unit_code) for e in reading.submitter.evidence],
            "units": rows.units,
            "numbers": rows.numbers,
            "answers": [astuple(a) for a in reading.answers],
            "findings": [
                (f.code, f.severity, f.sheet, f.cell, f.raw, f.unit_code, f.params, at.get((f.sheet, f.cell), ())) for f in reading.findings
            ],
        },
        option=orjson.OPT_NON_STR_KEYS,
        default=str,
    )
    columns = {name: values for name, values in rows.columns.items() if name not in _FOR_CHECKS}
    return b"%0*x" % (_SIZE, len(head)) + head + (Rows(columns).pack() if columns else b"")


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading as it was kept."""

    kind: str
    evidence_kind: str
    submitter: Submitter
    rows: Rows
    findings: list[Finding]
    answers: list[Answer]


def load(payload: bytes) -> Kept:
    """Return what `dump` wrote; the rows stay packed."""
    end = _SIZE + int(payload[:_SIZE], 16)
    data = orjson.loads(payload[_SIZE:end])
    return Kept(
        data["kind"],
        data["evidence_kind"],
        Submitter(data["submitter"], [Evidence(*e) for e in data["evidence"]]),
        # The same units and numbers come again and again: each takes memory once.
        Rows.packed(payload[end:], list(map(intern, data["units"])), list(map(intern, data["numbers"]))),
        [Finding(*f) for f in data["findings"]],
        [Answer(*a) for a in data["answers"]],
    )
