"""The names of the registry's units, keyed for looking up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from danhba.registry import Unit
from danhba.vietnamese.names import Level, key

_FILLERS = {"và", "va", "các", "cac", "của", "cua"}


_PARENTHESIS = re.compile(r"\((.*?)\)")


@dataclass(frozen=True, slots=True)
class _Entry:
    unit: Unit
    unit_type: str
    retired: str = ""
    note: str = ""


def _units(entries: Iterable[_Entry]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(e.unit for e in entries))


def _squash(tokens: Iterable[str], level: Level) -> str:
    """One string without blanks, tones last: GD&ĐT, GDĐT and GD-ĐT are one."""
    text = "".join(key(t, level) for t in tokens)
    if text.isascii() and not _DIGITS.search(text):
        return text
    return text.translate(_WITHOUT_TONES) + "|" + "".join(_TONES.findall(text))


_DIGITS, _TONES = re.compile("[0-9]"), re.compile("[1-5]")


_WITHOUT_TONES = {ord(c): None for c in "12345"}


def _joined(tokens: tuple[str, ...], level: Level) -> str:
    return "=" + _squash(tokens, level)
