"""The corpus of a registry without districts: its units by today's names, and by those of the former communes that went to them.

The label comes from the crosswalk before anything is disguised: a name that today's units and a former commune of the same district
share is to be withheld under that district's heading.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator

from danhba.registry import FormerCommune, Registry
from danhba.vietnamese.text import fold
from tests.corpus.build import FORMATS, LAYOUTS, NAME_HANDS, Named, Return, one_return

_HANDS = [hand for hand in NAME_HANDS if hand != "mojibake"]


def today_returns(registry: Registry, seed: int = 2025, count: int = 120) -> Iterator[Return]:
    """Yield the returns, always the same for one seed: by turns a list of today's names and one of a former district's."""
    random_ = random.Random(seed)
    area = _area_codes(registry)
    today = [Named(u.code, u.name, u.name, area[u.code]) for u in registry.units if u.code in area]
    places: dict[tuple[str, str], list[FormerCommune]] = defaultdict(list)
    for one in registry.former:
        if one.is_whole:
            places[one.district, one.province].append(one)
    shared = _shared_in_a_district(registry)
    bearers = Counter(fold(u.full) for u in today)
    alike = {u.code for u in today if bearers[fold(u.full)] > 1}  # Tân Thành, Tân Thạnh: without marks they are one
    for number in range(count):
        hand = _HANDS[number % len(_HANDS)]
        layout = LAYOUTS[number % len(LAYOUTS)]
        form = FORMATS[number % len(FORMATS)]
        if form in ("csv", "tsv", "html", "docx") and layout == "merged_header":
            layout = "official"
        if number % 2:
            units = random_.sample(today, random_.randint(5, 20))
            if hand == "bare":
                units = [u for u in units if u.code not in alike]
            plain = "official" if layout in ("district_heading", "district_column") else layout
            yield one_return(random_, number, f"{registry.level} {registry.name}", units, hand, plain, form, letter="B")
            continue
        place = random_.choice(sorted(places))
        own = [one for one in places[place] if (one.name, *place) not in shared and one.successors[0] in area]
        twice = {d for d, _ in places if sum(d == other for other, _ in places) > 1}
        if place[0] in twice:
            continue  # Châu Thành: its province must stand beside it
        above = place[0][:1].lower() + place[0][1:]
        units = [
            Named(one.successors[0], f"{one.name}, {above}", one.name, area[one.successors[0]])
            for one in random_.sample(own, min(len(own), random_.randint(4, 12)))
        ]
        yield one_return(random_, number, place[0], units, hand, layout, form, "DANH SÁCH CÁC XÃ THUỘC ", "B")


def _area_codes(registry: Registry) -> dict[str, str]:
    """The area code of each unit that lay in one former province."""
    codes = dict(registry.former_area_codes)
    lay: dict[str, set[str]] = defaultdict(set)
    for one in registry.former:
        for code in one.successors:
            lay[code].add("0" + codes[one.province])
    return {code: areas.pop() for code, areas in lay.items() if len(areas) == 1}


def _shared_in_a_district(registry: Registry) -> set[tuple[str, str, str]]:
    """Former communes whose name a unit of today that lies in their district bears, without being their successor."""
    heirs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in registry.former:
        heirs[one.district, one.province].update(one.successors)
    names = {u.code: u.name for u in registry.units}
    return {
        (one.name, one.district, one.province)
        for one in registry.former
        if any(names[c] == one.name and (c,) != one.successors for c in heirs[one.district, one.province])
    }
