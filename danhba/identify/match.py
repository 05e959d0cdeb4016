"""One name to one unit: exact first, then each fold; every level accepts only a unique unit in scope.

The order is: agencies by name and alias; places by type, core and district; agencies by initials; the legacy encodings;
bodies that are not units; several units in one cell; old names; at last proposals for a person to confirm.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from rapidfuzz.distance import OSA

from danhba.identify import result
from danhba.identify.address import without_address
from danhba.identify.before_and_now import agreed, said_of_times
from danhba.identify.certain import _day
from danhba.identify.former import FormerNames
from danhba.identify.former_places import DISTRICT_TYPES, Area, FormerPlaces
from danhba.identify.index import _FILLERS, _PARENTHESIS, _Entry, _joined, _squash, _units
from danhba.identify.initials import _spells
from danhba.identify.other_bodies import _ALL_OF, _BEFORE_BODY, _LIST, _NOT_UNITS_BARE, _NOT_UNITS_EXACT
from danhba.identify.proposals import _LIKELY, _NEAR, _spelling
from danhba.identify.result import Match, Scope
from danhba.registry import Registry, Unit
from danhba.vietnamese.encodings import NAMES, decodings, garbled, suspicious
from danhba.vietnamese.names import (
    TYPES,
    Level,
    keys,
    split_type,
    strip_office,
    syllable,
    tidy,
    tokens_of,
    type_alone,
    unaccented,
)
from danhba.vietnamese.text import fold

_BLANK_RUN = re.compile(r"[^\S\n]+")
_MOST_WORDS = 60  # of a name with its district: longer ones are not taken apart at every word
_LONGEST = 4000  # characters of a cell in which names are looked for: a list of sixty units is half as long
# Blanks of typing only: in a text read in the wrong encoding a no-break space is half of a letter.
_BLANKS = re.compile(r"[ \t\r\n]+")
_ENDINGS = re.compile(r"(?P<name>.*[^\W\d_]{2,}) (?P<one>[A-ZĐ]|\d{1,2})\s*(?:[,;/&+-]|và)\s*(?P<other>[A-ZĐ]|\d{1,2})")
_SIGNS = re.compile(r"\s*[()\[\],;:–—-]+\s*")
_COMMITTEE = re.compile(r"\b(?:vp)?(?:ubnd|uy ban)\b")


class Matcher:
    """The registry made ready for matching. Pure: the same name and scope always give the same answer."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._former = FormerNames(registry)
        self._places: tuple[dict[str, list[_Entry]], ...] = ({}, {}, {})
        self._agencies: tuple[dict[str, list[Unit]], ...] = ({}, {}, {})
        self._agency_words: list[tuple[Unit, tuple[str, ...]]] = []
        self._dissolved: dict[str, list[tuple[str, str]]] = {}
        self._other_bodies: set[str] = set()
        self._seen: dict[tuple[str, Scope], Match] = {}
        self._rules: dict[tuple[str, Scope], Match | None] = {}
        self._named_above: dict[tuple[tuple[str, ...], Level], set[str]] = {}
        self._kinds = {s.tier: s.kind for s in registry.sections}
        self._province = tokens_of(registry.name)
        for unit in registry.units:
            if self._kinds.get(unit.tier) == "agency":
                self._add_agency(unit, unit.name)
                self._agency_words.append(
                    (unit, self._agency_core(tokens_of(tidy(_PARENTHESIS.sub(" ", unit.name)), short_types=False)))
                )
            else:
                self._add_place(unit, unit.name)
        for alias in registry.aliases:
            self._add_alias(alias.name, alias.unit_code, alias.kind, alias.until, alias.note)

    # --- building -------------------------------------------------------------------------------------------------

    def _add_place(self, unit: Unit, name: str, retired: str = "", note: str = "") -> None:
        unit_type, core = split_type(tokens_of(tidy(name)))
        entry = _Entry(unit, unit_type or unit.unit_type, retired, note)
        for level in Level:
            self._places[level].setdefault(keys(core, level), []).append(entry)
            joined = _joined(core, level)
            if joined != keys(core, level):
                self._places[level].setdefault(joined, []).append(entry)

    def _add_agency(self, unit: Unit, name: str) -> None:
        for part in (name, *_PARENTHESIS.findall(name), _PARENTHESIS.sub(" ", name)):
            core = self._agency_core(tokens_of(tidy(part), short_types=False))
            if core:
                for level in Level:
                    units = self._agencies[level].setdefault(_squash(core, level), [])
                    if unit not in units:
                        units.append(unit)

    def _add_alias(self, name: str, code: str, kind: str, until: str, note: str) -> None:
        if kind == "not_a_unit":
            self._other_bodies.add(_squash(self._agency_core(tokens_of(tidy(name))), Level.BARE))
        elif kind == "dissolved":
            unit_type, core = split_type(tokens_of(tidy(name)))
            self._dissolved.setdefault(keys(core, Level.EXACT), []).append((unit_type, note))
        else:
            unit = self.registry.by_code[code]
            if self._kinds.get(unit.tier) == "agency":
                self._add_agency(unit, name)
            else:
                self._add_place(unit, name, until or "trước đây" if kind == "retired" else "", note)

    def _agency_core(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """Drop the province's name and filler words: Cục Thuế tỉnh Đồng Tháp and Cục Thuế Tỉnh are one."""
        tokens = self._without_province(tokens)
        tokens = self._without_level(tokens, self.registry.level_words[:-1])
        return tuple(t for t in tokens if t not in _FILLERS)

    def _without_province(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        n = len(self._province)
        if len(tokens) > n and keys(tokens[-n:], Level.BARE) == keys(self._province, Level.BARE):
            if tokens[-n:] == self._province or all(t.isascii() for t in tokens[-n:]):
                tokens = tokens[:-n]
                shorter = self._without_level(tokens, self.registry.level_words)
                if shorter != tokens:
                    tokens = shorter
                elif len(tokens) > 2 and fold(" ".join(tokens[-2:])) == "thanh pho":
                    tokens = tokens[:-2]
        return tokens

    @staticmethod
    def _without_level(tokens: tuple[str, ...], levels: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        """Drop the word for what the area is at the end of a name: Công an Tỉnh."""
        for words in levels:
            if len(tokens) > len(words) and tokens[-len(words) :] == words:
                return tokens[: -len(words)]
        return tokens

    @cached_property
    def _district_initials(self) -> dict[str, list[Unit]]:
        """Initials that offices put for a district: (LV), H.LV, TPCL. Several districts may share them."""
        out: dict[str, list[Unit]] = {}
        for unit in self.registry.units:
            if self._kinds.get(unit.tier) == "district":
                _, core = split_type(tokens_of(unit.name))
                for form in {"".join(t[0] for t in core), fold("".join(t[0] for t in core))}:
                    out.setdefault(form, []).append(unit)
        return out

    # --- asking ---------------------------------------------------------------------------------------------------

    def match(self, raw: str, scope: Scope = Scope()) -> Match:
        """Return what a name cell says within a scope."""
        asked = (raw, scope)
        found = self._seen.get(asked)
        if found is None:
            if len(self._seen) > 20_000:
                self._seen.clear()
            found = self._seen[asked] = self._match(raw, scope)
        return found

    def _match(self, raw: str, scope: Scope) -> Match:
        text = tidy(raw)
        if not any(c.isalnum() for c in text):
            return result.blank()
        if len(text) > _LONGEST:
            beginning = self._match(text[:_LONGEST].rstrip(), scope)
            return result.unknown() if beginning.unit else beginning
        certain = self.certain(text, scope)
        if (certain is None or "unheard" in certain.detail) and (said := self._of_two_times(text, scope)) is not None:
            return said
        if certain is not None:
            # Of a name in an old font a district may be readable as it stands, and the commune before it not.
            legacy = self.decoded(raw, scope) if "unheard" in certain.detail and suspicious(raw) else None
            return legacy if legacy is not None and legacy.unit else certain
        at_home = without_address(text)
        if at_home != text and (found := self.certain(at_home, scope)) is not None:
            if found.unit is not None or found.is_ambiguous:
                return found
        itself = self._sender_itself(text, scope)
        if itself is not None:
            return itself
        if garbled(raw):
            return result.letters_lost()
        readings = [("", text)]
        if suspicious(raw):
            # The raw text: in TCVN3 the letter ư is a soft hyphen, which tidy text has lost.
            readings += [(encoding, tidy(decoded)) for encoding, decoded in decodings(_BLANKS.sub(" ", raw).strip(" "))]
        legacy = self._one_decoding(readings[1:], scope)
        if legacy is not None:
            return legacy
        return self._uncertain(raw, text, readings, scope)

    def _of_two_times(self, text: str, scope: Scope) -> Match | None:
        """Read a name that says itself what of it is of before and what is of today."""
        if not self.registry.former:
            return None
        return agreed(said_of_times(text), self._former, lambda name: self.certain(name, scope), scope.area)

    def _sender_itself(self, text: str, scope: Scope) -> Match | None:
        """Read a committee's name that names no place ("UBND huyện"): in the own return of a unit of that type it is
        the unit itself."""
        sender = self.registry.by_code.get(scope.sender)
        if not _COMMITTEE.search(fold(text)):
            return None
        stripped, party_only = strip_office(tokens_of(text))
        kind = type_alone(stripped)
        if party_only or not kind:
            return None
        if sender is not None and kind == sender.unit_type:
            return Match(sender)
        return result.unknown(nearest=f"Ô này chưa ghi tên {kind} nào.")

    def district_heading(self, text: str, before: frozenset[str], behind: frozenset[str]) -> str:
        """Return the district that a heading names among words of a heading ("Các xã thuộc huyện Lấp Vò (12 xã)"); ''
        where it says more.

        before, behind: folded words that may stand around the name; numbers may stand behind it.
        """
        tokens = self._without_province(tokens_of(tidy(text)))
        if len(tokens) > 30:
            return ""
        words = [fold(t) for t in tokens]
        for start in range(len(tokens)):
            if split_type(tokens[start:])[0]:
                for end in range(len(tokens), start + 1, -1):
                    rest = words[end:]
                    if all(w in behind or w.isdecimal() for w in rest) and (len(rest) != 1 or not rest[0].isdecimal()):
                        found = self._districts(tokens[start:end], Level.BARE if unaccented(text) else Level.VOWELS)
                        if len(found) == 1:
                            return found.pop()
            if words[start] not in before:
                return ""
        return ""

    def former_heading(self, text: str, before: frozenset[str]) -> Area:
        """Return the former districts that a heading names behind no other words than a heading's (before, folded); ()
        where it names a commune."""
        if not self.former_places.all:
            return ()
        places = self.former_places.spoken_of(text, whole=True)
        if not places:
            return ()
        stripped, _ = strip_office(tokens_of(tidy(text)))
        words = [fold(t) for t in stripped]
        for start in range(len(stripped)):
            kind, core = split_type(stripped[start:])
            if kind in DISTRICT_TYPES and core:
                return places
            if words[start] not in before:
                break
        typed = any(split_type(stripped[start:])[0] for start in range(len(stripped)))
        return () if typed or len(stripped) > 6 else places  # a bare name, or a former province's

    def decoded(self, raw: str, scope: Scope) -> Match | None:
        """Return what a name in a legacy encoding says, when exactly one reading of it is certain."""
        return self._one_decoding([(e, tidy(d)) for e, d in decodings(_BLANKS.sub(" ", raw).strip(" "))], scope)

    def certain_or_decoded(self, raw: str, scope: Scope) -> Match | None:
        """Return a match that a rule decides, read as it is or from a legacy encoding; None when no rule does. Kept."""
        asked = (raw, scope)
        if asked not in self._rules:
            if len(self._rules) > 20_000:
                self._rules.clear()
            found = self.certain(tidy(raw), scope)
            if (found is None or "unheard" in found.detail) and suspicious(raw):
                found = self.decoded(raw, scope) or found
            self._rules[asked] = found
        return self._rules[asked]

    def _one_decoding(self, readings: list[tuple[str, str]], scope: Scope) -> Match | None:
        hits: dict[object, tuple[Match, str, str]] = {}
        for encoding, text in readings:
            found = self.certain(text, scope, Level.VOWELS)
            if found is not None:
                meaning = found.unit.code if found.unit else (found.facts, *(u.code for u in found.candidates))
                hits.setdefault(meaning, (found, encoding, text))
        if any(found.unit for found, _, _ in hits.values()):
            hits = {name: hit for name, hit in hits.items() if "unheard" not in hit[0].detail}
        if len(hits) == 1:
            found, encoding, text = next(iter(hits.values()))
            detail = {**found.detail, "encoding": NAMES[encoding], "decoded": text}
            return replace(found, facts=found.facts._replace(encoding=NAMES[encoding]), detail=detail)
        if hits:
            units = dict.fromkeys(u for m, _, _ in hits.values() for u in ((m.unit,) if m.unit else m.candidates))
            return result.ambiguous(tuple(units))
        return None

    def is_of_later(self, name: str) -> bool:
        """Tell whether a name is one that only a later registry has, with its type word."""
        if not self.registry.later:
            return False
        tokens, _ = strip_office(tokens_of(tidy(name)))
        return keys(self._without_province(tokens), Level.VOWELS) in self._later

    @cached_property
    def _later(self) -> frozenset[str]:
        return frozenset(keys(tokens_of(tidy(name)), Level.VOWELS) for name in self.registry.later)

    @property
    def former_places(self) -> FormerPlaces:
        """The former districts that headings, titles and columns may speak of."""
        return self._former.places

    def is_agency(self, unit: Unit) -> bool:
        """Tell whether a unit stands in the agencies' section."""
        return self._kinds.get(unit.tier) == "agency"

    def is_district(self, unit: Unit) -> bool:
        """Tell whether a unit is the parent of communes."""
        return self._kinds.get(unit.tier) == "district"

    def is_commune(self, tier: str) -> bool:
        """Tell whether a tier holds communes."""
        return self._kinds.get(tier) == "commune"

    def place_codes(self, tokens: tuple[str, ...], level: Level) -> tuple[str, ...]:
        """Return the codes of places that tokens name exactly: with a type, or by two words or more."""
        unit_type, core = split_type(tokens)
        if (not unit_type and len(tokens) < 2) or (
            len(core) > 1 and (fold(core[0]), fold(core[1])) not in self._first_pairs
        ):
            return ()
        found = self._named(tokens, level)
        today = [e.unit for e in found if not e.retired]
        former = self._former.answer(tokens, level, today, bool(unit_type))
        if former is not None:
            units = (former.unit,) if former.unit else former.candidates
            return tuple(u.code for u in units) if former.unit or len(units) > 1 else ()
        if not found and unit_type and len(core) == 1:
            found = [_Entry(u, unit_type) for u in self._district_initials.get(core[0], ()) if u.unit_type == unit_type]
        return tuple(u.code for u in _units(found))

    def agency_codes(self, tokens: tuple[str, ...], level: Level) -> tuple[str, ...]:
        """Return the codes of agencies that tokens name, whole or by initials of three letters and more."""
        core = self._agency_core(tokens)
        if not core or sum(map(len, core)) < 3 or fold(core[0]) not in self.agency_starts:
            return ()
        found = self._agencies[level].get(_squash(core, level)) or ()
        if found and self._agency_fits(tokens, Scope()):
            return tuple(u.code for u in found)
        if level is Level.EXACT and len(core[0]) > 1:
            spelled = self._by_initials(tokens, Scope())
            if len(spelled) == 1:
                return (spelled[0].code,)
        return ()

    @cached_property
    def district_cores(self) -> frozenset[str]:
        """The districts' names without type, folded: "thanh binh"."""
        return frozenset(self.district_core(u.code) for u in self.registry.units if self.is_district(u))

    def district_core(self, code: str) -> str:
        """Return a district's name without its type, folded."""
        return " ".join(fold(t) for t in split_type(tokens_of(tidy(self.registry.by_code[code].name)))[1])

    @cached_property
    def place_starts(self) -> frozenset[str]:
        """Folded words that a place's name may begin with: type words and the first words of names."""
        types = {fold(words[0]) for words in TYPES}
        return frozenset(
            types
            | {k.split(" ")[0] for k in self._places[Level.BARE]}
            | {fold(split_type(tokens_of(tidy(u.name)))[1][0]) for u in self.registry.units if not self.is_agency(u)}
            | {fold(split_type(tokens_of(tidy(name)))[1][0]) for name in self._former_names}
        )

    @cached_property
    def _former_names(self) -> frozenset[str]:
        """The names of former communes and districts."""
        return frozenset(name for one in self.registry.former for name in (one.name, one.district))

    @cached_property
    def _first_pairs(self) -> frozenset[tuple[str, str]]:
        """The first two words, folded, of every place's name and old name."""
        names = [u.name for u in self.registry.units if not self.is_agency(u)] + [a.name for a in self.registry.aliases]
        cores = (split_type(tokens_of(tidy(name)))[1] for name in (*names, *self._former_names))
        return frozenset((fold(c[0]), fold(c[1])) for c in cores if len(c) > 1)

    @cached_property
    def agency_starts(self) -> frozenset[str]:
        """Folded first words of agencies' names, and their initials."""
        firsts = {fold(words[0]) for _, words in self._agency_words}
        initials = {fold("".join(w[0] for w in words)) for _, words in self._agency_words}
        aliases = {
            fold(tokens_of(tidy(a.name), short_types=False)[0]) for a in self.registry.aliases if a.kind == "alias"
        }
        return frozenset(firsts | initials | aliases)

    def certain(self, text: str, scope: Scope, up_to: Level = Level.BARE) -> Match | None:
        """Return a match, an ambiguity or a refusal that a rule decides; None when no rule does."""
        tokens = tokens_of(text)
        if not tokens:
            return None
        bare_allowed = unaccented(text)
        stripped, party_only = strip_office(tokens)
        plain = tokens_of(text, short_types=False)
        plain_stripped, _ = strip_office(plain)
        for level in Level:
            if level > up_to or (level is Level.BARE and not bare_allowed):
                break
            agencies = self._agencies[level].get(_squash(self._agency_core(plain), level)) or (
                self._agencies[level].get(_squash(self._agency_core(plain_stripped), level))
                if len(plain_stripped) > 1
                else None
            )
            if agencies and self._agency_fits(plain, scope):
                return self._choose([_Entry(u, "") for u in agencies], scope, explicit=True)
            places = self._places_for(stripped, level)
            today = [e.unit for e in places[0] if not e.retired] if places else []
            former = self._former.answer(
                self._without_province(stripped), level, today, bool(places and places[1]), scope.area
            )
            if former is not None:
                return result.other_body(former.candidates) if party_only else former
            if places:
                if party_only:
                    return result.other_body((places[0][0].unit,))
                entries, explicit = places
                return self._choose(entries, scope, explicit)
        return self._dissolved_name(stripped)

    def _agency_fits(self, tokens: tuple[str, ...], scope: Scope) -> bool:
        """A police or an inspectorate without "tỉnh" is the province's only in the agencies' section."""
        generic = len(self._agency_core(tokens)) == 2 and fold(tokens[0]) not in (
            "so",
            "cuc",
            "dai",
            "ban",
            "quy",
            "vp",
            "van",
        )
        if not generic or self._kinds.get(scope.tier) == "agency":
            return True
        return len(tokens) > len(self._agency_core(tokens)) or not self.registry.plan.shared_services.isdisjoint(tokens)

    def _places_for(self, tokens: tuple[str, ...], level: Level) -> tuple[list[_Entry], bool] | None:
        """Return (entries, whether the name gave its type or district) for a place's name, its district perhaps behind
        it."""
        tokens = self._without_province(tokens)
        found = self._named(tokens, level)
        if found:
            return found, split_type(tokens)[0] != ""
        unit_type, core = split_type(tokens)
        if unit_type and len(core) == 1:  # H.LV, TPCL
            units = [u for u in self._district_initials.get(core[0], ()) if u.unit_type == unit_type]
            if units:
                return [_Entry(u, unit_type) for u in units], True
        hits: list[_Entry] = []
        for i in range(1, len(tokens) if len(tokens) <= _MOST_WORDS else 0):
            left, right = tokens[:i], tokens[i:]
            if len(right) > 1 and right[0] in ("thuộc", "thuoc", "của", "cua"):
                right = right[1:]
            for name, district in ((left, right), (right, left)):
                above = self._above(district, level)
                if above:
                    for entry in self._named(strip_office(name)[0], level):
                        if entry.unit.parent in above and entry not in hits:
                            hits.append(entry)
        return (hits, True) if hits else None

    def _named(self, tokens: tuple[str, ...], level: Level) -> list[_Entry]:
        """Return entries of that type and core; a retired name only where no present one fits."""
        unit_type, core = split_type(tokens)
        found = self._lookup(core, level)
        if unit_type:
            typed = [e for e in found if e.unit_type == unit_type]
            found = typed or self._lookup(tokens, level) if tokens[0] in ("phuong", "xa", "quan") else typed
        present = [e for e in found if not e.retired]
        return present or found

    def _lookup(self, core: tuple[str, ...], level: Level) -> list[_Entry]:
        return self._places[level].get(keys(core, level)) or self._places[level].get(_joined(core, level)) or []

    def _above(self, tokens: tuple[str, ...], level: Level) -> set[str]:
        """Return the codes of districts that tokens may name. Kept: what stands behind a commune's name stands behind
        its neighbours' too."""
        found = self._named_above.get((tokens, level))
        if found is None:
            if len(self._named_above) > 20_000:
                self._named_above.clear()
            found = self._named_above[tokens, level] = self._districts(strip_office(tokens)[0], level)
        return found

    def _districts(self, tokens: tuple[str, ...], level: Level) -> set[str]:
        if not tokens:
            return set()
        found = {e.unit.code for e in self._named(tokens, level) if self._kinds.get(e.unit.tier) == "district"}
        if not found:
            unit_type, core = split_type(tokens)
            units = self._district_initials.get("".join(core)) or ()
            found = (
                {u.code for u in units if not unit_type or u.unit_type == unit_type}
                if len(core) == 1 or not unit_type
                else set()
            )
        return found

    def _choose(self, entries: list[_Entry], scope: Scope, explicit: bool) -> Match:
        """Choose the one entry in scope, or say why not. explicit: the name itself gave type or district."""
        pool = entries
        if not explicit and not (scope.tier and scope.worded) and self._of_two_tiers(entries):
            return result.ambiguous(_units(entries))
        if scope.tier:
            inside = [e for e in entries if e.unit.tier == scope.tier]
            if inside:
                pool = inside
            elif not explicit:
                return result.proposed(_units(entries), why="section")
        if len(_units(pool)) > 1 and scope.district:
            near = [e for e in pool if e.unit.parent == scope.district]
            if len(_units(near)) >= 1:
                pool = near
        units = _units(pool)
        if len(units) > 1:
            return result.ambiguous(units)
        entry = pool[0]
        if entry.retired:
            until = f"tên dùng trước ngày {_day(entry.retired)}"
            return result.renamed(entry.unit, until + (f" ({entry.note})" if entry.note else ""))
        return Match(entry.unit)

    def _of_two_tiers(self, entries: list[_Entry]) -> bool:
        """Tell whether a bare name fits a district and a commune: a heading's words say which is meant, its letter
        alone does not."""
        return {"district", "commune"} <= {self._kinds.get(e.unit.tier, "") for e in entries}

    def _dissolved_name(self, tokens: tuple[str, ...]) -> Match | None:
        tokens = self._without_province(tokens)
        for size in range(min(len(tokens), _MOST_WORDS), 0, -1):
            unit_type, core = split_type(tokens[:size])
            for kind, note in self._dissolved.get(keys(core, Level.EXACT), ()):
                if (not unit_type or not kind or unit_type == kind) and (
                    size == len(tokens) or self._districts(tokens[size:], Level.EXACT)
                ):
                    return result.gone(f"đơn vị này không còn ({note})" if note else "đơn vị này không còn")
        return None

    # --- when no rule decides -------------------------------------------------------------------------------------

    def _uncertain(self, raw: str, text: str, readings: list[tuple[str, str]], scope: Scope) -> Match:
        by_initials = self._by_initials(tokens_of(text, short_types=False), scope)
        if len(by_initials) == 1:
            return Match(by_initials[0])
        if len(by_initials) > 1:
            return result.ambiguous(tuple(by_initials))
        for _, reading in readings:
            other = self.other_body(tokens_of(reading))
            if other is not None:
                return other
        many = self._many(raw, scope)
        if many is not None:
            return many
        best: tuple[Unit, ...] = ()
        near: tuple[Unit, ...] = ()
        for _, reading in readings:
            guessed, nearest = self._proposals(reading, scope)
            if guessed:
                best = guessed
                if reading != text:
                    return result.proposed(best, read=reading)
                break
            near = near or nearest
        if best:
            return result.proposed(best)
        return result.unknown(near or self._named_in(text, scope))

    def _named_in(self, text: str, scope: Scope) -> tuple[Unit, ...]:
        """Return the units that a part of a text names by itself, for the message: Xã Tân Mỹ (bộ phận một cửa)."""
        found = [self.certain(part, scope) for part in _SIGNS.split(text)[:6] if len(part) > 3]
        units = dict.fromkeys(u for m in found if m for u in ((m.unit,) if m.unit else m.candidates))
        return tuple(units)[:3]

    def _by_initials(self, tokens: tuple[str, ...], scope: Scope) -> list[Unit]:
        """Return agencies whose words the tokens spell, whole or by initials: Sở Nông nghiệp & PTNT, KBNN, Cục HQ."""
        if scope.tier and self._kinds.get(scope.tier) != "agency":
            if fold(tokens[0]) not in ("so", "cuc", "bhxh", "kbnn", "dai"):
                return []
        core = self._agency_core(tokens)
        if sum(map(len, core)) < 3 or not self._agency_fits(tokens, scope):
            return []
        found = []
        for unit, words in self._agency_words:
            if _spells(core, words):
                found.append(unit)
        return found

    def other_body(self, tokens: tuple[str, ...]) -> Match | None:
        """Recognise a body below or beside a unit: police of a commune, a division of a district or an agency."""
        if _squash(self._agency_core(tokens), Level.BARE) in self._other_bodies:
            return result.other_body()
        plain = all(t.isascii() for t in tokens)
        words = tuple(fold(t) for t in tokens) if plain else tuple(syllable(t) for t in tokens)
        bodies = _NOT_UNITS_BARE if plain else _NOT_UNITS_EXACT
        starts = [0, *(i for i in range(1, min(len(words), 4)) if fold(tokens[i - 1]) in _BEFORE_BODY)]
        if not any(words[i : i + n] in bodies for i in starts for n in range(1, min(6, len(words) - i))):
            return None
        for i in range(1, len(tokens)):
            rest = tokens[i:]
            for level in Level:
                if level is Level.BARE and not plain:
                    break
                found = self._places_for(rest, level)
                if found and (found[1] or len(rest) > 1):
                    return result.other_body(_units(found[0]))
                agencies = self._agencies[level].get(_squash(self._agency_core(rest), level))
                if agencies and len(rest) > 1:
                    return result.other_body(tuple(agencies))
            if len(rest) > 1 and fold(rest[0]) == "so" and len(self._by_initials(rest, Scope())) == 1:
                return result.other_body(tuple(self._by_initials(rest, Scope())))
        return None

    def _many(self, raw: str, scope: Scope) -> Match | None:
        parts = [p for p in _LIST.split(_BLANK_RUN.sub(" ", raw)) if p and any(c.isalnum() for c in p)]
        if endings := _ENDINGS.fullmatch(tidy(raw)):  # Phường An Bình A, B; Xã Long Khánh A-B
            parts = [f"{endings['name']} {end}" for end in (endings["one"], endings["other"])]
        kind = ""
        found: list[Unit] = []
        for part in parts[:60]:
            tokens, _ = strip_office(tokens_of(tidy(part)))
            unit_type, core = split_type(tokens)
            if not tokens:
                continue
            if unit_type:
                kind = unit_type
            text = tidy(part) if unit_type or not kind else f"{kind} {tidy(part)}"
            match = self.certain(text, scope)
            if match is None and core:
                match = self.certain(f"{kind} {' '.join(core)}", scope) if kind else None
            if match is not None and (match.unit or match.is_ambiguous):
                found.extend([match.unit] if match.unit else match.candidates[:1])
        units = tuple(dict.fromkeys(found))
        kinds = {self._kinds.get(u.tier) for u in units}
        if len(units) > 1 and len(kinds) == 1:
            return result.several(units)
        if _ALL_OF.search(fold(tidy(raw))) and not found:
            return result.several()
        return None

    @cached_property
    def _spellings(self) -> list[tuple[Unit, str, str, str, str, str]]:
        """(unit, type, type in syllables, core in syllables, bare core, suffix) for proposals."""
        out = []
        for unit in self.registry.units:
            if self._kinds.get(unit.tier) == "agency":
                core: tuple[str, ...] = self._agency_core(
                    tokens_of(tidy(_PARENTHESIS.sub(" ", unit.name)), short_types=False)
                )
                out.append((unit, "", "", *_spelling(core)))
            else:
                unit_type, core = split_type(tokens_of(tidy(unit.name)))
                out.append((unit, unit_type, _spelling(tuple(unit_type.split()))[0], *_spelling(core)))
        return out

    def _proposals(self, text: str, scope: Scope) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """Return (likely units, best first; the nearest names for the message)."""
        tokens, _ = strip_office(tokens_of(text))
        tokens = self._without_province(tokens)
        if len(tokens) > _MOST_WORDS:
            return (), ()  # a text, and no misspelt name
        within: set[str] = set()
        for i in range(len(tokens) - 1, 0, -1):
            above = self._districts(tokens[i:], Level.EXACT) or self._districts(tokens[i:], Level.BARE)
            if above and i >= 1 and split_type(tokens[:i])[1]:
                kind, _ = split_type(tokens[i:])
                if kind or text[-1:] == ")" or "," in text or "-" in text or "(" in text:
                    tokens, within = tokens[:i], above
                    break
        unit_type, core = split_type(tokens)
        agency = self._agency_core(tokens)
        mine, bare, suffix = _spelling(core)
        agency_mine, agency_bare, _ = _spelling(agency)
        scored: list[tuple[float, int, Unit]] = []
        numbered = len(core) == 1 and core[0].isdigit()
        asked_kind = self._kind_of_type(unit_type) if unit_type else ""
        long, bare_long = len(mine), len(bare)
        for unit, kind, kind_spelt, theirs, theirs_bare, theirs_suffix in self._spellings:
            if kind == "":
                if unit_type:
                    continue
                first, first_bare = agency_mine, agency_bare
            else:
                if within and unit.parent not in within:
                    continue
                first, first_bare = mine, bare
            length = max(len(theirs), 5)
            # Edits beyond which a name is neither likely nor near; names whose lengths lie further apart are left out
            # before any edit is counted: most are, of 11,000 nearly all.
            most = int(_NEAR * length + 0.5)
            apart = abs(len(first) - len(theirs))
            if kind and not unit_type:
                apart = min(apart, abs(long - len(kind_spelt) - 1 - len(theirs)))
            if apart > most and abs((bare_long if kind else len(agency_bare)) - len(theirs_bare)) > most:
                continue
            gap = OSA.distance(first, theirs, score_cutoff=most)
            bare_gap = OSA.distance(first_bare, theirs_bare, score_cutoff=most)
            if kind and not unit_type and gap:  # the type word itself may be the misspelt one
                gap = min(gap, OSA.distance(mine, f"{kind_spelt} {theirs}", score_cutoff=most))
            if gap > most and bare_gap > most:
                continue
            if kind and unit_type and unit_type != kind:
                if self._kinds.get(unit.tier) != asked_kind:
                    continue
                gap += 1
            if scope.district and unit.parent == scope.district:
                gap -= 0.5
            if scope.tier and unit.tier != scope.tier:
                gap += 1
            score = min(gap, bare_gap + 1.0) / length
            # The number or letter that ends a name is never taken for a misspelling: such a unit is only shown as near.
            scored.append(
                (score if kind == "" or suffix == theirs_suffix else max(score, _LIKELY) + 0.1, unit.order, unit)
            )
        scored.sort(key=lambda s: (s[0], s[1]))
        near = tuple(u for score, _, u in scored[:3] if score <= _NEAR and len(mine) > 3)
        # A name cut short comes nearer than one that is as long and another: Sở Lao động, not Sở Xây dựng.
        asked = tuple(map(fold, agency))
        longer: tuple[Unit, ...] = ()
        if len(asked) > 1:
            longer = tuple(u for u, words in self._agencies_folded if words[: len(asked)] == asked)
        near = longer[:5] or near
        if numbered or not scored or scored[0][0] > _LIKELY:
            return (), near
        reach = min(_LIKELY, scored[0][0] + 0.12)
        return tuple(u for score, _, u in scored[:5] if score <= reach), near

    def near_below(self, name: str, above: str) -> tuple[Unit, ...]:
        """Return the units directly below one whose names come near a name of another: its letter at the end left out,
        or one mark or letter apart."""
        tokens, _ = strip_office(tokens_of(tidy(name[:_LONGEST])))
        out: list[tuple[int, int, Unit]] = []
        if len(tokens) > _MOST_WORDS:
            return ()
        for end in range(len(tokens), 0, -1):  # a district may stand behind the name
            unit_type, core = split_type(tokens[:end])
            mine, bare, suffix = _spelling(core)
            if len(core) < 2:
                break
            for unit, kind, _, theirs, theirs_bare, theirs_suffix in self._spellings:
                if unit.parent != above or not kind or (unit_type and kind != unit_type):
                    continue
                gap = OSA.distance(bare, theirs_bare)
                if gap <= 1 and (mine == theirs or suffix == theirs_suffix):
                    out.append((OSA.distance(mine, theirs), unit.order, unit))
            if out:
                break
        return tuple(unit for _, _, unit in sorted(out, key=lambda found: found[:2])[:4])

    @cached_property
    def _agencies_folded(self) -> list[tuple[Unit, tuple[str, ...]]]:
        return [(unit, tuple(map(fold, words))) for unit, words in self._agency_words]

    @cached_property
    def _kinds_of_types(self) -> dict[str, str]:
        """The kind of tier by the type word of its first unit in the registry."""
        out = {"xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune"}
        out.update((u.unit_type, self._kinds.get(u.tier, "")) for u in reversed(self.registry.units))
        return out

    def _kind_of_type(self, unit_type: str) -> str | None:
        return self._kinds_of_types.get(unit_type, "district")
