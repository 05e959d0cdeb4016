"""The agencies of the registry by name, by alias and by initials."""

from __future__ import annotations

from functools import cached_property

from danhba.identify.index import FILLERS, PARENTHESIS, squash
from danhba.identify.initials import spells
from danhba.identify.own_province import OwnProvince, without_level
from danhba.identify.result import Scope
from danhba.identify.tiers import Tiers
from danhba.registry import Registry, Unit
from danhba.vietnamese.names import Level, tidy, tokens_of
from danhba.vietnamese.text import fold


class AgencyNames:
    """The names of a registry's agencies."""

    def __init__(self, registry: Registry, tiers: Tiers, province: OwnProvince) -> None:
        self._tiers, self._province = tiers, province
        self._levels = registry.level_words[:-1]
        self._aliases = registry.aliases
        self._shared_services = registry.plan.shared_services
        self._by_name: tuple[dict[str, list[Unit]], ...] = ({}, {}, {})
        self._words: list[tuple[Unit, tuple[str, ...]]] = []
        for unit in registry.units:
            if tiers.is_agency(unit):
                self._add(unit, unit.name)
                self._words.append((unit, self.words(unit)))
        for alias in registry.aliases:
            if alias.kind not in ("not_a_unit", "dissolved") and tiers.is_agency(
                unit := registry.by_code[alias.unit_code]
            ):
                self._add(unit, alias.name)

    def _add(self, unit: Unit, name: str) -> None:
        for part in (name, *PARENTHESIS.findall(name), PARENTHESIS.sub(" ", name)):
            core = self.core(tokens_of(tidy(part), short_types=False))
            if core:
                for level in Level:
                    units = self._by_name[level].setdefault(squash(core, level), [])
                    if unit not in units:
                        units.append(unit)

    def words(self, unit: Unit) -> tuple[str, ...]:
        """Return the words of an agency's name that tell it from others."""
        return self.core(tokens_of(tidy(PARENTHESIS.sub(" ", unit.name)), short_types=False))

    def core(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """Drop the province's name and filler words: Cục Thuế tỉnh Đồng Tháp and Cục Thuế Tỉnh are one."""
        tokens = self._province.left_out(tokens)
        tokens = without_level(tokens, self._levels)
        return tuple(t for t in tokens if t not in FILLERS)

    def named(self, tokens: tuple[str, ...], level: Level) -> list[Unit] | None:
        """Return the agencies of that name."""
        return self._by_name[level].get(squash(self.core(tokens), level))

    def fits(self, tokens: tuple[str, ...], scope: Scope) -> bool:
        """A police or an inspectorate without "tỉnh" is the province's only in the agencies' section."""
        generic = len(self.core(tokens)) == 2 and fold(tokens[0]) not in (
            "so",
            "cuc",
            "dai",
            "ban",
            "quy",
            "vp",
            "van",
        )
        if not generic or self._tiers.kind(scope.tier) == "agency":
            return True
        return len(tokens) > len(self.core(tokens)) or not self._shared_services.isdisjoint(tokens)

    def spelled(self, tokens: tuple[str, ...], scope: Scope) -> list[Unit]:
        """Return agencies whose words the tokens spell, whole or by initials: Sở Nông nghiệp & PTNT, KBNN, Cục HQ."""
        if scope.tier and self._tiers.kind(scope.tier) != "agency":
            if fold(tokens[0]) not in ("so", "cuc", "bhxh", "kbnn", "dai"):
                return []
        core = self.core(tokens)
        if sum(map(len, core)) < 3 or not self.fits(tokens, scope):
            return []
        found = []
        for unit, words in self._words:
            if spells(core, words):
                found.append(unit)
        return found

    def beginning_with(self, words: tuple[str, ...]) -> tuple[Unit, ...]:
        """Return the agencies whose names begin with words (folded)."""
        return tuple(u for u, theirs in self._folded if theirs[: len(words)] == words)

    @cached_property
    def _folded(self) -> list[tuple[Unit, tuple[str, ...]]]:
        return [(unit, tuple(map(fold, words))) for unit, words in self._words]

    def codes(self, tokens: tuple[str, ...], level: Level) -> tuple[str, ...]:
        """Return the codes of agencies that tokens name, whole or by initials of three letters and more."""
        core = self.core(tokens)
        if not core or sum(map(len, core)) < 3 or fold(core[0]) not in self.starts:
            return ()
        found = self._by_name[level].get(squash(core, level)) or ()
        if found and self.fits(tokens, Scope()):
            return tuple(u.code for u in found)
        if level is Level.EXACT and len(core[0]) > 1:
            spelled = self.spelled(tokens, Scope())
            if len(spelled) == 1:
                return (spelled[0].code,)
        return ()

    @cached_property
    def starts(self) -> frozenset[str]:
        """Folded first words of agencies' names, and their initials."""
        firsts = {fold(words[0]) for _, words in self._words}
        initials = {fold("".join(w[0] for w in words)) for _, words in self._words}
        aliases = {fold(tokens_of(tidy(a.name), short_types=False)[0]) for a in self._aliases if a.kind == "alias"}
        return frozenset(firsts | initials | aliases)
