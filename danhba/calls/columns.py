"""The workbook goi-thu.xlsx: its sheets, columns and seals, as whoever writes it and whoever reads it knows them."""

from __future__ import annotations

from collections.abc import Sequence

from danhba.model.signature import digest
from danhba.review.seal import bare

KIND = "calls"  # what a reading is called that such a workbook gives
FILE = "goi-thu.xlsx"
SHEET, REPORTS, OUTCOMES = "Gọi thử", "Báo sai", "Kết quả"
UNIT, NUMBER, WHY, LAST = "Đơn vị", "Số điện thoại", "Vì sao gọi", "Lần gọi trước"
CALLER, WHEN, OUTCOME, POST, NOTE = "Người gọi", "Gọi lúc", "Kết quả", "Ai trả lời (chức danh)", "Ghi chú"
UNITS, DIALLED, SIGNATURE = "Mã đơn vị gọi", "Số gọi", "Chữ ký"
COLUMNS = ("STT", UNIT, NUMBER, WHY, LAST, CALLER, WHEN, OUTCOME, POST, NOTE, UNITS, DIALLED, SIGNATURE)
FILLED = (CALLER, WHEN, OUTCOME, POST, NOTE)
WRONG, OF_UNIT, SINCE, BY, SAID = "Số bị báo sai", "Của đơn vị", "Báo lúc", "Nơi báo", "Nội dung báo"
REPORT_COLUMNS = ("STT", WRONG, OF_UNIT, SINCE, BY, SAID)
REPORT_LINES = 30  # empty ones that the sheet offers


def content_of_call(units: str, dialled: str, shown: Sequence[str]) -> str:
    """Return what is signed of a line. units: codes, blanks between; dialled: digits;extension; shown: unit and number
    as people read them."""
    return digest(["call", units, dialled, *map(bare, shown)])


CONTENT_OF_REPORTS = digest(["call reports"])
