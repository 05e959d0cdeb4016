"""`make accuracy [REGISTRY=…]`: how the corpus is read: rows found, units and numbers right, wrong, withheld; findings found, missed, extra."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from danhba.check.reader import Reader
from danhba.model.submission import Source
from danhba.read import kind_of
from danhba.read.container import members
from danhba.read.kind import Kind
from danhba.registry import Registry, load_registry
from schemas.catalogue import CATALOGUE
from schemas.rule import PointsAt, Severity
from tests.conftest import REGISTRY
from tests.corpus.build import Return, corpus
from tests.corpus.odd import odd_returns
from tests.corpus.rule_examples import examples, wrong_examples
from tests.corpus.today import today_returns

_PHONE_RULES = {c for c, rule in CATALOGUE.items() if rule.check is not None and rule.points_at is PointsAt.PHONE}
ALARMS = 0.005  # of the rows that nothing withholds, at most
_NAME_ERRORS = {
    c
    for c, rule in CATALOGUE.items()
    if c.startswith("name_") or (rule.points_at is PointsAt.NAME and rule.severity is Severity.ERROR)
} - {"outside_authority"}


@dataclass
class Score:
    """The figures of a corpus; `problems` names every row that is not as it should be."""

    rows: int = 0
    count: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    sound: int = 0  # rows that nothing withholds by their label
    alarms: Counter[str] = field(default_factory=Counter)  # codes that withheld such rows all the same
    by_class: dict[str, Counter[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def returns_of(registry: Registry) -> Iterator[Return]:
    """Yield the corpus of a registry: with districts, or without and with former communes."""
    return today_returns(registry) if registry.former else chain(corpus(registry), odd_returns(registry))


def measure(path: Path = REGISTRY, every: int = 1) -> Score:
    """Read the corpus of a registry, every so many of its returns, and compare every row with its label."""
    registry = load_registry(path)
    reader = Reader(registry)
    score = Score()
    for item in islice(returns_of(registry), 0, None, every):
        kind = kind_of(item.data)
        inner = members(item.data, kind, item.name)[0] if kind in (Kind.ZIP, Kind.MAIL) else (item.name, item.data)
        reading = reader.read([Source(*inner)])[0]
        sheets = any(sheet for sheet, _ in item.labels)
        found = {(r["sheet"] if sheets else "", int(r["row"])): r for r in reading.rows}
        codes: dict[tuple[str, int], set[str]] = {}
        for finding in reading.findings:
            if finding.cell:
                row = int("".join(c for c in finding.cell if c.isdigit()))
                codes.setdefault((finding.sheet if sheets else "", row), set()).add(finding.code)
        score.count["returns"] += 1
        score.count["rows_invented"] += len(found.keys() - item.labels.keys())
        for row, label in item.labels.items():
            score.rows += 1
            hand = score.by_class.setdefault(label.kind.split("/")[0], Counter())
            line = found.get(row)
            if line is None:
                score.count["rows_lost"] += 1
                score.problems.append(f"{item.name} ({item.hand}) row {row[1]}: not found")
                continue
            unit = "right" if line["unit_code"] == label.unit else "withheld" if not line["unit_code"] else "wrong"
            if unit == "right" and not label.unit:
                unit = "rightly_withheld"
            number = line["phone_e164"]
            phone = "right" if number == label.phone else "withheld" if not number else "wrong"
            score.count[f"unit_{unit}"] += 1
            score.count[f"phone_{phone}"] += 1
            hand[unit] += 1
            if (
                label.unit
                and label.phone
                and not any(CATALOGUE[c].severity is Severity.ERROR for c in label.phone_codes)
            ):
                score.sound += 1
                if not line["ok"]:
                    score.count["withheld_falsely"] += 1
                    score.alarms.update(line["errors"].split())
                    score.problems.append(
                        f"{item.name} ({item.hand}) row {row[1]}: {line['name_raw']!r}, {line['phone_raw']!r}, {line['note']!r} withheld by {line['errors']}"
                    )
            mine = {c for c in codes.get(row, set()) if c in _PHONE_RULES}
            mine |= {c for c in line["errors"].split() if c in _NAME_ERRORS}
            wanted = label.phone_codes | ({label.name_code} - {""})
            score.missed.update(wanted - mine)
            score.extra.update(mine - wanted)
            score.count["findings_found"] += len(wanted & mine)
            if unit not in ("right", "rightly_withheld") or phone != "right" or mine != wanted:
                score.problems.append(
                    f"{item.name} ({item.hand}) row {row[1]} {label.kind}: {line['name_raw']!r} {unit}, {line['phone_raw']!r} {phone} {mine ^ wanted}"
                )
    return score


def main() -> int:
    """Print the figures; return 1 when a unit or a number is wrong, a finding is missed, too many sound rows are withheld, or an example of a rule is judged otherwise."""
    path = Path(os.environ.get("REGISTRY") or REGISTRY)
    score = measure(path)
    c = score.count
    found = score.rows - c["rows_lost"]
    print(
        f"{c['returns']} returns, {score.rows} rows; found {found} ({found / score.rows:.2%}), invented {c['rows_invented']}"
    )
    print(
        f"  units: right {c['unit_right']}, rightly withheld {c['unit_rightly_withheld']}, wrong {c['unit_wrong']}, withheld {c['unit_withheld']}"
    )
    print(f"  phones: right {c['phone_right']}, wrong {c['phone_wrong']}, withheld {c['phone_withheld']}")
    print(f"  findings: found {c['findings_found']}, missed {dict(score.missed)}, extra {dict(score.extra)}")
    print(
        f"  withheld without reason: {c['withheld_falsely']} of {score.sound} rows ({c['withheld_falsely'] / score.sound:.2%}) {dict(score.alarms)}"
    )
    wrong = wrong_examples(Reader(load_registry(path)))
    print(f"  rules: {len(list(examples()))} examples, judged otherwise than their rule says: {len(wrong)}")
    for one in wrong:
        print("   ", one)
    for hand, counts in score.by_class.items():
        print(f"  {hand:<18} {dict(counts)}")
    for problem in score.problems[: int(sys.argv[1]) if len(sys.argv) > 1 else 20]:
        print("   ", problem)
    alarming = c["withheld_falsely"] > score.sound * ALARMS
    return 1 if c["unit_wrong"] or c["phone_wrong"] or score.missed or wrong or alarming else 0


if __name__ == "__main__":
    sys.exit(main())
