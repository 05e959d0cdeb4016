"""Readings as bytes: what the ledger keeps and what a worker sends back. Quick to load: what few runs need stays
packed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import astuple, dataclass, fields, is_dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

import orjson

from danhba import READING_RULES
from danhba.model.call import Call
from danhba.model.finding import Findings, error_codes, names_in_doubt, pack_findings
from danhba.model.proof import NO_PROOF, Proof
from danhba.model.rows import Rows
from danhba.model.stated import Stated
from danhba.model.submission import Answer, Evidence, Submitter
from danhba.read.limits import Limits
from danhba.registry import Registry
from schemas.forms.hotline import HOTLINE_FORM

if TYPE_CHECKING:
    from danhba.model.submission import Reading

_SIZE = 8  # hexadecimal digits of a length


_ROWS = 50  # of those that share one merged cell: enough to tell whether they are replaced


def reading_key(sha256: str, source_file: str, registry: Registry, marks: str = "", limits: Limits = Limits()) -> str:
    """Return the key under which a reading is kept: bytes, the name they came under, reading rules, registry, form,
    limits, and by which marks senders are known.
    """
    return _key(sha256, source_file, f"{registry.digest} {marks}\n{_FORM}\n{limits}")


def _spelt(value: object) -> str:
    """Return a declaration as text, the same in every process: what `repr` shows of a set changes with each one's hash
    seed, of a function with where it lies in memory."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = (f"{f.name}={_spelt(getattr(value, f.name))}" for f in fields(value))
        return f"{type(value).__name__}({', '.join(parts)})"
    if isinstance(value, Set):
        return f"{{{', '.join(sorted(map(_spelt, value)))}}}"
    if isinstance(value, Mapping):
        return f"{{{', '.join(sorted(f'{_spelt(k)}: {_spelt(v)}' for k, v in value.items()))}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_spelt, value))}]"
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


_FORM = hashlib.sha256(_spelt(HOTLINE_FORM).encode()).hexdigest()[:16]


@lru_cache(maxsize=65536)
def _key(sha256: str, source_file: str, digest: str) -> str:
    name = unicodedata.normalize("NFC", source_file)
    return hashlib.sha256(f"{READING_RULES}\n{digest}\n{sha256}\n{name}".encode()).hexdigest()


def dump(reading: Reading) -> bytes:
    """Return a reading as bytes: the lengths of head and findings, the head that every run needs, the findings, the
    rows' columns."""
    rows = reading.rows
    at: dict[tuple[str, str], list[int]] = {}
    if any(f.cell for f in reading.findings):
        for name in ("name_cell", "phone_cell", "note_cell"):
            for index, place in enumerate(zip(rows.column("sheet"), rows.column(name), strict=True)):
                at.setdefault(place, []).append(index)
    for finding in reading.findings:
        finding.rows = at.get((finding.sheet, finding.cell), ())[:_ROWS]
        if not finding.cell and finding.code != "submitter_unknown" and not finding.unit_code:
            finding.unit_code = reading.submitter.unit_code
    head = orjson.dumps(
        {
            "kind": reading.kind,
            "passing": reading.passing,
            "evidence_kind": reading.evidence_kind,
            "submitter": reading.submitter.unit_code,
            "contradicted": reading.submitter.contradicted,
            "saved_at": reading.saved_at,
            "correction": reading.correction,
            "evidence": [(e.kind, e.text, e.unit_code) for e in reading.submitter.evidence],
            "units": rows.units,
            "numbers": rows.numbers,
            "answers": [astuple(a) for a in reading.answers],
            "seals": reading.seals,
            "said": reading.said,
            **({"proof": astuple(reading.proof)} if reading.proof != NO_PROOF else {}),
            **({"calls": [astuple(c) for c in reading.calls]} if reading.calls else {}),
            **({"stated": [astuple(s) for s in reading.stated]} if reading.stated else {}),
            "findings": (len(reading.findings), error_codes(reading.findings), bool(names_in_doubt(reading.findings))),
        },
        default=str,
    )
    findings = pack_findings(reading.findings)
    lengths = b"%0*x%0*x" % (_SIZE, len(head), _SIZE, len(findings))
    return lengths + head + findings + (rows.pack() if rows.columns else b"")


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading as it was kept."""

    kind: str
    evidence_kind: str
    submitter: Submitter
    rows: Rows
    findings: Findings
    answers: list[Answer]
    seals: list[tuple[str, str]]
    passing: bool = False
    saved_at: str = ""
    correction: int = 0
    said: Sequence[tuple[str, str]] = ()
    calls: Sequence[Call] = ()
    proof: Proof = NO_PROOF
    stated: Sequence[Stated] = ()


def head_end(payload: bytes) -> int:
    """Return where the head of a payload ends: codes of errors and the kind stand in it as JSON."""
    return 2 * _SIZE + int(payload[:_SIZE], 16)


def load(payload: bytes) -> Kept:
    """Return what `dump` wrote; findings and rows stay packed."""
    start = 2 * _SIZE
    middle = head_end(payload)
    end = middle + int(payload[_SIZE:start], 16)
    data = orjson.loads(payload[start:middle])
    return Kept(
        data["kind"],
        data["evidence_kind"],
        Submitter(data["submitter"], [Evidence(*e) for e in data["evidence"]], data["contradicted"]),
        # The same units and numbers come again and again: each takes memory once.
        Rows.packed(payload[end:], list(map(intern, data["units"])), list(map(intern, data["numbers"]))),
        Findings(payload[middle:end], *data["findings"]),
        [Answer(*a) for a in data["answers"]],
        [(content, signature) for content, signature in data["seals"]],
        data.get("passing", False),
        data["saved_at"],
        data["correction"],
        [(kind, text) for kind, text in data.get("said", ())],
        [Call(tuple(units), *rest) for units, *rest in data.get("calls", ())],
        Proof(tuple(proof[0]), tuple(proof[1]), proof[2]) if (proof := data.get("proof")) else NO_PROOF,
        [Stated(*s) for s in data.get("stated", ())],
    )
