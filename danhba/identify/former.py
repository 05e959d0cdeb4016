"""Former communes and districts: what a name of before the reorganisation means today, or why it means no one unit.

With its type word a name means today's unit unless a district beside or above it says otherwise; bare, it is today's
unit only where nothing else bore that name. Under a former district a name is what bore it there, or a unit of today
that lies there, and nothing else. A split commune, a district and a commune whose successor nobody has confirmed are
refused.
"""

from __future__ import annotations

from collections.abc import Iterable

from danhba.identify import result
from danhba.identify.former_places import DISTRICT_TYPES, FORMERLY, SOMEWHERE, Area, FormerPlaces, Place
from danhba.identify.index import joined
from danhba.identify.result import Match
from danhba.registry import FormerCommune, Registry, Unit
from danhba.vietnamese.names import Level, keys, split_type, strip_office, tidy, tokens_of, unaccented

_TOWN = "thị trấn"
_BETWEEN = frozenset({"thuộc", "thuoc", "của", "cua"})
_MOST_WORDS = 30  # of a name with its district
_Tokens = tuple[str, ...]


class FormerNames:
    """The former communes and districts of a registry, by name. Without any, every answer is None."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._communes: tuple[dict[str, list[FormerCommune]], ...] = tuple({} for _ in Level)
        self._of_district: dict[Place, list[FormerCommune]] = {}
        self._type: dict[str, str] = {}
        former = _without_respellings(registry.former)
        self.places = FormerPlaces(registry, former)
        for one in former:
            self._of_district.setdefault((one.district, one.province), []).append(one)
            self._type[one.name], core = split_type(tokens_of(tidy(one.name)))
            for level in Level:
                for form in {keys(core, level), joined(core, level)}:
                    self._communes[level].setdefault(form, []).append(one)

    def answer(
        self, tokens: _Tokens, level: Level, present: Iterable[Unit], explicit: bool, area: Area = ()
    ) -> Match | None:
        """Return what a name means where a former one is concerned; None where only today's names are.

        tokens: the name without the office's words and today's province. present: today's units that the name fits as
        it stands. explicit: it bears a type word. area: the former districts that stand above it.
        """
        if not self._of_district or len(tokens) > _MOST_WORDS:
            return None
        level = max(level, Level.VOWELS)
        tokens, province = self.places.province(tokens)
        today = tuple(dict.fromkeys(present))
        if today and explicit and not area:
            return None
        kind, core = split_type(tokens)
        communes = [c for c in self._communes_of(core, level) if kind in ("", self._type[c.name])]
        districts = self.places.named(core, level, kind) if kind == "" or kind in DISTRICT_TYPES else set[Place]()
        if province:
            communes = [c for c in communes if c.province == province]
            districts = {d for d in districts if d[1] == province}
        if districts and kind:
            return self._gone(districts)
        if area and (today or communes):
            return self._within(communes, districts, today, explicit, area)
        if (
            today
            and not districts
            and all(self._type[c.name] != _TOWN and set(c.successors) <= {u.code for u in today} for c in communes)
        ):
            if all(c.successors for c in communes):
                return None
        if communes or districts:
            return self._one_of(communes, districts, today)
        return None if today else self._beside(tokens, level, province, area)

    def that_bore(self, name: str, area: Area = ()) -> list[FormerCommune]:
        """Return the communes of before that a name means which says that it is of before, its district perhaps beside
        it; those of the area that stands above it, where it names one. Of the police of a commune none."""
        tokens, party_only = strip_office(tokens_of(tidy(name)))
        if party_only or len(tokens) > _MOST_WORDS:
            return []
        tokens, province = self.places.province(tokens)
        plain = unaccented(name)
        for level in (Level.VOWELS, Level.BARE) if plain else (Level.VOWELS,):
            found = self._typed(tokens, level) or self._typed_beside(tokens, level)
            found = [c for c in found if province in ("", c.province)]
            if area and area != SOMEWHERE:
                found = [c for c in found if (c.district, c.province) in area]
            if found:
                return found
        return []

    def units_of_district(self, name: str) -> tuple[Unit, ...]:
        """Return today's units of the former district that a name with its type word means; none for another name."""
        kind, core = split_type(strip_office(_without_formerly(tokens_of(tidy(name))))[0])
        if kind not in DISTRICT_TYPES:
            return ()
        places = self.places.named(core, Level.BARE if unaccented(name) else Level.VOWELS, kind)
        return tuple(u for place in places for u in self._heirs(place))

    def units_of(self, communes: Iterable[FormerCommune]) -> tuple[Unit, ...]:
        """Return today's units to which communes went."""
        return tuple(u for c in communes for u in self._units(c.successors))

    def one_of(self, communes: list[FormerCommune]) -> Match:
        """Return the one successor of communes that a name may mean, or a refusal with the candidates."""
        return self._one_of(communes, set(), ())

    def _typed(self, tokens: _Tokens, level: Level) -> list[FormerCommune]:
        kind, core = split_type(tokens)
        return [c for c in self._communes_of(core, level) if kind in ("", self._type[c.name])]

    def _typed_beside(self, tokens: _Tokens, level: Level) -> list[FormerCommune]:
        """Return the communes that a name with its district behind it means: Phường 1, TP Mỹ Tho."""
        for at in range(1, len(tokens)):
            right = tokens[at + 1 :] if len(tokens) > at + 1 and tokens[at] in _BETWEEN else tokens[at:]
            kind, core = split_type(strip_office(_without_formerly(right))[0])
            if kind not in ("", *DISTRICT_TYPES):
                continue
            places = self.places.named(core, level, kind)
            if found := [c for c in self._typed(tokens[:at], level) if (c.district, c.province) in places]:
                return found
        return []

    def _within(
        self, communes: list[FormerCommune], districts: set[Place], today: tuple[Unit, ...], explicit: bool, area: Area
    ) -> Match | None:
        """Read a name that stands under former districts: what bore it there, or a unit of today that lies there."""
        if area == SOMEWHERE:
            sure = not districts and len(today) == 1 and all(c.successors == (today[0].code,) for c in communes)
            return None if sure and explicit else self._one_of(communes, districts if not explicit else set(), today)
        inside = [c for c in communes if (c.district, c.province) in area]
        here = tuple(u for u in today if any(u in self._heirs(place) for place in area))
        its_own = districts & set(area) if not explicit else set[Place]()
        if not inside and not here:
            return self._gone(
                set(area), unknown=True, also=(*today, *(u for c in communes for u in self._units(c.successors)))
            )
        heirs = {code for c in inside for code in c.successors}
        if (
            inside
            and all(c.is_whole for c in inside)
            and len(heirs) == 1
            and {u.code for u in here} <= heirs
            and not its_own
        ):
            return self._one_of(inside, set(), ())
        if not inside and len(here) == 1 and not its_own:
            return Match(here[0])
        return self._one_of(inside, its_own, here)

    def _beside(self, tokens: _Tokens, level: Level, province: str, area: Area = ()) -> Match | None:
        """Read a commune with its district beside it: Phường 1 TP Mỹ Tho; (Lấp Vò) Xã Tân Mỹ. What stands above may not
        contradict it."""
        communes: list[FormerCommune] = []
        still: dict[Unit, str] = {}  # today's units under their own name, with the district they lie in
        unheard: set[Place] = set()
        for at in range(1, len(tokens)):
            left, right = tokens[:at], tokens[at:]
            if len(right) > 1 and right[0] in _BETWEEN:
                right = right[1:]
            for name, district in ((left, right), (right, left)):
                kind, core = split_type(strip_office(name)[0])
                above_kind, above = split_type(strip_office(_without_formerly(district))[0])
                if not core or kind in DISTRICT_TYPES or above_kind not in ("", *DISTRICT_TYPES):
                    continue
                places = {d for d in self.places.named(above, level, above_kind) if province in ("", d[1])}
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
            if area and area != SOMEWHERE and not any((c.district, c.province) in area for c in communes):
                return self._gone(
                    set(area), unknown=True, also=tuple(u for c in communes for u in self._units(c.successors))
                )
            return self._one_of(communes, set(), ())
        if len(still) == 1:
            unit, above = next(iter(still.items()))
            gone = f"{above[:1].lower()}{above[1:]} không còn là đơn vị hành chính"
            return result.renamed(unit, gone)
        if unheard and level < Level.BARE and unaccented("".join(tokens)):
            return (
                None  # typed without marks: only the district's name needs none (Lai Vung); the commune's is looked for
            )
        return self._gone(unheard, unknown=True) if unheard else None

    def _one_of(self, communes: list[FormerCommune], districts: set[Place], today: tuple[Unit, ...]) -> Match:
        """Return the one successor of all that a name may mean, or a refusal with the candidates."""
        heirs = [u for c in communes for u in self._units(c.successors)]
        heirs += [u for d in sorted(districts) for u in self._heirs(d)]
        units = tuple(dict.fromkeys((*today, *heirs)))
        if not today and not districts and len(units) == 1 and all(c.is_whole for c in communes):
            first = communes[0]
            above = first.district[:1].lower() + first.district[1:]
            return result.renamed(units[0], f"tên cũ ({first.name}, {above})")
        if len(units) > 1:
            return result.ambiguous(units)
        if units:
            return result.proposed(units)
        return result.gone("đơn vị này không còn, chưa có căn cứ nay thuộc đơn vị nào")

    def _gone(self, districts: set[Place], unknown: bool = False, also: tuple[Unit, ...] = ()) -> Match:
        """Refuse a district, or a commune that its district never had, with today's units of the district. also: what
        it may be elsewhere."""
        names = self.places.in_words(districts)
        units = tuple(dict.fromkeys((*also, *(u for d in sorted(districts) for u in self._heirs(d)))))
        told = _listed(u.name for d in sorted(districts) for u in self._heirs(d))
        gone = f"{names} không còn là đơn vị hành chính; địa bàn nay gồm: {told}"
        if unknown:
            gone = f"không thấy đơn vị cũ hay mới mang tên này ở {names}; địa bàn nay gồm: {told}"
        if also:
            gone += f"; tên này có ở nơi khác, nay là {_listed(u.name for u in also)}"
        return result.gone(gone, units, unheard=unknown)

    def _heirs(self, district: Place) -> tuple[Unit, ...]:
        codes = {code for c in self._of_district[district] for code in c.successors}
        return tuple(u for u in self._registry.units if u.code in codes)

    def _units(self, codes: Iterable[str]) -> tuple[Unit, ...]:
        return tuple(self._registry.by_code[code] for code in codes)

    def _communes_of(self, core: _Tokens, level: Level) -> list[FormerCommune]:
        book = self._communes[level]
        return book.get(keys(core, level)) or book.get(joined(core, level)) or [] if core else []


def _without_formerly(tokens: _Tokens) -> _Tokens:
    """Return a district's tokens without the word that says it is one of before: thành phố Mỹ Tho cũ."""
    while len(tokens) > 2 and tokens[-1] in FORMERLY:
        tokens = tokens[:-1]
    return tokens


def _listed(names: Iterable[str]) -> str:
    """Return names as a list in words, each once, no more than anybody reads."""
    once = list(dict.fromkeys(names))
    return ", ".join(once[:12]) + (f" và {len(once) - 12} nơi khác" if len(once) > 12 else "")


def _without_respellings(former: tuple[FormerCommune, ...]) -> list[FormerCommune]:
    """Leave out communes to be confirmed that a confirmed one of the same district bears the name of: Hoà Bình, Hòa
    Bình."""

    def told(one: FormerCommune) -> tuple[str, str, str]:
        kind, core = split_type(tokens_of(tidy(one.name)))
        return kind, keys(core, Level.VOWELS), one.district + one.province

    sure = {told(one) for one in former if one.successors}
    return [one for one in former if one.successors or told(one) not in sure]
