"""What comes back in goi-thu.xlsx: calls, and numbers that were reported wrong. Pure; every line that cannot be used is
a finding at its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from danhba.calls.columns import (
    BY,
    CALLER,
    CONTENT_OF_REPORTS,
    DIALLED,
    FILLED,
    NOTE,
    NUMBER,
    OF_UNIT,
    OUTCOME,
    POST,
    SAID,
    SIGNATURE,
    SINCE,
    UNIT,
    UNITS,
    WHEN,
    WRONG,
    content_of_call,
)
from danhba.calls.moments import moment
from danhba.calls.posts import only_a_post
from danhba.model.call import Call
from danhba.model.finding import Finding
from danhba.model.grid import Grid, address, cell_text
from danhba.phones.cell import read_phone
from danhba.phones.numbering_plan import Plan
from danhba.review.seal import Seal, bare
from danhba.vietnamese.persons import names_a_person
from danhba.vietnamese.text import one_line, visible
from schemas.calls import OFFERED, OUTCOME_WORDS, Outcome
from schemas.catalogue import CATALOGUE

_KEYS = {bare(OUTCOME_WORDS[o]): o for o in OFFERED}
_ROWS = 20  # in which the heads are looked for


@dataclass(slots=True)
class Called:
    """What such a workbook holds. Calls have no receipt yet; seals: of every line that says something, and of the sheet
    of reports if it does."""

    calls: list[Call] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)


def find_calls(grids: Sequence[Grid], plan: Plan) -> Called | None:
    """Return what stands in a workbook of calls, None when no grid is one. Whether it is accepted is told by
    `danhba.review.accept`."""
    out: Called | None = None
    for grid in grids:
        for r, row in enumerate(grid.rows[:_ROWS]):
            if UNITS not in row and WRONG not in row:  # asked of every sheet that ever comes
                continue
            heads = {one_line(v): c for c, v in enumerate(row) if isinstance(v, str)}
            if {UNITS, DIALLED, OUTCOME, CALLER, WHEN} <= heads.keys():
                out = out or Called()
                _calls(grid, r + 1, heads, out)
                break
            if {WRONG, OF_UNIT, SINCE} <= heads.keys():
                out = out or Called()
                _reports(grid, r + 1, heads, plan, out)
                break
    return out


class _Line:
    """One row by the heads of its columns."""

    def __init__(self, grid: Grid, r: int, heads: dict[str, int]) -> None:
        self.grid, self.row, self.r, self.heads = grid, grid.rows[r], r, heads

    def value(self, head: str) -> object:
        column = self.heads.get(head, -1)
        return self.row[column] if 0 <= column < len(self.row) else None

    def raw(self, head: str) -> str:
        return cell_text(self.value(head))

    def text(self, head: str) -> str:
        return one_line(self.raw(head)).strip()

    def cell(self, head: str) -> str:
        return address(self.grid.top + self.r, self.grid.left + self.heads[head])

    def finding(self, code: str, head: str, raw: str, **params: str) -> Finding:
        """Return a finding at a cell. What may be a person's name is not told again."""
        shown = "…" if names_a_person(visible(raw)) else raw[:120]
        told: dict[str, object] = {"cell": self.cell(head), "raw": shown or "(trống)", **params}
        return Finding(code, CATALOGUE[code].severity.value, self.grid.name, self.cell(head), shown, "", told)


def _calls(grid: Grid, start: int, heads: dict[str, int], out: Called) -> None:
    for r in range(start, len(grid.rows)):
        line = _Line(grid, r, heads)
        if not any(line.text(head) for head in FILLED if head in heads):
            continue
        units, dialled = line.text(UNITS), line.text(DIALLED)
        content = content_of_call(units, dialled, [line.raw(UNIT), line.raw(NUMBER)])
        out.seals.append(Seal(content, line.text(SIGNATURE)))
        call = _call(line, tuple(units.split()), f"+{dialled}", out)
        if call is not None:
            out.calls.append(call)


def _call(line: _Line, units: tuple[str, ...], number: str, out: Called) -> Call | None:
    said = line.text(OUTCOME)
    outcome = _KEYS.get(bare(said))
    when = moment(line.value(WHEN))
    if outcome is None:
        choices = "; ".join(OUTCOME_WORDS[o] for o in OFFERED)
        why = "đó không phải một kết quả trong danh sách" if said else f"chưa chọn “{OUTCOME}”"
        todo = f"Chọn trong danh sách thả xuống của ô: {choices}."
        out.findings.append(line.finding("call_invalid", OUTCOME, said, why=why, todo=todo))
        return None
    if outcome is Outcome.LATER and when is None:
        return None  # nothing was done, nothing is said
    if when is None:
        why = "không đọc được giờ và ngày gọi" if line.text(WHEN) else f"chưa ghi “{WHEN}”"
        todo = "Ghi giờ và ngày gọi, ví dụ: 22:30 15/09/2021."
        out.findings.append(line.finding("call_invalid", WHEN, line.text(WHEN), why=why, todo=todo))
        return None
    caller = line.text(CALLER)
    if not caller:
        todo = f"Ghi họ tên người gọi vào cột “{CALLER}”, ví dụ: Nguyễn Văn An."
        out.findings.append(line.finding("call_invalid", CALLER, "", why=f"chưa ghi “{CALLER}”", todo=todo))
        return None
    post = only_a_post(line.text(POST)) if POST in line.heads else ""
    if post is None:
        out.findings.append(line.finding("call_person_named", POST, "", column=POST))
    return Call(
        units,
        number,
        outcome.value,
        when,
        caller,
        post or "",
        _note(line, NOTE, out),
        sheet=line.grid.name,
        cell=line.cell(OUTCOME),
    )


def _note(line: _Line, head: str, out: Called) -> str:
    """Return a note that names nobody; of one that may, nothing but a finding is kept."""
    note = line.text(head)
    if note and names_a_person(visible(note)):
        out.findings.append(line.finding("call_person_named", head, "", column=head))
        return ""
    return note


def _reports(grid: Grid, start: int, heads: dict[str, int], plan: Plan, out: Called) -> None:
    """Numbers that were reported wrong: typed by hand, so that only the sheet itself bears a seal."""
    signature = next((h for h in heads if h.startswith("q1.")), "")
    told = False
    for r in range(start, len(grid.rows)):
        line = _Line(grid, r, heads)
        wrong = line.text(WRONG)
        if not any(line.text(head) for head in (WRONG, OF_UNIT, SINCE, BY, SAID) if head in heads):
            continue
        told = True
        found = read_phone(line.value(WRONG), plan).number
        if found is None:
            why = "không đọc được thành một số điện thoại" if wrong else f"chưa ghi “{WRONG}”"
            todo = "Ghi một số như in trong danh bạ, cả mã vùng hoặc đầu số di động, ví dụ: 0912 345 678."
            out.findings.append(line.finding("call_invalid", WRONG, wrong, why=why, todo=todo))
            continue
        number = f"{found.e164};{found.extension}"
        issue = signature.split(".")[1] if signature.count(".") == 2 else ""
        out.calls.append(
            Call(
                (), number, Outcome.REPORTED.value, moment(line.value(SINCE)) or "", line.text(BY), issue, _note(line,
                SAID, out),
                sheet=grid.name, cell=line.cell(WRONG),
            )
        )  # fmt: skip
    if told:
        out.seals.append(Seal(CONTENT_OF_REPORTS, signature))
