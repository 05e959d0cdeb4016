"""What hints and forms say by example: names, numbers and words of the registry in force, as the placeholders of
templates.

A template ({phone_ok}, {unit_ok} …) is filled when its words are made, so that no province stands in it. The fields are
the placeholders.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property


@dataclass(frozen=True)
class Examples:
    """Texts that pass where they are written, each made of one registry. '' where the registry has nothing of the kind.

    What ends in _ok passes in the cell or the place that its hint speaks of; the rest are words about the registry.
    """

    phone_ok: str = ""  # a landline of the province
    other_phone_ok: str = ""  # another one
    mobile_ok: str = "0912 345 678"
    unit_ok: str = ""  # a unit of the lowest tier whose name no other bears
    committee_ok: str = ""  # the same as its committee: UBND xã …
    unit_full_ok: str = ""  # a unit as the registry names it in full: with its district, where there are districts
    choice_ok: str = ""  # the same, one of several units of one name where there are such
    agency_ok: str = ""  # a unit of the first section
    sender_ok: str = ""  # who may stand in a file's name as its sender
    row_ok: str = ""  # a row of the form: running number, unit, number
    typed_ok: str = ""  # what may be typed into the page's search: a name without marks
    typed_short_ok: str = ""  # the same shortened
    typed_agency_ok: str = ""  # an agency shortened
    our_area_codes: str = ""  # the area codes of the province, in words
    our_place: str = ""  # its name
    our_level: str = ""  # what it is: tỉnh, thành phố
    section_letters: str = ""  # the letters of the form's sections: A, B hay C
    section_titles: str = ""  # the sections' titles with their letters
    and_district: str = ""  # that a name is to be written with its district; '' in a registry without districts
    unit_kinds: str = ""  # the types of units, from the lowest tier

    @cached_property
    def values(self) -> dict[str, object]:
        """The texts by placeholder, those that there are. What is written where wanted may be empty."""
        return {name: text for name, text in asdict(self).items() if text or name == "and_district"}


NO_EXAMPLES = Examples()  # where no registry is at hand: the placeholders show as “…”


class _Blanks(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def filled(template: str, examples: Examples, params: dict[str, object] | None = None) -> str:
    """Return a template with its placeholders filled; what nobody knows shows as “…”. params: rank before the
    examples."""
    if "{" not in template:
        return template
    known = _Blanks(examples.values)
    if params:
        known.update((k, v) for k, v in params.items() if v is not None and v != "")
    return " ".join(template.format_map(known).split())
