"""Where the registry puts a unit: an agency, a district, a commune, and whether that lies in a district."""

from __future__ import annotations

from danhba.registry import Registry, Unit


class Tiers:
    """The kinds of a registry's tiers."""

    def __init__(self, registry: Registry) -> None:
        self._kinds = {s.tier: s.kind for s in registry.sections}
        self.districts = frozenset(c for c, u in registry.by_code.items() if self._kinds.get(u.tier) == "district")

    def kind_of(self, unit: Unit) -> str:
        """Return what a unit is: agency, district or commune; '' where no section of the form holds its tier."""
        return self._kinds.get(unit.tier, "")

    def lies_in_a_district(self, unit: Unit) -> bool:
        """Tell whether a unit is a commune of a district: many provinces have none."""
        return self._kinds.get(unit.tier) == "commune" and unit.parent in self.districts
