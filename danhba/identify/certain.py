"""Names that a rule decides: exact first, then each fold; every level accepts only a unique unit in scope."""

from __future__ import annotations

from danhba.identify import result
from danhba.identify.agencies import AgencyNames
from danhba.identify.former import FormerNames
from danhba.identify.index import Entry, units_of
from danhba.identify.own_province import OwnProvince
from danhba.identify.places import PlaceNames
from danhba.identify.result import Match, Scope
from danhba.identify.tiers import Tiers
from danhba.vietnamese.names import Level, strip_office, tokens_of, unaccented


class CertainNames:
    """The rules that find one unit for a name: agencies, places, former names, dissolved ones."""

    def __init__(
        self, tiers: Tiers, province: OwnProvince, agencies: AgencyNames, places: PlaceNames, former: FormerNames
    ) -> None:
        self._tiers, self._province = tiers, province
        self._agencies, self._places, self._former = agencies, places, former

    def answer(self, text: str, scope: Scope, up_to: Level = Level.BARE) -> Match | None:
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
            agencies = self._agencies.named(plain, level) or (
                self._agencies.named(plain_stripped, level) if len(plain_stripped) > 1 else None
            )
            if agencies and self._agencies.fits(plain, scope):
                return self._choose([Entry(u, "") for u in agencies], scope, explicit=True)
            places = self._places.of_name(stripped, level)
            today = [e.unit for e in places[0] if not e.retired] if places else []
            former = self._former.answer(
                self._province.left_out(stripped), level, today, bool(places and places[1]), scope.area
            )
            if former is not None:
                return result.other_body(former.candidates) if party_only else former
            if places:
                if party_only:
                    return result.other_body((places[0][0].unit,))
                entries, explicit = places
                return self._choose(entries, scope, explicit)
        return self._places.dissolved(stripped)

    def _choose(self, entries: list[Entry], scope: Scope, explicit: bool) -> Match:
        """Choose the one entry in scope, or say why not. explicit: the name itself gave type or district."""
        pool = entries
        if not explicit and not (scope.tier and scope.worded) and self._of_two_tiers(entries):
            return result.ambiguous(units_of(entries))
        if scope.tier:
            inside = [e for e in entries if e.unit.tier == scope.tier]
            if inside:
                pool = inside
            elif not explicit:
                return result.proposed(units_of(entries), why="section")
        if len(units_of(pool)) > 1 and scope.district:
            near = [e for e in pool if e.unit.parent == scope.district]
            if len(units_of(near)) >= 1:
                pool = near
        units = units_of(pool)
        if len(units) > 1:
            return result.ambiguous(units)
        entry = pool[0]
        if entry.retired:
            until = f"tên dùng trước ngày {_day(entry.retired)}"
            return result.renamed(entry.unit, until + (f" ({entry.note})" if entry.note else ""))
        return Match(entry.unit)

    def _of_two_tiers(self, entries: list[Entry]) -> bool:
        """Tell whether a bare name fits a district and a commune: a heading's words say which is meant, its letter
        alone does not."""
        return {"district", "commune"} <= {self._tiers.kind(e.unit.tier) for e in entries}


def _day(iso: str) -> str:
    parts = iso.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else iso
