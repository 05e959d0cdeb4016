"""The registry's names as the second reading looks for them in a line: does this unit stand there, and who else?"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from danhba.audit.former_names import FormerNames
from danhba.audit.short_names import is_spelled_out
from danhba.audit.texts import plain_text, readings, tokens
from danhba.registry import Registry, Unit
from danhba.vietnamese.text import fold, visible

_PARTED = re.compile(r"[,;()/\[\]\n\u2013\u2014-]+")
_SMALL = {"va", "cua", "tinh", "huien", "xa", "viet", "nam"}
_DISTRICT_WORDS = {("huien",), ("h",), ("thanh", "pho"), ("tp",), ("thi", "xa"), ("tx",), ("quan",), ("q",)}
_COMMUNE_WORDS = {("xa",), ("x",), ("phuong",), ("p",), ("f",), ("thi", "tran"), ("tt",), ("ttr",), ("dac", "khu")}
_TYPE_WORDS = sorted(_DISTRICT_WORDS | _COMMUNE_WORDS, key=len, reverse=True)
_NUMBER_WORDS = {"mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "sau": "6", "bai": "7",
"tam": "8", "chin": "9",
                 "muoi": "10", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
                 "ix": "9", "x": "10",
                 "xi": "11", "xii": "12"}  # fmt: skip
_KEPT = 1 << 14  # texts
_MOST = 6  # words of a place's name


def _type_at(words: tuple[str, ...], start: int) -> tuple[str, ...]:
    return next((t for t in _TYPE_WORDS if words[start : start + len(t)] == t), ())


_COMMITTEE = re.compile(
    r"(?:(?:van phong|vp|hdnd|hoi dong nhan dan|dang ui|va) ?)*(?:ubnd|vpubnd|ui ban nhan dan"
    r"|ui ban) (?P<kind>[a-z]+(?: [a-z]+)?)"
)


def _spellings_of(name: str) -> set[tuple[str, ...]]:
    """Return the ways to write the type word that a name begins with: thi tran, tt, ttr."""
    kind = _type_at(tokens(name), 0)
    initials = "".join(word[0] for word in kind)
    return {t for t in _TYPE_WORDS if kind and (t == kind or (len(t) == 1 and t[0] in (initials, initials + "r")))}


def _core(name: str) -> tuple[str, ...]:
    words = tokens(name)
    return words[len(_type_at(words, 0)) :]


class UnitNames:
    """Who is named in a text. Keeps what it has worked out, text by text."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._districts: dict[tuple[str, ...], set[str]] = {}
        self._communes: dict[tuple[str, ...], set[str]] = {}
        self._forms: dict[str, set[str]] = {}  # each unit's names, words joined with blanks
        self._squashed: dict[str, set[str]] = {}
        self._kinds = {s.tier: s.kind for s in registry.sections}
        self._optional = _SMALL | set(tokens(registry.name))  # the province's name may be left out of a name
        for unit in registry.units:
            core = _core(unit.name)
            kind = self._kinds.get(unit.tier, "")
            if kind == "district":
                self._districts.setdefault(core, set()).add(unit.code)
            elif kind == "commune":
                self._communes.setdefault(core, set()).add(unit.code)
            self._add(unit.code, core if kind in ("district", "commune") else tokens(unit.name))
        for alias in registry.aliases:
            if alias.unit_code:
                self._add(alias.unit_code, tokens(alias.name))
                kind = self._kinds.get(registry.by_code[alias.unit_code].tier, "")
                book = {"district": self._districts, "commune": self._communes}.get(kind)
                if book is not None:
                    book.setdefault(_core(alias.name), set()).add(alias.unit_code)
        self._same_name = {code for codes in self._communes.values() if len(codes) > 1 for code in codes}
        self._former = FormerNames(registry, _core, _spellings_of)
        for core, heirs in self._former.heirs.items():
            self._communes.setdefault(core, set()).update(heirs)
        self.bare_districts = sorted(
            {
                fold(visible(unit.name.split(" ", len(_type_at(tokens(unit.name), 0)))[-1]))
                for unit in registry.units
                if self._kinds.get(unit.tier) == "district"
            }
        )
        # What was worked out of a text is kept: the same names stand in many files.
        self.stands = lru_cache(_KEPT)(self._stands)
        self.named = lru_cache(_KEPT)(self._named)
        self.whole = lru_cache(_KEPT)(self._whole)
        self.said = lru_cache(_KEPT)(self._said)
        self.above = lru_cache(_KEPT)(self._above)
        self.former_area = lru_cache(_KEPT)(self._former_area)
        self.has_former = bool(registry.former)
        self.over = lru_cache(_KEPT)(self._over)
        self.names_another = lru_cache(_KEPT)(self._names_another)
        self.says_one_of = lru_cache(_KEPT)(self._says_one_of)
        self.need_both = lru_cache(_KEPT)(self._need_both)

    def _add(self, code: str, words: tuple[str, ...]) -> None:
        self._forms.setdefault(code, set()).add(" " + " ".join(words) + " ")
        squashed = "".join(words)
        if len(squashed) > 3 and not squashed.isdigit():
            self._squashed.setdefault(code, set()).add(squashed)

    def all_forms(self) -> set[str]:
        """Return what units and places of today and before are called, without a place's type word, words joined with
        blanks."""
        out = {form for forms in self._forms.values() for form in forms} | {" ".join(c) for c in self._communes}
        out |= {" ".join(c) for c in self._districts} | {" ".join(tokens(self._registry.name))}
        for one in self._registry.former:
            out |= {" ".join(core) for core in (_core(one.name), _core(one.district), _core(one.province))}
        for unit in self._registry.units:
            if self._kinds.get(unit.tier) != "commune":  # TPCL, LV, SNV on a tab
                out |= {"".join(word[0] for word in words) for words in (tokens(unit.name), _core(unit.name)) if words}
        return {form for form in out if len(form.strip()) > 1 and not form.strip().isdigit()}

    def is_shared(self, code: str) -> bool:
        """Tell whether another unit of the same tier bears this unit's name."""
        return code in self._same_name

    def says_which(self, code: str, text: str) -> bool:
        """Tell whether a text names a commune with a type word that no other of its name has: Thị trấn Mỹ Thọ, where
        the other is Xã Mỹ Thọ."""
        unit = self._registry.by_code[code]
        kinds = _spellings_of(unit.name)
        for core in {_core(unit.name)} if kinds else ():
            for other in self._communes.get(core, ()):
                kinds = kinds - (set() if other == code else _spellings_of(self._registry.by_code[other].name))
            forms = [f" {' '.join((*kind, *core))} " for kind in kinds]
            if any(form in f" {' '.join(tokens(reading))} " for reading in readings(text) for form in forms):
                return True
        return False

    def _stands(self, code: str, text: str) -> bool:
        """Tell whether a unit's name stands in a text, in today's letters or in those of an old font."""
        return any(self._stands_in(code, reading) for reading in readings(text))

    def _stands_in(self, code: str, text: str) -> bool:
        words = tokens(text)
        line = f" {' '.join(words)} "
        if self._former.means(code, line):
            return True
        if self._former.speaks_against(code, line):
            return False
        if any(form in line for form in self._forms.get(code, ())):
            return True
        numbered = f" {' '.join(_NUMBER_WORDS.get(w, w) for w in words)} "
        if any(form in numbered for form in self._forms.get(code, ()) if form.strip()[-1:].isdigit()):
            return True
        squashed = "".join(words)
        if any(form in squashed for form in self._squashed.get(code, ())):
            return True
        unit = self._registry.by_code.get(code)
        if unit is None:
            return False
        return is_spelled_out(tokens(unit.name), words, self._optional)

    def _need_both(self, above: str, text: str) -> bool:
        """Tell whether some unit's name stands in two lines together and in neither of them alone."""
        lines = [
            tuple(f" {' '.join(tokens(reading))} " for reading in readings(t)) for t in (f"{above} {text}", above, text)
        ]
        whole, *alone = lines
        return any(
            form in line and not any(form in own for owns in alone for own in owns)
            for line in whole
            for forms in self._forms.values()
            for form in forms
        )

    def _named(self, text: str) -> tuple[frozenset[str], ...]:
        """Return, for every place that a text names with its type word, the units that it may be."""
        return next((found for reading in readings(text) if (found := self._named_in(reading))), ())

    def _named_in(self, text: str) -> tuple[frozenset[str], ...]:
        words = tokens(text)
        out: list[frozenset[str]] = []
        at = 0
        while at < len(words):
            kind = _type_at(words, at)
            step = 1
            if kind:
                book = self._districts if kind in _DISTRICT_WORDS else self._communes
                start = at + len(kind)
                for length in range(min(_MOST, len(words) - start), 0, -1):
                    name = words[start : start + length]
                    codes = book.get(name)
                    if codes or (kind in _DISTRICT_WORDS and self._former.was_district(kind, name)):
                        if codes:
                            out.append(frozenset(codes))
                        step = len(kind) + length  # a former "thị xã X" is no "xã X"
                        break
            at += step
        return tuple(out)

    def _whole(self, text: str) -> frozenset[str]:
        """Return the places whose bare name, without a type word, is the whole text; none for a mere number."""
        if len(text) > 40:
            return frozenset()
        words = tokens(text)
        if not words or all(w.isdigit() for w in words):
            return frozenset()
        return frozenset(self._districts.get(words, ())) | frozenset(self._communes.get(words, ()))

    def without_places(self, bare: str, text: str) -> str:
        """Return a text's plain words without the names, with their type words, of the places that it names."""
        for code in {code for codes in self.named(text) for code in codes}:
            bare = bare.replace(plain_text(self._registry.by_code[code].name), " ")
        return bare

    def parts(self, text: str) -> list[frozenset[str]]:
        """Return the places whose bare name stands between commas, dashes or brackets: Xã Tân Mỹ (Lấp Vò)."""
        return [self.whole(part) for reading in readings(text) for part in _PARTED.split(reading)]

    def _said(self, text: str) -> tuple[frozenset[str], ...]:
        """Return all places that a text names, with a type word or bare between its signs."""
        return (*self.named(text), *(codes for codes in self.parts(text) if codes))

    def _former_area(self, text: str) -> frozenset[str]:
        """Return today's units of the former districts that a heading, a title or a sheet's name speaks of; none for no
        such district."""
        return self._former.codes_of(self._former.places_in(f" {' '.join(tokens(text))} ", whole=True))

    def is_of_today_elsewhere(self, name: str, code: str, heading: str) -> bool:
        """Tell whether a name is that of another unit of today than this one, below a heading that calls its district
        one of before: such a list is of today's units, and today's bearer of the name lies elsewhere."""
        if not self._former.calls_it_old(f" {' '.join(tokens(heading))} "):
            return False
        words = tokens(name)
        bearers = self._of_today.get(words, set[str]())
        return bool(bearers) and code not in bearers and bearers.isdisjoint(self.former_area(heading))

    @cached_property
    def _of_today(self) -> dict[tuple[str, ...], set[str]]:
        """Return today's communes by their names with each way to write the type word."""
        out: dict[tuple[str, ...], set[str]] = {}
        for unit in self._registry.units:
            if self._kinds.get(unit.tier) == "commune":
                for kind in _spellings_of(unit.name):
                    out.setdefault((*kind, *_core(unit.name)), set()).add(unit.code)
        return out

    def without_old_places(self, bare: str) -> str:
        """Return a title's plain text without the words that call a former district or province the old one."""
        return self._former.without_old(bare) if self.has_former else bare

    def shortens(self, text: str, code: str) -> bool:
        """Tell whether a text holds a district's type and name by their first letters, and no other district's: TPHN,
        H. CL."""
        line = f" {' '.join(tokens(text))} "
        return any(f" {form} " in line for form in self._initials.get(code, ()))

    @cached_property
    def _initials(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = {}
        bearers: dict[str, set[str]] = {}
        for core, codes in self._districts.items():
            for code in codes:
                kind = "".join(word[0] for word in _type_at(tokens(self._registry.by_code[code].name), 0))
                short = "".join(word[0] for word in core)
                for form in (f"{kind}{short}", f"{kind} {short}"):
                    out.setdefault(code, set()).add(form)
                    bearers.setdefault(form, set()).add(code)
        return {code: {form for form in forms if len(bearers[form]) == 1} for code, forms in out.items()}

    def _names_another(self, text: str, above: frozenset[str], bare: bool) -> bool:
        """Tell whether a text names a place that is none of those, with its type word, or (bare) without one as the
        whole text."""
        named = self.named(text)
        if bare and (whole := self.whole(text)):
            named = (*named, whole)
        return any(above.isdisjoint(codes) for codes in named)

    def _says_one_of(self, text: str, codes: frozenset[str]) -> bool:
        """Tell whether a text names one of the units, with a type word or bare between its signs."""
        return any(not codes.isdisjoint(named) for named in self.said(text))

    def is_committee_of(self, unit: Unit, text: str) -> bool:
        """Tell whether a text is the people's committee of the unit's kind, with no place's name: VP HĐND và UBND
        huyện."""
        found = _COMMITTEE.fullmatch(" ".join(tokens(text)))
        return found is not None and tuple(found["kind"].split()) in _spellings_of(unit.name)

    def _above(self, code: str) -> frozenset[str]:
        """Return a unit's code and those of all that stand above it."""
        out = set[str]()
        while code and code not in out:
            out.add(code)
            found = self._registry.by_code.get(code)
            code = found.parent if found else ""
        return frozenset(out)

    def _over(self, code: str) -> frozenset[str]:
        """Return the codes of all that stand above a unit."""
        return self.above(code) - {code}
