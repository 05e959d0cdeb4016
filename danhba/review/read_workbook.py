"""The workbook of decisions: its columns, and what comes back in it. Reading is pure; every refused line is a finding
at its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from danhba.model.finding import Finding
from danhba.model.grid import Grid, address, cell_text
from danhba.model.submission import Answer
from danhba.review.questions import REVOKE, REVOKE_WORDS
from danhba.review.seal import Seal, bare, content_of, unpack_choices
from danhba.vietnamese.text import fold, one_line
from schemas.catalogue import CATALOGUE, NOTHING_EXAMPLE

KIND = "decisions"  # what a reading is called that such a workbook gives
SHEET = "Quyết định"
COLUMNS = (
    "STT", "Đơn vị", "Vấn đề", "Điều đọc được", "Nơi ghi", "Quyết định", "Người duyệt", "Lý do", "Trả lời trước đây",
    "Mã câu hỏi", "Dấu số liệu", "Các lựa chọn", "Chữ ký",
)  # fmt: skip
SHOWN = ("Đơn vị", "Vấn đề", "Điều đọc được", "Nơi ghi")  # what a reviewer reads of a question
_MARKS = ("Mã câu hỏi", "Dấu số liệu", "Quyết định", "Người duyệt")


@dataclass(slots=True)
class Answered:
    """What a workbook of decisions holds: its answers, findings at their cells, and the seal of every line that has an
    answer."""

    answers: list[Answer] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)


def find_answers(grids: Sequence[Grid]) -> Answered | None:
    """Return what stands in a workbook of decisions, None when no grid is one. Whether it is accepted is told by
    `danhba.review.accept`."""
    for grid in grids:
        for r, row in enumerate(grid.rows[:20]):
            if _MARKS[0] not in row:  # asked of every sheet that ever comes
                continue
            heads = {one_line(v): c for c, v in enumerate(row) if isinstance(v, str)}
            if all(m in heads for m in _MARKS):
                return _read(grid, r + 1, heads)
    return None


def _read(grid: Grid, start: int, heads: dict[str, int]) -> Answered:
    out = Answered()
    for r in range(start, len(grid.rows)):
        row = grid.rows[r]

        def raw(name: str, row: list[object] = row) -> str:
            column = heads.get(name, -1)
            value = row[column] if 0 <= column < len(row) else None
            return cell_text(value) if value is not None else ""

        def text(name: str) -> str:
            return one_line(raw(name)).strip()

        said = text("Quyết định")
        if not said:
            continue
        question, basis, choices = text("Mã câu hỏi"), text("Dấu số liệu"), text("Các lựa chọn")
        content = content_of(question, basis, choices, [raw(name) for name in SHOWN])
        out.seals.append(Seal(content, text("Chữ ký")))
        cell = address(grid.top + r, grid.left + heads["Quyết định"])
        labels = {**unpack_choices(choices), REVOKE_WORDS: REVOKE}
        key = _chosen(said, labels) or _by_number(said, labels, raw("Vấn đề")) or _by_phone(said, labels)
        if key is None:
            shown = "; ".join(labels)
            told: dict[str, object] = {
                "cell": cell,
                "raw": said,
                "choices": shown,
                "choice": next(iter(labels), NOTHING_EXAMPLE),
            }
            out.findings.append(_finding("decision_invalid", grid.name, cell, said, told))
            continue
        who = text("Người duyệt")
        if not who:
            told = {
                "place": f"Dòng có ô {cell}",
                "raw": f"quyết định “{said}”",
                "why": "cột “Người duyệt” để trống",
                "todo": "Ghi họ tên người duyệt vào cột “Người duyệt”, ví dụ: Nguyễn Văn An.",
                "cell": cell,
            }
            out.findings.append(_finding("decision_unsigned", grid.name, cell, said, told))
            continue
        out.answers.append(Answer(question, basis, key, said, who, text("Lý do"), grid.name, cell))
    return out


def _chosen(said: str, labels: dict[str, str]) -> str | None:
    """Return the key of the choice that an answer names: as it stands, or else by its letters and digits where these
    fit one only."""
    if said in labels:
        return labels[said]
    keys = {key for label, key in labels.items() if bare(label) == bare(said)} or {
        key for label, key in labels.items() if fold(label) == fold(said)
    }
    return keys.pop() if len(keys) == 1 else None


def numbered(number: int, label: str) -> str:
    """Return a choice as it stands in the question's cell."""
    return f"{number}. {one_line(label)}"


def _by_number(said: str, labels: dict[str, str], asked: str) -> str | None:
    """Return the key of the choice that an answer names by its number alone, as the signed question itself numbers
    it."""
    for number, (label, key) in enumerate(labels.items(), start=1):
        if said.rstrip(".") == str(number) and bare(numbered(number, label)) in [bare(x) for x in asked.split("\n")]:
            return key
    return None


_TYPED = re.compile(r"\+?[\d .()\-\u00a0]+")
_FEWEST = 4  # digits of a telephone number; fewer count the choices


def _by_phone(said: str, labels: dict[str, str]) -> str | None:
    """Return the key of the only choice that has a telephone number typed whole, whatever separators stand in it."""
    digits = re.sub(r"\D", "", said)
    if not _TYPED.fullmatch(said) or len(digits) < _FEWEST:
        return None
    national = digits.removeprefix("84" if said.lstrip().startswith("+") else "0")
    keys = {key for key in labels.values() if key.partition(";")[0].removeprefix("+84") == national}
    return keys.pop() if len(keys) == 1 else None


def _finding(code: str, sheet: str, cell: str, raw: str, params: dict[str, object]) -> Finding:
    return Finding(code, CATALOGUE[code].severity.value, sheet, cell, raw, "", params)
