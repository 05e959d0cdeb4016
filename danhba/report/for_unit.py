"""A report that leaves the office: what one unit may see of its own file, without other units' data and without
persons' names.

A line about another unit keeps its place and loses its words; of the sheet only the form remains: heads, rows, cells to
mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from danhba.model.grid import Cell, Grid, address, cell_text
from danhba.model.rows import Rows
from danhba.registry import Registry
from danhba.vietnamese.persons import named_spans
from danhba.vietnamese.text import fold

_GONE = "…"
_QUOTED = re.compile("“([^”]*)”")
_NUMBER = re.compile(r"\d(?:[\s.\-()]{0,3}\d){6,}")
_SHORT, _LONG = 4, 600  # characters of a running number or a section's letter; of a title
# What the messages of these say of other units, another unit's file or the office's own work is not for the unit.
_NEUTRAL = {
    "outside_authority": ("Ô {cell} là dòng của đơn vị khác.",
    "Xóa dòng này; chỉ ghi đơn vị mình và đơn vị trực thuộc."),
    "unit_conflict": (
        "Ô {cell}: nơi khác cũng báo số cho đơn vị này, khác với số ghi ở đây.",
        "Kiểm tra lại; số ở đây đúng thì gửi lại đúng biểu mẫu này, không đúng thì sửa rồi gửi lại.",
    ),
    "phone_shared": (
        "Ô {cell}: số này còn được báo cho đơn vị khác.",
        "Mỗi đơn vị cần một số riêng; kiểm tra xem có ghi nhầm số không.",
    ),
    "mail_withdraws": (
        "Văn phòng hiểu lời nhắn của đơn vị có thể là thu hồi, chưa cho đăng hoặc sửa số đã gửi, nên số đó đang chờ.",
        "Gửi lại biểu mẫu có số đúng; số đã gửi vẫn đúng thì báo lại để Văn phòng đăng.",
    ),
}  # fmt: skip
_FOREIGN = ("Ô {cell} là dòng của đơn vị khác.", "Xóa dòng này; chỉ ghi đơn vị mình và đơn vị trực thuộc.")
NOT_FOR_UNITS = frozenset(
    {
        "received_late", "received_out_of_order", "file_duplicate", "unit_superseded", "unit_disagrees",
        "submitter_unknown",
        "evidence_missing", "archive_damaged", "decision_lapsed", "decision_contradicted", "decision_invalid",
        "decision_unsigned",
        "mark_not_checked", "message_not_understood", "sent_invalid", "sent_unsigned",
    }
)  # fmt: skip


def without_persons(text: str, places: Callable[[str], bool] = lambda name: False) -> str:
    """Return text without the names of persons. places: whether a name is a unit's."""
    out, last = [], 0
    for start, end in named_spans(text):
        if end > last and not places(text[start:end]):
            out += [text[last : max(start, last)], _GONE]
            last = end
    return "".join([*out, text[last:]]) if out else text


def places_of(registry: Registry) -> Callable[[str], bool]:
    """Return what tells whether a name is part of a unit's."""
    names = "\n".join(fold(unit.name) for unit in registry.units)
    return lambda name: fold(name).strip() in names


def is_foreign(rows: Rows, within: Iterable[str]) -> bool:
    """Tell whether a file has rows of units that its sender does not speak for."""
    return not set(rows.units) <= {"", *within}


def own_rows(rows: Rows, within: Sequence[str], places: Callable[[str], bool]) -> Rows:
    """Return the rows of these units, and those that are nobody's yet."""
    known = {"", *within}
    keep = [i for i, unit in enumerate(rows.units) if unit in known]
    columns = {name: [values[i] for i in keep] for name, values in rows.columns.items()}
    for name in ("name_raw", "phone_raw", "note", "sheet"):
        if name in columns:
            columns[name] = [without_persons(text, places) for text in columns[name]]
    return Rows(columns)


def own_lines(
    lines: Iterable[dict[str, str]], within: Sequence[str], places: Callable[[str], bool]
) -> list[dict[str, str]]:
    """Return findings as the unit may read them. within: the unit and those below it."""
    out = []
    for line in lines:
        foreign = line["unit_code"] not in ("", *within)
        words = _FOREIGN if foreign else _NEUTRAL.get(line["code"])
        said = dict(line, sheet=without_persons(line["sheet"], places))
        if words is not None:
            message, hint = (text.format(cell=line["cell"]) for text in words)
            said |= {"raw": "", "message": message, "hint": hint}
            said |= {"unit_code": "", "unit_name": ""} if foreign or line["code"] == "outside_authority" else {}
        else:
            names = _names_in([line["raw"], *_QUOTED.findall(line["message"]), *_QUOTED.findall(line["hint"])], places)
            for field in ("raw", "message", "hint", "source_file"):
                said[field] = _without(without_persons(said[field], places) if field == "raw" else said[field], names)
        said["source_file"] = own_name(said["source_file"], places)
        out.append(said)
    return out


def _names_in(texts: Iterable[str], places: Callable[[str], bool]) -> list[str]:
    found = {text[s:e] for text in texts for s, e in named_spans(text) if not places(text[s:e])}
    return sorted(found, key=len, reverse=True)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, _GONE)
    return text


def own_name(source_file: str, places: Callable[[str], bool] = lambda name: False) -> str:
    """Return a file's own name, without folders, containers and persons."""
    return without_persons(source_file.replace("!/", "/").rsplit("/", 1)[-1].replace("_", " "), places)


def own_grids(
    grids: Iterable[Grid], rows: Rows, lines: Sequence[dict[str, str]], places: Callable[[str], bool]
) -> list[Grid]:
    """Return the sheets with the form alone: what stands above the rows, the rows' own cells, cells to mend, short
    marks.

    What stands elsewhere (signatures, other columns, other lists) stays with the office. rows, lines: as own_rows,
    own_lines return them.
    """
    kept: dict[str, set[str]] = {}
    last: dict[str, int] = {}
    first: dict[str, int] = {}
    for sheet, number, *cells in zip(
        *(rows.column(c) for c in ("sheet", "row", "name_cell", "phone_cell", "note_cell")), strict=True
    ):
        kept.setdefault(sheet, set()).update(cells)
        if number.isdigit():
            last[sheet] = max(last.get(sheet, 0), int(number))
            first[sheet] = min(first.get(sheet, int(number)), int(number))
    for line in lines:
        if line["cell"]:
            kept.setdefault(line["sheet"], set()).add(line["cell"])
    out = []
    for grid in grids:
        name = without_persons(grid.name, places)
        if name not in kept:
            continue
        cells = []
        for r, row in enumerate(grid.rows, start=grid.top):
            here = [address(r, grid.left + c) in kept[name] for c in range(len(row))]
            aside = _aside(r + 1, first.get(name, 0), last.get(name, 0), any(here))
            cells.append([_cell(v, k, aside, places) for v, k in zip(row, here, strict=True)])
        out.append(replace(grid, name=name, rows=cells, unseen={}, changed={}, apart={}))
    return out


def _aside(row: int, first: int, last: int, has_data: bool) -> int:
    """Return how long a text may be that is none of the form's own cells: any above the rows and in lines that head
    sections."""
    if row < first or (row <= last and not has_data):
        return _LONG
    return _SHORT if row <= last else 0


def _cell(value: Cell, kept: bool, aside: int, places: Callable[[str], bool]) -> Cell:
    if value is None:
        return None
    text = cell_text(value)
    clean = without_persons(text, places)
    if kept:
        return value if clean == text else clean
    return value if len(text.strip()) <= aside and clean == text and not _NUMBER.search(text) else None
