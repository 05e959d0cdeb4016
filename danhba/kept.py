"""Readings as bytes: what the ledger keeps and what a worker sends back. Columns instead of rows: small, quick to load."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import astuple, dataclass
from functools import lru_cache

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


@lru_cache(maxsize=4096)
def _empty(length: int) -> list[str]:
    """A column of empty cells: many columns are, and one list serves them all. Nobody changes a kept column."""
    return [""] * length


def reading_key(sha256: str, source_file: str, registry: Registry) -> str:
    """Return the key under which a reading is kept: bytes, the name they came under, reading rules and registry."""
    name = unicodedata.normalize("NFC", source_file)
    return hashlib.sha256(f"{READING_RULES}\n{registry.digest}\n{sha256}\n{name}".encode()).hexdigest()


def dump(reading: Reading) -> bytes:
    """Return a reading as bytes."""
    return orjson.dumps(
        {
            "kind": reading.kind,
            "evidence_kind": reading.evidence_kind,
            "submitter": reading.submitter.unit_code,
            "evidence": [(e.kind, e.text, e.unit_code) for e in reading.submitter.evidence],
            "rows": reading.rows.columns,
            "answers": [astuple(a) for a in reading.answers],
            "findings": [(f.code, f.severity, f.sheet, f.cell, f.raw, f.unit_code, f.params) for f in reading.findings],
        },
        option=orjson.OPT_NON_STR_KEYS,
        default=str,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading as it was kept."""

    kind: str
    evidence_kind: str
    submitter: Submitter
    rows: Rows
    findings: list[Finding]
    answers: list[Answer]


def load(payload: bytes, known: dict[str, str] | None = None) -> Kept:
    """Return what `dump` wrote. known: texts met before, so that the same text in many rows takes memory once."""
    data = orjson.loads(payload)
    columns = data["rows"]
    if known is not None:
        one = known.setdefault
        columns = {
            c: list(map(one, values, values)) if any(values) else _empty(len(values))
            for c, values in columns.items()
            if c not in _FOR_CHECKS
        }
    return Kept(
        data["kind"],
        data["evidence_kind"],
        Submitter(data["submitter"], [Evidence(*e) for e in data["evidence"]]),
        Rows(columns),
        [Finding(*f) for f in data["findings"]],
        [Answer(*a) for a in data["answers"]],
    )
