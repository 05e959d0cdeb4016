"""Every rule's examples, judged by the whole way: a text is written into a sheet and read, facts go through the form's pandera schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from danhba.check.reader import Reader
from danhba.check.validate import failures
from danhba.model.submission import Source
from danhba.registry import Registry
from danhba.samples.builder import xlsx
from schemas.catalogue import CATALOGUE, RULES
from schemas.facts import SOUND, Facts, flat
from schemas.forms.hotline import HOTLINE_FORM, Form
from schemas.rule import PointsAt, Rule
from schemas.submitted import failures as check_all
from schemas.submitted import schema_of

_COLUMN = {PointsAt.NAME: "B", PointsAt.PHONE: "C", PointsAt.NOTE: "D"}
_HEAD = ["STT", "TÊN CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG", "SỐ ĐIỆN THOẠI ĐƯỜNG DÂY NÓNG", "GHI CHÚ"]


@dataclass(frozen=True)
class Example:
    """One example of a rule: a text for the cell that the rule points at, or facts; and whether the rule is kept."""

    rule: Rule
    given: str | Facts
    passes: bool

    def __str__(self) -> str:
        given = self.given
        if isinstance(given, Facts):
            given = " ".join(str(mine) for mine, sound in zip(given, SOUND, strict=True) if mine != sound) or "sound"
        return f"{self.rule.code} {'passes' if self.passes else 'fails'} {given!r}"


def examples() -> Iterator[Example]:
    """Return the examples of every rule of the catalogue."""
    for rule in RULES:
        for passes, given in ((True, rule.passes), (False, rule.fails)):
            for one in given:
                yield Example(rule, one, passes)


def fillings(registry: Registry) -> dict[str, str]:
    """Return what the placeholders of examples stand for in a registry: its own units, area code and old area code."""
    low = registry.sections[-1].tier
    names = [u.name for u in registry.units]
    area = "0" + registry.area_codes[0].lstrip("0")
    return {
        "unit_ok": next(u.name for u in registry.units if u.tier == low and names.count(u.name) == 1),
        "agency_ok": next(u.name for u in registry.units if u.tier == registry.sections[0].tier),
        "phone_ok": f"{area} 3851 207",
        "other_phone_ok": f"{area} 3851 219",
        "mobile_ok": "0912 345 687",
        "subscriber": "3851207",
        "old_area": next((old for old, new in registry.old_area_codes.items() if new == area), ""),
    }


def broken(example: Example, reader: Reader, form: Form = HOTLINE_FORM) -> bool:
    """Tell whether the rule of an example is broken by it, as a return or a row would be judged."""
    if isinstance(example.given, Facts):
        lines = [flat(example.given)]
        if example.rule.code in form.rules:
            return example.rule.code in {f.code for f in failures(form, lines)}
        return example.rule.code in {f.code for f in check_all(schema_of(CATALOGUE.values(), "every rule"), lines)}
    words = fillings(reader.registry)
    cells = {PointsAt.NAME: words["unit_ok"], PointsAt.PHONE: words["phone_ok"], PointsAt.NOTE: ""}
    cells[example.rule.points_at] = example.given.format_map(words)
    section = reader.registry.sections[-1]
    rows: list[list[object]] = [_HEAD, [section.letter, section.title], [1, *(c or None for c in cells.values())]]
    reading = reader.read([Source("tep.xlsx", xlsx(rows))])[0]
    cell = f"{_COLUMN[example.rule.points_at]}3"
    return example.rule.code in {f.code for f in reading.findings if f.cell == cell}


def wrong_examples(reader: Reader) -> list[str]:
    """Return the examples that are not judged as their rule says, and the rules with a check that have none."""
    wrong = [str(e) for e in examples() if broken(e, reader) == e.passes]
    return wrong + [
        f"{rule.code} has a check and no example"
        for rule in RULES
        if rule.check is not None and not (rule.passes and rule.fails)
    ]
