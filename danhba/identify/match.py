"""One name to one unit: exact first, then each fold; every level accepts only a unique unit in scope.

The order is: agencies by name and alias; places by type, core and district; agencies by initials; the legacy encodings;
bodies that are not units; several units in one cell; old names; at last proposals for a person to confirm.
"""

from __future__ import annotations

import re
from functools import cached_property

from danhba.identify import result
from danhba.identify.address import without_address
from danhba.identify.agencies import AgencyNames
from danhba.identify.before_and_now import agreed, said_of_times, speaks_of_times
from danhba.identify.certain import CertainNames
from danhba.identify.former import FormerNames
from danhba.identify.former_places import DISTRICT_TYPES, FormerPlaces
from danhba.identify.headings import Headings
from danhba.identify.index import LONGEST
from danhba.identify.old_fonts import decoded_texts, one_decoding
from danhba.identify.other_bodies import OtherBodies
from danhba.identify.own_province import OwnProvince
from danhba.identify.places import PlaceNames
from danhba.identify.proposals import Proposals
from danhba.identify.result import Match, Scope
from danhba.identify.several_units import several_units
from danhba.identify.tiers import Tiers
from danhba.registry import Registry, Unit
from danhba.vietnamese.encodings import garbled, suspicious
from danhba.vietnamese.names import Level, keys, split_type, strip_office, tidy, tokens_of, type_alone
from danhba.vietnamese.text import fold

_SIGNS = re.compile(r"\s*[()\[\],;:–—-]+\s*")
_COMMITTEE = re.compile(r"\b(?:vp)?(?:ubnd|uy ban)\b")


class Matcher:
    """The registry made ready for matching. Pure: the same name and scope always give the same answer."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.tiers = Tiers(registry)
        self._province = OwnProvince(registry)
        self._former = FormerNames(registry)
        self.agencies = AgencyNames(registry, self.tiers, self._province)
        self.places = PlaceNames(registry, self.tiers, self._province, self._former)
        self.certain = CertainNames(self.tiers, self._province, self.agencies, self.places, self._former)
        self.bodies = OtherBodies(registry, self.agencies, self.places)
        self.proposals = Proposals(registry, self.tiers, self._province, self.agencies, self.places)
        self.headings = Headings(self._province, self.places, self.former_places)
        self._seen: dict[tuple[str, Scope], Match] = {}
        self._decided: dict[tuple[str, Scope], Match | None] = {}

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
        if len(text) > LONGEST:
            beginning = self._match(text[:LONGEST].rstrip(), scope)
            return result.unknown() if beginning.unit else beginning
        certain = self.certain.answer(text, scope)
        if (certain is None or "unheard" in certain.detail) and (said := self._of_two_times(text, scope)) is not None:
            return said
        if certain is not None:
            # Of a name in an old font a district may be readable as it stands, and the commune before it not.
            legacy = self.decoded(raw, scope) if "unheard" in certain.detail and suspicious(raw) else None
            return legacy if legacy is not None and legacy.unit else certain
        at_home = without_address(text)
        if at_home != text and (found := self.certain.answer(at_home, scope)) is not None:
            if found.unit is not None or found.is_ambiguous:
                return found
        itself = self._sender_itself(text, scope)
        if itself is not None:
            return itself
        if garbled(raw):
            return result.letters_lost()
        readings = [("", text)]
        if suspicious(raw):
            readings += decoded_texts(raw)
        legacy = self._one_decoding(readings[1:], scope)
        if legacy is not None:
            return legacy
        return self._uncertain(raw, text, readings, scope)

    def _of_two_times(self, text: str, scope: Scope) -> Match | None:
        """Read a name that says itself what of it is of before and what is of today."""
        if not self.registry.former:
            return None
        return agreed(said_of_times(text), self._former, lambda name: self.certain.answer(name, scope), scope.area)

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

    def decoded(self, raw: str, scope: Scope) -> Match | None:
        """Return what a name in a legacy encoding says, when exactly one reading of it is certain."""
        return self._one_decoding(decoded_texts(raw), scope)

    def certain_or_decoded(self, raw: str, scope: Scope) -> Match | None:
        """Return a match that a rule decides, read as it is or from a legacy encoding; None when no rule does. Kept."""
        asked = (raw, scope)
        if asked not in self._decided:
            if len(self._decided) > 20_000:
                self._decided.clear()
            found = self.certain.answer(tidy(raw), scope)
            if (found is None or "unheard" in found.detail) and suspicious(raw):
                found = self.decoded(raw, scope) or found
            self._decided[asked] = found
        return self._decided[asked]

    def _one_decoding(self, readings: list[tuple[str, str]], scope: Scope) -> Match | None:
        return one_decoding(readings, lambda text: self.certain.answer(text, scope, Level.VOWELS))

    def _uncertain(self, raw: str, text: str, readings: list[tuple[str, str]], scope: Scope) -> Match:
        by_initials = self.agencies.spelled(tokens_of(text, short_types=False), scope)
        if len(by_initials) == 1:
            return Match(by_initials[0])
        if len(by_initials) > 1:
            return result.ambiguous(tuple(by_initials))
        for _, reading in readings:
            other = self.bodies.answer(tokens_of(reading))
            if other is not None:
                return other
        many = several_units(raw, lambda text: self.certain.answer(text, scope), self.tiers)
        if many is not None:
            return many
        best: tuple[Unit, ...] = ()
        near: tuple[Unit, ...] = ()
        for _, reading in readings:
            guessed, nearest = self.proposals.of_name(reading, scope)
            if guessed:
                best = guessed
                if reading != text:
                    return result.proposed(best, read=reading)
                break
            near = near or nearest
        if best:
            return result.proposed(best)
        named = self._named_in(text, scope)
        if self.registry.former and speaks_of_times(text) and len(named) == 1:
            return result.proposed(
                named
            )  # today's name beside words of its past that are not understood: a person says
        return result.unknown(near or named)

    def _named_in(self, text: str, scope: Scope) -> tuple[Unit, ...]:
        """Return the units that a part of a text names by itself, for the message: Xã Tân Mỹ (bộ phận một cửa)."""
        found = [self.certain.answer(part, scope) for part in _SIGNS.split(text)[:6] if len(part) > 3]
        units = dict.fromkeys(u for m in found if m for u in ((m.unit,) if m.unit else m.candidates))
        kind, _ = split_type(strip_office(tokens_of(tidy(text)))[0])
        if kind and kind not in DISTRICT_TYPES:  # a commune's misspelt name with its district beside it
            return tuple(u for u in units if not self.tiers.is_district(u))[:3]
        return tuple(units)[:3]

    @property
    def former_places(self) -> FormerPlaces:
        """The former districts that headings, titles and columns may speak of."""
        return self._former.places

    def is_of_later(self, name: str) -> bool:
        """Tell whether a name is one that only a later registry has, with its type word."""
        if not self.registry.later:
            return False
        tokens, _ = strip_office(tokens_of(tidy(name)))
        return keys(self._province.left_out(tokens), Level.VOWELS) in self._later

    @cached_property
    def _later(self) -> frozenset[str]:
        return frozenset(keys(tokens_of(tidy(name)), Level.VOWELS) for name in self.registry.later)
