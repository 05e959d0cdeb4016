"""The names by which a note or a column beside a number may mean the row's own unit, and those it belongs to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from danhba.registry import Registry, Unit
from danhba.vietnamese.text import fold
from schemas.forms.note_words import OF_THE_PAST

_OF_THE_PAST = re.compile(OF_THE_PAST)
_KINDS = ("thi tran", "thi xa", "thanh pho", "xa", "phuong", "huyen", "tinh")
_COMMUNES = ("xa", "phuong", "thi tran")


class OwnNames(NamedTuple):
    """The names of a unit, and of those it belongs to, as `leaves_it` takes them."""

    own: tuple[str, ...]
    above: tuple[str, ...]


NOBODY = OwnNames((), ())


def own_names(unit: Unit | None, registry: Registry, note: str = "") -> OwnNames:
    """Return the names by which words beside a row may mean its unit; nobody's where it is not known. note: words of
    which those that tell of its past name what it came from."""
    if unit is None:
        return NOBODY
    own = names_of(unit)
    if note and registry.former and _OF_THE_PAST.search(fold(note)):
        own += [n for f in registry.former if unit.code in f.successors for n in _kind_and_name(f.name)[:1]]
    return OwnNames(tuple(own), tuple(names_above(unit, registry)))


def names_of(unit: Unit) -> list[str]:
    """Return a unit's name as `leaves_it` takes it: its kind and what is left of it, and its kind alone."""
    return [*_kind_and_name(unit.name)]


@lru_cache(maxsize=65536)  # a unit stands in many returns, and its district above all of its communes
def _kind_and_name(name: str) -> tuple[str, ...]:
    bare = fold(name)
    kind = next((k for k in _KINDS if bare.startswith(f"{k} ")), "")
    if kind:
        alone = _COMMUNES if kind in _COMMUNES else (kind,)  # an office of a town says “xã” of itself by habit
        return f"{kind}|{bare[len(kind) + 1 :]}", *(f"{k}|" for k in alone)
    return f"|{bare}", f"{bare.split()[0]}|"


def names_above(unit: Unit, registry: Registry) -> list[str]:
    """Return the names of those that a unit belongs to, up to the province."""
    out: list[str] = []
    seen = {unit.code}
    parent = registry.by_code.get(unit.parent)
    while parent is not None and parent.code not in seen:
        seen.add(parent.code)
        out += names_of(parent)
        parent = registry.by_code.get(parent.parent)
    return [*out, f"tinh|{fold(registry.name)}", f"thanh pho|{fold(registry.name)}", "tinh|"]
