"""What a name may have been meant to be: proposals for a person, never an answer."""

from __future__ import annotations

from functools import cached_property

from rapidfuzz.distance import OSA

from danhba.identify.agencies import AgencyNames
from danhba.identify.index import LONGEST, MOST_WORDS
from danhba.identify.own_province import OwnProvince
from danhba.identify.places import PlaceNames
from danhba.identify.result import Scope
from danhba.identify.tiers import Tiers
from danhba.registry import Registry, Unit
from danhba.vietnamese.names import Level, split_type, strip_office, syllable, tidy, tokens_of
from danhba.vietnamese.text import fold

_LIKELY = 0.27  # edits per letter up to which a name is proposed as a misspelling
_NEAR = 0.4  # edits per letter up to which a name is shown as the nearest: beyond, none is near


def _spelling(core: tuple[str, ...]) -> tuple[str, str, str]:
    """Return (syllables, bare text, suffix): the number or letter that ends a name is never taken for a misspelling."""
    suffix = core[-1] if core and (core[-1].isdigit() or core[-1] in ("a", "b", "c", "d", "e")) else ""
    body = core[:-1] if suffix and len(core) > 1 else core
    return " ".join(syllable(t) for t in body), fold(" ".join(body)), suffix


class Proposals:
    """The units whose names come near a name that no rule decides."""

    def __init__(
        self, registry: Registry, tiers: Tiers, province: OwnProvince, agencies: AgencyNames, places: PlaceNames
    ) -> None:
        self._units, self._tiers, self._province = registry.units, tiers, province
        self._agencies, self._places = agencies, places

    @cached_property
    def _spellings(self) -> list[tuple[Unit, str, str, str, str, str]]:
        """(unit, type, type in syllables, core in syllables, bare core, suffix) for proposals."""
        out = []
        for unit in self._units:
            if self._tiers.is_agency(unit):
                out.append((unit, "", "", *_spelling(self._agencies.words(unit))))
            else:
                unit_type, core = split_type(tokens_of(tidy(unit.name)))
                out.append((unit, unit_type, _spelling(tuple(unit_type.split()))[0], *_spelling(core)))
        return out

    def of_name(self, text: str, scope: Scope) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """Return (likely units, best first; the nearest names for the message)."""
        tokens, _ = strip_office(tokens_of(text))
        tokens = self._province.left_out(tokens)
        if len(tokens) > MOST_WORDS:
            return (), ()  # a text, and no misspelt name
        tokens, within = self._without_district(tokens, text)
        unit_type, core = split_type(tokens)
        agency = self._agencies.core(tokens)
        mine, bare, suffix = _spelling(core)
        agency_mine, agency_bare, _ = _spelling(agency)
        scored: list[tuple[float, int, Unit]] = []
        numbered = len(core) == 1 and core[0].isdigit()
        asked_kind = self._tiers.kind_of_type(unit_type) if unit_type else ""
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
                if self._tiers.kind(unit.tier) != asked_kind:
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
            longer = self._agencies.beginning_with(asked)
        near = longer[:5] or near
        if numbered or not scored or scored[0][0] > _LIKELY:
            return (), near
        reach = min(_LIKELY, scored[0][0] + 0.12)
        return tuple(u for score, _, u in scored[:5] if score <= reach), near

    def _without_district(self, tokens: tuple[str, ...], text: str) -> tuple[tuple[str, ...], set[str]]:
        """Return a name without the district that stands behind it, and the codes of that; none where none does."""
        for i in range(1, len(tokens)):  # the longest first: with its type word, which is no end of the name before
            above = self._places.districts(tokens[i:], Level.EXACT) or self._places.districts(tokens[i:], Level.BARE)
            if above and i >= 1 and split_type(tokens[:i])[1]:
                kind, _ = split_type(tokens[i:])
                if kind or text[-1:] == ")" or "," in text or "-" in text or "(" in text:
                    return tokens[:i], above
        return tokens, set()

    def near_below(self, name: str, above: str) -> tuple[Unit, ...]:
        """Return the units directly below one whose names come near a name of another: its letter at the end left out,
        or one mark or letter apart."""
        tokens, _ = strip_office(tokens_of(tidy(name[:LONGEST])))
        out: list[tuple[int, int, Unit]] = []
        if len(tokens) > MOST_WORDS:
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
