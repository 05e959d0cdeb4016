"""What the tiers of a registry hold: agencies, districts or communes."""

from __future__ import annotations

from functools import cached_property

from danhba.registry import Registry, Unit


class Tiers:
    """The kinds of a registry's tiers, as its sections say."""

    def __init__(self, registry: Registry) -> None:
        self._units = registry.units
        self._kinds = {s.tier: s.kind for s in registry.sections}

    def kind(self, tier: str) -> str:
        """Return what a tier holds, '' for an unknown one."""
        return self._kinds.get(tier, "")

    def is_agency(self, unit: Unit) -> bool:
        """Tell whether a unit stands in the agencies' section."""
        return self._kinds.get(unit.tier) == "agency"

    def is_district(self, unit: Unit) -> bool:
        """Tell whether a unit is the parent of communes."""
        return self._kinds.get(unit.tier) == "district"

    def is_commune(self, tier: str) -> bool:
        """Tell whether a tier holds communes."""
        return self._kinds.get(tier) == "commune"

    def kind_of_type(self, unit_type: str) -> str:
        """Return what the tier holds whose units bear a type word."""
        return self._of_types.get(unit_type, "district")

    @cached_property
    def _of_types(self) -> dict[str, str]:
        """The kind of tier by the type word of its first unit in the registry."""
        out = {"xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune"}
        out.update((u.unit_type, self.kind(u.tier)) for u in reversed(self._units))
        return out
