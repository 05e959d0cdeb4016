"""Every rule's examples, judged by the whole way: a text is written into a sheet and read, facts go through the form's pandera schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from string import Formatter

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
    """Return what the placeholders of examples stand for in a registry: its own examples, and what is wrong in its own way.

    '' where a registry has nothing of the kind: no two units of one name, no former name.
    """
    known = {name: str(text) for name, text in asdict(registry.examples).items()}
    low = registry.sections[-1].tier
    names = [u.name for u in registry.units if u.tier == low]
    unit = registry.examples.unit_ok
    others = [n for n in names if names.count(n) == 1 and n != unit and n.split()[0] == unit.split()[0]]
    cores = {name.split(" ", 1)[-1] for name in names}
    gone = [f for f in registry.former if f.is_whole and f.name.split(" ", 1)[-1] not in cores]
    former = [a.name for a in registry.aliases if a.kind == "retired"] + [f"{f.name}, {f.district}" for f in gone]
    area = "0" + registry.area_codes[0].lstrip("0")
    return known | {
        "twin": next((n for n in names if names.count(n) > 1), ""),
        "garbled": "".join("?" if not c.isascii() and c not in "đĐ" and i > 2 else c for i, c in enumerate(unit)),
        "misspelt": max(others, key=len)[:-1],
        "former": next(iter(former), ""),
        "old_font": unit.encode("utf-8").decode("latin-1"),
        "two_units": f"{unit}, {others[0][:1].lower()}{others[0][1:]}",
        "shared_ok": next(iter(registry.shared_services), ""),
        "subscriber": registry.examples.phone_ok.replace(" ", "").removeprefix(area),
        "elsewhere": "024 3825 3536" if area != "024" else "028 3825 3536",
        "old_area": next((old for old, new in registry.old_area_codes.items() if new == area), ""),
    }


def is_of(example: Example, registry: Registry) -> bool:
    """Tell whether a registry has what an example speaks of."""
    given = example.given if isinstance(example.given, str) else ""
    words = fillings(registry)
    if "{subscriber}" in given and len(registry.area_codes) > 1:
        return False  # which area code is missing is not known there: phone_uncertain
    return all(words[name] for _, name, _, _ in Formatter().parse(given) if name)


def broken(example: Example, reader: Reader, form: Form = HOTLINE_FORM) -> bool:
    """Tell whether the rule of an example is broken by it, as a return or a row would be judged."""
    return all_broken([example], reader, form)[0]


def all_broken(given: Sequence[Example], reader: Reader, form: Form = HOTLINE_FORM) -> list[bool]:
    """Tell of each example whether its rule is broken by it; those written into a sheet are read as one batch."""
    words = fillings(reader.registry)
    readings = iter(reader.read([_sheet(e, reader.registry, words) for e in given if isinstance(e.given, str)]))
    return [
        _by_facts(e.rule.code, e.given, form)
        if isinstance(e.given, Facts)
        else e.rule.code in {f.code for f in next(readings).findings if f.cell == f"{_COLUMN[e.rule.points_at]}3"}
        for e in given
    ]


def _by_facts(code: str, facts: Facts, form: Form) -> bool:
    lines = [flat(facts)]
    if code in form.rules:
        return code in {f.code for f in failures(form, lines)}
    return code in {f.code for f in check_all(schema_of(CATALOGUE.values(), "every rule"), lines)}


def _sheet(example: Example, registry: Registry, words: dict[str, str]) -> Source:
    cells = {PointsAt.NAME: words["unit_ok"], PointsAt.PHONE: words["phone_ok"], PointsAt.NOTE: ""}
    cells[example.rule.points_at] = str(example.given).format_map(words)
    section = registry.sections[-1]
    rows: list[list[object]] = [_HEAD, [section.letter, section.title], [1, *(c or None for c in cells.values())]]
    return Source("tep.xlsx", xlsx(rows))


def wrong_examples(reader: Reader) -> list[str]:
    """Return the examples that are not judged as their rule says, and the rules with a check that have none."""
    ours = [e for e in examples() if is_of(e, reader.registry)]
    wrong = [str(e) for e, is_broken in zip(ours, all_broken(ours, reader), strict=True) if is_broken == e.passes]
    return wrong + [
        f"{rule.code} has a check and no example"
        for rule in RULES
        if rule.check is not None and not (rule.passes and rule.fails)
    ]
