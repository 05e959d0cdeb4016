"""One submission's page for its sender: phieu-ra-soat.html. Autoescaped, offline, printable on A4."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from danhba.model.submission import Submission
from danhba.output.templates import templates, whole_page
from danhba.registry import Registry
from danhba.report.lines import SHOWN_OF_A_KIND
from danhba.vietnamese.dates import clock_and_date
from danhba.vietnamese.text import one_line
from schemas.catalogue import BLOCKING, CATALOGUE

SEVERITY_WORDS = {"error": "Lỗi", "warning": "Cần xem lại", "info": "Ghi nhận"}

_ENVIRONMENT = templates(Path(__file__).parent / "templates")


@lru_cache(maxsize=4096)
def when(iso: str) -> str:
    """Return an ISO time as pages say it."""
    return clock_and_date(dt.datetime.fromisoformat(iso)) if iso else ""


def verdict_of(
    counts: Counter[str], blocked: bool, evidence: bool, decisions: int = -1, calls: int = -1, sent: int = -1
) -> tuple[str, str]:
    """Return (words, tone) of a file: never a plain success while errors stand. decisions, calls, sent: those in it, -1
    for a return."""
    if sent >= 0 and not counts["error"]:
        return f"danh sách gói đã tự gửi, đọc được {sent} dòng", "warn" if counts["warning"] else "good"
    if calls >= 0 and not counts["error"]:
        return f"bảng gọi kiểm tra, đọc được {calls} dòng", "warn" if counts["warning"] else "good"
    if decisions >= 0 and not counts["error"]:
        return f"bảng quyết định, đọc được {decisions} quyết định", "warn" if counts["warning"] else "good"
    if counts["error"]:
        return (f"còn {counts['error']} lỗi" + (", chưa kiểm tra được các dòng" if blocked else "")), "bad"
    if evidence:
        return "tài liệu chứng minh, không có bảng để kiểm tra", "warn" if counts["warning"] else "good"
    if counts["warning"]:
        return f"không có lỗi, còn {counts['warning']} điểm cần xem lại", "warn"
    return "không có lỗi", "good"


def submission_page(
    submission: Submission,
    evidence: Sequence[str],
    lines: Sequence[dict[str, str]],
    registry: Registry,
    as_of: dt.datetime,
    copy: bool = False,
    newer: str = "",
    until: str = "",
) -> bytes:
    """Return phieu-ra-soat.html.

    lines: the open findings of this submission, as in findings.csv; copy: a marked copy lies beside it; newer: the file
    that replaced rows;
    until: by when an answer is asked for, '': what follows from the letter.
    """
    counts = Counter(line["severity"] for line in lines)
    blocked = any(line["code"] in BLOCKING for line in lines)
    verdict, tone = verdict_of(
        counts, blocked, submission.evidence, submission.decisions, submission.calls, submission.sent
    )
    at_cells = any(line["cell"] and line["code"] != "unit_superseded" for line in lines)
    places = _Places(submission if at_cells else None)
    groups: dict[tuple[int, int, str], dict[str, Any]] = {}
    replaced = [line for line in lines if line["code"] == "unit_superseded"]
    of_kind: Counter[str] = Counter()
    for line in lines:
        if line["code"] == "unit_superseded":
            continue
        of_kind[line["code"]] += 1
        if of_kind[line["code"]] > SHOWN_OF_A_KIND:
            continue  # counted below; all of them stand in findings.csv
        row = places.row_of(line)
        place = places.place_of(line, row)
        if row is not None:
            name = (
                registry.full_name(row["unit_code"]) if row["unit_code"] else one_line(row["name_raw"]) or "(trống tên)"
            )
            title = f"Dòng {row['row']}: {name}"
        else:
            title = f"Ô {line['cell']}, ngoài các dòng đã đọc" if line["cell"] else "Cả tệp"
        told = {**line, "excerpt": _excerpt(row, line["cell"]) if row is not None else None}
        groups.setdefault(place, {"title": title, "findings": []})["findings"].append(told)
    cards = [groups[place] for place in sorted(groups)]
    used: Counter[str] = Counter()
    for (_, at, _), card in sorted(groups.items()):
        anchor = "tep" if at == _WHOLE_FILE else f"d{at}"
        used[anchor] += 1
        card["anchor"] = anchor if used[anchor] == 1 else f"{anchor}-{used[anchor]}"
    return render(
        "submission.html",
        copy=copy,
        file=submission.source_file.rsplit("/", 1)[-1],
        source_file=submission.source_file,
        submission=submission.id,
        sha256=submission.sha256,
        received=when(submission.received_at),
        verdict=verdict,
        tone=tone,
        what=_what_to_do(counts, tone, submission),
        counts={"error": counts["error"], "warning": counts["warning"]},
        blocked=blocked,
        is_evidence=submission.evidence or submission.by_reviewer,
        submitter=registry.full_name(submission.submitter) if submission.submitter else "",
        evidence=list(dict.fromkeys(evidence)),
        groups=cards,
        more={c: (n - SHOWN_OF_A_KIND, n) for c, n in of_kind.items() if n > SHOWN_OF_A_KIND},
        replaced=[line["cell"] for line in replaced],
        newer=newer,
        row_count=len(submission.rows),
        return_to=registry.return_to,
        deadline=until or _until(registry.deadline, as_of),
        rows_table=_rows_table(submission, registry) if len(submission.rows) else "",
        titles={code: rule.title for code, rule in CATALOGUE.items()},
        severity_words=SEVERITY_WORDS,
        as_of_words=f"Trang này cập nhật lúc {clock_and_date(as_of)}",
        publication="",
    )


def _what_to_do(counts: Counter[str], tone: str, submission: Submission) -> str:
    """Say in the first sentence what whoever reads it does."""
    if submission.decisions >= 0:
        return "trả lời lại các dòng nêu dưới đây" if tone != "good" else "không phải làm gì thêm"
    if counts["error"]:
        return "sửa từng chỗ nêu dưới đây rồi gửi lại"
    return (
        "đọc từng điểm dưới đây, điểm nào chưa đúng thì sửa rồi gửi lại"
        if counts["warning"]
        else "không phải làm gì thêm"
    )


def _until(deadline: dt.datetime | None, as_of: dt.datetime) -> str:
    """Say by when a mended form must be back: the letter's day, or that it has passed."""
    if deadline is None:
        return ""
    day = f"{deadline:%d/%m/%Y}"
    return (
        f"trước hết ngày {day}"
        if as_of <= deadline
        else f"ngay trong ngày nhận phiếu này (hạn của công văn, {day}, đã qua)"
    )


_WHOLE_FILE = 1_000_000_000  # stands below every row


class _Places:
    """The rows of a submission by their cells: where on the sheet a finding stands, and in whose row. None: not asked
    for."""

    def __init__(self, submission: Submission | None) -> None:
        self._rows: dict[tuple[str, str], list[dict[str, str]]] = {}
        self._sheets: dict[str, int] = {}
        for row in submission.rows if submission is not None else ():
            self._sheets.setdefault(row["sheet"], len(self._sheets))
            for cell in dict.fromkeys(row[c] for c in ("name_cell", "phone_cell", "note_cell")):
                if cell:
                    self._rows.setdefault((row["sheet"], cell), []).append(row)

    def row_of(self, line: dict[str, str]) -> dict[str, str] | None:
        """Return the row that a finding is about. Of the rows that share a merged cell, the one of its unit."""
        rows = self._rows.get((line["sheet"], line["cell"]), []) if line["cell"] else []
        return next((r for r in rows if r["unit_code"] == line["unit_code"]), rows[0] if rows else None)

    def place_of(self, line: dict[str, str], row: dict[str, str] | None) -> tuple[int, int, str]:
        """Return what sorts cards as the sheets do, the whole file last: the sheet's place, the row, what tells two of
        one row apart."""
        if not line["cell"]:
            return (_WHOLE_FILE, _WHOLE_FILE, "")
        sheet = self._sheets.setdefault(line["sheet"], len(self._sheets))
        if row is not None:
            return (sheet, int(row["row"]), f"{row['unit_code']} {row['name_cell']}")
        digits = "".join(c for c in line["cell"] if c.isdigit())
        return (sheet, int(digits or 0), f"~{line['cell']}")


_WITHHELD = Markup('<span class="error">không công bố</span>')


@lru_cache(maxsize=32768)
def _escaped(text: str) -> str:
    return str(escape(one_line(text)))


def _rows_table(submission: Submission, registry: Registry) -> Markup:
    """Return the body of the table of rows as read. Not a template's loop: a night has hundreds of thousands of
    rows."""
    columns = [
        submission.rows.column(c) for c in ("row", "name_raw", "unit_code", "phone_raw", "ok", "display", "extension")
    ]
    out = []
    for row, name, code, phone, ok, display, extension in zip(*columns, strict=True):
        number = f"{display} máy lẻ {extension}" if extension else display
        unit = registry.full_name(code) if code else ""
        out.append(
            f'<tr><td class="num">{row}</td><td>{_escaped(name)}</td><td>{_escaped(unit)}</td><td>{escape(phone)}</td>'
            f"<td>{escape(number) if ok else _WITHHELD}</td></tr>\n"
        )
    return Markup("".join(out))


def _excerpt(row: dict[str, str], marked: str) -> dict[str, Any]:
    """Return the row as it stood: its number, and (column letters, text, whether this is the cell) from left to
    right."""
    cells = {
        row[c]: one_line(row[t])
        for c, t in (("name_cell", "name_raw"), ("phone_cell", "phone_raw"), ("note_cell", "note"))
        if row[c]
    }
    cells.setdefault(marked, "")

    def place(address: str) -> tuple[int, str]:
        letters = address.rstrip("0123456789")
        return (len(letters), letters)

    ordered = sorted(cells, key=place)
    return {"row": row["row"], "cells": [(place(a)[1], cells[a], a == marked) for a in ordered]}


def render(template: str, **values: Any) -> bytes:
    """Return a page from a template, autoescaped."""
    return whole_page(_ENVIRONMENT.get_template(template).render(**values) + "\n")
