"""`danhba check`: read files now, store nothing, publish nothing; findings as a table or as one JSON object."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from danhba.calls.columns import KIND as CALLS
from danhba.cli.as_json import print_json
from danhba.cli.explain import _clean, _explain
from danhba.model.submission import Reading
from danhba.receive.check_now import Dropped, look_at
from danhba.receive.scan import display_name, look, no_file, shown, why_not
from danhba.registry import Registry, RegistryError, load_registry
from danhba.review.read_workbook import KIND as DECISIONS
from danhba.review.sent_list import KIND as SENT
from danhba.settings import Settings
from schemas.catalogue import BLOCKING
from schemas.tables import FINDING_COLUMNS

_SEVERITY = {"error": ("Lỗi", "red"), "warning": ("Xem lại", "yellow"), "info": ("Ghi nhận", "dim")}


def check_files(files: Sequence[Path], settings: Settings, as_json: bool, explain: bool) -> int:
    """Check files and print what was found; return the exit status: 0, 1 with errors, 2 for wrong use. Raises OSError.

    A folder stands for the files in it and its sub-folders, as in the inbox. What is no file is never opened: one line
    says so, and the others are checked.
    """
    try:
        registry = load_registry(settings.registry)
    except RegistryError as error:
        print(f"danhba: {error}", file=sys.stderr)
        return 2
    dropped, refused = [], False
    for path in files:
        try:
            found, left = _files_of(path)
        except OSError as error:
            found, left = [], [f"“{shown(str(path))}”: {why_not(error)}"]
        for file in found:
            try:
                dropped.append(_dropped(file))
            except OSError as error:
                left.append(f"“{shown(str(file))}”: {why_not(error)}")
        for words in left:
            refused = True
            print(f"danhba: không đọc được {words}.", file=sys.stderr)
    checked = [(reading, lines) for _, reading, lines in look_at(dropped, settings, registry)]
    for _, lines in checked:
        for line in lines:
            line["submission"] = ""
    if as_json:
        print_json({"files": [_json(r, lines, registry) for r, lines in checked]})
    else:
        _print(checked, registry, explain)
    if refused:
        return 2
    return 1 if any(line["severity"] == "error" for _, lines in checked for line in lines) else 0


def _files_of(path: Path) -> tuple[list[Path], list[str]]:
    """Return the files that a path stands for, and in words what of them cannot be read. Raises OSError."""
    if not path.is_dir():
        return [path], []
    seen = look(path)
    left = [f"“{shown(str(path / item.name))}”: {item.why}" for item in seen.left]
    if not seen.files and not left:
        left.append(f"“{shown(str(path))}”: thư mục không có tệp nào để kiểm tra")
    return [path / file.path for file in seen.files], left


def _dropped(path: Path) -> Dropped:
    """Return a file as it is looked at. Raises OSError for what is none, or cannot be read."""
    told = path.stat()
    if words := no_file(told.st_mode):
        raise OSError(errno.EINVAL, words, str(path))
    os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    resolved = path.resolve()
    return Dropped(str(resolved), display_name(path.name), display_name(resolved.parent.name), told.st_mtime_ns)


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
            "evidence": [
                {"kind": e.kind, "text": e.text, "unit_code": e.unit_code} for e in reading.submitter.evidence
            ],
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
        elif reading.kind == CALLS:
            verdict += f", bảng gọi kiểm tra, đọc được {len(reading.calls)} dòng"
        elif reading.kind == SENT:
            verdict += f", danh sách gói đã tự gửi, đọc được {len(reading.answers)} dòng"
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
                    Text(place),
                    Text(word, style),
                    Text(f"{_clean(line['message'])}\n{line['code']}"),
                    Text(_clean(line["hint"])),
                )
            console.print(table)
