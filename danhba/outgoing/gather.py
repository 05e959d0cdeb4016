"""The facts of a night by unit, out of what resolving and reporting returned. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from danhba.model.submission import Submission
from danhba.outgoing.facts import Below, Line, Numbers, OwnFile, UnitFacts
from danhba.registry import Registry
from danhba.report.for_unit import NOT_FOR_UNITS
from schemas.situations import MEANINGS, Act, Situation

_MOST_FILES = 5  # of one unit in one package, the newest


def facts_of(
    submissions: Iterable[Submission],
    senders: Mapping[str, str],
    situations: Mapping[str, Situation],
    lines: Iterable[Line],
    numbers: Numbers,
    registry: Registry,
) -> list[UnitFacts]:
    """Return what every unit may have to hear of, in the registry's order.

    senders: whose file a reviewer said it is, by submission; lines: errors and warnings as lines of findings.csv.
    """
    of_file: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line["submission"] and line["code"] not in NOT_FOR_UNITS and line["severity"] in ("error", "warning"):
            of_file[line["submission"]].append(line)
    sent: dict[str, list[OwnFile]] = defaultdict(list)
    for submission in submissions:
        sender = senders.get(submission.id, submission.submitter)
        found = of_file.get(submission.id)
        if sender and found and submission.decisions < 0:
            told = [{**line, "sha256": submission.sha256} for line in found]
            sent[sender].append(OwnFile(submission, told))
    children: dict[str, list[str]] = defaultdict(list)
    for unit in registry.units:
        if unit.parent in registry.by_code and registry.by_code[unit.parent].tier in registry.top_tiers:
            children[unit.parent].append(unit.code)
    out = []
    for unit in registry.units:
        situation = situations[unit.code]
        out.append(
            UnitFacts(
                unit.code,
                situation,
                MEANINGS[situation].act,
                sorted(sent.get(unit.code, ()), key=lambda f: -f.submission.order)[:_MOST_FILES],
                numbers.now.get(unit.code, ""),
                numbers.before.get(unit.code, "") if numbers.before is not None else None,
                [_below(code, situations[code], sent.get(code, ())) for code in children.get(unit.code, ())],
            )
        )
    return out


def _below(code: str, situation: Situation, files: Sequence[OwnFile]) -> Below:
    errors = sum(line["severity"] == "error" for file in files for line in file.lines)
    act = MEANINGS[situation].act
    return Below(code, situation, errors, act in (Act.REMIND, Act.SEND_REPORT) or errors > 0)


def numbers_of(entries: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the published number of every unit as people write it, by code."""
    return {e["unit_code"]: e["phone"] + (f" máy lẻ {e['extension']}" if e["extension"] else "") for e in entries}
