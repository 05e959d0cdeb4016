"""How far a sheet's cells lie apart, told from its text before it is laid out: one cell at the end of a sheet would
make a table of 17,000 million."""

from __future__ import annotations

import re

from danhba.model.grid import ReadError
from danhba.read.limits import limits_in_force
from danhba.read.package import package_parts
from danhba.read.workbook_beside import place_of

# A table that is too large has a row of five figures or a column of three letters; hardly any sheet has.
_FAR = re.compile(rb"r=\"(?:[A-Z]{1,3}[1-9]\d{4}|[A-Z]{3,}\d)")
# No sheet has such an address: longer than XFD1048576. What reads it takes it for a place all the same.
_NOWHERE = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^<>]*?\br=\"([A-Z]{4}[A-Z]{0,9}\d|[A-Z]{0,3}0*[1-9]\d{7})\d{0,20}")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how a text begins that takes two bytes a letter
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=\"([A-Z]{1,3}[1-9]\d{0,6})\"[^<>]*?>(?!\s*</(?:\w+:)?c>)")


def refuse_far_cells(data: bytes) -> None:
    """Refuse an .xlsx of which one sheet would hold more cells than the limit because some lie far from the others;
    the last one is named. Raises ReadError."""
    parts = package_parts(data)
    for name, part in parts.items():
        if "worksheets/" not in name or not name.endswith(".xml"):
            continue
        content = part()
        if content[:2] in _WIDE:
            said = "trang tính ghi bằng bộ mã UTF-16, hệ thống không đọc được: mở bằng Excel rồi lưu lại"
            raise ReadError("file_corrupt", said)
        if _FAR.search(content) is None:
            continue
        if nowhere := _NOWHERE.search(content):
            cell = nowhere[1].decode()
            raise ReadError("file_corrupt", f"địa chỉ ô “{cell}…” không có trong trang tính nào")
        top = left = 1 << 31
        bottom = right = 0
        lowest = rightmost = ""
        for found in _CELL.finditer(content):
            if found[0].endswith(b"/>"):
                continue  # a cell without a value takes no room
            cell = found[1].decode()
            place = place_of(cell)
            assert place is not None
            row, column = place
            top, left = min(top, row), min(left, column)
            if row >= bottom:
                bottom, lowest = row, cell
            if column >= right:
                right, rightmost = column, cell
        if lowest and (bottom - top + 1) * (right - left + 1) > limits_in_force().cells:
            far = " và ".join(dict.fromkeys((lowest, rightmost)))
            raise ReadError("file_too_large", f"ô {far} nằm rất xa bảng: xóa nội dung ô đó rồi lưu lại")
