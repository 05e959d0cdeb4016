"""Former districts and provinces that a heading, a title, a column or a sheet's name speaks of: where the old names
below it lie."""

from __future__ import annotations

from functools import lru_cache

from danhba.identify.index import joined
from danhba.registry import FormerCommune, Registry
from danhba.vietnamese.names import Level, keys, split_type, strip_office, tidy, tokens_of, unaccented
from danhba.vietnamese.text import fold

Place = tuple[str, str]  # a former district and its province
Area = tuple[Place, ...]  # in order, each once
# A heading stands above that speaks of some place and is not understood: it may be any.
SOMEWHERE: Area = (("?", ""),)
DISTRICT_TYPES = frozenset({"huyện", "thị xã", "thành phố", "quận"})
FORMERLY = frozenset({"cũ", "cu", "trước", "truoc", "đây", "day", "kia"})  # behind the name of a place of before
# Folded words behind the name of a place of before that say no more of it: Huyện Lai Vung (trước khi sắp xếp).
OF_BEFORE = frozenset({"cu", "truoc", "day", "kia", "khi", "sap", "nhap", "xep", "hop", "nhat"})
_MOST = 5  # words of a district's name
_LONG = 400  # characters of a line in which places are looked for
_Tokens = tuple[str, ...]


class FormerPlaces:
    """The former districts of a registry by name. Without any, no text speaks of one."""

    def __init__(self, registry: Registry, former: list[FormerCommune]) -> None:
        self._levels = registry.level_words
        self._today = fold(registry.name)
        self._books: tuple[dict[str, set[Place]], ...] = tuple({} for _ in Level)
        self.type_of: dict[str, str] = {}
        self.provinces: dict[str, str] = {}  # a former province's name, folded: as the crosswalk writes it
        self.all: set[Place] = {(one.district, one.province) for one in former}
        self._known = {(one.district, one.province) for one in former if one.successors}
        for district, province in self.all:
            self.type_of[district], core = split_type(tokens_of(tidy(district)))
            self.provinces[keys(self._without_level(tokens_of(tidy(province))), Level.BARE)] = province
            for level in Level:
                for form in {keys(core, level), joined(core, level)}:
                    self._books[level].setdefault(form, set()).add((district, province))
        self.spoken_of = lru_cache(1 << 14)(self._spoken_of)

    def named(self, core: _Tokens, level: Level, kind: str) -> set[Place]:
        """Return districts of that name; of that type where one bore it: Cao Lãnh was a city and a district."""
        book = self._books[level]
        found = (book.get(keys(core, level)) or book.get(joined(core, level)) or set[Place]()) if core else set[Place]()
        return {place for place in found & self._known if self.type_of[place[0]] == kind} or set(found)

    def province(self, tokens: _Tokens) -> tuple[_Tokens, str]:
        """Return tokens without a former province at their end, and that province ('' for none)."""
        for size in range(1, min(4, len(tokens))):
            province = self.provinces.get(keys(tokens[-size:], Level.BARE), "")
            if province and len(tokens) > size + 1 and (tokens[-size - 1],) in self._levels:
                return tokens[: -size - 1], province
        return tokens, ""

    def in_words(self, places: set[Place]) -> str:
        """Return former districts as words: huyện Tam Nông; a whole province by its name."""
        for province in self.provinces.values():
            if len(places) > 1 and places == {place for place in self.all if place[1] == province}:
                return f"{province[:1].lower()}{province[1:]} trước đây"
        return " và ".join(sorted({district[:1].lower() + district[1:] for district, _ in places}))

    def _spoken_of(self, text: str, whole: bool = False) -> Area:
        """Return the former districts that a text names with their type words; of a former province all.

        whole: the text is a heading, a cell or a sheet's name: a bare name that is all of it counts too.
        """
        if not self.all or len(text) > _LONG:
            return ()
        tokens = tokens_of(tidy(text))
        level = Level.BARE if unaccented(text) else Level.VOWELS
        found: set[Place] = set()
        at = 0
        while at < len(tokens):
            kind, rest = split_type(tokens[at : at + 2 + _MOST])
            step = 1
            if kind in DISTRICT_TYPES:
                for size in range(min(_MOST, len(rest)), 0, -1):
                    if places := self.named(rest[:size], level, kind):
                        found |= places
                        step = size + 1
                        break
            at += step
        if whole and not found:
            bare, _ = strip_office(tuple(t for t in tokens if t not in FORMERLY))
            found = self.named(bare, level, "")
        province = self._province_in(tokens)
        if province:
            of_it = {place for place in self.all if place[1] == province}
            found = (found & of_it) or (found or of_it)
        return tuple(sorted(found))

    def _province_in(self, tokens: _Tokens) -> str:
        """Return the one former province that a text speaks of; today's own name only where it says that it is the old
        one."""
        named = set[str]()
        for name, province in self.provinces.items():
            size = len(name.split())
            for at in range(len(tokens) - size + 1):
                if keys(tokens[at : at + size], Level.BARE) == name:
                    if fold(" ".join(tokens[at : at + size])) != self._today or FORMERLY & {
                        *tokens[at + size : at + size + 1]
                    }:
                        named.add(province)
        return named.pop() if len(named) == 1 else ""

    def _without_level(self, tokens: _Tokens) -> _Tokens:
        """Return a former area's name without the word for what it was in front."""
        return next((tokens[len(words) :] for words in self._levels if tokens[: len(words)] == words), tokens)


def together(*areas: Area) -> Area:
    """Return the area that several speak of at once: what is in all of those that say one; somewhere, where they
    contradict each other."""
    told = [set(area) for area in areas if area]
    if not told:
        return ()
    return tuple(sorted(set.intersection(*told))) or SOMEWHERE
