"""The names of the registry's units, keyed for looking up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from danhba.registry import Unit
from danhba.vietnamese.names import Level, key

FILLERS = {"và", "va", "các", "cac", "của", "cua"}
MOST_WORDS = 60  # of a name with its district: longer ones are not taken apart at every word
LONGEST = 4000  # characters of a cell in which names are looked for: a list of sixty units is half as long
PARENTHESIS = re.compile(r"\((.*?)\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of a place: its unit and type. retired: until when it was borne, '' for a present one."""

    unit: Unit
    unit_type: str
    retired: str = ""
    note: str = ""


def units_of(entries: Iterable[Entry]) -> tuple[Unit, ...]:
    """Return the units of entries, each once, in order."""
    return tuple(dict.fromkeys(e.unit for e in entries))


def squash(tokens: Iterable[str], level: Level) -> str:
    """One string without blanks, tones last: GD&ĐT, GDĐT and GD-ĐT are one."""
    text = "".join(key(t, level) for t in tokens)
    if text.isascii() and not _DIGITS.search(text):
        return text
    return text.translate(_WITHOUT_TONES) + "|" + "".join(_TONES.findall(text))


_DIGITS, _TONES = re.compile("[0-9]"), re.compile("[1-5]")


_WITHOUT_TONES = {ord(c): None for c in "12345"}


def joined(tokens: tuple[str, ...], level: Level) -> str:
    """Return the key of a place's name however it is parted: Tháp Mười and Thápmười."""
    return "=" + squash(tokens, level)
