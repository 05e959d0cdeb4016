"""The parts of the report to the Chairman about the letter's demands: each with its figures, calls and their answers,
errors that stand, what changed since the report before."""

from __future__ import annotations

import datetime as dt
from typing import Any

from danhba.publish.formats.docx import Row
from danhba.publish.formats.docx import line as paragraph
from danhba.report.document_parts import add_table, say

_WIDTHS = (85, 12, 17, 17, 16, 18)  # mm
_TITLES = ("Đạt", "Kỳ trước", "Chưa đạt", "Chưa có", "Không yêu cầu")


def add_demands(document: Any, told: dict[str, Any]) -> None:
    """Add a table of the demands, where the campaign declares any."""
    if not told["demands"]:
        return
    rows: list[Row] = [(("Yêu cầu của công văn (số đơn vị)", *_TITLES), True)]
    for demand in told["demands"]:
        met, *others = demand["states"].values()
        before = told.get("met_before", {}).get(demand["id"])
        figures = [str(met), "–" if before is None else str(before), *map(str, others)]
        rows.append(((demand["words"][:1].upper() + demand["words"][1:], *figures), False))
    add_table(document, rows, _WIDTHS, frozenset({1, 2, 3, 4, 5}))
    paragraph(document, "", 6)


def last_calls(told: dict[str, Any]) -> str:
    """Say how many numbers answered at their last call, and how many did not; '' where nobody called."""
    calls = told.get("calls")
    if not (calls and calls["made"]):
        return ""
    return (
        f" Ở lần gọi gần nhất của {calls['made']} số đã gọi: {calls['answered']} số đúng đơn vị nghe máy, "
        f"{calls['not_answered']} số không nghe hoặc không liên lạc được, {calls['elsewhere']} số do nơi khác trả lời."
    )


def counts_words(told: dict[str, Any]) -> str:
    """Say what all units counted in the newest month; '' where none has."""
    counts = told.get("counts")
    if not counts:
        return ""
    month = f"{counts['month'][5:]}/{counts['month'][:4]}"
    in_time = f"; tỷ lệ đúng hạn {counts['share']}" if counts["share"] else ""
    return (
        f"Số liệu tháng {month} của {counts['units']} đơn vị đã gửi: tiếp nhận {counts['received']}, trả lời đúng hạn "
        f"{counts['in_time']}, trễ hạn {counts['late']}, quá hạn chưa xong {counts['open_overdue']}{in_time}."
    )


def add_standing(document: Any, told: dict[str, Any]) -> None:
    """Say which errors stand longest, and how many stand for 7, 14 and 30 days."""
    if not told.get("longest"):
        return
    ages = ", ".join(f"{n} đơn vị từ {age} ngày trở lên" for age, n in told["ages"])
    listed = "; ".join(f"{one['name']} ({one['days']})" for one in told["longest"] if int(one["days"]))
    longest = f" Tồn lâu nhất (số ngày): {listed}." if listed else ""  # none on the first day
    say(document, f"Lỗi lặp lại chưa sửa: {ages}.{longest}")


def changes_words(told: dict[str, Any]) -> str:
    """Say what changed since the report before; '' in the first."""
    if not told.get("before"):
        return ""
    day = f"{dt.date.fromisoformat(told['before']):%d/%m/%Y}"
    listed = "; ".join(f"{c['words']} từ {c['before']} {_way(c)} {c['now']}" for c in told["changed"])
    return f"So với báo cáo ngày {day}: {listed or 'các số liệu chung không thay đổi'}."


def _way(changed: dict[str, int]) -> str:
    return "tăng lên" if changed["now"] > changed["before"] else "giảm còn"
