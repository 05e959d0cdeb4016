"""pandera models of the published tables, made of their declarations; and the gate before publishing, which derives
anew what an entry claims.

The gate (`gate_of`) shares no code with what made the entries: of a number it knows only its digits and the plan's
data, of a unit only its line in the registry. What it refuses is never published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, cast

import pandas as pd

from schemas.pandera_import import errors, pa
from schemas.tables import (
    ADDRESSES,
    CALLS,
    CHANGES,
    COUNTS,
    DAYS,
    DEMANDS,
    DIRECTORY,
    FINDINGS,
    PACKAGES,
    PROGRESS,
    STANDING,
    Field,
    PublishedTable,
)


class TableError(RuntimeError):
    """Lines that do not fit the table they are written to: an error of ours, never of a return."""


_MADE: Any = pa.Check  # its ready-made checks have no types of their own


def _column(field: Field) -> pa.Column:
    checks: list[pa.Check] = [_MADE.str_length(min_value=1)] if field.required else []
    if field.pattern:
        pattern = field.pattern if field.required else f"^$|{field.pattern}"
        checks.append(_MADE.str_matches(pattern))
    if field.choices:
        checks.append(_MADE.isin(field.choices if field.required else ("", *field.choices)))
    return pa.Column(str, checks, unique=field.unique, description=field.description)


def model_of(table: PublishedTable, checks: Sequence[pa.Check] = ()) -> pa.DataFrameSchema:
    """Return the model of a table: exactly its columns, in its order. checks: further ones over whole lines."""
    columns = {field.name: _column(field) for field in table.fields}
    return pa.DataFrameSchema(columns, checks=list(checks), strict=True, ordered=True, name=table.path)


DirectoryEntries = model_of(DIRECTORY)
Changes = model_of(CHANGES)
OpenFindings = model_of(FINDINGS)
Progress = model_of(PROGRESS)
Calls = model_of(CALLS)
Counts = model_of(COUNTS)
Packages = model_of(PACKAGES)
Addresses = model_of(ADDRESSES)
Demands = model_of(DEMANDS)
StandingErrors = model_of(STANDING)
Days = model_of(DAYS)
MODELS = {table.path: model for table, model in (
    (DIRECTORY, DirectoryEntries), (CHANGES, Changes), (FINDINGS, OpenFindings), (PROGRESS, Progress), (CALLS, Calls),
    (PACKAGES, Packages), (ADDRESSES, Addresses), (COUNTS, Counts), (DEMANDS, Demands),
    (STANDING, StandingErrors), (DAYS, Days),
)}  # fmt: skip


def frame_of(table: PublishedTable, lines: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """Return lines as a frame of text, a column a field of the table."""
    return pd.DataFrame({c: pd.Series([line[c] for line in lines], dtype="str") for c in table.columns})


def validated(table: PublishedTable, frame: pd.DataFrame) -> None:
    """Hold a whole table, or a large piece of one, against its model, in one pass. Raises TableError."""
    try:
        MODELS[table.path].validate(frame, lazy=True)
    except errors.SchemaErrors as raised:
        raise TableError(f"{table.path}: {_cases(raised).head(3).to_dict('records')}") from raised


def _cases(raised: errors.SchemaErrors) -> pd.DataFrame:
    """Return the failures of a table: columns check and index among others."""
    return cast(pd.DataFrame, cast(Any, raised).failure_cases)


# --- the gate ---------------------------------------------------------------------------------------------------------


class UnitLine(NamedTuple):
    """A unit as the registry has it."""

    tier: str
    name: str
    parent_code: str
    parent_name: str


class PlanRow(NamedTuple):
    """A prefix as the numbering plan has it: the kind of its numbers, and how many digits they may have."""

    kind: str
    digits: range


class Known(NamedTuple):
    """What entries are held against: the registry's units by code, the tiers that have a section, the plan's prefixes,
    the states of the units."""

    units: Mapping[str, UnitLine]
    tiers: frozenset[str]
    plan: Mapping[str, PlanRow]
    states: Mapping[str, str]  # unit code → published or kept, as the walk through the returns left it


# What an entry must keep, and what is said of one that does not.
REFUSALS = {
    "one_line": "đơn vị có hơn một dòng trong danh bạ",
    "of_the_registry": "tên, cấp hoặc đơn vị cấp trên khác với danh mục đơn vị",
    "section": "cấp của đơn vị không có mục nào trong biểu mẫu",
    "prefix": "đầu số không có trong quy hoạch kho số đang dùng",
    "length": "số có thừa hoặc thiếu chữ số so với đầu số của nó",
    "kind": "loại số khác với loại của đầu số trong quy hoạch",
    "as_printed": "số in ra khác với số được gọi",
    "status": "trạng thái của dòng khác với kết quả tổng hợp",
}
_LAST = "dòng không đúng mẫu của danh bạ"


def gate_of(known: Known) -> pa.DataFrameSchema:
    """Return DirectoryEntries with the checks that derive anew what an entry claims."""
    prefixes = lru_cache(maxsize=None)(partial(_prefixes, plan=known.plan))  # of each number, asked by three checks
    lines: dict[str, Callable[[pd.DataFrame], Iterable[bool]]] = {
        "one_line": lambda f: ~f["unit_code"].duplicated(keep=False),
        "of_the_registry": lambda f: (
            known.units.get(code) == UnitLine(*claimed)
            for code, *claimed in zip(*(f[c] for c in ("unit_code", *UnitLine._fields)), strict=True)
        ),
        "section": lambda f: f["tier"].isin(known.tiers),
        "prefix": lambda f: (bool(prefixes(n)) for n in f["phone_e164"]),
        "length": lambda f: (_length_fits(prefixes(n), known.plan) for n in f["phone_e164"]),
        "kind": lambda f: (
            _kind_fits(prefixes(n), kind, known.plan) for n, kind in zip(f["phone_e164"], f["phone_kind"], strict=True)
        ),
        "as_printed": lambda f: (
            "".join(printed.split()) in _dialled(n) for printed, n in zip(f["phone"], f["phone_e164"], strict=True)
        ),
        "status": lambda f: (
            known.states.get(code) == ("published" if status == "current" else status)
            for code, status in zip(f["unit_code"], f["status"], strict=True)
        ),
    }
    return model_of(DIRECTORY, [_on_lines(name, keeps) for name, keeps in lines.items()])


def refused(known: Known, entries: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return, for each unit whose entry does not pass the gate, why, in Vietnamese. Raises TableError when entries are
    no lines of a directory."""
    if not entries:
        return {}
    frame = frame_of(DIRECTORY, entries)
    try:
        gate_of(known).validate(frame, lazy=True)
    except errors.SchemaErrors as raised:
        out: dict[str, list[str]] = {}
        cases = _cases(raised)
        at: list[Any] = cases["index"].to_list()
        for check, index in zip(cases["check"].to_list(), at, strict=True):
            if index is None or pd.isna(index):
                raise TableError(f"{DIRECTORY.path}: {check}") from raised
            why = out.setdefault(entries[int(index)]["unit_code"], [])
            if (words := REFUSALS.get(str(check), _LAST)) not in why:
                why.append(words)
        return {code: "; ".join(why) for code, why in out.items()}
    return {}


def _on_lines(name: str, keeps: Callable[[pd.DataFrame], Iterable[bool]]) -> pa.Check:
    def check(frame: pd.DataFrame) -> Any:
        return pd.Series(list(keeps(frame)), index=frame.index, dtype=bool)

    return pa.Check(check, name=name)


def _dialled(e164: str) -> tuple[str, ...]:
    """Return the digits of a number as they may be dialled inside the country: with the 0 in front, or a service's
    without one."""
    if not e164.startswith("+84"):
        return (e164,)
    rest = e164[3:]
    return (f"0{rest}", rest) if rest[:4] in ("1800", "1900") else (f"0{rest}",)


def _prefixes(e164: str, plan: Mapping[str, PlanRow]) -> list[tuple[str, str]]:
    """Return (prefix, digits) of the longest prefix of the plan for each way in which a number may be dialled."""
    found: list[tuple[str, str]] = []
    for digits in _dialled(e164):
        prefix = next((digits[:size] for size in range(len(digits), 1, -1) if digits[:size] in plan), "")
        if prefix and plan[prefix].kind not in ("emergency", "old_mobile"):
            found.append((prefix, digits))
    return found


def _fits(prefix: str, digits: str, plan: Mapping[str, PlanRow]) -> bool:
    if plan[prefix].kind == "landline" and digits[len(prefix) :] in plan:  # a service behind an area code: 0296 1022
        return plan[digits[len(prefix) :]].kind == "short"
    return len(digits) in plan[prefix].digits


def _length_fits(found: list[tuple[str, str]], plan: Mapping[str, PlanRow]) -> bool:
    return not found or any(_fits(prefix, digits, plan) for prefix, digits in found)


def _kind_fits(found: list[tuple[str, str]], kind: str, plan: Mapping[str, PlanRow]) -> bool:
    if not found:
        return True
    behind = (plan.get(digits[len(prefix) :]) for prefix, digits in found)  # a service's code behind an area code
    return any(plan[prefix].kind == kind for prefix, _ in found) or any(
        row is not None and row.kind == kind for row in behind
    )
