"""Former communes as the second reading knows them: whether an old name in a line, with its district, means this
unit."""

from __future__ import annotations

import re
from collections.abc import Callable

from danhba.registry import FormerCommune, Registry
from danhba.vietnamese.text import fold

Words = tuple[str, ...]
# What stands behind the name of a place that is one of before and says no more.
_BEFORE_WORDS = r"\s*[(,-]?\s*\b(?:cu|truoc (?:khi )?(?:sap nhap|sap xep|hop nhat)|truoc(?: (?:da[iy]|kia))?)\b\s*\)?"
_OF_BEFORE = re.compile(rf"{_BEFORE_WORDS}\s*$")
_FORMERLY = ("cu", "truoc")  # behind the name that today's province shares with a former one


class FormerNames:
    """Old names by the words that stand for them. core: a name's words without its type; spellings: ways to write its
    type."""

    def __init__(
        self, registry: Registry, core: Callable[[str], Words], spellings: Callable[[str], set[Words]]
    ) -> None:
        self._spellings = spellings
        self._core = core
        self.heirs: dict[Words, set[str]] = {}  # of each former name, whatever its district
        self._of_heir: dict[str, list[FormerCommune]] = {}
        self._of_name: dict[Words, list[FormerCommune]] = {}
        self._districts: dict[str, Words] = {}
        self._heirs_of: dict[tuple[str, str], set[str]] = {}
        self._provinces: dict[str, Words] = {}
        self._levels = {tuple(fold(word) for word in words) for words in registry.level_words}
        sure = {(core(f.name), f.district, f.province) for f in registry.former if f.successors}
        for former in registry.former:
            words = core(former.name)
            if not former.successors and (words, former.district, former.province) in sure:
                continue  # Hoà Bình of one year is Hòa Bình of the next
            self.heirs.setdefault(words, set()).update(former.successors)
            self._of_name.setdefault(words, []).append(former)
            self._districts.setdefault(former.district, core(former.district))
            self._heirs_of.setdefault((former.district, former.province), set()).update(former.successors)
            self._provinces.setdefault(former.province, self._own_words(former.province))
            if former.is_whole:
                self._of_heir.setdefault(former.successors[0], []).append(former)
        self._written = {(*kind, *words) for name, words in self._districts.items() for kind in spellings(name)}
        self._own = self._own_words(registry.name)
        names = {" ".join(words) for words in (*self._districts.values(), *self._provinces.values()) if words}
        # A title is folded text, where y stays y; the words of a name have i for it.
        spelt = "|".join(re.escape(n).replace("i", "[iy]") for n in sorted(names, key=lambda n: -len(n)))
        self._old_places = re.compile(rf"\b({spelt}){_BEFORE_WORDS}(?=\W|$)") if names else None
        self._today: dict[str, tuple[Words, set[Words]]] = {}
        self._taken: dict[Words, set[str]] = {}
        for unit in registry.units:
            words = core(unit.name)
            self._today[unit.code] = (words, spellings(unit.name))
            self._taken.setdefault(words, set()).add(unit.code)

    def _own_words(self, area: str) -> Words:
        """Return the words of a province's name without the word for what it is: a new one may bear an old one's."""
        words = self._core(area)
        return next((words[len(level) :] for level in self._levels if words[: len(level)] == level), words)

    def was_district(self, kind: Words, name: Words) -> bool:
        """Tell whether a type word and a name are a former district's."""
        return (*kind, *name) in self._written

    def means(self, code: str, line: str) -> bool:
        """Tell whether a former name in a line of bare words means this unit and no other one."""
        for former in self._of_heir.get(code, ()):
            words = self._core(former.name)
            behind_type = any(_in((*kind, *words), line) for kind in self._spellings(former.name))
            if not behind_type and not line.startswith(_spaced(words)):
                continue  # not there, or the end of a longer name: Phú Đông in Tân Phú Đông
            if _in(self._districts[former.district], line.replace(_spaced(words), " ", 1)) and (
                self._typed(former.district, line) or (behind_type and self._only_there(former))
            ):
                return True
            others = self.heirs[words] | self._taken.get(words, set())
            sure = all(f.is_whole for f in self._of_name[words]) and words not in self._districts.values()
            if others == {code} and (sure or self._typed(former.name, line)):
                return True
            same = [f for f in self._of_name[words] if self._spellings(f.name) & self._spellings(former.name)]
            if self._typed(former.name, line) and all(f.is_whole and f.successors == (code,) for f in same):
                return True
        return False

    def _only_there(self, former: FormerCommune) -> bool:
        """Tell whether no other district of the same bare name had a commune of this name and type: Phường 3, Cai Lậy
        is of the town, for the district of that name had no wards."""
        core = self._districts[former.district]
        kinds = self._spellings(former.name)
        return not any(
            (other.district, other.province) != (former.district, former.province)
            and self._districts.get(other.district) == core
            and kinds & self._spellings(other.name)
            for other in self._of_name[self._core(former.name)]
        )

    def speaks_against(self, code: str, line: str) -> bool:
        """Tell whether today's name in a line may be another's: it stands bare, or a former district beside it says
        otherwise."""
        words, kinds = self._today.get(code, ((), set[Words]()))
        if not kinds or not _in(words, line):
            return False
        former = self._of_name.get(words, [])
        if not former and words not in self._districts.values():
            return False  # nothing else ever bore this name
        typed = any(_in((*kind, *words), line) for kind in kinds)
        here = self.places_in(line.replace(_spaced(words), " ", 1))
        if here:
            inside = [f for f in former if (f.district, f.province) in here]
            if typed:  # a town of that name is no commune of it: Xã Lai Vung, Huyện Lai Vung (cũ)
                inside = [f for f in inside if any(_in((*k, *words), line) for k in self._spellings(f.name))]
            if not typed and any(self._districts[district] == words for district, _ in here):
                return True  # the district itself bears the name
            if not inside:
                return not any(code in self._heirs_of[place] for place in here)
            return any(code not in f.successors for f in inside)
        if not typed:
            led = {c for f in former for c in f.successors} | self._taken.get(words, set())
            return words in self._districts.values() or led != {code}
        return False

    def places_in(self, line: str, whole: bool = False) -> frozenset[tuple[str, str]]:
        """Return the former districts that a line of bare words names behind their type words; of a former province,
        all.

        whole: the line is a heading or a sheet's name, which a bare name may be all of.
        """
        named = {
            place
            for place in self._heirs_of
            if any(_in((*kind, *self._districts[place[0]]), line) for kind in self._spellings(place[0]))
        }
        named = {p for p in named if not any(_longer(self._districts[q[0]], self._districts[p[0]]) for q in named)}
        if whole and not named:
            bare = _OF_BEFORE.sub("", line).strip()
            named = {p for p in self._heirs_of if " ".join(self._districts[p[0]]) == bare}
        provinces = {
            name
            for name, words in self._provinces.items()
            if _in(words, line) and (words != self._own or any(_in((*words, old), line) for old in _FORMERLY))
        }
        if len(provinces) == 1:
            of_it = {p for p in self._heirs_of if p[1] in provinces}
            named = (named & of_it) or named or of_it
        return frozenset(named)

    def codes_of(self, places: frozenset[tuple[str, str]]) -> frozenset[str]:
        """Return the units of today that former districts went to."""
        return frozenset(code for place in places for code in self._heirs_of[place])

    def calls_it_old(self, line: str) -> bool:
        """Tell whether a line of bare words calls a district or province in it one of before."""
        return self._old_places is not None and self._old_places.search(line) is not None

    def without_old(self, bare: str) -> str:
        """Return a title without the words that say of a district or province that it is one of before: Tỉnh Tiền Giang
        (cũ)."""
        return self._old_places.sub(r"\1", bare) if self._old_places else bare

    def _typed(self, name: str, line: str) -> bool:
        """Tell whether a name stands in a line behind its type word; of a district also bare where one bore that
        name."""
        words = self._core(name)
        if any(_in((*kind, *words), line) for kind in self._spellings(name)):
            return True
        bearers = [d for d, core in self._districts.items() if core == words]
        return bearers == [name] and _in(words, line)


def _longer(words: Words, other: Words) -> bool:
    return len(words) > len(other) and words[: len(other)] == other


def _spaced(words: Words) -> str:
    return f" {' '.join(words)} "


def _in(words: Words, line: str) -> bool:
    return bool(words) and _spaced(words) in line
