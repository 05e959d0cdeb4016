"""The districts and communes of the registry by type, name and the district beside it."""

from __future__ import annotations

from functools import cached_property

from danhba.identify import result
from danhba.identify.former import FormerNames
from danhba.identify.index import MOST_WORDS, Entry, joined, units_of
from danhba.identify.own_province import OwnProvince
from danhba.identify.result import Match
from danhba.identify.tiers import Tiers
from danhba.registry import Registry, Unit
from danhba.vietnamese.names import TYPES, Level, keys, split_type, strip_office, tidy, tokens_of
from danhba.vietnamese.text import fold


class PlaceNames:
    """The names of a registry's places, those of before and of dissolved ones too."""

    def __init__(self, registry: Registry, tiers: Tiers, province: OwnProvince, former: FormerNames) -> None:
        self._registry, self._tiers, self._province, self._former = registry, tiers, province, former
        self._by_name: tuple[dict[str, list[Entry]], ...] = ({}, {}, {})
        self._dissolved: dict[str, list[tuple[str, str]]] = {}
        self._kept_above: dict[tuple[tuple[str, ...], Level], set[str]] = {}
        for unit in registry.units:
            if not tiers.is_agency(unit):
                self._add(unit, unit.name)
        for alias in registry.aliases:
            if alias.kind == "dissolved":
                unit_type, core = split_type(tokens_of(tidy(alias.name)))
                self._dissolved.setdefault(keys(core, Level.EXACT), []).append((unit_type, alias.note))
            elif alias.kind != "not_a_unit" and not tiers.is_agency(unit := registry.by_code[alias.unit_code]):
                retired = alias.until or "trước đây" if alias.kind == "retired" else ""
                self._add(unit, alias.name, retired, alias.note)

    def _add(self, unit: Unit, name: str, retired: str = "", note: str = "") -> None:
        unit_type, core = split_type(tokens_of(tidy(name)))
        entry = Entry(unit, unit_type or unit.unit_type, retired, note)
        for level in Level:
            self._by_name[level].setdefault(keys(core, level), []).append(entry)
            together = joined(core, level)
            if together != keys(core, level):
                self._by_name[level].setdefault(together, []).append(entry)

    def of_name(self, tokens: tuple[str, ...], level: Level) -> tuple[list[Entry], bool] | None:
        """Return (entries, whether the name gave its type or district) for a place's name, its district perhaps behind
        it."""
        tokens = self._province.left_out(tokens)
        found = self.named(tokens, level)
        if found:
            return found, split_type(tokens)[0] != ""
        unit_type, core = split_type(tokens)
        if unit_type and len(core) == 1:  # H.LV, TPCL
            units = [u for u in self._initials.get(core[0], ()) if u.unit_type == unit_type]
            if units:
                return [Entry(u, unit_type) for u in units], True
        hits: list[Entry] = []
        for i in range(1, len(tokens) if len(tokens) <= MOST_WORDS else 0):
            left, right = tokens[:i], tokens[i:]
            if len(right) > 1 and right[0] in ("thuộc", "thuoc", "của", "cua"):
                right = right[1:]
            for name, district in ((left, right), (right, left)):
                above = self._above(district, level)
                if above:
                    for entry in self.named(strip_office(name)[0], level):
                        if entry.unit.parent in above and entry not in hits:
                            hits.append(entry)
        return (hits, True) if hits else None

    def named(self, tokens: tuple[str, ...], level: Level) -> list[Entry]:
        """Return entries of that type and core; a retired name only where no present one fits."""
        unit_type, core = split_type(tokens)
        found = self._lookup(core, level)
        if unit_type:
            typed = [e for e in found if e.unit_type == unit_type]
            found = typed or self._lookup(tokens, level) if tokens[0] in ("phuong", "xa", "quan") else typed
        present = [e for e in found if not e.retired]
        return present or found

    def _lookup(self, core: tuple[str, ...], level: Level) -> list[Entry]:
        return self._by_name[level].get(keys(core, level)) or self._by_name[level].get(joined(core, level)) or []

    def _above(self, tokens: tuple[str, ...], level: Level) -> set[str]:
        """Return the codes of districts that tokens may name. Kept: what stands behind a commune's name stands behind
        its neighbours' too."""
        found = self._kept_above.get((tokens, level))
        if found is None:
            if len(self._kept_above) > 20_000:
                self._kept_above.clear()
            found = self._kept_above[tokens, level] = self.districts(strip_office(tokens)[0], level)
        return found

    def districts(self, tokens: tuple[str, ...], level: Level) -> set[str]:
        """Return the codes of the districts that tokens name, their initials included."""
        if not tokens:
            return set()
        found = {e.unit.code for e in self.named(tokens, level) if self._tiers.is_district(e.unit)}
        if not found:
            unit_type, core = split_type(tokens)
            units = self._initials.get("".join(core)) or ()
            found = (
                {u.code for u in units if not unit_type or u.unit_type == unit_type}
                if len(core) == 1 or not unit_type
                else set()
            )
        return found

    @cached_property
    def _initials(self) -> dict[str, list[Unit]]:
        """Initials that offices put for a district: (LV), H.LV, TPCL. Several districts may share them."""
        out: dict[str, list[Unit]] = {}
        for unit in self._registry.units:
            if self._tiers.is_district(unit):
                _, core = split_type(tokens_of(unit.name))
                for form in {"".join(t[0] for t in core), fold("".join(t[0] for t in core))}:
                    out.setdefault(form, []).append(unit)
        return out

    def dissolved(self, tokens: tuple[str, ...]) -> Match | None:
        """Return that a name is one of a unit which is no more; None for another name."""
        tokens = self._province.left_out(tokens)
        for size in range(min(len(tokens), MOST_WORDS), 0, -1):
            unit_type, core = split_type(tokens[:size])
            for kind, note in self._dissolved.get(keys(core, Level.EXACT), ()):
                if (not unit_type or not kind or unit_type == kind) and (
                    size == len(tokens) or self.districts(tokens[size:], Level.EXACT)
                ):
                    return result.gone(f"đơn vị này không còn ({note})" if note else "đơn vị này không còn")
        return None

    def codes(self, tokens: tuple[str, ...], level: Level) -> tuple[str, ...]:
        """Return the codes of places that tokens name exactly: with a type, or by two words or more."""
        unit_type, core = split_type(tokens)
        if (not unit_type and len(tokens) < 2) or (
            len(core) > 1 and (fold(core[0]), fold(core[1])) not in self._first_pairs
        ):
            return ()
        found = self.named(tokens, level)
        today = [e.unit for e in found if not e.retired]
        former = self._former.answer(tokens, level, today, bool(unit_type))
        if former is not None:
            units = (former.unit,) if former.unit else former.candidates
            return tuple(u.code for u in units) if former.unit or len(units) > 1 else ()
        if not found and unit_type and len(core) == 1:
            found = [Entry(u, unit_type) for u in self._initials.get(core[0], ()) if u.unit_type == unit_type]
        return tuple(u.code for u in units_of(found))

    @cached_property
    def starts(self) -> frozenset[str]:
        """Folded words that a place's name may begin with: type words and the first words of names."""
        types = {fold(words[0]) for words in TYPES}
        return frozenset(
            types
            | {k.split(" ")[0] for k in self._by_name[Level.BARE]}
            | {
                fold(split_type(tokens_of(tidy(u.name)))[1][0])
                for u in self._registry.units
                if not self._tiers.is_agency(u)
            }
            | {fold(split_type(tokens_of(tidy(name)))[1][0]) for name in self._former_names}
        )

    @cached_property
    def _former_names(self) -> frozenset[str]:
        """The names of former communes and districts."""
        return frozenset(name for one in self._registry.former for name in (one.name, one.district))

    @cached_property
    def _first_pairs(self) -> frozenset[tuple[str, str]]:
        """The first two words, folded, of every place's name and old name."""
        names = [u.name for u in self._registry.units if not self._tiers.is_agency(u)] + [
            a.name for a in self._registry.aliases
        ]
        cores = (split_type(tokens_of(tidy(name)))[1] for name in (*names, *self._former_names))
        return frozenset((fold(c[0]), fold(c[1])) for c in cores if len(c) > 1)

    @cached_property
    def district_cores(self) -> frozenset[str]:
        """The districts' names without type, folded: "thanh binh"."""
        return frozenset(self.district_core(u.code) for u in self._registry.units if self._tiers.is_district(u))

    def district_core(self, code: str) -> str:
        """Return a district's name without its type, folded."""
        return " ".join(fold(t) for t in split_type(tokens_of(tidy(self._registry.by_code[code].name)))[1])
