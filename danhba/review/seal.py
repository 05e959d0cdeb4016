"""The seal of a question: what stands in its line of the workbook, signed for one issue of it. Values are signed, not
bytes.

A workbook that any office program saved again, sorted, or with lines left out still verifies; a line in which the
question, the rows it is about (its basis), the choices or what a person reads there was changed does not.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from danhba.model.signature import digest, sign, signed_by

_PURPOSE = "question"
_VERSION = "q1"
_LABEL, _CHOICES = 140, 50  # so that all choices of a question fit into a cell (32,767 characters)
# What office programs write for a character that XML cannot hold, and what they keep as they like: blanks and marks.
_NOT_COMPARED = re.compile(r"_x[0-9a-f]{4}_|[\W_]+")


@dataclass(frozen=True, slots=True)
class Seal:
    """What a line holds, as one value, and the signature that stands beside it ('' where none does)."""

    content: str
    signature: str


def content_of(question: str, basis: str, choices: str, shown: Sequence[str]) -> str:
    """Return what is signed of a line. choices: as `pack_choices` made them; shown: the texts that a reviewer reads,
    left to right."""
    return digest([question, basis, choices, *map(bare, shown)])


def bare(text: str) -> str:
    """Return the letters and digits of a text, as they are compared."""
    return _NOT_COMPARED.sub("", unicodedata.normalize("NFC", text).casefold())


def signature_of(key: bytes, issue: str, content: str) -> str:
    """Return the signature of a line for one issue of the workbook (the night that made it)."""
    return f"{_VERSION}.{issue}.{sign(key, _PURPOSE, (_VERSION, issue, content))}"


def genuine(key: bytes, seal: Seal) -> bool:
    """Tell whether a line is as this installation issued it, on whatever night."""
    version, _, rest = seal.signature.partition(".")
    issue, _, hexadecimal = rest.rpartition(".")
    return version == _VERSION and signed_by(key, _PURPOSE, (version, issue, seal.content), hexadecimal)


def pack_choices(choices: Sequence[tuple[str, str]]) -> str:
    """Return (key, label) pairs as text that every office program keeps as it is."""
    kept = choices if len(choices) <= _CHOICES else [*choices[: _CHOICES - 1], choices[-1]]
    return base64.b64encode(orjson.dumps([(key, label[:_LABEL].rstrip()) for key, label in kept])).decode()


def unpack_choices(text: str) -> dict[str, str]:
    """Return label → key of what `pack_choices` made; empty for anything else."""
    try:
        packed = (
            text.encode() if text.startswith("[") else base64.b64decode(text, validate=True)
        )  # 0.2 wrote plain JSON
        return {str(label): str(key) for key, label in orjson.loads(packed)}
    except (binascii.Error, ValueError, TypeError):
        return {}
