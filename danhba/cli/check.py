"""`danhba check`: read files now, store nothing, publish nothing; findings as a table or as one JSON object."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from danhba.answers import KIND as DECISIONS
from danhba.clean.text import one_line
from danhba.moments import utc
from danhba.outline import Outline
from danhba.read import Kind, kind_of
from danhba.read.container import members
from danhba.reading import Reading, Source
from danhba.registry import Registry, RegistryError, load_registry
from danhba.report.tables import finding_line
from danhba.resolve import resolve
from danhba.settings import Settings
from danhba.values import Finding, ReadError
from danhba.voices import Submission
from danhba.workers import read_isolated
from schemas.columns import FINDING_COLUMNS
from schemas.findings import BLOCKING, CATALOGUE

_SEVERITY = {"error": ("Lỗi", "red"), "warning": ("Xem lại", "yellow"), "info": ("Ghi nhận", "dim")}


def check_files(files: Sequence[Path], settings: Settings, as_json: bool, explain: bool) -> int:
    """Check files and print what was found; return the exit status: 0, 1 with errors, 2 for wrong use."""
    try:
        registry = load_registry(settings.registry)
        sources = [(path.name, path.resolve().parent.name, path.read_bytes(), path.stat().st_mtime) for path in files]
    except RegistryError as error:
        print(f"danhba: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"danhba: không đọc được “{error.filename}”: {error.strerror or error}.", file=sys.stderr)
        return 2
    checked = [(reading, lines) for _, reading, lines in look_at(sources, settings, registry)]
    for _, lines in checked:
        for line in lines:
            line["submission"] = ""
    if as_json:
        print(json.dumps({"files": [_json(r, lines, registry) for r, lines in checked]}, ensure_ascii=False))
    else:
        _print(checked, registry, explain)
    return 1 if any(line["severity"] == "error" for _, lines in checked for line in lines) else 0


def look_at(
    sources: Sequence[tuple[str, str, bytes, float]], settings: Settings, registry: Registry
) -> list[tuple[Submission, Reading, list[dict[str, str]]]]:
    """Read files that are not received: (name, folder, bytes, time of change) each; return what each says and its findings' lines."""
    opened = [(Source(name, content, folder), changed) for path, folder, data, changed in sources for name, content in _opened(path, data)]
    readings = read_isolated(settings, [source for source, _ in opened])
    received = utc(settings.now())
    submissions = [_submission(i, r, received, opened[i][1]) for i, r in enumerate(readings)]
    resolution = resolve(submissions, registry)
    out = []
    for submission, reading in zip(submissions, readings, strict=True):
        found = [*reading.findings, *(f for f in resolution.findings.get(submission.id, []) if f.code not in _NOT_FOR_ONE_LOOK)]
        out.append((submission, reading, [finding_line(f, registry, submission) for f in sorted(found, key=_place)]))
    return out


# About what has been received: a look at files receives nothing.
_NOT_FOR_ONE_LOOK = frozenset({"unit_superseded", "received_out_of_order", "evidence_only"})


def _opened(name: str, data: bytes) -> list[tuple[str, bytes]]:
    try:
        kind = kind_of(data)
        if kind in (Kind.ZIP, Kind.MAIL):
            return members(data, kind, name)
    except ReadError:
        pass  # reading it says what is wrong
    return [(name, data)]


def _submission(number: int, reading: Reading, received: str, changed: float) -> Submission:
    for finding in reading.findings:
        if not finding.cell and not finding.unit_code and finding.code != "submitter_unknown":
            finding.unit_code = reading.submitter.unit_code
    return Submission(
        id=f"check-{number:05d}",
        source_file=reading.source_file,
        sha256=reading.sha256,
        received_at=received,
        changed_at=dt.datetime.fromtimestamp(changed, dt.UTC).isoformat(),
        submitter=reading.submitter.unit_code,
        rows=reading.rows,
        findings=reading.findings,
        evidence=bool(reading.evidence_kind),
        decisions=len(reading.answers) if reading.kind == DECISIONS else -1,
    )


def _place(finding: Finding) -> tuple[str, int, str]:
    digits = "".join(c for c in finding.cell if c.isdigit())
    return (finding.sheet, int(digits or 0), finding.cell)


def _json(reading: Reading, lines: list[dict[str, str]], registry: Registry) -> dict[str, Any]:
    rows = [
        {
            "sheet": row["sheet"],
            "row": int(row["row"]),
            "tier": row["tier"] or (registry.by_code[row["unit_code"]].tier if row["unit_code"] else None),
            "unit_code": row["unit_code"] or None,
            "name_raw": row["name_raw"] or None,
            "name_cell": row["name_cell"] or None,
            "phone_raw": row["phone_raw"] or None,
            "phone_cell": row["phone_cell"] or None,
            "phone_e164": row["phone_e164"] or None,
            "extension": row["extension"] or None,
            "phone_kind": row["phone_kind"] or None,
        }
        for row in reading.rows
    ]
    return {
        "source_file": reading.source_file,
        "sha256": reading.sha256,
        "submitter": {
            "unit_code": reading.submitter.unit_code or None,
            "evidence": [{"kind": e.kind, "text": e.text, "unit_code": e.unit_code} for e in reading.submitter.evidence],
        },
        "rows": rows,
        "findings": [{c: line[c] or None for c in FINDING_COLUMNS} for line in lines],
    }


def _print(checked: list[tuple[Reading, list[dict[str, str]]]], registry: Registry, explain: bool) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=140)
    for reading, lines in checked:
        errors = sum(line["severity"] == "error" for line in lines)
        warnings = sum(line["severity"] == "warning" for line in lines)
        verdict = f"còn {errors} lỗi" if errors else "không có lỗi"
        if any(line["code"] in BLOCKING for line in lines):
            verdict += ", chưa kiểm tra được các dòng"
        elif reading.kind == DECISIONS:
            verdict += f", bảng quyết định, đọc được {len(reading.answers)} quyết định"
        elif not reading.evidence_kind:
            verdict += f", đã kiểm tra {len(reading.rows)} dòng"
        if warnings:
            verdict += f", {warnings} điểm cần xem lại"
        sender = registry.full_name(reading.submitter.unit_code) if reading.submitter.unit_code else "chưa rõ"
        console.print(Text(f"{_clean(reading.source_file)}: {verdict}", style="bold red" if errors else "bold green"))
        console.print(Text(f"  SHA-256 {reading.sha256[:12]} · đơn vị gửi: {sender}"))
        if explain:
            _explain(console, reading, registry)
        if lines:
            table = RichTable(show_lines=True)
            for title in ("Ô", "Mức", "Điều đọc được và lý do", "Cách sửa"):
                table.add_column(title, overflow="fold")
            for line in lines:
                word, style = _SEVERITY[line["severity"]]
                place = f"{_clean(line['sheet'])}!{line['cell']}" if line["cell"] else "cả tệp"
                table.add_row(
                    Text(place), Text(word, style), Text(f"{_clean(line['message'])}\n{line['code']}"), Text(_clean(line["hint"]))
                )
            console.print(table)


def _clean(text: str) -> str:
    """Text of a file is shown, never obeyed: no control or bidirectional characters reach the terminal."""
    return one_line(text)


def _explain(console: Console, reading: Reading, registry: Registry) -> None:
    """Print each table as it was understood: header, columns, what each line is, which unit it speaks for."""
    for evidence in reading.submitter.evidence:
        console.print(Text(f"  căn cứ: {_clean(evidence.words(registry))}"))
    for seen in reading.outlines:
        _outline(console, seen)
    if not reading.tables and not reading.outlines:
        console.print(Text("  không nhận ra bảng nào"))
    for found in reading.tables:
        columns = ", ".join(f"{_FIELDS.get(f, f)} = cột {'+'.join(c)}" for f, c in found.columns.items() if f != "other")
        first, last = found.header_rows
        lines = f"dòng {first}" if first == last else f"dòng {first} đến {last}"
        console.print(Text(f"  trang tính “{_clean(found.sheet)}”: tiêu đề ở {lines} (từ ô {found.header_cell}); {columns}"))
        table = RichTable(show_header=True)
        for title in ("Dòng", "Mục", "STT", "Tên trong tệp", "Hiểu là", "Ô số ghi", "Đọc thành"):
            table.add_column(title, overflow="fold")
        by_row = {int(r["row"]): r for r in reading.rows if r["sheet"] == found.sheet}
        roles = dict(found.skipped)
        stt = {r.row: r.stt for r in found.rows}
        for number in sorted(by_row.keys() & stt.keys() | roles.keys()):
            if number in by_row and number in stt:
                row = by_row[number]
                unit = registry.full_name(row["unit_code"]) if row["unit_code"] else CATALOGUE[row["name_verdict"]].title
                phone = row["phone_e164"] or (CATALOGUE[row["phone_verdict"]].title if row["phone_verdict"] else "")
                cells = (str(number), row["tier"], stt[number], row["name_raw"], unit, row["phone_raw"], phone)
            else:
                cells = (str(number), "", "", f"({_ROLES.get(roles[number], roles[number])})", "", "", "")
            table.add_row(*(Text(_clean(c)) for c in cells))
        console.print(table)


def _outline(console: Console, seen: Outline) -> None:
    """Print what a sheet of another form looks like: its titles, its header, its sections and what stands below the table."""
    console.print(Text(f"  trang tính “{_clean(seen.sheet)}”: không phải biểu mẫu đường dây nóng"))
    for title in seen.titles:
        console.print(Text(f"    tên bảng: {_clean(title)[:150]}"))
    first, last = seen.header_rows
    if not first:
        console.print(Text("    không có dòng tiêu đề cột"))
        return
    lines = f"dòng {first}" if first == last else f"dòng {first} đến {last}"
    console.print(Text(f"    tiêu đề cột ở {lines} (từ ô {seen.header_cell}), {seen.data_rows} dòng số liệu không đọc"))
    for row, role, text in seen.lines[:40]:
        console.print(Text(f"    dòng {row}: {_ROLES.get(role, role)}: {_clean(text)[:120]}"))
    if len(seen.lines) > 40:
        console.print(Text(f"    … và {len(seen.lines) - 40} dòng khác"))


_FIELDS = {"stt": "STT", "unit": "tên đơn vị", "phone": "số điện thoại", "note": "ghi chú", "district": "huyện"}
_ROLES = {
    "section": "tiêu đề mục", "district": "tiêu đề huyện", "total": "dòng tổng cộng", "footer": "chữ ký, nơi nhận", "note": "ghi chú dưới bảng",
    "dots": "dòng chấm", "blank": "dòng để trống", "column_numbers": "dòng số cột", "aside": "chữ ngoài bảng",
}  # fmt: skip
