"""Numbers that stand on lines of their own between names: above their names or below them, nobody knows.

Below its name a number goes on with the record above it. Where a block of such lines begins with a number, it belongs
to the name below, or its name is lost; then every other number of the block may be the name's above or the name's
below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from danhba.model.grid import cell_text
from danhba.model.table import TableRow

_OTHER = {"name": "number", "number": "name"}
TWO_NUMBERS = "bảng có cả cột số đã công bố và cột số đề nghị thay, chưa rõ số nào đang dùng"
WHY = "số và tên đơn vị nằm xen kẽ, mỗi thứ một dòng, và dòng đầu tiên là số"
# What is said of a row instead of what its cells by themselves would be refused for.
SAID_INSTEAD = {WHY: ("name_missing", "phone_missing"), TWO_NUMBERS: ("phone_multiple",)}


def numbers_apart(rows: Sequence[TableRow], heads: Callable[[TableRow], bool]) -> dict[int, str]:
    """Return (row number → both readings) of the lines of every block in which names and numbers alternate and a number
    comes first.

    heads: tells a district's heading, under which a block begins.
    """
    out: dict[int, str] = {}
    at = 0
    while at + 1 < len(rows):
        end, kind = at + 1, _kind(rows[at])
        while kind and end < len(rows) and _kind(rows[end]) == _OTHER[kind]:
            kind, end = _OTHER[kind], end + 1
        block = rows[at:end]
        if len(block) > 1 and _kind(block[0]) == "name" and heads(block[0]):
            block = block[1:]
        if len(block) > 1 and _kind(block[0]) == "number":
            out |= {row.row: _readings(block, index) for index, row in enumerate(block)}
        at = end
    return out


def _readings(block: Sequence[TableRow], at: int) -> str:
    """Say what stands above and below a line of such a block."""
    row = block[at]
    texts = [" ".join(_text(other).split()) for other in block]
    if _kind(row) == "number":
        above = f"số của “{texts[at - 1]}” ở dòng trên" if at else "số của một đơn vị không thấy ghi tên"
        below = (
            f"số của “{texts[at + 1]}” ở dòng dưới" if at + 1 < len(block) else "số của một đơn vị không thấy ghi tên"
        )
        return f"{above} hoặc {below}"
    below = f"có số “{texts[at + 1]}” ở dòng dưới" if at + 1 < len(block) else "chưa ghi số"
    return f"đơn vị có số “{texts[at - 1]}” ở dòng trên hoặc {below}"


def _kind(row: TableRow) -> str:
    """Return what a line holds: name, number; '' for both, neither, or a running number without a name."""
    named = row.name is not None and bool(cell_text(row.name).strip())
    if row.phones:
        return "" if named or row.names or row.stt else "number"
    return "name" if named else ""


def _text(row: TableRow) -> str:
    return cell_text(row.phones[0] if row.phones else row.name)
