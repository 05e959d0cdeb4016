"""A number whose area code is that of the former province that its unit did not lie in: another unit of that name may
be meant.

The new province has the area codes of both former ones. Where a former commune, or a district, of the same bare name
lay on the other side, the name is in doubt unless something else says whose it is; elsewhere the number is published
with a warning.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from danhba.check.row_line import Row
from danhba.identify import result
from danhba.registry import Registry, Unit
from danhba.vietnamese.names import Level, keys, split_type, tidy, tokens_of


class OtherHalf:
    """Compares area codes with the former provinces of one registry; one without any says nothing."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._province_of = {code: province for province, code in registry.former_area_codes}

    def heed(self, row: Row, certain: bool) -> None:
        """Let a row be doubted or warned of whose number has the other former province's area code. certain: something
        beside the name says which unit it is."""
        unit, number = row.match.unit, row.phone.number
        if not self._province_of or unit is None or number is None or number.kind != "landline":
            return
        lay = self._lay.get(unit.code, frozenset())
        other = next((p for code, p in self._province_of.items() if number.e164.startswith(f"+84{code}")), "")
        if not other or not lay or other in lay:
            return
        home = " và ".join(sorted(_lower(p) for p in lay))
        detail = {
            **row.phone.detail,
            "number": number.display,
            "province": f"{_lower(other)} trước đây",
            "home": f"{home} trước đây, nơi {unit.name} thuộc về",
        }
        row.phone = replace(row.phone, facts=row.phone.facts._replace(home=False), detail=detail)
        namesakes = [u for u in self._namesakes.get((_core(unit.name), other), ()) if u != unit]
        if namesakes and not certain:
            row.match = result.ambiguous((unit, *namesakes))

    @cached_property
    def _lay(self) -> dict[str, frozenset[str]]:
        """Each of today's units with the former provinces of the communes that it was made of."""
        out: dict[str, set[str]] = {}
        for one in self._registry.former:
            for code in one.successors:
                out.setdefault(code, set()).add(one.province)
        return {code: frozenset(provinces) for code, provinces in out.items()}

    @cached_property
    def _namesakes(self) -> dict[tuple[str, str], list[Unit]]:
        """What bore a bare name in a former province, as the units of today that it went to: communes and districts."""
        out: dict[tuple[str, str], list[Unit]] = {}
        for one in self._registry.former:
            for name in (one.name, one.district):
                units = out.setdefault((_core(name), one.province), [])
                heirs = [self._registry.by_code[code] for code in one.successors if code in self._registry.by_code]
                units.extend(u for u in heirs if u not in units)
        return out


def _core(name: str) -> str:
    return keys(split_type(tokens_of(tidy(name)))[1], Level.VOWELS)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
