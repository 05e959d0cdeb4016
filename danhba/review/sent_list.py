"""The workbook da-gui.xlsx: packages that people sent themselves, as whoever writes it and whoever reads it knows it.
Reading is pure; every line that cannot be used is a finding at its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from danhba.model.finding import Finding
from danhba.model.grid import Grid, address, cell_text
from danhba.model.signature import digest
from danhba.model.submission import Answer
from danhba.review.seal import Seal, bare
from danhba.vietnamese.text import one_line
from schemas.catalogue import CATALOGUE

KIND = "sent"  # what a reading is called that such a workbook gives
FILE, SHEET = "da-gui.xlsx", "Đã gửi"
UNIT, MATTER, ADDRESS = "Đơn vị", "Việc", "Địa chỉ thư"
WHEN, BY, WHO = "Đã gửi lúc", "Gửi bằng", "Người gửi"
TELLING, SIGNATURE = "Mã gói", "Chữ ký"
COLUMNS = ("STT", UNIT, MATTER, ADDRESS, WHEN, BY, WHO, TELLING, SIGNATURE)
FILLED = (WHEN, BY, WHO)
SHOWN = (UNIT, MATTER, ADDRESS)
_ROWS = 20  # in which the heads are looked for
Moment = Callable[[object], str | None]  # a time as people write it to ISO 8601 in UTC


def content_of_sent(telling: str, shown: Sequence[str]) -> str:
    """Return what is signed of a line. shown: unit, matter and address as people read them."""
    return digest(["sent", telling, *map(bare, shown)])


@dataclass(slots=True)
class SentList:
    """What such a workbook holds.

    answers: question: the telling; choice: when, ISO 8601 in UTC; label: by what; who. seals: of every line that says
    something.
    """

    answers: list[Answer] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)


def find_sent(grids: Sequence[Grid], moment: Moment) -> SentList | None:
    """Return what stands in a workbook of sent packages, None when no grid is one. Whether it is accepted is told by
    `danhba.review.accept`."""
    for grid in grids:
        for r, row in enumerate(grid.rows[:_ROWS]):
            if TELLING not in row:  # asked of every sheet that ever comes
                continue
            heads = {one_line(v): c for c, v in enumerate(row) if isinstance(v, str)}
            if {TELLING, *FILLED} <= heads.keys():
                return _read(grid, r + 1, heads, moment)
    return None


def _read(grid: Grid, start: int, heads: dict[str, int], moment: Moment) -> SentList:
    out = SentList()
    for r in range(start, len(grid.rows)):
        row = grid.rows[r]

        def value(head: str, row: list[object] = row) -> object:
            column = heads.get(head, -1)
            return row[column] if 0 <= column < len(row) else None

        def text(head: str) -> str:
            return one_line(cell_text(value(head))).strip()

        if not any(text(head) for head in FILLED):
            continue
        telling = text(TELLING)
        out.seals.append(Seal(content_of_sent(telling, [cell_text(value(head)) for head in SHOWN]), text(SIGNATURE)))
        when = moment(value(WHEN))
        cell = address(grid.top + r, grid.left + heads[WHEN])
        if when is None:
            why = f"cột “{WHEN}” phải có giờ và ngày" if text(WHEN) else f"chưa ghi “{WHEN}”"
            todo = f"Ghi giờ và ngày gửi vào cột “{WHEN}”, ví dụ: 08:30 06/09/2021."
            out.findings.append(sent_invalid(grid.name, cell, text(WHEN)[:60], why, todo))
            continue
        if not text(WHO):
            cell = address(grid.top + r, grid.left + heads[WHO])
            todo = f"Ghi họ tên người gửi vào cột “{WHO}”, ví dụ: Nguyễn Văn An."
            out.findings.append(sent_invalid(grid.name, cell, "", f"chưa ghi “{WHO}”", todo))
            continue
        out.answers.append(Answer(telling, "", when, text(BY), text(WHO), "", grid.name, cell))
    return out


def sent_invalid(sheet: str, cell: str, raw: str, why: str, todo: str) -> Finding:
    """Return the finding of a line that cannot be used."""
    code = "sent_invalid"
    told: dict[str, object] = {"cell": cell, "raw": raw or "(trống)", "why": why, "todo": todo}
    return Finding(code, CATALOGUE[code].severity.value, sheet, cell, raw, "", told)
