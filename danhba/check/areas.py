"""Where the lines of a table lie, of the former districts that its titles, sheet, headings and district column speak
of."""

from __future__ import annotations

import re

from danhba.identify import result
from danhba.identify.former_places import SOMEWHERE, Area, FormerPlaces, together
from danhba.identify.match import Matcher
from danhba.identify.result import Match, Scope
from danhba.locate.lines import Located
from danhba.vietnamese.text import fold, visible
from schemas.forms.form import Form

# Lines above a table that name somebody else's place: whom the letter goes to, what it refers to.
_NOT_OF_THE_LIST = re.compile(
    r"kinh gui|noi nhan|can cu|theo (?:cong van|chi dao|de nghi|yeu cau)|gui kem|kem theo cong van"
)


class Areas:
    """Reads the area of tables against one registry. Where the registry knows no former districts, every area is ()."""

    def __init__(self, matcher: Matcher, form: Form) -> None:
        self.places: FormerPlaces = matcher.former_places
        self._contact = re.compile(form.lines.contact)

    def of_table(self, located: Located, sheet: str) -> Area:
        """Return what the lines above a sheet's first table and the sheet's name speak of together."""
        if not self.places.all:
            return ()
        lines = self.of_lines(located.lines)
        return together(lines, self.places.spoken_of(sheet, whole=True))

    def of_lines(self, lines: list[str]) -> Area:
        """Return the former districts that lines of a letterhead and titles name: all of them, for one letter may be
        about several."""
        told = set[tuple[str, str]]()
        for line in lines:
            for part in visible(line).split("\n"):
                bare = fold(part)
                if not (_NOT_OF_THE_LIST.search(bare) or self._contact.search(bare)):
                    told |= set(self.places.spoken_of(part))
        return tuple(sorted(told))

    def of_names(self, *names: str) -> Area:
        """Return what a file's name and its folders speak of."""
        return together(*(self.places.spoken_of(name.replace("_", " "), whole=True) for name in names))

    def of_row(self, column: str, heading: Area, barred: bool, base: Area) -> Area:
        """Return the area of a line. column: the text of its district column; heading: of the heading above it, barred
        by one that was not understood; base: of the table."""
        if not self.places.all:
            return ()
        above = together(heading, base) if heading else SOMEWHERE if barred else base
        if not column.strip():
            return above
        named = self.places.spoken_of(column, whole=True) or SOMEWHERE
        return named if above in ((), SOMEWHERE) else together(named, above) if named != SOMEWHERE else SOMEWHERE


def doubted(matcher: Matcher, name: str, match: Match, scope: Scope, hint: Area) -> Match:
    """Return a match, or a refusal where what the file's name speaks of makes another unit of it: nobody sees that name
    in the sheet."""
    if not hint or scope.area or match.unit is None or not matcher.tiers.is_commune(match.unit.tier):
        return match
    there = matcher.match(name, scope._replace(area=hint))
    if there.unit == match.unit:
        return match
    others = (there.unit,) if there.unit else there.candidates
    candidates = tuple(dict.fromkeys((match.unit, *others)))
    return result.ambiguous(candidates) if len(candidates) > 1 else result.proposed(candidates)
