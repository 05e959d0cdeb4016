"""The words for severities, states, kinds and numbers, once."""

from __future__ import annotations

_KINDS = {
    "folder": "thư mục",
    "mark": "dấu máy của biểu mẫu điền sẵn",
    "letterhead": "tiêu đề trong tệp",
    "file_name": "tên tệp",
    "rows": "các dòng trong bảng",
}
