"""Findings of one file: their place and the parameters of their words."""

from __future__ import annotations

import re
from collections.abc import Callable

from danhba.check.row_line import Row, phones_raw
from danhba.check.values import EXAMPLES, Value
from danhba.model.finding import Finding
from danhba.model.submission import Reading
from danhba.registry import Registry
from danhba.vietnamese.text import one_line
from schemas.catalogue import CATALOGUE
from schemas.rule import Severity


def short(text: str, size: int = 80) -> str:
    """Return a text of a file on one line, cut to size."""
    text = one_line(text)
    return text if len(text) <= size else text[: size - 1] + "…"


_ONLY_NUMBERS = re.compile(r"[\d\s.,;()+/&\-–\xa0]*")
_OF_ALL_CELLS = ("phone_multiple", "phone_duplicate_in_cell")  # what they say stands in all cells of the number
_CELL = re.compile(r"([A-Z]+)(\d+)")


def place(finding: Finding) -> tuple[str, int, int, str]:
    """Return what findings are sorted by: sheet, row, column."""
    m = _CELL.fullmatch(finding.cell)
    if not m:
        return (finding.sheet, 0, 0, "")
    return (finding.sheet, int(m[2]), len(m[1]), m[1])


def file_finding(reading: Reading, code: str, severity: Severity | None = None, **params: object) -> None:
    """Add a finding about the file as a whole; severity: another than the code's usual one."""
    name = reading.source_file.rsplit("/", 1)[-1]
    reading.findings.append(
        Finding(code, (severity or CATALOGUE[code].severity).value, params={"file": name, **params})
    )


def value_words(value: Value) -> dict[str, object]:
    """Return what the words of a rule about a value need."""
    return {
        "cell": value.cell,
        "raw": short(value.raw),
        "column": value.column.title,
        "example": EXAMPLES[value.column.kind],
    }


def row_finding(
    code: str, severity: str, reading: Reading, row: Row, registry: Registry, value: Value | None = None
) -> Finding:
    """Make the finding of a failed check: its place, what stood there, and what its words need. value: the cell of a
    rule about values."""
    at, unit, severity = row.at, row.unit, str(severity)
    if value is not None:
        return Finding(code, severity, at.sheet, value.cell, value.raw, unit, value_words(value))
    if code == "document_with_changes":
        raw = row.phone.raw if row.changed_cell == at.phone_cell else row.name_raw
        file = reading.source_file.rsplit("/", 1)[-1]
        told: dict[str, object] = {"file": file, "count": len(row.changes), "detail": "; ".join(row.changes)}
        told["cell"] = row.changed_cell
        return Finding(code, severity, at.sheet, row.changed_cell, raw, unit, told)
    if code.startswith("phone_"):
        raw = phones_raw(row)
        params = dict(row.phone.detail)
        cells = at.phone_cells if code in _OF_ALL_CELLS and len(at.phone_cells) > 1 else [at.phone_cell]
        if code == "phone_missing":
            params["stands"] = f"ghi “{short(raw)}”" if raw else "để trống"
            params["unit"] = registry.full_name(unit) if unit else (one_line(row.name_raw) or "đơn vị ở dòng này")
        if code == "phone_multiple" and (row.note_facts.other_numbers or not _ONLY_NUMBERS.fullmatch(raw)):
            params["choice"] = registry.examples.phone_ok  # words beside them may call one of the numbers dead
        return Finding(
            code,
            severity,
            at.sheet,
            at.phone_cell,
            raw,
            unit,
            {"cell": " và ".join(cells), "raw": short(raw), **params},
        )
    if code.startswith("note_"):
        return Finding(
            code, severity, at.sheet, at.note_cell, row.note, unit, {"cell": at.note_cell, "raw": short(row.note)}
        )
    params = _name_params(code, reading, row, registry)
    return Finding(code, severity, at.sheet, at.name_cell, row.name_raw, unit, params)


def doubt_finding(row: Row, registry: Registry) -> Finding:
    """Make the finding of a row whose layout admits two readings; it stands at the name, and the row is withheld."""
    unit = row.unit
    params: dict[str, object] = {
        "cell": row.at.name_cell,
        "raw": short(one_line(row.name_raw)),
        "detail": row.why or "hai cột cùng ghi tên đơn vị",
        "candidates": row.doubt,
        "options": list(row.may_mean),
    }
    return Finding("layout_ambiguous", Severity.ERROR.value, row.at.sheet, row.at.name_cell, row.name_raw, unit, params)


def _as_listed(names: list[str], reading: Reading, full: Callable[[str], str]) -> str:
    """Return which names of the list may be meant, as the end of a hint: the near ones, else the sender's own. An
    example would be another unit's name."""
    if names:
        return f", ví dụ (nếu đúng là đơn vị này): {' hoặc '.join(names[:3])}"
    sender = reading.submitter.unit_code
    return f"; tên của đơn vị gửi tệp trong danh mục là {full(sender)}" if sender else ""


def _name_params(code: str, reading: Reading, row: Row, registry: Registry) -> dict[str, object]:
    match, full = row.match, registry.full_name
    params: dict[str, object] = {"cell": row.at.name_cell, "raw": short(one_line(row.name_raw)), **match.detail}
    names = [full(u.code) for u in match.candidates]
    if match.unit is not None:
        params["unit"] = full(match.unit.code)
    if code == "name_missing":
        params["phone"] = short(row.phone.raw)
    elif code == "name_unknown":
        near = f"Tên gần nhất: {'; '.join(names)}." if names else "Chưa tìm được tên nào gần giống."
        params.setdefault("nearest", near)
        params["as_listed"] = _as_listed(names, reading, full)
    elif code in ("name_ambiguous", "name_guessed", "many_units_in_row"):
        params["options"] = [u.code for u in match.candidates]
        params |= {
            "count": len(names),
            "candidates": "; ".join(names[:8]) or "ghi chung, không nêu tên từng đơn vị",
            "choice": names[0] if names else "",
        }
        if row.own:
            own = [full(u.code) for u in row.own]
            whose = full(reading.submitter.unit_code)
            params["options"] = [*(u.code for u in row.own), *(u.code for u in match.candidates)]
            params["candidates"] = f"{params['candidates']}; tên gần giống của chính {whose}: {'; '.join(own)}"
            params["choice"] = own[0]
    elif code == "name_not_a_unit":
        params["nearest"] = names[0] if names else "đơn vị"
    elif code == "tier_mismatch" and match.unit is not None:
        section, own = registry.section_of(row.at.tier), registry.section_of(match.unit.tier)
        params["section"] = f"{section.letter} ({section.title})" if section else row.at.tier
        params["tier"] = f"{own.letter} ({own.title})" if own else match.unit.tier
    elif code == "outside_authority":
        params["submitter"] = full(reading.submitter.unit_code)
        own = "; ".join(full(u.code) for u in row.own)
        params["own"] = f"Nếu là đơn vị trực thuộc của mình thì ghi đủ tên: {own}. Nếu không phải:" if own else " "
    return params


def audit_finding(said: str, index: int, columns: dict[str, list[str]], registry: Registry) -> Finding:
    """Make the finding of a row of which the second reading says otherwise: both readings are shown."""
    code = "audit_disagrees"
    unit, cell, raw = (columns[name][index] for name in ("unit_code", "phone_cell", "phone_raw"))
    first = f"{registry.full_name(unit)}: {columns['display'][index]}"
    params: dict[str, object] = {"cell": cell, "raw": short(raw), "first": first, "second": said}
    return Finding(code, CATALOGUE[code].severity.value, columns["sheet"][index], cell, raw, unit, params)
