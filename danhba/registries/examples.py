"""The examples that hints and forms show, made of one registry: its own units, area code and sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from danhba.phones.numbering_plan import Plan
from danhba.registries.records import Section, Unit
from danhba.vietnamese.text import fold
from schemas.examples import Examples

_SUBSCRIBERS = ("3851234", "3851243", "38512345", "38512354")  # of an area code of three digits, of two


def examples_of(
    units: Sequence[Unit],
    sections: Sequence[Section],
    plan: Plan,
    place: str,
    level: str,
    full_name: Callable[[str], str],
    avoid: Collection[str],
) -> Examples:
    """Return the examples of a registry. full_name: of a unit's code; avoid: names that are not to be shown, former
    ones for instance."""
    kinds = {s.tier: s.kind for s in sections}
    lowest = sections[-1].tier if sections else ""
    low = [u for u in units if u.tier == lowest] or list(units)
    borne = Counter(fold(u.name) for u in units)
    other = Counter(fold(_bare(u)) for u in units) + Counter({fold(name): 2 for name in avoid})
    usual = Counter(u.unit_type for u in low).most_common(1)[0][0]
    low.sort(key=lambda u: (u.unit_type != usual, any(c.isdigit() for c in u.name)))
    plain = [u for u in low if borne[fold(u.name)] == 1]
    unit = next((u for u in plain if not other[fold(u.name)] and other[fold(_bare(u))] == 1), (plain or low)[0])
    twin = next((u for u in low if borne[fold(u.name)] > 1 and full_name(u.code) != u.name), unit)
    agencies = [u for u in units if u.tier == sections[0].tier] if sections else []
    simple = [u for u in agencies if not any(c in u.name for c in "(),") and fold(level) not in fold(u.name)]
    agency = next(iter(simple or agencies), unit)
    district = next((u for u in units if kinds.get(u.tier) == "district"), None)
    titles = {s.kind: s.title.lower() for s in sections}
    phone, second = _phones(plan)
    committee = _committee(unit, kinds)
    return Examples(
        phone_ok=phone,
        other_phone_ok=second,
        unit_ok=unit.name,
        committee_ok=committee,
        unit_full_ok=full_name(unit.code),
        choice_ok=full_name(twin.code),
        agency_ok=agency.name,
        sender_ok=_committee(district, kinds) if district else committee,
        row_ok=f"1 | {committee} | {phone}",
        typed_ok=fold(unit.name),
        typed_short_ok=_initials(unit),
        typed_agency_ok=_initials_of_words(agency),
        our_area_codes=_or(["0" + code for code in plan.area_codes]),
        our_place=place,
        our_level=level,
        section_letters=_or([s.letter for s in sections]),
        section_titles="; ".join(f"{s.letter} {s.title}" for s in sections),
        and_district=f", kèm tên đơn vị {titles['district']} nếu là {titles['commune']}"
        if {"district", "commune"} <= titles.keys()
        else "",
        unit_kinds=", ".join(_kind_words(units, s) for s in reversed(sections)),
    )


def _phones(plan: Plan) -> tuple[str, str]:
    """Return two landlines as they are printed, of the first area code that has them; mobiles where none has."""
    for area in plan.area_codes:
        read = [plan.read(f"0{area}{s}") for s in _SUBSCRIBERS]
        shown = [r[0].display for r in read if isinstance(r, tuple) and len(r) == 1 and r[0].kind == "landline"]
        if len(shown) > 1:
            return shown[0], shown[1]
    return "0912 345 678", "0912 345 687"


def _bare(unit: Unit) -> str:
    """Return a place's name without its type: Tân Mỹ."""
    kind = unit.unit_type
    return unit.name[len(kind) :].strip() if kind and fold(unit.name).startswith(fold(kind) + " ") else unit.name


def _committee(unit: Unit, kinds: dict[str, str]) -> str:
    if kinds.get(unit.tier) not in ("commune", "district"):
        return unit.name
    return f"UBND {unit.name[:1].lower()}{unit.name[1:]}"


def _initials(unit: Unit) -> str:
    """Return a place's name shortened the way people type it: x. tân mỹ as "x tan my"."""
    return " ".join((fold(unit.unit_type)[:1], fold(_bare(unit)))) if _bare(unit) != unit.name else fold(unit.name)


def _initials_of_words(unit: Unit) -> str:
    """Return an agency's name with the first letters of its words behind the first: so nv."""
    first, *words = fold(unit.name).split()
    return " ".join((first, "".join(w[0] for w in words))) if len(words) > 1 else fold(unit.name)


def _kind_words(units: Sequence[Unit], section: Section) -> str:
    """Return what the units of a section are called: their most frequent type."""
    if section.kind == "agency":
        return "sở, ngành"
    types = Counter(u.unit_type for u in units if u.tier == section.tier and u.unit_type)
    return types.most_common(1)[0][0] if types else section.title.lower()


def _or(words: Sequence[str]) -> str:
    return " hay ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
