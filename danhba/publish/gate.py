"""The gate before publishing: what stands in an entry is derived anew from the registry and the numbering plan; what
differs is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from danhba.registry import Registry
from danhba.vietnamese.text import one_line


def refused_entries(
    entries: Sequence[Mapping[str, str]], registry: Registry, states: Mapping[str, str]
) -> dict[str, str]:
    """Return, for each unit whose entry must not be published, why, in Vietnamese.

    entries: lines of the directory; states: what became of each unit, by its code. Raises TableError when entries are
    no such lines.
    """
    # Imported here: a night with nothing new does without pandas.
    from schemas.published import Known, PlanRow, UnitLine, refused

    units = {}
    for unit in registry.units:
        parent = registry.by_code.get(unit.parent)
        units[unit.code] = UnitLine(unit.tier, unit.name, unit.parent, parent.name if parent else "")
    plan = {line.prefix: PlanRow(line.kind, line.digits) for line in registry.plan_lines}
    known = Known(units, frozenset(s.tier for s in registry.sections), plan, states)
    return {code: one_line(why) for code, why in refused(known, entries).items()}
