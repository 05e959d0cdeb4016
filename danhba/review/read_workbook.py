"""The workbook of decisions: its columns, and what comes back in it. Reading is pure; every refused line is a finding at its cell."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from danhba.model.finding import Finding
from danhba.model.grid import Grid, address, cell_text
from danhba.model.submission import Answer
from danhba.review.questions import REVOKE, REVOKE_WORDS
from danhba.vietnamese.text import fold, one_line
from schemas.catalogue import CATALOGUE, NOTHING_EXAMPLE

KIND = "decisions"  # what a reading is called that such a workbook gives
SHEET = "Quyết định"
COLUMNS = (
    "STT", "Đơn vị", "Vấn đề", "Điều đọc được", "Nơi ghi", "Quyết định", "Người duyệt", "Lý do", "Trả lời trước đây",
    "Mã câu hỏi", "Dấu số liệu", "Các lựa chọn",
)  # fmt: skip
_MARKS = ("Mã câu hỏi", "Dấu số liệu", "Quyết định", "Người duyệt")


def find_answers(grids: Sequence[Grid]) -> tuple[list[Answer], list[Finding]] | None:
    """Return (answers, findings) when a grid is a workbook of decisions, None when none is."""
    for grid in grids:
        for r, row in enumerate(grid.rows[:20]):
            if _MARKS[0] not in row:  # asked of every sheet that ever comes
                continue
            heads = {one_line(v): c for c, v in enumerate(row) if isinstance(v, str)}
            if all(m in heads for m in _MARKS):
                return _read(grid, r + 1, heads)
    return None


def _read(grid: Grid, start: int, heads: dict[str, int]) -> tuple[list[Answer], list[Finding]]:
    answers: list[Answer] = []
    findings: list[Finding] = []
    for r in range(start, len(grid.rows)):
        row = grid.rows[r]

        def text(name: str, row: list[object] = row) -> str:
            column = heads.get(name, -1)
            value = row[column] if 0 <= column < len(row) else None
            return one_line(cell_text(value)).strip() if value is not None else ""

        said, question = text("Quyết định"), text("Mã câu hỏi")
        if not said or not question:
            continue
        cell = address(grid.top + r, grid.left + heads["Quyết định"])
        labels = _labels(text("Các lựa chọn"))
        labels[REVOKE_WORDS] = REVOKE
        key = {fold(k): v for k, v in labels.items()}.get(fold(said))
        if key is None:
            shown = "; ".join(labels)
            told: dict[str, object] = {
                "cell": cell,
                "raw": said,
                "choices": shown,
                "choice": next(iter(labels), NOTHING_EXAMPLE),
            }
            findings.append(_finding("decision_invalid", grid.name, cell, said, told))
            continue
        if not text("Người duyệt"):
            findings.append(_finding("decision_unsigned", grid.name, cell, said, {"cell": cell, "raw": said}))
            continue
        answers.append(
            Answer(question, text("Dấu số liệu"), key, said, text("Người duyệt"), text("Lý do"), grid.name, cell)
        )
    return answers, findings


def _finding(code: str, sheet: str, cell: str, raw: str, params: dict[str, object]) -> Finding:
    return Finding(code, CATALOGUE[code].severity.value, sheet, cell, raw, "", params)


def _labels(text: str) -> dict[str, str]:
    try:
        pairs = orjson.loads(text)
        return {str(label): str(key) for key, label in pairs}
    except (ValueError, TypeError):
        return {}
