"""What the page's search must know beside the names it shows: other and former names of units, dissolved ones, and the
folds of typing."""

from __future__ import annotations

from collections.abc import Mapping

from danhba.registry import Registry
from danhba.vietnamese.typed import typing_tables


def search_index(registry: Registry, place: Mapping[str, int]) -> dict[str, object]:
    """Return the search's data. place: of each unit's line on the page, by unit code.

    names: [line, name, former]: other names of the unit at a line, former 1 where the unit bears it no longer; gone:
    [name, note, year] of dissolved units; province, level: its name and what it is, which people put behind a unit's.
    """
    names = [
        [place[a.unit_code], a.name, int(a.kind == "retired")]
        for a in registry.aliases
        if a.kind in ("alias", "retired") and a.unit_code in place
    ]
    gone = [[a.name, a.note, a.until[:4]] for a in registry.aliases if a.kind == "dissolved"]
    return {"names": names, "gone": gone, "province": registry.name, "level": registry.level, **typing_tables()}
