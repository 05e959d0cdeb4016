"""Former communes and districts: what a name of before the reorganisation means today, or why it means no one unit.

With its type word a name means today's unit unless a district beside it says otherwise; bare, it is today's unit only where
nothing else bore that name. A split commune, a district and a commune whose successor nobody has confirmed are refused.
"""

from __future__ import annotations

from collections.abc import Iterable

from danhba.identify.index import _joined
from danhba.identify.result import Match
from danhba.registry import FormerCommune, Registry, Unit
from danhba.vietnamese.names import Level, keys, split_type, strip_office, tidy, tokens_of

_DISTRICT_TYPES = frozenset({"huyện", "thị xã", "thành phố", "quận"})
_TOWN = "thị trấn"
_BETWEEN = frozenset({"thuộc", "thuoc", "của", "cua"})
_MOST_WORDS = 30  # of a name with its district
_Tokens = tuple[str, ...]


class FormerNames:
    """The former communes and districts of a registry, by name. Without any, every answer is None."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._levels = registry.level_words
        self._communes: tuple[dict[str, list[FormerCommune]], ...] = tuple({} for _ in Level)
        self._districts: tuple[dict[str, set[tuple[str, str]]], ...] = tuple({} for _ in Level)
        self._of_district: dict[tuple[str, str], list[FormerCommune]] = {}
        self._type: dict[str, str] = {}
        self._provinces: dict[str, str] = {}  # a former province's name, folded: as the crosswalk writes it
        for former in _without_respellings(registry.former):
            place = (former.district, former.province)
            self._of_district.setdefault(place, []).append(former)
            self._type[former.name], core = split_type(tokens_of(tidy(former.name)))
            self._type[former.district], above = split_type(tokens_of(tidy(former.district)))
            self._provinces[keys(self._without_level(tokens_of(tidy(former.province))), Level.BARE)] = former.province
            for level in Level:
                for form in {keys(core, level), _joined(core, level)}:
                    self._communes[level].setdefault(form, []).append(former)
                for form in {keys(above, level), _joined(above, level)}:
                    self._districts[level].setdefault(form, set()).add(place)

    def answer(self, tokens: _Tokens, level: Level, present: Iterable[Unit], explicit: bool) -> Match | None:
        """Return what a name means where a former one is concerned; None where only today's names are.

        tokens: the name without the office's words and today's province. present: today's units that the name fits as it
        stands. explicit: it bears a type word.
        """
        if not self._of_district or len(tokens) > _MOST_WORDS:
            return None
        level = max(level, Level.VOWELS)
        tokens, province = self._province(tokens)
        today = tuple(dict.fromkeys(present))
        if today and explicit:
            return None
        kind, core = split_type(tokens)
        communes = [c for c in self._communes_of(core, level) if kind in ("", self._type[c.name])]
        districts = (
            self._districts_of(core, level, kind) if kind == "" or kind in _DISTRICT_TYPES else set[tuple[str, str]]()
        )
        if province:
            communes = [c for c in communes if c.province == province]
            districts = {d for d in districts if d[1] == province}
        if districts and kind:
            return self._gone(districts, kind)
        if (
            today
            and not districts
            and all(self._type[c.name] != _TOWN and set(c.successors) <= {u.code for u in today} for c in communes)
        ):
            if all(c.successors for c in communes):
                return None
        if communes or districts:
            return self._one_of(communes, districts, today)
        return None if today else self._beside(tokens, level, province)

    def _beside(self, tokens: _Tokens, level: Level, province: str) -> Match | None:
        """Read a commune with its district beside it: Phường 1 TP Mỹ Tho; (Lấp Vò) Xã Tân Mỹ."""
        communes: list[FormerCommune] = []
        still: dict[Unit, str] = {}  # today's units under their own name, with the district they lie in
        unheard: set[tuple[str, str]] = set()
        for at in range(1, len(tokens)):
            left, right = tokens[:at], tokens[at:]
            if len(right) > 1 and right[0] in _BETWEEN:
                right = right[1:]
            for name, district in ((left, right), (right, left)):
                kind, core = split_type(strip_office(name)[0])
                above_kind, above = split_type(strip_office(district)[0])
                if not core or kind in _DISTRICT_TYPES or above_kind not in ("", *_DISTRICT_TYPES):
                    continue
                places = {d for d in self._districts_of(above, level, above_kind) if province in ("", d[1])}
                named = [c for c in self._communes_of(core, level) if kind in ("", self._type[c.name])]
                found = [c for c in named if (c.district, c.province) in places]
                communes += [c for c in found if c not in communes]
                if places and not found and kind:
                    unheard |= places
                    still |= {
                        u: d[0]
                        for d in places
                        for u in self._heirs(d)
                        if split_type(tokens_of(tidy(u.name))) == (kind, core)
                    }
        if communes:
            return self._one_of(communes, set(), ())
        if len(still) == 1:
            unit, above = next(iter(still.items()))
            gone = f"{above[:1].lower()}{above[1:]} không còn là một cấp hành chính"
            return Match(unit, "", ("name_retired",), (), {"detail": gone})
        return self._gone(unheard, "", unknown=True) if unheard else None

    def _one_of(self, communes: list[FormerCommune], districts: set[tuple[str, str]], today: tuple[Unit, ...]) -> Match:
        """Return the one successor of all that a name may mean, or a refusal with the candidates."""
        heirs = [u for c in communes for u in self._units(c.successors)]
        heirs += [u for d in sorted(districts) for u in self._heirs(d)]
        units = tuple(dict.fromkeys((*today, *heirs)))
        if not today and not districts and len(units) == 1 and all(c.is_whole for c in communes):
            first = communes[0]
            above = first.district[:1].lower() + first.district[1:]
            return Match(units[0], "", ("name_retired",), (), {"detail": f"tên cũ ({first.name}, {above})"})
        if len(units) > 1:
            return Match(verdict="name_ambiguous", candidates=units)
        if units:
            return Match(verdict="name_guessed", candidates=units)
        return Match(
            verdict="name_retired", detail={"detail": "đơn vị này không còn, chưa có căn cứ nay thuộc đơn vị nào"}
        )

    def _gone(self, districts: set[tuple[str, str]], kind: str, unknown: bool = False) -> Match:
        """Refuse a district, or a commune that its district never had, with today's units of the district."""
        names = " và ".join(sorted({d[0][:1].lower() + d[0][1:] for d in districts}))
        units = tuple(dict.fromkeys(u for d in sorted(districts) for u in self._heirs(d)))
        told = ", ".join(u.name for u in units)
        gone = f"{names} không còn là một cấp hành chính; địa bàn nay gồm: {told}"
        if unknown:
            gone = f"không thấy đơn vị cũ hay mới mang tên này ở {names}; địa bàn nay gồm: {told}"
        return Match(verdict="name_retired", candidates=units, detail={"detail": gone})

    def _heirs(self, district: tuple[str, str]) -> tuple[Unit, ...]:
        codes = {code for c in self._of_district[district] for code in c.successors}
        return tuple(u for u in self._registry.units if u.code in codes)

    def _units(self, codes: Iterable[str]) -> tuple[Unit, ...]:
        return tuple(self._registry.by_code[code] for code in codes)

    def _communes_of(self, core: _Tokens, level: Level) -> list[FormerCommune]:
        book = self._communes[level]
        return book.get(keys(core, level)) or book.get(_joined(core, level)) or [] if core else []

    def _districts_of(self, core: _Tokens, level: Level, kind: str) -> set[tuple[str, str]]:
        """Return districts of that name; of that type where one bore it: Cao Lãnh was a city and a district."""
        book = self._districts[level]
        found = (
            book.get(keys(core, level)) or book.get(_joined(core, level)) or set[tuple[str, str]]()
            if core
            else set[tuple[str, str]]()
        )
        typed = {d for d in found if self._type[d[0]] == kind and self._heirs(d)}
        return typed or set(found)

    def _province(self, tokens: _Tokens) -> tuple[_Tokens, str]:
        """Return tokens without a former province at their end, and that province ('' for none)."""
        for size in range(1, min(4, len(tokens))):
            province = self._provinces.get(keys(tokens[-size:], Level.BARE), "")
            if province and len(tokens) > size + 1 and (tokens[-size - 1],) in self._levels:
                return tokens[: -size - 1], province
        return tokens, ""

    def _without_level(self, tokens: _Tokens) -> _Tokens:
        """Return a former area's name without the word for what it was in front."""
        return next((tokens[len(words) :] for words in self._levels if tokens[: len(words)] == words), tokens)


def _without_respellings(former: tuple[FormerCommune, ...]) -> list[FormerCommune]:
    """Leave out communes to be confirmed that a confirmed one of the same district bears the name of: Hoà Bình, Hòa Bình."""

    def told(one: FormerCommune) -> tuple[str, str, str]:
        kind, core = split_type(tokens_of(tidy(one.name)))
        return kind, keys(core, Level.VOWELS), one.district + one.province

    sure = {told(one) for one in former if one.successors}
    return [one for one in former if one.successors or told(one) not in sure]
