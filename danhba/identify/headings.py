"""Headings that name the district, or the former district, in which the units below them lie."""

from __future__ import annotations

from danhba.identify.former_places import DISTRICT_TYPES, OF_BEFORE, Area, FormerPlaces
from danhba.identify.own_province import OwnProvince
from danhba.identify.places import PlaceNames
from danhba.vietnamese.names import Level, split_type, strip_office, tidy, tokens_of, unaccented
from danhba.vietnamese.text import fold


class Headings:
    """Reads headings against the places of a registry."""

    def __init__(self, province: OwnProvince, places: PlaceNames, former_places: FormerPlaces) -> None:
        self._province, self._places, self._former_places = province, places, former_places

    def district(self, text: str, before: frozenset[str], behind: frozenset[str]) -> str:
        """Return the district that a heading names among words of a heading ("Các xã thuộc huyện Lấp Vò (12 xã)"); ''
        where it says more.

        before, behind: folded words that may stand around the name; numbers may stand behind it.
        """
        tokens = self._province.left_out(tokens_of(tidy(text)))
        if len(tokens) > 30:
            return ""
        words = [fold(t) for t in tokens]
        for start in range(len(tokens)):
            if split_type(tokens[start:])[0]:
                for end in range(len(tokens), start + 1, -1):
                    rest = words[end:]
                    if all(w in behind or w.isdecimal() for w in rest) and (len(rest) != 1 or not rest[0].isdecimal()):
                        found = self._places.districts(
                            tokens[start:end], Level.BARE if unaccented(text) else Level.VOWELS
                        )
                        if len(found) == 1:
                            return found.pop()
            if words[start] not in before:
                return ""
        return ""

    def is_former(self, text: str, before: frozenset[str]) -> bool:
        """Tell whether a line is nothing but the heading of a former district: its name, a heading's words (before,
        folded) in front of it, words of before behind it. Such a line says nothing of the rows around it."""
        if not self._former_places.all:
            return False
        tokens = tokens_of(tidy(text))
        words = [fold(t) for t in tokens]
        end = len(tokens)
        while end and words[end - 1] in OF_BEFORE:
            end -= 1
        level = Level.BARE if unaccented(text) else Level.VOWELS
        for start in range(min(end, 20)):
            kind, core = split_type(tokens[start:end])
            if kind in ("", *DISTRICT_TYPES) and self._former_places.named(core, level, kind):
                return True
            if words[start] not in before:
                break
        return False

    def former(self, text: str, before: frozenset[str]) -> Area:
        """Return the former districts that a heading names behind no other words than a heading's (before, folded); ()
        where it names a commune."""
        if not self._former_places.all:
            return ()
        places = self._former_places.spoken_of(text, whole=True)
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
